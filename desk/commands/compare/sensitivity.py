"""The command ``sensitivity``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from desk.commands.options import (
    SECONDS,
    Cluster,
    LeadersFile,
    Processes,
    Quiet,
    ScenarioFile,
    Seed,
    led_scenario,
    writes_csv,
)
from desk.commands.searches import code_of
from desk.commands.writing import FORMS, in_form, writing
from desk.plots.sensitivity import plot_sensitivity
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import PLOT, Wanted, check_places
from desk.terminal.progress import stepping
from scenarios.reading.arguments import session_argument
from scenarios.reading.input_problems import InputProblems
from scenarios.studies.sensitivity.result import Sensitivity
from scenarios.studies.sensitivity.run import LARGEST, USUAL, find_sensitivity
from scenarios.studies.sweep.outcome import Limits
from scenarios.studies.sweep.workforce import Workforce

FORMS_AND_TABLE: dict[str, Callable[[Sensitivity], str]] = {
    **FORMS,
    **dict.fromkeys((".csv", ".xlsx"), Sensitivity.csv_text),
}
"""How it is written, by the ending of the file's name."""


@writes_csv
def sensitivity(
    path: ScenarioFile,
    session: Annotated[
        str | None,
        typer.Option(
            metavar="SESSION",
            help="What moves this session, the smallest change first.  [default: all sessions]",
        ),
    ] = None,
    factor: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=USUAL,
            max=LARGEST,
            help="Each weight goes from 1/N to N times what it is.  [default: 2; with --session 8]",
        ),
    ] = None,
    leaders: LeadersFile = None,
    workers: Processes = None,
    scheduler: Cluster = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="report.html",
            help="Write it: .html, .md, .txt, or the table alone: .csv or .xlsx.",
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="prices.png", help="Draw what moves as each weight changes."),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            **SECONDS,
            help="Rough time for each question: work is counted, so that every run finds the same.",
        ),
    ] = 60.0,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Say which sessions depend on which weight or tier.

    Each weight is halved, doubled and taken anywhere between, and neighbouring tiers change places,
    one change at a time. Where another timetable becomes best is found exactly, and what is best is
    proven. Ctrl-C stops and keeps what is found.
    """
    check_places(
        {"the scenario": path, "the leaders": leaders},
        {"the report": Wanted(output, FORMS_AND_TABLE), "the plot": Wanted(plot, PLOT)},
    )
    scenario = led_scenario(path, leaders)
    problems = InputProblems()
    asked = None
    if session is not None:
        asked = problems.read("--session", session_argument, scenario.week, session, scenario.texts)
    problems.finish()
    with stepping(quiet=quiet, what="questions") as watch:
        found = find_sensitivity(
            scenario,
            session=None if asked is None else asked.id,
            factor=factor,
            limits=Limits(time_limit=time_limit, seed=seed),
            workforce=Workforce(workers or 0, scheduler or ""),
            watch=watch,
        )
    files = (
        (output, lambda: in_form(FORMS_AND_TABLE, found, output)),
        (plot, lambda: plot_sensitivity(found) if found.asked else None),
    )
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(found)
        elif not found.asked:
            say(found.why_nothing(), err=True)
    return _code(found)


def _code(found: Sensitivity) -> Exit:
    if found.asked:
        return Exit.FINE
    if found.stopped or found.best is None:
        return Exit.STOPPED
    code = code_of(found.best)
    return Exit.NOTHING_FOUND if code is Exit.FINE else code
