"""The journal of a week: every state that it had, in a SQLite file beside it.

A step is on the disk before anybody is told that it is made, so that whenever the program is
killed, nothing that was shown as saved is lost. Undone steps stay until another step is made.
Several programs may use one journal at once: each write waits for the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from scenarios.editing.journal_file import as_blob, as_state, digest_of, not_kept, opened
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable


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


class KeptDraft(NamedTuple):
    """A state that was kept by a name: that name, who kept it and when (UTC)."""

    name: str
    who: str
    at: datetime


class KeptNow(NamedTuple):
    """The present state with its version, and what would be undone and done again."""

    version: int
    kept: Kept
    undo: str | None
    redo: str | None


class Stale(Exception):  # noqa: N818  (a state of affairs)
    """A step was made on a version that is no longer the last; holds what was done since."""

    def __init__(self, version: int, since: tuple[LogEntry, ...]) -> None:
        super().__init__(version)
        self.version = version
        self.since = since


class Journal:
    """All states of one week, of which one is the present one. Any thread may use it.

    Parameters
    ----------
    path
        The SQLite file; it is made where it is missing. None: it is kept in memory alone.

    Raises
    ------
    NotKept
        Where nothing can be written there.
    BadInput
        Where the file is no journal, or that of a later version of the program.
    """

    def __init__(self, path: Path | None) -> None:
        self._db = opened(path)
        self._lock = RLock()
        self.kept = path is not None
        """Whether it is kept in a file."""

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @property
    def version(self) -> int:
        """It grows by one with everything that is done, undoing as well; 0 before anything is."""
        return self._one("SELECT COALESCE(MAX(version), 0) FROM log")

    @property
    def now(self) -> Kept:
        """The present state; `LookupError` where there is none."""
        with self._lock:
            return self._state_at(self._state)

    @property
    def present(self) -> KeptNow:
        """The present state, as of one moment; `LookupError` where there is none."""
        with self._reading():
            return KeptNow(self.version, self.now, self.undo_of, self.redo_of)

    @property
    def before(self) -> Kept | None:
        """The state to which undoing leads."""
        return self._state_or_none(-1)

    @property
    def after(self) -> Kept | None:
        """The state to which doing again leads."""
        return self._state_or_none(1)

    @property
    def undo_of(self) -> str | None:
        """What would be undone; None where nothing can be."""
        with self._lock:
            state = self._state
            return self._what(state) if self._what(state - 1) is not None else None

    @property
    def redo_of(self) -> str | None:
        """What would be done again; None where nothing can be."""
        with self._lock:
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
            self._db.execute("DELETE FROM states WHERE number >= ?", (number,))
            row = (number, what, self._text(kept.text), as_blob(kept.timetable, kept.leadership))
            self._db.execute("INSERT INTO states VALUES (?, ?, ?, ?)", row)
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

    def since(self, version: int, most: int = -1) -> tuple[LogEntry, ...]:
        """What was done after a version, in order; the last ``most`` of it, or all."""
        query = "SELECT * FROM log WHERE version > ? ORDER BY version DESC LIMIT ?"
        rows = self._all(query, version, most)
        return tuple(
            LogEntry(v, who, datetime.fromisoformat(at), what) for v, _, who, at, what in rows[::-1]
        )

    @property
    def drafts(self) -> tuple[KeptDraft, ...]:
        """The states that were kept by a name, in the order of their names."""
        rows = self._all("SELECT name, who, at FROM drafts ORDER BY name")
        return tuple(KeptDraft(name, who, datetime.fromisoformat(at)) for name, who, at in rows)

    def draft(self, name: str) -> Kept:
        """The state that was kept by a name; `LookupError` where there is none."""
        query = "SELECT text, parts FROM drafts JOIN texts USING (digest) WHERE name = ?"
        rows = self._all(query, name)
        if not rows:
            raise LookupError(f"no draft is called ‘{name}’")
        return Kept(*as_state(*rows[0]))

    def keep_draft(self, name: str, kept: Kept, who: str) -> None:
        """Keep a state by a name, in place of another of that name."""
        with self._writing(None):
            row = (name, who, _moment(), self._text(kept.text))
            blob = as_blob(kept.timetable, kept.leadership)
            self._db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)", (*row, blob))

    def rename_draft(self, name: str, to: str) -> None:
        """Give a draft another name; `LookupError` where there is none, or the name is taken."""
        with self._writing(None):
            if self._all("SELECT 1 FROM drafts WHERE name = ?", to):
                raise LookupError(f"another draft is called ‘{to}’")
            if not self._db.execute(
                "UPDATE drafts SET name = ? WHERE name = ?", (to, name)
            ).rowcount:
                raise LookupError(f"no draft is called ‘{name}’")

    def drop_draft(self, name: str) -> None:
        """Take a draft out; `LookupError` where there is none."""
        with self._writing(None):
            if not self._db.execute("DELETE FROM drafts WHERE name = ?", (name,)).rowcount:
                raise LookupError(f"no draft is called ‘{name}’")

    def fact(self, name: str) -> str:
        """Something that is to be known at the next opening; empty where it was never noted."""
        rows = self._all("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def note_fact(self, name: str, value: str) -> None:
        """Note something that is to be known at the next opening."""
        with self._writing(None):
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other program from writing; what is noted meanwhile counts as a whole."""
        with self._writing(None):
            yield

    @property
    def _state(self) -> int:
        return self._one("SELECT state FROM log ORDER BY version DESC LIMIT 1")

    def _state_at(self, number: int) -> Kept:
        query = "SELECT text, parts FROM states JOIN texts USING (digest) WHERE number = ?"
        rows = self._all(query, number)
        if not rows:
            raise LookupError("nothing has been done yet")
        return Kept(*as_state(*rows[0]))

    def _state_or_none(self, step: int) -> Kept | None:
        with self._lock:
            try:
                return self._state_at(self._state + step)
            except LookupError:
                return None

    def _text(self, text: str) -> str:
        """Keep a text, and return by what it is found."""
        digest = digest_of(text.encode())
        self._db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (digest, text))
        return digest

    def _what(self, state: int) -> str | None:
        rows = self._all("SELECT what FROM states WHERE number = ?", state)
        return str(rows[0][0]) if rows else None

    def _note(self, version: int, state: int, who: str, what: str) -> int:
        row = (version + 1, state, who, _moment(), what)
        self._db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", row)
        return version + 1

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What is read inside is as of one moment, whatever other programs do."""
        with self._lock:
            inside = self._db.in_transaction
            if not inside:
                self._db.execute("BEGIN")
            try:
                yield
            finally:
                if not inside:
                    self._db.execute("COMMIT")

    @contextmanager
    def _writing(self, version: int | None) -> Iterator[None]:
        """Write all or nothing; a version is that on which somebody made a step."""
        with self._lock:
            inside = self._db.in_transaction
            try:
                if not inside:
                    self._db.execute("BEGIN IMMEDIATE")
                if version is not None and version != self.version:
                    raise Stale(self.version, self.since(version))
                yield
                if not inside:
                    self._db.execute("COMMIT")
            except BaseException as error:
                if not inside and self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise not_kept(error) from None
                raise

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def _one(self, query: str) -> int:
        rows = self._all(query)
        return int(str(rows[0][0])) if rows else 0


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
