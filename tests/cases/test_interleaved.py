"""Two committees that take turns: it costs where a scenario asks, and a whole order is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited

HERE = Path(__file__).parent / "interleaved"
WEEK = HERE / "week.yaml"


def test_committees_that_take_turns_cost_an_interruption_each(run: Run) -> None:
    outcome = run("check", WEEK, HERE / "taking-turns.csv")
    assert outcome.code == 0
    assert "Tier 1 costs 2" in outcome.words
    for title in ("Clearance", "Victims"):
        said = f"“{title}” is interrupted once by another committee's plenary."
        assert said in outcome.words


@pytest.mark.slow
def test_solve_finds_an_order_in_which_each_committee_finishes(run: Run, tmp_path: Path) -> None:
    schedule = tmp_path / "schedule.csv"
    outcome = run("solve", WEEK, "--output", schedule, "--time-limit", "600")
    assert outcome.code == 0
    assert "PROVEN" in outcome.words
    assert "Tier 1 costs 0" in run("check", WEEK, schedule).words


@pytest.mark.slow
def test_as_a_must_it_forbids_taking_turns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(WEEK.read_text(encoding="utf-8"), encoding="utf-8")
    edited(path, "prefer: {tier: 1, weight: 1}", "must: true")
    assert run("solve", path, "--quiet", "--time-limit", "600").code == 0
    assert run("check", path, HERE / "taking-turns.csv").code == 1


def test_the_committees_that_open_and_close_the_week_are_left_out_by_name(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(WEEK.read_text(encoding="utf-8"), encoding="utf-8")
    edited(path, "weight: 1}}", "weight: 1}, leave_out: [victims]}")
    assert "Tier 1 costs 0" in run("check", path, HERE / "taking-turns.csv").words
