"""Agreement with the weeks as held: what is counted, and what a drawn week is."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios import LIBRARY, load
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from scheduler.week.week import Format


@pytest.fixture
def agreement() -> Any:
    return import_module("agreement")


@pytest.mark.slow
@pytest.mark.parametrize("year", [2010, 2011])
def test_the_week_as_held_agrees_with_itself_in_full(agreement: Any, year: int) -> None:
    week = agreement.without_hindsight(year)
    assert agreement.agreement(week, year, week.candidate("held")) == (1, 1, 1, 1)


def test_what_both_weeks_have_is_laid_beside_what_either_has(agreement: Any) -> None:
    week = load(LIBRARY / "apmbc-2010.yaml")
    held = week.candidate("held")
    moved = [
        part._replace(day=part.day - 1) if part.session == "victim-assistance" else part
        for part in held.parts
        if part.session != "stockpile-destruction"
    ]
    found = agreement.agreement(week, 2010, tiny_timetable(*moved))
    # Held: seven committee-days, five of them not of General Status, in 28 h 45; here six and 27 h.
    assert found.days == 2 * 5 / (7 + 6)
    assert found.others == 2 * 3 / (5 + 4)
    assert found.minutes == pytest.approx(2 * 21 / (28.75 + 27))
    assert found.recorded == 1


def test_no_committee_is_bound_to_a_day_without_hindsight(agreement: Any) -> None:
    for year in agreement.YEARS:
        week = agreement.without_hindsight(year).week
        for session in week.sessions:
            bound = session.sittings is not None or session.pinned
            assert not bound or session.format is Format.COORDINATION, session.id


def test_the_year_before_has_its_days_in_this_week(agreement: Any) -> None:
    week = agreement.without_hindsight(2011)
    days = agreement.committee_days(week.week, agreement.precedent(week))
    assert {day for body, day in days if body == "mine-clearance"} == {1, 2}


@pytest.mark.slow
def test_a_drawn_week_keeps_the_musts_and_differs_by_its_seed(agreement: Any) -> None:
    week = tiny_week(
        tiny_session("clearance"),
        tiny_session("victims"),
        tiny_session("group", format=Format.SMALL_GROUP, optional=True),
        days=3,
        sittings=("morning", "afternoon"),
    )
    must = Setting(rule=HoldEverySession(), mode=Must())
    found = set()
    for seed in range(8):
        draw = Setting(rule=agreement.DrawSittings(seed=seed), mode=Prefer(tier=1))
        result = solve(Problem(week=week, settings=(must, draw)), Options(workers=1))
        assert result.status is Status.PROVEN
        assert result.timetable is not None
        found.add(frozenset((part.session, part.day) for part in result.timetable.parts))
    assert len(found) > 2


def test_small_groups_and_reports_are_no_committee_days(agreement: Any) -> None:
    week = tiny_week(
        tiny_session("clearance"), tiny_session("group", body="victims", format=Format.SMALL_GROUP)
    )
    parts = at("clearance", 0, "10:00"), at("group", 0, "10:30"), at("unknown", 0, "10:30")
    assert agreement.committee_days(week, tiny_timetable(*parts)) == {("clearance", 0): 30}
