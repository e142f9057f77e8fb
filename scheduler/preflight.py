"""What can be seen to be too much before any search."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.rule import Count, Setting
from scheduler.week import Week


def preflight(week: Week, settings: Sequence[Setting]) -> tuple[Count, ...]:
    """The counts that cannot hold, largest excess first.

    Only must-rules count, and only counts whose assumptions are musts as well: what is returned
    proves that no timetable exists.
    """
    musts = {setting.rule.name for setting in settings if setting.must}
    counts = (count for s in settings if s.must for count in s.rule.count(week))
    failing = (c for c in counts if c.need > c.have and musts.issuperset(c.assumes))
    return tuple(sorted(failing, key=lambda count: count.have - count.need))
