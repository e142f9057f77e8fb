"""Boundary cases of `end_on_time`."""

from __future__ import annotations

from constraints.end_on_time import EndOnTime
from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.rules.draft import Slot
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.week import Week
from tests.constraints.amounts import amounts

RULE = EndOnTime()
WEEK = tiny_week(
    tiny_session("clearance", least=60, wanted=90, most_parts=2),
    tiny_session("group", optional=True),
    minutes=120,
    days=2,
)
ONE = at("clearance", 0, "10:00")


def test_all_of_the_wanted_time_is_in_time_and_a_minute_more_is_not() -> None:
    assert amounts(RULE, WEEK, ONE, at("clearance", 1, "10:00", 60)) == {}
    assert amounts(RULE, WEEK, ONE, at("clearance", 1, "10:00", 61)) == {("clearance",): 1}


def test_time_beyond_what_is_wanted_counts_for_each_session() -> None:
    both = (at("clearance", 0, "10:00", 120), at("group", 1, "10:00", 60))
    assert amounts(RULE, WEEK, *both) == {("clearance",): 30, ("group",): 30}


def test_less_than_wanted_and_nothing_at_all_are_in_time() -> None:
    assert amounts(RULE, WEEK, ONE) == {}
    assert amounts(RULE, WEEK) == {}


def test_a_session_may_fill_its_sitting_only_where_the_rule_is_a_preference() -> None:
    held = Setting(rule=HoldEverySession(), mode=Must())
    for mode, most in ((Must(), 90), (Prefer(), 120)):
        draft = Draft(WEEK, [held, Setting(rule=RULE, mode=mode)])
        assert draft.slots.most(Slot("clearance", "2011-06-20 morning")) == most


def sentences(week: Week) -> list[str]:
    return [count.sentence for count in RULE.count(week) if count.need > count.have]


def test_a_length_that_the_grid_does_not_have_is_seen_before_any_search() -> None:
    week = tiny_week(tiny_session("clearance", least=40, wanted=50, shortest=30))
    assert sentences(week) == [
        "“Clearance” needs at least 40 minutes and asks for no more than 50 minutes, but no length "
        "on the grid of 30 minutes lies between the two."
    ]
    assert not sentences(tiny_week(tiny_session("clearance", least=40, wanted=60, shortest=30)))
    whole = tuple(one.model_copy(update={"whole": True, "closes": 650}) for one in week.sittings)
    assert not sentences(week.model_copy(update={"sittings": whole}))
