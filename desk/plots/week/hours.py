"""The time of day as a plot draws it: downwards, without the long stretches in which nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scheduler.document.days import HOUR
from scheduler.week.timetable import Part
from scheduler.week.week import Week

LONGEST_GAP = 2 * HOUR
"""Minutes with nothing in them, on any day, that are still drawn as they are: a lunch break."""

BREAK = 30
"""Minutes that a longer gap is drawn as."""

LEAST = 5
"""Minutes that a part is drawn as at least, so that one that lasts no time can be seen."""


def drawn_end(part: Part) -> int:
    """Minutes after midnight at which the box of a part ends."""
    return part.start + max(LEAST, part.minutes)


class Hours(NamedTuple):
    """Stretches of the day that are drawn, from full hour to full hour, in order.

    Attributes
    ----------
    stretches
        Minutes after midnight at which each begins and ends; they do not touch.
    """

    stretches: tuple[tuple[int, int], ...]

    def place(self, minute: int) -> int:
        """How far down a moment of the day stands, in minutes as drawn, from 0.

        Raises
        ------
        ValueError
            Where the moment lies in no stretch.
        """
        above = 0
        for opens, closes in self.stretches:
            if opens <= minute <= closes:
                return above + minute - opens
            above += closes - opens + BREAK
        raise ValueError(f"minute {minute} lies in none of {self.stretches}")

    @property
    def height(self) -> int:
        """Minutes as drawn, of all stretches and the gaps between them."""
        return self.place(self.stretches[-1][1])

    @property
    def marks(self) -> tuple[int, ...]:
        """The full hours, as minutes after midnight."""
        return tuple(
            hour for opens, closes in self.stretches for hour in range(opens, closes + 1, HOUR)
        )

    @property
    def gaps(self) -> tuple[int, ...]:
        """How far down each gap begins that is not drawn as long as it is."""
        return tuple(self.place(closes) for _, closes in self.stretches[:-1])


def hours_of(week: Week, parts: Iterable[Part]) -> Hours:
    """The hours on which every sitting of a week and every part has room."""
    spans = [(sitting.opens, sitting.closes) for sitting in week.sittings]
    spans += [(part.start, drawn_end(part)) for part in parts]
    stretches: list[tuple[int, int]] = []
    for opens, closes in sorted(spans or [(9 * HOUR, 18 * HOUR)]):
        first, last = opens // HOUR * HOUR, -(-closes // HOUR) * HOUR
        if stretches and first - stretches[-1][1] <= LONGEST_GAP:
            stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
        else:
            stretches.append((first, last))
    return Hours(tuple(stretches))
