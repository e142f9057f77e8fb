"""The boundary cases of `reserve_slack`."""

from __future__ import annotations

from constraints.reserve_slack import ReserveSlack
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("clearance"), tiny_session("group"), sittings=("morning", "lunch"), days=2
)


def found(minutes: int, *parts: Part) -> list[tuple[object, int]]:
    rule = ReserveSlack(minutes_a_day=minutes)
    return [tuple(breach) for breach in rule.check(WEEK, tiny_timetable(*parts))]


def test_the_reserve_is_just_kept_and_just_missed() -> None:
    part = at("clearance", 0, "10:00", 45)
    assert not found(15, part)
    assert found(16, part) == [((0,), 1)]


def test_two_parts_at_once_cover_a_minute_once() -> None:
    parts = at("clearance", 0, "10:00", 30), at("group", 0, "10:15", 30)
    assert not found(15, *parts)
    assert found(16, *parts) == [((0,), 1)]


def test_a_lunch_covers_nothing_and_reserves_nothing() -> None:
    parts = at("clearance", 0, "10:00", 30), at("group", 0, "13:00", 60)
    assert not found(30, *parts)
    assert found(31, *parts) == [((0,), 1)]


def test_a_part_outside_every_sitting_covers_nothing() -> None:
    assert not found(60, at("clearance", 0, "19:00", 60))


def test_no_day_is_asked_for_more_than_it_has() -> None:
    assert found(480, at("clearance", 1, "10:00")) == [((1,), 30)]


def test_the_sentence_names_the_day() -> None:
    assert ReserveSlack().say(WEEK, (1,), 10) == (
        "Tuesday 21 June is to keep 30 minutes unprogrammed; 10 minutes are missing."
    )
