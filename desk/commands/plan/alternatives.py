"""The command ``alternatives``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer
from rich import box
from rich.table import Table

from desk.terminal.console import paper
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from desk.terminal.schedules import check_folder, left_over, rows_text, write_schedules
from desk.terminal.sentences import status_sentences
from scenarios import load_scenario
from scenarios.reading.files import write_text
from scenarios.studies.alternatives.alternatives import Choice, find_alternatives, parse_share
from scheduler.exploring.results import Ending, Terms
from scheduler.solving.result import Status

if TYPE_CHECKING:
    import pandas as pd


OVERVIEW = "alternatives.csv"


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    number: int
    within: str
    differ: int
    output: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def carry_out(order: Order) -> Exit:
    """Find alternatives to the best timetable, write them, and say what each gives and takes.

    Raises
    ------
    BadInput
        Where the scenario or a number cannot be used, or the folder cannot be written to.
    """
    check_places({"the scenario": order.scenario}, {})
    check_folder(order.output)
    within = parse_share(order.within, "--within")
    terms = Terms(count=order.number, within=within, differ=order.differ)
    choice = _find(order, terms)
    if choice is None:
        typer.echo("Stopped before any timetable was found.", err=True)
        return Exit.NOTHING_FOUND
    written = list(_write(choice, order.output))
    if not order.quiet:
        _say(choice)
        _echo(f"Written: {path}" for path in written)
        if order.output is not None:
            left = left_over(order.output, "alternative", written)
            _echo(f"Left from an earlier run: {path}" for path in left)
    elif not choice.results:
        _echo(status_sentences(choice.alternatives.best), err=True)
    return _code(choice)


def _find(order: Order, terms: Terms) -> Choice | None:
    """What is found, or None where a person stopped it before the search began."""
    from scheduler.solving.solving import Options

    scenario = load_scenario(order.scenario)
    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    try:
        with watching(quiet=order.quiet) as watch:
            return find_alternatives(scenario, terms, options, watch)
    except KeyboardInterrupt:
        return None


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


def _say(choice: Choice) -> None:
    typer.echo(choice.scenario.title or choice.scenario.path.name)
    best = choice.alternatives.best
    if best.status is not Status.PROVEN:
        _echo(status_sentences(best))
    if choice.results:
        show_columns(choice.to_frame())
        _echo(choice.sentences())


def show_columns(frame: pd.DataFrame) -> None:
    """Show a table turned: a column for each of its rows."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", overflow="fold")
    for name in frame.index:
        table.add_column(str(name), justify="right", overflow="fold")
    for column in frame.columns:
        table.add_row(str(column), *(_word(value) for value in frame[column]))
    paper().print(table)


def _word(value: object) -> str:
    if str(value) in ("True", "False"):
        return "yes" if value else "no"
    return str(value)


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        typer.echo(line, err=err)
