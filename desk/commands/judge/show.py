"""The command ``show``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    LeadersFile,
    PlaceSpeakers,
    ScenarioFile,
    led_scenario,
    own_timetable,
    read_timetable,
)
from desk.terminal.console import say, tell
from desk.terminal.console import show as show_report
from desk.terminal.tables import show_grid
from scenarios.exchange.delegation_week import delegation_week
from scenarios.exchange.leadership_csv import say_leaders
from scenarios.exchange.speakers import speakers_list
from scenarios.reading.arguments import agenda_argument
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import find
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.document.report import Report
    from scheduler.week.timetable import Timetable


def show(
    path: ScenarioFile,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="A schedule CSV, the name of a candidate, or a revision.",
        ),
    ] = None,
    speakers: Annotated[
        str | None,
        typer.Option(
            metavar="SESSION", help="Show who speaks when in this session, by its key or title."
        ),
    ] = None,
    delegation: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Show what a delegation, by its code or name, leads, speaks in and follows.",
        ),
    ] = None,
    place_speakers: PlaceSpeakers = False,
    leaders: LeadersFile = None,
) -> None:
    """Show a timetable, or the week and its sessions.

    With a timetable, or a revision: the week as a grid. Without: the sittings, and the sessions to
    be placed.
    """
    name = own_timetable(path, name)
    scenario = led_scenario(path, leaders, [name])
    if name is None:
        _check_alone({"--speakers": speakers, "--delegation": delegation}, place_speakers)
        show_report(scenario)
        return
    timetable = read_timetable(scenario, name, place_speakers=place_speakers)
    if speakers is not None or delegation is not None:
        for report in _people(scenario, timetable, speakers, delegation):
            show_report(report)
        return
    tell(f"{scenario.heading}\n")
    show_grid(scenario.grid(timetable))
    if leaders is not None:
        tell("\nWho leads:")
        say(f"  {one_line(line)}" for line in say_leaders(scenario.week))


def _check_alone(asked: Mapping[str, str | None], place_speakers: bool) -> None:
    """Refuse options that ask about a timetable where none is given."""
    problems = InputProblems()
    given = [option for option, text in asked.items() if text is not None]
    for option in [*given, *(["--place-speakers"] if place_speakers else [])]:
        problems.note(option, "this is asked about a timetable; name one after the scenario")
    problems.finish()


def _people(
    scenario: Scenario, timetable: Timetable, session: str | None, code: str | None
) -> list[Report]:
    """The lists of speakers that are asked for, and the week of a delegation."""
    week, problems = scenario.week, InputProblems()
    found: list[Report] = []
    if session is not None:
        about = problems.read(
            "--speakers", agenda_argument, week, timetable, session, scenario.texts
        )
        if about is not None:
            found.append(speakers_list(week, timetable, about.id))
    if code is not None:
        who = problems.read("--delegation", find, week, "delegation", code, scenario.texts)
        if who is not None:
            found.append(delegation_week(week, timetable, who))
    problems.finish()
    return found
