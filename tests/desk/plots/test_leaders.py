"""The load of the leaders: bars as long as what is led, and the limit of a day."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from desk.plots.leaders import loads, plot_leaders
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scheduler.rules.rule import Must, Rule, Setting
from tests.desk.plots.conftest import drawn, patches

UGANDA, NORWAY = frozenset({"UGA"}), frozenset({"NOR"})
WEEK = tiny_week(
    tiny_session("one", leaders=UGANDA | NORWAY, most_parts=2),
    tiny_session("two", leaders=UGANDA),
    tiny_session("three"),
    days=2,
    minutes=120,
)
TIMETABLE = tiny_timetable(
    at("one", 0, "10:00", 60), at("two", 0, "11:00", 60), at("one", 1, "10:00", 30),
    at("three", 1, "11:00", 60),
)  # fmt: skip


def scenario(*rules: Rule) -> Scenario:
    settings = tuple(Setting(rule=rule, mode=Must()) for rule in rules)
    return Scenario(title="", path=Path("tiny.yaml"), week=WEEK, settings=settings)


def test_the_heaviest_load_comes_first_and_counts_every_part() -> None:
    found = loads(WEEK, TIMETABLE)
    assert [(load.state, load.total, load.on(0), load.on(1)) for load in found] == [
        ("UGA", 150, 120, 30),
        ("NOR", 90, 60, 30),
    ]


@pytest.mark.parametrize(("by", "lengths"), [("day", [120, 30, 60, 30]), ("body", [90, 60, 90])])
def test_bars_are_as_long_as_what_is_led(by: str, lengths: list[int]) -> None:
    axes = plot_leaders(scenario(), TIMETABLE, by=by)  # type: ignore[arg-type]
    assert [bar.get_width() for bar in patches(axes, "load")] == lengths
    assert len({bar.get_hatch() for bar in patches(axes, "load")}) == 2
    assert [text.get_text() for text in axes.texts] == ["2 h 30", "1 h 30"]


@pytest.mark.parametrize(("limit", "over"), [(120, []), (105, [120])])
def test_a_day_beyond_the_limit_is_marked_and_one_at_the_limit_is_not(
    limit: int, over: list[int]
) -> None:
    axes = plot_leaders(scenario(SpareTheLeaders(minutes_a_day=limit)), TIMETABLE)
    assert [bar.get_width() for bar in patches(axes, "limit")] == [limit]
    assert [bar.get_width() for bar in patches(axes, "over")] == over
    words = axes.texts[0].get_text()
    assert words == ("2 h 30; Monday 15 minutes too long" if over else "2 h 30")


def test_many_days_beyond_the_limit_are_summed_up() -> None:
    week = tiny_week(tiny_session("one", leaders=UGANDA, most_parts=3), days=3)
    parts = tiny_timetable(*(at("one", day, "10:00", 60) for day in range(3)))
    rules = (Setting(rule=SpareTheLeaders(minutes_a_day=30), mode=Must()),)
    axes = plot_leaders(Scenario(title="", path=Path("t"), week=week, settings=rules), parts)
    assert axes.texts[0].get_text() == "3 hours; on 3 days 1 h 30 too long"


def test_without_the_rule_no_limit_is_shown() -> None:
    axes = plot_leaders(scenario(), TIMETABLE)
    assert patches(axes, "limit") == patches(axes, "over") == []


def test_where_nobody_leads_the_plot_is_empty() -> None:
    axes = plot_leaders(scenario(), tiny_timetable())
    drawn(axes)
    assert patches(axes, "load") == []


@pytest.mark.slow
def test_on_a_real_week_no_texts_overlap() -> None:
    found = load_scenario(LIBRARY / "apmbc-2011.yaml")
    axes = plot_leaders(found, found.candidate("held"))
    renderer = drawn(axes).get_renderer()
    texts = [*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels(), axes.xaxis.label]
    extents = [text.get_window_extent(renderer) for text in texts]
    legend = axes.get_legend()
    assert legend is not None
    extents.append(legend.get_window_extent(renderer))
    for one, other in combinations(extents, 2):
        shared = one.intersection(one, other)
        assert shared is None or shared.height < 1 or shared.width < 1
