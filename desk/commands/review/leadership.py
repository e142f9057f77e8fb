"""The command ``leadership``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.options import SECONDS, Quiet, ScenarioFile, Seed, Workers, writes_csv
from desk.commands.searches import say_counted, search_options
from desk.commands.writing import writing
from desk.plots.leaders import plot_regions
from desk.terminal.console import show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, PLOT, Wanted, check_places
from desk.terminal.progress import watching
from scenarios.exchange.csv_text import rows_text
from scenarios.loading.loading import load_scenario
from scenarios.reading.team_sizes import parse_team_sizes
from scenarios.studies.leadership.result import Study
from scenarios.studies.leadership.run import study_team_sizes
from scheduler.solving.result import Status


@writes_csv
def leadership(
    path: ScenarioFile,
    team_sizes: Annotated[
        str,
        typer.Option(
            metavar="SIZES",
            help="Leaders of each committee: 2,3,4; or Co-Chairs and Co-Rapporteurs: 1+1,2+1.",
        ),
    ] = "2,3,4",
    output: Annotated[
        Path | None,
        typer.Option(metavar="teams.csv", help="Write a row for each size to this file."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="teams.png", help="Draw the posts of each regional group."),
    ] = None,
    time_limit: Annotated[float, typer.Option(**SECONDS, help="Time for each size.")] = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Study how many leaders a week needs.

    Solves the same week with teams of several sizes. States of the scenario's pool take the posts;
    who leads and when they meet is decided together.
    """
    writes = {"the table": Wanted(output, CSV), "the plot": Wanted(plot, PLOT)}
    check_places({"the scenario": path}, writes)
    sizes = parse_team_sizes(team_sizes)
    say_counted(load_scenario(path), quiet=quiet)
    options = search_options(time_limit, workers, seed)
    with watching(quiet=quiet) as watch:
        study = study_team_sizes(path, sizes, options, watch)
    files = ((output, lambda: rows_text(study.rows())), (plot, lambda: plot_regions(study)))
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(study)
    return _code(study)


def _code(study: Study) -> Exit:
    """Fine where any team works; infeasible only where that is proven of every one."""
    if any(team.works for team in study.teams):
        return Exit.FINE
    results = [team.result for team in study.teams]
    if any(one.interrupted for one in results):
        return Exit.STOPPED
    proven = all(one.status is Status.INFEASIBLE for one in results)
    return Exit.INFEASIBLE if proven else Exit.NOTHING_FOUND
