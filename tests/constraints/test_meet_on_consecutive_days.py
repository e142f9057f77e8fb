"""The boundary cases of `meet_on_consecutive_days`."""

from __future__ import annotations

from constraints.meet_on_consecutive_days import DaysInARow, MeetOnConsecutiveDays
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("text", most_parts=4),
    tiny_session("other"),
    sittings=("morning", "afternoon"),
    days=4,
)


def found(*parts: Part, one_a_day: bool = False) -> list[tuple[object, int]]:
    rule = MeetOnConsecutiveDays(sessions=(DaysInARow(session="text", one_a_day=one_a_day),))
    return [tuple(breach) for breach in rule.check(WEEK, tiny_timetable(*parts))]


def test_a_session_that_is_not_held_or_held_once_counts_nothing() -> None:
    assert not found(at("other", 0, "10:00"), at("other", 3, "10:00"))
    assert not found(at("text", 2, "10:00"))


def test_days_in_a_row_are_none_and_each_day_between_is_one() -> None:
    assert not found(at("text", 1, "10:00"), at("text", 2, "15:00"))
    apart = at("text", 0, "10:00"), at("text", 3, "10:00")
    assert found(*apart) == [(("text", "between"), 2)]
    assert found(*apart, at("text", 1, "10:00")) == [(("text", "between"), 1)]


def test_two_parts_on_a_day_count_only_where_each_is_to_have_its_own() -> None:
    parts = at("text", 0, "10:00"), at("text", 0, "15:00"), at("text", 1, "10:00")
    assert not found(*parts)
    assert found(*parts, one_a_day=True) == [(("text", 0), 1)]


def test_the_sentences_name_the_session_and_the_day() -> None:
    rule = MeetOnConsecutiveDays(sessions=(DaysInARow(session="text"),))
    assert rule.say(WEEK, ("text", "between")) == "“Text” meets on days in a row."
    assert "2 days between its first and its last" in rule.say(WEEK, ("text", "between"), 2)
    assert "2 parts on Monday 20 June" in rule.say(WEEK, ("text", 0), 1)
