"""A few of the spoilt files that `tests.mutated.mutating` gives to commands by the thousand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.exchange import schedule_csv
from scheduler.week.timetable import Timetable
from tests.mutated.mutating import Mutant, faults, mutants, prepare

FRESH = "PYTEST_XDIST_WORKER" not in os.environ
"""Whether this process has not run other tests, whose threads a copy of it would wait for."""

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process are made by fork")
fresh = pytest.mark.skipif(not FRESH, reason="run by the first test, in a process of its own")
pytestmark = [pytest.mark.slow, FORKS]


@pytest.mark.skipif(FRESH, reason="this process will do")
def test_all_of_this_holds_in_a_process_of_its_own() -> None:
    own = {key: text for key, text in os.environ.items() if not key.startswith("PYTEST_")}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    done = subprocess.run(words, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mutated")
    prepare(made)
    return made


@fresh
def test_no_command_fails_or_loses_anything_over_a_spoilt_file(folder: Path) -> None:
    found = {
        f"{mutant.seed} {mutant.file}: {mutant.call}": wrong
        for mutant in mutants(folder, 40, seed=0)
        if (wrong := list(faults(mutant, folder)))
    }
    assert found == {}


def smaller_room(folder: Path) -> Mutant:
    data = (folder / "schedule.csv").read_bytes().replace(b",small,", b",large,", 1)
    return Mutant(0, "schedule.csv", "check week.yaml schedule.csv", data)


@fresh
def test_a_change_that_is_read_is_no_fault(folder: Path) -> None:
    assert list(faults(smaller_room(folder), folder)) == []


@fresh
def test_a_change_that_is_not_read_and_a_crash_are_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_csv, "read_schedule", lambda *_, **__: Timetable())
    found, *_ = faults(smaller_room(folder), folder)
    assert found.startswith("read as before, without a word")
    monkeypatch.setattr(schedule_csv, "read_schedule", lambda *_, **__: 1 // 0)
    assert any("ZeroDivisionError" in fault for fault in faults(smaller_room(folder), folder))
