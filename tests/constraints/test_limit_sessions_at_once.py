"""Boundary cases of `limit_sessions_at_once`."""

from __future__ import annotations

from constraints.limit_sessions_at_once import LimitSessionsAtOnce
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.constructing.constructing import construct
from scheduler.rules.rule import Must, Setting
from scheduler.week.timetable import Part
from scheduler.week.week import Format
from tests.constraints.amounts import amounts

RULE = LimitSessionsAtOnce()
NAMES = ("one", "two", "three", "four")
WEEK = tiny_week(
    *(tiny_session(name, wanted=120, most_parts=2) for name in NAMES),
    tiny_session("reception", format=Format.SIDE_EVENT),
    tiny_session("caucus", format=Format.COORDINATION),
    days=2,
    minutes=120,
)


def over(*parts: Part, rule: LimitSessionsAtOnce = RULE) -> dict[object, int]:
    return {case[0]: amount for case, amount in amounts(rule, WEEK, *parts).items()}


def side_by_side(number: int, minutes: int = 60) -> list[Part]:
    return [at(name, 0, "10:00", minutes) for name in NAMES[:number]]


def test_two_at_once_are_the_most() -> None:
    assert over(*side_by_side(2)) == {}
    assert over(*side_by_side(3)) == {0: 60}


def test_each_session_over_counts_its_minutes() -> None:
    assert over(*side_by_side(4)) == {0: 120}
    assert over(*side_by_side(4), rule=LimitSessionsAtOnce(most=1)) == {0: 180}


def test_one_that_begins_when_another_ends_is_not_at_once() -> None:
    assert over(*side_by_side(2), at("three", 0, "11:00")) == {}
    assert over(*side_by_side(2, 90), at("three", 0, "11:00", 60)) == {0: 30}


def test_each_day_counts_by_itself() -> None:
    second = [at(name, 1, "10:30") for name in NAMES[:3]]
    assert over(*side_by_side(3), *second) == {0: 60, 1: 30}


def test_side_events_and_coordination_count_only_where_all_do() -> None:
    beside = [at("reception", 0, "10:00"), at("caucus", 0, "10:30")]
    assert over(*side_by_side(2), *beside) == {}
    assert over(*side_by_side(2), *beside, rule=LimitSessionsAtOnce(which="all")) == {0: 60}


def test_the_sentence_says_the_day() -> None:
    assert RULE.say(WEEK, (0,), 90) == (
        "On Monday 20 June too many sessions run at one moment (2 may): 1 h 30 in all, counted "
        "for each session over."
    )
    assert (
        RULE.say(WEEK, (0,)) == "On Monday 20 June no more than 2 sessions may run at one moment."
    )


def test_a_timetable_that_is_built_keeps_to_the_limit_where_it_can() -> None:
    week = tiny_week(*(tiny_session(name) for name in "abcd"), minutes=120)
    built = construct(week, [Setting(rule=LimitSessionsAtOnce(most=1), mode=Must())])
    assert built.rank == (0,)
