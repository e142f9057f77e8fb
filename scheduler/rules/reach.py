"""How far the parts that a rule looks at together can be from each other."""

from __future__ import annotations

from enum import Enum, auto

from scheduler.week.timetable import Part, Timetable


class Reach(Enum):
    """Which other parts decide what a session adds to each amount that a rule finds.

    Where a session comes into a timetable, every amount grows (or shrinks) by as much as it would
    if only these other parts were there.
    """

    SESSION = auto()
    """None: a rule looks at each session by itself."""
    MOMENT = auto()
    """Those that run while the session does, or are no further from it than the rule's `gap`."""
    DAY = auto()
    """Those on the days of the session."""
    WEEK = auto()
    """All."""

    def near(self, others: Timetable, parts: tuple[Part, ...], gap: int) -> tuple[Part, ...]:
        """The other parts that decide what the parts of a session add."""
        if self is Reach.SESSION:
            return ()
        if self is Reach.WEEK:
            return others.parts
        if self is Reach.DAY:
            days = {part.day for part in parts}
            return tuple(one for one in others.parts if one.day in days)
        spans = [(part.begin - gap, part.end + gap) for part in parts]
        return tuple(
            one
            for one in others.parts
            if any(first < one.end and one.begin < last for first, last in spans)
        )
