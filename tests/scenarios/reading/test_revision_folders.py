"""What a name means: a file, the last revision in a folder, or one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios.reading.revision_folders import (
    MANIFEST,
    digest_of,
    find_edits,
    find_revision,
    leaders_file,
    pinned,
    revision_numbers,
    schedule_file,
    seal,
)
from scenarios.revisions.revision import list_revisions
from scheduler.errors import BadInput


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    """Three revisions, and a folder that is none."""
    folder = tmp_path / "lakes"
    for number in ("1", "2", "10"):
        (folder / number).mkdir(parents=True)
        (folder / number / MANIFEST).write_text("{}", encoding="utf-8")
        (folder / number / "schedule.csv").write_text("", encoding="utf-8")
    (folder / "11").mkdir()
    (folder / "2" / "leaders.csv").write_text("", encoding="utf-8")
    return folder


def test_a_folder_stands_for_its_last_revision(lakes: Path) -> None:
    assert revision_numbers(lakes) == (1, 2, 10)
    assert find_revision(lakes) == lakes / "10"
    assert find_revision(f"{lakes}@2") == lakes / "2"
    assert find_revision(lakes / "2") == lakes / "2"
    assert pinned(lakes) == Path(f"{lakes}@10")
    assert leaders_file(f"{lakes}@2") == lakes / "2" / "leaders.csv"
    assert leaders_file(lakes) is None


def test_a_revision_is_found_from_inside(lakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lakes)
    assert pinned(Path()) == Path(".@10")
    assert schedule_file(pinned(Path())) == Path("10/schedule.csv")
    monkeypatch.chdir(lakes / "2")
    assert find_revision(".") == lakes / "2"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("lakes@3", "no revision 3 in .*lakes; it holds revisions 1, 2 and 10"),
        ("lakes@11", "no revision 11 in .*lakes; it holds"),
        ("lakes@0", "the number '0': .*lakes holds revisions 1, 2 and 10; give .*lakes for the"),
        ("lakes@x", "the number 'x': .*by its number, .*lakes@10"),
        ("none@1", "no such file, and no folder .*none of revisions"),
        ("empty@1", "no revision 1 in .*empty; there is none in it"),
        ("empty", "this is a folder; give the file itself, as no revision is in the folder"),
    ],
)
def test_what_is_not_there_is_said(lakes: Path, name: str, what: str) -> None:
    (lakes.parent / "empty").mkdir()
    with pytest.raises(BadInput, match=what):
        find_revision(lakes.parent / name)


def test_the_list_of_a_revision_says_what_to_give(lakes: Path) -> None:
    for name in (f"{lakes}@2", f"{lakes}@x"):
        with pytest.raises(BadInput, match=r"give the folder of all of them, .*lakes$"):
            list_revisions(name)


def test_a_file_of_this_very_name_goes_first(lakes: Path) -> None:
    file = lakes.parent / "lakes@2"
    file.write_text("", encoding="utf-8")
    assert find_revision(file) is None
    assert schedule_file(file) == file
    assert pinned(lakes / "2") == lakes / "2"


@pytest.mark.parametrize("name", ["week.yaml", "held", "none@x", "none@0", "me@example.org", "@1"])
def test_other_names_mean_no_revision(name: str) -> None:
    assert find_revision(name) is None


def test_edits_are_named_file_by_file(lakes: Path) -> None:
    one = lakes / "1"
    assert [*find_edits(one)] == ["manifest.json was changed", "schedule.csv was added"]
    manifest = {"files": {"gone.csv": "sha256:1", "schedule.csv": "sha256:2"}, "note": "x"}
    sealed = {**manifest, "seal": seal(manifest)}
    (one / MANIFEST).write_text(json.dumps(sealed), encoding="utf-8")
    (one / "Thumbs.db").write_text("", encoding="utf-8")
    assert [*find_edits(one)] == ["gone.csv is missing", "schedule.csv was changed"]
    (one / MANIFEST).write_text(json.dumps({**sealed, "note": "y"}), encoding="utf-8")
    assert next(find_edits(one)) == "manifest.json was changed"
    (one / MANIFEST).write_text("[", encoding="utf-8")
    assert [*find_edits(one)] == ["manifest.json cannot be read"]


def test_of_a_workbook_that_was_edited_it_is_said_what_is_read(
    lakes: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one = lakes / "1"
    (one / "schedule.xlsx").write_text("", encoding="utf-8")
    files = {"schedule.csv": digest_of(one / "schedule.csv"), "schedule.xlsx": "sha256:1"}
    manifest = {"files": files}
    (one / MANIFEST).write_text(json.dumps({**manifest, "seal": seal(manifest)}), "utf-8")
    assert schedule_file(f"{lakes}@1") == one / "schedule.csv"
    assert caplog.messages == [
        f"{one / 'schedule.xlsx'}: this file was changed after the revision was published, and "
        "schedule.csv is read unless you name this one; to send it out, publish it as the next "
        "revision"
    ]
    caplog.clear()
    assert schedule_file(one / "schedule.xlsx") == one / "schedule.xlsx"
    assert caplog.messages == [
        f"{one}: this revision was edited after it was published, and is read as it is now: "
        "schedule.xlsx was changed"
    ]
