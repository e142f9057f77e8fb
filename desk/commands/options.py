"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

ScenarioFile = Annotated[
    Path, typer.Argument(metavar="SCENARIO", show_default=False, help="A scenario file (YAML).")
]

TimetableName = Annotated[
    str,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule CSV, also one made by hand; or the name of one of the candidates.",
    ),
]

TimetableToSolve = Annotated[
    str | None,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule CSV, or the name of one of the candidates; without it, solve.",
    ),
]

LeadersFile = Annotated[
    Path | None,
    typer.Option(
        metavar="leaders.csv", help="Who takes the open posts, as 'solve --leaders' writes it."
    ),
]

SessionName = Annotated[
    str, typer.Option(metavar="SESSION", show_default=False, help="Its key, or its title.")
]

PartNumber = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Which of its parts, in order of time, from 1."),
]

Minutes = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=1440, help="Its length there.  [default: as it is]"),
]

_SECONDS: dict[str, Any] = {"metavar": "SECONDS", "min": 0.001, "max": 86_400}

TimeLimit = Annotated[float, typer.Option(**_SECONDS, help="Time for the search.")]
TimeForAll = Annotated[float, typer.Option(**_SECONDS, help="Time for all searches.")]
TimeForEach = Annotated[float, typer.Option(**_SECONDS, help="Time for each search.")]

Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=64, help="Searches side by side.  [default: one for each core]"
    ),
]

Seed = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        max=2**31 - 1,
        help="Begins the random choices; what is proven does not depend on it.",
    ),
]

Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but problems.")]
