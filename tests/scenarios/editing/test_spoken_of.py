"""What findings speak of, held against the examples of every rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from constraints import RULES
from constraints.tiny import tiny_session, tiny_week
from scenarios.editing.spoken_of import SpokenOf, spoken_of
from scheduler.judging.judge import Finding, judge, judge_rule
from scheduler.rules.rule import Example, Must, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

EXAMPLES = [
    pytest.param(example, id=f"{rule.key()}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples())
    if example.bad is not None
]

OF_POSTS = {
    "fill_leadership_posts",
    "limit_tasks_of_a_state",
    "pair_leaders",
    "promote_co_rapporteurs",
    "represent_regions",
}
"""They speak of who leads, not of when."""

OF_THE_WEEK = {("keep_time_informal", ("lunches",)), ("spread_national_contexts", "left out")}

AS_BEFORE = {
    "follow_precedent",
    "keep_published",
    "keep_the_past",
    "speak_as_published",
    "stay_near_published",
}
"""They ask for what was: a part that is taken away is missed as one that moved is."""

AT_LEAST = {"guarantee_every_committee", "reserve_time_for_experiments", "share_prime_time"}
"""They ask for more than there is: what does not count for it may go."""


def _found(example: Example) -> Iterator[tuple[Week, Setting, Finding, SpokenOf]]:
    assert example.bad is not None
    week = example.week.with_leaders(example.bad_leaders)
    setting = Setting(rule=example.rule, mode=Must())
    for finding in judge_rule(week, setting, example.bad):
        yield week, setting, finding, spoken_of(week, example.bad, finding)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_finding_speaks_of_things_that_are_in_the_week(example: Example) -> None:
    for week, _, _, about in _found(example):
        assert set(about.sessions) <= week.session.keys()
        assert set(about.days) <= set(week.days)
        assert set(about.rooms) <= week.room.keys()
        assert set(about.delegations) <= week.delegation.keys()
        assert set(about.bodies) <= week.body.keys()


@pytest.mark.parametrize("example", EXAMPLES)
def test_without_the_parts_it_speaks_of_a_finding_is_another(example: Example) -> None:
    assert example.bad is not None
    for week, setting, finding, about in _found(example):
        said = (finding.rule, finding.case)
        if not about.parts:
            assert finding.rule in OF_POSTS or any(
                said == one or (finding.rule, finding.case[0]) == one for one in OF_THE_WEEK
            )
        elif finding.rule not in AS_BEFORE | AT_LEAST:
            rest = Timetable(parts=[p for p in example.bad.parts if p not in about.parts])
            amounts = {one.case: one.amount for one in judge_rule(week, setting, rest)}
            assert amounts.get(finding.case) != finding.amount


WEEK = tiny_week(tiny_session("clearance"), tiny_session("status"), days=2)


def _structure(*parts: Part) -> tuple[Finding, SpokenOf]:
    timetable = Timetable(parts=parts)
    [finding] = judge(WEEK, (), timetable).findings
    return finding, spoken_of(WEEK, timetable, finding)


def test_a_part_outside_every_sitting_is_spoken_of_and_not_its_sister() -> None:
    outside, inside = Part("clearance", 0, 30, 30), Part("clearance", 1, 600, 30)
    _, about = _structure(outside, inside)
    assert about.parts == (outside,)
    assert about.sessions == ("clearance",)
    assert about.days == (0,)


def test_a_session_that_the_week_does_not_have_is_spoken_of_by_its_key() -> None:
    strange = Part("reception", 0, 600, 30)
    _, about = _structure(strange)
    assert about.parts == (strange,)
    assert about.sessions == ("reception",)


def test_a_case_that_no_rule_writes_so_speaks_of_nothing() -> None:
    made_up = Finding(
        rule="no_such_rule", case=("clearance",), amount=1, unit="", must=True, sentence="-"
    )
    assert spoken_of(WEEK, Timetable(), made_up) == SpokenOf()
