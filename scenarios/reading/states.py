"""The table of delegations: States with their regional group and treaty status."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

from scenarios.reading.columns import need_columns
from scenarios.reading.files import read_text
from scheduler.errors import BadInput, InputProblem

LARGEST = 1_000_000
_NEEDED = ("iso3", "name")


class State(NamedTuple):
    """One row: its code, name and regional group, and every column as text."""

    code: str
    name: str
    group: str
    columns: dict[str, str]


def read_states(path: Path) -> dict[str, State]:
    """Read a table of States by code.

    The columns ``iso3`` and ``name`` are needed, ``un_group`` is known; any further column can be
    named in a condition. No text is ever taken for a missing value.

    Raises
    ------
    BadInput
        With file and row of every problem.
    """
    text = read_text(path, LARGEST, "table of delegations")
    rows = csv.DictReader(io.StringIO(text, newline=None))
    try:
        return _states(path, rows)
    except csv.Error as error:
        raise BadInput(
            [InputProblem(f"{path}, row {rows.line_num + 1}", f"not CSV: {error}")]
        ) from None


def _states(path: Path, rows: csv.DictReader[str]) -> dict[str, State]:
    columns = [name.strip() for name in rows.fieldnames or ()]
    need_columns(path, columns, _NEEDED)
    states: dict[str, State] = {}
    problems = []
    for row in rows:
        cells = {(key or "").strip(): (value or "").strip() for key, value in row.items() if key}
        code, where = cells["iso3"], f"{path}, row {rows.line_num}"
        if not code:
            problems.append(InputProblem(where, "the column iso3 is empty; every row needs a code"))
        elif code in states:
            problems.append(
                InputProblem(where, f"the code {code} stands in the table twice; keep one")
            )
        else:
            states[code] = State(code, cells["name"], cells.get("un_group", ""), cells)
    if problems:
        raise BadInput(problems)
    return states
