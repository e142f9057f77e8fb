"""The command `revisions`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk.conftest import Run


def test_what_was_published_is_listed(run: Run, tiny: Path, tmp_path: Path) -> None:
    lakes = tmp_path / "lakes"
    for note in ("after the Bureau", "rooms settled"):
        run("publish", tiny, "drafted", "--no-documents", "--to", lakes, "--note", note)
    found = run("revisions", lakes, "--json", tmp_path / "revisions.json")
    assert found.code == 0
    assert "after the Bureau the first yes" in found.words
    assert "rooms settled nothing yes" in found.words
    record = json.loads((tmp_path / "revisions.json").read_text(encoding="utf-8"))
    assert [one["note"] for one in record["revisions"]] == ["after the Bureau", "rooms settled"]


def test_what_was_edited_since_is_named(run: Run, tiny: Path, tmp_path: Path) -> None:
    lakes = tmp_path / "lakes"
    run("publish", tiny, "drafted", "--no-documents", "--to", lakes)
    (lakes / "1" / "schedule.csv").write_text("", encoding="utf-8")
    (lakes / "1" / "letter.txt").write_text("", encoding="utf-8")
    (lakes / "1" / "speakers.csv").unlink()
    found = run("revisions", lakes)
    assert found.code == 1
    assert "no: 3 files" in found.words
    edits = "schedule.csv was changed, speakers.csv is missing and letter.txt was added"
    assert f"Revision 1 was edited after it was published: {edits}." in found.words


def test_a_revision_that_cannot_be_read_does_not_hide_the_others(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    lakes = tmp_path / "lakes"
    run("publish", tiny, "drafted", "--no-documents", "--to", lakes)
    run("publish", tiny, "drafted", "--no-documents", "--to", lakes, "--note", "once more")
    (lakes / "1" / "manifest.json").write_text("{}", encoding="utf-8")
    found = run("revisions", lakes)
    assert found.code == 1
    assert "no: it cannot be read" in found.words
    assert "once more nothing yes" in found.words


def test_an_empty_folder_and_no_folder(run: Run, tmp_path: Path) -> None:
    assert "No revision has been published here." in run("revisions", tmp_path).words
    refused = run("revisions", tmp_path / "none")
    assert refused.code == 2
    assert "there is no such folder" in refused.problems
