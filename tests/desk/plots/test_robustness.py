"""The plot of robustness: every disturbance is drawn, and told apart without colour."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from desk.plots.robustness import STYLES, plot_robustness
from scenarios.studies.stress.result import Robustness
from scenarios.studies.stress.run import stress_all
from scheduler.week.timetable import Timetable
from tests.desk.plots.conftest import HEADING, drawn, heading_fits
from tests.scenarios.studies.stress.weeks import OPTIONS, scenario


@pytest.fixture(scope="module")
def found() -> dict[str, Robustness]:
    week = tiny_week(
        tiny_session("clearance", leaders=frozenset({"NOR"})), tiny_session("cooperation"), days=2
    )
    plans = {
        "$one$": tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 0, "10:30")),
        "other": tiny_timetable(at("clearance", 0, "10:00"), at("cooperation", 1, "10:00")),
        "nothing": Timetable(),
    }
    return stress_all(scenario(week), plans, OPTIONS)


def bars(axes: Axes, place: int) -> float:
    """The width of all bars in a row; each is drawn twice, for its hatching and its rim."""
    patches = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    row = [patch for patch in patches if abs(patch.get_y() + 0.35 - place) < 0.1]
    return sum(patch.get_width() for patch in row) / 2


@pytest.mark.slow
def test_several_timetables_have_a_bar_each_and_one_that_breaks_a_must_has_none(
    found: dict[str, Robustness],
) -> None:
    axes = plot_robustness(found)
    labels = [(label.get_text(), label.get_parse_math()) for label in axes.get_yticklabels()]
    assert labels == [("$one$", False), ("other", False)], "a dollar sign is no formula"
    assert [bars(axes, place) for place in (0, 1)] == [
        len(found[name].impacts) for name in ("$one$", "other")
    ]


def test_a_single_timetable_has_a_bar_for_each_kind(found: dict[str, Robustness]) -> None:
    axes = plot_robustness({"other": found["other"]})
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["a part overruns", "a leader is missing for a day"]
    assert bars(axes, 0) == 4


def test_what_disturbances_cost_can_be_told_without_colour() -> None:
    assert len({style["hatch"] for style in STYLES.values()}) == len(STYLES)


def test_nothing_to_draw_is_said(found: dict[str, Robustness]) -> None:
    axes = plot_robustness({"nothing": found["nothing"]})
    assert [text.get_text() for text in axes.texts] == ["no disturbance was tried"]
    assert not axes.get_xticks().tolist()
    drawn(axes)


def test_it_is_drawn_where_it_is_told(found: dict[str, Robustness]) -> None:
    axes = Figure().add_subplot()
    assert plot_robustness(found, axes) is axes


@pytest.mark.slow
def test_a_long_title_lies_within_the_figure_above_the_legend(found: dict[str, Robustness]) -> None:
    one = found["$one$"]
    titled = one.scenario.model_copy(update={"title": HEADING})
    assert heading_fits(plot_robustness({"one": one.model_copy(update={"scenario": titled})}))
