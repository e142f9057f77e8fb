"""The command ``sweep``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    SECONDS,
    Cluster,
    Processes,
    Quiet,
    ScenarioFile,
    Seed,
    writes_csv,
)
from desk.commands.writing import in_form, writing
from desk.plots.sweep import plot_sweep
from desk.terminal.console import show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import PLOT, Wanted, check_places
from desk.terminal.progress import stepping
from scenarios.reading.files import is_folder
from scenarios.studies.sweep.outcome import Limits, Standing
from scenarios.studies.sweep.result import Sweep
from scenarios.studies.sweep.run import sweep as sweep_variants
from scenarios.studies.sweep.workforce import Workforce
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from desk.commands.writing import File

FORMS: dict[str, Callable[[Sweep], str]] = {
    ".csv": Sweep.csv_text,
    ".xlsx": Sweep.csv_text,
    ".md": Sweep.markdown,
    ".html": Sweep.html,
}
"""How a table is written, by the ending of the file's name."""

RESULTS = (".sqlite", ".sqlite3", ".db")
"""The endings of a file of results."""


@writes_csv
def sweep(
    path: ScenarioFile,
    workers: Processes = None,
    scheduler: Cluster = None,
    results: Annotated[
        Path | None,
        typer.Option(
            metavar="results.sqlite",
            help="Keep the results in this file, and go on from those already there.  "
            "[default: SCENARIO-sweep.sqlite in this folder]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="table.csv", help="Write the table: .csv, .xlsx, .md or .html."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="sweep.png", help="Draw what each variant costs."),
    ] = None,
    schedules: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Write the timetable of each variant into this folder."
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VARIANT",
            help="Solve this variant beside the scenario as it is; may be repeated.  "
            "[default: all variants]",
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            **SECONDS,
            help="Rough time for each variant: work is counted, so that every run finds the same.",
        ),
    ] = 60.0,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Solve all variants of a scenario, side by side.

    Each result is kept at once. Ctrl-C stops; the same command goes on from there.
    """
    results = results or Path(f"{path.stem}-sweep.sqlite")
    check_places(
        {"the scenario": path},
        {
            "the file of results": Wanted(results, RESULTS),
            "the table": Wanted(output, FORMS),
            "the plot": Wanted(plot, PLOT),
        },
    )
    _check(schedules)
    limits = Limits(time_limit=time_limit, seed=seed)
    workforce = Workforce(workers or 0, scheduler or "")
    with stepping(quiet=quiet) as watch:
        done = sweep_variants(path, limits, workforce, results, watch, only or None)
    files = (
        (output, lambda: in_form(FORMS, done, output)),
        (plot, lambda: plot_sweep(done)),
    )
    kept = None if done.unkept else results
    with (
        writing(*_schedules(done, schedules), quiet=True),
        writing(*files, quiet=quiet and not done.unkept, also=(schedules, kept)) as written,
    ):
        if written.loud:
            show(done.document(seconds=True))
            if done.stopped:
                tell("The same command goes on where this one was stopped.")
        if done.unkept:
            raise BadInput.at("", done.unkept)
    return _code(done)


NONE_WORKS = {
    Standing.DEFECT: Exit.DEFECT,
    Standing.UNKNOWN: Exit.NOTHING_FOUND,
    Standing.LOST: Exit.NOTHING_FOUND,
    Standing.BAD_INPUT: Exit.BAD_INPUT,
}
"""How a sweep ends in which no variant works; infeasible only where that is proven of each."""


def _check(schedules: Path | None) -> None:
    """Refuse a folder that is not there."""
    if schedules is not None and not is_folder(schedules):
        raise BadInput.at(str(schedules), "there is no such folder; make it first")


def _code(done: Sweep) -> Exit:
    standings = {outcome.standing for outcome in done.outcomes}
    if any(outcome.works for outcome in done.outcomes):
        return Exit.FINE
    if done.stopped:
        return Exit.STOPPED
    worst = (code for standing, code in NONE_WORKS.items() if standing in standings)
    return next(worst, Exit.INFEASIBLE)


def _schedules(done: Sweep, folder: Path | None) -> Iterator[File]:
    """The timetable of each variant, and who leads where posts are open."""
    for position, outcome in enumerate(done.outcomes):
        if folder is None or outcome.solved is None or not outcome.works:
            continue
        name = f"{position:02d}-{_plain(outcome.name)}"
        yield folder / f"{name}.csv", partial(str, outcome.solved.schedule)
        yield folder / f"{name}-leaders.csv", partial(_filled, outcome.solved.leaders)


def _filled(text: str) -> str | None:
    return text or None


def _plain(name: str) -> str:
    """A name that every system takes for a file."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:60]
