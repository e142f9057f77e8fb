"""The command ``why``: what stands against a place for a session, or what it costs there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer
from rich import box
from rich.table import Table

from desk.terminal.arguments import (
    Reading,
    asked_part,
    asked_room,
    asked_session,
    part_in_words,
    place_in_words,
)
from desk.terminal.console import paper
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.records import difference_record, part_record, write_record
from desk.terminal.sentences import WIDTH, in_lines, left_aside
from desk.terminal.timetables import led_scenario, named_timetable
from scenarios.reading.moments import read_moment
from scenarios.reading.rooms import room_name
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
    from scheduler.judging.verdict_changes import Change, Difference
    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Session, Week


class Order(NamedTuple):
    """What the command is given."""

    scenario: Path
    timetable: str
    session: str
    at: str
    room: str | None
    part: int | None
    minutes: int | None
    leaders: Path | None
    json: Path | None


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


def answer(order: Order) -> Exit:
    """Say why a session is not elsewhere: what stands against it, or what it costs.

    Raises
    ------
    BadInput
        Where a file cannot be used or written, or the question means nothing in this week.
    """
    reads: dict[str, str | Path | None] = {
        "the scenario": order.scenario,
        "the timetable": order.timetable,
        "the leaders": order.leaders,
    }
    check_places(reads, {"the JSON file": order.json})
    scenario = led_scenario(order.scenario, order.leaders)
    week = scenario.week
    reading = Reading()
    timetable = reading.read("", lambda: named_timetable(scenario, order.timetable))
    question = _question(reading, week, timetable, order)
    reading.finish()
    assert timetable is not None and question is not None
    places = _places(week, question)
    judged = list(judge_places(week, scenario.settings, timetable, question.part, places))
    chosen = _chosen(question, judged)
    if order.json is not None:
        write_record(order.json, _record(week, question, chosen))
    for line in [
        _asked(week, timetable, question, chosen),
        *_about_the_room(week, question, chosen, judged),
        *left_aside(scenario.judge(timetable)),
        "",
        chosen.difference.answer,
    ]:
        typer.echo(in_lines(line))
    if chosen.difference.possible and chosen.difference.preferences:
        _show_costs(chosen.difference)
    for line in _reasons(chosen.difference):
        typer.echo(line)
    if not chosen.difference.possible:
        typer.echo("\nmeeting-week places shows where it can be.")
    return Exit.FINE if chosen.difference.possible else Exit.BREACHED


def _question(
    reading: Reading, week: Week, timetable: Timetable | None, order: Order
) -> Question | None:
    """What is asked; None where it is not clear, which the reading has kept."""
    session = reading.read("--session", lambda: asked_session(week, order.session))
    moment = reading.read("--at", lambda: read_moment(order.at, week))
    room = reading.read("--room", lambda: asked_room(week, order.room))
    if session is None or timetable is None:
        return None
    part = reading.read("--part", lambda: asked_part(week, timetable, session, order.part))
    if moment is None:
        return None
    return Question(session, part, *moment, room, order.minutes)


def _places(week: Week, question: Question) -> Iterator[Part]:
    """The place that is asked about, in every room."""
    minutes = question.minutes or usual_minutes(week, question.session, question.part)
    for sitting in week.sittings_on(question.day):
        if question.start == sitting.opens and question.minutes is None:
            minutes = length_in(sitting, minutes)
    for room in rooms_in_order(week, question.part):
        yield Part(question.session.id, question.day, question.start, minutes, room)


def _chosen(question: Question, judged: list[JudgedPlace]) -> JudgedPlace:
    """The place in the room asked for; else in the present one if it can be, else the best."""
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
    name, now = room_name(week, chosen.part.room), question.part.room if question.part else None
    others = [place for place in judged if place != chosen]
    if not chosen.difference.possible:
        fit = [room_name(week, p.part.room) for p in others if p.difference.possible]
        if fit:
            yield f"In {listed(fit, 'or')} it can be then."
        elif question.room is None and others:
            yield f"In no room can it be then; in {name} the least stands against it."
    elif question.room is None and now == chosen.part.room and others:
        yield f"No room was asked for: {name}, as now."
    elif question.room is None and others:
        alike = [p for p in others if p.difference.rank == chosen.difference.rank]
        likewise = listed((room_name(week, place.part.room) for place in alike), "or")
        best = f"the best there{f', or likewise {likewise}' if alike else ''}"
        not_now = f" In {room_name(week, now)}, as now, it cannot be." if now else ""
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
    paper().print(table)


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


def _findings(change: Change) -> Iterator[str]:
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
