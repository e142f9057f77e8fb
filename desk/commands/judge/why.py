"""The command ``why``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.commands.options import (
    LeadersFile,
    Minutes,
    PartNumber,
    Quiet,
    ScenarioFile,
    SessionName,
    TimeForAll,
    TimetableName,
    led_scenario,
    needed_timetable,
    writes_csv,
)
from desk.commands.searches import elsewhere_watched, say_in_short, search_options
from desk.commands.writing import writing
from desk.terminal.console import show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, JSON, Wanted, check_places
from desk.terminal.progress import watched
from desk.terminal.records import difference_record, elsewhere_record, part_record, there_record
from scenarios.exchange.csv_text import rows_text
from scenarios.reading.arguments import part_argument, room_argument, session_argument
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import Calendar
from scenarios.studies.elsewhere.run import asked_elsewhere, with_others_moving
from scenarios.studies.places.why import why_not

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scenarios.studies.elsewhere.result import WeekThere
    from scenarios.studies.places.why import PlaceAnswer
    from scheduler.solving.solving import Options
    from scheduler.week.timetable import Part, Timetable
    from scheduler.week.week import Week

THOROUGH = 100_000.0
"""Effort that only time bounds."""


@writes_csv
def why(
    path: ScenarioFile,
    session: SessionName,
    name: TimetableName = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN",
            help="As in '2011-06-23 10:00' or 'thursday 10:00'.  [default: every half-day]",
        ),
    ] = None,
    room: Annotated[
        str | None,
        typer.Option(
            metavar="ROOM",
            help="By key or name.  [default: the present one if it is possible, else the best]",
        ),
    ] = None,
    part: PartNumber = None,
    minutes: Minutes = None,
    leaders: LeadersFile = None,
    still: Annotated[
        bool, typer.Option("--still", help="Hold all other sessions still: no search.")
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Search until all is proven, or the time is over.")
    ] = False,
    time_limit: TimeForAll = 300.0,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="why.csv", help="Write a row for each half-day to this file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="why.json", help="Write the answer to this JSON file."),
    ] = None,
    quiet: Quiet = False,
) -> Exit:
    """Say why a session is not at another time or place.

    Says what stands against it there, or what it would cost: with all else where it is, and with
    other sessions moving. Without a time it says so of each half-day. Ends with 0 where the session
    can be there (in another half-day), and with 1 where a must stands against it.
    """
    name = needed_timetable(path, name)
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the table": Wanted(csv, CSV), "the JSON file": Wanted(json, JSON)},
    )
    scenario = led_scenario(path, leaders, [name])
    week = scenario.week
    problems = InputProblems()
    timetable = problems.read("", lambda: scenario.candidate(name))
    subject = problems.read("--session", lambda: session_argument(week, session, scenario.texts))
    moment = problems.read("--at", lambda: _moment(week, at))
    in_room = problems.read("--room", lambda: room_argument(week, room, scenario.texts))
    options_of_time = {"--room": room, "--minutes": minutes, "--still": still}
    _check_fitting(problems, at, options_of_time, csv)
    moved = None
    if subject is not None and timetable is not None and (at or part):
        moved = problems.read("--part", lambda: part_argument(week, timetable, subject, part))
    problems.finish()
    assert timetable is not None and subject is not None
    options = search_options(time_limit, 1, 1)
    if thorough:
        options = options.model_copy(update={"effort": THOROUGH})
    if moment is None:
        return _everywhere(
            scenario, timetable, subject.id, moved, options, csv=csv, json=json, quiet=quiet
        )
    asked = (scenario, timetable, subject.id, moved, moment, in_room, minutes)
    return _there(*asked, None if still else options, json=json, quiet=quiet)


def _check_fitting(
    problems: InputProblems, at: str | None, of_a_time: Mapping[str, object], csv: Path | None
) -> None:
    """Note options that go with a time where none is given, and the other way round."""
    for option, given in of_a_time.items():
        if at is None and given:
            problems.note(option, "it goes with a time; give one with --at")
    if at is not None and csv is not None:
        problems.note("--csv", "it has a row for each half-day; leave --at out for that")


def _there(
    scenario: Scenario,
    timetable: Timetable,
    session: str,
    moved: Part | None,
    moment: tuple[int, int],
    room: str | None,
    minutes: int | None,
    options: Options | None,
    *,
    json: Path | None,
    quiet: bool,
) -> Exit:
    """Say what stands against a time, or what it costs; without options nothing else moves."""
    answer = why_not(scenario, timetable, session, moved, moment, room, minutes)
    others = None
    if options is not None and answer.chosen.part != moved:
        asked = partial(with_others_moving, scenario, timetable, answer.chosen.part, moved, options)
        pinned = partial(asked, minutes=minutes is not None, room=room is not None)
        others = watched(pinned, quiet=quiet)
    record = partial(_record, scenario.week, moved, answer, others)
    with writing((json, record), quiet=quiet) as written:
        if written.loud:
            show(answer)
            if others is not None:
                show(others)
    possible = others is not None and others.best is not None
    return Exit.FINE if answer.difference.possible or possible else Exit.BREACHED


def _moment(week: Week, at: str | None) -> tuple[int, int] | None:
    """The moment that is asked about; None where none is."""
    return None if at is None else Calendar.of(week).moment_named(at)


def _everywhere(
    scenario: Scenario,
    timetable: Timetable,
    session: str,
    moved: Part | None,
    options: Options,
    *,
    csv: Path | None,
    json: Path | None,
    quiet: bool,
) -> Exit:
    """Say of each half-day what the week comes to with the session there, as it is found."""
    if not quiet:
        show(asked_elsewhere(scenario, timetable, session, moved).opening())
        tell()
    found = elsewhere_watched(scenario, timetable, session, moved, options, quiet=quiet)
    files = ((csv, lambda: rows_text(found.rows())), (json, lambda: elsewhere_record(found)))
    with writing(*files, quiet=quiet) as written:
        if quiet and written.loud:
            show(found)
        elif written.loud:
            tell()
            say_in_short(found)
    if found.possible:
        return Exit.FINE
    return Exit.BREACHED if found.nowhere else Exit.NOTHING_FOUND


def _record(
    week: Week, moved: Part | None, answer: PlaceAnswer, others: WeekThere | None
) -> dict[str, Any]:
    """Where the part is, where it was asked for, and what that would change."""
    return {
        "from": None if moved is None else part_record(week, moved),
        "to": part_record(week, answer.chosen.part),
        **difference_record(answer.difference),
        "moving": None if others is None else there_record(others),
    }
