"""When something sits, in words."""

from __future__ import annotations

from datetime import date

import pytest

from constraints.tiny import at, tiny_session, tiny_week
from scheduler.document.when import how_often, in_letters, when
from scheduler.week.timetable import Part
from scheduler.week.week import Week

WEEK = tiny_week(tiny_session("clearance"), days=5, sittings=("morning", "lunch", "afternoon"))
AM, PM, NIGHT = "10:00", "15:00", "19:00"


def said(*moments: tuple[int, str], week: Week = WEEK) -> str:
    return when(week, (at("clearance", day, start) for day, start in moments))


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        ([(0, AM)], "on Monday morning"),
        ([(0, PM)], "on Monday afternoon"),
        ([(0, NIGHT)], "on Monday evening"),
        ([(0, AM), (0, PM)], "on Monday"),
        ([(0, PM), (0, NIGHT)], "on Monday afternoon and evening"),
        ([(0, AM), (0, PM), (0, NIGHT)], "on Monday until the evening"),
        ([(0, AM), (0, PM), (1, AM), (1, PM)], "on Monday and Tuesday"),
        ([(0, PM), (1, AM)], "on Monday afternoon and Tuesday morning"),
        ([(2, AM), (2, PM), (3, AM)], "from Wednesday to Thursday morning"),
        ([(0, PM), (1, AM), (1, PM)], "on Monday afternoon and Tuesday"),
        ([(0, PM), (1, AM), (1, PM), (2, AM)], "from Monday afternoon to Wednesday morning"),
        ([(0, AM), (2, PM)], "on Monday morning and Wednesday afternoon"),
        ([(0, AM), (1, AM), (2, AM)], "on the mornings of Monday to Wednesday"),
        ([(0, PM), (1, PM), (4, PM)], "on the afternoons of Monday, Tuesday and Friday"),
    ],
)
def test_half_days_are_said_as_people_say_them(moments: list[tuple[int, str]], words: str) -> None:
    assert said(*moments) == words


def test_a_half_day_after_a_whole_one_is_not_taken_for_both() -> None:
    assert said((2, AM), (2, PM), (3, PM)) == "on Wednesday and on Thursday afternoon"


def test_a_stretch_and_a_day_by_itself_stand_side_by_side() -> None:
    moments = [(0, PM), (1, AM), (1, PM), (2, AM), (3, PM)]
    assert said(*moments) == "from Monday afternoon to Wednesday morning and on Thursday afternoon"


def test_a_lunch_and_a_night_between_are_no_gap_and_a_free_afternoon_is_one() -> None:
    assert said((0, AM), (0, PM), (1, AM)) == "from Monday to Tuesday morning"
    assert said((0, AM), (1, AM)) == "on Monday morning and Tuesday morning"


def test_a_range_begins_and_ends_with_the_half_that_it_begins_and_ends_with() -> None:
    days = [(day, start) for day in range(3) for start in (AM, PM, NIGHT)]
    assert said(*days) == "from Monday to Wednesday evening"
    assert said(*days[1:-1]) == "from Monday afternoon to Wednesday"
    assert said(*days[2:-2]) == "from Monday evening to Wednesday morning"


def test_many_scattered_half_days_are_counted() -> None:
    week = tiny_week(tiny_session("clearance"), days=14, sittings=("morning", "afternoon"))
    moments = [(day, AM if day % 4 else PM) for day in range(0, 14, 2)]
    assert said(*moments, week=week) == "on seven half-days from Monday 20 June to Saturday 2 July"


def test_a_long_part_belongs_to_every_half_of_which_it_takes_a_good_deal() -> None:
    assert when(WEEK, [Part("clearance", 0, 600, 480)]) == "on Monday"
    assert when(WEEK, [Part("clearance", 0, 675, 270)]) == "on Monday"
    assert when(WEEK, [Part("clearance", 0, 600, 195)]) == "on Monday morning"


def test_days_that_share_a_weekday_have_their_date_and_the_month_where_it_changes() -> None:
    week = tiny_week(tiny_session("clearance"), days=9)
    assert said((0, AM), week=week) == "on the morning of Monday 20"
    later = week.model_copy(update={"first": date(2011, 6, 27)})
    assert said((0, AM), week=later) == "on the morning of Monday 27 June"


def test_a_day_outside_the_week_has_its_date() -> None:
    assert said((9, AM)) == "on the morning of Wednesday 29"


def test_numbers_stand_in_letters_up_to_ten() -> None:
    assert [in_letters(n) for n in (0, 1, 10, 11, 1234)] == ["no", "one", "ten", "11", "1,234"]
    assert [how_often(n) for n in (1, 2, 3, 12)] == ["once", "twice", "three times", "12 times"]
