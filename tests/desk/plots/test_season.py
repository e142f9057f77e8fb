"""The year as a strip: every meeting in the row of its instrument, where each calendar has it."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from desk.plots.season import plot_season
from tests.scheduler.seasons import dates, day, meeting, season

YEAR = season(
    meeting("a", (0, 4), (14, 18), instruments=["x"]),
    meeting("b", (7, 7), instruments=["x", "y"]),
    meeting("c", (9, 10)),
)
OTHER = {**YEAR.held, "a": dates(14, 18)}


def bars(axes: Axes) -> list[tuple[float, float]]:
    """Where each bar begins, in days after the Monday, and how wide it is."""
    found = []
    for bar in axes.collections:
        box = bar.get_paths()[0].get_extents()
        found.append((box.x0 - float(date2num(day(0))), box.width))
    return found


def test_every_meeting_stands_in_the_row_of_each_of_its_instruments() -> None:
    axes = plot_season(YEAR)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["X", "Y", "No instrument"]
    assert bars(axes) == [(0, 5), (7, 2), (7, 2), (9, 2)]
    assert not axes.texts


def test_a_meeting_that_is_moved_is_drawn_twice_and_named() -> None:
    axes = plot_season(YEAR, OTHER)
    assert len(bars(axes)) == 8
    assert (14, 5) in bars(axes)
    assert [text.get_text() for text in axes.texts if text.get_text()] == ["1"]
    assert axes.get_xlabel() == "1 Meeting a"


def test_the_two_calendars_differ_in_hatching_and_the_legend_names_them() -> None:
    axes = plot_season(YEAR, OTHER, name="mine")
    held, other = axes.collections[0], axes.collections[-1]
    assert held.get_hatch()
    assert not other.get_hatch()
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["the calendar as held", "mine"]


def test_it_draws_on_the_axes_that_are_given() -> None:
    axes = Figure().add_subplot()
    assert plot_season(YEAR, OTHER, axes) is axes
