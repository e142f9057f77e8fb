"""``show``: a timetable as a grid, or what is to be placed."""

from __future__ import annotations

from pathlib import Path

from desk.terminal.tables import week_table
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.document.text import text_of
from tests.desk.conftest import Run, edited


def test_a_timetable_is_shown_day_by_day(run: Run, tiny: Path) -> None:
    outcome = run("show", tiny, "drafted")
    assert outcome.code == 0
    title, summary, days = outcome.output.split("\n\n")
    assert title == "A tiny week"
    assert summary.startswith(
        "The week runs on Monday 14 June from 10:00 to 12:00; Clearance opens"
    )
    assert days == "Monday 14 June\n  10:00–11:00  Clearance\n  11:00–12:00  Victim Assistance\n"


def test_without_a_timetable_it_is_what_is_to_be_placed(run: Run, tiny: Path) -> None:
    outcome = run("show", tiny)
    assert outcome.code == 0
    assert "Monday 14 June  morning 10:00–12:00" in outcome.output
    assert "Victim Assistance" in outcome.output
    assert "1 hour to 1 h 30" in outcome.output
    assert "Candidates: drafted" in outcome.output


def test_on_a_wide_terminal_the_days_are_columns() -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    text = text_of(week_table(scenario.grid(scenario.candidate("held"))), 160)
    assert "Monday 20 June" in text.splitlines()[0]
    assert "Friday 24 June" in text.splitlines()[0]
    for word in ("morning", "lunch", "Stockpile Destruction", "Salle Obasi", "Not held: "):
        assert word in text


def test_a_missing_timetable_is_bad_input(run: Run, tiny: Path) -> None:
    outcome = run("show", tiny, "nowhere.csv")
    assert outcome.code == 2
    assert "nowhere.csv: there is no such file" in outcome.problems


def test_a_pinned_session_is_shown_with_its_place(run: Run, tiny: Path) -> None:
    old = "format: plenary, least: 60}"
    pinned = "format: plenary, least: 60, pinned: {at: monday 10:00, minutes: 60}}"
    outcome = run("show", edited(tiny, old, pinned))
    assert outcome.code == 0
    assert "pinned: Monday 14" in outcome.output
    assert "June at 10:00" in outcome.output
