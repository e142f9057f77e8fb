"""What a timetable must be for the rules to speak of it."""

from __future__ import annotations

from datetime import date

import pytest

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.week.structure import breaches
from scheduler.week.timetable import Part
from scheduler.week.week import Sitting, Week

WEEK = tiny_week(tiny_session("clearance"), tiny_session("group"), days=2, minutes=90)
WHOLE = Week(
    first=date(2011, 6, 20),
    days=(0,),
    sittings=(Sitting(id="am", name="morning", day=0, opens=600, closes=700, whole=True),),
    sessions=(tiny_session("clearance"),),
)
ROOMS = tiny_week(tiny_session("clearance"), rooms=(tiny_room("hall"),))


def sentences(week: Week, *parts: Part) -> list[str]:
    return [sentence for _, sentence in breaches(week, tiny_timetable(*parts))]


@pytest.mark.parametrize(
    ("start", "minutes", "sound"),
    [
        ("10:00", 90, True),
        ("11:00", 30, True),
        ("11:00", 60, False),
        ("09:30", 60, False),
        ("10:15", 30, False),
        ("10:00", 45, False),
    ],
)
def test_a_part_lies_inside_a_sitting_and_on_its_grid(
    start: str, minutes: int, sound: bool
) -> None:
    assert (sentences(WEEK, at("clearance", 0, start, minutes)) == []) == sound


def test_the_grid_is_counted_from_the_opening_of_the_sitting() -> None:
    odd = Sitting(id="am", name="morning", day=0, opens=610, closes=700)
    week = WEEK.model_copy(update={"sittings": (odd,)})
    assert sentences(week, at("clearance", 0, "10:40")) == []
    (sentence,) = sentences(week, at("clearance", 0, "10:30"))
    assert sentence == (
        "“Clearance” on Monday 20 June at 10:30 for 30 minutes is not on the grid of 30 minutes, "
        "counted from the opening of the sitting at 10:10; let it begin at 10:10 or 10:40."
    )


def test_a_whole_sitting_is_taken_whole_whatever_the_grid() -> None:
    assert sentences(WHOLE, Part("clearance", 0, 600, 100)) == []
    (sentence,) = sentences(WHOLE, Part("clearance", 0, 600, 90))
    assert "does not take the whole sitting, 10:00 to 11:40" in sentence


def test_a_part_on_a_day_without_sittings_is_outside() -> None:
    (sentence,) = sentences(WEEK, at("clearance", 4, "10:00"))
    assert sentence == (
        "“Clearance” on Friday 24 June at 10:00 for 30 minutes lies in no sitting; the week is "
        "from Monday 20 June to Tuesday 21 June."
    )


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_part_lasts_some_time(minutes: int) -> None:
    (sentence,) = sentences(WEEK, at("clearance", 0, "10:30", minutes))
    assert sentence == "“Clearance” on Monday 20 June at 10:30 lasts no time at all."


def test_a_second_part_in_the_same_sitting_is_one_too_many() -> None:
    first, second = at("clearance", 0, "10:00"), at("clearance", 0, "11:00")
    assert [index for index, _ in breaches(WEEK, tiny_timetable(second, first))] == [1]
    assert sentences(WEEK, first, at("group", 0, "11:00"), at("clearance", 1, "11:00")) == []


def test_the_same_part_twice_leaves_one_of_them_sound() -> None:
    part = at("clearance", 0, "10:00")
    assert [index for index, _ in breaches(WEEK, tiny_timetable(part, part))] == [1]


def test_where_the_week_has_rooms_a_part_has_one_of_them() -> None:
    assert sentences(ROOMS, at("clearance", 0, "10:00", room="hall")) == []
    assert sentences(ROOMS, at("clearance", 0, "10:00")) == [
        "“Clearance” on Monday 20 June at 10:00 has no room."
    ]
    (sentence,) = sentences(ROOMS, at("clearance", 0, "10:00", room="attic"))
    assert sentence.endswith("is in a room that the scenario does not have: attic.")


def test_where_it_has_none_a_part_needs_none() -> None:
    assert sentences(WEEK, at("clearance", 0, "10:00")) == []


def test_a_session_that_is_not_in_the_week_is_named() -> None:
    assert sentences(WEEK, at("stranger", 0, "10:00")) == [
        "The session “stranger” is not in the scenario."
    ]
