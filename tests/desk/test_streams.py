"""What a person sees on other terminals, and in pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.group import NAMES
from desk.terminal.live_line import CLEAR
from scenarios import LIBRARY
from tests.desk.conftest import PROGRAM, Run
from tests.desk.test_start import HEAVY
from tests.sampling import first

WEEK = LIBRARY / "apmbc-2011.yaml"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and terminals of POSIX")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize(
    "words", [("show", WEEK), ("show", WEEK, "held"), ("check", WEEK, "held"), ("rules",)]
)
def test_no_encoding_breaks_a_command(start: Run, words: tuple[str, ...], encoding: str) -> None:
    outcome = start(*words, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert outcome.code in (0, 1)
    assert outcome.problems == ""


@pytest.mark.slow
def test_a_pipe_gets_no_colour_and_whole_sentences(start: Run) -> None:
    outcome = start("check", WEEK, "held", PYTHONIOENCODING="utf-8")
    assert "\x1b" not in outcome.output
    sentence = (
        "“Mine Clearance, Mine Risk Education and Mine Action Technologies” asks for 11 h 15 and "
        "has 10 hours."
    )
    assert sentence in outcome.output


@pytest.mark.slow
@posix
def test_a_pipe_that_closes_early_is_no_defect() -> None:
    with subprocess.Popen(
        [*PROGRAM, "check", str(WEEK), "held"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        problems = process.stderr.read()
    assert problems == b""
    assert process.returncode == 141


def on_terminal(*words: str, code: int = 0) -> tuple[str, str]:
    """What a process that ends with a code writes to a terminal as progress, and prints."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        assert process.stdout is not None
        said = process.stdout.read().decode("utf-8")
    os.close(ours)
    assert process.returncode == code
    return seen.decode("utf-8"), said


@posix
@pytest.mark.slow
def test_on_a_terminal_progress_is_a_live_line(tiny: Path) -> None:
    seen, said = on_terminal(*PROGRAM, "solve", str(tiny))
    drawn = [line for line in seen.split(CLEAR) if line]
    assert drawn[0].startswith("at work, ")
    assert any(line.endswith("(Ctrl-C stops and keeps what is found)") for line in drawn)
    assert seen.endswith(CLEAR)
    assert "PROVEN" in said


FIRST_HEAVY_IMPORT = f"""
import os, sys
from desk.command_line import main

class Ends:
    def find_spec(self, name, *_):
        if name in {("typer", *HEAVY)}:
            os._exit(0)

sys.meta_path.insert(0, Ends())
main()
"""
"""Ends the program where it would load anything that takes long to load."""


@posix
@pytest.mark.parametrize("name", NAMES)
def test_a_command_says_that_it_is_at_work_before_it_loads_anything_heavy(name: str) -> None:
    seen, _ = on_terminal(sys.executable, "-c", FIRST_HEAVY_IMPORT, name, "week.yaml")
    assert seen.startswith(f"{CLEAR}at work, ")


@posix
@pytest.mark.parametrize("words", [("solve", "week.yaml", "--quiet"), ("solve", "-h"), ()])
def test_what_is_quiet_or_shows_help_draws_nothing(words: tuple[str, ...]) -> None:
    seen, _ = on_terminal(sys.executable, "-c", FIRST_HEAVY_IMPORT, *words)
    assert seen == ""


WRONG = [("solv",), ("solve",), ("solve", "a.yaml", "--seed", "x")]


@pytest.mark.slow
@posix
@pytest.mark.parametrize("words", first(1, WRONG))
def test_what_is_wrong_stands_on_a_line_of_its_own(words: tuple[str, ...]) -> None:
    seen, _ = on_terminal(*PROGRAM, *words, code=2)
    assert f"{CLEAR}Usage: " in seen.replace("\r\n", "\n")


def test_the_program_is_installed() -> None:
    from importlib.metadata import entry_points

    (found,) = entry_points(group="console_scripts", name="meeting-week")
    assert found.value == "desk.command_line:main"
    assert sys.version_info >= (3, 11)
