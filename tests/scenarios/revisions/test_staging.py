"""A revision is there whole or not at all, and never in the place of another."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scenarios.revisions import publishing, staging
from scenarios.revisions.publishing import publish
from scenarios.revisions.revision import list_revisions
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from tests.scenarios.revisions.conftest import published

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


def whole(folder: Path) -> list[int]:
    """The numbers in a folder, after each was found to be whole."""
    each = list_revisions(folder).each if folder.exists() else ()
    for one in each:
        assert one.edits == ()
        assert one.revision is not None
        assert one.revision.timetable.parts
    return [one.number for one in each]


def in_a_process(function: str, scenario: Scenario, folder: Path) -> None:
    """Call a function of `tests.scenarios.revisions.dividing` in a process without threads."""
    code = f"from tests.scenarios.revisions.dividing import {function} as call; call(*sys.argv[1:])"
    words = [sys.executable, "-c", f"import sys; {code}", str(scenario.path), str(folder)]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot divide a process")
def test_killed_at_any_moment_the_folder_holds_whole_revisions_only(
    scenario: Scenario, tmp_path: Path
) -> None:
    in_a_process("publish_and_die", scenario, tmp_path)
    seen = set[int]()
    for folder in sorted(tmp_path.glob("lakes-*")):
        numbers = whole(folder)
        assert numbers in ([1], [1, 2])
        seen.add(len(numbers))
        assert published(scenario, folder).number == len(numbers) + 1
        assert staging.unfinished(folder) == ()
    assert seen == {1, 2}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot divide a process")
def test_four_who_publish_at_once_get_four_numbers(scenario: Scenario, lakes: Path) -> None:
    in_a_process("publish_at_once", scenario, lakes)
    assert whole(lakes) == [*range(1, 13)]


def test_who_comes_second_gets_the_next_number(
    scenario: Scenario, lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, others = publishing._check, ["another"]

    def meanwhile(*given: Any) -> None:
        if others:
            published(scenario, lakes, note=others.pop())
        check(*given)

    monkeypatch.setattr(publishing, "_check", meanwhile)
    second = published(scenario, lakes, note="mine")
    assert (second.number, second.manifest.changes) == (2, "nothing")
    assert whole(lakes) == [1, 2]


def test_a_number_that_something_else_has_is_left_to_it(scenario: Scenario, lakes: Path) -> None:
    published(scenario, lakes)
    (lakes / "2").write_text("mine", encoding="utf-8")
    (lakes / "5").mkdir()
    assert published(scenario, lakes).number == 6
    assert (lakes / "2").read_text(encoding="utf-8") == "mine"
    assert whole(lakes) == [1, 6]


def test_a_number_is_never_given_twice(scenario: Scenario, lakes: Path) -> None:
    for _ in range(3):
        published(scenario, lakes)
    shutil.rmtree(lakes / "3")
    assert published(scenario, lakes).number == 4
    shutil.rmtree(lakes / "1")
    found = list_revisions(lakes)
    assert found.gone == (1, 3)
    (lakes / ".numbers").write_text("4\nnone\n\xff9\n7", encoding="latin-1")
    assert published(scenario, lakes).number == 8
    (lakes / ".numbers").unlink()
    assert published(scenario, lakes).number == 9


def test_what_a_stopped_publish_has_left_is_said_and_removed(
    scenario: Scenario, lakes: Path
) -> None:
    published(scenario, lakes)
    old = lakes / ".publishing-elsewhere-12-abcd"
    fresh = lakes / ".publishing-elsewhere-13-abcd"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "scenario.yaml").write_text("half", encoding="utf-8")
    long_ago = time.time() - 2 * staging.OLD
    for path in (old / "scenario.yaml", old):
        os.utime(path, (long_ago, long_ago))
    said = str(list_revisions(lakes))
    assert ".publishing-elsewhere-12-abcd is no revision" in said
    published(scenario, lakes)
    assert not old.exists()
    assert fresh.exists()  # somebody may be writing there


def full(*_: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_nothing(
    scenario: Scenario, lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging.os, "fsync", full)
    with pytest.raises(BadInput, match=r"the revision cannot be written .the disk is full"):
        published(scenario, lakes)
    assert not lakes.exists()


def test_an_interrupt_leaves_nothing(
    scenario: Scenario, lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    published(scenario, lakes)
    monkeypatch.setattr(publishing, "_check", stopped)
    with pytest.raises(KeyboardInterrupt):
        published(scenario, lakes)
    assert sorted(path.name for path in lakes.iterdir()) == [".numbers", "1"]


def test_folders_that_will_not_do_are_refused(scenario: Scenario, tmp_path: Path) -> None:
    file, other = tmp_path / "file", tmp_path / "other"
    file.write_text("", encoding="utf-8")
    other.mkdir()
    (other / "letters.docx").write_text("", encoding="utf-8")
    published(scenario, tmp_path / "lakes")
    for folder, what in {
        file: "this is a file",
        other: r"other things in this folder \(letters.docx\), and no revisions",
        tmp_path / "no" / "such": "there is no folder .*no; make it first",
        tmp_path / "lakes" / "1": "this is one revision; give the folder that holds it",
    }.items():
        with pytest.raises(BadInput, match=what):
            published(scenario, folder)


def test_a_folder_may_hold_other_things_beside_revisions(scenario: Scenario, lakes: Path) -> None:
    lakes.mkdir()
    (lakes / ".DS_Store").write_text("", encoding="utf-8")
    published(scenario, lakes)
    (lakes / "letters.docx").write_text("", encoding="utf-8")
    assert published(scenario, lakes).number == 2


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything is not refused"
)
def test_a_folder_that_may_not_be_written_to_is_refused(scenario: Scenario, lakes: Path) -> None:
    lakes.mkdir(mode=0o555)
    with pytest.raises(BadInput, match="the revision cannot be written"):
        published(scenario, lakes)


def test_a_refusal_of_the_system_is_said_in_words(
    scenario: Scenario, lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    lakes.mkdir()
    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(BadInput, match=r"the revision cannot be written .Permission denied"):
        publish(scenario, scenario.candidate("drafted"), lakes)
