from __future__ import annotations

import re
from datetime import date

import pytest

from constraints.tiny import tiny_session, tiny_week
from scenarios.reading.moments import read_moment

WEEK = tiny_week(tiny_session("clearance"), days=5)
"""Monday 20 to Friday 24 June 2011."""

FORTNIGHT = tiny_week(tiny_session("clearance"), days=14)


@pytest.mark.parametrize(
    "words",
    [
        "2011-06-23 10:00",
        "2011-06-23T10:00",
        "23.06.2011 10:00",
        "23/06/2011 10:00:00",
        "thursday 10:00",
        "Thursday 10:00",
        "  Thursday   10:00 ",
        "Thursday 23 June, 10:00",
        "thursday 23 june 10:00",
    ],
)
def test_a_moment_is_a_day_in_any_of_these_forms_and_a_time(words: str) -> None:
    assert read_moment(words, WEEK) == (3, 600)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "needs a day and a time, as in '2011-06-20 10:00'"),
        ("10:00", "needs a day and a time"),
        ("thursday", "needs a day and a time"),
        ("thirsday 10:00", "did you mean thursday?"),
        ("sunday 10:00", "'sunday' is not a day of this week"),
        ("2011-07-23 10:00", "its days are 2011-06-20 to 2011-06-24"),
        ("30.02.2011 10:00", "is not a day of this week"),
        ("thursday 25:00", "'25:00' is not a time of day"),
        ("thursday 10:0x", "'10:0x' is not a time of day"),
    ],
)
def test_what_is_no_moment_of_the_week_is_said_with_what_to_write(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_moment(words, WEEK)


def test_a_weekday_that_comes_twice_asks_for_the_date() -> None:
    with pytest.raises(ValueError, match="2011-06-20 and 2011-06-27; write one of them"):
        read_moment("monday 10:00", FORTNIGHT)


def test_a_date_that_can_be_two_days_of_the_week_asks_for_one() -> None:
    week = tiny_week(tiny_session("clearance"), days=40)
    week = week.model_copy(update={"first": date(2011, 6, 5)})
    with pytest.raises(ValueError, match="can mean 2011-06-07 and 2011-07-06; write one of them"):
        read_moment("07/06/2011 10:00", week)
