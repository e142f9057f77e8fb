"""The command ``explain``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from constraints import RULE_BY_NAME
from desk.terminal.console import folded
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from desk.terminal.records import explanation_record, write_record
from desk.terminal.sentences import left_open, not_written, tier_line
from desk.terminal.tables import show_grid, show_prices
from scenarios import load_scenario, schedule_text
from scenarios.reading.files import write_text
from scenarios.reading.leadership_csv import say_leadership
from scenarios.reading.spelling import suggestion
from scheduler.errors import BadInput, InputProblem
from scheduler.solving.result import Status

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.result import Result

CODES = {Status.FEASIBLE: Exit.FINE, Status.INFEASIBLE: Exit.INFEASIBLE}


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    keep: tuple[str, ...]
    output: Path | None
    json: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def carry_out(order: Order) -> Exit:
    """Say why nothing fits and what is the least to give up, and write what was asked for.

    Raises
    ------
    BadInput
        Where the scenario or a name cannot be used or a file cannot be written; all of it is
        looked at before anything is asked of the week.
    """
    check_places(
        {"the scenario": order.scenario},
        {"the schedule CSV": order.output, "the JSON file": order.json},
    )
    _check_names(order.keep)
    scenario = load_scenario(order.scenario)
    explanation = _explain(order, scenario)
    if explanation is None:
        typer.echo("Stopped before anything was found.", err=True)
        return Exit.NOTHING_FOUND
    written = list(_write(scenario, explanation, order))
    if order.output not in written:
        for line in not_written(order.output):
            typer.echo(line, err=True)
    if not order.quiet:
        _say(scenario, explanation)
        for path in written:
            typer.echo(f"Written: {path}")
    return CODES.get(explanation.status, Exit.NOTHING_FOUND)


def _check_names(names: tuple[str, ...]) -> None:
    problems = [
        InputProblem("--keep", f"there is no rule '{name}'{suggestion(name, list(RULE_BY_NAME))}")
        for name in names
        if name not in RULE_BY_NAME
    ]
    if problems:
        raise BadInput(problems)


def _explain(order: Order, scenario: Scenario) -> Explanation | None:
    """The explanation, or None where a person stopped it before anything was asked."""
    from scheduler.solving.solving import Options

    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    try:
        with watching(quiet=order.quiet) as watch:
            return scenario.explain(options, watch, kept=order.keep)
    except KeyboardInterrupt:
        return None


def _write(scenario: Scenario, explanation: Explanation, order: Order) -> Iterator[Path]:
    result = explanation.repair.result if explanation.repair else None
    if order.output is not None and result is not None and result.timetable is not None:
        week = scenario.week.with_leaders(result.leadership)
        write_text(order.output, schedule_text(week, result.timetable))
        yield order.output
    if order.json is not None:
        write_record(order.json, explanation_record(scenario, explanation))
        yield order.json


def _say(scenario: Scenario, explanation: Explanation) -> None:
    typer.echo(scenario.title or scenario.path.name)
    stopped = ", stopped by hand" if explanation.interrupted else ""
    typer.echo(f"Explained in {explanation.found_after:.1f} s{stopped}.")
    typer.echo()
    for line in explanation.sentences():
        typer.echo(folded(line))
    if explanation.repair is not None and explanation.repair.result is not None:
        _say_result(scenario.with_leaders(explanation.repair.result.leadership), explanation)


def _say_result(scenario: Scenario, explanation: Explanation) -> None:
    """The timetable that results of the repair, and its price."""
    result: Result | None = explanation.repair.result if explanation.repair else None
    if result is None or result.timetable is None:
        typer.echo("No timetable with this repair was found in the time given.")
        return
    typer.echo("\nThe timetable that results:")
    for tier in result.tiers:
        typer.echo(tier_line(tier))
    if result.status is not Status.PROVEN:
        for line in left_open(result.tiers):
            typer.echo(line)
    typer.echo()
    show_grid(scenario.grid(result.timetable))
    for line in say_leadership(scenario.week, result.leadership):
        typer.echo(f"  {line}")
    if result.verdict is not None:
        show_prices(scenario, result.verdict)
