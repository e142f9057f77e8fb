"""Whether a rule can fail in a week, held against every timetable of tiny weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from constraints import RULES
from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.tiny import tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.studies.recommendations.can_fail import Attempts, asks_no_more
from scheduler.rules.rule import Detail, Example, Rule
from scheduler.week.leadership import Role
from scheduler.week.structure import breaches
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Week
from tests.laws.test_laws import EXAMPLES
from tests.laws.timetables import number, timetables

WEEKS = [
    pytest.param(example.week, id=f"{rule.key()}-{place}")
    for rule in RULES
    for place, example in enumerate(rule.examples())
    if number(example.week) <= 600 and not example.week.open_posts()
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_rule_can_fail_where_a_timetable_is_known_that_breaks_it(example: Example) -> None:
    led = [example.week.with_leaders(by) for by in (example.good_leaders, example.bad_leaders)]
    broken = any(_counted(example.rule, led[1], [example.bad]))
    assert any(Attempts(week).can_fail(example.rule) for week in led) or not broken


@pytest.mark.slow
@pytest.mark.parametrize("week", WEEKS)
def test_what_is_said_to_be_unable_to_fail_is_found_in_no_timetable_of_the_week(week: Week) -> None:
    every, attempts = list(timetables(week, 600)), Attempts(week)
    for rule in _by_default():
        if not attempts.can_fail(rule):
            assert not any(_counted(rule, week, every)), rule.name


def _counted(rule: Rule, week: Week, given: Iterable[Timetable]) -> Iterator[bool]:
    """Whether the rule finds anything in each of the timetables on which it is to be tried."""
    for one in given:
        if rule.usual == "must" or asks_no_more(week, one):
            yield any(rule.check(week, one))


def _by_default() -> list[Rule]:
    """Every rule that looks at timetables and needs no parameter, with those it has by default."""
    able = (
        rule
        for rule in RULES
        if not any(field.is_required() for field in rule.model_fields.values())
        and rule.detail is not Detail.NOTHING
    )
    return [rule(name=rule.key()) for rule in able]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011", "apmbc-ccm-2011"])
def test_the_attempts_keep_the_structure_and_are_the_same_in_every_run(name: str) -> None:
    week = load_scenario(LIBRARY / f"{name}.yaml").week
    first = list(Attempts(week))
    assert first == list(Attempts(week))
    assert not [found for one in first for found in breaches(week, one)]


def test_a_rule_on_posts_can_fail_where_others_could_hold_them() -> None:
    posts = {Role.CO_CHAIR: 1}
    asked = tuple(Body(id=key, name=key, asked=posts, co_chairs=(who,)) for key, who in _CHAIRS)
    given = tuple(body.model_copy(update={"asked": {}}) for body in asked)
    for bodies, can in ((asked, True), (given, False)):
        week = tiny_week(tiny_session("a"), tiny_session("b"), bodies=bodies)
        assert Attempts(week).can_fail(FillLeadershipPosts()) is can
        assert Attempts(week).can_fail(LimitTasksOfAState(posts=1))
        assert not Attempts(week).can_fail(LimitTasksOfAState(posts=9))


_CHAIRS = (("a", "ALB"), ("b", "CHL"))
