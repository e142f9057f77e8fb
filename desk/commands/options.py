"""The arguments and options that several commands share, each said once, and how to load them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from scenarios.exchange.csv_text import continental
from scenarios.exchange.leadership_csv import read_leadership
from scenarios.loading.loading import load_scenario
from scenarios.reading.input_problems import warn
from scenarios.reading.revision_folders import digest_of, find_revision, leaders_file, pinned
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable

T = TypeVar("T")


def _pinned(path: Path) -> Path:
    """A revision by its number; what cannot be found is refused where it is read."""
    with suppress(BadInput):
        return pinned(path)
    return path


ScenarioFile = Annotated[
    Path,
    typer.Argument(
        metavar="SCENARIO",
        show_default=False,
        callback=_pinned,
        help="A scenario file (YAML), a workbook (.xlsx), or a revision: lakes-2027 (the last "
        "one), lakes-2027@2.",
    ),
]

TimetableName = Annotated[
    str | None,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule (CSV or .xlsx), even one made by hand, the name of a candidate, or a "
        "revision; without it, the schedule of the revision that is given as the scenario.",
    ),
]

TimetableToSolve = Annotated[
    str | None,
    typer.Argument(
        metavar="TIMETABLE.csv",
        show_default=False,
        help="A schedule (CSV, .xlsx), a candidate's name, or a revision; without it, the scenario "
        "is solved, or the schedule of its revision is taken.",
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


Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="CSV files as Excel opens them in continental Europe: with semicolons, decimal "
        "commas and a mark for accents.",
    ),
]

_excel: ContextVar[list[str] | None] = ContextVar("excel", default=None)
"""Whether CSV files are written so, and then those that were."""


def writes_csv(command: Callable[..., T]) -> Callable[..., T]:
    """Give a command that writes CSV files the option `Excel`, as its last."""

    @wraps(command)
    def run(*arguments: Any, excel: bool = False, **options: Any) -> T:
        token = _excel.set([] if excel else None)
        try:
            result = command(*arguments, **options)
            if _excel.get() == []:
                warn("--excel", "it is for CSV files, and none was written")
            return result
        finally:
            _excel.reset(token)

    own = signature(command, eval_str=True)
    last = Parameter("excel", Parameter.KEYWORD_ONLY, default=False, annotation=Excel)
    run.__dict__["__signature__"] = own.replace(parameters=[*own.parameters.values(), last])
    run.__annotations__ = {**command.__annotations__, "excel": Excel}
    return run


def as_asked(text: str) -> str:
    """The text of a CSV file in the form for which the command was asked."""
    written = _excel.get()
    if written is None:
        return text
    written.append(text[:1])
    return continental(text)


def own_timetable(path: Path, name: str | None) -> str | None:
    """The timetable that is named, or else that of the revision whose scenario is given.

    None where neither is.
    """
    if name is None and find_revision(path) is not None:
        return str(path)
    return name


def needed_timetable(path: Path, name: str | None) -> str:
    """As `own_timetable`, where one is needed.

    Raises
    ------
    BadInput
        Where there is none.
    """
    found = own_timetable(path, name)
    if found is None:
        known = load_scenario(path).candidates
        or_one = f", or one of its candidates: {', '.join(known)}" if known else ""
        what = f"name a timetable after the scenario: a schedule CSV{or_one}"
        raise BadInput.at(str(path), what)
    return found


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


def led_scenario(path: Path, leaders: Path | None, names: Iterable[str | None] = ()) -> Scenario:
    """Load a scenario, with the States in its open posts that a CSV of leaders names.

    Parameters
    ----------
    names
        Timetables by their names: where no CSV is given, those lead who do so in a revision among
        these.

    Raises
    ------
    BadInput
        Where one of the files cannot be used.
    """
    scenario = load_scenario(path)
    leaders = leaders_for(scenario, leaders, names)
    if leaders is None:
        return scenario
    return scenario.with_leaders(read_leadership(leaders, scenario.week))


def leaders_for(
    scenario: Scenario, leaders: Path | None, names: Iterable[str | None]
) -> Path | None:
    """The CSV of leaders that is given, or else that of the first revision among some timetables.

    None where no post is open, or nobody takes one. It is warned of other leaders.
    """
    if leaders is not None or not scenario.week.open_posts():
        return leaders
    given = (name for name in names if name is not None and name not in scenario.candidates)
    found = [file for file in map(leaders_file, given) if file is not None]
    for file in found[1:]:
        if digest_of(file) != digest_of(found[0]):
            what = f"other States lead here; those of {found[0]} are taken for all timetables"
            warn(str(file), what)
    return found[0] if found else None
