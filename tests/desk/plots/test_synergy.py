"""The plot of synergy shows the figures that the table has."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from constraints.tiny import at, tiny_timetable
from desk.plots.synergy import plot_synergy
from scenarios.studies.synergy.result import Synergy
from scenarios.studies.synergy.run import evaluate_synergy
from tests.scenarios.studies.synergy.test_shared_parties import pair, session, week_of


def lengths(axes: Axes) -> list[float]:
    return [patch.get_width() for patch in axes.patches]


@pytest.mark.parametrize(("day", "words"), [(1, "3 saved, 0 doubled"), (5, "0 saved, 3 doubled")])
def test_bars_are_as_long_as_there_are_journeys(day: int, words: str) -> None:
    timetable = tiny_timetable(at("one", 0, "10:00"), at("two", day, "10:00"))
    axes = plot_synergy(evaluate_synergy(pair(), timetable))
    assert lengths(axes) == [3, 3], "all sessions, and clearance"
    assert [text.get_text().startswith(words) for text in axes.texts] == [True, True]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["Mines and Munitions\nall sessions", "clearance"]
    assert axes.get_xlabel() == "journeys"


@pytest.mark.slow
def test_saved_and_doubled_differ_without_colour() -> None:
    styles = set()
    for day in (1, 5):
        timetable = tiny_timetable(at("one", 0, "10:00"), at("two", day, "10:00"))
        axes = plot_synergy(evaluate_synergy(pair(), timetable))
        styles |= {patch.get_hatch() for patch in axes.patches}
    assert len(styles) == 2


def test_without_a_timetable_the_followers_are_drawn() -> None:
    axes = plot_synergy(evaluate_synergy(pair()))
    assert lengths(axes) == [3, 3]
    assert axes.get_xlabel() == "States Parties to both that follow both"
    assert axes.get_legend() is None


def test_a_missing_session_has_no_bar_but_words() -> None:
    week = week_of(session("one", "mines"), session("two", "munitions", subject="victims"))
    axes = plot_synergy(evaluate_synergy(week))
    assert lengths(axes) == [3]
    assert [text.get_text() for text in axes.texts[1:]] == [
        "no session of the Munitions",
        "no session of the Mines",
    ]


def test_it_draws_on_the_axes_that_it_is_given() -> None:
    axes = Figure().add_subplot()
    assert plot_synergy(evaluate_synergy(pair()), axes) is axes


def test_nothing_to_compare_is_an_empty_plot() -> None:
    axes = plot_synergy(Synergy(week=pair(), found=()))
    assert lengths(axes) == []
