"""What the commands that search have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import typer

from desk.terminal.console import show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.progress import watched
from scheduler.document.document import Bullets, Document, Paragraph
from scheduler.judging.preflight import IMPOSSIBLE, refusals, said_by_counting
from scheduler.solving.result import Result, Status

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scenarios.studies.elsewhere.result import Elsewhere, WeekThere
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.solving import Options
    from scheduler.week.timetable import Part, Timetable

T = TypeVar("T")

CODES = {
    Status.PROVEN: Exit.FINE,
    Status.FEASIBLE: Exit.FINE,
    Status.INFEASIBLE: Exit.INFEASIBLE,
    Status.UNKNOWN: Exit.NOTHING_FOUND,
}
"""How a command ends that has solved a week."""


def code_of(result: Result) -> Exit:
    """How a command ends that has solved a week, also where it was stopped with nothing to keep."""
    stopped = result.status is Status.UNKNOWN and result.interrupted
    return Exit.STOPPED if stopped else CODES[result.status]


STOPPED = "Stopped before any timetable was found."

NONE_SETTLED = "Stopped before any half-day was settled."


def not_stopped(found: T | None, otherwise: str = STOPPED) -> T:
    """What a search has found; where a person stopped it before it began, the command ends."""
    if found is None:
        tell(otherwise, err=True)
        raise typer.Exit(Exit.STOPPED)
    return found


def search_options(time_limit: float, workers: int | None, seed: int) -> Options:
    """What a person says of a search; the solver is loaded only here."""
    from scheduler.solving.solving import Options

    return Options(time_limit=time_limit, workers=workers, seed=seed)


def say_counted(scenario: Scenario, *, quiet: bool) -> bool:
    """Say at once, before anything is searched, what is counted to be too much.

    It comes before the solver is loaded, and under the scenario's heading.

    Returns
    -------
    bool
        Whether anything was said.
    """
    problem = scenario.problem
    counts = [one.reason for one in refusals(problem.week, problem.settings)] if not quiet else []
    if counts:
        tell(scenario.heading)
        tell()
        show(Document("", (Paragraph(IMPOSSIBLE), *said_by_counting(counts))))
        tell()
    return bool(counts)


def solve_watched(scenario: Scenario, options: Options, *, quiet: bool) -> Result | None:
    """Solve a scenario while it is watched; None where a person stopped it before it began."""
    from scheduler.solving.solving import solve

    return watched(partial(solve, scenario.problem, options), quiet=quiet)


def elsewhere_watched(
    scenario: Scenario,
    timetable: Timetable,
    session: str,
    part: Part | None,
    options: Options,
    *,
    quiet: bool,
) -> Elsewhere:
    """Find the best week with a session in each half-day, and say each as soon as it is found."""
    from scenarios.studies.elsewhere.result import in_entries
    from scenarios.studies.elsewhere.run import elsewhere

    def say_found(weeks: tuple[WeekThere, ...]) -> None:
        for entries in in_entries(weeks):
            show(Document("", [Bullets(entries)]))

    asked = partial(elsewhere, scenario, timetable, session, part, options)
    told = partial(asked, found=None if quiet else say_found)
    return not_stopped(watched(told, quiet=quiet), NONE_SETTLED)


def say_in_short(found: Elsewhere) -> None:
    """Say what the half-days come to, and which are left open."""
    for sentence in found.sentences():
        show(Document("", [Paragraph(sentence)]))


def explain_watched(
    scenario: Scenario,
    options: Options,
    *,
    quiet: bool,
    rules: Sequence[str] = (),
    kept: Collection[str] = (),
    timetable: bool = True,
) -> Explanation | None:
    """Explain a scenario while it is watched; None where a person stopped it before it began."""
    from scheduler.explaining.explaining import explain

    about = partial(explain, scenario.problem, options)
    return watched(partial(about, rules=rules, kept=kept, timetable=timetable), quiet=quiet)


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
    return explain_watched(scenario, options, quiet=quiet, rules=rules, timetable=False)
