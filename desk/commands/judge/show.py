"""The command ``show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from desk.commands.options import LeadersFile, ScenarioFile
from desk.terminal.arguments import led_scenario
from desk.terminal.console import console, say
from desk.terminal.tables import show_grid
from scenarios.exchange.leadership_csv import say_leaders
from scheduler.week.clock import clock, duration

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.week import Session, Week


def show(
    path: ScenarioFile,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="A schedule CSV, or the name of a candidate.",
        ),
    ] = None,
    leaders: LeadersFile = None,
) -> None:
    """Show a timetable, or the week and its sessions.

    With a timetable: the week as a grid. Without: the sittings, and the sessions to be placed.
    """
    scenario = led_scenario(path, leaders)
    timetable = None if name is None else scenario.candidate(name)
    typer.echo(scenario.title or path.name)
    if timetable is None:
        _show_week(scenario)
        return
    show_grid(scenario.grid(timetable))
    if leaders is not None:
        typer.echo("\nWho leads:")
        say(f"  {line}" for line in say_leaders(scenario.week))


def _show_week(scenario: Scenario) -> None:
    """Show the sittings of a scenario and the sessions to be placed in them."""
    say(_sittings(scenario.week))
    console().print(_sessions(scenario.week))
    if scenario.candidates:
        typer.echo(f"Candidates: {', '.join(scenario.candidates)}")


def _sittings(week: Week) -> Iterator[str]:
    width = max((len(week.day_name(day)) for day in week.days), default=0)
    for day in week.days:
        hours = ", ".join(
            f"{sitting.name} {clock(sitting.opens)}–{clock(sitting.closes)}"
            for sitting in week.sittings_on(day)
        )
        yield f"  {week.day_name(day):{width}}  {hours}"


def _sessions(week: Week) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("to be placed", "title", "format", "time", "led by", "where it may sit"):
        table.add_column(heading, overflow="fold")
    for session in week.sessions:
        table.add_row(
            session.id,
            session.title,
            session.format.replace("_", " ") + (", optional" if session.optional else ""),
            _time(session),
            week.whom(session.leaders),
            _where(week, session),
        )
    return table


def _time(session: Session) -> str:
    least, wanted = duration(session.least), duration(session.wanted)
    time = least if session.least == session.wanted else f"{least} to {wanted}"
    return time if session.most_parts == 1 else f"{time}, in up to {session.most_parts} parts"


def _where(week: Week, session: Session) -> str:
    """Where a session is pinned; else the days open to it, where it cannot have every day."""
    if session.pinned:
        places = (
            f"{week.moment_name(part.begin)}{_in_room(week, part.room)}" for part in session.pinned
        )
        return "pinned: " + "; ".join(places)
    days = dict.fromkeys(sitting.day for sitting in week.open_to([session]))
    if set(days) == set(week.days):
        return ""
    return ", ".join(f"{week.date_of(day):%A}" for day in days)


def _in_room(week: Week, room: str | None) -> str:
    found = week.room.get(room or "")
    return f", {found.name}" if found else ""
