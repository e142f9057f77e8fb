"""The files of a new week: a small scenario, one with every key, or one from a timetable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scenarios.loading.extending import read_source
from scenarios.loading.json_schema import scenario_schema
from scenarios.loading.loading import resolve
from scenarios.reading.office import need_office

if TYPE_CHECKING:
    from scenarios.beginning.first_draft import FirstDraft

WORKBOOK = ".xlsx"

_FOLDER = Path(__file__).parents[1]

STARTER = _FOLDER / "starter.yaml"
"""A small scenario with comments, from which a person begins."""

EVERY_KEY = _FOLDER / "every-key.yaml"
"""A scenario with comments that shows every key of such a file."""


class NewWeek(NamedTuple):
    """A week that begins.

    Attributes
    ----------
    files
        What is to be written, the scenario last.
    draft
        What was assumed of the timetable from which it was drafted; None where there is none.
    """

    files: Mapping[Path, bytes]
    draft: FirstDraft | None


def candidate_beside(path: Path) -> Path:
    """Where a timetable that was made by hand stands as the program writes it."""
    return path.with_name(f"{path.stem}-as-it-was.csv")


def begin_week(
    path: Path,
    *,
    full: bool = False,
    source: Path | None = None,
    pinned: bool = False,
    head: str = "",
) -> NewWeek:
    """Make a scenario to start from; a workbook, where the name ends in .xlsx. Nothing is written.

    Parameters
    ----------
    full
        Whether it shows every key of a scenario.
    source
        A timetable that was made by hand, from which it is drafted.
    pinned
        Whether every meeting of that is pinned to its place.
    head
        What stands above a scenario that is no workbook: comments, each a line.

    Raises
    ------
    BadInput
        With row and column of everything in the timetable that cannot be used.
    """
    text, draft, files = (EVERY_KEY if full else STARTER).read_text(encoding="utf-8"), None, {}
    if source is not None:
        from scenarios.beginning.first_draft import draft_from

        candidate = candidate_beside(path)
        draft = draft_from(source, path, candidate.name, pinned=pinned)
        text, files = draft.text, {candidate: draft.schedule.encode()}
    book = path.suffix.lower() == WORKBOOK
    files[path] = _book(path, text) if book else (head + text).encode()
    return NewWeek(files, draft)


def _book(path: Path, text: str) -> bytes:
    """The text of a scenario as a workbook."""
    need_office("openpyxl", "workbooks")
    from scenarios.beginning.assumptions import assumptions_in
    from scenarios.loading.workbook.converting import written

    source = read_source(path.with_suffix(".yaml"), text=text)
    named = ("candidates", "rules")  # These may name files that are being written.
    alone = {key: value for key, value in source.data.items() if key not in named}
    week = resolve(source._replace(data=alone), path).week
    return written(source.data, week, path, assumptions_in(text, source))


def schema_text() -> str:
    """The JSON Schema of scenario files, with which an editor completes and checks them."""
    return json.dumps(scenario_schema(), indent=2) + "\n"
