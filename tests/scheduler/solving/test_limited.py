"""Solving within limits on preferences."""

from __future__ import annotations

import pytest

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.reserve_slack import ReserveSlack
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_session, tiny_week
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from tests.scheduler.weeks import problem

ONE = Options(workers=1)
WEEK = tiny_week(tiny_session("clearance", wanted=60))
SETTINGS = [
    Setting(rule=HoldEverySession(), mode=Must()),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=1, weight=3)),
    Setting(rule=ReserveSlack(minutes_a_day=30), mode=Prefer(tier=2)),
]


def test_within_wide_limits_it_is_the_best_week() -> None:
    assert (
        solve(problem(WEEK, SETTINGS), ONE, limits={"reserve_slack": 60}).timetable
        == solve(problem(WEEK, SETTINGS), ONE).timetable
    )


@pytest.mark.parametrize(("most", "costs"), [(30, (0, 30)), (29, (90, 0)), (0, (90, 0))])
def test_a_limit_counts_in_the_rules_unit_and_comes_before_the_tiers(
    most: int, costs: tuple[int, ...]
) -> None:
    result = solve(problem(WEEK, SETTINGS), ONE, limits={"reserve_slack": most})
    assert result.status is Status.PROVEN
    assert result.verdict is not None
    assert result.verdict.costs == costs


def test_limits_that_cannot_be_kept_together_leave_no_timetable() -> None:
    limits = {"reserve_slack": 0, "give_wanted_time": 0}
    assert solve(problem(WEEK, SETTINGS), ONE, limits=limits).status is Status.INFEASIBLE


def test_a_week_that_is_refused_by_a_count_is_refused_here_too() -> None:
    week = tiny_week(tiny_session("clearance", least=90))
    settings = [*SETTINGS, Setting(rule=SitWithinHours(), mode=Must())]
    result = solve(problem(week, settings), ONE, limits={"reserve_slack": 0})
    assert result.status is Status.INFEASIBLE
    assert result.reasons
