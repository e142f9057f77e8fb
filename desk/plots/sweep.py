"""The variants of a scenario by what they cost."""

from __future__ import annotations

from textwrap import fill, wrap
from typing import TYPE_CHECKING

from desk.plots.canvas import (
    count_whole,
    lay_rows,
    legend_above,
    new_axes,
    set_heading,
)
from desk.plots.palette import INK, STANDS, UNSURE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.studies.sweep.outcome import Outcome
    from scenarios.studies.sweep.result import Sweep

PROVEN, OPEN = STANDS, {**UNSURE, "linewidth": 0.8}

LONGEST, WIDEST = 45, 60
"""Characters in a line of a title beside the axis, and about as many of the title above."""


def plot_sweep(sweep: Sweep, tier: str | None = None, axes: Axes | None = None) -> Axes:
    """Draw what each variant costs in a tier, beside the scenario as it is.

    Parameters
    ----------
    tier
        Such as ``tier 1``; None for the first in which the variants differ.

    Returns
    -------
    matplotlib.axes.Axes
        Cost along x; variants along y, the scenario as it is on top with a dotted line at its
        cost. A hatched bar is not proven to be the least, and the thick line in it stands at the
        bound. A variant without a timetable has its standing in words.
    """
    tier = tier or telling_tier(sweep)
    names = [sweep.outcomes[0].name, *(outcome.title for outcome in sweep.outcomes[1:])]
    labels = [fill(name, LONGEST) for name in names]
    most = max(label.count("\n") + 1 for label in labels)
    tall = 1.4 + 0.2 * len(wrap(sweep.title, WIDEST)) + (0.16 + 0.16 * most) * len(labels)
    axes = axes or new_axes(9, tall)
    for row, outcome in enumerate(sweep.outcomes):
        found = {entry.name: entry for entry in outcome.tiers}.get(tier)
        if found is None:
            axes.text(0, row, f" {_why(outcome)}", va="center", fontsize=8)
            continue
        style = PROVEN if found.proven else OPEN
        axes.barh(row, found.value, height=0.7, **style)
        if not found.proven:
            axes.vlines(found.bound, row - 0.35, row + 0.35, colors=INK, linewidth=2.5)
        axes.annotate(
            str(found.value),
            (found.value, row),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )
    _frame(axes, sweep, tier, labels)
    if any(patch.get_hatch() for patch in axes.patches):
        unsure = "not proven; thick line: the least it can be"
        legend_above(axes, {"proven least": PROVEN, unsure: OPEN})
    set_heading(axes, sweep.title, pad=28)
    return axes


def telling_tier(sweep: Sweep) -> str:
    """The first tier in which the variants differ; the first of all where they never do."""
    for name in sweep.tiers:
        costs = {t.value for outcome in sweep.outcomes for t in outcome.tiers if t.name == name}
        if len(costs) > 1:
            return name
    return sweep.tiers[0] if sweep.tiers else ""


def _why(outcome: Outcome) -> str:
    return "no such tier" if outcome.works else outcome.standing.value.lower()


def _frame(axes: Axes, sweep: Sweep, tier: str, labels: list[str]) -> None:
    before = {entry.name: entry for entry in sweep.as_it_is.tiers}.get(tier)
    if before is not None:
        axes.axvline(before.value, color="black", linestyle=":", linewidth=1)
    lay_rows(axes, labels, gap=0.4)
    costs = [t.value for outcome in sweep.outcomes for t in outcome.tiers if t.name == tier]
    axes.set_xlim(0, 1.12 * max([*costs, 1]))
    axes.set_xlabel(f"cost in {tier}" if tier else "no timetable was found")
    if costs:
        count_whole(axes)
    else:
        axes.set_xticks([])
