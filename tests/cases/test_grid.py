"""Weeks on other grids than a quarter of an hour."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited
from tests.scenarios.studies.sweep.weeks import counting

FOLDER = Path(__file__).parent / "grid"


def test_minutes_off_the_grid_are_refused_with_those_to_write(run: Run) -> None:
    outcome = run("solve", FOLDER / "twenty.yaml", "--quiet")
    assert outcome.code == 2
    assert "twenty.yaml, line 23, column 54" in outcome.problems
    assert "50 minutes are not on the grid of 20 minutes; write 60" in outcome.problems


@pytest.mark.parametrize(
    ("name", "times", "cost"),
    [("seven.yaml", "10:00–12:55", "cost 7, bound 7"), ("five.yaml", "10:00–11:05", "cost 0")],
)
def test_a_session_is_given_the_most_that_the_grid_holds(
    run: Run, name: str, times: str, cost: str
) -> None:
    outcome = run("solve", FOLDER / name)
    assert outcome.code == 0
    assert "PROVEN" in outcome.output
    assert f"{times}  One" in outcome.output
    assert cost in outcome.output


@pytest.mark.parametrize(
    ("variant", "words"),
    [
        ("coarse", "INFEASIBLE. “One” needs at least 45 minutes, but the sittings that it may use"),
        ("hours", "hold 30 minutes in 1 part, within its hours from 10:10 to 10:50, on the grid"),
        ("pinned", "let it begin at 10:00 or 10:15"),
        ("pinwhole", "does not take the whole sitting, 18:00 to 18:50"),
        ("whole", "whole: every preference counts the same."),
    ],
)
def test_what_the_grid_leaves_out_is_said_of_each_variant(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variant: str, words: str
) -> None:
    counting(monkeypatch)
    results = tmp_path / "kept.sqlite"
    outcome = run("sweep", FOLDER / "variants.yaml", "--only", variant, "--results", results)
    assert outcome.code == 0
    assert words in outcome.words


def test_a_shortest_part_off_the_grid_is_refused_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text((FOLDER / "twenty.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    edited(path, "least: 50, wanted: 60", "least: 60, parts: {at_most: 2, shortest: 30}")
    outcome = run("solve", path, "--quiet")
    assert outcome.code == 2
    assert "parts › shortest: 30 minutes are not on the grid of 20 minutes" in outcome.problems
    assert run("solve", edited(path, ", shortest: 30", ""), "--quiet").code == 0
