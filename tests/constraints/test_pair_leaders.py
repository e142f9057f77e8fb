"""Boundary cases of `pair_leaders`."""

from __future__ import annotations

from constraints.pair_leaders import PairLeaders
from constraints.tiny import tiny_session, tiny_timetable, tiny_week
from scheduler.week.leadership import Role
from scheduler.week.week import Body, Week

CLEARING = ("TCD", "UGA")


def week(*co_chairs: str, **more: object) -> Week:
    given = {"id": "clearance", "name": "Clearance", "implementers": CLEARING, **more}
    clearance = Body.model_validate({**given, "co_chairs": co_chairs})
    return tiny_week(tiny_session("clearance"), bodies=(clearance,))


def breaches(week: Week) -> list[str]:
    rule = PairLeaders()
    return [rule.say(week, *breach) for breach in rule.check(week, tiny_timetable())]


def test_one_of_each_is_a_pair() -> None:
    assert not breaches(week("TCD", "CHE"))
    assert not breaches(week("TCD", "UGA", co_rapporteurs=("CHE",)))


def test_two_alike_are_not() -> None:
    (said,) = breaches(week("TCD", "UGA"))
    assert said.startswith("Clearance is led only by States that implement its article, and not by")
    (said,) = breaches(week("CHE", "NOR"))
    assert said.startswith("Clearance is led only by States that support its article, and not by")


def test_one_post_cannot_be_a_pair_and_one_of_two_open_ones_is_not_yet() -> None:
    assert not breaches(week("TCD"))
    assert breaches(week("TCD", asked={Role.CO_CHAIR: 2}))
    (said,) = breaches(week(asked={Role.CO_CHAIR: 2}))
    assert said.startswith("Clearance has no leaders")


def test_a_body_whose_implementing_states_are_not_said_is_not_looked_at() -> None:
    assert not breaches(week("TCD", "UGA", implementers=None))


def test_where_no_state_implements_the_article_there_is_no_pair() -> None:
    assert breaches(week("TCD", "UGA", implementers=()))
