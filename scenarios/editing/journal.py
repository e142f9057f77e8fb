"""The journal of a week: every state that it had, in a SQLite file beside it.

A step is on the disk before anybody is told that it is made, so that whenever the program is
killed, nothing that was shown as saved is lost. Undone steps stay until another step is made.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from scheduler.week.agenda import Statement
from scheduler.week.leadership import Holder, Leadership, Role
from scheduler.week.timetable import Part, Timetable

_TABLES = """
CREATE TABLE IF NOT EXISTS texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS states (
    number INTEGER PRIMARY KEY, what TEXT NOT NULL, digest TEXT NOT NULL REFERENCES texts,
    parts TEXT NOT NULL, leaders TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (
    version INTEGER PRIMARY KEY, state INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    what TEXT NOT NULL);
"""


class Kept(NamedTuple):
    """One state of a week as the journal keeps it."""

    text: str
    timetable: Timetable
    leadership: Leadership = Leadership()


class LogEntry(NamedTuple):
    """What somebody did: the version that it made, who, when (UTC) and what."""

    version: int
    who: str
    at: datetime
    what: str


class Stale(Exception):  # noqa: N818  (a state of affairs)
    """A step was made on a version that is no longer the last; holds what was done since."""

    def __init__(self, version: int, since: tuple[LogEntry, ...]) -> None:
        super().__init__(version)
        self.version = version
        self.since = since


class Journal:
    """All states of one week, of which one is the present one; used by one thread at a time.

    Parameters
    ----------
    path
        The SQLite file; it is made where it is missing.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    @property
    def version(self) -> int:
        """It grows by one with everything that is done, undoing as well; 0 before anything is."""
        return self._one("SELECT COALESCE(MAX(version), 0) FROM log")

    @property
    def now(self) -> Kept:
        """The present state; `LookupError` where there is none."""
        row = self._db.execute(
            "SELECT text, parts, leaders FROM states JOIN texts USING (digest) WHERE number = ?",
            (self._state,),
        ).fetchone()
        if row is None:
            raise LookupError("nothing has been done yet")
        return Kept(row[0], _parts_of(row[1]), _leaders_of(row[2]))

    @property
    def undo_of(self) -> str | None:
        """What would be undone; None where nothing can be."""
        found = self._what(self._state)
        return found if self._what(self._state - 1) is not None else None

    @property
    def redo_of(self) -> str | None:
        """What would be done again; None where nothing can be."""
        return self._what(self._state + 1)

    def add(self, kept: Kept, what: str, who: str, version: int) -> int:
        """Make a new state the present one, and return its version.

        Parameters
        ----------
        version
            That on which the step was made.

        Raises
        ------
        Stale
            Where it is no longer the last.
        """
        with self._writing(version):
            number = self._state + 1
            digest = hashlib.sha256(kept.text.encode()).hexdigest()
            self._db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (digest, kept.text))
            self._db.execute("DELETE FROM states WHERE number >= ?", (number,))
            self._db.execute(
                "INSERT INTO states VALUES (?, ?, ?, ?, ?)",
                (number, what, digest, _parts_text(kept.timetable), _leaders_text(kept.leadership)),
            )
            return self._note(version, number, who, what)

    def undo(self, who: str, version: int) -> int:
        """Go back by one state; `LookupError` where there is none before, `Stale` as for `add`."""
        with self._writing(version):
            if self.undo_of is None:
                raise LookupError("there is nothing to undo")
            return self._note(version, self._state - 1, who, f"Undone: {self.undo_of}")

    def redo(self, who: str, version: int) -> int:
        """Go forward by one state; the errors are those of `undo`."""
        with self._writing(version):
            if self.redo_of is None:
                raise LookupError("there is nothing to do again")
            return self._note(version, self._state + 1, who, f"Done again: {self.redo_of}")

    def since(self, version: int) -> tuple[LogEntry, ...]:
        """What was done after a version, in order."""
        rows = self._db.execute(
            "SELECT version, who, at, what FROM log WHERE version > ? ORDER BY version", (version,)
        )
        return tuple(
            LogEntry(v, who, datetime.fromisoformat(at), what) for v, who, at, what in rows
        )

    @property
    def _state(self) -> int:
        return self._one("SELECT state FROM log ORDER BY version DESC LIMIT 1") or 0

    def _what(self, state: int) -> str | None:
        row = self._db.execute("SELECT what FROM states WHERE number = ?", (state,)).fetchone()
        return None if row is None else str(row[0])

    def _note(self, version: int, state: int, who: str, what: str) -> int:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        row = (version + 1, state, who, moment, what)
        self._db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", row)
        return version + 1

    @contextmanager
    def _writing(self, version: int) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if version != self.version:
                raise Stale(self.version, self.since(version))
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _one(self, query: str) -> int:
        row = self._db.execute(query).fetchone()
        return 0 if row is None else int(row[0])


def _parts_text(timetable: Timetable) -> str:
    return json.dumps(timetable.parts, ensure_ascii=False)


def _parts_of(text: str) -> Timetable:
    parts = []
    for session, day, start, minutes, room, said in json.loads(text):
        statements = tuple(Statement(*one) for one in said)
        parts.append(Part(session, day, start, minutes, room, statements))
    return Timetable(parts=tuple(parts))


def _leaders_text(leadership: Leadership) -> str:
    return json.dumps(leadership.holders, ensure_ascii=False)


def _leaders_of(text: str) -> Leadership:
    holders = tuple(Holder(body, Role(role), state) for body, role, state in json.loads(text))
    return Leadership(holders=holders)
