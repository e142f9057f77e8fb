"""What is printed steers no terminal, and every command prints in this one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import desk
from desk.terminal.console import say_problems, tell
from scheduler.document.document import Document, Paragraph, Table
from scheduler.document.html import page_of
from scheduler.document.markdown import markdown_of
from scheduler.document.text import text_of
from scheduler.errors import BadInput
from scheduler.week.words import one_line, visible

STEERING = "a\x1b[31m\u202eb\x9b2J\u2066c\x07"
SEEN = "a\ufffd[31m\ufffdb\ufffd2J\ufffdc\ufffd"


def test_commands_print_by_the_console_alone() -> None:
    """Else what stands in a title could steer a terminal."""
    for path in Path(desk.__path__[0]).rglob("*.py"):
        if path.parent.name != "terminal" and path.name != "group.py":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"typer\.(echo|secho)|sys\.stdout\.write|\bprint\(", text), path


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (STEERING, SEEN),
        ("one\r\ntwo\u2028three\tfour", "one two three four"),
        ("lines\nstay", "lines\nstay"),
        ("Genève – 10:00 “é” العربية שלום 日本 \U0001f600", None),
        ("\u200fmarks of direction\u200e and joiners \u200d stay", None),
    ],
)
def test_what_steers_is_marked_and_all_else_stays(text: str, seen: str | None) -> None:
    assert visible(text) == (text if seen is None else seen)


def test_a_name_stands_in_one_line() -> None:
    assert one_line(" a\n\tb\x1b ") == "a b\ufffd"


def test_no_writer_of_documents_lets_a_text_steer() -> None:
    blocks = (Paragraph(STEERING), Table((STEERING, "b"), [(STEERING, f"x\n{STEERING}")]))
    document = Document(STEERING, blocks)
    for written in (text_of(document), markdown_of(document), page_of(document)):
        assert SEEN.replace("[", r"\[") in written or SEEN in written
        assert "\x1b" not in written
        assert "\u202e" not in written


def test_what_is_told_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    tell(STEERING)
    tell(STEERING, err=True)
    say_problems(BadInput.at(STEERING, "wrong"))
    said = capsys.readouterr()
    assert said.out == f"{SEEN}\n"
    assert said.err == f"{SEEN}\n{SEEN}: wrong\n"
