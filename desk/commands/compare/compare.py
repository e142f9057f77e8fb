"""The command ``compare``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from desk.commands.plan.solve import solve_watched
from desk.terminal.console import text_width
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.timetables import led_scenario, named_timetable
from scenarios.reading.files import write_text
from scenarios.studies.comparison import Comparison, compare
from scenarios.studies.comparison.comparison import name_problems
from scheduler.errors import BadInput, InputProblem

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.solving.result import Result
    from scheduler.week.timetable import Timetable

FORMS: dict[str, Callable[[Comparison], str]] = {
    ".html": Comparison.html,
    ".md": Comparison.markdown,
    ".txt": lambda comparison: f"{comparison}\n",
    ".csv": Comparison.csv,
}
"""How a comparison is written, by the ending of the file's name."""


class Order(NamedTuple):
    """What a person asks for on the command line."""

    scenario: Path
    candidates: tuple[str, ...]
    solve: bool
    leaders: Path | None
    output: Path | None
    moves: Path | None
    findings: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def carry_out(order: Order) -> Exit:
    """Compare timetables, write what was asked for, and say what differs.

    Raises
    ------
    BadInput
        Where a file cannot be used or written; every problem is named before anything is solved.
    """
    scenario, others = _read(order)
    result = _solve(scenario, order) if order.solve else None
    comparison = compare(scenario, others, solve=False, result=result)
    if order.solve and result is None:
        note = "No solved timetable: the search was stopped before any was found."
        comparison = comparison.model_copy(update={"notes": (*comparison.notes, note)})
    written = list(_write(comparison, order))
    if not order.quiet:
        typer.echo(comparison.text(text_width()))
        for path in written:
            typer.echo(f"Written: {path}")
    return Exit.FINE


def _read(order: Order) -> tuple[Scenario, dict[str, Timetable]]:
    """The scenario and the further timetables by name.

    Raises
    ------
    BadInput
        With what is wrong in any of the files and places.
    """
    try:
        scenario = led_scenario(order.scenario, order.leaders)
    except BadInput as error:
        raise BadInput([*_places(order, {}), *error.problems]) from None
    problems = list(_places(order, scenario.candidates))
    files = dict(_files(scenario, order.candidates, problems))
    problems.extend(name_problems(scenario, files, solving=order.solve))
    others = {}
    for name, file in files.items():
        try:
            others[name] = named_timetable(scenario, file)
        except BadInput as error:
            problems.extend(error.problems)
    for name in scenario.candidates:
        try:
            scenario.candidate(name)
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    return scenario, others


def _places(order: Order, own: Mapping[str, Path]) -> Iterator[InputProblem]:
    """Find places that will not do, and a form that is not known."""
    output = order.output
    if output is not None and output.suffix.lower() not in FORMS:
        what = f"a comparison is written as {', '.join(FORMS)}; give the file one of these endings"
        yield InputProblem(str(output), what)
    reads = {"the scenario": order.scenario, "the leaders": order.leaders}
    reads |= {f"the timetable {name}": Path(name) for name in order.candidates}
    reads |= {f"the candidate {name} of the scenario": path for name, path in own.items()}
    writes = {
        "the comparison": order.output,
        "the CSV of moves": order.moves,
        "the CSV of findings": order.findings,
    }
    try:
        check_places(reads, writes)
    except BadInput as error:
        yield from error.problems


def _files(
    scenario: Scenario, given: tuple[str, ...], problems: list[InputProblem]
) -> Iterator[tuple[str, str]]:
    """The files to be read, each with the name that it goes by: the file's own, without ending.

    What is a candidate of the scenario, by its name or its file, is compared anyway.
    """
    own = {realpath(path) for path in scenario.candidates.values()}
    taken: dict[str, str] = {}
    for file in given:
        if file in scenario.candidates or realpath(file) in own:
            continue
        name = Path(file).stem or file
        if name in taken:
            what = f"{taken[name]} is called “{name}” too; give one of the files another name"
            problems.append(InputProblem(file, what))
            continue
        taken[name] = file
        yield name, file


def _solve(scenario: Scenario, order: Order) -> Result | None:
    from scheduler.solving.solving import Options

    options = Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)
    return solve_watched(scenario, options, quiet=order.quiet)


def _write(comparison: Comparison, order: Order) -> Iterator[Path]:
    if order.output is not None:
        write_text(order.output, FORMS[order.output.suffix.lower()](comparison))
        yield order.output
    if order.moves is not None:
        write_text(order.moves, comparison.moves_csv())
        yield order.moves
    if order.findings is not None:
        write_text(order.findings, comparison.findings_csv())
        yield order.findings
