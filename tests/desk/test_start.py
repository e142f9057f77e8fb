"""What a command loads before it runs, and how it refuses words that it does not know."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from inspect import getdoc
from pathlib import Path

import pytest

from desk import commands
from desk.group import COMMANDS, NAMES
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


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--help",), ("--version",)])
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    assert loaded(("pydantic", *HEAVY), *words) == []


HELPED = """
import sys
from desk.command_line import main
for name in {commands}:
    sys.argv[1:] = name, "--help"
    try:
        main()
    except SystemExit:
        print("loaded:", name, *(one for one in {names} if one in sys.modules))
"""


@pytest.mark.slow
def test_the_help_of_a_command_loads_no_library_that_works() -> None:
    heavy = ("ortools", "pandas", "numpy", "matplotlib", "dask")
    code = HELPED.format(commands=NAMES, names=heavy)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    told = [line for line in result.stdout.splitlines() if line.startswith("loaded:")]
    assert told == [f"loaded: {name}" for name in NAMES]


@pytest.mark.slow
@pytest.mark.parametrize("command", [("check", "drafted"), ("show",)])
def test_judging_and_showing_load_no_solver(tiny: Path, command: tuple[str, ...]) -> None:
    assert loaded(("ortools", "pandas"), command[0], str(tiny), *command[1:]) == []


COUNTED = """
import sys
from desk.command_line import main
from desk.commands import searches

def said(scenario, *, quiet):
    print("loaded:", *(name for name in {names} if name in sys.modules))
    sys.exit()

searches.say_counted = said
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("command", ["explain", "solve"])
def test_what_is_counted_is_said_before_the_solver_is_loaded(tiny: Path, command: str) -> None:
    code = COUNTED.format(names=("ortools", "pandas", "numpy"))
    words = [sys.executable, "-c", code, command, str(tiny)]
    result = subprocess.run(words, capture_output=True, text=True)
    assert result.stdout.splitlines()[-1] == "loaded:"


def test_the_version_is_told(run: Run) -> None:
    outcome = run("--version")
    assert outcome.code == 0
    assert outcome.output.startswith("meeting-week ")


def test_every_command_is_in_the_help(run: Run) -> None:
    outcome = run("--help")
    assert outcome.code == 0
    for command in ("solve", "check", "show", "rules", "schema", "new", "doctor"):
        assert f"\n  {command} " in outcome.output
    assert "--install-completion" in outcome.output
    assert "Exit codes: 0 fine" in outcome.output


def test_the_list_of_commands_has_headings_and_whole_sentences_on_80_columns(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("--help").output.splitlines()
    for heading, listed in COMMANDS.items():
        first = lines.index(f"{heading}:") + 1
        rows = dict(line.split(maxsplit=1) for line in lines[first : first + len(listed)])
        assert rows == listed


def test_the_list_says_of_each_command_what_the_command_says_of_itself() -> None:
    for heading, listed in COMMANDS.items():
        folder = heading.split()[-1].lower()
        for name, line in listed.items():
            called = name.replace("-", "_")
            module = import_module(f"desk.commands.{folder}.{called}")
            assert (getdoc(getattr(module, called)) or "").splitlines()[0] == line


def test_every_file_of_a_command_is_in_the_list() -> None:
    files = Path(commands.__path__[0]).glob("*/*.py")
    named = {path.stem.replace("_", "-") for path in files if path.stem != "__init__"}
    assert named == set(NAMES)


@pytest.mark.parametrize("words", [(), ("solve",), ("doctor",)])
def test_the_short_h_asks_for_help_everywhere(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words, "-h").output == run(*words, "--help").output
    assert "-h, --help" in run(*words, "-h").output


def test_a_command_that_is_nearly_right_is_suggested(run: Run) -> None:
    outcome = run("tradeofs")
    assert outcome.code == 2
    assert "Did you mean 'tradeoffs'?" in outcome.problems


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("meeting-week re", ["replan", "revisions", "recommendations"]),
        ("meeting-week solve --se", ["--seed"]),
    ],
)
def test_a_shell_completes_commands_and_options(words: str, completed: list[str]) -> None:
    asked = {
        "_MEETING_WEEK_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    code = "import sys; sys.argv[0] = 'meeting-week'; from desk.command_line import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **asked}
    )
    assert told.stdout.split() == completed


@pytest.mark.parametrize(
    "words",
    [
        ("solv",),
        ("solve",),
        ("check",),
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
