"""The command ``plot``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from desk.commands.plan.solve import CODES, solve_watched
from desk.plots.canvas import check_plot, write_plot
from desk.plots.what import What
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.sentences import status_sentences
from desk.terminal.timetables import led_scenario, named_timetable
from scheduler.errors import BadInput, InputProblem
from scheduler.solving.result import Result, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    timetables: tuple[str, ...]
    output: Path
    what: What | None
    leaders: Path | None
    time_limit: float
    workers: int | None
    seed: int


def carry_out(order: Order) -> Exit:
    """Draw timetables of a scenario; where none is named, the one that is solved for it.

    Raises
    ------
    BadInput
        Where a file cannot be used or written, or several timetables are named for a plot of one;
        this is looked at before anything is solved.
    """
    reads = {"the scenario": order.scenario, "the leaders": order.leaders}
    reads |= {f"the timetable {name}": Path(name) for name in order.timetables}
    check_places(reads, {"the plot": order.output})
    check_plot(order.output)
    what = _what(order)
    scenario = led_scenario(order.scenario, order.leaders)
    named = _named(scenario, order.timetables, what)
    typer.echo(scenario.title or scenario.path.name)
    code = Exit.FINE
    if not order.timetables:
        result = _solved(scenario, order)
        code = Exit.NOTHING_FOUND if result is None else CODES[result.status]
        if result is not None and result.timetable is not None:
            scenario = scenario.with_leaders(result.leadership)
            named[_solved_name(result, named)] = result.timetable
    if not named:
        typer.echo("Nothing is written.")
        return code
    write_plot(_draw(scenario, named, what), order.output)
    typer.echo(f"Written: {order.output}")
    return code


def _what(order: Order) -> What:
    """What is to be drawn: where it is not said, a week, or several side by side."""
    number = len(order.timetables)
    if order.what is None:
        return What.WEEK if number < 2 else What.CANDIDATES
    if number > 1 and order.what is not What.CANDIDATES:
        raise BadInput(
            [
                InputProblem(
                    "",
                    f"--what {order.what} draws one timetable, and {number} are named; name one, "
                    f"or ask for --what {What.CANDIDATES}",
                )
            ]
        )
    return order.what


def _named(scenario: Scenario, names: tuple[str, ...], what: What) -> dict[str, Timetable]:
    """The timetables to draw that need not be solved, by the names to write above them."""
    if not names and what is What.CANDIDATES:
        names = tuple(scenario.candidates)
    read: dict[str, Timetable] = {}
    problems: list[InputProblem] = []
    for name in dict.fromkeys(names):
        try:
            read[name] = named_timetable(scenario, name)
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    short = [Path(name).stem for name in read]
    if len(set(short)) < len(short):
        return read
    return dict(zip(short, read.values(), strict=True))


def _solved(scenario: Scenario, order: Order) -> Result | None:
    """Solve the scenario and say what came of it; None where it was stopped before."""
    from scheduler.solving.solving import Options

    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    result = solve_watched(scenario, options, quiet=False)
    if result is None:
        typer.echo("Stopped before any timetable was found.")
        return None
    for sentence in status_sentences(result):
        typer.echo(sentence)
    return result


def _solved_name(result: Result, taken: dict[str, Timetable]) -> str:
    sure = "proven best" if result.status is Status.PROVEN else "not proven best"
    name = f"solved, {sure}"
    return name if name not in taken else f"{name} (this run)"


def _draw(scenario: Scenario, named: dict[str, Timetable], what: What) -> Axes:
    """Draw; the title says which timetable it is."""
    heading = scenario.title or scenario.path.name
    if what is What.CANDIDATES:
        from desk.plots.candidates import plot_candidates

        return plot_candidates(scenario, named, title=heading)[0]
    name, timetable = next(iter(named.items()))
    if what is What.WEEK:
        from desk.plots.week import plot_week

        return plot_week(scenario, timetable, title=f"{heading}: {name}")
    from desk.plots.leaders import plot_leaders

    for sentence in _open_posts(scenario):
        typer.echo(sentence)
    return plot_leaders(scenario, timetable, title=f"Who leads, and how long: {heading}, {name}")


def _open_posts(scenario: Scenario) -> Iterator[str]:
    number = sum(number for _, number in scenario.week.open_posts())
    if number:
        are = "post is" if number == 1 else "posts are"
        yield f"{number} {are} open; name who takes them with --leaders, or nobody is drawn there."
