"""The sittings of a timetable: stretches of the day that its meetings do not cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from scenarios.beginning.timetable import TimetableRow
from scheduler.week.clock import DAY

GRAINS = (15, 10, 5, 1)
"""Minutes of the grids on which times may lie, the widest first."""

STEP = 5
"""Minutes between the times at which a day may be divided."""


class _Border(NamedTuple):
    """About when one sitting ends and the next begins, in minutes after midnight."""

    usual: int
    first: int
    last: int


_BORDERS = (
    _Border(13 * 60, 11 * 60 + 30, 14 * 60),
    _Border(15 * 60, 13 * 60 + 30, 16 * 60),
    _Border(18 * 60, 17 * 60, 20 * 60),
)
_NAMES = ("morning", "lunch", "afternoon", "evening")


class DayStretch(NamedTuple):
    """A sitting of a day, from its first minute to its last."""

    name: str
    opens: int
    closes: int


class Stretches(NamedTuple):
    """The sittings of a week.

    Attributes
    ----------
    usual
        Those of every day.
    own
        By date: those of a day on which a meeting crosses the usual ones.
    """

    usual: tuple[DayStretch, ...]
    own: Mapping[date, tuple[DayStretch, ...]]

    def on(self, day: date) -> tuple[DayStretch, ...]:
        return self.own.get(day, self.usual)

    def of(self, row: TimetableRow) -> DayStretch:
        """The sitting in which a meeting lies."""
        return next(s for s in self.on(row.day) if s.opens <= row.start and row.end <= s.closes)


def find_stretches(rows: Sequence[TimetableRow]) -> Stretches:
    """Divide the days where most of them have no meeting going on."""
    days: dict[date, list[TimetableRow]] = {}
    for row in rows:
        days.setdefault(row.day, []).append(row)
    borders = [_border(one, days) for one in _BORDERS]
    crossed = {
        day: [border is not None and _runs(there, border) for border in borders]
        for day, there in days.items()
    }
    alike = [row for day, there in days.items() if not any(crossed[day]) for row in there]
    return Stretches(
        tuple(_divided(alike, borders)),
        {
            day: tuple(
                _divided(days[day], [None if c else b for b, c in zip(borders, over, strict=True)])
            )
            for day, over in crossed.items()
            if any(over)
        },
    )


def _runs(rows: Iterable[TimetableRow], minute: int) -> bool:
    """Whether a meeting has begun and not ended."""
    return any(row.start < minute < row.end for row in rows)


def _border(wanted: _Border, days: Mapping[date, Sequence[TimetableRow]]) -> int | None:
    """The time that the fewest days cross, near the usual one; None where most of them do."""

    def crossing(minute: int) -> int:
        return sum(_runs(rows, minute) for rows in days.values())

    times = range(wanted.first, wanted.last + 1, STEP)
    best = min(times, key=lambda minute: (crossing(minute), abs(minute - wanted.usual)))
    return best if 2 * crossing(best) < len(days) else None


def _divided(rows: Sequence[TimetableRow], borders: Sequence[int | None]) -> Iterable[DayStretch]:
    """The stretches between borders, each from its first meeting to the end of its last."""
    edges = [0, *(border for border in borders if border is not None), 2 * DAY]
    names = [_NAMES[0], *(n for n, b in zip(_NAMES[1:], borders, strict=True) if b is not None)]
    for name, first, last in zip(names, edges, edges[1:], strict=False):
        here = [row for row in rows if first <= row.start < last]
        if here:
            yield DayStretch(name, min(r.start for r in here), max(r.end for r in here))


def grain_of(rows: Iterable[TimetableRow]) -> int:
    """The widest grid, in minutes, on which all times lie."""
    times = [minute for row in rows for minute in (row.start, row.end)]
    return next(grain for grain in GRAINS if not any(minute % grain for minute in times))
