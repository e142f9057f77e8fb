"""Ctrl-C at any moment, an output that is full or closed, a folder that has gone: in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desk import command_line
from desk.commands.searches import code_of
from desk.terminal.exit_codes import Exit
from scheduler.solving.result import Result, Status
from tests.desk.conftest import PROGRAM, Run

HERE = Path(__file__).parent / "written"
FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX")
full = pytest.mark.skipif(not FULL.exists(), reason="a device of Linux")

STOPPED_AT = """
import os, signal, sys

class Stops:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

from desk.command_line import main
sys.meta_path.insert(0, Stops())
main()
"""

CLEARED_AWAY = """
import os, signal, sys, time
from desk import command_line

class Client:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))

signal.signal(signal.SIGINT, command_line._stop)
try:
    client = Client()
    del client
    time.sleep(60)
except KeyboardInterrupt:
    sys.exit(command_line.STOPPED)
"""


def test_ctrl_c_while_an_object_is_cleared_away_is_heard_soon_after_without_a_traceback() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CLEARED_AWAY], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (Exit.STOPPED, "")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(HERE, tmp_path / "here")
    monkeypatch.chdir(folder)
    return folder


SOLVE = ("solve", "week.yaml", "--output", "s.csv", "--json", "r.json")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("typer", SOLVE),
        pytest.param("desk.terminal.exit_codes", SOLVE, marks=pytest.mark.slow),
        pytest.param("desk.commands.plan.solve", SOLVE, marks=pytest.mark.slow),
        pytest.param("pydantic", SOLVE, marks=pytest.mark.slow),
        ("ruamel.yaml", SOLVE),
        pytest.param(
            "ruamel.yaml.scanner", ("show", "week.yaml", "drafted"), marks=pytest.mark.slow
        ),
        pytest.param(
            "matplotlib.figure",
            ("plot", "week.yaml", "drafted", "--output", "s.png"),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_ctrl_c_while_a_library_is_loaded_is_one_sentence(
    here: Path, name: str, words: tuple[str, ...]
) -> None:
    before = sorted(here.iterdir())
    told = subprocess.run(
        [sys.executable, "-c", STOPPED_AT.format(name=name), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == Exit.STOPPED, told
    assert told.stderr.splitlines()[-1].startswith("Stopped"), told
    assert "Traceback" not in told.stderr
    assert "Exception ignored" not in told.stderr
    assert sorted(here.iterdir()) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ortools", "ortools.sat.python.cp_model", "numpy", "pandas"])
def test_ctrl_c_while_the_solver_is_loaded_ends_at_once_or_keeps_the_best(
    here: Path, name: str
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", STOPPED_AT.format(name=name), *SOLVE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode in (Exit.STOPPED, Exit.FINE), told
    assert "Traceback" not in told.stderr
    assert "Exception ignored" not in told.stderr
    assert (here / "s.csv").exists() is (told.returncode == Exit.FINE)


def test_the_first_moments_know_the_codes_of_the_rest() -> None:
    assert command_line.STOPPED == Exit.STOPPED
    assert command_line.DEFECT == Exit.DEFECT
    assert command_line.BAD_INPUT == Exit.BAD_INPUT


def test_what_was_stopped_before_it_began_ends_so(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scheduler.solving.solving.solve", stop)
    for words in (SOLVE, ("plot", "week.yaml", "--output", "s.png"), ("compare", "week.yaml")):
        outcome = run(*words)
        assert outcome.code == (Exit.FINE if words[0] == "compare" else Exit.STOPPED), outcome
        assert "topped before any" in outcome.words + outcome.problems
    assert not (here / "s.csv").exists()


@pytest.mark.slow
@full
@pytest.mark.parametrize(
    "words",
    [("show", "week.yaml"), ("check", "week.yaml", "drafted"), ("--help",), ("show", "--help")],
)
def test_a_full_output_is_said_in_words(here: Path, words: tuple[str, ...]) -> None:
    with FULL.open("wb") as stream:
        told = subprocess.run(
            [*PROGRAM, *words], stdout=stream, stderr=subprocess.PIPE, text=True, check=False
        )
    assert told.returncode == Exit.BAD_INPUT
    assert told.stderr == (
        "the output: nothing more can be printed (the disk is full); send it elsewhere\n"
    )


@full
@pytest.mark.slow
def test_a_full_output_costs_no_file_and_a_full_error_stream_nothing(here: Path) -> None:
    with FULL.open("wb") as stream:
        told = subprocess.run(
            [*PROGRAM, *SOLVE], stdout=stream, stderr=subprocess.PIPE, text=True, check=False
        )
        assert told.returncode == Exit.BAD_INPUT
        assert "the output: nothing more can be printed" in told.stderr
        assert (here / "s.csv").exists()
        assert (here / "r.json").exists()
        told = subprocess.run(
            [*PROGRAM, *SOLVE], stdout=subprocess.PIPE, stderr=stream, text=True, check=False
        )
        assert told.returncode == Exit.FINE
        assert "Written: s.csv" in told.stdout
        for words in (("slove",), ("show", "nowhere.yaml"), ("show", "week.yaml", "--no")):
            told = subprocess.run([*PROGRAM, *words], stderr=stream, check=False)
            assert told.returncode == Exit.BAD_INPUT


@pytest.mark.slow
def test_a_closed_pipe_costs_no_file(here: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, *SOLVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        problems = process.stderr.read()
    assert process.returncode == Exit.NOBODY_READS
    assert "Traceback" not in problems
    assert (here / "s.csv").exists()
    assert (here / "r.json").exists()


@pytest.mark.slow
def test_no_output_at_all_is_no_defect(here: Path) -> None:
    told = subprocess.run(
        [*PROGRAM, *SOLVE],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=lambda: os.close(1),
    )
    assert told.returncode == Exit.FINE, told
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("show", "week.yaml"), "week.yaml"),
        (("solve", "{here}/week.yaml", "--output", "s.csv"), "s.csv"),
        (("check", "{here}/week.yaml", "drafted.csv"), "drafted.csv"),
        (("alternatives", "{here}/week.yaml", "--output", "out"), "out"),
        (("sweep", "{here}/week.yaml"), "week-sweep.sqlite"),
        (("new", "mine.yaml"), "mine.yaml"),
    ],
)
@pytest.mark.slow
def test_a_folder_that_has_gone_is_said(here: Path, words: tuple[str, ...], named: str) -> None:
    gone = here / "gone"
    gone.mkdir()
    told = subprocess.run(
        [*PROGRAM, *(word.format(here=here) for word in words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=gone,
        preexec_fn=gone.rmdir,
    )
    assert told.returncode == Exit.BAD_INPUT, told
    assert told.stderr == (
        f"{named}: the folder in which this runs is not there any more; go to another, and run it "
        "again\n"
    )


def test_a_folder_that_goes_while_a_command_works_costs_no_result(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "gone").mkdir()
    monkeypatch.chdir("gone")

    def leave(*_: object) -> dict[str, Any]:
        (here / "gone").rmdir()
        return {}

    monkeypatch.setattr("desk.commands.judge.check.verdict_record", leave)
    outcome = run("check", here / "week.yaml", here / "drafted.csv", "--json", "v.json")
    assert outcome.code == Exit.BAD_INPUT
    assert "v.json: the folder in which this runs is not there any more" in outcome.problems
    assert "Every must is kept." in outcome.output
    monkeypatch.chdir(here)


@pytest.mark.parametrize(
    ("interrupted", "code"), [(True, Exit.STOPPED), (False, Exit.NOTHING_FOUND)]
)
def test_a_search_that_was_stopped_with_nothing_to_keep_ends_so(
    interrupted: bool, code: Exit
) -> None:
    result = Result.model_construct(status=Status.UNKNOWN, interrupted=interrupted)
    assert code_of(result) is code
