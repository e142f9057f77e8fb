"""The command `sensitivity`: which sessions hang on which price."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited


@pytest.fixture
def scenario(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tiny.parent)
    rules = "  give_wanted_time: {prefer: {tier: 2, weight: 3}}\n"
    more = "  reserve_slack: {prefer: {tier: 2}, minutes_a_day: 30}\n"
    return edited(tiny, rules, rules + more)


@pytest.mark.slow
def test_it_says_what_each_weight_moves_and_writes_the_table_and_the_plot(
    run: Run, scenario: Path
) -> None:
    told = run("sensitivity", scenario, "--output", "prices.csv", "--plot", "prices.png")
    assert told.code == 0, told
    assert told.output.startswith("A tiny week\n")
    assert "Each of 2 weights was taken anywhere from half to double" in told.words
    assert told.output.splitlines()[-2:] == ["Written: prices.csv", "Written: prices.png"]
    assert "5 of 5 questions" in told.problems
    rows = list(csv.DictReader(io.StringIO(Path("prices.csv").read_text(encoding="utf-8"))))
    assert {row["session"] for row in rows} == {"clearance", "victims"}
    assert Path("prices.png").read_bytes().startswith(b"\x89PNG")


def test_one_session_is_asked_about_by_its_title(run: Run, scenario: Path) -> None:
    told = run("sensitivity", scenario, "--session", "Victim Assistance", "--factor", "4")
    assert told.code == 0, told
    assert "from 1/4 to 4 times what it is" in told.words
    assert "What moves “Victim Assistance”, the smallest change first" in told.words


@pytest.mark.parametrize(("end", "begin"), [(".md", "# A tiny"), (".html", "<!DOCTYPE html>")])
def test_the_report_is_written_as_its_name_says(
    end: str, begin: str, run: Run, scenario: Path
) -> None:
    assert run("sensitivity", scenario, "--output", f"prices{end}", "--quiet").output == ""
    assert Path(f"prices{end}").read_text(encoding="utf-8").startswith(begin)


def test_a_name_that_no_session_has_is_refused(run: Run, scenario: Path) -> None:
    told = run("sensitivity", scenario, "--session", "clearence")
    assert told.code == 2
    assert told.problems.startswith("--session: ")
    assert "did you mean clearance" in told.problems


def test_a_scenario_without_preferences_is_refused(run: Run, tiny: Path) -> None:
    told = run(
        "sensitivity", edited(tiny, "  give_wanted_time: {prefer: {tier: 2, weight: 3}}", "")
    )
    assert told.code == 2
    assert "no preference" in told.problems


def test_an_impossible_week_ends_as_a_solve_of_it_does(run: Run, scenario: Path) -> None:
    edited(scenario, "format: plenary, least: 60}", "format: plenary, least: 120}")
    told = run("sensitivity", scenario)
    assert told.code == 3
    assert "INFEASIBLE" in told.output
    quiet = run("sensitivity", scenario, "--quiet")
    assert (quiet.code, quiet.output) == (3, "")
    assert "INFEASIBLE" in quiet.problems


def test_a_cluster_and_workers_exclude_each_other(run: Run, scenario: Path) -> None:
    told = run("sensitivity", scenario, "--workers", "2", "--scheduler", "tcp://127.0.0.1:1")
    assert told.code == 2
    assert "leave --workers or --scheduler out" in told.problems
