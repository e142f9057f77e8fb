"""The command ``sweep``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from desk.commands.options import Quiet, ScenarioFile, Seed
from desk.plots.canvas import check_plot
from desk.terminal.console import console, say
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import stepping
from scenarios.reading.files import is_folder, write_text
from scenarios.studies.sweep import Limits, Standing, Workforce
from scenarios.studies.sweep import sweep as sweep_variants
from scheduler.errors import BadInput, InputProblem

if TYPE_CHECKING:
    from scenarios.studies.sweep import Outcome, Sweep

MOST_BESIDE = 8
"""Variants whose amounts are shown side by side; the CSV has them all."""

MOST_LISTED = 40
"""Variants that are said one by one."""

KINDS = (".csv", ".md", ".html")
"""What the table can be written as, by the end of its name."""


def sweep(
    path: ScenarioFile,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=64, help="Processes of this machine.  [default: this one alone]"
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="A Dask cluster that is already running: tcp://host:port."
        ),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option(
            metavar="results.sqlite",
            help="Keep what is found here, and go on from what is there.  "
            "[default: SCENARIO-sweep.sqlite in this folder]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="table.csv", help="Write the table: .csv, .md or .html."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="sweep.png", help="Draw what each variant costs."),
    ] = None,
    schedules: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the timetable of each variant here."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VARIANT",
            help="Solve this variant beside the scenario as it is; may be given several times.  "
            "[default: all variants]",
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0.001,
            max=86_400,
            help="For each variant, roughly: work is counted, so that every run finds the same.",
        ),
    ] = 60.0,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Solve all variants of a scenario, side by side.

    What is solved is kept as it comes. Ctrl-C stops; the same command goes on from there.
    """
    results = results or Path(f"{path.stem}-sweep.sqlite")
    check_places(
        {"the scenario": path},
        {"the file of results": results, "the table": output, "the plot": plot},
    )
    check_plot(plot)
    _check(output, schedules)
    limits = Limits(time_limit=time_limit, seed=seed)
    workforce = Workforce(workers or 0, scheduler or "")
    with stepping(quiet=quiet) as watch:
        done = sweep_variants(path, limits, workforce, results, watch, only or None)
    written = [*_write(done, output, plot, schedules), results]
    if not quiet:
        _say(done)
        say(f"Written: {file}" for file in written)
        if done.stopped:
            typer.echo("The same command goes on where this one was stopped.")
    return _code(done)


def _check(output: Path | None, schedules: Path | None) -> None:
    """Refuse a table of a kind that is not written, and a folder that is not there."""
    problems = []
    if output is not None and output.suffix.lower() not in KINDS:
        problems.append(InputProblem(str(output), f"the table ends in {', '.join(KINDS)}"))
    if schedules is not None and not is_folder(schedules):
        problems.append(InputProblem(str(schedules), "there is no such folder; make it first"))
    if problems:
        raise BadInput(problems)


def _code(done: Sweep) -> Exit:
    standings = {outcome.standing for outcome in done.outcomes}
    if any(outcome.works for outcome in done.outcomes):
        return Exit.FINE
    if done.stopped:
        return Exit.STOPPED
    return Exit.NOTHING_FOUND if Standing.UNKNOWN in standings else Exit.INFEASIBLE


def _write(
    done: Sweep, output: Path | None, plot: Path | None, schedules: Path | None
) -> Iterator[Path]:
    if output is not None:
        kind = output.suffix.lower()
        texts = {".csv": done.csv_text, ".md": done.markdown_text, ".html": done.html_text}
        write_text(output, texts[kind]())
        yield output
    if plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.sweep import plot_sweep

        write_plot(plot_sweep(done), plot)
        yield plot
    if schedules is not None:
        _write_schedules(done, schedules)
        yield schedules


def _write_schedules(done: Sweep, folder: Path) -> None:
    """Write the timetable of each variant, and who leads where posts are open."""
    for position, outcome in enumerate(done.outcomes):
        if outcome.solved is None or not outcome.works:
            continue
        name = f"{position:02d}-{_plain(outcome.name)}"
        write_text(folder / f"{name}.csv", outcome.solved.schedule)
        if outcome.solved.leaders:
            write_text(folder / f"{name}-leaders.csv", outcome.solved.leaders)


def _plain(name: str) -> str:
    """A name that every system takes for a file."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:60]


def _say(done: Sweep) -> None:
    typer.echo(done.title)
    said = list(done.sentences())
    say(said[:MOST_LISTED])
    if len(said) > MOST_LISTED:
        typer.echo(f"… and {len(said) - MOST_LISTED} more; --output writes them all.")
    typer.echo()
    terminal = console()
    terminal.print(costs_table(done))
    if 0 < sum(outcome.works for outcome in done.outcomes) <= MOST_BESIDE:
        terminal.print(amounts_table(done))


def costs_table(done: Sweep) -> Table:
    """A row for each variant: how it stands, and what each tier costs."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("variant", overflow="fold")
    table.add_column("status", no_wrap=True)
    for tier in done.tiers:
        table.add_column(tier, justify="right", no_wrap=True)
    table.add_column("seconds", justify="right", no_wrap=True)
    for outcome in done.outcomes:
        costs = (_cost(done, outcome, tier) for tier in done.tiers)
        table.add_row(outcome.name, outcome.standing.value, *costs, _seconds(outcome))
    return table


def _cost(done: Sweep, outcome: Outcome, name: str) -> str:
    tier = {tier.name: tier for tier in outcome.tiers}.get(name)
    if tier is None:
        return ""
    bound = "" if tier.proven else f" (bound {tier.bound})"
    return f"{tier.value}{bound}{_beside(done.cost_difference(outcome, name))}"


def _beside(difference: int | None) -> str:
    """The difference from the scenario as it is, where there is one."""
    return f" ({difference:+d})" if difference else ""


def _seconds(outcome: Outcome) -> str:
    """How long it took; in brackets where that was before, or for another variant."""
    if outcome.solved is None:
        return ""
    seconds = f"{outcome.solved.seconds:.1f}"
    return f"({seconds})" if outcome.reused else seconds


def amounts_table(done: Sweep) -> Table:
    """A row for each preference, and what it counts in each variant that has a timetable."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("preference", overflow="fold")
    works = [outcome for outcome in done.outcomes if outcome.works]
    for outcome in works:
        table.add_column(outcome.name, justify="right", overflow="fold")
    for rule, unit in done.units.items():
        cells = []
        for outcome in works:
            amount = outcome.amounts.get(rule)
            beside = _beside(done.difference(outcome, rule))
            cells.append("" if amount is None else f"{amount}{beside}")
        table.add_row(f"{rule} ({unit})", *cells)
    return table
