"""A year as a strip: a row for each instrument, and each meeting where the calendar has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.plots.canvas import draw_grid, lay_rows, legend_above, new_axes, set_heading
from desk.plots.palette import PAPER, STANDS, patch_style
from scheduler.season.season import Dates, Meeting, Season, SeasonCalendar
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OTHER = "other"
"""The row of the meetings of no instrument."""

_LINE = 130
"""Characters in a line below the axes."""

NARROWEST = 2.0
"""Days that a meeting is wide at least, so that one of a single day can be seen."""

HELD, BEST = patch_style(PAPER, "//////", "#404040"), STANDS


class _MeetingBar(NamedTuple):
    meeting: Meeting
    row: int
    dates: Dates


def plot_season(
    season: Season,
    best: SeasonCalendar | None = None,
    axes: Axes | None = None,
    *,
    name: str = "the best calendar",
    title: str = "",
) -> Axes:
    """Draw the calendar as held, and below it in each row another one.

    Parameters
    ----------
    best
        The other calendar; None to draw the one as held alone.
    name
        What the other calendar is called in the legend.
    title
        What stands above; empty for nothing.

    Returns
    -------
    matplotlib.axes.Axes
        Days along x, as dates; instruments along y. A meeting of one day is drawn two days wide.
        An arrow leads from where a meeting was held to where the other calendar has it. The number
        there leads to its name, below.
    """
    names = _rows(season)
    axes = axes or new_axes(13, 1.6 + 0.75 * len(names))
    styles = {"the calendar as held": HELD}
    held = list(_bars(season, season.held, names))
    _draw(axes, held, -0.34 if best is not None else -0.17, HELD)
    if best is not None:
        styles[name] = BEST
        now = list(_bars(season, best, names))
        _draw(axes, now, 0.02, BEST)
        numbers: dict[str, int] = {}
        for before, after in zip(held, now, strict=True):
            if before.dates != after.dates:
                number = numbers.setdefault(after.meeting.name, len(numbers) + 1)
                _arrow(axes, before, after, number)
        _name_moved(axes, numbers)
    _frame(axes, season, names)
    legend_above(axes, styles)
    if title:
        set_heading(axes, title, bold=True, pad=28)
    return axes


def _rows(season: Season) -> dict[str, str]:
    """The rows from above: instruments that have a meeting by their keys, with their names."""
    used = {key for meeting in season.meetings for key in meeting.instruments}
    names = {i.id: i.name for i in season.instruments if i.id in used}
    if any(not meeting.instruments for meeting in season.meetings):
        names[OTHER] = "No instrument"
    return names


def _bars(season: Season, calendar: SeasonCalendar, names: dict[str, str]) -> Iterator[_MeetingBar]:
    order = list(names)
    for meeting in season.meetings:
        for key in sorted(meeting.instruments) or [OTHER]:
            yield _MeetingBar(meeting, order.index(key), calendar[meeting.id])


def _draw(axes: Axes, bars: list[_MeetingBar], offset: float, style: dict[str, Any]) -> None:
    for bar in bars:
        first, width = _number(bar.dates.first), _width(bar.dates)
        axes.broken_barh([(first, width)], (bar.row + offset, 0.32), **style)


def _number(day: date) -> float:
    """The place of a day along x."""
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]


def _width(dates: Dates) -> float:
    return max(NARROWEST, (dates.last - dates.first).days + 1)


def _arrow(axes: Axes, before: _MeetingBar, after: _MeetingBar, number: int) -> None:
    start, end = (_number(b.dates.first) + _width(b.dates) / 2 for b in (before, after))
    axes.annotate(
        "",
        xy=(end, after.row + 0.02),
        xytext=(start, before.row - 0.02),
        arrowprops={"arrowstyle": "->", "color": "black", "linewidth": 0.9},
    )
    axes.text(end, after.row + 0.36, str(number), ha="center", va="top", fontsize=8)


def _name_moved(axes: Axes, numbers: Mapping[str, int]) -> None:
    """Name the meetings that are moved below the axes, by their numbers."""
    text = "; ".join(f"{number} {one_line(name)}" for name, number in numbers.items())
    axes.set_xlabel(fill(text, _LINE), loc="left", fontsize=8.5, parse_math=False)


def _frame(axes: Axes, season: Season, names: dict[str, str]) -> None:
    from matplotlib.dates import ConciseDateFormatter, MonthLocator

    days = [dates for m in season.meetings for dates in (m.held, m.candidates[0], m.candidates[-1])]
    margin = timedelta(days=7)
    axes.set_xlim(
        _number(min(dates.first for dates in days) - margin),
        _number(max(dates.last for dates in days) + margin),
    )
    axes.xaxis_date()
    months = MonthLocator()  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(months)
    form = ConciseDateFormatter(months)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(form)
    draw_grid(axes)
    lay_rows(axes, list(names.values()), gap=0.4)
    for row in range(1, len(names)):
        axes.axhline(row - 0.45, color="#808080", linewidth=0.4)
