"""The first row of a CSV file, which names the columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scheduler.errors import BadInput, InputProblem
from scheduler.week.words import listed


def need_columns(path: Path, columns: Iterable[str], needed: Iterable[str]) -> None:
    """Look whether a CSV file has the columns that it cannot do without.

    Parameters
    ----------
    columns
        What stands in its first row; empty cells count for nothing.

    Raises
    ------
    BadInput
        Where the file is empty, or columns are missing; all of them are named.
    """
    found, wanted = [column for column in columns if column], list(needed)
    missing = [column for column in wanted if column not in found]
    if not missing:
        return
    if not found:
        what = f"the file is empty; its first row is to name the columns {listed(wanted)}"
        raise BadInput([InputProblem(f"{path}, row 1", what)])
    are = "column {} is" if len(missing) == 1 else "columns {} are"
    what = (
        f"the {are.format(listed(missing))} missing; "
        f"the first row names the columns, and has {listed(found)}"
    )
    raise BadInput([InputProblem(f"{path}, row 1", what)])
