"""One question about the prices of a week: what a worker is asked, and what it answers.

It may be this process or another machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from threading import local
from typing import TYPE_CHECKING, NamedTuple

from scenarios.studies.sweep.outcome import Limits, Standing
from scenarios.studies.sweep.solving import STOP
from scheduler.exploring.results import Exchanged, Stretch
from scheduler.solving.problem import Problem
from scheduler.solving.result import Result

if TYPE_CHECKING:
    from scheduler.drafting.draft import Draft
    from scheduler.solving.solving import Options, SolveRun


class AboutWeight(NamedTuple):
    """What is best as the weight of one preference goes to another weight."""

    rule: str
    end: Fraction


class AboutTiers(NamedTuple):
    """What is best where a tier changes places with the one after it."""

    tier: int


class Base(NamedTuple):
    """What all questions begin from.

    Attributes
    ----------
    best
        The best timetable, proven in every tier.
    values
        Of the variables of the problem's draft in it.
    home
        Sessions that stay where they are before others do, where several timetables are best.
    """

    problem: Problem
    best: Result
    values: Sequence[int]
    home: tuple[str, ...]
    limits: Limits


class Question(NamedTuple):
    """All that a worker needs; it reads no file."""

    base: Base
    about: AboutWeight | AboutTiers


class Answered(NamedTuple):
    """What a worker found: stretches from today's weight on, or what an exchange of tiers does.

    Attributes
    ----------
    reason
        Why there is neither; empty where there is.
    stopped
        Whether a person stopped the search.
    """

    stretches: tuple[Stretch, ...] = ()
    exchanged: Exchanged | None = None
    reason: str = ""
    stopped: bool = False


def unanswered(_: Standing, reason: str) -> Answered:
    """The answer to a question that no worker could answer."""
    return Answered(reason=reason)


def find_best(problem: Problem, limits: Limits) -> tuple[Result, Sequence[int]]:
    """The best timetable, or why it is not known; and the values of the draft's variables in it."""
    from scheduler.solving.solving import begin

    with begin(problem, _options(limits), stopped=STOP.is_set) as run:
        refused = run.refuse()
        draft = None if refused else _draft(run)
        if draft is None:
            return refused or run.unfinished(), ()
        result, values = run.finish(draft.fork())
    return result, values or ()


def answer(question: Question) -> Answered:
    """Answer a question, with one search only: several side by side would not be repeatable.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims.
    """
    from scheduler.exploring.prices import Ground, exchange, walk
    from scheduler.solving.solving import begin

    base, about = question
    with begin(base.problem, _options(base.limits), stopped=STOP.is_set) as run:
        draft = _draft(run)
        if draft is None:
            return Answered(reason="The time was over before the search began.")
        ground = Ground(run, draft, base.best, base.values, base.home)
        if isinstance(about, AboutTiers):
            answered = Answered(exchanged=exchange(ground, about.tier))
        else:
            answered = Answered(stretches=walk(ground, about.rule, about.end))
    return answered._replace(stopped=run.search.interrupted)


def forget() -> None:
    """Let go of the draft that this thread has kept."""
    _kept.__dict__.clear()


_kept = local()
"""The last draft that was made, and the digest of its problem: one for each thread.

Prices are no part of a draft, and a worker has many questions about one week."""


def _draft(run: SolveRun) -> Draft | None:
    digest = run.problem.digest
    if getattr(_kept, "digest", None) != digest:
        draft = run.draft()
        if draft is None:
            return None
        _kept.digest, _kept.draft = digest, draft
    kept: Draft = _kept.draft
    return kept


def _options(limits: Limits) -> Options:
    from scheduler.solving.solving import Options

    return Options(time_limit=limits.clock, effort=limits.effort, seed=limits.seed, workers=1)
