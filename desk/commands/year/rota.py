"""The command ``rota``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from desk.commands.options import SECONDS, Quiet, Seed, Workers, writes_csv
from desk.commands.searches import not_stopped, search_options
from desk.commands.writing import FORMS, in_form, writing
from desk.plots.rota import plot_rota
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, JSON, PLOT, Wanted, check_places
from desk.terminal.progress import watched
from desk.terminal.records import verdict_record
from scenarios import load_rota
from scenarios.exchange.csv_text import rows_text
from scenarios.reading.team_sizes import parse_team_sizes
from scenarios.rota.result import ROTA_COLUMNS, RotaStudy


@writes_csv
def rota(
    path: Annotated[
        Path, typer.Argument(metavar="ROTA", show_default=False, help="A rota file (YAML).")
    ],
    team_sizes: Annotated[
        str | None,
        typer.Option(
            metavar="SIZES",
            show_default=False,
            help="Leaders of each committee: 2,3,4; or Co-Chairs and Co-Rapporteurs: 1+1,2+1. "
            "Without it, the sizes of the file.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="rota.csv", help="Write a row for each post (.csv, .xlsx)."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="rota.html", help="Write what is printed: .html, .md or .txt."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="rota.json", help="Write every rota and all findings."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            metavar="rota.png",
            help="Draw the posts of regional groups and what States carry (.png, .svg or .pdf).",
        ),
    ] = None,
    time_limit: Annotated[float, typer.Option(**SECONDS, help="Time for each size.")] = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Plan who leads the committees over several years.

    Finds the best rota for teams of each size, and lays them side by side: how many States each
    takes, who carries most, which group has its share, where continuity breaks.
    """
    check_places(
        {"the rota": path},
        {
            "the table": Wanted(output, CSV),
            "the report": Wanted(report, FORMS),
            "the JSON file": Wanted(json, JSON),
            "the plot": Wanted(plot, PLOT),
        },
    )
    sizes = () if team_sizes is None else parse_team_sizes(team_sizes)
    plan = load_rota(path)
    search = partial(plan.study, sizes, search_options(time_limit, workers, seed))
    study = not_stopped(watched(search, quiet=quiet), "Stopped before any rota was found.")
    files = (
        (output, lambda: rows_text(study.rows(), ROTA_COLUMNS)),
        (report, lambda: in_form(FORMS, study, report)),
        (json, lambda: _record(study)),
        (plot, lambda: plot_rota(study)),
    )
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(study)
        elif not study.found:
            say(study.sentences(), err=True)
    if study.found:
        return Exit.FINE
    interrupted = any(one.result.interrupted for one in study.teams)
    return Exit.STOPPED if interrupted else Exit.NOTHING_FOUND


def _record(study: RotaStudy) -> dict[str, Any]:
    """Every rota with its verdict, and how the search for it went."""
    rows = study.rows()
    record: dict[str, Any] = {"title": study.title, "teams": {}}
    for one in study.teams:
        result, name = one.result, one.name.replace(" ", "")
        few = result.fewest
        record["teams"][name] = {
            "status": result.status.value,
            "canonical": result.canonical,
            "interrupted": result.interrupted,
            "tiers": [tier.model_dump() for tier in result.tiers],
            "seconds": result.seconds,
            "provenance": result.provenance.model_dump(),
            "states": one.states,
            "fewest_states": None if few is None else {"value": few.states, "bound": few.bound},
            "posts": [row for row in rows if row["team"] == name],
            **({} if one.verdict is None else verdict_record(one.verdict)),
        }
    return record
