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
    proves that no timetable exists.
    """
    musts = {setting.rule.name for setting in settings if setting.must}
    found = (
        Refusal(count, (setting.rule.name, *count.assumes))
        for setting in settings
        if setting.must
        for count in setting.rule.count(week)
    )
    failing = (
        one for one in found if one.reason.need > one.reason.have and musts.issuperset(one.rules)
    )
    return tuple(sorted(failing, key=lambda one: one.reason.have - one.reason.need))


def said_by_counting(counts: Sequence[Count]) -> tuple[Block, ...]:
    """What is counted to be too much, in words; nothing where nothing is."""
    said = Bullets(tuple(count.sentence for count in counts))
    return (Section("What can be seen by counting alone", (said,)),) if counts else ()
