"""The sheet of a workbook that holds a table, as rows of texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from scenarios.reading.input_problems import warn
from scenarios.reading.tables.csv_sheet import Sheet, headed
from scenarios.reading.tables.heads import Heads
from scenarios.reading.tables.workbook_cells import CellSheet, SheetCell, read_cells
from scheduler.errors import BadInput
from scheduler.week.words import listed

SCENARIO_SHEETS = frozenset(("Week", "Bodies", "Sessions"))
"""Sheets that stand together in a workbook that is a scenario."""

Faults: TypeAlias = dict[tuple[int, int], str]
"""By row, from 1, and column, from 0: why the value of a cell cannot be used."""


def read_workbook_sheet(path: Path, heads: Heads, kind: str) -> tuple[str, Sheet, Faults]:
    """The name of the sheet that has the columns of a table, what stands in it, and its faults.

    Where no sheet has them all, it is the one that has most. One that is hidden counts only where
    no other will do.

    Raises
    ------
    BadInput
        Where the file is no workbook, or where several sheets have all columns.
    """
    found = [(sheet, _sheet(sheet, heads)) for sheet in read_cells(path, kind)]
    fitting = [(sheet, rows) for sheet, rows in found if rows.named == len(heads.needed)]
    if not fitting and {sheet.name for sheet, _ in found} >= SCENARIO_SHEETS:
        what = f"this is a scenario, not a {kind.removesuffix(' CSV')}"
        raise BadInput.at(str(path), f"{what}; give the file with the {kind.removesuffix(' CSV')}")
    seen = [(sheet, rows) for sheet, rows in fitting if not sheet.hidden]
    if len(seen or fitting) > 1:
        names = listed(f"“{sheet.name}”" for sheet, _ in seen or fitting)
        what = f"each of the sheets {names} has the columns of a {kind}; keep one of them"
        raise BadInput.at(str(path), what)
    for sheet, _ in fitting if seen else ():
        if sheet.hidden:
            warn(sheet.where, "this sheet is hidden, and is not read")
    sheet, rows = max(seen or fitting or found, key=lambda one: (one[1].named, not one[0].hidden))
    faults = {
        (cell.row, cell.column - 1): cell.fault
        for cells in sheet.rows.values()
        for cell in cells.values()
        if cell.fault
    }
    return sheet.name, rows, faults


def _sheet(sheet: CellSheet, heads: Heads) -> Sheet:
    """The rows of a sheet, all of one width, with the one that names the columns."""
    width = max((column for cells in sheet.rows.values() for column in cells), default=0)
    rows = list(_rows(sheet, width))
    return headed(rows, heads)._replace(divider="")


def _rows(sheet: CellSheet, width: int) -> Iterator[list[str]]:
    for number in range(1, max(sheet.rows, default=0) + 1):
        cells = sheet.rows.get(number, {})
        yield [_text(cells.get(column)) for column in range(1, width + 1)]


def _text(cell: SheetCell | None) -> str:
    """What a cell says; a share of a day with as many digits as nobody types for a time."""
    if cell is None:
        return ""
    if isinstance(cell.value, float) and 0 < cell.value < 1 and not cell.percent:
        return f"{cell.value:.9f}"
    return cell.text
