"""Searching from timetables that break a must: a week that keeps all, a proof, or the nearest."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.keep_published import KeepPublished
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.judging.judge import judge
from scheduler.repairing.attempts import Nearest, attempt, nearest_of, sound
from scheduler.repairing.nearest import repair_further, solve_near
from scheduler.rules.requirement import Key
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import GIVEN_UP, Result, Status
from scheduler.solving.solving import Options, begin, solve
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format
from tests.laws.timetables import timetables
from tests.scheduler.weeks import cases

ONE = Options(workers=1)
AT_ONCE = Options(workers=1, time_limit=1e-9)

RULES = tuple(
    Setting(rule=rule, mode=Must())
    for rule in (SitWithinHours(), HoldEverySession(), KeepPlenariesAlone())
)


def week_of(days: int) -> Problem:
    sessions = (tiny_session("clearance"), tiny_session("group"))
    return Problem(week=tiny_week(*sessions, days=days, minutes=30), settings=RULES)


def with_published(problem: Problem) -> Problem:
    week = problem.week.model_copy(update={"references": {"published": TOGETHER}})
    keep = Setting(rule=KeepPublished(reference="published"), mode=Prefer(tier=1))
    return Problem(week=week, settings=(*problem.settings, keep))


ONE_DAY, TWO_DAYS = week_of(1), week_of(2)
TOGETHER = tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:00"))
APART = tiny_timetable(at("clearance", 0, "10:00"), at("group", 1, "10:00"))
WITHOUT_GROUP = tiny_timetable(at("clearance", 0, "10:00"))
NOTHING = Timetable()


def further(
    problem: Problem, *tried: Timetable, options: Options = ONE, lost: Collection[Key] = ()
) -> tuple[Result, Nearest]:
    attempts = [attempt(problem, Known(one), lost) for one in tried]
    with begin(problem, options, eased=lost) as run:
        return repair_further(run, attempts)


# What is tried


def test_what_the_week_cannot_hold_is_left_out_of_an_attempt() -> None:
    odd = tiny_timetable(
        at("clearance", 0, "10:00"),
        at("clearance", 0, "07:00"),
        at("group", 9, "10:00"),
        at("gone", 0, "10:00"),
    )
    assert sound(ONE_DAY, odd) == WITHOUT_GROUP


def test_an_attempt_says_by_how_much_it_breaks_each_requirement() -> None:
    together = attempt(ONE_DAY, Known(TOGETHER))
    assert list(together.broken.values()) == [30]
    assert {rule for rule, _ in together.broken} == {KeepPlenariesAlone.key()}


def test_what_is_lost_anyway_does_not_count() -> None:
    [lost] = attempt(ONE_DAY, Known(TOGETHER)).broken
    assert not attempt(ONE_DAY, Known(TOGETHER), [lost]).broken


def test_the_attempt_that_breaks_the_fewest_requirements_is_the_nearest() -> None:
    attempts = [attempt(ONE_DAY, Known(one)) for one in (NOTHING, WITHOUT_GROUP)]
    found = nearest_of(ONE_DAY, attempts)
    assert found.attempt.known.timetable == WITHOUT_GROUP
    assert found.tried == 2
    assert [finding.case[0] for finding in found.everywhere] == ["group"]


def test_where_attempts_break_different_requirements_none_stands_against_all() -> None:
    attempts = [attempt(ONE_DAY, Known(one)) for one in (TOGETHER, WITHOUT_GROUP)]
    assert nearest_of(ONE_DAY, attempts).everywhere == ()


# What the search makes of it


def test_where_nothing_has_to_be_given_up_the_week_is_found() -> None:
    result, _ = further(TWO_DAYS, TOGETHER)
    assert result.status is Status.PROVEN
    assert result.verdict is not None and result.verdict.legal
    assert GIVEN_UP not in [tier.name for tier in result.tiers]


def test_where_something_has_to_be_given_up_it_is_proven_that_there_is_no_week() -> None:
    result, _ = further(ONE_DAY, TOGETHER)
    assert result.status is Status.INFEASIBLE
    assert result.timetable is None and result.tiers == ()


def test_where_something_is_lost_anyway_more_to_give_up_proves_nothing() -> None:
    lost = [key for key in attempt(ONE_DAY, Known(NOTHING)).broken if key[1][0] == "group"]
    result, nearest = further(ONE_DAY, NOTHING, TOGETHER, lost=lost)
    assert result.status is Status.PROVEN
    assert result.timetable == WITHOUT_GROUP
    assert nearest.attempt.broken


def test_without_any_time_the_nearest_is_what_was_tried() -> None:
    result, nearest = further(TWO_DAYS, TOGETHER, options=AT_ONCE)
    assert result.status is Status.UNKNOWN and result.timetable is None
    assert nearest.attempt.known.timetable == TOGETHER and nearest.tried == 1


# Beginning from what was published


def test_a_published_week_is_repaired_and_moves_one_part_only() -> None:
    result, nearest = solve_near(with_published(TWO_DAYS), TOGETHER, ONE)
    assert result.status is Status.PROVEN and nearest is None
    assert result.tiers[0].value == 1


def test_without_any_time_a_published_week_that_keeps_every_must_is_the_answer() -> None:
    result, nearest = solve_near(with_published(TWO_DAYS), APART, AT_ONCE)
    assert result.status is Status.FEASIBLE and nearest is None
    assert result.timetable == APART
    assert all(tier.bound == 0 for tier in result.tiers)


def test_without_any_time_a_published_week_that_breaks_a_must_is_the_nearest() -> None:
    result, nearest = solve_near(with_published(TWO_DAYS), TOGETHER, AT_ONCE)
    assert result.status is Status.UNKNOWN and result.timetable is None
    assert nearest is not None and nearest.attempt.known.timetable == TOGETHER


def test_an_impossible_week_is_proven_and_the_rules_that_clash_are_named() -> None:
    on_monday = {"sittings": mornings(0), "body": "clearance"}
    group = tiny_session("group", format=Format.WORKSHOP, **on_monday)
    week = tiny_week(tiny_session("clearance", **on_monday), group, days=2, minutes=30)
    problem = with_published(Problem(week=week, settings=RULES))
    result, nearest = solve_near(problem, TOGETHER, ONE)
    assert result.status is Status.INFEASIBLE
    assert result.conflict_minimal
    assert KeepPlenariesAlone.key() in result.conflict
    assert nearest is None


def test_a_week_that_a_count_refuses_is_neither_repaired_nor_searched() -> None:
    long = tiny_session("clearance", least=60, wanted=60)
    counted = Problem(week=tiny_week(long, tiny_session("group"), minutes=30), settings=RULES)
    result, nearest = solve_near(counted, TOGETHER, ONE)
    assert result.status is Status.INFEASIBLE and nearest is None
    assert result.reasons


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(cases(200), st.data())
def test_a_search_from_any_published_week_finds_what_a_plain_one_does(
    case: Problem, data: st.DataObject
) -> None:
    published = data.draw(st.sampled_from(list(timetables(case.week, 200))))
    week = case.week.model_copy(update={"references": {"published": published}})
    keep = Setting(rule=KeepPublished(reference="published"), mode=Prefer(tier=1))
    problem = Problem(week=week, settings=(*case.settings, keep))
    plain, near = solve(problem, ONE), solve_near(problem, published, ONE)[0]
    assert near.status is plain.status
    assert near.timetable == plain.timetable
    assert [tier.value for tier in near.tiers] == [tier.value for tier in plain.tiers]


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(cases(200), st.data())
def test_no_attempt_leads_to_an_empty_hand_or_a_wrong_claim(
    case: Problem, data: st.DataObject
) -> None:
    every = list(timetables(case.week, 200))
    tried = attempt(case, Known(data.draw(st.sampled_from(every))))
    if tried.broken:
        result, nearest = further(case, tried.known.timetable)
        possible = any(judge(case.week, case.settings, one).legal for one in every)
        assert nearest.attempt.severity <= tried.severity
        if result.timetable is not None:
            assert result.verdict is not None and result.verdict.legal
        elif result.status is Status.INFEASIBLE:
            assert not possible
