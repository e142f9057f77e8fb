"""The table of delegations: States with their regional group and treaty status."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import read_key
from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scenarios.reading.tables.heads import DELEGATIONS

REFERENCE = Path(__file__).parents[1] / "library" / "reference" / "states.csv"
"""The table of States that is shipped with the program."""

LARGEST = 1_000_000
"""Bytes in the largest table that is read."""


ATTENDANCE = ("delegates", "from", "present", "absent")
"""Columns that say how a delegation attends, in the words of a scenario file."""

NAMES = {"en": "name_en", "fr": "name_fr", "es": "name_es"}
"""By language: the column with the names in it."""

COLUMNS = ("iso3", "name", "un_group", *NAMES.values(), *ATTENDANCE)
"""Columns with a meaning of their own; a condition may name any."""

_CODE = re.compile("[A-Z]{3}")


class State(NamedTuple):
    """One row: its code, name and regional group, and the row itself where a table has it."""

    code: str
    name: str
    group: str
    row: CsvRow | None = None

    @property
    def columns(self) -> dict[str, str]:
        """Every column as text."""
        return {} if self.row is None else self.row.cells

    def called(self, language: str) -> str:
        """Its name in a language; empty where the table does not say it."""
        return self.columns.get(NAMES[language], "")

    def place(self, column: str = "") -> str:
        """Where it, or a column of it, stands in the table; empty where it does not."""
        return "" if self.row is None else self.row.place(column)


def read_states(path: Path) -> dict[str, State]:
    """Read a table of States by code.

    The columns ``iso3`` and ``name`` are needed; ``un_group`` and those of `ATTENDANCE` are known,
    and any further column can be named in a condition. No text is ever taken for a missing value.

    Raises
    ------
    BadInput
        With file and row of every problem.
    """
    states: dict[str, State] = {}
    problems = InputProblems()
    needed, kind = ("iso3", "name"), "table of delegations"
    for row in read_rows(path, needed, kind, LARGEST, usual=DELEGATIONS):
        code, cells = row.cells["iso3"], row.cells
        if not code:
            problems.note(row.place(), "the column iso3 is empty; every row needs a code")
        elif code in states:
            problems.note(row.place(), f"the code {code} stands in the table twice; keep one")
        elif problems.read(row.place("iso3"), _code, code):
            name = problems.read(row.place("name"), _name, cells["name"]) or ""
            states[code] = State(code, name, cells.get("un_group", ""), row)
    problems.finish()
    return states


@cache
def reference_states() -> dict[str, State]:
    """The States of the reference table, by code."""
    return read_states(REFERENCE)


def _code(text: str) -> str:
    """The code of a State; `ValueError` where a row is none, such as a total or a source."""
    if not _CODE.fullmatch(read_key(text)):
        better = text.upper()
        what = f"'{text}' is not the code of a State, three capital letters as in CHE; "
        if _CODE.fullmatch(better):
            raise ValueError(f"{what}write {better}")
        raise ValueError(f"{what}leave the row out, or list an organisation under 'also'")
    return text


def _name(text: str) -> str:
    """The name of a State; `ValueError` where it has no letter."""
    if not any(map(str.isalpha, text)):
        given = f"'{text}' is not a name" if text else "the name is empty"
        raise ValueError(f"{given}; write that of the State, or leave the row out")
    return text
