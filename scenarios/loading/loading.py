"""Loading a scenario file: read, lay it over what it extends, check, and look everything up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scenarios.exchange.schedule_csv import read_reference
from scenarios.loading.bodies import build_bodies, build_pool
from scenarios.loading.calendar_and_rooms import build_calendar, build_interpretation, build_rooms
from scenarios.loading.order import expand_order
from scenarios.loading.patches import each_patch, is_patch, with_empty_patches
from scenarios.loading.people import build_delegations, build_instruments, read_people
from scenarios.loading.problems import Report
from scenarios.loading.rules import MODES, build_settings, check_names
from scenarios.loading.schema import ScenarioFile
from scenarios.loading.schema_errors import complain
from scenarios.loading.sessions import Surroundings, build_sessions
from scenarios.reading.files import is_file, need
from scenarios.reading.yaml_source import Source, merge, read_yaml, without_nothing
from scenarios.scenario import Scenario
from scheduler.errors import BadInput, InputProblem
from scheduler.rules.rule import Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

DEEPEST = 10
"""Files in the longest chain of files that extend each other."""


def load_scenario(path: str | Path) -> Scenario:
    """Load a scenario file.

    Paths inside the file are taken from the folder in which it lies.

    Raises
    ------
    BadInput
        With every problem found: file, line, column, and what to do.
    """
    path = Path(path)
    return resolve(read_source(path), path)


def load_variant(path: str | Path, patch: Mapping[str, Any]) -> Scenario:
    """Load a scenario file with a patch laid over it, as a file that extends it would be.

    Parameters
    ----------
    patch
        Keys and values as such a file has them; None takes a key away.

    Raises
    ------
    BadInput
        With every problem found.
    """
    path = Path(path)
    return resolve(lay_over(read_source(path), Source(dict(patch), {}, {})), path)


def build_scenario(data: dict[str, Any], path: str | Path = "scenario") -> Scenario:
    """Build a scenario from the values that a scenario file would hold.

    For scenarios that a program makes. Paths inside are taken from the folder of ``path``, which
    need not exist itself.

    Raises
    ------
    BadInput
        With every problem found, by its keys.
    """
    return resolve(Source(data, {}, {}), Path(path))


def read_source(path: Path) -> Source:
    """Read a scenario file, laid over what it extends.

    Raises
    ------
    BadInput
        Where it cannot be read; its values are not looked at yet.
    """
    return _read(path, ())


def lay_over(below: Source, patch: Source) -> Source:
    """Lay a patch over a scenario, as a file that extends it would be."""
    return merge(below._replace(data=_giving_way(below.data, patch.data)), patch, is_patch)


def resolve(source: Source, path: Path) -> Scenario:
    """Check the values of a scenario and look everything up.

    Raises
    ------
    BadInput
        With every problem found.
    """
    report = Report(source)
    return _resolve(_validate(source, report), path, report)


def _read(path: Path, below: tuple[Path, ...]) -> Source:
    """Read a file, laid over what it extends."""
    source = read_yaml(path)
    if not isinstance(source.data, dict):
        where = source.where(())
        raise BadInput(
            [InputProblem(where, "a scenario file begins with keys such as schema and week")]
        )
    if "meetings" in source.data and "sessions" not in source.data:
        where = source.where(("meetings",), key=True)
        raise BadInput([InputProblem(where, "this is a season; 'meeting-week season' takes it")])
    base = source.data.get("extends")
    if base is None:
        return source._replace(data=with_empty_patches(source.data))
    if not isinstance(base, str):
        raise BadInput(
            [InputProblem(source.where(("extends",)), "extends: write the name of a file")]
        )
    parent = path.parent / base
    if not is_file(parent):
        where = source.where(("extends",))
        raise BadInput([InputProblem(where, f"extends: there is no file {parent}")])
    chain = (*below, path.resolve())
    if parent.resolve() in chain or len(chain) > DEEPEST:
        where = source.where(("extends",))
        raise BadInput(
            [InputProblem(where, f"extends: {base} leads back to this file; break the circle")]
        )
    below_it = _read(parent, chain)
    folder = Path(base).parent

    def moved(data: dict[str, Any]) -> dict[str, Any]:
        return _seen_from(folder, data)

    return lay_over(below_it._replace(data=each_patch(moved(below_it.data), moved)), source)


def _seen_from(folder: Path, data: dict[str, Any]) -> dict[str, Any]:
    """The values of a file in another folder, with the paths in them as seen from here."""

    def moved(entry: Any, key: str) -> Any:
        if isinstance(entry, dict) and isinstance(entry.get(key), str) and entry[key]:
            return {**entry, key: (folder / entry[key]).as_posix()}
        return entry

    found = dict(data)
    if "delegations" in data:
        found["delegations"] = moved(data["delegations"], "table")
    candidates, rules = data.get("candidates"), data.get("rules")
    for name in candidates if isinstance(candidates, dict) else ():
        found["candidates"] = moved(found["candidates"], name)
    if isinstance(rules, dict):
        found["rules"] = {name: moved(entry, "reference") for name, entry in rules.items()}
    return found


def _giving_way(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """The values of a file without the ways in which another that extends it applies rules anew.

    Where that one says `must` of a rule, the `prefer` of this one no longer holds.
    """
    before, anew = below.get("rules"), above.get("rules")
    if not isinstance(before, dict) or not isinstance(anew, dict):
        return below
    rules = dict(before)
    for name, entry in anew.items():
        old = rules.get(name)
        if isinstance(entry, dict) and isinstance(old, str):
            rules[name] = old = {old: True}
        if isinstance(entry, dict) and isinstance(old, dict):
            said = {mode for mode in MODES if entry.get(mode) is not None}
            if said:
                rules[name] = {k: v for k, v in old.items() if k not in MODES or k in said}
    return {**below, "rules": rules}


def _validate(source: Source, report: Report) -> ScenarioFile:
    try:
        return ScenarioFile.model_validate(without_nothing(source.data))
    except ValidationError as error:
        complain(error, ScenarioFile, (), report)
        report.finish()
        raise


def _resolve(file: ScenarioFile, path: Path, report: Report) -> Scenario:
    folder = path.parent
    calendar = build_calendar(file.week, report)
    if file.week.to < file.week.from_:
        report.finish()  # Nothing that is said of the days would make sense.
    rooms = build_rooms(file.venue, calendar, report)
    people = read_people(file.delegations, folder, report)
    bodies = build_bodies(file, people, report)
    instruments = build_instruments(file.instruments, people, report)
    around = Surroundings(
        calendar=calendar,
        people=people,
        bodies={body.id: body for body in bodies},
        rooms={room.id: room for room in rooms},
        grain=file.week.grain,
        report=report,
    )
    week = Week(
        title=file.title,
        first=file.week.from_,
        timezone=file.week.timezone,
        grain=file.week.grain,
        days=tuple(dict.fromkeys(sitting.day for sitting in calendar.sittings)),
        sittings=calendar.sittings,
        rooms=rooms,
        turnover=file.venue.turnover,
        interpretation=build_interpretation(file.venue),
        instruments=instruments,
        delegations=build_delegations(
            file.delegations, file.leadership.tasks, people, calendar, report
        ),
        bodies=bodies,
        sessions=build_sessions(file, around),
        pool=build_pool(file, bodies, instruments, people, report),
    )
    orders = tuple(expand_order(file.order, week.sessions, around.bodies, report))
    given = {"honour_order": {"orders": orders}, "reserve_time_for_experiments": _experiments(file)}
    settings, off = build_settings(file.rules, given, report)
    check_names(settings, week, report)
    report.finish()
    references = _references(settings, folder, week, report)
    report.finish()
    for candidate in file.candidates.values():
        need(folder / candidate, "a candidate of the scenario")
    return Scenario(
        title=file.title,
        path=path,
        week=week.model_copy(update={"references": references}),
        settings=settings,
        off=off,
        candidates={name: folder / candidate for name, candidate in file.candidates.items()},
    )


def _experiments(file: ScenarioFile) -> dict[str, Any]:
    given = {"floor": file.experiments.floor, "share": file.experiments.share}
    return {key: value for key, value in given.items() if value is not None}


def _references(
    settings: tuple[Setting, ...], folder: Path, week: Week, report: Report
) -> Mapping[str, Timetable]:
    """The timetables that rules compare with, by the name that the rule has for them."""
    found = {}
    for setting in settings:
        name = getattr(setting.rule, "reference", "")
        path = ("rules", setting.rule.name, "reference")
        if not name or not report.file(path, folder / name):
            continue
        try:
            found[name] = read_reference(folder / name, week, by_weekday=_by_weekday(setting))
        except BadInput as error:
            report.include(error)
    return found


def _by_weekday(setting: Setting) -> bool:
    return setting.rule.name == "follow_precedent"
