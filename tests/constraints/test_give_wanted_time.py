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
    assert RULE.say(WEEK, ("clearance",), 90) == "“Clearance” asks for 1 h 30 and has none."


def test_an_optional_session_misses_nothing_until_it_is_half_held() -> None:
    assert amounts(RULE, WEEK, FULL) == {}
    assert amounts(RULE, WEEK, FULL, at("group", 0, "10:00", 30)) == {("group",): 30}


def test_time_that_no_sitting_holds_is_missing_in_every_timetable() -> None:
    sessions = (
        tiny_session("one", wanted=90),
        tiny_session("two", wanted=150, most_parts=2),
        tiny_session("short", wanted=60, hours=(600, 630)),
        tiny_session("maybe", wanted=90, optional=True),
    )
    week = tiny_week(*sessions, days=2, minutes=60)
    least = {one.id: GiveWantedTime().least(week, (one.id,)) for one in sessions}
    assert least == {"one": 30, "two": 30, "short": 30, "maybe": 0}
