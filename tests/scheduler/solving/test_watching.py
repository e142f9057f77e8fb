"""Those who watch a search: what they see of it, and that they can stop it, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import pytest

from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.tiny import tiny_session, tiny_week
from scheduler.explaining.explaining import explain
from scheduler.exploring.alternatives import find_alternatives
from scheduler.exploring.results import Ending, Spot, Weighing
from scheduler.exploring.tradeoffs import find_front
from scheduler.exploring.with_session_there import find_there
from scheduler.judging.judge import judge
from scheduler.repairing.nearest import solve_near
from scheduler.rules.requirement import key_of
from scheduler.rules.rule import Must, Setting
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import CANONICAL, GIVEN_UP, Result, Status
from scheduler.solving.search import Progress, Viewer
from scheduler.solving.solving import BUILDING, Options, solve
from scheduler.week.leadership import Role
from scheduler.week.week import Body
from tests.scheduler.solving.test_solving import HELD, ONE, crowded, prefer
from tests.scheduler.weeks import problem

pytestmark = pytest.mark.slow

T = TypeVar("T")

ENDLESS = Options(workers=1, time_limit=3_600)


class Seeing(Viewer):
    """Keeps all that it is told; and stops the search from some moment on."""

    def __init__(self, enough: Callable[[Progress], bool] = lambda _: False) -> None:
        self.told: list[Progress] = []
        self._enough, self._stopped = enough, threading.Event()

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress)
        if self._enough(progress):
            self._stopped.set()

    def stopped(self) -> bool:
        return self._stopped.is_set()

    @property
    def seen(self) -> list[tuple[Progress, Known]]:
        return [(one, one.found()) for one in self.told if one.found is not None]


def beside(search: Callable[[], T]) -> T:
    """What a search finds in a thread of its own."""
    found: list[T] = []
    thread = threading.Thread(target=lambda: found.append(search()))
    thread.start()
    thread.join()
    return found[0]


def costs_of(case: Problem, known: Known) -> tuple[int, ...]:
    verdict = judge(case.week.with_leaders(known.leadership), case.settings, known.timetable)
    assert verdict.legal
    return verdict.costs


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_each_timetable_that_is_seen_is_legal_and_costs_what_is_said(workers: int) -> None:
    case, viewer = crowded(6, 2), Seeing()
    result = beside(lambda: solve(case, Options(workers=workers), watch=viewer))
    assert result.timetable is not None
    assert result.status is Status.PROVEN
    assert {progress.tier for progress, _ in viewer.seen} == {BUILDING, "tier 1", CANONICAL}
    for progress, known in viewer.seen:
        # What the solver has not minimised yet may count more than there is.
        costs = costs_of(case, known)
        assert progress.best is None or costs <= (progress.best,)
    _, known = viewer.seen[-1]
    assert costs_of(case, known) == (result.tiers[0].value,)


def test_every_timetable_that_is_told_of_can_be_seen_and_the_last_is_the_result() -> None:
    case, viewer = crowded(6, 2), Seeing()
    result = solve(case, ONE, watch=viewer)
    assert all(one.found is not None for one in viewer.told if one.best is not None)
    progress, known = viewer.seen[-1]
    assert progress.tier == CANONICAL
    assert known.timetable == result.timetable


def test_the_timetable_is_not_read_for_those_who_are_only_told() -> None:
    told: list[Progress] = []
    solve(crowded(3, 2), ONE, watch=told.append)
    assert told
    assert all(progress.found is None for progress in told)


def test_what_may_be_given_up_is_counted_beside_the_timetable_that_gives_it_up() -> None:
    week = tiny_week(tiny_session("clearance"), tiny_session("victims"), minutes=30)
    held = HoldEverySession()
    rules = [Setting(rule=held, mode=Must()), Setting(rule=KeepPlenariesAlone(), mode=Must())]
    case, viewer = problem(week, rules), Seeing()
    eased = [key_of(held, (session, "least")) for session in week.session]
    solve(case, ONE, eased=eased, watch=viewer)
    assert viewer.seen
    for progress, known in viewer.seen:
        verdict = judge(week, rules, known.timetable)
        assert {finding.rule for finding in verdict.breached} == {"hold_every_session"}
        if progress.tier == GIVEN_UP:
            assert progress.best == sum(finding.amount for finding in verdict.breached)


def test_with_the_timetable_comes_who_takes_the_open_posts() -> None:
    body = Body(id="clearance", name="Clearance", instrument="convention", asked={Role.CO_CHAIR: 1})
    week = tiny_week(tiny_session("clearance"), bodies=[body], pool=["NOR"])
    case = problem(week, [HELD, Setting(rule=FillLeadershipPosts(), mode=Must())])
    viewer = Seeing()
    result = solve(case, ONE, watch=viewer)
    _, known = viewer.seen[-1]
    assert known.leadership == result.leadership
    assert known.leadership.holders


# Stopping


def soon(progress: Progress) -> bool:
    return progress.best is not None


def kept(result: Result, case: Problem) -> None:
    assert result.interrupted
    assert result.status is Status.FEASIBLE
    assert result.timetable is not None
    assert judge(case.week, case.settings, result.timetable).legal


@pytest.mark.parametrize("workers", [1, 2])
def test_who_sees_stops_a_solve_in_a_thread_of_its_own_and_keeps_the_best(workers: int) -> None:
    case = crowded()
    options = ENDLESS.model_copy(update={"workers": workers})
    kept(beside(lambda: solve(case, options, watch=Seeing(soon))), case)


def test_who_stops_before_the_first_search_keeps_what_is_built() -> None:
    case = crowded()
    kept(beside(lambda: solve(case, ENDLESS, watch=Seeing(lambda _: True))), case)


def test_who_stops_alternatives_keeps_the_best_that_is_known() -> None:
    case = crowded()
    found = beside(lambda: find_alternatives(case, None, ENDLESS, watch=Seeing(soon)))
    kept(found.best, case)
    assert found.ending is Ending.STOPPED


def test_who_stops_trade_offs_keeps_the_best_that_is_known() -> None:
    case = crowded()
    asked = Weighing(between=("give_wanted_time", "let_delegations_attend"))
    found = beside(lambda: find_front(case, asked, ENDLESS, watch=Seeing(soon)))
    kept(found.best, case)
    assert found.ending is Ending.STOPPED


def test_who_stops_an_explanation_is_told_that_nothing_is_settled() -> None:
    case = crowded()
    found = beside(lambda: explain(case, ENDLESS, watch=Seeing(lambda _: True)))
    assert (found.status, found.interrupted) == (Status.UNKNOWN, True)


def test_who_stops_a_replan_keeps_a_week_near_the_published_one() -> None:
    case = crowded()
    published = solve(case, Options(workers=1, effort=0.1, canonical=False)).timetable
    assert published is not None
    near = Problem(week=case.week, settings=case.settings)
    found, _ = beside(lambda: solve_near(near, published, ENDLESS, watch=Seeing(lambda _: True)))
    kept(found, case)


def test_who_stops_the_search_for_weeks_elsewhere_is_given_no_more_of_them() -> None:
    week = tiny_week(tiny_session("clearance", wanted=60), tiny_session("victims"), days=3)
    case = problem(week, [HELD, prefer(GiveWantedTime())])
    given = solve(case, ONE).timetable
    assert given is not None
    spots = [Spot("victims", (sitting.id,)) for sitting in week.sittings]
    viewer = Seeing(lambda one: one.found is not None)
    found = beside(lambda: list(find_there(case, given, spots, watch=viewer)))
    assert len(found) <= 1
    [(_, known), *_] = viewer.seen
    assert judge(week, case.settings, known.timetable).legal
