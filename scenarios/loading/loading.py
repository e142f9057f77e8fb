"""Loading a scenario file: read, lay it over what it extends, check, and look everything up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import Any

from constraints.meet_on_consecutive_days import MeetOnConsecutiveDays
from scenarios.exchange.schedule_csv import read_reference
from scenarios.languages.texts import Texts, in_main_language
from scenarios.loading.bodies import build_bodies, build_pool, build_presidency
from scenarios.loading.calendar.formats import Formats, build_formats
from scenarios.loading.calendar.repeating import with_meetings
from scenarios.loading.calendar_and_rooms import build_calendar, build_rooms
from scenarios.loading.extending import read_source
from scenarios.loading.laying_over import lay_over
from scenarios.loading.patches import in_full
from scenarios.loading.people import People, build_delegations, build_instruments, read_people
from scenarios.loading.problems import FileProblems
from scenarios.loading.rules import build_settings, check_relations, expand_order, look_up_names
from scenarios.loading.schema import ScenarioFile
from scenarios.loading.schema_errors import validate
from scenarios.loading.sessions import BuildContext, build_sessions, check_pins, session_entries
from scenarios.reading.files import is_file, need
from scenarios.reading.moments import Calendar
from scenarios.reading.revision_folders import scenario_file, schedule_file
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_, Source, without_nothing
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.rules.rule import Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Interpretation, Week


def load_scenario(path: str | Path) -> Scenario:
    """Load a scenario file; paths inside it are taken from the folder in which it lies.

    It may be that of a revision: ``lakes-2027`` for the last in this folder, ``lakes-2027@2``.

    Raises
    ------
    BadInput
        With every problem found: file, line, column, and what to do.
    """
    path = scenario_file(path)
    return resolve(read_source(path), path)


def load_variant(path: str | Path, patch: Mapping[str, Any]) -> Scenario:
    """Load a scenario file with a patch, as if a file that extends it held the patch.

    None takes a key away. The errors are those of `load_scenario`.
    """
    path = scenario_file(path)
    return resolve(lay_over(read_source(path), Source(dict(patch), {}, {})), path)


def build_scenario(data: dict[str, Any], path: str | Path = "scenario") -> Scenario:
    """Build a scenario from the values that a scenario file would hold.

    For scenarios that a program makes. Paths inside are taken from the folder of ``path``, which
    need not exist itself. The errors are those of `load_scenario`, by their keys.
    """
    return resolve(Source(data, {}, {}), Path(path))


def resolve(source: Source, path: Path) -> Scenario:
    """Check the values of a scenario and look everything up; for errors see `load_scenario`."""
    problems = FileProblems(source)
    data, texts = in_main_language(without_nothing(in_full(source.data)), ScenarioFile, problems)
    file = validate(ScenarioFile, data, (), problems)
    if file is None:
        raise problems.error
    folder = path.parent
    formats = build_formats(file.formats, problems)
    calendar = build_calendar(file.week, formats, folder, problems)
    file = with_meetings(file, calendar, formats, problems)
    sound = not problems
    week = _week(file, folder, calendar, formats, texts, problems)
    if sound:
        check_pins(file, week, problems)
    order = expand_order(file.order, week, problems)
    given: dict[str, dict[str, Any]] = {
        "honour_order": {"orders": tuple(order)},
        "reserve_time_for_experiments": file.experiments.model_dump(
            include={"floor", "share", "at_once"}, exclude_none=True
        ),
    }
    if (words := file.experiments.sittings) is not None:
        named = problems.read_all(("experiments", "sittings"), words, calendar.open_sittings)
        given["reserve_time_for_experiments"]["sittings"] = named
    settings, off = build_settings(_with_days(file), given, calendar, problems)
    settings = look_up_names(settings, week, problems)
    check_relations(settings, week, problems)
    problems.finish()
    candidates = {
        name: _schedule(folder / candidate, ("candidates", name), problems)
        for name, candidate in file.candidates.items()
    }
    references = _references(settings, folder, candidates, week, problems)
    problems.finish()
    for name, candidate in candidates.items():
        need(candidate, "a candidate of the scenario")
        if not is_file(candidate):
            problems.warn(("candidates", name), f"there is no file {candidate}")
    return Scenario(
        title=file.title,
        path=path,
        venue=file.venue.name,
        week=week.model_copy(update={"references": references}),
        settings=settings,
        off=off,
        candidates=candidates,
        texts=texts,
    )


def _with_days(file: ScenarioFile) -> dict[str, Any]:
    """What the file says of rules, with the sessions that ask for days in a row themselves."""
    name, entries = MeetOnConsecutiveDays.key(), session_entries(file).items()
    asked = [{"session": path[-1]} for path, one in entries if one.parts.days]
    said = file.rules.get(name, "must")
    said = {said: True} if isinstance(said, str) else said
    if not asked or not isinstance(said, dict):
        return file.rules
    named = said.get("sessions", [])
    return {
        **file.rules,
        name: {**said, "sessions": [*named, *asked]} if isinstance(named, list) else said,
    }


def _week(
    file: ScenarioFile,
    folder: Path,
    calendar: Calendar,
    formats: Formats,
    texts: Texts,
    problems: FileProblems,
) -> Week:
    """The week, without the timetables that rules compare with; names of States join the texts."""
    rooms = build_rooms(file.venue, calendar, problems)
    people = read_people(file.delegations, file.instruments, folder, problems)
    people.name_in_languages(texts)
    bodies = build_bodies(file, people, problems)
    instruments = build_instruments(file.instruments, people, problems)
    context = BuildContext(
        calendar=calendar,
        formats=formats,
        people=people,
        bodies={body.id: body for body in bodies},
        rooms={room.id: room for room in rooms},
        grain=file.week.grain,
        problems=problems,
    )
    _check_words(file, people, problems)
    tasks, interpreters = file.leadership.tasks, file.venue.interpretation
    week = Week(
        title=file.title,
        first=file.week.from_,
        last=max(file.week.from_, file.week.to),
        timezone=file.week.timezone,
        grain=file.week.grain,
        days=tuple(dict.fromkeys(sitting.day for sitting in calendar.sittings)),
        sittings=calendar.sittings,
        formats=tuple(formats.own.values()),
        rooms=rooms,
        turnover=file.venue.turnover,
        interpretation=interpreters and Interpretation(**interpreters.model_dump()),
        instruments=instruments,
        delegations=build_delegations(file.delegations, tasks, people, calendar, problems),
        bodies=bodies,
        sessions=build_sessions(file, context),
        pool=build_pool(file, bodies, instruments, people, problems),
        presidency=build_presidency(file, people, problems),
    )
    if file.delegations.table is not None:
        people.doubt_cells(folder / file.delegations.table)
    return week


def _check_words(file: ScenarioFile, people: People, problems: FileProblems) -> None:
    """Look for one thing in two writings, among the words that are compared letter for letter."""
    problems.alike(starmap(problems.word, _subjects(file)), "subject")
    problems.alike(starmap(problems.word, _equipment(file)), "equipment")
    problems.alike(starmap(problems.word, _buildings(file)), "building")
    problems.alike(people.groups(file.delegations), "regional group")


def _subjects(file: ScenarioFile) -> Iterator[tuple[Path_, str]]:
    """What bodies and sessions are about, by the places in the file."""
    for body, one in file.bodies.items():
        yield ("bodies", body, "subject"), one.subject
    for path, session in session_entries(file).items():
        yield (*path, "subject"), session.subject or ""


def _buildings(file: ScenarioFile) -> Iterator[tuple[Path_, str]]:
    """Where rooms are, by the places in the file."""
    for key, room in file.venue.rooms.items():
        if room.building:
            yield ("venue", "rooms", key, "building"), room.building


def _equipment(file: ScenarioFile) -> Iterator[tuple[Path_, str]]:
    """What rooms have and sessions need, by the places in the file."""
    for key, room in file.venue.rooms.items():
        path: Path_ = ("venue", "rooms", key)
        yield from (((*path, "equipment"), word) for word in room.equipment)
        for name, section in room.divides_into.items():
            below = (*path, "divides_into", name, "equipment")
            yield from ((below, word) for word in section.equipment)
    for path, session in session_entries(file).items():
        yield from (((*path, "equipment"), word) for word in session.equipment)


def _schedule(named: Path, path: Path_, problems: FileProblems) -> Path:
    """The schedule that a scenario names at a path, which may be that of a revision."""
    try:
        return schedule_file(named)
    except BadInput as error:
        problems.add(path, f"{named}: {error.problems[0].what}")
        return named


def _references(
    settings: tuple[Setting, ...],
    folder: Path,
    candidates: Mapping[str, Path],
    week: Week,
    problems: FileProblems,
) -> dict[str, Timetable]:
    """The timetables that rules compare with, by the name that the rule has for them.

    That is the name of a candidate, or else a file.
    """
    found = {}
    for setting in settings:
        name = getattr(setting.rule, "reference", None)
        path = ("rules", setting.rule.name, "reference")
        if name == "":
            problems.warn(path[:-1], "it has no 'reference' to compare with, and asks for nothing")
        if not name:
            continue
        file = candidates.get(name) or _schedule(folder / name, path, problems)
        if not is_file(file):
            hint = suggestion(name, list(candidates))
            nor = "" if name in candidates else f", nor a candidate of that name{hint}"
            problems.add(path, f"there is no file {file}{nor}")
            continue
        by_weekday = setting.rule.name == "follow_precedent"
        read = partial(read_reference, file, week, by_weekday=by_weekday)
        found[name] = problems.read("", read) or Timetable()
        for session in getattr(setting.rule, "weights", ()):
            if not found[name].holds(session):
                what = f"'{session}' has no part in {name}; its weight asks for nothing"
                problems.warn((*path[:-1], "weights"), what)
    return found
