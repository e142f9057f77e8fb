"""Fronts, held against a plain search through every timetable of tiny weeks."""

from __future__ import annotations

import os
import signal
import threading
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.reserve_slack import ReserveSlack
from constraints.tiny import tiny_session, tiny_week
from scheduler.exploring.results import Ending, Front, FrontPoint, Weighing
from scheduler.exploring.tradeoffs import _undominated, find_front
from scheduler.judging.judge import Verdict, judge
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Result, Status
from scheduler.solving.search import Progress
from scheduler.solving.solving import Options
from scheduler.week.timetable import Timetable
from tests.laws.timetables import timetables
from tests.scheduler.solving.test_solving import crowded
from tests.scheduler.weeks import MOST, RULES, cases, first, problem

ONE = Options(workers=1)
SMALL = 700
"""Timetables of the largest week that is drawn here."""

some = settings(max_examples=40, suppress_health_check=list(HealthCheck))
few = settings(max_examples=10, suppress_health_check=list(HealthCheck))

NAMES = ("give_wanted_time", "let_delegations_attend", "shorten_stays", "reserve_slack")


@st.composite
def weighed(draw: st.DrawFn, numbers: tuple[int, ...] = (2, 3)) -> tuple[Problem, Weighing]:
    """A week, and preferences of it that are weighed against each other."""
    case = draw(cases(SMALL))
    between = draw(
        st.lists(st.sampled_from(NAMES), min_size=numbers[0], max_size=numbers[-1], unique=True)
    )
    kept = [setting for setting in case.settings if setting.rule.name not in between]
    rules = {rule.name: rule for rule in RULES}
    more = [
        Setting(rule=rules[name], mode=Prefer(tier=draw(st.integers(1, 3)), weight=2))
        for name in between
    ]
    order = {rule.name: n for n, rule in enumerate(RULES)}
    together = sorted([*kept, *more], key=lambda setting: order[setting.rule.name])
    within = draw(st.sampled_from([None, None, Decimal(0), Decimal(50)]))
    return problem(case.week, together), Weighing(between=tuple(between), within=within)


def expected(case: Problem, weighing: Weighing) -> dict[tuple[int, ...], Timetable]:
    """The front and its timetables, by looking at every timetable."""
    judged = [(t, judge(case.week, case.settings, t)) for t in timetables(case.week, MOST)]
    legal = [(t, verdict) for t, verdict in judged if verdict.legal]
    if legal and weighing.within is not None:
        least = min(verdict.costs for _, verdict in legal)
        best = first(case.week, [t for t, verdict in legal if verdict.costs == least])
        most = _others(case, weighing, judge(case.week, case.settings, best))
        share = 1 + weighing.within / 100
        legal = [
            (t, verdict)
            for t, verdict in legal
            if all(
                cost <= limit * share
                for cost, limit in zip(_others(case, weighing, verdict), most, strict=True)
            )
        ]
    points: dict[tuple[int, ...], list[tuple[tuple[int, ...], Timetable]]] = {}
    for timetable, verdict in legal:
        amounts = tuple(verdict.amount(name) for name in weighing.between)
        points.setdefault(amounts, []).append((verdict.costs, timetable))
    front = {}
    for amounts in sorted(points):
        if not any(_less(other, amounts) for other in points):
            cheapest, _ = min(points[amounts], key=lambda point: point[0])
            tied = [timetable for costs, timetable in points[amounts] if costs == cheapest]
            front[amounts] = first(case.week, tied)
    return front


def _others(case: Problem, weighing: Weighing, verdict: Verdict) -> list[int]:
    """What the preferences that are not weighed cost, tier by tier."""
    return [
        sum(f.cost for f in verdict.findings if f.tier == tier and f.rule not in weighing.between)
        for tier in verdict.tiers
    ]


def _less(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def shown(front: Front) -> dict[tuple[int, ...], Timetable | None]:
    return {point.amounts: point.result.timetable for point in front.points}


@pytest.mark.slow
@some
@given(weighed())
def test_the_front_is_what_looking_at_every_timetable_gives(
    asked: tuple[Problem, Weighing],
) -> None:
    case, weighing = asked
    known = expected(case, weighing)
    front = find_front(case, weighing, ONE)
    assert shown(front) == known
    assert list(shown(front)) == list(known)
    assert all(point.efficient for point in front.points)
    assert front.complete == (front.best.status is Status.PROVEN) == bool(known)
    assert front.ending is Ending.NO_MORE


@pytest.mark.slow
@few
@given(weighed(), st.integers(2, 4))
def test_so_many_points_of_the_front_are_found_whatever_the_seed_or_the_workers(
    asked: tuple[Problem, Weighing], points: int
) -> None:
    case, weighing = asked
    known = expected(case, weighing)
    assume(known)
    weighing = weighing.model_copy(update={"points": points})
    runs = [
        find_front(case, weighing, Options(seed=seed, workers=workers))
        for seed, workers in ((1, 1), (4_711, 2))
    ]
    assert shown(runs[0]) == shown(runs[1])
    assert shown(runs[0]).items() <= known.items()
    assert len(runs[0].points) == min(points, len(known))
    assert runs[0].ending is (Ending.ENOUGH if len(known) >= points else Ending.NO_MORE)


# Two preferences that are at odds: what Clearance gets in time, the day has less to spare

SPARE = tiny_week(tiny_session("clearance", least=30, wanted=120), minutes=150)
RULES_AT_ODDS = (
    Setting(rule=HoldEverySession(), mode=Must()),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
    Setting(rule=ReserveSlack(minutes_a_day=120), mode=Prefer(tier=2)),
)
AT_ODDS = Weighing(between=("give_wanted_time", "reserve_slack"))


def test_every_point_between_the_ends_is_found() -> None:
    front = find_front(problem(SPARE, RULES_AT_ODDS), AT_ODDS, ONE)
    assert list(shown(front)) == [(0, 90), (30, 60), (60, 30), (90, 0)]
    assert front.complete
    assert front.best.verdict is not None
    assert front.best.verdict.costs == (0, 90)


def test_a_few_points_are_the_ends_and_what_lies_evenly_between() -> None:
    three = AT_ODDS.model_copy(update={"points": 3})
    front = find_front(problem(SPARE, RULES_AT_ODDS), three, ONE)
    assert list(shown(front)) == [(0, 90), (60, 30), (90, 0)]
    assert (front.complete, front.ending) == (False, Ending.ENOUGH)


def test_preferences_that_agree_have_one_point() -> None:
    rules = (*RULES_AT_ODDS, Setting(rule=LetDelegationsAttend(), mode=Prefer(tier=3)))
    agreeing = Weighing(between=("give_wanted_time", "let_delegations_attend"))
    front = find_front(problem(SPARE, rules), agreeing, ONE)
    assert (list(shown(front)), front.complete) == ([(0, 0)], True)


def test_what_the_others_may_cost_cuts_the_front_short() -> None:
    rules = (*RULES_AT_ODDS, Setting(rule=LetDelegationsAttend(), mode=Prefer(tier=3)))
    agreeing = Weighing(between=("reserve_slack", "let_delegations_attend"), within=Decimal(50))
    front = find_front(problem(SPARE, rules), agreeing, ONE)
    # The best gives all the time that is wanted: half as much again of nothing is nothing.
    assert (list(shown(front)), front.complete) == ([(90, 0)], True)


def test_an_impossible_week_has_no_front_and_says_why() -> None:
    week = tiny_week(tiny_session("clearance", least=30), minutes=60, days=1)
    week = week.model_copy(update={"sittings": ()})
    front = find_front(problem(week, RULES_AT_ODDS), AT_ODDS, ONE)
    assert (front.points, front.best.status) == ((), Status.INFEASIBLE)
    assert front.best.reasons or front.best.conflict


@pytest.mark.slow
def test_without_time_the_front_is_not_said_to_be_whole() -> None:
    weighing = Weighing(between=("give_wanted_time", "let_delegations_attend"))
    front = find_front(crowded(), weighing, Options(workers=1, effort=0.5))
    assert (front.complete, front.ending) == (False, Ending.TIME)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_keeps_the_points_found() -> None:
    pressed = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.tier.startswith("point 3") and not pressed.is_set():
            pressed.set()
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    front = find_front(problem(SPARE, RULES_AT_ODDS), AT_ODDS, ONE, watch=watch)
    assert (front.ending, front.complete) == (Ending.STOPPED, False)
    assert set(shown(front)) >= {(0, 90), (90, 0)}


def test_a_point_that_another_outdoes_is_left_out() -> None:
    result = Result.model_construct(tiers=())
    one, other, third = (
        FrontPoint.model_construct(amounts=amounts, efficient=False, result=result)
        for amounts in ((1, 2), (1, 3), (0, 9))
    )
    assert [point.amounts for point in _undominated([one, other, third])] == [(1, 2), (0, 9)]
