"""Slips of the hand in a sheet, as of somebody who edits a workbook in a spreadsheet program."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.mutated.table_slips import CELLS

VALUES = (
    None,
    True,
    0,
    3.5,
    0.5,
    0.4375,
    46553,
    46553.5,
    1e300,
    date(2027, 6, 15),
    datetime.combine(date(2027, 6, 16), time(10)),
    time(11, 30),
    time(10, 15, 30),
    timedelta(hours=24),
    timedelta(hours=26),
    "#REF!",
    "#N/A",
    "=A2+1",
    *CELLS[10:],
)
"""What may stand in a cell where something else should."""

SheetSlip: TypeAlias = Callable[[random.Random, Worksheet], object]


def any_cell(chance: random.Random, sheet: Worksheet, first: int = 2) -> tuple[int, int]:
    return chance.randint(first, max(first, sheet.max_row)), chance.randint(1, sheet.max_column)


def change_a_cell(chance: random.Random, sheet: Worksheet) -> None:
    row, column = any_cell(chance, sheet)
    value = chance.choice(VALUES)
    if isinstance(value, str):
        value = "".join(one for one in value if one.isprintable() or one == "\n")
    sheet.cell(row, column).value = value


def change_when_or_where(chance: random.Random, sheet: Worksheet) -> None:
    row, _ = any_cell(chance, sheet)
    sheet.cell(row, chance.choice((1, 2, 3, 6))).value = chance.choice(VALUES[:15])


def change_a_head(chance: random.Random, sheet: Worksheet) -> None:
    cell = sheet.cell(1, chance.randint(1, sheet.max_column))
    cell.value = chance.choice(
        ("Start time", "Début", "Raum", "Day", "Session title", "Ende", "notes", None, "Room", 7)
    )


def move_a_row(chance: random.Random, sheet: Worksheet) -> None:
    row, _ = any_cell(chance, sheet)
    sheet.insert_rows(row, chance.randint(1, 3))


def put_lines_above(chance: random.Random, sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "Programme of work"


def take_a_row_away(chance: random.Random, sheet: Worksheet) -> None:
    sheet.delete_rows(any_cell(chance, sheet)[0])


def take_a_column_away(chance: random.Random, sheet: Worksheet) -> None:
    sheet.delete_cols(chance.randint(1, sheet.max_column))


def put_a_column_in(chance: random.Random, sheet: Worksheet) -> None:
    sheet.insert_cols(chance.randint(1, sheet.max_column))


def repeat_a_row(chance: random.Random, sheet: Worksheet) -> None:
    row, _ = any_cell(chance, sheet)
    sheet.append([cell.value for cell in sheet[row]])


def add_a_row(chance: random.Random, sheet: Worksheet) -> None:
    sheet.append(chance.choice((["Total", None, None, 7], ["Source: the desk"], [None, None])))


def merge_cells(chance: random.Random, sheet: Worksheet) -> None:
    row, column = any_cell(chance, sheet)
    below, beside = chance.choice(((1, 0), (0, 1), (2, 0)))
    sheet.merge_cells(
        start_row=row, start_column=column, end_row=row + below, end_column=column + beside
    )


def swap_two_columns(chance: random.Random, sheet: Worksheet) -> None:
    one, other = (chance.randint(1, sheet.max_column) for _ in range(2))
    for row in range(1, sheet.max_row + 1):
        first, second = sheet.cell(row, one), sheet.cell(row, other)
        first.value, second.value = second.value, first.value


def sort_a_column(chance: random.Random, sheet: Worksheet) -> None:
    column = chance.choice((2, 3, 6, 9))
    cells = [sheet.cell(row, column) for row in range(2, sheet.max_row + 1)]
    for cell, value in zip(cells, sorted((c.value for c in cells), key=str), strict=True):
        cell.value = value


def hide(chance: random.Random, sheet: Worksheet) -> None:
    sheet.row_dimensions[any_cell(chance, sheet)[0]].hidden = True
    assert sheet.parent is not None
    if chance.random() < 0.3 and len(sheet.parent.worksheets) > 1:
        sheet.sheet_state = "hidden"


def copy_the_sheet(chance: random.Random, sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    book.copy_worksheet(sheet).sheet_state = chance.choice(("visible", "hidden"))


def write_dates_as_text(chance: random.Random, sheet: Worksheet) -> None:
    form = chance.choice(("%Y-%m-%d", "%d.%m.%Y", "%A %d %B %Y", "%d/%m/%Y"))
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, 1)
        if isinstance(cell.value, date):
            cell.value = f"{cell.value:{form}}"


SHEET_SLIPS: tuple[SheetSlip, ...] = (
    change_a_cell,
    change_a_cell,
    change_when_or_where,
    change_when_or_where,
    change_a_head,
    move_a_row,
    put_lines_above,
    take_a_row_away,
    take_a_column_away,
    put_a_column_in,
    repeat_a_row,
    add_a_row,
    merge_cells,
    swap_two_columns,
    sort_a_column,
    hide,
    copy_the_sheet,
    write_dates_as_text,
)


def mutated_workbook(seed: int, content: bytes, sheet: str) -> bytes:
    """The workbook after one to three slips in a sheet; the same for the same seed."""
    chance = random.Random(seed)
    book = load_workbook(io.BytesIO(content))
    for slip in chance.choices(SHEET_SLIPS, k=chance.randint(1, 3)):
        with suppress(AttributeError):  # Of merged cells, only the first can be written.
            slip(chance, book[sheet])
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    if chance.random() < 0.05:
        at = chance.randrange(len(data))
        return data[:at] + chance.choice((b"", chance.randbytes(20) + data[at + 20 :]))
    return data
