"""Boundary cases of `spare_the_leaders`."""

from __future__ import annotations

from constraints.spare_the_leaders import SpareTheLeaders
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week

UGA = frozenset({"UGA"})
WEEK = tiny_week(
    tiny_session("one", leaders=UGA),
    tiny_session("two", leaders=UGA),
    tiny_session("spoken", speakers=UGA),
    sittings=("morning", "midday"),
    minutes=120,
    days=2,
)
RULE = SpareTheLeaders(minutes_a_day=90, break_minutes=30)


def test_the_limit_of_a_day_may_be_reached_and_not_passed() -> None:
    full = tiny_timetable(at("one", 0, "10:00", 60), at("two", 0, "11:30"), at("two", 1, "10:00"))
    over = tiny_timetable(at("one", 0, "10:00", 60), at("two", 0, "11:30", 60))
    assert not list(RULE.check(WEEK, full))
    (breach,) = RULE.check(WEEK, over)
    assert breach == (("UGA", "load", 0), 30)
    assert RULE.say(WEEK, *breach) == ("On Monday 20 June UGA leads for 2 hours, over 1 h 30.")


def test_parts_that_overlap_have_no_break_at_all() -> None:
    both = tiny_timetable(at("one", 0, "10:00", 60), at("two", 0, "10:30"))
    assert list(RULE.check(WEEK, both)) == [(("UGA", "break", 0), 30)]


def test_each_two_parts_of_a_day_count_also_of_one_session() -> None:
    three = tiny_timetable(at("one", 0, "11:30"), at("one", 0, "12:00"), at("two", 0, "12:00"))
    (breach,) = RULE.check(WEEK, three)
    assert breach == (("UGA", "break", 0), 90)
    assert RULE.say(WEEK, *breach) == (
        "On Monday 20 June 1 h 30 are missing from the breaks of 30 minutes "
        "between the sessions that UGA leads."
    )


def test_to_speak_needs_no_break() -> None:
    spoken = tiny_timetable(at("one", 0, "10:00"), at("spoken", 0, "10:30"))
    assert not list(RULE.check(WEEK, spoken))
