"""The arguments and options that several commands share, each said once, and how to load them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scenarios.exchange.leadership_csv import read_leadership
from scenarios.loading.loading import load_scenario

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable

ScenarioFile = Annotated[
    Path,
    typer.Argument(
        metavar="SCENARIO",
        show_default=False,
        help="A scenario file (YAML), or a workbook (.xlsx).",
    ),
]

TimetableName = Annotated[
    str,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule CSV, even one made by hand, or the name of a candidate.",
    ),
]

TimetableToSolve = Annotated[
    str | None,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule CSV, or the name of a candidate; without it, the scenario is solved.",
    ),
]

LeadersFile = Annotated[
    Path | None,
    typer.Option(
        metavar="leaders.csv", help="Who takes the open posts, a CSV that 'solve --leaders' writes."
    ),
]

SessionName = Annotated[
    str,
    typer.Option(metavar="SESSION", show_default=False, help="The session's key or title."),
]

PlaceSpeakers = Annotated[
    bool,
    typer.Option(
        "--place-speakers",
        help="Leave all parts where they are, and place the speakers as well as they can be.",
    ),
]

PartNumber = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Which part of it, in order of time, from 1."),
]

Minutes = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=1440,
        help="How long it would last there.  [default: as long as now]",
    ),
]

SECONDS: dict[str, Any] = {"metavar": "SECONDS", "min": 0.001, "max": 86_400}

TimeLimit = Annotated[float, typer.Option(**SECONDS, help="Time for the search.")]
TimeForAll = Annotated[float, typer.Option(**SECONDS, help="Time for all searches.")]
TimeForEach = Annotated[float, typer.Option(**SECONDS, help="Time for each search.")]

Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=64, help="Searches side by side.  [default: one for each core]"
    ),
]

Processes = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=64, help="Processes on this machine.  [default: one]"),
]

Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="A Dask cluster that is already running: tcp://host:port."
    ),
]

Seed = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        max=2**31 - 1,
        help="Seed of the random choices; what is proven does not depend on it.",
    ),
]

Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but problems.")]


def read_timetable(scenario: Scenario, name: str, *, place_speakers: bool) -> Timetable:
    """A candidate or a schedule CSV, with its speakers placed anew where that is asked for.

    Raises
    ------
    BadInput
        Where the file cannot be used.
    """
    timetable = scenario.candidate(name, speakers=not place_speakers)
    if not place_speakers:
        return timetable
    from scheduler.exploring.placing import place_speakers as place

    return place(scenario.problem, timetable)


def led_scenario(path: Path, leaders: Path | None) -> Scenario:
    """Load a scenario, with the States in its open posts that a CSV of leaders names.

    Raises
    ------
    BadInput
        Where one of the files cannot be used.
    """
    scenario = load_scenario(path)
    if leaders is None:
        return scenario
    return scenario.with_leaders(read_leadership(leaders, scenario.week))
