"""The command ``synergy``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer
from rich import box
from rich.table import Table

from desk.commands.plan.solve import CODES, solve_watched
from desk.plots.canvas import check_plot
from desk.terminal.console import paper
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.sentences import status_sentences
from desk.terminal.timetables import led_scenario, named_timetable
from scenarios.reading.files import write_text
from scenarios.studies.synergy.report import synergy_text
from scenarios.studies.synergy.synergy import evaluate_synergy, usual_days_apart

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scenarios.studies.synergy.report import Block
    from scenarios.studies.synergy.synergy import Synergy
    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Week


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    timetable: str | None
    leaders: Path | None
    output: Path | None
    plot: Path | None
    days_apart: int | None
    states: bool
    time_limit: float
    workers: int | None
    seed: int


class Basis(NamedTuple):
    """What is evaluated: a week with its posts filled, a timetable if any, and what that is."""

    week: Week
    timetable: Timetable | None
    sentences: tuple[str, ...]
    code: Exit = Exit.FINE


def carry_out(order: Order) -> Exit:
    """Evaluate the potential for synergy in a week, write what was asked for, and say it.

    Raises
    ------
    BadInput
        Where a file cannot be used or written; the places are looked at before anything is solved.
    """
    reads = {
        "the scenario": order.scenario,
        "the timetable": order.timetable,
        "the leaders": order.leaders,
    }
    check_places(reads, {"the synergy CSV": order.output, "the plot": order.plot})
    check_plot(order.plot)
    scenario = led_scenario(order.scenario, order.leaders)
    given = None if order.timetable is None else named_timetable(scenario, order.timetable)
    typer.echo(scenario.title or scenario.path.name)
    if len(scenario.week.instruments) < 2:
        typer.echo(_alone(scenario.week))
        if order.output is not None or order.plot is not None:
            typer.echo("Nothing is written.")
        return Exit.FINE
    if given is None:
        basis = _solved(scenario, order)
    else:
        said = (f"Timetable: {order.timetable}", *_open_posts(scenario.week))
        basis = Basis(scenario.week, given, said)
    days_apart = usual_days_apart(scenario) if order.days_apart is None else order.days_apart
    synergy = evaluate_synergy(basis.week, basis.timetable, days_apart=days_apart)
    written = list(_write(synergy, order))
    _say(synergy, basis, order)
    for path in written:
        typer.echo(f"Written: {path}")
    return basis.code


def _alone(week: Week) -> str:
    if not week.instruments:
        return "The scenario names no instrument, so there is no pair to compare."
    name = week.instruments[0].name
    return f"The scenario has one instrument ({name}), so there is no pair to compare."


def _open_posts(week: Week) -> Iterator[str]:
    number = sum(number for _, number in week.open_posts())
    if number:
        are = "post is" if number == 1 else "posts are"
        yield f"{number} {are} open; name who takes them with --leaders, or they count for nobody."


def _solved(scenario: Scenario, order: Order) -> Basis:
    """The scenario's own timetable; none where it has none, or where none was found."""
    from scheduler.solving.solving import Options

    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    result = solve_watched(scenario, options, quiet=False)
    if result is None:
        said = ("Timetable: none; stopped before any was found.", *_without())
        return Basis(scenario.week, None, said, Exit.NOTHING_FOUND)
    what = "none" if result.timetable is None else "solved for this"
    said = (f"Timetable: {what}.", *status_sentences(result))
    if result.timetable is None:
        said = (*said, *_without())
    elif scenario.candidates:
        names = ", ".join(scenario.candidates)
        said = (*said, f"To evaluate a candidate instead, name it: {names}.")
    week = scenario.week.with_leaders(result.leadership)
    return Basis(week, result.timetable, said, CODES[result.status])


def _without() -> Iterator[str]:
    yield "What does not depend on a timetable follows; the rest is left open (–)."


def _write(synergy: Synergy, order: Order) -> Iterator[Path]:
    """Write the files that were asked for."""
    if order.output is not None:
        write_text(order.output, synergy_text(synergy))
        yield order.output
    if order.plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.synergy import plot_synergy

        write_plot(plot_synergy(synergy), order.plot)
        yield order.plot


def _say(synergy: Synergy, basis: Basis, order: Order) -> None:
    for sentence in basis.sentences:
        typer.echo(sentence)
    for block in synergy.blocks():
        typer.echo(f"\n{block.heading}")
        for fact in block.facts:
            typer.echo(fact)
        paper().print(_table(block))
        for remark in block.remarks:
            typer.echo(remark)
    if order.states:
        typer.echo()
        for line in synergy.say_states():
            typer.echo(line)
    typer.echo()
    for remark in synergy.remarks():
        typer.echo(remark)


def _table(block: Block) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in block.headings:
        table.add_column(heading, overflow="fold", justify=block.justify(heading))
    for cells in block.cells:
        table.add_row(*cells)
    return table
