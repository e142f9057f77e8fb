"""The results of a sweep in one SQLite file, written as they come and by one process only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from scenarios.reading.files import check_place, is_file
from scenarios.studies.sweep.outcome import Limits, Outcome, Solved
from scheduler.errors import BadInput

APPLICATION = 0x4D57_5357
"""What marks a SQLite file as ours: the letters MWSW, in the place that SQLite has for it."""

VERSION = 1
"""Of the tables; a file of another version is refused."""

_TABLES = """
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
# open the file. A timetable stands in `schedule` as a schedule CSV.

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
        with _explained(self._place), self._connection as write:
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
        with _explained(self._place), self._connection as write:
            write.execute("INSERT OR REPLACE INTO variants VALUES (?, ?, ?, ?, ?, ?)", row)
            if solved is not None and not outcome.reused:
                found = (outcome.digest, self._program, self._limits, *_values(solved))
                marks = ", ".join("?" for _ in found)
                write.execute(f"INSERT OR REPLACE INTO solved VALUES ({marks})", found)


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
        Where the file is something else, or belongs to another scenario. It is left as it is.
    """
    place = ":memory:" if path is None else str(path)
    fresh = path is None or not is_file(path) or path.stat().st_size == 0
    if path is not None and fresh:
        problems = list(check_place(path))
        if problems:
            raise BadInput(problems)
    with _explained(place), closing(sqlite3.connect(place, timeout=5.0)) as connection:
        if fresh:
            _begin(connection, scenario, title)
        else:
            _check(connection, place, scenario)
        yield Store(connection, place, program, limits)


def _begin(connection: sqlite3.Connection, scenario: str, title: str) -> None:
    with connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?, ?)", (scenario, title))


def _check(connection: sqlite3.Connection, place: str, scenario: str) -> None:
    """Refuse a file that is not ours, or not of this scenario."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    what = ""
    if application != APPLICATION:
        what = "this is a SQLite file of another program; choose another place for the results"
    elif version != VERSION:
        versions = f"these results have version {version}, and this program writes version"
        what = f"{versions} {VERSION}; choose another place"
    elif (row := connection.execute("SELECT scenario FROM about").fetchone()) is None:
        what = "this is no file of results; choose another place"
    elif row[0] != scenario:
        what = f"these are the results of {row[0]}, not of {scenario}; choose another place"
    if what:
        raise BadInput.at(place, what)


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """Say what SQLite complains of in words."""
    try:
        yield
    except sqlite3.OperationalError as error:
        busy = "locked" in str(error)
        reason = "another program is writing to it" if busy else str(error)
        what = f"the results cannot be kept: {reason}; wait for it, or choose another place"
        raise BadInput.at(place, what) from None
    except sqlite3.DatabaseError as error:
        what = f"this is no file of results ({error}); choose another place for them"
        raise BadInput.at(place, what) from None


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
