"""The command ``show``."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.commands.options import LeadersFile, ScenarioFile, led_scenario
from desk.terminal.console import say, tell
from desk.terminal.console import show as show_report
from desk.terminal.tables import show_grid
from scenarios.exchange.leadership_csv import say_leaders
from scheduler.week.words import one_line


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
    if timetable is None:
        show_report(scenario)
        return
    tell(f"{scenario.heading}\n")
    show_grid(scenario.grid(timetable))
    if leaders is not None:
        tell("\nWho leads:")
        say(f"  {one_line(line)}" for line in say_leaders(scenario.week))
