"""``solve``: what it says, what it writes, and how it ends."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.exchange.schedule_csv import read_schedule, schedule_text
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run, edited
from tests.weeks import SMALL_WEEK


@pytest.fixture
def overfull(tiny: Path) -> Path:
    """Two sessions of an hour and one of 90 minutes in a sitting of two hours."""
    return edited(tiny, "least: 60, wanted: 90", "least: 90")


def test_a_week_is_solved_proven_and_written(run: Run, tiny: Path, tmp_path: Path) -> None:
    output, record = tmp_path / "schedule.csv", tmp_path / "result.json"
    outcome = run("solve", tiny, "--output", output, "--json", record)
    assert outcome.code == 0
    assert "PROVEN" in outcome.output
    assert "tier 2       cost 90, bound 90" in outcome.output
    assert f"Written: {output}\nWritten: {record}" in outcome.output
    timetable = read_schedule(output, load_scenario(tiny).week)
    assert load_scenario(tiny).judge(timetable).legal


def test_the_record_holds_the_result(run: Run, tiny: Path, tmp_path: Path) -> None:
    output, record = tmp_path / "schedule.csv", tmp_path / "result.json"
    run("solve", tiny, "--output", output, "--json", record, "--seed", "7", "--workers", "1")
    result = json.loads(record.read_text(encoding="utf-8"))
    assert result["status"] == "PROVEN"
    assert [set(tier) for tier in result["tiers"]] == [{"name", "value", "bound", "seconds"}] * 2
    assert result["seconds"] > 0
    assert result["interrupted"] is False
    with output.open(encoding="utf-8", newline="") as stream:
        assert result["timetable"] == list(csv.DictReader(stream))
    assert [finding["rule"] for finding in result["findings"]] == ["give_wanted_time"]
    assert result["provenance"]["scenario"] == "tiny.yaml"
    assert result["provenance"]["seed"] == 7
    assert result["provenance"]["workers"] == 1


def test_the_timetable_and_its_price_are_shown(run: Run, tiny: Path) -> None:
    outcome = run("solve", tiny)
    assert "  10:00–11:00  " in outcome.output
    assert "give_wanted_time" in outcome.output.splitlines()[-2]
    assert "Switched off in this scenario: keep_experiments_voluntary" in outcome.output


@pytest.mark.slow
def test_quiet_says_nothing(start: Run, tiny: Path, tmp_path: Path) -> None:
    outcome = start("solve", tiny, "--quiet", "--output", tmp_path / "schedule.csv")
    assert (outcome.code, outcome.output, outcome.problems) == (0, "", "")
    assert (tmp_path / "schedule.csv").exists()


@pytest.mark.slow
def test_progress_goes_to_the_error_stream(start: Run, tiny: Path) -> None:
    outcome = start("solve", tiny)
    assert outcome.problems.startswith("a first timetable, ")
    assert "tier 2, " in outcome.problems
    assert "tier 2, " not in outcome.output


def test_what_cannot_be_is_said_with_a_remedy(run: Run, overfull: Path, tmp_path: Path) -> None:
    output, record = tmp_path / "schedule.csv", tmp_path / "result.json"
    output.write_text("as it was", encoding="utf-8")
    outcome = run("solve", overfull, "--output", output, "--json", record)
    assert outcome.code == 3
    assert "no timetable keeps every must" in outcome.output
    assert "What to try" in outcome.output
    lines = [line for line in outcome.output.splitlines() if str(tmp_path) not in line]
    assert max(map(len, lines)) <= 80
    assert output.read_text(encoding="utf-8") == "as it was"
    result = json.loads(record.read_text(encoding="utf-8"))
    assert (result["status"], result["timetable"]) == ("INFEASIBLE", None)


@pytest.mark.slow
def test_an_overfull_week_names_the_count(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "result.json"
    outcome = run("solve", LIBRARY / "overfull.yaml", "--json", record)
    assert outcome.code == 3
    assert "26 hours" in outcome.output
    reasons = json.loads(record.read_text(encoding="utf-8"))["reasons"]
    assert reasons[0]["need"] > reasons[0]["have"]
    assert reasons[0]["sentence"] in " ".join(outcome.output.split())


def test_quiet_still_says_why_there_is_no_timetable(run: Run, overfull: Path) -> None:
    outcome = run("solve", overfull, "--quiet")
    assert (outcome.code, outcome.output) == (3, "")
    assert "INFEASIBLE" in outcome.problems


@pytest.mark.slow
@pytest.mark.usefixtures("hasty_clock")
def test_no_time_at_all_finds_nothing(run: Run) -> None:
    outcome = run("solve", LIBRARY / "apmbc-2011.yaml", "--time-limit", "1")
    assert outcome.code == 4
    assert "UNKNOWN" in outcome.output
    assert "--time-limit" in outcome.output


@pytest.mark.parametrize("option", ["--output", "--json"])
def test_a_place_that_cannot_be_is_found_before_solving(
    run: Run, tiny: Path, tmp_path: Path, option: str
) -> None:
    for place, what in [(tmp_path / "no" / "x", "no folder"), (tmp_path, "this is a folder")]:
        outcome = run("solve", tiny, option, place)
        assert outcome.code == 2
        assert what in outcome.problems
        assert outcome.output == ""


def test_the_scenario_is_never_overwritten(run: Run, tiny: Path) -> None:
    before = tiny.read_bytes()
    outcome = run("solve", tiny, "--output", tiny)
    assert outcome.code == 2
    assert "this is the scenario" in outcome.problems
    assert tiny.read_bytes() == before


def test_two_files_do_not_share_a_place(run: Run, tiny: Path, tmp_path: Path) -> None:
    outcome = run("solve", tiny, "--output", tmp_path / "x", "--json", tmp_path / "." / "x")
    assert outcome.code == 2
    assert "this is the schedule" in outcome.problems


def test_all_bad_places_are_named_at_once(run: Run, tiny: Path, tmp_path: Path) -> None:
    outcome = run("solve", tiny, "--output", tmp_path, "--json", tmp_path / "no" / "x.json")
    assert len(outcome.problems.splitlines()) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write anywhere")
def test_a_folder_that_may_not_be_written_is_bad_input(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    outcome = run("solve", tiny, "--output", closed / "schedule.csv")
    assert outcome.code == 2
    assert "nothing may be written" in outcome.problems


@pytest.mark.slow
def test_the_starter_solves_to_the_same_file_whatever_the_seed(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert run("solve", SMALL_WEEK, "--output", one, "--seed", "1").code == 0
    assert run("solve", SMALL_WEEK, "--output", other, "--seed", "2", "--workers", "1").code == 0
    assert one.read_bytes() == other.read_bytes()
    week = load_scenario(SMALL_WEEK).week
    assert schedule_text(week, read_schedule(one, week)) == one.read_text(encoding="utf-8")


@pytest.mark.slow
def test_two_protocols_are_solved_and_judged_from_the_library(run: Run, tmp_path: Path) -> None:
    scenario, written = LIBRARY / "ccw-2010-april.yaml", tmp_path / "schedule.csv"
    solved = run("solve", scenario, "--output", written, "--time-limit", "300", "--quiet")
    assert solved.code == 0, solved
    judged = run("check", scenario, written)
    assert judged.code == 0, judged
    assert "Every must is kept." in judged.output
    assert "71 States can follow reporting in both" in judged.output
