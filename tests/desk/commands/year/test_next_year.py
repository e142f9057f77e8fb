"""The command `next-year`: from a secretariat's notes to next year's week."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import pytest

from desk.terminal.exit_codes import Exit
from scenarios import LIBRARY, load
from tests.desk.conftest import Run
from tests.weeks import SMALL_WEEK

WEEK = LIBRARY / "apmbc-2011.yaml"

NOTES = """\
session,item,used,participants,useful,reported
general-status-opening,,150,,,
,Overview of the general status,35,,,
mine-clearance,,540,,,
victim-assistance,Updates,200,,,
stockpile-destruction,,40,,,
uganda-victim-assistance,,110,42,yes,yes
colombia-clearance,,90,18,no,yes
albania-cooperation,,120,25,yes,no
"""
"""Invented: nothing of the kind was recorded in 2011."""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.csv"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_week_of_2011_becomes_one_of_2012(run: Run, notes: Path, tmp_path: Path) -> None:
    output, table = tmp_path / "2012.yaml", tmp_path / "proposals.csv"
    asked = ("--notes", notes, "--from", "2012-05-21", "--output", output, "--csv", table)
    found = run("next-year", WEEK, "held", *asked)
    assert found.code == Exit.FINE and not found.problems
    assert "3435 minutes asked for this year" in found.words
    assert "Still owed to the plenary" in found.words
    assert f"Written: {output}" in found.output

    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    by_session = {row["session"]: row for row in rows if not row["item"]}
    assert by_session["general-status-opening"]["proposed"] == "165"
    assert by_session["mine-clearance"]["had"] == "600"
    assert by_session["uganda-victim-assistance"]["value"] == "4"
    assert by_session["albania-cooperation"]["owes_report"] == "yes"
    updates = next(row for row in rows if row["item"] == "Updates")
    assert (updates["minutes_each_now"], updates["minutes_each"]) == ("12", "10")

    week = load(output)
    assert week.week.first.isoformat() == "2012-05-21"
    assert week.week.session["stockpile-destruction"].wanted == 60
    (reference,) = week.week.references.values()
    held = load(WEEK).candidate("held")
    places = [(part.session, part.day, part.start) for part in reference.parts]
    assert sorted(places) == sorted((part.session, part.day, part.start) for part in held.parts)


@pytest.mark.slow
def test_next_years_week_is_solved_by_the_command_line(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    output, schedule = tmp_path / "2012.yaml", tmp_path / "2012.csv"
    asked = ("--notes", notes, "--from", "2012-05-21", "--output", output, "--quiet")
    assert run("next-year", WEEK, "held", *asked).output == ""
    solved = run("solve", output, "--output", schedule, "--workers", "1", "--quiet")
    assert solved.code == Exit.FINE
    judged = run("check", output, schedule)
    assert judged.code == Exit.FINE


@pytest.mark.slow
def test_the_empty_table_is_written_and_read_back(run: Run, tmp_path: Path) -> None:
    for name in ("form.csv", "form.xlsx"):
        form = tmp_path / name
        found = run("next-year", WEEK, "--form", form)
        assert found.code == Exit.FINE
        assert f"Fill in the minutes in {name}, and give it back with --notes." in found.words
        told = run("next-year", WEEK, "--notes", form)
        assert not told.problems
        assert "Minutes were noted for 0 of 22 sessions" in told.words


def test_the_empty_table_is_not_asked_for_beside_anything_else(run: Run, tmp_path: Path) -> None:
    form, output = tmp_path / "form.csv", tmp_path / "next.yaml"
    found = run("next-year", SMALL_WEEK, "--form", form, "--output", output)
    assert found.code == Exit.BAD_INPUT
    assert "--form: this writes the empty table of notes and no more" in found.problems
    assert not form.exists()


def test_what_is_wrong_is_told_at_once(run: Run, notes: Path) -> None:
    notes.write_text("session,used\nmine-clearance,long\n", encoding="utf-8")
    found = run("next-year", WEEK, "--notes", notes, "--from", "soon", "--volunteered", "Ugand")
    assert found.code == Exit.BAD_INPUT
    told = " ".join(found.problems.split())
    assert "row 2, column used: 'long' is no whole number of minutes" in told
    assert "--from: 'soon' is not understood as a date" in told
    assert "--volunteered: there is no delegation 'Ugand'" in told


def test_a_day_of_the_week_that_will_not_do_is_refused(run: Run, tmp_path: Path) -> None:
    found = run("next-year", WEEK, "--from", "2012-05-22", "--output", tmp_path / "2012.yaml")
    assert found.code == Exit.BAD_INPUT
    assert "2012-05-22 is a Tuesday, and this year's week begins on a Monday" in " ".join(
        found.problems.split()
    )
    assert not (tmp_path / "2012.yaml").exists()


def test_the_reserve_is_the_users_to_choose(run: Run, notes: Path) -> None:
    table = notes.with_name("proposals.csv")
    run("next-year", WEEK, "held", "--notes", notes, "--reserve", "0", "--csv", table)
    assert "Used 150 of 180 minutes; rounded up to the grid: 150." in table.read_text("utf-8")


@pytest.mark.slow
def test_a_revision_brings_its_own_timetable(run: Run, tmp_path: Path) -> None:
    week = load(SMALL_WEEK)
    held = tmp_path / "held.csv"
    held.write_text(
        "session,date,start,end,room\nopening,2027-06-14,10:00,11:30,large\n", encoding="utf-8"
    )
    week.publish(held, tmp_path / "small-2027", anyway=True)
    notes = tmp_path / "notes.csv"
    notes.write_text("session,used\nopening,85\n", encoding="utf-8")
    output = tmp_path / "next.yaml"
    asked = ("--notes", notes, "--from", "2028-06-12", "--output", output)
    found = run("next-year", tmp_path / "small-2027", *asked)
    assert found.code == Exit.FINE
    assert load(output).week.session["opening"].wanted == 105


@pytest.mark.slow
def test_the_report_is_written_for_others_to_read(run: Run, notes: Path, tmp_path: Path) -> None:
    for name in ("report.docx", "report.html", "report.md", "report.txt"):
        run("next-year", WEEK, "held", "--notes", notes, "--report", tmp_path / name, "--quiet")
    for name in ("report.html", "report.md", "report.txt"):
        told = " ".join((tmp_path / name).read_text("utf-8").split())
        assert "Still owed to the plenary" in told and "has to volunteer anew" in told
    word = docx.Document(str(tmp_path / "report.docx"))
    assert "Proposals for next year" in [one.text for one in word.paragraphs]
    cells = [cell.text for row in word.tables[0].rows for cell in row.cells]
    assert "Used 150 of 180 minutes; with a reserve of 10 % rounded up to the grid: 165." in cells
