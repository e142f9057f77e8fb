"""Weeks in which clocks go forward or back: times are those on the wall, and that is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.week.clock import DAY, clocks_moved
from tests.desk.conftest import Run

ZURICH = ZoneInfo("Europe/Zurich")
MARCH, OCTOBER = date(2027, 3, 27), date(2027, 10, 30)
"""The Saturdays before the Sundays on which clocks change at 2:00, and at 3:00."""


@pytest.mark.parametrize(
    ("first", "begin", "end", "moved"),
    [
        (MARCH, "1:00", "2:00", 0),
        (MARCH, "1:00", "2:01", 60),
        (MARCH, "2:59", "4:00", 60),
        (MARCH, "3:00", "4:00", 0),
        (OCTOBER, "1:00", "2:00", 0),
        (OCTOBER, "1:00", "2:01", -60),
        (OCTOBER, "2:59", "4:00", -60),
        (OCTOBER, "3:00", "4:00", 0),
    ],
)
def test_clocks_move_between_two_and_three(first: date, begin: str, end: str, moved: int) -> None:
    times = [DAY + int(text[0]) * 60 + int(text[2:]) for text in (begin, end)]
    assert clocks_moved(ZURICH, first, *times) == moved


def test_not_every_zone_moves_by_an_hour() -> None:
    moved = clocks_moved(ZoneInfo("Australia/Lord_Howe"), date(2027, 10, 2), DAY, 2 * DAY)
    assert moved == 30


def week(folder: Path, first: date, night: str, zone: str = "Europe/Zurich") -> Path:
    path = folder / "week.yaml"
    path.write_text(
        f"""\
schema: 1
week:
  from: {first}
  to: {first.replace(day=first.day + 1)}
  timezone: {zone}
  sittings: {{morning: 10:00-13:00}}
  days: {{saturday: {{sittings: {{night: {night}}}}}}}
delegations: {{also: {{AAA: {{name: Aland}}}}}}
bodies: {{x: {{name: Body X, kind: other}}}}
sessions: {{one: {{title: One, body: x, format: special, least: 60, days: sunday}}}}
""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (
            MARCH,
            "on Sunday, 2027-03-28, clocks go forward by 1 hour in this sitting; it lasts 1 hour "
            "less than its hours say, and some of its times are shown by no clock",
        ),
        (
            OCTOBER,
            "on Sunday, 2027-10-31, clocks go back by 1 hour in this sitting; it lasts 1 hour more "
            "than its hours say, and some of its times are shown twice",
        ),
    ],
)
def test_a_night_in_which_clocks_change_is_told(
    run: Run, tmp_path: Path, first: date, said: str
) -> None:
    outcome = run("show", week(tmp_path, first, "21:00-03:30"))
    assert outcome.code == 0
    assert f"week › days › saturday › sittings › night: {said}" in outcome.problems
    assert "line 7, column" in outcome.problems


@pytest.mark.parametrize(
    ("first", "night", "zone"),
    [
        (MARCH, "21:00-02:00", "Europe/Zurich"),
        (MARCH, "21:00-03:30", "Africa/Nairobi"),
        (MARCH, "21:00-03:30", "UTC"),
        (date(2027, 3, 20), "21:00-03:30", "Europe/Zurich"),
        (OCTOBER, "21:00-02:00", "Europe/Zurich"),
    ],
)
def test_a_night_in_which_clocks_do_not_change_is_not(
    run: Run, tmp_path: Path, first: date, night: str, zone: str
) -> None:
    outcome = run("show", week(tmp_path, first, night, zone))
    assert (outcome.code, "clocks" in outcome.problems) == (0, False)


def test_hours_that_do_not_exist_are_refused(run: Run, tmp_path: Path) -> None:
    path = week(tmp_path, MARCH, "20:00-21:00")
    text = path.read_text(encoding="utf-8").replace("saturday", "sunday", 1)
    path.write_text(text.replace("night: 20:00-21:00", "vigil: 02:00-03:00"), encoding="utf-8")
    outcome = run("show", path)
    assert outcome.code == 2
    said = "clocks go forward by 1 hour in this sitting, which has no time left; move it"
    assert f"vigil: on Sunday, 2027-03-28, {said}" in outcome.problems


@pytest.mark.parametrize(("first", "offset"), [(MARCH, "+02:00"), (OCTOBER, "+01:00")])
def test_other_programs_get_the_offset_of_each_time(
    run: Run, tmp_path: Path, first: date, offset: str
) -> None:
    path = week(tmp_path, first, "21:00-22:00")
    assert run("solve", path, "--output", path.with_suffix(".csv")).code == 0
    record = path.with_suffix(".json")
    asked = ("--session", "one", "--at", "sunday 11:00", "--json", record)
    assert run("why", path, path.with_suffix(".csv"), *asked).code == 0
    found = json.loads(record.read_text(encoding="utf-8"))
    sunday = first.replace(day=first.day + 1)
    assert found["from"]["begins"] == f"{sunday}T10:00:00{offset}"
    assert found["to"]["ends"] == f"{sunday}T12:00:00{offset}"
