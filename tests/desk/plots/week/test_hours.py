"""The time of day as it is drawn: whole hours, and no night."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.tiny import tiny_session, tiny_week
from desk.plots.week.hours import BREAK, LEAST, drawn_end, hours_of
from scheduler.week.timetable import Part

WEEK = tiny_week(tiny_session("one"), sittings=("morning", "afternoon"), minutes=60)


def test_hours_go_from_full_hour_to_full_hour() -> None:
    hours = hours_of(WEEK, [Part("one", 0, 595, 10)])
    assert hours.stretches[0][0] == 540
    assert hours.place(595) == 55


def test_a_lunch_of_two_hours_is_drawn_as_it_is() -> None:
    week = tiny_week(tiny_session("one"), sittings=("midday", "afternoon"), minutes=60)
    hours = hours_of(week, [])
    assert hours.stretches == ((720, 960),)
    assert hours.gaps == ()


def test_a_longer_gap_is_drawn_short() -> None:
    hours = hours_of(WEEK, [])
    assert hours.stretches == ((600, 660), (900, 960))
    assert hours.place(900) == 60 + BREAK
    assert hours.height == 120 + BREAK
    assert hours.gaps == (60,)


def test_a_moment_that_is_not_drawn_has_no_place() -> None:
    with pytest.raises(ValueError, match="720 lies in none"):
        hours_of(WEEK, []).place(720)


def test_a_part_that_lasts_no_time_can_be_seen() -> None:
    assert drawn_end(Part("one", 0, 600, 0)) == 600 + LEAST


@given(st.lists(st.tuples(st.integers(0, 1380), st.integers(0, 600)), max_size=6))
def test_every_part_has_room_and_later_stands_lower(spans: list[tuple[int, int]]) -> None:
    parts = [Part("one", 0, start, minutes) for start, minutes in spans]
    hours = hours_of(WEEK, parts)
    for part in parts:
        height = hours.place(drawn_end(part)) - hours.place(part.start)
        assert height == drawn_end(part) - part.start
    places = [hours.place(mark) for mark in hours.marks]
    assert places == sorted(set(places))
