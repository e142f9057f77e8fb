"""Midnight is the end of one day and the beginning of the next, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.exchange.delegation_week import delegation_week
from scenarios.exchange.schedule_csv import read_reference, read_schedule
from scenarios.loading.loading import load_scenario
from scheduler.document.week_grid import WeekGrid
from scheduler.week.clock import DAY, hours
from tests.desk.conftest import Run, edited

FOLDER = Path(__file__).parent / "midnight"
WEEK = FOLDER / "two-sittings.yaml"


@pytest.mark.parametrize("table", ["until-24-00.csv", "until-0-00.csv"])
def test_what_ends_at_midnight_may_say_24_00_or_as_a_spreadsheet_0_00(run: Run, table: str) -> None:
    outcome = run("check", WEEK, FOLDER / table)
    assert outcome.code == 0
    assert "Every must is kept." in outcome.output


def night(folder: Path, *edits: str) -> Path:
    """Two days with a sitting from 22:00 to 02:00, and a file that changes it."""
    path = folder / "week.yaml"
    path.write_text((FOLDER / "past-midnight.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for before, after in zip(edits[::2], edits[1::2], strict=True):
        edited(path, before, after)
    return path


def test_a_sitting_may_go_on_past_midnight_and_belongs_to_its_evening(
    run: Run, tmp_path: Path
) -> None:
    pin = "pinned: {at: wednesday 00:30, minutes: 60}"
    path = night(tmp_path, "one: {", f"one: {{{pin}, ", "two: {", "two: {hours: 23:30-01:00, ")
    outcome = run("solve", path, "--output", tmp_path / "table.csv")
    assert outcome.code == 0
    assert "Tuesday 15 June\n  00:30–01:30 (+1)  One  r1" in outcome.output
    assert "23:30–00:30       Two" in outcome.output
    written = (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert ",2027-06-16,00:30,01:30,60," in written
    assert ",2027-06-14,23:30,00:30,60," in written
    week = load_scenario(path).week
    [two, one] = read_schedule(tmp_path / "table.csv", week).parts
    assert (one.day, one.start, one.starts) == (1, DAY + 30, (2, 30))
    assert (two.day, two.start) == (0, 1410)
    assert run("check", path, tmp_path / "table.csv").code == 0


@pytest.mark.parametrize(
    ("date", "start", "end", "part"),
    [
        ("2027-06-14", "22:30", "00:30", (0, 1350, 120)),
        ("2027-06-14", "24:00", "01:00", (0, 1440, 60)),
        ("2027-06-15", "0:00", "2:00", (0, 1440, 120)),
        ("tuesday", "1:30", "2:30", (0, 1530, 60)),
        ("2027-06-15", "2:00", "2:30", (1, 120, 30)),
        ("2027-06-16", "0:15", "1:00", (1, 1455, 45)),
        ("2027-06-14", "1:00", "2:00", (0, 60, 60)),
    ],
)
def test_a_row_of_the_small_hours_is_of_the_evening_before(
    tmp_path: Path, date: str, start: str, end: str, part: tuple[int, int, int]
) -> None:
    week = load_scenario(night(tmp_path)).week
    [read] = read_schedule(row(tmp_path, date, start, end), week).parts
    assert (read.day, read.start, read.minutes) == part


def test_a_precedent_of_the_small_hours_is_laid_into_the_night(tmp_path: Path) -> None:
    week = load_scenario(night(tmp_path)).week
    table = row(tmp_path, "2026-06-17", "00:15", "01:00")  # A Wednesday, which this week lacks.
    [read] = read_reference(table, week, by_weekday=True).parts
    assert (read.day, read.start) == (1, DAY + 15)


def test_what_goes_on_after_the_night_is_said_to(run: Run, tmp_path: Path) -> None:
    outcome = run("check", night(tmp_path), row(tmp_path, "2027-06-15", "01:30", "02:30"))
    assert outcome.code == 1
    said = "“One” on Tuesday 15 June at 01:30 for 1 hour lies only partly inside the sitting night"
    assert f"{said} (22:00 to 02:00)." in outcome.words


def test_a_night_may_not_go_on_into_the_next_morning(run: Run, tmp_path: Path) -> None:
    outcome = run(
        "show", night(tmp_path, "morning: 10:00", "early: 01:00-03:00\n    morning: 10:00")
    )
    assert outcome.code == 2
    said = "the sitting ends at 02:00, after 'early' begins at 01:00 on Tuesday, 2027-06-15"
    assert f"line 10, column 12: week › sittings › night: {said}; no two" in outcome.problems


def test_a_move_past_midnight_is_to_another_date(run: Run, tmp_path: Path) -> None:
    path, after = night(tmp_path), tmp_path / "after.csv"
    before = row(tmp_path, "2027-06-14", "22:30", "23:30").rename(tmp_path / "before.csv")
    row(tmp_path, "2027-06-15", "00:30", "01:30").rename(after)
    outcome = run("compare", path, before, after)
    assert "moved from Monday 14 June 22:30 to Tuesday 15 June 00:30" in outcome.words


def test_who_leads_until_the_small_hours_may_leave_when_they_are_over(tmp_path: Path) -> None:
    week = load_scenario(night(tmp_path)).week
    table = read_schedule(row(tmp_path, "2027-06-14", "23:30", "00:30"), week)
    [*_, needed] = delegation_week(week, table, "AAA").sentences()
    assert needed == (
        "You are needed from Monday 14 June at 23:30 until Tuesday 15 June at 00:30; you may leave "
        "after that."
    )


@pytest.mark.slow
def test_a_night_is_drawn_below_its_evening(run: Run, tmp_path: Path) -> None:
    table = row(tmp_path, "2027-06-15", "00:30", "01:30")
    week = load_scenario(night(tmp_path)).week
    grid = WeekGrid(week, read_schedule(table, week))
    assert [hours(one.begin, one.end) for one in grid.days_block().days[0].events] == [
        "00:30–01:30 (+1)"
    ]
    assert run("plot", tmp_path / "week.yaml", table, "--output", tmp_path / "x.svg").code == 0


def test_the_evening_on_which_a_delegation_is_away_ends_in_the_small_hours(
    run: Run, tmp_path: Path
) -> None:
    path = night(
        tmp_path, "co_chairs: [AAA]", "co_chairs: [CCC]", "CCC: {", "CCC: {absent: monday, "
    )
    outcome = run("check", path, row(tmp_path, "2027-06-15", "00:30", "01:30"))
    assert "Cland leads “One” and is not present for 1 hour of it." in outcome.words


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


def test_a_row_past_midnight_lies_across_the_two_sittings_that_midnight_parts(
    run: Run, tmp_path: Path
) -> None:
    outcome = run("check", WEEK, row(tmp_path, "2027-06-14", "22:30", "00:30"))
    assert outcome.code == 1
    said = "“One” on Monday 14 June at 22:30 for 2 hours lies only partly inside the sitting night"
    assert f"{said} (22:00 to 24:00)" in outcome.words


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
