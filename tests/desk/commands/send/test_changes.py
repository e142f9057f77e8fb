"""The command ``changes``."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.desk.conftest import Run, edited

MOVED = (
    "“Clearance” takes place on Monday 14 June, 10:00–10:30, instead of Monday 14 June, "
    "10:00–11:00."
)


@pytest.fixture
def lakes(run: Run, tiny: Path) -> Path:
    """Three revisions of the tiny week: in the second a session is shorter."""
    folder = tiny.with_name("lakes")
    for number in range(3):
        if number == 1:
            edited(tiny.with_name("drafted.csv"), "10:00,11:00", "10:00,10:30")
            edited(tiny, "least: 60, wanted: 90", "least: 30, wanted: 90")
        note = ("--note", "once more") if number == 2 else ()
        where = ("--to", folder, "--no-documents", "--anyway")
        outcome = run("publish", tiny, "drafted", *where, *note)
        assert outcome.code == 0, outcome
    return folder


def test_what_changed_since_a_revision_is_said(run: Run, lakes: Path) -> None:
    assert MOVED in run("changes", f"{lakes}@1").words
    assert "Nothing in the programme has changed." in run("changes", f"{lakes}@2", lakes).words


@pytest.mark.slow
def test_it_is_marked_in_word_and_mailed_from_a_workbook(run: Run, lakes: Path) -> None:
    word, book = lakes.with_name("changes.docx"), lakes.with_name("notices.xlsx")
    outcome = run("changes", f"{lakes}@1", "--output", word, "--notices", book)
    assert f"Written: {word}" in outcome.output
    assert "Changes since revision 1" in [p.text for p in Document(str(word)).paragraphs]
    rows = load_workbook(BytesIO(book.read_bytes())).worksheets[0].iter_rows(values_only=True)
    assert [row[0] for row in rows] == ["Code", "NOR"]


@pytest.mark.slow
def test_it_is_written_as_text_in_another_language(run: Run, lakes: Path) -> None:
    text, letters = lakes.with_name("changes.txt"), lakes.with_name("notices.txt")
    run("changes", f"{lakes}@1", "--output", text, "--notices", letters, "--language", "es")
    assert "se celebra el lunes 14 de junio" in text.read_text(encoding="utf-8")
    assert "Responsables de una sesión: " in letters.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("lakes@3",), "this is the revision itself"),
        (("lakes@7",), "lakes@7"),
        (("tiny.yaml",), "no folder of revisions"),
        (("lakes@1", "--output", "changes.pdf"), "ends in .docx or .txt"),
        (("lakes@1", "--language", "de"), "there is no language 'de'"),
    ],
)
def test_what_cannot_be_said_is_refused(
    run: Run,
    lakes: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    problem: str,
) -> None:
    monkeypatch.chdir(lakes.parent)
    outcome = run("changes", *words)
    assert outcome.code == 2
    assert problem in " ".join(outcome.problems.split())
