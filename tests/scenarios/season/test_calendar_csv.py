"""The calendar CSV: what is written reads back, and what cannot be read is named by its row."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from scenarios.season.calendar_csv import COLUMNS, calendar_text, read_calendar
from scenarios.season.loading import build_season
from scheduler.errors import BadInput
from scheduler.season.season import Dates

PLAN = build_season(
    {
        "schema": 1,
        "meetings": {
            "one": {
                "name": "=1+1",
                "city": "Bern",
                "held": {"from": "2027-06-14", "to": "2027-06-15"},
                "may_begin": {"from": "2027-06-01", "to": "2027-06-30"},
            },
            "two": {"name": "Two", "city": "Bern", "days": 3, "may_begin": "2027-06-21"},
        },
    }
)
SEASON = PLAN.season


def read(tmp_path: Path, text: str) -> dict[str, Dates]:
    path = tmp_path / "calendar.csv"
    path.write_text(text, encoding="utf-8")
    return read_calendar(path, SEASON)


def test_a_calendar_reads_back(tmp_path: Path) -> None:
    calendar = PLAN.calendar({"one": date(2027, 6, 7)})
    text = calendar_text(SEASON, calendar)
    assert read(tmp_path, text) == calendar
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["moved"] for row in rows] == ["-7", "0"]
    assert rows[0]["name"] == "'=1+1", "no spreadsheet takes it for a formula"
    assert [row["held_from"] for row in rows] == ["2027-06-14", ""], "nothing recorded is empty"


def test_a_meeting_and_its_first_day_are_enough(tmp_path: Path) -> None:
    calendar = read(tmp_path, "meeting;from\ntwo;22.06.2027\n")
    assert calendar["two"] == Dates(date(2027, 6, 22), date(2027, 6, 24))
    assert calendar["one"] == SEASON.meeting["one"].held


def test_every_problem_is_named_by_row_and_column(tmp_path: Path) -> None:
    text = (
        "meeting,from,to\nthree,2027-06-07,\none,2027-06-31,\none,2027-06-07,2027-06-08\n"
        "two,2027-06-23,2027-06-22\ntow,2027-06-22,\n"
    )
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)
    said = [str(problem).partition("calendar.csv, ")[2] for problem in caught.value.problems]
    assert said == [
        "row 2, column meeting: there is no meeting 'three'; it can be one, two",
        "row 3, column from: '2027-06-31' is not a date: there is no such day; June "
        "has only 30 days",
        "row 4, column meeting: this row repeats row 3; keep one of them",
        "row 5, column to: the meeting ends on 2027-06-22, before it begins on 2027-06-23",
        "row 6, column meeting: there is no meeting 'tow'; did you mean two?",
    ]


def test_a_date_that_can_mean_two_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can mean 2027-06-07 and 2027-07-06; write one of them"):
        read(tmp_path, "meeting,from\none,07/06/2027\n")


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="the column from is missing"):
        read(tmp_path, "meeting\none\n")


def test_when_a_meeting_was_held_may_be_written_otherwise_and_another_day_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = "meeting,from,held_from,held_to\none,2027-06-07,14.06.2027,{}\n"
    assert read(tmp_path, text.format("15 June 2027"))["one"].first == date(2027, 6, 7)
    assert caplog.text == ""
    for other in ("16.06.2027", "1.5"):
        caplog.clear()
        read(tmp_path, text.format(other))
        assert f"row 2, column held_to: '{other}' is not read; the season file" in caplog.text
