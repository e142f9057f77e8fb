"""What a step breaks and mends: how the verdict on one state of a week differs from another's."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from scheduler.judging.judge import Finding, Verdict
from scheduler.judging.verdict_changes import Difference, change_of, difference_of

_Key = tuple[str, int | None]


def verdict_difference(before: Verdict, after: Verdict) -> Difference:
    """How a verdict differs from another, also where the week or its rules have become others.

    Where a rule is applied in another way its findings are all gone, and all new.
    """
    old, new = _by_rule(before.findings), _by_rule(after.findings)
    changes = (change_of(old.get(key, ()), new.get(key, ())) for key in dict.fromkeys((*old, *new)))
    return difference_of(changes, tuple(sorted({*before.tiers, *after.tiers})))


class StepEffect(NamedTuple):
    """A finding that a step made or made greater, or took away or made less.

    Attributes
    ----------
    amount
        By how much it is greater or less, from 1, in the unit of its rule.
    cost
        The same times its weight; 0 for a must.
    """

    finding: Finding
    amount: int
    cost: int


def effects(difference: Difference) -> tuple[list[StepEffect], list[StepEffect]]:
    """What is broken and what is mended, musts first."""
    broken, mended = list[StepEffect](), list[StepEffect]()
    for change in difference.changes:
        broken += (StepEffect(one, one.amount, one.cost) for one in change.new)
        mended += (StepEffect(one, one.amount, one.cost) for one in change.gone)
        for one in change.altered:
            cost = abs(one.after.cost - one.before.cost)
            grown = one.grown
            into = broken if grown > 0 else mended
            into.append(StepEffect(one.after if grown > 0 else one.before, abs(grown), cost))
    return broken, mended


def _by_rule(findings: Iterable[Finding]) -> dict[_Key, tuple[Finding, ...]]:
    def key(one: Finding) -> _Key:
        return one.rule, one.tier

    found: dict[_Key, tuple[Finding, ...]] = {}
    for name, row in groupby(findings, key=key):
        found[name] = (*found.get(name, ()), *row)
    return found
