"""The command ``leadership``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer
from rich import box
from rich.table import Table

from desk.plots.canvas import check_plot
from desk.terminal.console import paper
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from scenarios.reading.csv_file import csv_text
from scenarios.reading.files import write_text
from scenarios.reading.leadership_csv import say_leadership
from scenarios.studies.leadership.team_sizes import Study, parse_team_sizes, study_team_sizes

if TYPE_CHECKING:
    from scenarios.studies.leadership.team_sizes import Team


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    team_sizes: str
    output: Path | None
    plot: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def carry_out(order: Order) -> Exit:
    """Solve a week with teams of several sizes, and show them side by side.

    Raises
    ------
    BadInput
        Where the scenario or a size cannot be used, or a file cannot be written.
    """
    from scheduler.solving.solving import Options

    check_places(
        {"the scenario": order.scenario}, {"the CSV file": order.output, "the plot": order.plot}
    )
    check_plot(order.plot)
    sizes = parse_team_sizes(order.team_sizes)
    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    with watching(quiet=order.quiet) as watch:
        study = study_team_sizes(order.scenario, sizes, options, watch)
    written = _write(study, order)
    if not order.quiet:
        _say(study)
        for path in written:
            typer.echo(f"Written: {path}")
    return Exit.FINE if any(team.works for team in study.teams) else Exit.INFEASIBLE


def _write(study: Study, order: Order) -> list[Path]:
    if order.output is not None:
        write_text(order.output, study_text(study))
    if order.plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.leadership import plot_regions

        write_plot(plot_regions(study), order.plot)
    return [path for path in (order.output, order.plot) if path is not None]


def study_text(study: Study) -> str:
    """The study as the text of a CSV file: a row for each team."""
    rows = study.rows()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return csv_text(columns, (tuple(row.get(column, "") for column in columns) for row in rows))


def _say(study: Study) -> None:
    typer.echo(study.title)
    typer.echo("Teams are Co-Chairs + Co-Rapporteurs of each committee that has no President.")
    for sentence in study.sentences():
        typer.echo(sentence)
    frame = study.to_frame()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", overflow="fold")
    for name in frame.columns:
        table.add_column(name, overflow="fold")
    for measure, row in zip(frame.index, frame.to_numpy(), strict=True):
        table.add_row(measure, *(cell if isinstance(cell, str) else "" for cell in row))
    paper().print(table)
    for team in study.teams:
        _say_leaders(team)


def _say_leaders(team: Team) -> None:
    if team.result.leadership.holders:
        typer.echo(f"Teams {team.name}, who leads:")
        for line in say_leadership(team.week, team.result.leadership):
            typer.echo(f"  {line}")
