"""What stands in the cells of a field as text, and what a person writes there, as a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scenarios.editing.forms.description import FormField
from scenarios.loading.workbook import kinds
from scenarios.loading.workbook.kinds import as_cells
from scenarios.loading.workbook.writing import reads_back
from scenarios.reading.tables.workbook_cells import SheetCell
from scenarios.reading.yaml.yaml_source import parse_text
from scheduler.errors import BadInput

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")

_PLACE = "here"
_FILE = Path("text")


def cells_of(field: FormField, value: Any) -> tuple[str, ...] | None:
    """A value as it stands in the cells of a field; None where they cannot say it."""
    written = field.column.kind.write(value)
    if written is None or not reads_back(field.column, written, value):
        return None
    return tuple("" if cell is None else cell.text for cell in as_cells(written))


def value_of(field: FormField, cells: Sequence[str]) -> Any:
    """What the cells of a field mean, as a scenario file has it; None where all are empty.

    Raises
    ------
    ValueError
        With a sentence, where they cannot be understood.
    """
    if not any(text.strip() for text in cells):
        return None
    found = [
        SheetCell(_PLACE, 1, number, _typed(field, text)) if text.strip() else None
        for number, text in enumerate(cells, 1)
    ]
    try:
        return field.column.kind.read(found).data
    except BadInput as error:
        raise ValueError("; ".join(one.what for one in error.problems)) from None


def _typed(field: FormField, text: str) -> str | int:
    """What is typed into a cell: a whole number where numbers are wanted."""
    said = text.strip()
    counts = field.column.kind in (kinds.NUMBER, kinds.PERCENT, kinds.MODE)
    return int(said) if counts and _WHOLE.fullmatch(said) else said


def rest_of(text: str) -> dict[str, Any]:
    """The keys and values that stand in an entry as YAML; none where nothing is written.

    Raises
    ------
    ValueError
        With a sentence, where it is not YAML, or no keys.
    """
    if not text.strip() or all(line.strip()[:1] in ("", "#") for line in text.splitlines()):
        return {}
    try:
        said = parse_text(text.replace("\r\n", "\n"), _FILE).data
    except BadInput as error:
        raise ValueError(
            "; ".join(str(one).removeprefix(f"{_FILE}, ") for one in error.problems)
        ) from None
    if not isinstance(said, dict):
        raise ValueError("write keys with values, as in 'floor: 60', each on a line of its own")
    return said
