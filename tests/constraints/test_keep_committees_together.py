"""The boundary cases of `keep_committees_together`."""

from __future__ import annotations

from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Format

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("report", body="clearance"),
    days=3,
    sittings=("morning", "lunch", "afternoon"),
    minutes=60,
)


def amount(*parts: Part, leave_out: frozenset[str] = frozenset()) -> int:
    rule = KeepCommitteesTogether(leave_out=leave_out)
    return sum(breach.amount for breach in rule.check(WEEK, tiny_timetable(*parts)))


def test_a_lunch_that_is_closed_to_the_body_is_no_gap() -> None:
    assert amount(at("clearance", 0, "10:00"), at("clearance", 0, "15:00")) == 0


def test_an_afternoon_between_two_mornings_is_one_sitting() -> None:
    assert amount(at("clearance", 0, "10:00"), at("clearance", 1, "10:00")) == 1


def test_two_parts_in_one_sitting_use_it_once() -> None:
    parts = (
        at("clearance", 0, "10:00"),
        at("report", 0, "10:30"),
        at("report", 1, "10:00"),
        at("clearance", 2, "10:00"),
    )
    assert amount(*parts) == 2


def test_a_lunch_that_is_open_to_one_session_of_the_body_counts() -> None:
    side_event = tiny_session("panel", body="clearance", format=Format.SIDE_EVENT)
    week = tiny_week(*WEEK.sessions, side_event, sittings=("morning", "lunch", "afternoon"))
    parts = at("clearance", 0, "10:00"), at("clearance", 0, "15:00")
    (breach,) = KeepCommitteesTogether().check(week, tiny_timetable(*parts))
    assert breach == (("clearance",), 1)


def test_a_part_outside_every_sitting_is_passed_over() -> None:
    assert amount(at("clearance", 0, "10:00"), at("clearance", 2, "19:00")) == 0


def test_a_body_that_is_left_out_may_meet_here_and_there() -> None:
    parts = at("clearance", 0, "10:00"), at("clearance", 2, "10:00")
    assert amount(*parts) == 3
    assert amount(*parts, leave_out=frozenset({"clearance"})) == 0


def test_the_sentence_names_the_body() -> None:
    assert KeepCommitteesTogether().say(WEEK, ("clearance",), 2) == (
        "Clearance pauses for 2 sittings between its first part and its last."
    )
