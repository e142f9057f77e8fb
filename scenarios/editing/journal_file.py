"""The file of a journal: its tables, how states are written into them, and who may open it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from pathlib import Path

from scheduler.errors import BadInput, InputProblem
from scheduler.week.agenda import Statement
from scheduler.week.leadership import Holder, Leadership, Role
from scheduler.week.timetable import Part, Timetable

KIND = 0x6D776B31
"""What SQLite calls an application: that of a journal, in four letters."""

FORMAT = 1
"""The version of what a journal says."""

PATIENCE = 30.0
"""Seconds in which another program must have written what it writes."""

_TABLES = """
CREATE TABLE IF NOT EXISTS texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS states (
    number INTEGER PRIMARY KEY, what TEXT NOT NULL, digest TEXT NOT NULL REFERENCES texts,
    parts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS log (
    version INTEGER PRIMARY KEY, state INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    what TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS drafts (
    name TEXT PRIMARY KEY, who TEXT NOT NULL, at TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES texts, parts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class NotKept(BadInput):
    """Nothing can be written where a journal would be kept; the week can be looked at."""


def opened(path: Path | None) -> sqlite3.Connection:
    """Open the file of a journal, or begin one; None: in memory.

    Raises
    ------
    NotKept
        Where nothing can be written there.
    BadInput
        Where it is no journal, or that of a later version of the program.
    """
    db: sqlite3.Connection | None = None
    try:
        db = sqlite3.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False, timeout=PATIENCE
        )
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        wrong = _begun(db)
        db.execute("COMMIT")
    except sqlite3.Error as error:
        if db is not None:
            db.close()
        kind = NotKept if error.sqlite_errorcode & 0xFF in _UNWRITTEN else BadInput
        raise kind([InputProblem(str(path), _words(error))]) from None
    if wrong:
        db.close()
        raise BadInput.at(str(path), wrong)
    return db


def not_kept(error: sqlite3.Error) -> NotKept:
    """What a person is told where something could not be written into a journal that is open."""
    what = f"this could not be kept in the journal, and was not done: {error}"
    return NotKept([InputProblem("", f"{what}; make room on the disk, or close other programs")])


def _begun(db: sqlite3.Connection) -> str:
    """Begin a journal where nothing stands yet; a sentence where something else stands."""
    [kind] = db.execute("PRAGMA application_id").fetchone()
    [version] = db.execute("PRAGMA user_version").fetchone()
    [tables] = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if tables == 0 and kind == 0:
        for statement in filter(str.strip, _TABLES.split(";")):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {KIND}")
        db.execute(f"PRAGMA user_version = {FORMAT}")
        return ""
    if kind != KIND:
        return _NO_JOURNAL
    if version > FORMAT:
        return "this journal was kept by a later version of the program; use that one"
    return ""


_NO_JOURNAL = (
    "this is no journal of a week, and the steps of one would be kept here; give it another name"
)


_UNWRITTEN = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)


def _words(error: sqlite3.Error) -> str:
    """What a person can do about an error of the database."""
    if error.sqlite_errorcode & 0xFF in _UNWRITTEN:
        return (
            f"no step can be kept in this folder ({error}), so the week can only be looked at; "
            "copy its file to a folder of your own"
        )
    if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
        return _NO_JOURNAL
    if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
        return "the journal is damaged; give it another name, and the week begins from its file"
    if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another program is writing to the journal all the time; close it there"
    return f"the journal cannot be opened: {error}"


def digest_of(content: bytes) -> str:
    """By what contents are told apart."""
    return hashlib.sha256(content).hexdigest()


def as_blob(timetable: Timetable, leadership: Leadership) -> bytes:
    """A timetable and its leaders, as a journal has them."""
    text = json.dumps([timetable.parts, leadership.holders], ensure_ascii=False)
    return zlib.compress(text.encode(), 1)


def as_state(text: object, blob: object) -> tuple[str, Timetable, Leadership]:
    """A state that a journal has."""
    assert isinstance(blob, bytes)
    parts, holders = json.loads(zlib.decompress(blob))
    timetable = Timetable(
        parts=tuple(
            Part(session, day, start, minutes, room, tuple(Statement(*one) for one in said))
            for session, day, start, minutes, room, said in parts
        )
    )
    named = tuple(Holder(body, Role(role), state) for body, role, state in holders)
    return str(text), timetable, Leadership(holders=named)
