from __future__ import annotations

import re
from datetime import date

import pytest

from constraints.tiny import tiny_session, tiny_week
from scenarios.reading.dates import read_date, read_weekday
from scenarios.reading.moments import Calendar

WEEK = Calendar.of(tiny_week(tiny_session("clearance"), days=5))
"""Monday 20 to Friday 24 June 2011."""

FORTNIGHT = Calendar.of(tiny_week(tiny_session("clearance"), days=14))

HALF_DAYS = Calendar.of(
    tiny_week(tiny_session("clearance"), days=5, sittings=("morning", "afternoon"))
)

MONTH = Calendar(date(2011, 6, 5), date(2011, 7, 14))
"""A week so long that day and month may be exchanged in it."""


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
        "Thursday 23 June at 10:00",
        "Thursday, 10:00",
        "thursdays 10:00",
        "Thu 10:00 AM",
        "Thu 23 Jun 2011 10:00",
        "23-Jun-2011 10:00",
        "06/23/2011 10:00",
        "thursday 23 june 10:00",
        "jeudi 23 juin 2011, 10h00",
        "jeu. 23 juin 10 h",
        "Donnerstag, den 23. Juni 2011 10:00",
        "Do, 23.06.2011 10:00",
        "jueves, 23 de junio de 2011 10:00",
    ],
)
def test_a_moment_is_a_day_in_any_of_these_forms_and_a_time(words: str) -> None:
    assert WEEK.moment_named(words) == (3, 600)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "needs a day and a time, as in '2011-06-20 10:00'"),
        ("10:00", "needs a day and a time"),
        ("thursday", "needs a day and a time"),
        ("thirsday 10:00", "did you mean thursday?"),
        ("sunday 10:00", "'sunday' is not a day of this week"),
        ("2011-07-23 10:00", "is not a day of this week, 2011-06-20 to 2011-06-24"),
        ("30.02.2011 10:00", "'30.02.2011' is not a date: there is no such day"),
        ("31 June 10:00", "'31 June' is not a date: there is no such day"),
        ("friday 23 june 10:00", "'friday 23 june' contradicts itself: 2011-06-23 is a Thursday"),
        ("10:00 thursday", "needs a day and a time"),
        ("thursday 25:00", "'25:00' is not a time of day"),
        ("thursday 10:0x", "'10:0x' is not a time of day"),
    ],
)
def test_what_is_no_moment_of_the_week_is_said_with_what_to_write(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        WEEK.moment_named(words)


def test_a_weekday_that_comes_twice_asks_for_the_date() -> None:
    with pytest.raises(ValueError, match="2011-06-20 and 2011-06-27; write one of them"):
        FORTNIGHT.moment_named("monday 10:00")


def test_a_date_that_can_be_two_days_of_the_week_asks_for_one() -> None:
    with pytest.raises(ValueError, match="can mean 2011-06-07 and 2011-07-06; write one of them"):
        MONTH.moment_named("07/06/2011 10:00")


def test_day_and_month_that_may_be_exchanged_are_told_by_the_weekday_or_the_week() -> None:
    assert MONTH.day_named("Tuesday 07/06/2011") == 2
    with pytest.raises(ValueError, match="can mean 2011-06-07 and 2011-07-06; write one of them"):
        WEEK.day_named("06/07/2011", anywhere=True)
    with pytest.raises(ValueError, match="can mean 2011-06-07 and 2011-07-06; write one of them"):
        read_date("06/07/2011")


def test_a_minute_may_lie_outside_the_week_and_a_day_alone_is_its_midnight() -> None:
    assert WEEK.minute_named("2011-06-20") == 0
    assert WEEK.minute_named("tuesday") == 1440
    assert WEEK.minute_named("19.06.2011 23:00") == -60
    assert WEEK.minute_named("2011-06-27 10:00") == 7 * 1440 + 600
    with pytest.raises(ValueError, match="'tomorrow' needs a day and a time"):
        WEEK.minute_named("tomorrow")


def test_several_days_may_be_meant_where_a_list_of_days_is_written() -> None:
    assert FORTNIGHT.days_named("mondays") == FORTNIGHT.days_named("Mon") == [0, 7]
    assert FORTNIGHT.days_named("Monday 27 June") == [7]


@pytest.mark.parametrize(
    ("words", "sittings"),
    [
        ("friday", ["2011-06-24 morning", "2011-06-24 afternoon"]),
        ("fridays", ["2011-06-24 morning", "2011-06-24 afternoon"]),
        ("friday afternoon", ["2011-06-24 afternoon"]),
        ("Friday 24 June, afternoon", ["2011-06-24 afternoon"]),
        ("24.06.2011 afternoon", ["2011-06-24 afternoon"]),
        ("2011-06-24", ["2011-06-24 morning", "2011-06-24 afternoon"]),
    ],
)
def test_a_sitting_is_named_by_its_day_and_its_word(words: str, sittings: list[str]) -> None:
    assert HALF_DAYS.sittings_named(words) == sittings


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("friday evening", "'friday evening' is not a sitting of this week; it can be"),
        ("24 jui 2011", "'24 jui 2011' is not understood as a date; write it as 2011-06-20"),
        ("24.6", "'24.6' is not understood as a date; write it as 2011-06-20, for example"),
        ("firday morning", "'firday' is not a day of this week, 2011-06-20 to 2011-06-24; did you"),
        ("firday", "'firday' is not a sitting or a day of this week; did you mean friday?"),
        ("2011-06-30 morning", "'2011-06-30' is not a day of this week, 2011-06-20 to 2011-06-24"),
        ("sunday", "'sunday' is not a day of this week"),
    ],
)
def test_what_is_no_sitting_is_said(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}"):
        HALF_DAYS.sittings_named(words)


def test_a_list_that_parts_a_day_from_its_sitting_is_refused() -> None:
    both = "'friday, morning' can mean friday morning, or all of friday and every morning"
    with pytest.raises(ValueError, match=both):
        HALF_DAYS.sittings_listed(["friday", "morning"])
    assert len(HALF_DAYS.sittings_listed(["friday morning", "afternoon"])) == 6


@pytest.mark.parametrize(
    ("words", "weekday"), [("2010-06-21", 0), ("Tue", 1), ("Wednesday 23 June", 2)]
)
def test_a_day_of_another_week_counts_by_its_weekday(words: str, weekday: int) -> None:
    assert read_weekday(words) == weekday


@pytest.mark.parametrize("words", ["", "tomorrow", "21 June"])
def test_what_has_no_weekday_is_refused(words: str) -> None:
    with pytest.raises(
        ValueError, match="is not understood as a date or a weekday; write it as 2011-06-20"
    ):
        read_weekday(words)


@pytest.mark.parametrize("words", ["1:" * 50_000, f"thursday{' ' * 100_000}10:00", "," * 100_000])
def test_words_without_end_are_refused_at_once(words: str) -> None:
    with pytest.raises(ValueError, match="needs a day and a time"):
        WEEK.moment_named(words)
