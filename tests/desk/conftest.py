"""How the tests of the desk run a command: in this process, or as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.group import app

PROGRAM = (sys.executable, "-c", "from desk.command_line import main; main()")
"""The command line as a process of its own."""

TINY = """\
schema: 1
title: A tiny week
week:
  from: 2027-06-14
  to: 2027-06-14
  sittings: {morning: 10:00-12:00}
delegations:
  also:
    NOR: {name: Norway}
    THA: {name: Thailand}
bodies:
  clearance: {name: Committee on Clearance, instrument: convention, co_chairs: [NOR]}
  victims: {name: Committee on Victim Assistance, instrument: convention, co_chairs: [THA]}
instruments:
  convention: {name: The Convention}
sessions:
  clearance: {title: Clearance, body: clearance, format: plenary, least: 60, wanted: 90}
  victims: {title: Victim Assistance, body: victims, format: plenary, least: 60}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {prefer: {tier: 2, weight: 3}}
candidates:
  drafted: drafted.csv
"""

DRAFTED = (
    "session,date,start,end\nclearance,2027-06-14,10:00,11:00\nvictims,2027-06-14,11:00,12:00\n"
)


class Outcome:
    """How a command ended, and what it said."""

    def __init__(self, code: int, output: str, problems: str) -> None:
        self.code = code
        self.output = output
        self.problems = problems

    @property
    def words(self) -> str:
        """What it said, as one line: where lines are folded does not matter."""
        return " ".join(self.output.split())

    def __repr__(self) -> str:
        return f"exit {self.code}\n{self.output}\n{self.problems}"


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def runs(*words: str | Path) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app([str(word) for word in words], prog_name="meeting-week")
        said = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), said.out, said.err)

    return runs


@pytest.fixture
def start() -> Run:
    """Run a command as a process of its own."""

    def starts(*words: str | Path, **environment: str) -> Outcome:
        result = subprocess.run(
            [*PROGRAM, *map(str, words)],
            capture_output=True,
            check=False,
            timeout=120,
            env={**os.environ, **environment},
        )
        output, problems = (
            text.decode("utf-8", "replace") for text in (result.stdout, result.stderr)
        )
        return Outcome(result.returncode, output, problems)

    return starts


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A scenario with two sessions that solves at once, and a candidate for it."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    (tmp_path / "drafted.csv").write_text(DRAFTED, encoding="utf-8")
    return path


def edited(path: Path, old: str, new: str) -> Path:
    """The same file with one thing written otherwise."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
