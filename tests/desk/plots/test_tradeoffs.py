"""The plot of a front."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.reserve_slack import ReserveSlack
from constraints.shorten_stays import ShortenStays
from constraints.tiny import tiny_session, tiny_week
from desk.plots.canvas import new_axes
from desk.plots.tradeoffs import plot_tradeoffs
from scenarios.scenario import Scenario
from scenarios.studies.tradeoffs.result import Tradeoffs
from scenarios.studies.tradeoffs.run import weigh
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.solving import Options


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A day in which what Clearance gets in time is not to spare."""
    return Scenario(
        title="",
        path=Path("tiny.yaml"),
        week=tiny_week(tiny_session("clearance", least=30, wanted=120), minutes=150),
        settings=(
            Setting(rule=HoldEverySession(), mode=Must()),
            Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
            Setting(rule=ReserveSlack(minutes_a_day=120), mode=Prefer(tier=2)),
            Setting(rule=ShortenStays(), mode=Prefer(tier=3)),
        ),
    )


def found(scenario: Scenario, *between: str, points: int | None = None) -> Tradeoffs:
    return weigh(scenario, between, points=points, options=Options(workers=1))


def labels(axes: object) -> list[str]:
    return axes.get_legend_handles_labels()[1]  # type: ignore[attr-defined, no-any-return]


@pytest.mark.slow
def test_a_whole_front_is_a_line_in_steps_through_its_points(scenario: Scenario) -> None:
    axes = new_axes(5, 4)
    assert plot_tradeoffs(found(scenario, "give_wanted_time", "reserve_slack"), axes) is axes
    steps = axes.lines[0]
    assert [tuple(map(int, point)) for point in steps.get_xydata().tolist()] == [
        (0, 90),
        (30, 60),
        (60, 30),
        (90, 0),
    ]
    assert (steps.get_drawstyle(), steps.get_linestyle()) == ("steps-post", "-")
    assert set(labels(axes)) == {
        "the whole front",
        "best by the scenario's tiers",
        "proven efficient",
    }
    assert axes.get_xlabel() == f"{GiveWantedTime.title} (minutes), less is better"


def test_where_points_may_be_missing_the_line_is_dashed_and_says_so(scenario: Scenario) -> None:
    axes = plot_tradeoffs(found(scenario, "give_wanted_time", "reserve_slack", points=3))
    assert axes.lines[0].get_linestyle() == "--"
    assert "points between may be missing" in labels(axes)


@pytest.mark.slow
def test_points_that_are_not_proven_are_open(scenario: Scenario) -> None:
    tradeoffs = found(scenario, "give_wanted_time", "reserve_slack")
    points = (
        tradeoffs.front.points[0].model_copy(update={"efficient": False}),
        *tradeoffs.front.points[1:],
    )
    front = tradeoffs.front.model_copy(update={"points": points, "complete": False})
    axes = plot_tradeoffs(tradeoffs.model_copy(update={"front": front}))
    assert "not proven efficient" in labels(axes)
    assert len(axes.collections) == 2


@pytest.mark.slow
def test_a_third_amount_is_said_beside_each_bubble(scenario: Scenario) -> None:
    tradeoffs = found(scenario, "give_wanted_time", "reserve_slack", "shorten_stays")
    axes = plot_tradeoffs(tradeoffs)
    said = [text.get_text() for text in axes.texts]
    thirds = [point.amounts[2] for point in tradeoffs.front.points]
    assert said == [f"{n} ({third})" for n, third in enumerate(thirds, 1)]
    assert ShortenStays.title in axes.get_legend().get_title().get_text()
