"""The command ``why``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.commands.options import (
    LeadersFile,
    Minutes,
    PartNumber,
    ScenarioFile,
    SessionName,
    TimetableName,
    led_scenario,
)
from desk.commands.writing import writing
from desk.terminal.console import show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import JSON, Wanted, check_places
from desk.terminal.records import difference_record, part_record
from scenarios.reading.arguments import part_argument, room_argument, session_argument
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import Calendar
from scenarios.studies.places.why import why_not

if TYPE_CHECKING:
    from scenarios.studies.places.why import PlaceAnswer
    from scheduler.week.timetable import Part
    from scheduler.week.week import Week


def why(
    path: ScenarioFile,
    name: TimetableName,
    session: SessionName,
    at: Annotated[
        str,
        typer.Option(
            metavar="WHEN", show_default=False, help="As in '2011-06-23 10:00' or 'thursday 10:00'."
        ),
    ],
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
    json: Annotated[
        Path | None,
        typer.Option(metavar="why.json", help="Write the answer to this JSON file."),
    ] = None,
) -> Exit:
    """Say why a session is not at another time or place.

    Says what stands against it there, or what it would cost. Ends with 0 where that is possible,
    and with 1 where a must stands against it.
    """
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the JSON file": Wanted(json, JSON)},
    )
    scenario = led_scenario(path, leaders)
    week = scenario.week
    problems = InputProblems()
    timetable = problems.read("", lambda: scenario.candidate(name))
    subject = problems.read("--session", lambda: session_argument(week, session))
    moment = problems.read("--at", lambda: Calendar.of(week).moment_named(at))
    in_room = problems.read("--room", lambda: room_argument(week, room))
    moved = None
    if subject is not None and timetable is not None:
        moved = problems.read("--part", lambda: part_argument(week, timetable, subject, part))
    problems.finish()
    assert timetable is not None and subject is not None and moment is not None
    answer = why_not(scenario, timetable, subject.id, moved, moment, in_room, minutes)
    with writing((json, lambda: _record(week, moved, answer))):
        show(answer)
    return Exit.FINE if answer.difference.possible else Exit.BREACHED


def _record(week: Week, moved: Part | None, answer: PlaceAnswer) -> dict[str, Any]:
    """Where the part is, where it was asked for, and what that would change."""
    return {
        "from": None if moved is None else part_record(week, moved),
        "to": part_record(week, answer.chosen.part),
        **difference_record(answer.difference),
    }
