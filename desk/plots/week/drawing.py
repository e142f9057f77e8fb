"""A week as a grid: days along x, the time of day downwards, a box for each part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from desk.plots.lettering.wrapping import Line, fit_line, fit_part, length
from desk.plots.palette import BROKEN, PAPER, UNKNOWN
from desk.plots.week.hours import drawn_end
from desk.plots.week.page import LARGEST, Page
from desk.plots.week.telling import Telling, is_experiment
from scheduler.document.days import Lane, side_by_side
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEADER = 22
"""Minutes, as drawn, above the first hour for the names of the days."""

_INSET, _BAND = 0.05, 0.14
"""Inches left free beside a box, where the sitting can be seen, and of the hatched band in it."""

SITTING: dict[str, Any] = {"facecolor": "#f0f0f0", "edgecolor": "#8c8c8c", "linewidth": 0.5}
POOR: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "#8c8c8c", "hatch": "\\\\\\\\\\"}
BOX: dict[str, Any] = {"edgecolor": "#333333", "linewidth": 0.6}
EXPERIMENT: dict[str, Any] = {"edgecolor": "black", "linewidth": 2.0}
OUTSIDE: dict[str, Any] = {"edgecolor": BROKEN, "linewidth": 2.0, "linestyle": (0, (3, 1.5))}
_EXPERIMENT_OUTSIDE: dict[str, Any] = {**OUTSIDE, "linewidth": 3.0}


def draw_week(axes: Axes, page: Page, timetable: Timetable, telling: Telling) -> None:
    """Draw the sittings and the parts of the days of a page; no title and no legend."""
    grid = WeekGrid(page.week, timetable)
    _frame(axes, page, telling)
    for day in page.left:
        _header(axes, page, day, telling)
        for sitting in page.week.sittings_on(day):
            _draw_sitting(axes, page, sitting, grid, telling)
        for lane in side_by_side(grid.parts_on(day)):
            _draw_part(axes, page, lane, grid, telling)


def _frame(axes: Axes, page: Page, telling: Telling) -> None:
    axes.set_xlim(-page.apart / 2, page.right + page.apart / 2)
    axes.set_ylim(page.hours.height + 1, -HEADER)
    axes.set_xticks([])
    marks = page.hours.marks
    axes.set_yticks(
        [page.hours.place(mark) for mark in marks], [telling.language.clock(mark) for mark in marks]
    )
    axes.tick_params(axis="y", length=0, labelsize=page.largest)
    axes.spines[:].set_visible(False)
    for left in page.left.values():
        right = left + page.day
        places = [page.hours.place(mark) for mark in marks]
        axes.hlines(places, left, right, colors="#c4c4c4", linewidth=0.5, zorder=1.5)
    for gap in page.hours.gaps:
        # Two dotted strokes, where the hours in between are left out.
        for stroke in (10, 18):
            axes.plot(
                [-page.apart / 2, page.right],
                [gap + stroke] * 2,
                color="#8c8c8c",
                linewidth=0.5,
                linestyle=(0, (1, 3)),
            )


def _header(axes: Axes, page: Page, day: int, telling: Telling) -> None:
    from desk.plots.lettering.fitted import FittedText

    box = (page.left[day], -HEADER, page.left[day] + page.day, 0)
    axes.add_artist(FittedText(box, partial(_fit_header, page, day, telling), rim=0))


def _fit_header(
    page: Page, day: int, telling: Telling, width: float, height: float
) -> tuple[Line, ...]:
    """The name of a day, written as those of all others can be written."""
    size = page.largest + 1.5
    wordings = {
        max(names.values(), key=lambda name: length(name, size, bold=True)): names
        for names in _names(page, telling)
    }
    found = fit_line(list(wordings), width, height, size, bold=True)
    return tuple(line._replace(text=wordings[line.text][day]) for line in found)


def _names(page: Page, telling: Telling) -> Iterator[dict[int, str]]:
    """Wordings of the names of all days, ever shorter."""
    told, dates = telling.language, {day: page.week.date_of(day) for day in page.left}
    full = {day: told.day(found, year=False) for day, found in dates.items()}
    yield {day: f"{name[:1].upper()}{name[1:]}" for day, name in full.items()}
    yield {day: told.short_day(found) for day, found in dates.items()}
    yield {day: told.shortest_day(found) for day, found in dates.items()}
    yield {day: str(found.day) for day, found in dates.items()}


def _draw_sitting(
    axes: Axes, page: Page, sitting: Sitting, grid: WeekGrid, telling: Telling
) -> None:
    """A light background; its name stands there where no part covers it."""
    from matplotlib.patches import Rectangle

    from desk.plots.lettering.fitted import FittedText

    left, top, right, bottom = box = (
        page.left[sitting.day],
        page.hours.place(sitting.opens),
        page.left[sitting.day] + page.day,
        page.hours.place(sitting.closes),
    )
    style = {**SITTING, **POOR} if sitting.poor and telling.internal else SITTING
    axes.add_patch(
        Rectangle((left, top), right - left, bottom - top, zorder=1, gid="sitting", **style)
    )
    if not any(p.begin < sitting.end and sitting.begin < p.end for p in grid.parts_on(sitting.day)):
        paper = str(style["facecolor"])
        fit = partial(fit_line, [telling.sitting(sitting.name)], largest=page.largest - 1)
        axes.add_artist(FittedText(box, fit, colour="#595959", paper=paper, zorder=2))


def _draw_part(axes: Axes, page: Page, lane: Lane[Part], grid: WeekGrid, telling: Telling) -> None:
    from matplotlib.patches import Rectangle

    from desk.plots.lettering.fitted import FittedText

    part = lane.part
    session = page.week.session.get(part.session)
    bodies = [page.looks[body] for body in session.bodies] if session else [UNKNOWN]
    across = (page.day - 2 * _INSET) / lane.of
    left = page.left[part.day] + _INSET + lane.number * across
    top, bottom = page.hours.place(part.start), page.hours.place(drawn_end(part))
    inside = across - (_INSET if lane.number + 1 < lane.of else 0)
    place = (left, top), inside, bottom - top
    axes.add_patch(Rectangle(*place, color=bodies[0].tint, linewidth=0, zorder=2.5, gid="tint"))
    band, each = min(_BAND, inside / 9), (bottom - top) / len(bodies)
    for number, body in enumerate(bodies):
        axes.add_patch(
            Rectangle((left, top + number * each), band, each, zorder=2.6, gid="band", **body.style)
        )
    style = {**BOX, **_marks(page.week, part, session, telling)}
    style["linewidth"] *= page.largest / LARGEST
    axes.add_patch(Rectangle(*place, fill=False, zorder=3, gid="part", **style))
    fit = partial(fit_part, telling.words(grid, part), largest=page.largest)
    axes.add_artist(FittedText((left + band, top, left + inside, bottom), fit, rim=2.5))


def _marks(week: Week, part: Part, session: Session | None, telling: Telling) -> dict[str, Any]:
    outside = telling.internal and week.sitting_of(part) is None
    if session is not None and is_experiment(session):
        return _EXPERIMENT_OUTSIDE if outside else EXPERIMENT
    return OUTSIDE if outside else {}
