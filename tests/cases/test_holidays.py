"""Public holidays: of a place, of a table, of a calendar file; each is told with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.reading import office
from scheduler.errors import BadInput
from tests.desk.conftest import Run

WEEK = """\
schema: 1
week: {from: 2027-05-17, to: 2027-05-21, HOLIDAYS}
bodies: {work: {name: Work, kind: other}}
sessions: {one: {body: work, format: plenary, least: 60}}
"""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:lakes
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20270518
DTEND;VALUE=DATE:20270520
SUMMARY:Lake Days
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20270521T080000Z
SUMMARY:Regatta
END:VEVENT
END:VCALENDAR
"""


def week(folder: Path, holidays: str) -> Path:
    path = folder / "week.yaml"
    path.write_text(WEEK.replace("HOLIDAYS", f"holidays: {holidays}"), encoding="utf-8")
    return path


def days(path: Path) -> list[int]:
    return [day + 17 for day in load_scenario(path).week.days]


@pytest.mark.slow
def test_those_of_a_place_close_its_days_and_are_told(run: Run, tmp_path: Path) -> None:
    path = week(tmp_path, "CH-GE")
    assert days(path) == [18, 19, 20, 21]
    told = "nobody meets on Monday 17 May (Pentecost Monday); 'but_not' opens a day"
    assert told in run("show", path).problems


@pytest.mark.slow
def test_they_are_told_where_the_week_is_looked_at_and_with_no_other_command(
    run: Run, tmp_path: Path
) -> None:
    path, schedule = week(tmp_path, "CH-GE"), tmp_path / "schedule.csv"
    solved = run("solve", path, "--output", schedule, "--quiet")
    assert (solved.code, solved.problems) == (0, "")
    assert run("plot", path, schedule, "--output", tmp_path / "week.png").problems == ""
    for looking in (
        run("check", path, schedule),
        run("publish", path, schedule, "--to", tmp_path / "out"),
    ):
        assert looking.problems.count("nobody meets on Monday 17 May (Pentecost Monday)") == 1
        assert looking.problems.startswith("Note: ")


def test_a_session_that_names_one_is_always_warned_of(run: Run, tmp_path: Path) -> None:
    path = week(tmp_path, "CH-GE")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("least: ", "days: [monday, tuesday], least: ", 1), encoding="utf-8"
    )
    outcome = run("solve", path)
    assert "Warning: " in outcome.problems
    told = "days: nobody meets on Monday 17 May, a public holiday; its other days are left"
    assert told in outcome.problems


def test_a_day_may_stay_open(tmp_path: Path) -> None:
    place = "{country: CH, subdivision: GE, but_not: [monday]}"
    assert days(week(tmp_path, place)) == [17, 18, 19, 20, 21]


def test_those_of_a_table_are_read_as_any_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("Date;Name\n19.05.2027;Lake Day\n", encoding="utf-8")
    path = week(tmp_path, "ours.csv")
    assert days(path) == [17, 18, 20, 21]
    assert "Wednesday 19 May (Lake Day)" in run("show", path).problems


def test_those_of_a_calendar_file_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.ics").write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    path = week(tmp_path, "{file: ours.ics}")
    assert days(path) == [17, 20]
    assert "Wednesday 19 May (Lake Days) and Friday 21 May (Regatta)" in run("show", path).problems


def test_a_file_that_another_extends_leads_to_its_own_table(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "ours.csv").write_text("date,name\n2027-05-19,Lake Day\n")
    week(tmp_path / "below", "ours.csv")
    above = tmp_path / "above.yaml"
    above.write_text("schema: 1\nextends: below/week.yaml\n", encoding="utf-8")
    assert days(above) == [17, 18, 20, 21]


@pytest.mark.parametrize(
    ("holidays", "told"),
    [
        ("XX", "there is no country 'XX'"),
        ("CH-XX", "CH has no part 'XX'"),
        ("none.csv", "there is no file"),
        ("{subdivision: GE}", "name a country, as in CH-GE, or a file"),
        ("{country: CH, but_not: [mnday]}", "did you mean monday?"),
        ("broken.csv", "row 2, column date"),
        ("broken.ics", "cannot be read as a calendar"),
    ],
)
def test_what_is_no_holiday_is_refused(tmp_path: Path, holidays: str, told: str) -> None:
    (tmp_path / "broken.csv").write_text("date,name\nsoon,Lake Day\n", encoding="utf-8")
    (tmp_path / "broken.ics").write_text("lakes", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        load_scenario(week(tmp_path, holidays))
    assert told in str(error.value)


def test_without_the_extra_a_place_is_refused_and_a_table_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_spec", lambda module: None)
    with pytest.raises(BadInput, match="office"):
        load_scenario(week(tmp_path, "CH"))
    (tmp_path / "ours.csv").write_text("date,name\n2027-05-19,Lake Day\n", encoding="utf-8")
    assert days(week(tmp_path, "ours.csv")) == [17, 18, 20, 21]
