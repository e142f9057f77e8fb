"""The command ``tradeoffs``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import typer
from rich import box
from rich.table import Table

from desk.plots.canvas import check_plot
from desk.terminal.console import paper
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_csv, check_places
from desk.terminal.progress import watching
from desk.terminal.schedules import check_folder, left_over, rows_text, write_schedules
from desk.terminal.sentences import status_sentences
from scenarios import load_scenario
from scenarios.reading.files import write_text
from scenarios.studies.alternatives.alternatives import parse_share
from scenarios.studies.tradeoffs.tradeoffs import Tradeoffs, check_between, weigh
from scheduler.solving.result import Status


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    between: str
    points: int | None
    within: str | None
    output: Path | None
    schedules: Path | None
    plot: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def carry_out(order: Order) -> Exit:
    """Find what preferences allow each other, write it, and say it.

    Raises
    ------
    BadInput
        Where the scenario, a name or a number cannot be used, or a file cannot be written.
    """
    check_places(
        {"the scenario": order.scenario}, {"the CSV file": order.output, "the plot": order.plot}
    )
    check_folder(order.schedules)
    check_plot(order.plot)
    check_csv(order.output)
    found = _find(order)
    if found is None:
        typer.echo("Stopped before any timetable was found.", err=True)
        return Exit.NOTHING_FOUND
    written = list(_write(found, order))
    if not order.quiet:
        _say(found)
        _echo(f"Written: {path}" for path in written)
        if order.schedules is not None:
            left = left_over(order.schedules, "point", written)
            _echo(f"Left from an earlier run: {path}" for path in left)
    elif not found.front.points:
        _echo(status_sentences(found.front.best), err=True)
    if found.front.best.status is Status.INFEASIBLE:
        return Exit.INFEASIBLE
    return Exit.FINE if found.front.points else Exit.NOTHING_FOUND


def _find(order: Order) -> Tradeoffs | None:
    """What is found, or None where a person stopped it before the search began."""
    from scheduler.solving.solving import Options

    within = None if order.within is None else parse_share(order.within, "--within")
    scenario = load_scenario(order.scenario)
    between = [name.strip() for name in order.between.split(",") if name.strip()]
    check_between(scenario, between, "--between")
    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    try:
        with watching(quiet=order.quiet) as watch:
            return weigh(
                scenario,
                between,
                points=order.points,
                within=within,
                options=options,
                watch=watch,
            )
    except KeyboardInterrupt:
        return None


def _write(found: Tradeoffs, order: Order) -> Iterator[Path]:
    """Write what was asked for, where there is any point."""
    if not found.front.points:
        return
    if order.output is not None:
        write_text(order.output, rows_text(found.rows()))
        yield order.output
    if order.schedules is not None:
        results = {f"point {n}": point.result for n, point in enumerate(found.front.points, 1)}
        yield from write_schedules(order.schedules, found.scenario, results)
    if order.plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.tradeoffs import plot_tradeoffs

        write_plot(plot_tradeoffs(found), order.plot)
        yield order.plot


def _say(found: Tradeoffs) -> None:
    typer.echo(found.scenario.title or found.scenario.path.name)
    if found.front.best.status is not Status.PROVEN:
        _echo(status_sentences(found.front.best))
    if found.front.points:
        _show_points(found)
        _echo(found.sentences())
    elif found.front.best.timetable is not None:
        _echo([found.ending()])


def _show_points(found: Tradeoffs) -> None:
    rows = found.rows()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in rows[0]:
        unit = f" ({found.units[column]})" if column in found.units else ""
        number = column != "efficient"
        table.add_column(f"{column}{unit}", justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    paper().print(table)


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        typer.echo(line, err=err)
