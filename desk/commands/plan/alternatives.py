"""The command ``alternatives``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from desk.commands.options import Quiet, ScenarioFile, Seed, TimeForAll, Workers
from desk.commands.searches import STOPPED, search_options
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import (
    check_folder,
    check_places,
    left_over,
    write_schedules,
)
from desk.terminal.progress import watched
from desk.terminal.sentences import status_sentences
from scenarios.loading.loading import load_scenario
from scenarios.reading.csv_file import rows_text
from scenarios.reading.files import write_text
from scenarios.studies.alternatives.result import Choice
from scenarios.studies.alternatives.run import find_alternatives, parse_share
from scheduler.exploring.results import Ending, Terms
from scheduler.solving.result import Status

OVERVIEW = "alternatives.csv"


def alternatives(
    path: ScenarioFile,
    count: Annotated[
        int, typer.Option(metavar="N", min=1, max=100, help="How many alternatives to look for.")
    ] = 5,
    within: Annotated[
        str,
        typer.Option(
            metavar="SHARE", help="What each tier may cost beyond its cost in the best timetable."
        ),
    ] = "5%",
    differ: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=10_000,
            help="How many slots (session and sitting) must differ; a part that moves counts as 2.",
        ),
    ] = 4,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a schedule CSV of each into this folder."),
    ] = None,
    time_limit: TimeForAll = 300.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Find timetables nearly as good as the best, but different.

    Says what each gives and takes. Ctrl-C stops and keeps what is found.
    """
    check_places({"the scenario": path}, {})
    check_folder(output)
    terms = Terms(count=count, within=parse_share(within, "--within"), differ=differ)
    options = search_options(time_limit, workers, seed)
    choice = watched(partial(find_alternatives, load_scenario(path), terms, options), quiet=quiet)
    if choice is None:
        typer.echo(STOPPED, err=True)
        return Exit.NOTHING_FOUND
    written = list(_write(choice, output))
    if not quiet:
        best = choice.alternatives.best
        if best.status is not Status.PROVEN or not best.canonical:
            say(status_sentences(best))
        if choice.results:
            show(choice)
        say(f"Written: {file}" for file in written)
        if output is not None:
            left = left_over(output, "alternative", written)
            say(f"Left from an earlier run: {file}" for file in left)
    elif not choice.results:
        say(status_sentences(choice.alternatives.best), err=True)
    return _code(choice)


def _code(choice: Choice) -> Exit:
    alternatives = choice.alternatives
    if alternatives.best.status is Status.INFEASIBLE:
        return Exit.INFEASIBLE
    if alternatives.found or alternatives.ending is Ending.NO_MORE:
        return Exit.FINE
    return Exit.NOTHING_FOUND


def _write(choice: Choice, folder: Path | None) -> Iterator[Path]:
    if folder is None or not choice.results:
        return
    yield from write_schedules(folder, choice.scenario, choice.results)
    path = folder / OVERVIEW
    write_text(path, rows_text(choice.rows()))
    yield path
