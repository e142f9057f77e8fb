"""The table of delegations: States with their regional group and treaty status."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from scenarios.reading.csv_file import read_rows
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import read_key

LARGEST = 1_000_000
"""Bytes in the largest table that is read."""


class State(NamedTuple):
    """One row: its code, name and regional group, every column as text, and where it stands."""

    code: str
    name: str
    group: str
    columns: dict[str, str]
    place: str = ""


def read_states(path: Path) -> dict[str, State]:
    """Read a table of States by code.

    The columns ``iso3`` and ``name`` are needed, ``un_group`` is known; any further column can be
    named in a condition. No text is ever taken for a missing value.

    Raises
    ------
    BadInput
        With file and row of every problem.
    """
    states: dict[str, State] = {}
    problems = InputProblems()
    for row in read_rows(path, ("iso3", "name"), "table of delegations", LARGEST):
        code, cells = row.cells["iso3"], row.cells
        if not code:
            problems.note(row.place(), "the column iso3 is empty; every row needs a code")
        elif code in states:
            problems.note(row.place(), f"the code {code} stands in the table twice; keep one")
        elif problems.read(row.place("iso3"), partial(read_key, code)):
            states[code] = State(code, cells["name"], cells.get("un_group", ""), cells, row.place())
    problems.finish()
    return states
