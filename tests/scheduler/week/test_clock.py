"""Times of day and stretches of time, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.week.clock import (
    DAWN,
    DAY,
    EVENING,
    clock,
    count,
    duration,
    hours,
    parse_clock,
    parse_end,
    parse_hours,
)


@given(st.integers(0, DAY))
def test_every_minute_of_the_day_reads_back_as_it_is_written(minutes: int) -> None:
    assert parse_clock(clock(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"), [("9:05", 545), (" 10:00 ", 600), ("24:00", DAY), ("10:00:00", 600)]
)
def test_short_hours_spaces_seconds_and_midnight_are_accepted(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("01:00:00 PM", 780),
        ("9:30 am", 570),
        ("12:00 AM", 0),
        ("12:15pm", 735),
        ("10.00", 600),
        ("1.30 p.m.", 810),
        ("3pm", 900),
        ("3 pm", 900),
        ("12 a.m.", 0),
        ("12PM", 720),
    ],
)
def test_halves_of_the_day_are_read_as_a_spreadsheet_writes_them(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "10.0",
        "10.60",
        "10:5",
        "10:60",
        "24:01",
        "-1:00",
        "10:00:30",
        "13:00 PM",
        "13pm",
        "0 am",
        "pm",
    ],
)
def test_what_is_no_time_of_day_is_refused_with_the_expected_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"write hours and minutes, as in 10:00"):
        parse_clock(text)


@pytest.mark.parametrize("text", ["10:00-13:00", "10:00–13:00", "10:00 — 13:00", "10:00 to 13:00"])
def test_hours_are_two_times_with_any_dash_between_them(text: str) -> None:
    assert parse_hours(text) == (600, 780)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("10:00", "write it as 10:00-13:00"),
        ("10:00-12:00-13:00", "write it as 10:00-13:00"),
        ("13:00-10:00", "write the earlier time first"),
        ("10:00-10:00", "write the earlier time first"),
        ("10:00-", "write hours and minutes"),
        ("10:00-10:00", "lasts no time at all"),
        ("24:00-02:00", "a day ends; write 00:00-02:00 on the next day"),
        ("17:45-06:00", "write the earlier time first"),
        ("18:00-06:15", "write the earlier time first"),
        ("20:00-18:00", "write the earlier time first"),
    ],
)
def test_hours_that_are_none_are_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        parse_hours(text)


@pytest.mark.parametrize(
    ("text", "closes"), [("21:00-01:30", 1530), ("18:00-06:00", 1800), ("23:59-00:01", 1441)]
)
def test_a_night_goes_on_past_midnight(text: str, closes: int) -> None:
    opens, found = parse_hours(text)
    assert found == closes
    assert hours(opens, closes) == text.replace("-", "–")


def test_what_begins_past_midnight_is_marked() -> None:
    assert hours(1440, 1470) == "00:00–00:30 (+1)"
    assert hours(1380, 1440) == "23:00–24:00"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (65, "1 h 05"),
        (120, "2 hours"),
        (150, "2 h 30"),
    ],
)
def test_durations_read_as_people_say_them(minutes: int, words: str) -> None:
    assert duration(minutes) == words


def test_a_noun_agrees_with_its_number() -> None:
    assert [count(1, "part"), count(0, "part"), count(2, "lunch", "lunches")] == [
        "1 part",
        "0 parts",
        "2 lunches",
    ]


@given(st.integers(0, DAY - 1), st.integers(1, DAY))
def test_two_times_in_order_are_a_stretch_and_no_others(begin: int, end: int) -> None:
    for text in {clock(end), clock(end % DAY)}:
        if begin < (parse_clock(text) or DAY):
            assert parse_hours(f"{clock(begin)}-{text}") == (begin, end)
        elif begin >= EVENING and 0 < end <= DAWN:
            assert parse_hours(f"{clock(begin)}-{text}") == (begin, end + DAY)
        else:
            with pytest.raises(ValueError, match=f"'{clock(begin)}-{text}' "):
                parse_hours(f"{clock(begin)}-{text}")


def test_midnight_is_an_end_and_a_beginning() -> None:
    assert parse_hours("00:00-00:00") == (0, DAY)
    assert parse_hours("23:45-12:00 AM") == (1425, DAY)
    assert parse_end("24:00") == parse_end("0:00") == DAY
    assert parse_clock("0:00") == 0
