"""A timetable that is known: completed into a whole solution, and the one a search begins from."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from constraints.follow_the_agenda import FollowTheAgenda
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.shorten_stays import ShortenStays
from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.known import values_of
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import Result, Status
from scheduler.solving.solving import Options, begin, solve
from scheduler.week.agenda import Item
from scheduler.week.timetable import Timetable
from tests.laws.timetables import timetables
from tests.scheduler.weeks import MOST, cases

ONE = Options(workers=1)

some = settings(max_examples=25, suppress_health_check=list(HealthCheck))

WEEK = tiny_week(
    tiny_session("clearance", wanted=60), tiny_session("group", wanted=60), days=2, minutes=60
)
RULES = (
    Setting(rule=HoldEverySession(), mode=Must()),
    Setting(rule=KeepPlenariesAlone(), mode=Must()),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
)
PROBLEM = Problem(week=WEEK, settings=RULES)
SHORT = tiny_timetable(at("clearance", 0, "10:00", 30), at("group", 1, "10:30", 30))
TOGETHER = tiny_timetable(at("clearance", 0, "10:00", 60), at("group", 0, "10:00", 60))


def begun_from(problem: Problem, timetable: Timetable) -> Result:
    return solve(problem, ONE, begun=Known(timetable))


def read_back(problem: Problem, timetable: Timetable) -> Timetable | None:
    """The known timetable as the draft has it, once it is completed."""
    with begin(problem, ONE) as run:
        draft = run.draft()
        assert draft is not None
        values = values_of(draft, Known(timetable), run.search)
        return None if values is None else draft.read(values)


def test_a_known_timetable_becomes_a_solution_of_the_draft() -> None:
    assert read_back(PROBLEM, SHORT) == SHORT


def test_a_timetable_that_breaks_a_must_is_none() -> None:
    assert read_back(PROBLEM, TOGETHER) is None


def test_a_timetable_of_another_week_is_none() -> None:
    assert read_back(PROBLEM, tiny_timetable(at("clearance", 4, "10:00", 30))) is None


@pytest.mark.slow
@some
@given(cases())
def test_every_legal_timetable_is_completed_and_no_other(case: Problem) -> None:
    for timetable in list(timetables(case.week, MOST))[:40]:
        legal = judge(case.week, case.settings, timetable).legal
        assert (read_back(case, timetable) is not None) is legal


def test_a_search_that_is_stopped_at_once_gives_the_known_timetable() -> None:
    with begin(PROBLEM, ONE) as run:
        draft = run.draft()
        assert draft is not None
        start = values_of(draft, Known(SHORT), run.search)
        run.search.interrupted = True
        result = run.finish(draft, start=start).result
    assert result.timetable == SHORT
    assert result.status is Status.FEASIBLE
    assert result.tiers[0].value == 60


@pytest.mark.slow
def test_a_proven_week_is_the_same_wherever_the_search_begins() -> None:
    alone = solve(PROBLEM, ONE)
    assert begun_from(PROBLEM, SHORT).timetable == alone.timetable
    assert begun_from(PROBLEM, TOGETHER).timetable == alone.timetable


def test_a_limit_that_the_known_timetable_exceeds_is_kept_all_the_same() -> None:
    result = solve(PROBLEM, ONE, begun=Known(SHORT), limits={GiveWantedTime.key(): 0})
    assert result.status is Status.PROVEN
    assert result.tiers[0].value == 0


def test_statements_that_no_longer_fit_are_placed_anew() -> None:
    agenda = (Item(title="Updates", speakers=("AAA", "BBB"), minutes=30),)
    session = tiny_session("clearance", least=60, wanted=60, most_parts=2, agenda=agenda)
    rules = (
        Setting(rule=HoldEverySession(), mode=Must()),
        Setting(rule=FollowTheAgenda(), mode=Must()),
        Setting(rule=ShortenStays(), mode=Prefer(tier=1)),
    )
    problem = Problem(week=tiny_week(session, days=2, minutes=30), settings=rules)
    both_on_monday = tiny_timetable(
        heard(at("clearance", 0, "10:00"), (0, "AAA", 30), (0, "BBB", 30)),
        at("clearance", 1, "10:00"),
    )
    found = read_back(problem, both_on_monday)
    assert found is not None
    assert [part.place for part in found.parts] == [part.place for part in both_on_monday.parts]
    assert [len(part.statements) for part in found.parts] == [1, 1]
