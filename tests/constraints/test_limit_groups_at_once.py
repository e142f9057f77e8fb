"""Boundary cases of `limit_groups_at_once`."""

from __future__ import annotations

from constraints.limit_groups_at_once import LimitGroupsAtOnce
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Proposal
from tests.constraints.amounts import amounts

RULE = LimitGroupsAtOnce()
NAMES = ("uganda", "jordan", "chad", "peru")
WEEK = tiny_week(
    *(tiny_session(name, format=Format.SMALL_GROUP, wanted=120, most_parts=2) for name in NAMES),
    tiny_session("methods", format=Format.SPECIAL, proposal=Proposal()),
    tiny_session("workshop", format=Format.WORKSHOP),
    days=2,
    minutes=120,
)


def over(*parts: Part, most: int = 2) -> dict[object, int]:
    found = amounts(LimitGroupsAtOnce(most=most), WEEK, *parts)
    return {case[0]: amount for case, amount in found.items()}


def side_by_side(number: int, minutes: int = 60) -> list[Part]:
    return [at(name, 0, "10:00", minutes) for name in NAMES[:number]]


def test_two_at_once_are_the_most() -> None:
    assert over(*side_by_side(2)) == {}
    assert over(*side_by_side(3)) == {0: 60}


def test_each_group_over_counts_its_minutes() -> None:
    assert over(*side_by_side(4)) == {0: 120}
    assert over(*side_by_side(4), most=1) == {0: 180}


def test_only_the_minutes_at_once_count() -> None:
    assert over(*side_by_side(2, 60), at("chad", 0, "11:00")) == {}
    assert over(*side_by_side(2, 90), at("chad", 0, "11:00", 60)) == {0: 30}


def test_each_day_counts_by_itself() -> None:
    second = [at(name, 1, "10:30") for name in NAMES[:3]]
    assert over(*side_by_side(3), *second) == {0: 60, 1: 30}


def test_an_experiment_in_another_format_counts_and_a_workshop_does_not() -> None:
    assert over(*side_by_side(2), at("methods", 0, "10:00")) == {0: 30}
    assert over(*side_by_side(2), at("workshop", 0, "10:00")) == {}


def test_the_sentence_says_the_day() -> None:
    assert RULE.say(WEEK, (0,), 60) == (
        "On Monday 20 June too many small groups run at one moment (2 may): 1 hour in all, "
        "counted for each group over."
    )
    assert RULE.say(WEEK, (0,)) == (
        "On Monday 20 June no more than 2 small groups may run at one moment."
    )
