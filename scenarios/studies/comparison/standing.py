"""Which timetable is better than which, in the two senses that a scenario gives to it.

*Dominates*: A dominates B where no rule finds a greater amount in A than in B, musts and structure
counted as rules, and at least one finds a smaller one. So A breaks no must that B keeps. Weights
and tiers play no part: A is better whatever anybody's priorities are. Two timetables in which every
rule finds the same amount do not dominate each other.

*Goes before*: the order in which the scenario itself chooses. A timetable that keeps every must
goes before one that breaks any. Of two that keep every must, the one goes before that costs less in
the first tier in which their costs differ. Of two that break musts neither goes before the other:
the scenario admits neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.week.words import listed

if TYPE_CHECKING:
    from scheduler.judging.judge import Verdict

DOMINATES = "no rule finds more in it, and at least one finds less"


def amounts(verdict: Verdict) -> dict[str, int]:
    """The amount of every rule that finds anything, the structure counted as one."""
    found: dict[str, int] = {}
    for finding in verdict.findings:
        found[finding.rule] = found.get(finding.rule, 0) + finding.amount
    return found


def dominates(one: Verdict, other: Verdict) -> bool:
    """Whether one timetable is at least as good under every rule, and better under one."""
    here, there = amounts(one), amounts(other)
    return here != there and all(amount <= there.get(rule, 0) for rule, amount in here.items())


def goes_before(one: Verdict, other: Verdict) -> bool:
    """Whether the scenario, by its musts and then tier by tier, prefers one to the other."""
    if not (one.legal and other.legal):
        return one.legal and not other.legal
    return one.costs < other.costs


def ranks(verdicts: Mapping[str, Verdict]) -> list[tuple[str, ...]]:
    """The timetables that keep every must, the best first; together where they cost the same."""
    found: dict[tuple[int, ...], tuple[str, ...]] = {}
    for name, verdict in verdicts.items():
        if verdict.legal:
            found[verdict.costs] = (*found.get(verdict.costs, ()), name)
    return [found[costs] for costs in sorted(found)]


def say_domination(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """Say which dominates which, and that none does where it is so."""
    if len(verdicts) < 2:
        return
    some = False
    for name, verdict in verdicts.items():
        below = [other for other, its in verdicts.items() if dominates(verdict, its)]
        if below:
            some = True
            yield f"“{name}” dominates {_quoted(below)}: {DOMINATES}."
    if not some:
        yield f"None dominates another. A timetable dominates where {DOMINATES}."


def say_order(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """Say in which order the scenario puts the timetables, and what decides."""
    if len(verdicts) < 2:
        return
    order = ranks(verdicts)
    if order:
        places = (f"{n}. {_quoted(names)}" for n, names in enumerate(order, 1))
        yield f"By musts and tiers: {', '.join(places)}."
    for before, after in pairwise(order):
        yield _decides(before[0], after[0], verdicts)
    broken = [name for name, verdict in verdicts.items() if not verdict.legal]
    if broken:
        one = len(broken) == 1
        last = "goes last" if one else "go last, in no order"
        verb = "breaks" if one else "break"
        yield f"{_quoted(broken)} {verb} musts and {last if order else 'cannot be ordered'}."


def _decides(before: str, after: str, verdicts: Mapping[str, Verdict]) -> str:
    one, other = verdicts[before], verdicts[after]
    decisive = next(tier for tier in one.tiers if one.cost(tier) != other.cost(tier))
    return (
        f"“{before}” goes before “{after}”: tier {decisive} costs {one.cost(decisive)} instead of "
        f"{other.cost(decisive)}."
    )


def _quoted(names: Iterable[str]) -> str:
    return listed(f"“{name}”" for name in names)
