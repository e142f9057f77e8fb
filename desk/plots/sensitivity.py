"""How far each weight may go before the best week is another."""

from __future__ import annotations

from math import log2
from textwrap import fill
from typing import TYPE_CHECKING

from desk.plots.canvas import lay_rows, legend_above, new_axes, set_heading
from desk.plots.palette import INK, MOVES, ON_PAPER, PAPER, STANDS, UNSURE, patch_style

if TYPE_CHECKING:
    from fractions import Fraction

    from matplotlib.axes import Axes

    from scenarios.studies.sensitivity.prices import PreferencePrice
    from scenarios.studies.sensitivity.result import Sensitivity
    from scheduler.week.timetable import Timetable

STAYS, OPEN = STANDS, UNSURE
TIMES = patch_style("#b4bdc9", "....", INK, 0.0)
ALONE = patch_style(PAPER, line=0.4)

LONGEST = 45
"""Characters in a line of a name beside the axis."""

NARROW = 0.04
"""Share of the width below which no number stands in a piece."""


def plot_sensitivity(found: Sensitivity, axes: Axes | None = None) -> Axes:
    """Draw what is best as each weight goes from less to more, and as tiers change places.

    Returns
    -------
    matplotlib.axes.Axes
        Along x how many times today's weight, on a scale of doublings, with a dotted line at
        today's; weights along y, then exchanges of tiers, which have no scale. A number in a piece
        says how many sessions move.
    """
    labels = [_label(found, price) for price in found.prices]
    labels += [one.name for one in found.exchanges]
    most = max((label.count("\n") + 1 for label in labels), default=1)
    axes = axes or new_axes(9, 1.9 + (0.14 + 0.16 * most) * len(labels))
    wide = log2(found.factor)
    axes.set_xlim(-wide, wide)
    for row, price in enumerate(found.prices):
        if price.alone:
            _piece(axes, row, (-wide, wide), ALONE, "alone in its tier")
        for one in (*price.below, *price.above):
            ends = (_doublings(one.low, price), _doublings(one.high, price))
            _draw(axes, found, row, ends, one.timetable, settled=one.settled)
    for row, change in enumerate(found.exchanges, len(found.prices)):
        _draw(axes, found, row, (-wide, wide), change.timetable, settled=change.settled)
    _frame(axes, found, labels, wide)
    return axes


def _draw(
    axes: Axes,
    found: Sensitivity,
    row: int,
    ends: tuple[float, float],
    timetable: Timetable | None,
    *,
    settled: bool,
) -> None:
    """A piece in which one timetable is best, or nothing is settled."""
    moved = [one for one in found.moved(timetable) if one in found.sessions]
    if not settled:
        _piece(axes, row, ends, OPEN)
    elif timetable is None:
        _piece(axes, row, ends, STAYS)
    else:
        _piece(axes, row, ends, MOVES if moved else TIMES, str(len(moved)) if moved else "")


def _piece(
    axes: Axes, row: int, ends: tuple[float, float], style: dict[str, object], words: str = ""
) -> None:
    low, high = ends
    axes.barh(row, high - low, left=low, height=0.7, **style)  # type: ignore[arg-type]
    left, right = axes.get_xlim()
    if words and high - low >= NARROW * (right - left):
        middle = (low + high) / 2
        axes.text(middle, row, words, ha="center", va="center", fontsize=8, bbox=ON_PAPER)


def _label(found: Sensitivity, price: PreferencePrice) -> str:
    titles = {setting.rule.name: setting.rule.title for setting in found.scenario.settings}
    return f"{fill(titles[price.rule], LONGEST)}\ntier {price.tier}, weight {price.weight}"


def _doublings(weight: Fraction, price: PreferencePrice) -> float:
    return log2(weight / price.weight)


def _frame(axes: Axes, found: Sensitivity, labels: list[str], wide: float) -> None:
    title = found.scenario.called
    if found.session:
        title = f"{title}: {found.scenario.week.title_of(found.session)}"
    lay_rows(axes, labels)
    marks = [number for number in range(-6, 7) if abs(number) <= wide]
    axes.set_xticks(marks, [f"1/{2**-n}" if n < 0 else str(2**n) for n in marks])
    axes.axvline(0, color=INK, linestyle=":", linewidth=1)
    axes.set_xlabel("times today's weight, all else as it is")
    whom = "this session moves" if found.session else "sessions move, as many as the number says"
    styles = {
        "the same timetable is best": STAYS,
        "another one, which moves none" if not found.session else "another one, it stays": TIMES,
        whom: MOVES,
        "not settled": OPEN,
    }
    legend_above(axes, styles, fontsize=8)
    set_heading(axes, title, size=10, pad=38)
