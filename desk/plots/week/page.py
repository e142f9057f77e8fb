"""A page: some days of a week beside each other, all of one width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from desk.plots.palette import Look, looks
from desk.plots.week.hours import Hours, hours_of
from scheduler.document.days import side_by_side
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

LARGEST = 8.5
"""Points of the largest type in a box."""

DAY_WIDTH, LANE_WIDTHS = 1.72, (0.6, 0.85)
"""Inches of a day with nothing side by side; and of each of those that run side by side, at least
and where there is room."""

WIDEST = 15.6
"""Inches of the days on a page, unless a single one is wider: a sheet of A3 on its side."""

_APART, _NIGHTS = 0.1, 0.38
"""Inches between two days, and where days without sittings lie between."""


class Page(NamedTuple):
    """What the grids of one or several timetables of a week have in common.

    Attributes
    ----------
    left
        Of each day, along x, in inches.
    day
        How wide each day is, in inches.
    looks
        Of each body.
    largest
        The largest type in a box, in points.
    """

    week: Week
    hours: Hours
    left: dict[int, float]
    day: float
    looks: dict[str, Look]
    largest: float = LARGEST

    @property
    def right(self) -> float:
        """Where the last day ends."""
        return max((left + self.day for left in self.left.values()), default=self.day)

    @property
    def apart(self) -> float:
        """Inches between two days."""
        return _APART

    def of(self, timetable: Timetable) -> Timetable:
        """The parts of a timetable that stand on this page."""
        return Timetable(parts=tuple(part for part in timetable.parts if part.day in self.left))


def page_of(
    week: Week,
    timetables: Sequence[Timetable],
    largest: float = LARGEST,
    widths: tuple[float, tuple[float, float]] = (DAY_WIDTH, LANE_WIDTHS),
) -> Page:
    """The page on which every one of the timetables has room, every day as wide as the fullest.

    Parameters
    ----------
    widths
        As `DAY_WIDTH` and `LANE_WIDTHS`, in inches.
    """
    grids = [WeekGrid(week, timetable) for timetable in timetables]
    days = sorted({*week.days, *(day for grid in grids for day in grid.days)})
    lanes = (lane.of for grid in grids for day in days for lane in side_by_side(grid.parts_on(day)))
    most, (day, (least, wanted)) = max(lanes, default=1), widths
    room = (WIDEST / max(1, len(days)) - _APART) / most
    lane = min(wanted, max(least, room))
    parts = [part for timetable in timetables for part in timetable.parts]
    found = looks(body.id for body in week.bodies)
    page = Page(week, hours_of(week, parts), {}, max(day, lane * most), found, largest)
    return page._replace(left=_placed(days, page.day))


def pages_of(page: Page) -> list[Page]:
    """The pages that a page is divided into: as many days on each as have room, about as many."""
    days = list(page.left)
    most = max(1, int((WIDEST + _APART) / (page.day + _APART)))
    number = max(1, -(-len(days) // most))
    return [page._replace(left=_placed(some, page.day)) for some in _divided(days, number)]


def _divided(days: Sequence[int], number: int) -> Iterator[Sequence[int]]:
    """Days in a number of stretches of about one length."""
    ends = [round(len(days) * n / number) for n in range(number + 1)]
    yield from (days[begin:end] for begin, end in pairwise(ends))


def _placed(days: Sequence[int], width: float) -> dict[int, float]:
    left: dict[int, float] = {}
    end = 0.0
    for before, day in zip([None, *days], days, strict=False):
        if before is not None:
            end += _APART if day == before + 1 else _NIGHTS
        left[day] = end
        end += width
    return left
