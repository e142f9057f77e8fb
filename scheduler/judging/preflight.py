"""What can be seen to be too much before any search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.document.document import Block, Bullets, Section
from scheduler.rules.rule import Count, Setting
from scheduler.week.week import Week

IMPOSSIBLE = "No timetable keeps every must; that is proven."


class Refusal(NamedTuple):
    """A count that cannot hold, and the names of the musts that it rests on."""

    reason: Count
    rules: tuple[str, ...]


def refusals(week: Week, settings: Sequence[Setting]) -> tuple[Refusal, ...]:
    """The counts that cannot hold, largest excess first.

    Only must-rules count, and only counts whose assumptions are musts as well: what is returned
    proves that no timetable exists. Of several counts of the same sessions only that is returned
    which rests on the fewest rules.
    """
    musts = {setting.rule.name for setting in settings if setting.must}
    found = (
        Refusal(count, (setting.rule.name, *count.assumes))
        for setting in settings
        if setting.must
        for count in setting.rule.count(week)
    )
    failing = [
        one for one in found if one.reason.need > one.reason.have and musts.issuperset(one.rules)
    ]
    simplest: dict[object, Refusal] = {}
    for one in sorted(failing, key=lambda one: len(one.rules)):
        simplest.setdefault(frozenset(one.reason.sessions) or one.reason.case, one)
    kept = [
        one
        for one in failing
        if one in simplest.values() and not any(_implies(other, one) for other in failing)
    ]
    return tuple(sorted(kept, key=lambda one: one.reason.have - one.reason.need))


def _implies(smaller: Refusal, larger: Refusal) -> bool:
    """Whether one count of a rule cannot hold just because of another, of fewer sessions."""
    one, other = smaller.reason, larger.reason
    fewer = frozenset(one.sessions) < frozenset(other.sessions) and bool(one.sessions)
    same = smaller.rules[0] == larger.rules[0]
    return same and fewer and one.need - one.have >= other.need - other.have


def said_by_counting(counts: Sequence[Count]) -> tuple[Block, ...]:
    """What is counted to be too much, in words; nothing where nothing is."""
    said = Bullets(tuple(count.sentence for count in counts))
    return (Section("What can be seen by counting alone", (said,)),) if counts else ()
