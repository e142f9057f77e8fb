"""The recording of every command: what it compares, and that it leaves no command out."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer.main

from desk.group import app
from tests.recording import PROGRESS, calls, compare, normal, without_seconds


def kept(folder: Path, said: str) -> Path:
    """A recording of two calls."""
    for name, text in {"solve": said, "rules": "always the same\n"}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "said.txt").write_text(text, encoding="utf-8")
    return folder


def test_equal_recordings_are_equal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = (kept(tmp_path / name, "PROVEN\n") for name in ("before", "after"))
    assert compare(before, after) == 0
    assert capsys.readouterr().out == "0 of 2 calls differ.\n"


def test_a_difference_is_named_with_its_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = kept(tmp_path / "before", "PROVEN\n"), kept(tmp_path / "after", "FOUND\n")
    assert compare(before, after) == 1
    said = capsys.readouterr().out
    assert "##### solve" in said
    assert "-PROVEN\n+FOUND\n" in said
    assert said.endswith("1 of 2 calls differ.\n")
    assert compare(before, after, only="rul*") == 0


def test_a_file_that_is_no_longer_written_is_a_difference(tmp_path: Path) -> None:
    before, after = (kept(tmp_path / name, "PROVEN\n") for name in ("before", "after"))
    (before / "solve" / "empty.csv").touch()
    assert compare(before, after) == 1
    assert compare(after, before) == 1


def test_every_command_is_recorded_at_work_and_with_its_help() -> None:
    recorded = [words for all_words in calls().values() for words in all_words]
    for command in typer.main.get_command(app).commands:  # type: ignore[attr-defined]
        assert [command, "--help"] in recorded
        assert any(words[0] == command and words[1:] != ["--help"] for words in recorded)


def test_what_differs_from_run_to_run_is_left_out() -> None:
    said = normal(
        "tier 1: best 3, bound 2, gap 33 %, 1.6 s\n/made/here/a.csv\n", {"/made/here": "X"}
    )
    assert PROGRESS.sub("", said) == "X/a.csv\n"
    assert normal('"found_after": 0.0139', {}) == '"found_after": #'
    assert normal("PROVEN after 12.5 s, 0 to 1000%", {}) == "PROVEN after # s, 0 to 1000%"
    assert without_seconds("a,seconds\n1,2.5\n") == "a,seconds\n1,#\n"
    assert without_seconds("a,b\r\n1,2.5\r\n") == "a,b\r\n1,2.5\r\n"
