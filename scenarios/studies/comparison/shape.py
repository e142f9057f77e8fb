"""When committees sit in two timetables of one week, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.document.committee_times import CommitteeTimes, committee_times
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import capital


class ShapeChange(NamedTuple):
    """A committee that does not sit in two timetables at the same times of the week.

    Attributes
    ----------
    before, after
        When it sits and whether it is left to finish; empty where it does not sit.
    """

    name: str
    before: str
    after: str

    def __str__(self) -> str:
        name = capital(self.name)
        if not self.after:
            return f"{name} no longer sits; it sat {self.before}."
        if not self.before:
            return f"{name} sits {self.after}; before, it did not."
        return f"{name} sits {self.after}; before, it sat {self.before}."


def shape_changes(week: Week, before: Timetable, after: Timetable) -> Iterator[ShapeChange]:
    """Each committee whose half-days differ, or who interrupts it, in the order of the second."""
    old, new = ({one.key: one for one in committee_times(week, t)} for t in (before, after))
    for key in dict.fromkeys((*new, *old)):
        then, now = (_said(week, times.get(key)) for times in (old, new))
        if then != now:
            yield ShapeChange((new.get(key) or old[key]).name, then, now)


def _said(week: Week, times: CommitteeTimes | None) -> str:
    return "" if times is None else times.say_when(week)
