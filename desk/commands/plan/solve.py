"""The command ``solve``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from desk.terminal.console import folded
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from desk.terminal.records import explanation_record, result_record, write_record
from desk.terminal.sentences import not_written, status_sentences, tier_line
from desk.terminal.tables import show_grid, show_prices
from scenarios import load_scenario, schedule_text
from scenarios.reading.files import write_text
from scenarios.reading.leadership_csv import leadership_text, say_leadership
from scheduler.solving.result import Result, Status

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.solving import Options

CODES = {
    Status.PROVEN: Exit.FINE,
    Status.FEASIBLE: Exit.FINE,
    Status.INFEASIBLE: Exit.INFEASIBLE,
    Status.UNKNOWN: Exit.NOTHING_FOUND,
}


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    output: Path | None
    leaders: Path | None
    json: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def carry_out(order: Order) -> Exit:
    """Solve a scenario, write what was asked for, and say what came of it.

    Raises
    ------
    BadInput
        Where the scenario cannot be used or a file cannot be written; the places are looked at
        before anything is solved.
    """
    check_places(
        {"the scenario": order.scenario},
        {
            "the schedule CSV": order.output,
            "the CSV of leaders": order.leaders,
            "the JSON file": order.json,
        },
    )
    scenario = load_scenario(order.scenario)
    result = solve_watched(scenario, _options(order), quiet=order.quiet)
    if result is None:
        typer.echo("Stopped before any timetable was found.", err=True)
        return Exit.NOTHING_FOUND
    explanation = explain_shortly(scenario, result, _options(order), quiet=order.quiet)
    written = list(_write(scenario, result, explanation, order))
    if result.timetable is None:
        _echo(not_written(order.output, order.leaders), err=True)
    if not order.quiet:
        _say(scenario.with_leaders(result.leadership), result, explanation, written)
    elif result.timetable is None:
        _echo(status_sentences(result, explanation), err=True)
    return CODES[result.status]


def _options(order: Order) -> Options:
    from scheduler.solving.solving import Options

    return Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)


def solve_watched(scenario: Scenario, options: Options, *, quiet: bool) -> Result | None:
    """Solve a scenario and show how far it has come, unless it shall be quiet.

    Returns
    -------
    Result or None
        None where a person stopped it before the search began.
    """
    try:
        with watching(quiet=quiet) as watch:
            return scenario.solve(options, watch)
    except KeyboardInterrupt:
        return None


def explain_shortly(
    scenario: Scenario, result: Result, options: Options, *, quiet: bool
) -> Explanation | None:
    """Why a week is impossible, but for the timetable that a repair would lead to.

    Returns
    -------
    Explanation or None
        None where the week is possible, where no time is left, or where a person stopped it.
    """
    left = options.time_limit - result.seconds
    if result.status is not Status.INFEASIBLE or result.interrupted or left <= 0:
        return None
    rules = result.conflict if result.conflict_minimal else ()
    options = options.model_copy(update={"time_limit": left})
    try:
        with watching(quiet=quiet) as watch:
            return scenario.explain(options, watch, rules=rules, timetable=False)
    except KeyboardInterrupt:
        return None


def _write(
    scenario: Scenario, result: Result, explanation: Explanation | None, order: Order
) -> Iterator[Path]:
    """Write the files that were asked for; a schedule only where there is a timetable."""
    week = scenario.week.with_leaders(result.leadership)
    if order.output is not None and result.timetable is not None:
        write_text(order.output, schedule_text(week, result.timetable))
        yield order.output
    if order.leaders is not None and result.timetable is not None:
        write_text(order.leaders, leadership_text(scenario.week, result.leadership))
        yield order.leaders
    if order.json is not None:
        record = result_record(scenario, result)
        if explanation is not None:
            record["explanation"] = explanation_record(scenario, explanation)
        write_record(order.json, record)
        yield order.json


def _say(
    scenario: Scenario,
    result: Result,
    explanation: Explanation | None,
    written: Iterable[Path],
) -> None:
    typer.echo(scenario.title or scenario.path.name)
    said = status_sentences(result, explanation)
    _echo(said if explanation is None else map(folded, said))
    if explanation is not None and explanation.repair is not None:
        typer.echo("'meeting-week explain' shows the timetable to which the repair leads.")
    _echo(tier_line(tier) for tier in result.tiers)
    if result.timetable is not None:
        typer.echo()
        show_grid(scenario.grid(result.timetable))
    if result.leadership.holders:
        typer.echo("\nWho takes the open posts:")
        _echo(f"  {line}" for line in say_leadership(scenario.week, result.leadership))
    if result.verdict is not None:
        if result.verdict.header:
            typer.echo(f"\n{result.verdict.header}")
        show_prices(scenario, result.verdict)
    _echo(f"Written: {path}" for path in written)


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        typer.echo(line, err=err)
