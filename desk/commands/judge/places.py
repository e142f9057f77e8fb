"""The command ``places``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table

from desk.commands.options import (
    LeadersFile,
    Minutes,
    PartNumber,
    ScenarioFile,
    SessionName,
    TimetableName,
    led_scenario,
)
from desk.terminal.console import console, say
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_csv, check_places
from desk.terminal.records import costs_record, part_record, write_record
from desk.terminal.sentences import WIDTH, in_lines, left_aside
from scenarios.reading.arguments import (
    part_in_words,
    parts_argument,
    place_in_words,
    session_argument,
)
from scenarios.reading.files import write_text
from scenarios.reading.input_problems import InputProblems
from scenarios.studies.places.result import PartPlaces, places_text
from scenarios.studies.places.rows import (
    PlaceRow,
    because,
    best_rows,
    breached,
    impossible_rows,
    never,
    now_in,
    rooms_in_words,
    times,
    times_in_words,
)
from scenarios.studies.places.run import part_places
from scheduler.judging.every_place import starts, usual_minutes
from scheduler.week.clock import count, duration
from scheduler.week.words import listed, signed

if TYPE_CHECKING:
    from scheduler.week.timetable import Part, Timetable
    from scheduler.week.week import Session, Week

MOST = 20
"""Rows of possible places that are shown, unless all are asked for."""

ROOM = 14
TIER = 6
"""Characters of a room and of a tier in the table."""


def places(
    path: ScenarioFile,
    name: TimetableName,
    session: SessionName,
    part: PartNumber = None,
    minutes: Minutes = None,
    leaders: LeadersFile = None,
    all_rooms: Annotated[
        bool, typer.Option("--all-rooms", help="Show rooms that cost more, too.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every place, also those that are not possible.")
    ] = False,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="places.csv", help="Write a row for each place to this CSV file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="places.json", help="Write all places to this JSON file."),
    ] = None,
) -> Exit:
    """Show every place that a session could have, best first.

    Costs are against where it is now. Ends with 1 where no place keeps every must.
    """
    check_csv(csv)
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the CSV file": csv, "the JSON file": json},
    )
    scenario = led_scenario(path, leaders)
    week = scenario.week
    problems = InputProblems()
    timetable = problems.read("", lambda: scenario.candidate(name))
    subject = problems.read("--session", lambda: session_argument(week, session))
    asked: list[tuple[Part | None, int]] = []
    if timetable is not None and subject is not None:
        asked = _asked(problems, week, timetable, subject, part, minutes)
    problems.finish()
    assert timetable is not None and subject is not None
    found = [part_places(scenario, timetable, subject.id, *one) for one in asked]
    if csv is not None:
        write_text(csv, places_text(scenario, found))
    if json is not None:
        write_record(json, {"parts": [_record(week, one) for one in found]})
    verdict = scenario.judge(timetable)
    say(f"{in_lines(line)}\n" for line in left_aside(verdict))
    for one, (_, length) in zip(found, asked, strict=True):
        title = part_in_words(week, timetable, subject, one.part)
        now = f"now {place_in_words(week, one.part)}" if one.part else "not held in this timetable"
        typer.echo(in_lines(f"{title}, {duration(length)}, {now}."))
        say(map(in_lines, _summary(week, one, length)))
        _show(week, verdict.tiers, one, all_rooms=all_rooms, everything=everything)
    return Exit.FINE if all(one.possible for one in found) else Exit.BREACHED


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


def _show(
    week: Week, tiers: Sequence[int], found: PartPlaces, *, all_rooms: bool, everything: bool
) -> None:
    rows = best_rows(week, found.places, all_rooms=all_rooms)
    shown = rows if everything else rows[:MOST]
    if shown:
        console().print(_table(week, tiers, found, shown, all_rooms=all_rooms))
    if len(rows) > len(shown):
        typer.echo(f"Not shown: {count(len(rows) - len(shown), 'row')}; --all shows every one.")
    say(_every_impossible(week, found) if everything else _impossible(week, found))
    typer.echo("")


def _summary(week: Week, found: PartPlaces, minutes: int) -> Iterator[str]:
    elsewhere = [place for place in found.possible if place.part != found.part]
    if elsewhere:
        number, other = len({place.part.begin for place in elsewhere}), "other " * bool(found.part)
        yield (
            f"{count(len(elsewhere), f'{other}place is', f'{other}places are')} possible, at "
            f"{count(number, 'time')}. Costs are differences from the timetable given; "
            f"times are in steps of {count(week.grain, 'minute')}."
        )
    elif found.possible:
        yield f"No other place is possible, out of {len(found.places)}."
    elif found.places:
        yield f"No place keeps every must, out of {len(found.places)}."
    else:
        longest = max((sitting.minutes for sitting in week.sittings), default=0)
        yield f"No sitting is long enough; the longest has {duration(longest)}."
    short = _too_short(week, minutes)
    if short and found.places:
        yield f"Sittings too short for it: {listed(short)}."


def _too_short(week: Week, minutes: int) -> list[str]:
    """The sittings that are too short, by name where all of that name are."""
    long = {sitting.name for sitting in week.sittings if starts(week, sitting, minutes)}
    return list(
        dict.fromkeys(
            week.sitting_name(sitting.id) if sitting.name in long else sitting.name
            for sitting in week.sittings
            if not starts(week, sitting, minutes)
        )
    )


def _table(
    week: Week,
    tiers: Sequence[int],
    found: PartPlaces,
    rows: Sequence[PlaceRow],
    *,
    all_rooms: bool,
) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    width = WIDTH - 2 - (ROOM + 3 if week.rooms else 0) - (TIER + 3) * len(tiers)
    table.add_column("begins", width=max(width, ROOM), overflow="fold")
    if week.rooms:
        table.add_column("room", width=ROOM, overflow="fold")
    for tier in tiers:
        table.add_column(f"tier {tier}", justify="right", min_width=TIER, no_wrap=True)
    for row in rows:
        when = f"{week.day_name(row.first.part.day)}, {times(row)}{now_in(row, found.part)}"
        reasons = wrap(because(row.difference), max(width, ROOM) - 2)
        cells = ["\n".join([when, *(f"  {line}" for line in reasons)])]
        cells += [rooms_in_words(week, row.rooms, in_full=all_rooms)] if week.rooms else []
        table.add_row(*cells, *map(signed, row.difference.costs))
    return table


def _impossible(week: Week, found: PartPlaces) -> Iterator[str]:
    """What stands against the other times, like with like; each must is shown once."""
    groups = impossible_rows(week, found.places)
    if groups:
        number = sum(len(row.places) for rows in groups.values() for row in rows)
        yield f"{count(number, 'starting time is', 'starting times are')} not possible:"
    known: set[str] = set()
    for rules, rows in groups.items():
        yield in_lines(f"{listed(rules)}: {times_in_words(week, rows)}", "  ", "    ")
        first = rows[0].first
        for finding in first.difference.breaches:
            if finding.rule not in known:
                known.add(finding.rule)
                when = f"{week.moment_name(first.part.begin)}: "
                yield in_lines(f"{when}{finding.sentence}", "    - ", "      ")
    for rules, rooms in never(found.places).items():
        names = listed(week.room_name(room) for room in rooms)
        yield in_lines(f"Never in {names}: {listed(rules)}.", "", "  ")


def _every_impossible(week: Week, found: PartPlaces) -> Iterator[str]:
    """Each place that is not possible, with the musts that stand against it."""
    places = [place for place in found.places if not place.difference.possible]
    if places:
        yield f"{count(len(places), 'place is', 'places are')} not possible:"
    for place in places:
        against = listed(breached(place.difference))
        yield in_lines(f"{place_in_words(week, place.part)}: {against}", "  ", "    ")


def _record(week: Week, found: PartPlaces) -> dict[str, Any]:
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
    }
