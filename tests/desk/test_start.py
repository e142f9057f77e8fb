"""What a command loads before it runs, and how it refuses words that it does not know."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.conftest import Run

HEAVY = ("ortools", "pandas", "numpy", "ruamel", "scheduler", "scenarios")
LOADED = """
import sys
from desk.command_line import main
try:
    main()
finally:
    print("loaded:", *(name for name in {names} if name in sys.modules))
"""


def loaded(names: tuple[str, ...], *words: str) -> list[str]:
    """The packages, of those named, that a command loads."""
    code = LOADED.format(names=names)
    result = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    return result.stdout.splitlines()[-1].removeprefix("loaded:").split()


@pytest.mark.parametrize("words", [("--help",), ("--version",)])
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    assert loaded(("pydantic", *HEAVY), *words) == []


def test_the_help_of_a_command_loads_none_of_ours() -> None:
    assert loaded(HEAVY, "solve", "--help") == []


@pytest.mark.parametrize("command", [("check", "drafted"), ("show",)])
def test_judging_and_showing_load_no_solver(tiny: Path, command: tuple[str, ...]) -> None:
    assert loaded(("ortools", "pandas"), command[0], str(tiny), *command[1:]) == []


def test_the_version_is_told(run: Run) -> None:
    outcome = run("--version")
    assert outcome.code == 0
    assert outcome.output.startswith("meeting-week ")


def test_every_command_is_in_the_help(run: Run) -> None:
    outcome = run("--help")
    assert outcome.code == 0
    for command in ("solve", "check", "show", "rules", "schema", "new", "doctor"):
        assert f"\n  {command} " in outcome.output
    assert "Exit codes: 0 fine" in outcome.output


@pytest.mark.parametrize(
    "words",
    [
        ("solv",),
        ("solve",),
        ("check", "a.yaml"),
        ("solve", "a.yaml", "--time-limit", "soon"),
        ("solve", "a.yaml", "--time-limit", "0"),
        ("solve", "a.yaml", "--workers", "0"),
        ("solve", "a.yaml", "--seed", "-1"),
        ("solve", "a.yaml", "--ouput", "b.csv"),
    ],
)
def test_words_that_make_no_sense_are_bad_input(run: Run, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert "Usage" in outcome.problems + outcome.output
