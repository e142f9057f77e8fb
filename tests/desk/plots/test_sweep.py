"""The plot of a sweep: what is proven and what is not can be told apart without colour."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from desk.plots.sweep import plot_sweep, telling_tier
from scenarios.studies.sweep.outcome import Outcome, Solved, Standing
from scenarios.studies.sweep.result import Sweep
from scheduler.solving.result import Tier
from tests.desk.plots.conftest import HEADING, heading_fits


def row(name: str, *tiers: tuple[int, int]) -> Outcome:
    if not tiers:
        return Outcome(name=name, title=name, standing=Standing.INFEASIBLE)
    found = [
        Tier(name=f"tier {n}", value=v, bound=b, seconds=0) for n, (v, b) in enumerate(tiers, 1)
    ]
    solved = Solved(standing=Standing.PROVEN, tiers=tuple(found), schedule="a")
    return Outcome(name=name, title=name, standing=Standing.PROVEN, solved=solved)


SWEEP = Sweep(
    title="A week",
    outcomes=(row("as it is", (0, 0), (9, 9)), row("$open$", (0, 0), (12, 5)), row("none")),
)


def texts(axes: Axes) -> set[str]:
    return {text.get_text().strip() for text in axes.texts}


@pytest.mark.slow
def test_the_first_tier_that_differs_is_drawn() -> None:
    assert telling_tier(SWEEP) == "tier 2"
    assert plot_sweep(SWEEP).get_xlabel() == "cost in tier 2"
    assert plot_sweep(SWEEP, "tier 1").get_xlabel() == "cost in tier 1"


@pytest.mark.slow
def test_each_variant_has_its_cost_or_how_it_stands() -> None:
    axes = plot_sweep(SWEEP)
    assert {"9", "12", "infeasible"} <= texts(axes)
    labels = axes.get_yticklabels()
    assert [label.get_text() for label in labels] == ["as it is", "$open$", "none"]
    assert not any(label.get_parse_math() for label in labels), "a dollar sign is no formula"


@pytest.mark.slow
def test_what_is_not_proven_is_hatched_and_said() -> None:
    axes = plot_sweep(SWEEP)
    assert [bool(patch.get_hatch()) for patch in axes.patches] == [False, True]
    assert axes.get_legend() is not None
    proven = Sweep(title="", outcomes=SWEEP.outcomes[:1])
    assert plot_sweep(proven).get_legend() is None


def test_it_is_drawn_where_it_is_told() -> None:
    axes = Figure().add_subplot()
    assert plot_sweep(SWEEP, axes=axes) is axes


def test_a_sweep_without_any_timetable_is_drawn_too() -> None:
    axes = plot_sweep(Sweep(title="", outcomes=(row("as it is"),)))
    assert axes.get_xlabel() == "no timetable was found"


@pytest.mark.slow
def test_a_long_title_lies_within_the_figure_above_the_legend() -> None:
    assert heading_fits(plot_sweep(SWEEP.model_copy(update={"title": HEADING})))
