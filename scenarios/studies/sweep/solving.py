"""Solving one variant: what a worker does, whether it is this process or another machine."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from scenarios.exchange.leadership_csv import leadership_text
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.studies.sweep.outcome import Amount, Limits, Solved, Standing
from scheduler.rules.rule import Prefer
from scheduler.solving.problem import Problem
from scheduler.solving.result import OTHERS, Status

if TYPE_CHECKING:
    from scheduler.solving.result import Result

STOP = Event()
"""Set to end the searches that run in this process."""


class Task(NamedTuple):
    """All that a worker needs to solve a variant; it reads no file."""

    problem: Problem
    limits: Limits


def program() -> str:
    """What decides, besides a scenario, what is found: the versions of this program and solver."""
    from scheduler.solving.solving import versions

    found = versions()
    return ", ".join(f"{name} {found[name]}" for name in ("meeting-week", "ortools"))


def solve_task(task: Task) -> Solved:
    """Solve a variant, with one search only: several side by side would not be repeatable.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims.
    """
    from scheduler.solving.solving import Options, solve

    problem, limits = task
    options = Options(time_limit=limits.clock, effort=limits.effort, seed=limits.seed, workers=1)
    result = solve(problem, options, stopped=STOP.is_set)
    if result.interrupted:
        return Solved(standing=Standing.NOT_SOLVED, seconds=result.seconds)
    found = Solved(
        standing=Standing(result.status.value),
        tiers=result.tiers,
        reason=" ".join(_reasons(result, late=result.seconds >= limits.clock)),
        seconds=result.seconds,
    )
    if result.timetable is None or result.verdict is None:
        return found
    amounts = [
        Amount(rule=r.name, tier=mode.tier, unit=r.unit, amount=result.verdict.amount(r.name))
        for r, mode in ((s.rule, s.mode) for s in problem.settings)
        if isinstance(mode, Prefer)
    ]
    week, leadership = problem.week, result.leadership
    return found.model_copy(
        update={
            "amounts": tuple(sorted(amounts, key=lambda amount: amount.tier)),
            "schedule": schedule_text(week.with_leaders(leadership), result.timetable),
            "leaders": leadership_text(week, leadership) if leadership.holders else "",
        }
    )


def _reasons(result: Result, *, late: bool) -> Iterator[str]:
    """Why there is no timetable, or what is not proven of it."""
    if result.status is Status.INFEASIBLE:
        yield from (count.sentence for count in result.reasons)
        if result.conflict:
            yield f"These musts cannot all be kept: {', '.join(result.conflict)}."
        return
    if result.status is Status.UNKNOWN:
        yield "No timetable was found, and none is proven impossible; give it more time."
    if result.status is Status.PROVEN and not result.canonical:
        yield OTHERS
    if result.status is Status.FEASIBLE:
        open_tier = next(tier for tier in result.tiers if not tier.proven)
        value, bound = open_tier.value, open_tier.bound
        yield f"In {open_tier.name} it costs {value}, where {bound} may be possible."
    if late and not result.canonical:
        yield "The clock stopped it: on another day it may come further."
