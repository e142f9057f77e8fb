"""The plot of prices: what is best, what moves and what is not settled, also without colour."""

from __future__ import annotations

from fractions import Fraction

import pytest
from matplotlib.figure import Figure

from desk.plots.sensitivity import plot_sensitivity
from scenarios.studies.sensitivity.result import Sensitivity
from scenarios.studies.sensitivity.run import find_sensitivity
from scheduler.exploring.results import Stretch
from tests.desk.plots.conftest import HEADING, heading_fits
from tests.scenarios.studies.sensitivity.weeks import traded


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    return find_sensitivity(traded())


@pytest.mark.slow
def test_a_piece_for_each_stretch_and_a_number_where_sessions_move(found: Sensitivity) -> None:
    axes = plot_sensitivity(found)
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels[0] == "Delegations stay for few days\ntier 1, weight 40"
    assert labels[-1] == "tiers 1 and 2 exchanged"
    assert [text.get_text() for text in axes.texts] == ["1", "1", "alone in its tier"]
    widths = [round(patch.get_width(), 3) for patch in axes.patches[:3]]
    assert widths == [1, 0.585, 0.415], "in doublings: 20 to 40, to 60 and to 80"


@pytest.mark.slow
def test_what_moves_and_what_is_not_settled_are_hatched(found: Sensitivity) -> None:
    price = found.prices[0]
    open_ = price.model_copy(update={"above": (Stretch(Fraction(40), Fraction(80), False),)})
    axes = plot_sensitivity(found.model_copy(update={"prices": (open_,), "exchanges": ()}))
    assert [patch.get_hatch() for patch in axes.patches] == [None, "xxxx"]
    moves = plot_sensitivity(found).patches[2]
    assert moves.get_hatch() == "////"


def test_it_is_drawn_where_it_is_told(found: Sensitivity) -> None:
    axes = Figure().add_subplot()
    assert plot_sensitivity(found, axes=axes) is axes


@pytest.mark.slow
def test_a_long_title_lies_within_the_figure_beside_long_names(found: Sensitivity) -> None:
    scenario = found.scenario.model_copy(update={"title": HEADING})
    assert heading_fits(plot_sensitivity(found.model_copy(update={"scenario": scenario})))
