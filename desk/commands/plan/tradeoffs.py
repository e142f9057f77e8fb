"""The command ``tradeoffs``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import Quiet, ScenarioFile, Seed, TimeForAll, Workers, writes_csv
from desk.commands.searches import code_of, not_stopped, search_options
from desk.commands.writing import writing
from desk.plots.tradeoffs import plot_tradeoffs
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import (
    CSV,
    PLOT,
    Wanted,
    check_folder,
    check_places,
    in_one_workbook,
    say_left_over,
    schedule_files,
)
from desk.terminal.progress import watched
from desk.terminal.sentences import status_sentences
from scenarios.exchange.csv_text import rows_text
from scenarios.loading.loading import load_scenario
from scenarios.studies.alternatives.run import parse_share
from scenarios.studies.tradeoffs.result import Tradeoffs
from scenarios.studies.tradeoffs.run import check_between, weigh
from scheduler.solving.result import Status

if TYPE_CHECKING:
    from desk.commands.writing import File


@writes_csv
def tradeoffs(
    path: ScenarioFile,
    between: Annotated[
        str,
        typer.Option(
            metavar="RULES",
            show_default=False,
            help="Two or three preferences, as in give_wanted_time,shorten_stays.",
        ),
    ],
    points: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=2,
            max=1_000,
            help="How many points, spread evenly.  [default: all]",
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="What the other preferences may cost in each tier beyond their cost in the best "
            "timetable, as in 10%.  [default: anything]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="front.csv", help="Write a row for each point to this file."),
    ] = None,
    schedules: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write a schedule CSV of each point into this folder; or all as one .xlsx.",
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="front.png", help="Draw the points (.png, .svg or .pdf)."),
    ] = None,
    time_limit: TimeForAll = 300.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Trade two or three preferences against each other.

    Each point is a timetable that no other outdoes. Ctrl-C stops and keeps what is found.
    """
    book = schedules if in_one_workbook(schedules) else None
    writes = {"the table": Wanted(output, CSV), "the plot": Wanted(plot, PLOT)}
    writes |= {"the workbook": Wanted(book, (".xlsx",))}
    check_places({"the scenario": path}, writes)
    check_folder(None if book else schedules)
    share = None if within is None else parse_share(within, "--within")
    scenario = load_scenario(path)
    rules = [name.strip() for name in between.split(",") if name.strip()]
    check_between(scenario, rules, "--between")
    options = search_options(time_limit, workers, seed)
    search = partial(weigh, scenario, rules, points=points, within=share, options=options)
    found = not_stopped(watched(search, quiet=quiet))
    place, best = schedules if found.front.points else None, found.front.best
    folder = None if book else place
    with writing(*_files(found, output, place, plot), quiet=quiet, folder=folder) as written:
        if not written.loud:
            say(() if found.front.points else status_sentences(best), err=True)
        else:
            proven = best.status is Status.PROVEN and best.canonical
            say(() if proven else status_sentences(best))
            if best.timetable is not None:
                show(found)
            say(say_left_over(schedules, "point", written.files))
    if best.timetable is None:
        return code_of(best)
    return Exit.FINE if found.front.points else Exit.NOTHING_FOUND


def _files(
    found: Tradeoffs, output: Path | None, schedules: Path | None, plot: Path | None
) -> Iterator[File]:
    """What was asked for, where there is any point."""
    if found.front.points:
        table = partial(_table, found)
        yield output, table
        if schedules is not None:
            results = {f"point {n}": point.result for n, point in enumerate(found.front.points, 1)}
            yield from schedule_files(schedules, found.scenario, results, table)
        yield plot, lambda: plot_tradeoffs(found)


def _table(found: Tradeoffs) -> str:
    return rows_text(found.rows())
