"""The boundary cases of `give_wanted_time`."""

from __future__ import annotations

from constraints.give_wanted_time import GiveWantedTime
from constraints.tiny import at, tiny_session, tiny_week
from tests.constraints.amounts import amounts

RULE = GiveWantedTime()
WEEK = tiny_week(
    tiny_session("clearance", wanted=90),
    tiny_session("group", wanted=60, optional=True),
    minutes=120,
    days=2,
)
FULL = at("clearance", 0, "10:00", 90)


def test_just_the_wanted_time_is_enough_in_one_part_or_two() -> None:
    assert amounts(RULE, WEEK, FULL) == {}
    parts = at("clearance", 0, "10:00", 60), at("clearance", 1, "10:00", 30)
    assert amounts(RULE, WEEK, *parts) == {}


def test_a_minute_less_is_a_minute_missing_and_a_minute_more_is_none() -> None:
    assert amounts(RULE, WEEK, at("clearance", 0, "10:00", 89)) == {("clearance",): 1}
    assert amounts(RULE, WEEK, at("clearance", 0, "10:00", 91)) == {}


def test_a_session_that_is_not_held_misses_all_of_its_time() -> None:
    assert amounts(RULE, WEEK) == {("clearance",): 90}
    assert RULE.say(WEEK, ("clearance",), 90) == "“Clearance” asks for 1 h 30 and has 0 minutes."


def test_an_optional_session_misses_nothing_until_it_is_half_held() -> None:
    assert amounts(RULE, WEEK, FULL) == {}
    assert amounts(RULE, WEEK, FULL, at("group", 0, "10:00", 30)) == {("group",): 30}
