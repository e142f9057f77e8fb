"""The command ``alternatives``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import Quiet, ScenarioFile, Seed, TimeForAll, Workers, writes_csv
from desk.commands.searches import code_of, not_stopped, search_options
from desk.commands.writing import writing
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import (
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
from scenarios.studies.alternatives.result import Choice
from scenarios.studies.alternatives.run import find_alternatives, parse_share
from scheduler.exploring.results import Ending, Terms
from scheduler.solving.result import Status

if TYPE_CHECKING:
    from desk.commands.writing import File

OVERVIEW = "alternatives.csv"


@writes_csv
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
        typer.Option(
            metavar="FOLDER",
            help="Write a schedule CSV of each into this folder; or all of them as one .xlsx.",
        ),
    ] = None,
    time_limit: TimeForAll = 300.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Find timetables nearly as good as the best, but different.

    Says what each gives and takes. Ctrl-C stops and keeps what is found.
    """
    book = output if in_one_workbook(output) else None
    check_places({"the scenario": path}, {"the workbook": Wanted(book, (".xlsx",))})
    check_folder(None if book else output)
    terms = Terms(count=count, within=parse_share(within, "--within"), differ=differ)
    options = search_options(time_limit, workers, seed)
    search = partial(find_alternatives, load_scenario(path), terms, options)
    choice = not_stopped(watched(search, quiet=quiet))
    place = output if choice.results else None
    folder = None if book else place
    with writing(*_files(choice, place), quiet=quiet, folder=folder) as written:
        best = choice.alternatives.best
        if not written.loud:
            say(() if choice.results else status_sentences(best), err=True)
        else:
            proven = best.status is Status.PROVEN and best.canonical
            say(() if proven else status_sentences(best))
            if choice.results:
                show(choice)
            say(say_left_over(output, "alternative", written.files))
    return _code(choice)


def _code(choice: Choice) -> Exit:
    alternatives = choice.alternatives
    if alternatives.best.timetable is None:
        return code_of(alternatives.best)
    if alternatives.found or alternatives.ending is Ending.NO_MORE:
        return Exit.FINE
    return Exit.NOTHING_FOUND


def _files(choice: Choice, place: Path | None) -> Iterator[File]:
    if place is not None:
        overview = partial(_overview, choice)
        yield from schedule_files(place, choice.scenario, choice.results, overview)
        if not in_one_workbook(place):
            yield place / OVERVIEW, overview


def _overview(choice: Choice) -> str:
    return rows_text(choice.rows())
