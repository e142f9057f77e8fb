"""The journal: undo and redo, versions, drafts, other programs, and files that are no journal."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.editing.journal import Journal, Kept, Stale
from scenarios.editing.journal_file import FORMAT, NotKept
from scheduler.errors import BadInput
from scheduler.week.agenda import Statement
from scheduler.week.leadership import Holder, Leadership, Role
from scheduler.week.timetable import Part, Timetable


def state(number: int, text: str = "a week") -> Kept:
    return Kept(text, Timetable(parts=(Part("opening", 0, 600, number, "large"),)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "week.desk"


@pytest.fixture
def journal(path: Path) -> Journal:
    return Journal(path)


def filled(journal: Journal, last: int) -> Journal:
    for number in range(1, last + 1):
        journal.add(state(number), f"step {number}", "Ada", journal.version)
    return journal


def test_a_state_comes_back_as_it_was_with_speakers_and_leaders(journal: Journal) -> None:
    part = Part("opening", 0, 600, 60, None, (Statement(0, "COL", 30), Statement(1, "", 15)))
    leaders = Leadership(holders=(Holder("clearance", Role.CO_CHAIR, "NOR"),))
    kept = Kept("schema: 1 # é\n", Timetable(parts=(part,)), leaders)
    journal.add(kept, "first", "", 0)
    assert journal.now == kept


def test_undo_and_redo_go_one_by_one_and_over_a_restart(path: Path) -> None:
    journal = filled(Journal(path), 5)
    for _ in range(3):
        journal.undo("Ada", journal.version)
    journal.close()
    again = Journal(path)
    assert again.present == (8, state(2), "step 2", "step 3")
    for _ in range(3):
        again.redo("Ada", again.version)
    assert again.now == state(5)
    with pytest.raises(LookupError, match="nothing to do again"):
        again.redo("Ada", again.version)
    for _ in range(4):
        again.undo("Ada", again.version)
    with pytest.raises(LookupError, match="nothing to undo"):
        again.undo("Ada", again.version)


def test_a_step_after_undoing_takes_the_place_of_what_was_undone(journal: Journal) -> None:
    filled(journal, 3)
    journal.undo("", journal.version)
    journal.undo("", journal.version)
    journal.add(state(9), "another way", "", journal.version)
    assert (journal.now, journal.redo_of, journal.undo_of) == (state(9), None, "another way")


def test_what_was_done_on_an_old_version_is_refused_with_what_was_done_since(
    journal: Journal,
) -> None:
    filled(journal, 3)
    for late in (
        lambda: journal.add(state(7), "late", "", 1),
        lambda: journal.undo("", 2),
        lambda: journal.redo("", 9),
    ):
        with pytest.raises(Stale) as caught:
            late()
        assert caught.value.version == 3
    with pytest.raises(Stale) as caught:
        journal.undo("", 1)
    assert [(one.who, one.what) for one in caught.value.since] == [
        ("Ada", "step 2"),
        ("Ada", "step 3"),
    ]
    assert journal.now == state(3)


def test_the_log_says_who_did_what_the_last_of_it_first_asked(journal: Journal) -> None:
    filled(journal, 3)
    journal.undo("Bea", 3)
    assert [(one.version, one.who, one.what) for one in journal.since(0, 2)] == [
        (3, "Ada", "step 3"),
        (4, "Bea", "Undone: step 3"),
    ]


def test_two_programs_use_one_journal(path: Path) -> None:
    one, other = Journal(path), Journal(path)
    one.add(state(1), "first", "", 0)
    assert other.now == state(1)
    other.add(state(2), "second", "", 1)
    with pytest.raises(Stale):
        one.add(state(3), "third", "", 1)
    assert one.present == (2, state(2), "second", None)


def test_drafts_are_kept_renamed_and_dropped(path: Path) -> None:
    journal = filled(Journal(path), 1)
    journal.keep_draft("ours", state(1), "Ada")
    journal.keep_draft("ours", state(2), "Ada")
    journal.keep_draft("another", state(3, "other text"), "")
    journal.close()
    again = Journal(path)
    assert [one.name for one in again.drafts] == ["another", "ours"]
    assert again.draft("ours") == state(2)
    assert again.draft("another") == state(3, "other text")
    again.rename_draft("ours", "first idea")
    assert again.draft("first idea") == state(2)
    for wrong in (
        lambda: again.draft("ours"),
        lambda: again.rename_draft("ours", "theirs"),
        lambda: again.rename_draft("another", "first idea"),
        lambda: again.drop_draft("ours"),
    ):
        with pytest.raises(LookupError, match="is called"):
            wrong()
    again.drop_draft("another")
    assert [one.name for one in again.drafts] == ["first idea"]
    assert again.version == 1


def test_what_fails_while_it_is_written_leaves_nothing_behind(journal: Journal) -> None:
    filled(journal, 1)
    with pytest.raises(KeyError), journal.alone():
        journal.note_fact("saved", "something")
        raise KeyError
    assert journal.fact("saved") == ""


def test_a_disk_that_is_full_loses_nothing_and_is_told(journal: Journal) -> None:
    filled(journal, 1)
    [pages] = journal._db.execute("PRAGMA page_count").fetchone()
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    large = state(2, "".join(map(chr, range(100, 50_000))))
    with pytest.raises(NotKept, match="was not done: database or disk is full"):
        journal.add(large, "large", "", 1)
    assert journal.now == state(1)
    assert journal.version == 1
    journal._db.execute("PRAGMA max_page_count = 100000")
    journal.add(large, "large", "", 1)
    assert journal.now == large


@pytest.mark.parametrize("content", [b"", b"title: A week\n", b"\x00" * 8192])
def test_a_file_that_is_no_journal_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    if not content:
        assert Journal(path).version == 0
        return
    with pytest.raises(BadInput, match=r"week\.desk: this is no journal of a week"):
        Journal(path)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (text)")
    db.close()
    with pytest.raises(BadInput, match="this is no journal of a week"):
        Journal(path)


def test_the_journal_of_a_later_version_is_refused(path: Path) -> None:
    Journal(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.close()
    with pytest.raises(BadInput, match="a later version of the program"):
        Journal(path)


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotKept, match="the week can only be looked at"):
        Journal(tmp_path / "gone" / "week.desk")


_WRITER = """
import sys
from pathlib import Path
from tests.scenarios.editing.test_journal import state
from scenarios.editing.journal import Journal
journal = Journal(Path(sys.argv[1]))
while True:
    version = journal.version
    number = version + 1
    if number % 7 == 0 and journal.undo_of:
        done = journal.undo("", version)
    else:
        done = journal.add(state(number, f"text {number % 5}"), f"step {number}", "", version)
    sys.stdout.write(f"{done}\\n")
    sys.stdout.flush()
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 2, 3, 17, 40, 95])
def test_what_was_said_to_be_saved_is_there_after_a_kill(path: Path, after: int) -> None:
    said = _killed_after(path, after)
    again = Journal(path)
    assert again.version >= said >= after
    assert [one.version for one in again.since(0)] == list(range(1, again.version + 1))
    last = again.since(again.version - 1)[0].what
    assert last.startswith("Undone") or again.present.undo in (None, last)
    again.add(state(1), "and on", "", again.version)
    assert again.now == state(1)


def _killed_after(path: Path, lines: int) -> int:
    """Kill a program that writes as soon as it has said so much; the last version that it said."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(lines)]
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    return int(rest[-1]) if rest else said[-1]


@pytest.mark.slow
def test_a_journal_of_many_states_is_opened_and_written_without_reading_them(path: Path) -> None:
    journal = Journal(path)
    journal._db.execute("PRAGMA synchronous = OFF")
    with journal.alone():
        filled(journal, 10_000)
    journal.close()
    again = Journal(path)
    steps = [0]
    again._db.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 100)
    assert again.present == (10_000, state(10_000), "step 10000", None)
    again.add(state(1), "one more", "", 10_000)
    again.undo("", 10_001)
    assert steps[0] < 50  # hundreds of steps of the database's machine
