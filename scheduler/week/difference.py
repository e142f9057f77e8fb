"""How far two timetables of a week are apart: the places that only one of them uses."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class Where(NamedTuple):
    """A session, a day and a sitting: what two timetables are compared by."""

    session: str
    day: int
    """Calendar days after the first day of the week."""
    sitting: str
    """Its identifier; empty for a part that lies in no sitting."""


def slots_used(week: Week, timetable: Timetable) -> frozenset[Where]:
    """Where the sessions are held. Start, length and room make no difference."""
    found = []
    for part in timetable.parts:
        sitting = week.sitting_of(part)
        found.append(Where(part.session, part.day, sitting.id if sitting else ""))
    return frozenset(found)


def difference(week: Week, one: Timetable, other: Timetable) -> int:
    """Count the slots that one of two timetables uses and the other does not.

    A part that moves from one sitting to another counts 2: the slot that it leaves and the one
    that it takes. A part that is new or dropped counts 1.
    """
    return len(slots_used(week, one) ^ slots_used(week, other))
