"""How robust timetables are: disturbances by what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

from desk.plots.canvas import (
    count_whole,
    lay_rows,
    legend_above,
    new_axes,
    say_empty,
    set_heading,
)
from desk.plots.palette import BROKEN, INK, MOVED, ON_PAPER, PAPER, STANDS, UNSURE, patch_style
from scenarios.studies.stress.disturbance import DisturbanceKind
from scenarios.studies.stress.result import COUNTS, Robustness

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LESS = "#f2e6cf"
"""Of what costs less than a part that moves."""

_LOOKS = (
    patch_style(BROKEN, "..", PAPER, 0.0),
    patch_style(MOVED, "\\\\\\\\", INK, 0.0),
    patch_style(MOVED, "////", INK, 0.0),
    patch_style(MOVED, "//", INK, 0.0),
    patch_style(_LESS, "----", INK, 0.0),
    patch_style(_LESS, "||||", INK, 0.0),
    patch_style(_LESS, "oo", INK, 0.0),
    STANDS,
    UNSURE,
)
"""Under each of `COUNTS`: told apart without colour as well."""

STYLES = dict(zip(COUNTS, _LOOKS, strict=True))

_RIM = patch_style("none", ink=INK)
"""Around each bar: its own edge has the colour of the hatching."""

LONGEST = 30
"""Characters in a line of a name beside the axis."""


def plot_robustness(found: Mapping[str, Robustness], axes: Axes | None = None) -> Axes:
    """Draw how many disturbances cost how much, from no repair to nothing that moves.

    Parameters
    ----------
    found
        Timetables by name; those that break a must are left out.

    Returns
    -------
    matplotlib.axes.Axes
        Disturbances along x; along y the timetables, or for a single one the kinds of disturbance.
        Those that do not touch a timetable are not drawn.
    """
    rows = _rows({name: one for name, one in found.items() if one.legal})
    axes = axes or new_axes(9, 2.1 + 0.55 * max(1, len(rows)))
    title = next((one.scenario.called for one in found.values()), "")
    if not rows:
        say_empty(axes, "no disturbance was tried")
        set_heading(axes, title, size=10)
        return axes
    most = max((sum(counts.values()) for counts in rows.values()), default=0)
    for place, counts in enumerate(rows.values()):
        _stack(axes, place, counts, most)
    _frame(axes, list(rows), most)
    used = [head for head in COUNTS if any(counts[head] for counts in rows.values())]
    styles = {head: {**STYLES[head], "linewidth": 0.8} for head in used}
    legend_above(axes, styles, ncols=4, fontsize=8)
    set_heading(axes, title, size=10, pad=40)
    return axes


def _rows(found: Mapping[str, Robustness]) -> dict[str, dict[str, int]]:
    """The numbers of each bar, by what stands beside it."""
    if len(found) != 1:
        return {name: one.counts() for name, one in found.items()}
    [one] = found.values()
    counted = {kind.about: one.counts(kind) for kind in DisturbanceKind}
    return {about: counts for about, counts in counted.items() if any(counts.values())}


def _stack(axes: Axes, place: int, counts: Mapping[str, int], most: int) -> None:
    left = 0
    for head, number in counts.items():
        if not number:
            continue
        for style in (STYLES[head], _RIM):
            axes.barh(place, number, left=left, height=0.7, **style)
        if number * 45 >= most:
            axes.text(
                left + number / 2,
                place,
                str(number),
                ha="center",
                va="center",
                fontsize=8,
                bbox=ON_PAPER,
            )
        left += number


def _frame(axes: Axes, names: list[str], most: int) -> None:
    lay_rows(axes, [fill(name, LONGEST) for name in names])
    axes.set_xlim(0, 1.02 * max(1, most))
    axes.set_xlabel("disturbances, one at a time")
    count_whole(axes)
