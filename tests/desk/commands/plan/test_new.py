from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import STARTER
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run


def test_the_starter_is_written_and_loads(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    outcome = run("new", path)
    assert outcome.code == 0
    assert path.read_text(encoding="utf-8") == STARTER.read_text(encoding="utf-8")
    assert f"meeting-week solve {path}" in outcome.output
    assert load_scenario(path).week.sessions


def test_what_is_there_is_kept_unless_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text("mine", encoding="utf-8")
    outcome = run("new", path)
    assert outcome.code == 2
    assert "--force" in outcome.problems
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("new", path, "--force").code == 0
    assert path.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("place", ["", "no/week.yaml", "x" * 300])
def test_a_place_that_cannot_be_is_bad_input(run: Run, tmp_path: Path, place: str) -> None:
    outcome = run("new", tmp_path / place)
    assert outcome.code == 2
    assert outcome.problems.count("\n") == 1
