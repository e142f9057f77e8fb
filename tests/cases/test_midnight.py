"""Midnight is the end of one day and the beginning of the next, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run, edited

FOLDER = Path(__file__).parent / "midnight"
WEEK = FOLDER / "two-sittings.yaml"


@pytest.mark.parametrize("table", ["until-24-00.csv", "until-0-00.csv"])
def test_what_ends_at_midnight_may_say_24_00_or_as_a_spreadsheet_0_00(run: Run, table: str) -> None:
    outcome = run("check", WEEK, FOLDER / table)
    assert outcome.code == 0
    assert "Every must is kept." in outcome.output


def test_a_sitting_past_midnight_is_refused_with_advice_that_works(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text((FOLDER / "past-midnight.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    outcome = run("show", path)
    assert outcome.code == 2
    assert "line 9" in outcome.problems
    advice = "'22:00-02:00' goes past midnight, where a day ends; write 22:00-24:00, and "
    assert f"{advice}00:00-02:00 on the next day" in outcome.problems
    edited(path, "night: 22:00-02:00", "night: 22:00-24:00\n    small hours: 00:00-02:00")
    assert run("show", path).code == 0


def row(folder: Path, date: str, start: str, end: str) -> Path:
    path = folder / "table.csv"
    text = f"session,date,start,end,room\none,{date},{start},{end},r1\n"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        ("23:00", "12:00 AM", (0, 1380, 60)),
        ("23:00", "00:00:00", (0, 1380, 60)),
        ("24:00", "01:00", (1, 0, 60)),
        ("0:00", "1:00", (0, 0, 60)),
        ("00:00", "00:00", (0, 0, 1440)),
    ],
)
def test_a_row_has_its_midnight_where_it_means_it(
    tmp_path: Path, start: str, end: str, part: tuple[int, int, int]
) -> None:
    [read] = read_schedule(row(tmp_path, "2027-06-14", start, end), load_scenario(WEEK).week).parts
    assert (read.day, read.start, read.minutes) == part


def test_a_row_past_midnight_is_to_be_two(run: Run, tmp_path: Path) -> None:
    outcome = run("check", WEEK, row(tmp_path, "2027-06-14", "22:30", "00:30"))
    assert outcome.code == 2
    assert "row 2, column end: the part goes past midnight" in outcome.problems
    assert "write two rows, the first until 24:00 and the second from 00:00" in outcome.problems


def test_a_row_that_ends_before_it_begins_is_no_night(run: Run, tmp_path: Path) -> None:
    outcome = run("check", WEEK, row(tmp_path, "2027-06-14", "13:00", "10:00"))
    assert "the part ends at 10:00, not after 13:00" in outcome.problems


def test_to_begin_at_24_00_is_to_begin_the_next_day(run: Run) -> None:
    asked = ("--session", "one", "--at", "monday 24:00")
    outcome = run("why", WEEK, FOLDER / "until-24-00.csv", *asked, "--room", "r2")
    assert outcome.code == 0
    assert "On Tuesday 15 June, 00:00 to 01:00" in outcome.words


def test_a_pin_at_24_00_and_hours_until_0_00_are_understood(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(WEEK.read_text(encoding="utf-8"), encoding="utf-8")
    edited(path, "one: {", "one: {pinned: {at: 'monday 24:00', minutes: 60}, ")
    edited(path, "two: {", "two: {hours: 22:00-00:00, ")
    outcome = run("solve", path)
    assert outcome.code == 0
    assert "00:00–01:00 One" in outcome.words
    assert "22:00–23:00 Two" in outcome.words
