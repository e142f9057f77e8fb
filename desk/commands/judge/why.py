"""The command ``why``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
from desk.terminal.output_files import check_places
from desk.terminal.records import difference_record, part_record, write_record
from desk.terminal.sentences import WIDTH, in_lines, left_aside
from scenarios.reading.arguments import (
    part_argument,
    part_in_words,
    place_in_words,
    room_argument,
    session_argument,
)
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import Calendar
from scheduler.judging.every_place import (
    JudgedPlace,
    judge_places,
    length_in,
    rooms_in_order,
    usual_minutes,
)
from scheduler.week.clock import count
from scheduler.week.timetable import Part
from scheduler.week.words import listed, signed

if TYPE_CHECKING:
    from scheduler.judging.judge import Finding
    from scheduler.judging.verdict_changes import Difference, RuleChange
    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Session, Week


class Question(NamedTuple):
    """A place that is asked about.

    Attributes
    ----------
    part
        The part that would be moved; None where the session is not held.
    day, start
        Where it would begin: the day of the week, and minutes after midnight.
    room
        None where no room is asked for.
    minutes
        None: as long as it is.
    """

    session: Session
    part: Part | None
    day: int
    start: int
    room: str | None
    minutes: int | None


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
        {"the JSON file": json},
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
    question = Question(subject, moved, *moment, in_room, minutes)
    places = _places(week, question)
    judged = list(judge_places(week, scenario.settings, timetable, question.part, places))
    chosen = _chosen(question, judged)
    if json is not None:
        write_record(json, _record(week, question, chosen))
    lines = [
        _asked(week, timetable, question, chosen),
        *_about_the_room(week, question, chosen, judged),
        *left_aside(scenario.judge(timetable)),
        "",
        chosen.difference.answer,
    ]
    say(map(in_lines, lines))
    if chosen.difference.possible and chosen.difference.preferences:
        _show_costs(chosen.difference)
    say(_reasons(chosen.difference))
    if not chosen.difference.possible:
        typer.echo("\nmeeting-week places shows where it can be.")
    return Exit.FINE if chosen.difference.possible else Exit.BREACHED


def _places(week: Week, question: Question) -> Iterator[Part]:
    """The place that is asked about, in every room."""
    minutes = question.minutes or usual_minutes(week, question.session, question.part)
    for sitting in week.sittings_on(question.day):
        if question.start == sitting.opens and question.minutes is None:
            minutes = length_in(sitting, minutes)
    for room in rooms_in_order(week, question.part):
        yield Part(question.session.id, question.day, question.start, minutes, room)


def _chosen(question: Question, judged: list[JudgedPlace]) -> JudgedPlace:
    """The place in the room asked for; else in the present room if possible, else the best."""
    now = question.part.room if question.part else None
    return min(
        judged,
        key=lambda place: (
            question.room not in (None, place.part.room),
            not (place.difference.possible and place.part.room == now),
            place.difference.rank,
            place.part.room != now,
        ),
    )


def _asked(week: Week, timetable: Timetable, question: Question, chosen: JudgedPlace) -> str:
    """The question in words."""
    title = part_in_words(week, timetable, question.session, question.part)
    before = "which this timetable does not hold"
    if question.part == chosen.part:
        before = "where it is now"
    elif question.part is not None:
        before = f"instead of {place_in_words(week, question.part)}"
    return f"{title} on {place_in_words(week, chosen.part)}, {before}:"


def _about_the_room(
    week: Week, question: Question, chosen: JudgedPlace, judged: list[JudgedPlace]
) -> Iterator[str]:
    """Which room was taken where none was asked for, and why; where others would do, which."""
    name, now = week.room_name(chosen.part.room), question.part.room if question.part else None
    others = [place for place in judged if place != chosen]
    if not chosen.difference.possible:
        fit = [week.room_name(p.part.room) for p in others if p.difference.possible]
        if fit:
            yield f"At that time it is possible in {listed(fit, 'or')}."
        elif question.room is None and others:
            yield f"No room is possible at that time; the least stands against {name}."
    elif question.room is None and now == chosen.part.room and others:
        yield f"No room was asked for: {name}, as now."
    elif question.room is None and others:
        alike = [p for p in others if p.difference.rank == chosen.difference.rank]
        likewise = listed((week.room_name(place.part.room) for place in alike), "or")
        best = f"the best there{f', as good as {likewise}' if alike else ''}"
        not_now = f" {week.room_name(now)}, where it is now, is not possible." if now else ""
        yield f"No room was asked for: {name}, {best}.{not_now}"


def _show_costs(difference: Difference) -> None:
    """Show the preferences that change, as differences from the timetable given."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=WIDTH)
    for heading in ("tier", "preference", "before", "after", "unit", "cost"):
        number = heading in ("tier", "before", "after", "cost")
        table.add_column(
            heading, justify="right" if number else "left", overflow="fold", no_wrap=number
        )
    for change in difference.preferences:
        table.add_row(
            str(change.tier),
            change.rule,
            str(change.before),
            str(change.after),
            change.unit,
            signed(change.cost),
        )
    console().print(table)


def _reasons(difference: Difference) -> Iterator[str]:
    """The findings that make the difference, rule by rule."""
    if not difference.possible:
        for finding in difference.breaches:
            yield _finding(f"{finding.rule}: ", finding)
    for change in difference.musts if difference.possible else ():
        yield f"must, {change.rule}: {count(len(change.better), 'breach', 'breaches')} mended"
        yield from _findings(change)
    for change in difference.preferences:
        yield f"tier {change.tier}, {change.rule}"
        yield from _findings(change)


def _findings(change: RuleChange) -> Iterator[str]:
    for finding in change.new:
        yield _finding("new: ", finding)
    for altered in change.altered:
        yield _finding(altered.word, altered.after)
    for finding in change.gone:
        yield _finding("gone: ", finding)


def _finding(word: str, finding: Finding) -> str:
    return in_lines(f"{word}{finding.sentence}", "  ", "    ")


def _record(week: Week, question: Question, chosen: JudgedPlace) -> dict[str, object]:
    return {
        "from": None if question.part is None else part_record(week, question.part),
        "to": part_record(week, chosen.part),
        **difference_record(chosen.difference),
    }
