"""The boundary cases of `sit_back_to_back`."""

from __future__ import annotations

from constraints.sit_back_to_back import Neighbours, SitBackToBack
from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Week

SESSIONS = (
    tiny_session("clearance"),
    tiny_session("group", body="small"),
    tiny_session("report", body="small"),
)
WEEK = tiny_week(*SESSIONS, minutes=120)


def found(week: Week, *parts: Part, **ask: object) -> list[tuple[object, int]]:
    rule = SitBackToBack(neighbours=(Neighbours.model_validate(ask),))
    return [tuple(breach) for breach in rule.check(week, tiny_timetable(*parts))]


def test_the_gap_is_just_short_enough_and_just_too_long() -> None:
    parts = at("clearance", 0, "10:00"), at("group", 0, "11:00")
    assert not found(WEEK, *parts, session="group", next_to="clearance", within=30)
    assert found(WEEK, *parts, session="group", next_to="clearance", within=29) == [
        (("group", "clearance"), 1)
    ]


def test_either_may_come_first() -> None:
    parts = at("clearance", 0, "10:00"), at("group", 0, "10:30")
    assert not found(WEEK, *parts, session="clearance", next_to="group")


def test_parts_that_overlap_do_not_follow_each_other() -> None:
    parts = at("clearance", 0, "10:00", 60), at("group", 0, "10:30", 60)
    assert found(WEEK, *parts, session="group", next_to="clearance")
    assert found(WEEK, *parts, session="clearance", next_to="group")


def test_one_neighbour_by_two_names_counts_once() -> None:
    rule = SitBackToBack(
        neighbours=(
            Neighbours(session="group", next_to="mines"),
            Neighbours(session="group", next_to="clearance", within=15),
        )
    )
    week = tiny_week(tiny_session("clearance", body="mines"), *SESSIONS[1:], minutes=120)
    parts = at("clearance", 0, "10:00"), at("group", 0, "11:00")
    assert list(rule.check(week, tiny_timetable(*parts))) == [(("group", "mines"), 1)]


def test_two_rooms_are_not_next_to_each_other() -> None:
    week = tiny_week(*SESSIONS, rooms=(tiny_room("hall"), tiny_room("annex")))
    hall = at("clearance", 0, "10:00", room="hall")
    ask = {"session": "group", "next_to": "clearance"}
    assert not found(week, hall, at("group", 0, "10:30", room="hall"), **ask)
    assert found(week, hall, at("group", 0, "10:30", room="annex"), **ask)


def test_each_session_of_a_body_needs_a_neighbour() -> None:
    parts = at("clearance", 0, "10:00"), at("group", 0, "10:30"), at("report", 0, "11:30")
    assert found(WEEK, *parts, session="small", next_to="clearance") == [
        (("report", "clearance"), 1)
    ]


def test_any_session_of_the_other_body_is_a_neighbour() -> None:
    parts = at("clearance", 0, "10:00"), at("group", 0, "10:30"), at("report", 0, "11:30")
    assert not found(WEEK, *parts, session="clearance", next_to="small")


def test_a_session_is_not_next_to_itself() -> None:
    parts = at("group", 0, "10:00"), at("group", 0, "10:30")
    assert len(found(WEEK, *parts, session="small", next_to="small")) == 1
    assert not found(WEEK, *parts, session="group", next_to="group")


def test_a_session_that_is_not_held_needs_no_neighbour() -> None:
    assert not found(WEEK, at("clearance", 0, "10:00"), session="group", next_to="clearance")


def test_a_name_that_the_week_does_not_have_asks_for_nothing() -> None:
    assert not found(WEEK, at("clearance", 0, "10:00"), session="clearance", next_to="absent")


def test_the_shorter_gap_counts_where_a_session_is_named_twice() -> None:
    rule = SitBackToBack(
        neighbours=(
            Neighbours(session="group", next_to="clearance", within=60),
            Neighbours(session="small", next_to="clearance", within=15),
        )
    )
    parts = at("clearance", 0, "10:00"), at("group", 0, "11:00")
    assert list(rule.check(WEEK, tiny_timetable(*parts))) == [(("group", "clearance"), 1)]
    assert rule.say(WEEK, ("group", "clearance"), 1) == (
        "“Group” does not stand next to “Clearance”, within 15 minutes."
    )
