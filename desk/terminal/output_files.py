"""Where a command is to write: looked at before it does any work."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import realpath
from pathlib import Path

from scenarios.reading.files import check_place, plan
from scheduler.errors import BadInput, InputProblem


def check_places(reads: Mapping[str, str | Path | None], writes: Mapping[str, Path | None]) -> None:
    """Refuse places that cannot be written to, and those of what is read or written besides.

    What the scenario itself leads to, such as its table, is not known yet: see
    `scenarios.reading.files`.

    Parameters
    ----------
    reads, writes
        Files by what they are, for the message: ``the scenario``; None where there is none.

    Raises
    ------
    BadInput
        With every place that will not do.
    """
    taken = {realpath(path): what for what, path in reads.items() if path is not None}
    problems: list[InputProblem] = []
    plan(None)
    for what, path in writes.items():
        if path is None:
            continue
        place = realpath(path)
        if place in taken:
            problems.append(
                InputProblem(str(path), f"this is {taken[place]}; choose another place")
            )
        taken[place] = what
        plan(path, what)
        problems.extend(check_place(path))
    if problems:
        raise BadInput(problems)


def check_csv(path: Path | None) -> None:
    """Refuse a place for a table whose name says that it is something else.

    Raises
    ------
    BadInput
        Where it does not end in ``.csv``.
    """
    if path is not None and path.suffix.lower() not in (".csv", ""):
        raise BadInput(
            [InputProblem(str(path), "the table is CSV; give it a name that ends in .csv")]
        )
