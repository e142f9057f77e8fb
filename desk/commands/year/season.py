"""The command ``season``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from desk.commands.year.season_tables import (
    HEADINGS,
    Judged,
    calendars_table,
    costs_table,
    finding_sentences,
    journey_sentences,
    season_status,
)
from desk.plots.canvas import check_plot
from desk.terminal.console import paper
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from desk.terminal.records import verdict_record, write_record
from desk.terminal.sentences import tier_line
from scenarios import load_season
from scenarios.reading.files import write_text
from scenarios.season.calendar_csv import calendar_rows, calendar_text, read_calendar

if TYPE_CHECKING:
    from scenarios.season.plan import SeasonPlan
    from scheduler.season.result import SeasonResult


class Order(NamedTuple):
    """What a person asks for on the command line."""

    season: Path
    calendar: Path | None
    output: Path | None
    json: Path | None
    plot: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


class Answer(NamedTuple):
    """The calendar as held, the other one if there is any, and the search if there was one."""

    plan: SeasonPlan
    held: Judged
    other: Judged | None
    result: SeasonResult | None


def carry_out(order: Order) -> Exit:
    """Solve a season, or judge a calendar of it; say it beside the calendar as held.

    Raises
    ------
    BadInput
        Where a file cannot be used or written; the places are looked at before anything is solved.
    """
    reads = {"the season": order.season}
    if order.calendar is not None:
        reads["the calendar"] = order.calendar
    writes = {
        "the calendar CSV": order.output,
        "the JSON file": order.json,
        "the plot": order.plot,
    }
    check_places(reads, writes)
    check_plot(order.plot)
    plan = load_season(order.season)
    held = Judged("held", plan.held, plan.judge())
    result, other = None, None
    if order.calendar is not None:
        calendar = read_calendar(order.calendar, plan.season)
        other = Judged("given", calendar, plan.judge(calendar))
    else:
        result = _solve(plan, order)
        if result is None:
            typer.echo("Stopped before any calendar was found.", err=True)
            return Exit.NOTHING_FOUND
        if result.calendar is not None and result.verdict is not None:
            other = Judged("best", result.calendar, result.verdict)
    answer = Answer(plan, held, other, result)
    written = list(_write(answer, order))
    if not order.quiet:
        _say(answer, written)
    elif result is not None and other is None:
        _echo(season_status(result), err=True)
    if other is None:
        return Exit.NOTHING_FOUND
    return Exit.FINE if other.verdict.legal else Exit.BREACHED


def _solve(plan: SeasonPlan, order: Order) -> SeasonResult | None:
    """The result, or None where a person stopped it before the search began."""
    from scheduler.solving.solving import Options

    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    try:
        with watching(quiet=order.quiet) as watch:
            return plan.solve(options, watch)
    except KeyboardInterrupt:
        return None


def _write(answer: Answer, order: Order) -> Iterator[Path]:
    """Write the files that were asked for; a calendar only where there is one."""
    season, other = answer.plan.season, answer.other
    if order.output is not None and other is not None:
        write_text(order.output, calendar_text(season, other.calendar))
        yield order.output
    if order.json is not None:
        write_record(order.json, _record(answer))
        yield order.json
    if order.plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.season import plot_season

        if other is None:
            axes = plot_season(season)
        else:
            axes = plot_season(season, other.calendar, name=HEADINGS[other.name].lower())
        write_plot(axes, order.plot)
        yield order.plot


def _record(answer: Answer) -> dict[str, Any]:
    """Both calendars with their verdicts, and how the search went where there was one."""
    plan, result = answer.plan, answer.result
    record: dict[str, Any] = {"title": plan.title}
    if result is not None:
        record |= {
            "status": result.status.value,
            "interrupted": result.interrupted,
            "tiers": [tier.model_dump() for tier in result.tiers],
            "seconds": result.seconds,
            "provenance": result.provenance.model_dump(),
        }
    for judged in (answer.held, answer.other):
        if judged is not None:
            rows = calendar_rows(plan.season, judged.calendar)
            record[judged.name] = {"calendar": rows, **verdict_record(judged.verdict)}
    return record


def _say(answer: Answer, written: Iterable[Path]) -> None:
    plan, held, other, result = answer
    typer.echo(plan.title or plan.path.name)
    if result is not None:
        _echo(season_status(result))
        _echo(tier_line(tier, "meetings") for tier in result.tiers)
    both = [held] if other is None else [held, other]
    paper().print(calendars_table(plan.season, other))
    paper().print(costs_table(plan.season, both))
    _echo(journey_sentences(plan.season, both))
    for judged, beside in ((held, other), (other, held)):
        if judged is not None:
            typer.echo(f"\n{HEADINGS[judged.name]}:")
            _echo(finding_sentences(judged.verdict, beside.verdict if beside else None))
    _echo(f"Written: {path}" for path in written)


def _echo(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        typer.echo(line, err=err)
