"""``new``, ``schema`` and ``doctor``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk.commands.reference import doctor
from desk.commands.reference.doctor import Remark
from scenarios import STARTER, load_scenario
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


def test_the_schema_is_json(run: Run) -> None:
    outcome = run("schema")
    assert outcome.code == 0
    assert outcome.output.isascii()
    assert json.loads(outcome.output)["$schema"].endswith("2020-12/schema")


@pytest.mark.slow
def test_the_doctor_finds_all_well(run: Run) -> None:
    outcome = run("doctor")
    assert outcome.code == 0
    assert all(line.startswith("ok ") for line in outcome.output.splitlines())
    for word in ("Python 3", "ortools", "tzdata", "CP-SAT", "time zones", "utf-8", "library"):
        assert word in outcome.output.replace("UTF", "utf")


def test_the_doctor_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[Remark]:
        return [Remark("tzdata", False, "run: pip install tzdata")]

    def failing() -> list[Remark]:
        """The solver CP-SAT."""
        raise ImportError("no library")

    monkeypatch.setattr(doctor, "EXAMINATIONS", (missing, failing))
    outcome = run("doctor")
    assert outcome.code == 1
    assert outcome.output.splitlines() == [
        "not ok  tzdata: run: pip install tzdata",
        "not ok  the solver cp-sat (ImportError: no library): "
        "install meeting-week again, in a fresh virtual environment",
    ]
