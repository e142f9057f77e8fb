"""A first timetable, built step by step and judged like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scheduler.constructing.builder import Builder
from scheduler.judging.judge import Verdict, judge
from scheduler.rules.rule import Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class Constructed(NamedTuple):
    """A timetable that was built, and what the judge finds in it."""

    timetable: Timetable
    verdict: Verdict

    @property
    def rank(self) -> tuple[int, ...]:
        """What it is compared by: see `rank_of`."""
        return rank_of(self.verdict)


def rank_of(verdict: Verdict) -> tuple[int, ...]:
    """What two timetables are compared by: what they break of musts, then tier by tier."""
    return sum(finding.amount for finding in verdict.breached), *verdict.costs


def construct(
    week: Week,
    settings: Sequence[Setting],
    known: Timetable | None = None,
    *,
    rounds: int = 0,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: False,
) -> Constructed:
    """Build a timetable of a week that is as legal, and as cheap, as little effort makes it.

    Every session gets a place if any sitting could hold it, the hardest first; those that break a
    must are moved, with what is in their way. Rules that guide nobody are not looked at: the
    verdict says what they find. Posts that the week leaves open stay open.

    Parameters
    ----------
    week, settings
        The week, and the rules applied to it.
    known
        A timetable to begin from; its parts stay where that is best.
    rounds
        How often some sessions are taken off together and placed anew, 0 or more.
    seed
        The same seed builds the same timetable.
    stop
        Asked now and then whether to end with what there is.
    """
    builder = Builder(week, settings, seed=seed, stop=stop)
    built = judged(week, settings, builder.build(known))
    if not rounds:
        return built
    return min(built, judged(week, settings, builder.improve(rounds)), key=lambda one: one.rank)


def judged(week: Week, settings: Sequence[Setting], timetable: Timetable) -> Constructed:
    """A timetable with its verdict."""
    return Constructed(timetable, judge(week, settings, timetable))
