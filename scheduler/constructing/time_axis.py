"""The time of a week as one row of equal cells, day after day, each from opening to closing."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd

import numpy as np
from numpy.typing import NDArray

from scheduler.week.week import Sitting, Week

Cells = NDArray[np.int64]
"""Numbers of cells."""


class Starts:
    """The starts that parts of one length can have in some sittings, one row for each.

    Attributes
    ----------
    cells, ends
        The first cell of the part, and the one after its last.
    minutes
        Its length, which is that of the sitting where a part takes all of it.
    sittings, days
        Numbers of its sitting and its day, in their order in the week.
    """

    def __init__(self, rows: Iterable[tuple[int, int, int, int, int]]) -> None:
        table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 5)
        self.cells, self.ends, self.minutes, self.sittings, self.days = table.T.copy()

    def __len__(self) -> int:
        return len(self.cells)


class TimeAxis:
    """The cells of a week; the nights have none but those of a turnover.

    Attributes
    ----------
    step
        Minutes of a cell: every part on the grid begins and ends with one.
    size
        The number of cells.
    passed
        For each cell, and the end: minutes before it in which one sitting or more is open.
    """

    def __init__(self, week: Week) -> None:
        self.week = week
        marks = (time for sitting in week.sittings for time in (sitting.opens, sitting.closes))
        self.step = gcd(week.grain, week.turnover, *marks)
        self.size = 0
        between = week.turnover // self.step
        self._opens: dict[int, tuple[int, int]] = {}
        self._day: dict[int, int] = {}
        for number, day in enumerate(week.days):
            today = week.sittings_on(day)
            opens = min((sitting.opens for sitting in today), default=0)
            closes = max((sitting.closes for sitting in today), default=0)
            self._opens[day] = opens, self.size
            self._day[day] = number
            self.size += (closes - opens) // self.step + between
        opened = np.zeros(self.size + 1, dtype=np.int64)
        for sitting in week.sittings:
            first = self.cell(sitting.day, sitting.opens)
            opened[first + 1 : first + 1 + sitting.minutes // self.step] = 1
        self.passed: Cells = self.step * np.cumsum(opened)
        self.sittings = {sitting.id: number for number, sitting in enumerate(week.sittings)}

    def cell(self, day: int, minute: int) -> int:
        """The cell of a day that holds a minute after its midnight, or the next that does."""
        opens, first = self._opens[day]
        return first + max(0, minute - opens) // self.step

    def minute(self, day: int, cell: int) -> int:
        """The minute after midnight with which a cell of a day begins."""
        opens, first = self._opens[day]
        return opens + (cell - first) * self.step

    def starts(
        self, sittings: Iterable[Sitting], minutes: int, hours: tuple[int, int] | None
    ) -> Starts:
        """Where parts of a length may begin in some sittings, within hours if any are given.

        A part that is not as long as some steps of the grid is given more; in a sitting that is
        taken whole, it is as long as the sitting.
        """
        rows = []
        for sitting in sittings:
            grain = self.week.grain
            length = sitting.minutes if sitting.whole else -(-minutes // grain) * grain
            if minutes > sitting.minutes:
                continue
            opens, closes = hours or (sitting.opens, sitting.closes)
            step = sitting.minutes if sitting.whole else grain
            rows += [
                self._row(sitting, start, length)
                for start in range(sitting.opens, sitting.closes - length + 1, step)
                if start >= opens and start + length <= closes
            ]
        return Starts(rows)

    def start_of(self, sitting: Sitting, start: int, minutes: int) -> Starts:
        """One start, as where a part is pinned."""
        return Starts([self._row(sitting, start, minutes)])

    def _row(self, sitting: Sitting, start: int, minutes: int) -> tuple[int, int, int, int, int]:
        first = self.cell(sitting.day, start)
        last = first + -(-minutes // self.step)
        return first, last, minutes, self.sittings[sitting.id], self._day[sitting.day]
