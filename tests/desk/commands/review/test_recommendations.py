"""The command ``recommendations``."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.terminal.exit_codes import Exit
from scenarios import LIBRARY
from tests.desk.conftest import Run, edited

WEEK_2010, WEEK_2011 = LIBRARY / "apmbc-2010.yaml", LIBRARY / "apmbc-2011.yaml"
OVERFULL = LIBRARY / "overfull.yaml"


def flat(text: str) -> str:
    """A text with its line breaks taken out."""
    return " ".join(text.split())


def test_a_candidate_is_reported_on_by_its_name(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, "drafted")
    assert told.code == Exit.FINE
    assert "This report speaks of one timetable, the candidate “drafted”," in flat(told.output)
    assert "breaks no must" in flat(told.output)
    assert "Switched off in this scenario: keep_experiments_voluntary" in told.output
    for number in range(1, 10):
        assert f"\nR{number}  " in told.output


def test_a_schedule_is_reported_on_by_its_file(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, tiny.parent / "drafted.csv")
    assert told.code == Exit.FINE
    assert "drafted.csv" in told.output


def test_without_a_timetable_the_scenario_is_solved(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny)
    assert told.code == Exit.FINE
    assert "solved (PROVEN)" in told.output
    assert "no other timetable to compare with" in flat(told.output), "it is the one drafted"


def test_quiet_says_nothing_and_still_writes_the_report(run: Run, tiny: Path) -> None:
    page = tiny.parent / "report.txt"
    search = ("--workers", "1", "--seed", "7", "--quiet")
    told = run("recommendations", tiny, "--output", page, *search)
    assert (told.code, told.output, told.problems) == (Exit.FINE, "", "")
    assert "solved (PROVEN)" in page.read_text(encoding="utf-8")


def test_a_timetable_that_breaks_a_must_is_reported_on_all_the_same(run: Run, tiny: Path) -> None:
    edited(tiny.parent / "drafted.csv", "10:00,11:00", "10:30,11:30")
    told = run("recommendations", tiny, "drafted")
    assert told.code == Exit.FINE
    assert "breaks the must" in flat(told.output)
    assert "keep_plenaries_alone in" in flat(told.output)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("report.html", "<!DOCTYPE html>"),
        ("report.HTML", "<!DOCTYPE html>"),
        ("report.md", "# The nine recommendations"),
        ("report.txt", "The nine recommendations: "),
    ],
)
@pytest.mark.parametrize("week", [WEEK_2010, WEEK_2011], ids=lambda path: path.stem)
def test_the_report_is_written_in_the_form_of_the_ending(
    run: Run, tmp_path: Path, week: Path, name: str, begins: str
) -> None:
    told = run("recommendations", week, "held", "--output", tmp_path / name)
    assert told.code == Exit.FINE
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "The Standing Committee on Stockpile Destruction sits for" in text
    assert f"Written: {tmp_path / name}" in told.output


@pytest.mark.slow
def test_the_week_of_2011_solved_meets_what_it_can(run: Run, tmp_path: Path) -> None:
    told = run(
        *("recommendations", WEEK_2011, "--output", tmp_path / "report.html"),
        *("--time-limit", "20"),  # A first timetable will do.
    )
    assert told.code == Exit.FINE
    assert "R6  Alternative structures side by side               ● met" in told.output
    assert "“held” breaks no must" in flat(told.output)
    assert "R2  The committee on cooperation and assistance sits  ● met" in told.output
    assert "solved (" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_infeasible_week_says_why_and_what_can_be_said(run: Run, tmp_path: Path) -> None:
    told = run("recommendations", OVERFULL, "--output", tmp_path / "report.md")
    assert told.code == Exit.INFEASIBLE
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    for said in (flat(told.output), text.replace("\\", "")):
        assert "INFEASIBLE" in said
        assert "need 26 hours" in said
        assert "There is no timetable" in said
        assert "Albania is named as President" in said
    assert "● met" not in told.output


@pytest.mark.slow
@pytest.mark.usefixtures("hasty_clock")
def test_nothing_found_in_time_is_told_apart_from_impossible(run: Run) -> None:
    told = run("recommendations", WEEK_2011, "--time-limit", "1")
    assert told.code == Exit.NOTHING_FOUND
    assert "UNKNOWN" in told.output
    assert "There is no timetable" in told.output


def test_an_unknown_timetable_is_refused_with_the_nearest_name(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, "draftet")
    assert told.code == Exit.BAD_INPUT
    assert "drafted" in told.problems
    assert not told.output


def test_a_missing_schedule_is_refused(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, "gone.csv")
    assert told.code == Exit.BAD_INPUT
    assert "gone.csv" in told.problems


@pytest.mark.slow
def test_team_sizes_are_studied_for_the_fourth_recommendation(run: Run, tiny: Path) -> None:
    edited(tiny, "bodies:", "leadership: {pool: [NOR, THA]}\nbodies:")
    told = run("recommendations", tiny, "drafted", "--team-sizes", "1")
    assert told.code == Exit.FINE
    assert "R4  How many leaders the week needs                   – cannot say" in told.output
    assert "The study has teams of one size only" in flat(told.output)
    assert "Teams 1 + 0: the week works with 2 States in 2 posts" in flat(told.output)


def test_results_that_are_none_of_a_sweep_are_refused(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, "drafted", "--sweep", tiny)
    assert told.code == Exit.BAD_INPUT
    assert "this is no file of results" in told.problems
    assert not told.output


def test_a_team_size_that_cannot_be_read_is_refused(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, "drafted", "--team-sizes", "many")
    assert told.code == Exit.BAD_INPUT
    assert "'many' is not the size of a team" in told.problems
    assert not told.output


@pytest.mark.slow
def test_open_posts_are_filled_as_the_leaders_say(run: Run, tiny: Path) -> None:
    edited(tiny, "co_chairs: [NOR]}", "posts: {co_chairs: 1}}")
    edited(tiny, "bodies:", "leadership: {pool: [NOR, THA]}\nbodies:")
    leaders = tiny.parent / "leaders.csv"
    assert run("solve", tiny, "--leaders", leaders, "--quiet").code == Exit.FINE
    without = run("recommendations", tiny, "drafted")
    with_them = run("recommendations", tiny, "drafted", "--leaders", leaders)
    assert "1 post of 2 is open" in flat(without.output)
    assert "All 2 posts are filled" in flat(with_them.output)


@pytest.mark.parametrize("name", ["report.docx", "report", "report.htm"])
def test_an_unknown_ending_is_refused_before_anything_is_solved(
    run: Run, tiny: Path, name: str
) -> None:
    told = run("recommendations", tiny, "--output", tiny.parent / name)
    assert told.code == Exit.BAD_INPUT
    assert ".html, .md or .txt" in told.problems
    assert not told.output
    assert not (tiny.parent / name).exists()


def test_a_missing_folder_and_an_unknown_ending_are_refused_at_once(run: Run, tiny: Path) -> None:
    told = run("recommendations", tiny, "--output", tiny.parent / "gone" / "report.docx")
    assert told.code == Exit.BAD_INPUT
    assert len(told.problems.splitlines()) == 2
    assert "there is no folder" in told.problems


def test_a_report_does_not_replace_what_it_is_made_from(run: Run, tiny: Path) -> None:
    schedule = tiny.parent / "drafted.txt"
    schedule.write_bytes((tiny.parent / "drafted.csv").read_bytes())
    told = run("recommendations", tiny, schedule, "--output", schedule)
    assert told.code == Exit.BAD_INPUT
    assert "this is the timetable" in told.problems


def test_markup_in_a_title_is_escaped_on_the_page(run: Run, tiny: Path) -> None:
    edited(tiny, "title: A tiny week", 'title: "<script>alert(1)</script>"')
    page = tiny.parent / "report.html"
    assert run("recommendations", tiny, "drafted", "--output", page).code == Exit.FINE
    assert "<script" not in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_it_works_on_a_terminal_that_knows_only_ascii(start: Run, tiny: Path) -> None:
    told = start("recommendations", tiny, "drafted", PYTHONIOENCODING="ascii")
    assert told.code == Exit.FINE
    assert "R9" in told.output
