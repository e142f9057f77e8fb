"""The variants of a scenario by what they cost."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from desk.plots.canvas import new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.studies.sweep.outcome import Outcome
    from scenarios.studies.sweep.result import Sweep

PROVEN: dict[str, Any] = {"facecolor": "#0072b2", "edgecolor": "black", "linewidth": 0.8}
OPEN: dict[str, Any] = {
    "facecolor": "#e69f00",
    "edgecolor": "black",
    "hatch": "////",
    "linewidth": 0.8,
}
"""Told apart by hatching where colours are lost; blue and orange by people who confuse colours."""

LONGEST = 45
"""Characters in a line of a title beside the axis."""


def plot_sweep(sweep: Sweep, tier: str | None = None, axes: Axes | None = None) -> Axes:
    """Draw what each variant costs in a tier, beside the scenario as it is.

    Parameters
    ----------
    tier
        Such as ``tier 1``; None for the first in which the variants differ.
    axes
        Where to draw; None for a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        Cost along x; variants along y, the scenario as it is on top with a dotted line at its
        cost. A hatched bar is not proven to be the least, and the white line in it stands at the
        bound. A variant without a timetable has its standing in words.
    """
    tier = tier or telling_tier(sweep)
    names = [sweep.outcomes[0].name, *(outcome.title for outcome in sweep.outcomes[1:])]
    labels = [fill(name, LONGEST).replace("$", r"\$") for name in names]
    most = max(label.count("\n") + 1 for label in labels)
    axes = axes or new_axes(9, 1.6 + (0.16 + 0.16 * most) * len(labels))
    drawn: set[bool] = set()
    for row, outcome in enumerate(sweep.outcomes):
        found = {entry.name: entry for entry in outcome.tiers}.get(tier)
        if found is None:
            axes.text(0, row, f" {_why(outcome)}", va="center", fontsize=8)
            continue
        style = PROVEN if found.proven else OPEN
        axes.barh(row, found.value, height=0.7, **style)
        if not found.proven:
            axes.vlines(found.bound, row - 0.35, row + 0.35, colors="white", linewidth=2.5)
        axes.annotate(
            str(found.value),
            (found.value, row),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )
        drawn.add(found.proven)
    _frame(axes, sweep, tier, labels)
    _legend(axes, drawn)
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
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_title(sweep.title.replace("$", r"\$"), loc="left", pad=24, wrap=True)
    costs = [t.value for outcome in sweep.outcomes for t in outcome.tiers if t.name == tier]
    axes.set_xlim(0, 1.12 * max([*costs, 1]))
    axes.set_xlabel(f"cost in {tier}" if tier else "no timetable was found")
    axes.spines[["top", "right"]].set_visible(False)


def _legend(axes: Axes, drawn: set[bool]) -> None:
    from matplotlib.patches import Patch

    if False not in drawn:
        return
    patches = [
        Patch(label="proven least", **PROVEN),
        Patch(label="not proven; white line: the least it can be", **OPEN),
    ]
    axes.legend(handles=patches, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
