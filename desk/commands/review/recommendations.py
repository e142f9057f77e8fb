"""The command ``recommendations``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from desk.commands.plan.solve import CODES
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watching
from desk.terminal.sentences import status_sentences
from desk.terminal.timetables import led_scenario, named_timetable
from scenarios.reading.files import write_text
from scenarios.scenario import Scenario
from scenarios.studies.leadership.team_sizes import (
    Study,
    TeamSize,
    parse_team_sizes,
    study_team_sizes,
)
from scenarios.studies.recommendations import Answers, answer_recommendations
from scheduler.errors import BadInput, InputProblem
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.solving.solving import Options

FORMS: dict[str, Callable[[Answers], str]] = {
    ".html": Answers.html,
    ".md": Answers.markdown,
    ".txt": lambda answers: f"{answers}\n",
}
"""How a report is written, by the ending of the file's name."""


class _Subject(NamedTuple):
    """What a report speaks of, and how the command ends."""

    scenario: Scenario
    timetable: Timetable | None
    name: str
    notes: tuple[str, ...] = ()
    code: Exit = Exit.FINE


class Order(NamedTuple):
    """What a person asks for on the command line.

    Attributes
    ----------
    timetable
        A schedule CSV, or a candidate of the scenario; None to solve it.
    leaders
        Who takes the posts that the scenario leaves open.
    team_sizes
        For a study of how many leaders the week needs; None for none.
    output
        Where to write the report as well; the ending of its name says how.
    time_limit
        Seconds for each search.
    workers
        Searches side by side; None for one for each core.
    seed
        Where chance begins.
    quiet
        Whether to say nothing but problems.
    """

    scenario: Path
    timetable: str | None
    leaders: Path | None
    team_sizes: str | None
    output: Path | None
    time_limit: float
    workers: int | None
    seed: int
    quiet: bool


def report(order: Order) -> Exit:
    """Say how a timetable meets the nine recommendations.

    Raises
    ------
    BadInput
        Where a file cannot be used or written; the places are looked at before anything is solved.
    """
    _check(order)
    sizes = parse_team_sizes(order.team_sizes) if order.team_sizes is not None else ()
    scenario, name = led_scenario(order.scenario, order.leaders), order.timetable
    subject = _solved(scenario, order) if name is None else _named(scenario, name)
    answers = answer_recommendations(
        subject.scenario,
        subject.timetable,
        name=subject.name,
        notes=subject.notes,
        study=_study(order, sizes) if sizes else None,
    )
    if not order.quiet:
        typer.echo(str(answers))
    if order.output is not None:
        write_text(order.output, FORMS[order.output.suffix.lower()](answers))
        if not order.quiet:
            typer.echo(f"Written: {order.output}")
    return subject.code


def _check(order: Order) -> None:
    """Refuse places that will not do, and a form that is not known, both at once."""
    problems: list[InputProblem] = []
    output = order.output
    if output is not None and output.suffix.lower() not in FORMS:
        what = f"the report is written as {', '.join(FORMS)}; give the file one of these endings"
        problems.append(InputProblem(str(output), what))
    reads = {
        "the scenario": order.scenario,
        "the timetable": order.timetable,
        "the leaders": order.leaders,
    }
    try:
        check_places(reads, {"the report": output})
    except BadInput as error:
        problems.extend(error.problems)
    if problems:
        raise BadInput(problems)


def _study(order: Order, sizes: tuple[TeamSize, ...]) -> Study:
    with watching(quiet=order.quiet) as watch:
        return study_team_sizes(order.scenario, sizes, _options(order), watch)


def _options(order: Order) -> Options:
    from scheduler.solving.solving import Options

    return Options(time_limit=order.time_limit, workers=order.workers, seed=order.seed)


def _named(scenario: Scenario, name: str) -> _Subject:
    kind = "the candidate " if name in scenario.candidates else ""
    return _Subject(scenario, named_timetable(scenario, name), f"{kind}“{name}”")


def _solved(scenario: Scenario, order: Order) -> _Subject:
    try:
        with watching(quiet=order.quiet) as watch:
            result = scenario.solve(_options(order), watch)
    except KeyboardInterrupt:
        stopped = "The search was stopped before any timetable was found."
        return _Subject(scenario, None, "", (stopped,), Exit.NOTHING_FOUND)
    return _Subject(
        scenario.with_leaders(result.leadership),
        result.timetable,
        f"solved ({result.status.value})",
        () if result.timetable is not None else tuple(status_sentences(result)),
        CODES[result.status],
    )
