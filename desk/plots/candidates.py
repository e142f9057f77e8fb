"""Timetables of one week side by side, as small grids with one legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from desk.plots.canvas import characters, width_of
from desk.plots.week.drawing import draw_week
from desk.plots.week.legend import legend_handles, legend_style
from desk.plots.week.page import page_of
from desk.plots.week.plot import HasWeek
from desk.plots.week.telling import Telling
from scenarios.languages.language import language_of
from scheduler.document.week_grid import WeekGrid
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from desk.plots.week.page import Page
    from scenarios.languages.language import Language

MOST_ABREAST = 4
"""Grids in a row, at most; further ones go below."""

_LARGEST = 7.0
"""Points of the largest type in a box."""

_DAY_WIDTHS, _LANE_WIDTH, _HOUR_HEIGHT = (1.4, 1.2, 1.0, 0.9), 0.5, 0.58
"""Inches of a day with nothing side by side, by the number of grids in a row; of each of those that
run side by side; and of an hour."""


_NARROWEST, _WIDEST = 6.5, 24.0
"""Inches that a figure is wide: room for a title, and about two sheets of A3 side by side."""

_MARGIN = 0.004
"""Left of the title, as a share of the figure."""


def plot_candidates(
    scenario: HasWeek,
    timetables: Mapping[str, Timetable],
    axes: Sequence[Axes] | None = None,
    *,
    title: str | None = None,
    abreast: int = MOST_ABREAST,
    language: Language | None = None,
    internal: bool = True,
) -> list[Axes]:
    """Draw timetables of one week side by side, as `desk.plots.week.plot_week` draws one.

    Parameters
    ----------
    scenario
        A scenario, or a grid of its week.
    timetables
        By the names that stand above them.
    axes
        Where to draw, of one figure and as many as there are timetables; None for a figure of its
        own.
    title
        None for the title of the week.
    abreast
        Grids in a row of that figure, at most, 1 to 4.
    language, internal
        As for `plot_week`; candidates are laid before those who decide, and say it all.

    Returns
    -------
    list of matplotlib.axes.Axes
        One for each timetable, in their order. Every grid has the same hours and the same widths
        of the days, so that a box that moves is seen to move.

    Raises
    ------
    ValueError
        Where there is no timetable, or another number of axes.
    """
    if not timetables:
        raise ValueError("there is no timetable to draw")
    telling = Telling(language or language_of({}, "en"), internal)
    number = min(len(timetables), abreast, MOST_ABREAST)
    widths = _DAY_WIDTHS[number - 1], (_LANE_WIDTH, _LANE_WIDTH)
    page = page_of(scenario.week, list(timetables.values()), _LARGEST, widths)
    drawn = _grids(page, len(timetables), abreast) if axes is None else list(axes)
    width = width_of(drawn[0])
    for one, (name, timetable) in zip(drawn, timetables.items(), strict=True):
        draw_week(one, page, timetable, telling)
        name = fill(name, characters(width, 10))
        one.set_title(name, loc="left", fontsize=10, fontweight="bold", parse_math=False)
        left_out = len(WeekGrid(page.week, timetable).not_held) if internal else 0
        if left_out:
            one.set_xlabel(f"{count(left_out, 'session')} not held", loc="left", fontsize=8)
    heading = telling.language.title(page.week.title) if title is None else title
    _title_and_legend(drawn, legend_handles(page, timetables.values(), telling), heading)
    return drawn


def _grids(page: Page, number: int, abreast: int) -> list[Axes]:
    from matplotlib.figure import Figure

    columns = min(number, abreast, MOST_ABREAST)
    rows = -(-number // columns)
    width = max(_NARROWEST, columns * (0.3 + page.right) + 0.5)
    width = min(width, _WIDEST)
    height = rows * (0.7 + page.hours.height / 60 * _HOUR_HEIGHT) + 1.3
    figure = Figure(figsize=(width, height), layout="constrained")
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    every = [axes for row in grid for axes in row]
    for spare in every[number:]:
        spare.remove()
    return every[:number]


def _title_and_legend(drawn: Sequence[Axes], handles: Sequence[Patch], title: str) -> None:
    figure = drawn[0].get_figure(root=True)
    assert figure is not None
    heading = figure.suptitle(
        title, x=_MARGIN, ha="left", fontsize=12, fontweight="bold", wrap=True
    )
    heading.set_parse_math(False)
    width = (1 - 2 * _MARGIN) * figure.get_figwidth() * 72
    style = {**legend_style(handles, width, 8.5), "borderaxespad": 0.6}
    made = figure.legend(handles=handles, loc="outside lower left", **style)
    for text in made.get_texts():
        text.set_parse_math(False)
