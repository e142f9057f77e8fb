"""Weeks in which one part stays, held against a plain search through every timetable."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constraints.tiny import at, tiny_session, tiny_week
from scheduler.exploring.rearranging import solve_with_part
from scheduler.exploring.with_session_there import broken_by
from scheduler.judging.judge import Verdict, judge
from scheduler.rules.requirement import key_of
from scheduler.solving.problem import Problem
from scheduler.solving.result import GIVEN_UP, Status
from scheduler.solving.solving import Options
from scheduler.week.timetable import Part, Timetable
from tests.laws.timetables import timetables
from tests.scheduler.weeks import MOST, cases, problem

ONE = Options(workers=1, time_limit=3_600)

some = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def rank(verdict: Verdict) -> tuple[int, ...]:
    """What is given up, and then the cost of each tier."""
    return sum(finding.amount for finding in verdict.breached), *verdict.costs


def best_with(case: Problem, timetable: Timetable, part: Part) -> tuple[int, ...]:
    """The least of all timetables with the part, which break nothing that is not broken already."""
    eased, rules = broken_by(case, judge(case.week, case.settings, timetable)), case.rules

    def allowed(verdict: Verdict) -> bool:
        return all(key_of(rules[one.rule], one.case) in eased for one in verdict.breached)

    verdicts = (
        judge(case.week, case.settings, one)
        for one in timetables(case.week, MOST)
        if part in one.parts
    )
    return min(rank(verdict) for verdict in verdicts if allowed(verdict))


@some
@given(case=cases(), data=st.data())
@pytest.mark.slow
def test_the_week_is_the_best_of_all_in_which_the_part_stays(
    case: Problem, data: st.DataObject
) -> None:
    every = [one for one in timetables(case.week, MOST) if one.parts]
    timetable = data.draw(st.sampled_from(every))
    part = data.draw(st.sampled_from(timetable.parts))
    found = solve_with_part(case, timetable, part, ONE)
    after = found.result.timetable
    assert found.result.status is Status.PROVEN
    assert after is not None
    assert part in {one.place for one in after.parts}
    verdict = judge(case.week, case.settings, after)
    assert rank(verdict) == best_with(case, timetable, part)
    assert found.broken == verdict.breached
    assert (GIVEN_UP in {tier.name for tier in found.result.tiers}) == bool(verdict.breached)


def test_a_part_in_no_sitting_is_refused() -> None:
    week = tiny_week(tiny_session("clearance"))
    part = at("clearance", 0, "20:00")
    with pytest.raises(ValueError, match="no sitting"):
        solve_with_part(problem(week, ()), Timetable(parts=(part,)), part, ONE)
