"""Tables as spreadsheet programs write them: read as they are meant, or refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "tables"
SAVED = FOLDER / "saved"
HELD = Path("scenarios/library/apmbc-2011.yaml")


@pytest.mark.parametrize(
    "name",
    [
        "american-times",
        "blank-row-above",
        "sep-line",
        "tab",
        "unicode-text",
        "utf-16-commas",
    ],
)
def test_what_a_spreadsheet_saved_is_the_timetable_that_it_opened(run: Run, name: str) -> None:
    week, schedule = FOLDER / "small.yaml", SAVED / f"{name}.csv"
    opened = run("check", week, FOLDER / "small.csv").output.splitlines()
    outcome = run("check", week, schedule)
    assert (outcome.code, outcome.problems) == (0, "")
    assert outcome.output.splitlines()[1:] == opened[1:]


@pytest.mark.parametrize("name", ["semi", "sep", "tab"])
def test_two_sessions_are_read_whatever_divides_the_cells(run: Run, name: str) -> None:
    folder = FOLDER / "two-sessions"
    outcome = run("check", folder / "week.yaml", folder / f"{name}.csv")
    assert (outcome.code, outcome.problems) == (0, "")
    assert "Every must is kept" in outcome.output


def test_a_schedule_that_was_cut_at_its_semicolons_is_put_together(run: Run) -> None:
    outcome = run("check", HELD, SAVED / "cut-at-semicolons.csv")
    assert outcome.code == 0, outcome
    assert "Every must is kept" in outcome.output


def test_a_workbook_is_named_with_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "schedule.xlsx"
    path.write_bytes(b"PK\x03\x04 xl/workbook.xml")
    outcome = run("check", FOLDER / "small.yaml", path)
    assert outcome.code == 2
    said = (
        "this is an Excel workbook (.xlsx), and a schedule CSV is wanted; open it in its program,"
    )
    assert f"{path}: {said} and save the table as 'CSV UTF-8'\n" == outcome.problems


def test_a_column_that_stands_twice_is_refused(run: Run) -> None:
    outcome = run("check", FOLDER / "small.yaml", FOLDER / "duplicate-header.csv")
    assert outcome.code == 2
    assert "row 1: the column date stands there twice; keep one" in outcome.problems


def test_one_systematic_mistake_is_said_once_with_its_rows(run: Run) -> None:
    outcome = run("check", FOLDER / "small.yaml", SAVED / "cut-at-semicolons.csv")
    assert outcome.code == 2
    assert "'2011-06-20' is not a day of this week, 2027-06-14 to 2027-06-16" in outcome.problems
    assert outcome.problems.count("likewise in 20 more rows: 3, 4, 5, 6, 7 …") == 2
    assert outcome.problems.count("\n") == 3
