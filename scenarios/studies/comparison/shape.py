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
    there, here
        When it sits and whether it is left to finish; empty where it does not sit.
    """

    name: str
    there: str
    here: str

    def say(self, there: str) -> str:
        """Both in a sentence; ``there`` says in which timetable, such as ``in “held”``."""
        return f"{capital(self.name)} {_sits(self.here)}; {there} it {_sits(self.there)}."


def _sits(when: str) -> str:
    return f"sits {when}" if when else "does not sit"


def shape_changes(week: Week, there: Timetable, here: Timetable) -> Iterator[ShapeChange]:
    """Each committee whose half-days differ, or who interrupts it, in the order of the second."""
    other, this = ({one.key: one for one in committee_times(week, t)} for t in (there, here))
    for key in dict.fromkeys((*this, *other)):
        sits_there, sits_here = other.get(key), this.get(key)
        if _shape(week, sits_there) != _shape(week, sits_here):
            name = (this.get(key) or other[key]).name
            yield ShapeChange(name, _said(week, sits_there), _said(week, sits_here))


def _shape(week: Week, times: CommitteeTimes | None) -> str:
    """What is compared: in which order others interrupt is no difference."""
    return _said(week, times and times._replace(interrupted_by=tuple(sorted(times.interrupted_by))))


def _said(week: Week, times: CommitteeTimes | None) -> str:
    return "" if times is None else times.say_when(week)
