"""The results of a sweep in one SQLite file, written as they come and by one process only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from scenarios.exchange.writing import check_place
from scenarios.reading.files import is_device, is_file
from scenarios.reading.input_problems import InputProblems
from scenarios.studies.sweep.outcome import Limits, Outcome, Solved, Standing
from scheduler.errors import BadInput
from scheduler.week.words import listed

APPLICATION = 0x4D57_5357
"""What marks a SQLite file as ours: the letters MWSW, in the place that SQLite has for it."""

VERSION = 2
"""Of the tables; a file of another version is refused."""

WAIT = 5.0
"""Seconds to wait for another sweep that has the file, before it is said."""

_SCHEMA = """
CREATE TABLE about (scenario TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE solved (
    digest TEXT NOT NULL,
    program TEXT NOT NULL,
    limits TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    seconds REAL NOT NULL,
    tiers TEXT NOT NULL,
    amounts TEXT NOT NULL,
    schedule TEXT NOT NULL,
    leaders TEXT NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (digest, program, limits)
);
CREATE TABLE variants (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    digest TEXT NOT NULL
);
"""
# `solved` is what was found, by what it was found for; `variants` is the last sweep, for people who
# open the file. A timetable stands in `schedule` as a schedule CSV; `mark` is that of the row's
# other values, so that a row that was changed is found out.

_TABLES = {made.split()[2]: " ".join(made.split()) for made in _SCHEMA.split(";") if made.strip()}
"""How each table is made, by its name."""

_FIELDS = ("status", "reason", "seconds", "tiers", "amounts", "schedule", "leaders")


class Store:
    """An open file of results; `opened` opens one.

    Parameters
    ----------
    program
        The versions that solve: what another version found is not used.
    limits
        How far variants are searched: what is not final is used only where these are the same.
    """

    def __init__(
        self, connection: sqlite3.Connection, place: str, program: str, limits: Limits
    ) -> None:
        self._connection = connection
        self._place = place
        self._program = program
        said = {"effort": limits.effort, "clock": limits.clock, "seed": limits.seed}
        self._limits = json.dumps(said)

    def list_variants(self, outcomes: Iterable[Outcome]) -> None:
        """Write the rows of a sweep that begins."""
        rows = [_row(position, outcome) for position, outcome in enumerate(outcomes)]
        with _explained(self._place), _whole(self._connection) as write:
            write.execute("DELETE FROM variants")
            write.executemany("INSERT INTO variants VALUES (?, ?, ?, ?, ?, ?)", rows)

    def find(self, digest: str) -> Solved | None:
        """What was found before for a scenario, if that still counts."""
        with _explained(self._place):
            rows = self._connection.execute(
                f"SELECT limits, {', '.join(_FIELDS)} FROM solved WHERE digest = ? "
                "AND program = ? ORDER BY limits = ? DESC, limits",
                (digest, self._program, self._limits),
            ).fetchall()
        for limits, *values in rows:
            found = _solved(dict(zip(_FIELDS, values, strict=True)))
            if limits == self._limits or found.final:
                return found
        return None

    def keep(self, position: int, outcome: Outcome) -> None:
        """Write a row, and what was found if it was found now."""
        row, solved = _row(position, outcome), outcome.solved
        with _explained(self._place), _whole(self._connection) as write:
            write.execute("INSERT OR REPLACE INTO variants VALUES (?, ?, ?, ?, ?, ?)", row)
            if solved is not None and not outcome.reused:
                found = [outcome.digest, self._program, self._limits, *_values(solved)]
                found.append(_mark(found))
                marks = ", ".join("?" for _ in found)
                write.execute(f"INSERT OR REPLACE INTO solved VALUES ({marks})", found)


def stored_for(path: Path) -> str:
    """The name of the scenario file to which a file of results belongs.

    Raises
    ------
    BadInput
        Where the file is something else, is damaged, or is in use.
    """
    with _read(path) as connection:
        return str(connection.execute("SELECT scenario FROM about").fetchone()[0])


def stored(path: Path) -> tuple[Outcome, ...]:
    """The rows of the last sweep that a file of results holds, each with what was found for it.

    Where searches of several lengths or versions have found something for one, it is the last
    timetable that was kept. Errors are those of `stored_for`.
    """
    fields = ", ".join(_FIELDS)
    with _read(path) as connection:
        rows = connection.execute(
            "SELECT name, title, status, reason, digest FROM variants ORDER BY position"
        ).fetchall()
        found = {
            digest: _solved(dict(zip(_FIELDS, values, strict=True)))
            for digest, *values in connection.execute(
                f"SELECT digest, {fields} FROM solved ORDER BY schedule <> '', rowid"
            )
        }
    return tuple(
        Outcome(
            name=name,
            title=title,
            standing=Standing(status),
            reason=reason,
            digest=digest,
            solved=found.get(digest),
            reused=True,
        )
        for name, title, status, reason, digest in rows
    )


@contextmanager
def _read(path: Path) -> Iterator[sqlite3.Connection]:
    """A file of results, open for reading only."""
    place = str(path)
    if not is_file(path):
        raise BadInput.at(place, "there is no such file")
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        _explained(place),
        closing(sqlite3.connect(address, timeout=WAIT, isolation_level=None, uri=True)) as found,
    ):
        found.text_factory = lambda raw: raw.decode("utf-8", "replace")
        _check(found, place, None)
        yield found


@contextmanager
def opened(
    path: Path | None, scenario: str, title: str, program: str, limits: Limits
) -> Iterator[Store]:
    """Open the results of a scenario, or begin them.

    Parameters
    ----------
    path
        The file; None to keep the results for as long as the context lasts.
    scenario, title
        Name of the scenario's file, to which the results belong, and its title.

    Raises
    ------
    BadInput
        Where the file is something else, belongs to another scenario, is damaged, or is in use. It
        is left as it is.
    """
    place = ":memory:" if path is None else str(path)
    if path is not None:
        problems = InputProblems()
        problems.include(check_place(path))
        if is_device(path):
            problems.note(place, "this is a device, and not a file")
        problems.finish()
    with (
        _explained(place),
        closing(sqlite3.connect(place, timeout=WAIT, isolation_level=None)) as connection,
    ):
        # What is damaged need not be text; its mark shows that it is not what was written.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        # From the first change on the file is ours alone, until it is closed: two sweeps at once
        # would write rows of both into one list of variants.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        with _whole(connection) as write:
            if _tables(write) or _said(write, "application_id"):
                _check(write, place, scenario)
            else:
                _begin(write, scenario, title)
        yield Store(connection, place, program, limits)


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One change: all that the context does, or nothing of it."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _begin(write: sqlite3.Connection, scenario: str, title: str) -> None:
    write.execute(f"PRAGMA application_id = {APPLICATION}")
    write.execute(f"PRAGMA user_version = {VERSION}")
    for statement in _TABLES.values():
        write.execute(statement)
    write.execute("INSERT INTO about VALUES (?, ?)", (scenario, title))


def _said(connection: sqlite3.Connection, pragma: str) -> Any:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    """What was said to make each table, by its name."""
    try:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    except UnicodeDecodeError as error:  # SQLite complains of a damaged name, and shows it
        raise sqlite3.OperationalError(f"the file is damaged ({error.reason})") from None
    return {name: " ".join(sql.split()) for name, sql in made}


def _check(connection: sqlite3.Connection, place: str, scenario: str | None) -> None:
    """Refuse a file that is not ours, not of this scenario (None: of any), or damaged."""
    version = _said(connection, "user_version")
    what = ""
    if _said(connection, "application_id") != APPLICATION:
        what = "this is a SQLite file of another program; choose another place for the results"
    elif version != VERSION:
        versions = f"these results have version {version}, and this program writes version"
        what = f"{versions} {VERSION}; choose another place"
    elif damage := _damage(connection):
        what = f"{damage}; delete the file, or choose another place for the results"
    elif scenario is not None and (
        (of := connection.execute("SELECT scenario FROM about").fetchone()[0]) != scenario
    ):
        what = f"these are the results of {of}, not of {scenario}; choose another place"
    if what:
        raise BadInput.at(place, what)


def _damage(connection: sqlite3.Connection) -> str:
    """What is wrong with a file of results that is ours; empty where it is whole."""
    found = _tables(connection)
    missing = [name for name, made in sorted(_TABLES.items()) if found.get(name) != made]
    if missing:
        names = listed(missing)
        return f"these results are damaged, or were never begun in full (see the table {names})"
    if _said(connection, "quick_check(1)") != "ok":
        return "these results are damaged: what the file says of itself does not hold"
    if connection.execute("SELECT count(*) FROM about").fetchone()[0] != 1:
        return "these results are damaged, or were never begun in full (see the table about)"
    for *values, mark in connection.execute("SELECT * FROM solved"):
        if mark != _mark(values):
            return f"these results are damaged (see the table solved, digest {values[0]})"
    return ""


def _mark(values: Sequence[Any]) -> str:
    """A mark of the values of a row; others have another."""
    return sha256(json.dumps(values, default=repr).encode("utf-8")).hexdigest()


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """Turn what SQLite complains of into words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        busy = "locked" in str(error)
        reason = "another program is writing to it" if busy else str(error)
        wait = "wait for it, or " if busy else ""
        what = f"the results cannot be kept: {reason}; {wait}choose another place"
        raise BadInput.at(place, what) from None
    except sqlite3.DatabaseError as error:
        damaged = error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT
        this = "these results are damaged" if damaged else "this is no file of results"
        raise BadInput.at(place, f"{this} ({error}); choose another place for them") from None


def _row(position: int, outcome: Outcome) -> tuple[int, str, str, str, str, str]:
    status, reason = outcome.standing.value, outcome.reason
    return position, outcome.name, outcome.title, status, reason, outcome.digest


def _values(solved: Solved) -> list[Any]:
    """What was found, in the order of the columns."""
    values = solved.model_dump(mode="json")
    values["status"] = values.pop("standing")
    lists = {key: json.dumps(values[key]) for key in ("tiers", "amounts")}
    return [{**values, **lists}[field] for field in _FIELDS]


def _solved(values: dict[str, Any]) -> Solved:
    values["standing"] = values.pop("status")
    lists = {key: json.loads(values[key]) for key in ("tiers", "amounts")}
    return Solved.model_validate({**values, **lists})
