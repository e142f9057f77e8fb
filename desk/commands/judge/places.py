"""The command ``places``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.commands.options import (
    LeadersFile,
    Minutes,
    PartNumber,
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
from desk.terminal.records import costs_record, elsewhere_record, part_record
from scenarios.reading.arguments import parts_argument, session_argument
from scenarios.reading.input_problems import InputProblems
from scenarios.studies.places.result import PartPlaces, places_csv
from scenarios.studies.places.run import part_places
from scheduler.document.document import Document
from scheduler.judging.every_place import usual_minutes
from scheduler.week.clock import duration
from scheduler.week.words import listed

if TYPE_CHECKING:
    from scenarios.studies.elsewhere.result import Elsewhere
    from scheduler.week.timetable import Part, Timetable
    from scheduler.week.week import Session, Week


LEAST = 0.001
"""Seconds for the weeks with a part elsewhere, also where others have taken all the time."""


@writes_csv
def places(
    path: ScenarioFile,
    session: SessionName,
    name: TimetableName = None,
    part: PartNumber = None,
    minutes: Minutes = None,
    leaders: LeadersFile = None,
    all_rooms: Annotated[
        bool, typer.Option("--all-rooms", help="Show rooms that cost more, too.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every place, also those that are not possible.")
    ] = False,
    moving: Annotated[
        bool,
        typer.Option("--moving", help="Say what each half-day costs with other sessions moving."),
    ] = False,
    time_limit: TimeForAll = 300.0,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="places.csv", help="Write a row for each place to this file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="places.json", help="Write all places to this JSON file."),
    ] = None,
) -> Exit:
    """Show every place that a session could have, best first.

    Costs are against where it is now, with all else where it is. Ends with 1 where no place keeps
    every must, and none would with other sessions moving.
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
    asked: list[tuple[Part | None, int]] = []
    if timetable is not None and subject is not None:
        asked = _asked(problems, week, timetable, subject, part, minutes)
    problems.finish()
    assert timetable is not None and subject is not None
    found = [part_places(scenario, timetable, subject.id, *one) for one in asked]
    freed = _freed(found, time_limit, all_rooms, everything) if moving else [None] * len(found)
    files = (
        (csv, lambda: places_csv(found)),
        (json, lambda: {"parts": [_record(week, *one) for one in zip(found, freed, strict=True)]}),
    )
    with writing(*files):
        for one in found if not moving else ():
            show(one.document(all_rooms=all_rooms, everything=everything))
            tell()
    codes = list(map(_code, found, freed))
    return next((code for code in (Exit.BREACHED, Exit.NOTHING_FOUND) if code in codes), Exit.FINE)


def _freed(
    found: Sequence[PartPlaces],
    time_limit: float,
    all_rooms: bool,
    everything: bool,
) -> list[Elsewhere]:
    """The best week with each part in each half-day, whatever else moves, said as it is found.

    All that is known without a search is said before it.
    """
    began, freed = time.perf_counter(), []
    for one in found:
        show(one.document(all_rooms=all_rooms, everything=everything))
        tell()
        show(Document("With other sessions moving", []))
        left = max(LEAST, time_limit - (time.perf_counter() - began))
        asked = (one.scenario, one.timetable, one.session, one.part)
        freed.append(elsewhere_watched(*asked, search_options(left, 1, 1), quiet=False))
        say_in_short(freed[-1])
        tell()
    return freed


def _code(found: PartPlaces, freed: Elsewhere | None) -> Exit:
    """How the command ends for one part; with nothing found where half-days are left open."""
    if found.possible or (freed is not None and freed.possible):
        return Exit.FINE
    return Exit.BREACHED if freed is None or freed.nowhere else Exit.NOTHING_FOUND


def _asked(
    problems: InputProblems,
    week: Week,
    timetable: Timetable,
    session: Session,
    number: int | None,
    minutes: int | None,
) -> list[tuple[Part | None, int]]:
    """The parts that are asked about, each with its length there."""
    parts = problems.read("--part", lambda: parts_argument(week, timetable, session, number))
    if parts is None:
        return []
    asked = []
    for part in parts or (None,):
        length = problems.read("--minutes", partial(_minutes, week, session, part, minutes))
        if length is not None:
            asked.append((part, length))
    return asked


def _minutes(week: Week, session: Session, part: Part | None, asked: int | None) -> int:
    """How long a part would be there.

    Raises
    ------
    ValueError
        With a sentence, where it is not on the grid.
    """
    minutes = asked or usual_minutes(week, session, part)
    if minutes % week.grain and not all(sitting.whole for sitting in week.sittings):
        below = minutes // week.grain * week.grain
        near = listed((str(n) for n in (below, below + week.grain) if n), "or")
        raise ValueError(
            f"{week.what(session.id)} cannot last {duration(minutes)} on a grid of "
            f"{week.grain} minutes; write {near}"
        )
    return minutes


def _record(week: Week, found: PartPlaces, freed: Elsewhere | None) -> dict[str, Any]:
    """A part and its places, each with what it costs, what changes and what stands against it."""
    return {
        "session": found.session,
        "part": found.number,
        "now": part_record(week, found.part) if found.part else None,
        "places": [
            {
                **part_record(week, place.part),
                "possible": place.difference.possible,
                "costs": costs_record(place.difference),
                "changes": {change.rule: change.cost for change in place.difference.preferences},
                "against": [
                    {"rule": finding.rule, "sentence": finding.sentence}
                    for finding in place.difference.breaches
                ],
            }
            for place in found.places
        ],
        **({} if freed is None else {"moving": elsewhere_record(freed)["weeks"]}),
    }
