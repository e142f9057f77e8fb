"""What preferences allow each other, as a front."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from desk.plots.canvas import draw_grid, new_axes, say_empty, set_heading
from desk.plots.palette import INK, KEPT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.studies.tradeoffs.result import Tradeoffs

SMALLEST, LARGEST = 40.0, 500.0
"""Areas of the bubbles, in square points."""

LONGEST = 60
"""Characters in a line of the title of a rule."""


def plot_tradeoffs(tradeoffs: Tradeoffs, axes: Axes | None = None) -> Axes:
    """Draw the efficient points between two or three preferences.

    Returns
    -------
    matplotlib.axes.Axes
        The first amount along x and the second along y, each in the unit of its rule; less is
        better in both. Points are numbered as in the table: filled where they are proven
        efficient, open where not. A star stands where the best timetable by the scenario's tiers
        is. Between two preferences a line in steps shows what is known to be the least of one for
        each amount of the other; it is solid where the front is proven to be whole, and dashed
        where points may be missing. A third amount is the size of a bubble, and stands beside it.
    """
    from matplotlib.ticker import MaxNLocator

    axes = axes or new_axes(8, 5.5)
    if not tradeoffs.front.points and tradeoffs.best is None:
        say_empty(axes, "no point was found")
        return axes
    three = len(tradeoffs.between) > 2
    if not three:
        _draw_steps(axes, tradeoffs)
    _draw_points(axes, tradeoffs, three)
    if tradeoffs.best is not None:
        label = "best by the scenario's tiers"
        if three:
            label = f"{label} ({tradeoffs.best[2]})"
        axes.plot(
            *([amount] for amount in tradeoffs.best[:2]),
            marker="*",
            markersize=14,
            color=INK,
            markeredgecolor="black",
            linestyle="",
            label=label,
        )
    titles = {one.rule.name: one.rule.title for one in tradeoffs.scenario.settings}
    first, second, *third = (f"{titles[key]} ({unit})" for key, unit in tradeoffs.units.items())
    axes.set_xlabel(fill(f"{first}, less is better", LONGEST))
    axes.set_ylabel(fill(f"{second}, less is better", LONGEST))
    axes.legend(
        title=f"size of a bubble, number in brackets: {third[0]}" if third else None,
        frameon=False,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
    )
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    axes.margins(0.1)
    draw_grid(axes, "both")
    axes.spines[["top", "right"]].set_visible(False)
    set_heading(axes, tradeoffs.scenario.called, pad=48 if third else 30)
    return axes


def _draw_steps(axes: Axes, tradeoffs: Tradeoffs) -> None:
    points = [point.amounts for point in tradeoffs.front.points]
    whole = tradeoffs.front.complete
    axes.step(
        [point[0] for point in points],
        [point[1] for point in points],
        where="post",
        color=KEPT,
        linestyle="-" if whole else "--",
        label="the whole front" if whole else "points between may be missing",
    )


def _draw_points(axes: Axes, tradeoffs: Tradeoffs, three: bool) -> None:
    points = tradeoffs.front.points
    thirds = [point.amounts[2] for point in points] if three else []
    for proven, label in ((True, "proven efficient"), (False, "not proven efficient")):
        chosen = [n for n, point in enumerate(points) if point.efficient is proven]
        if chosen:
            axes.scatter(
                [points[n].amounts[0] for n in chosen],
                [points[n].amounts[1] for n in chosen],
                s=[_area(thirds, n) for n in chosen],
                facecolor=KEPT if proven else "white",
                edgecolor=KEPT if proven else "black",
                alpha=0.7 if three else 1.0,
                label=label,
                zorder=3,
            )
    for number, point in enumerate(points, 1):
        third = f" ({point.amounts[2]})" if three else ""
        axes.annotate(
            f"{number}{third}",
            (point.amounts[0], point.amounts[1]),
            xytext=(6, 6),
            textcoords="offset points",
            fontsize=8,
        )


def _area(thirds: list[int], number: int) -> float:
    """The area of a bubble: the least third amount has the smallest, the greatest the largest."""
    if not thirds or min(thirds) == max(thirds):
        return SMALLEST
    share = (thirds[number] - min(thirds)) / (max(thirds) - min(thirds))
    return SMALLEST + share * (LARGEST - SMALLEST)
