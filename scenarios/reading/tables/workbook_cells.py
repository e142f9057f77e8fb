"""The cells of an Excel workbook (.xlsx), as plain values with their places.

What a cell says is what a person sees in it: a date, a time, a number, yes or no, a text, and of a
formula its value. What cannot be used, such as ``#REF!``, is no value but a fault, which whoever
needs the cell tells; a fault in a cell that nobody reads harms nobody.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from zipfile import ZipFile

from scenarios.reading.encodings import foreign
from scenarios.reading.files import read_bytes
from scenarios.reading.office import need_office
from scheduler.errors import BadInput
from scheduler.week.clock import clock

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 10_000_000
"""Bytes in the largest workbook."""

UNPACKED = 50_000_000
"""Bytes of the largest workbook, unpacked."""

MOST_CELLS = 300_000
"""Cells with a value in the largest workbook."""

ENDINGS = (".xlsx", ".xlsm")
"""How the names of workbooks end; macros of an .xlsm are never looked at."""

OTHER_ENDINGS = (".xls", ".xlsb", ".ods")
"""How the names of workbooks end that cannot be read, and of which that is said."""

SAVE_AGAIN = "open it in your spreadsheet program, and save it as an Excel workbook (.xlsx)"

CellValue: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
"""A date without a time is a `date`; a length of time, such as 24:00, is a `timedelta`."""

MOST_COLUMNS = 2_000
"""Columns of the widest sheet."""

_FORMULA = re.compile(rb"<(\w+:)?f[\s>/]")
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class SheetCell(NamedTuple):
    """A cell that says anything.

    Attributes
    ----------
    file
        The workbook and the sheet, in words: ``week.xlsx, sheet Rooms``.
    row, column
        Counted from 1.
    value
        None where it has a fault.
    fault
        Why its value cannot be used, and what to do: a sentence.
    percent
        Whether its number is shown as one of a hundred.
    """

    file: str
    row: int
    column: int
    value: CellValue | None
    fault: str = ""
    percent: bool = False

    @property
    def name(self) -> str:
        """What a spreadsheet calls it: ``C4``."""
        return f"{letters(self.column)}{self.row}"

    @property
    def where(self) -> str:
        """Its place: ``week.xlsx, sheet Rooms, cell C4``."""
        return f"{self.file}, cell {self.name}"

    @property
    def text(self) -> str:
        """What it says, as one would type it: see `typed`. Empty where it has a fault."""
        if self.value is None:
            return ""
        if self.percent and isinstance(self.value, int | float):
            return f"{round(self.value * 100, 9):.15g}%"
        return typed(self.value)


class CellSheet(NamedTuple):
    """A sheet: the cells that say anything, by row and column."""

    name: str
    where: str
    rows: dict[int, dict[int, SheetCell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, whether or not it says anything."""
        return f"{self.where}, cell {letters(column)}{row}"

    def texts(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that say anything, each with its number and its cells as one would type them."""
        for row, cells in self.rows.items():
            wide = range(1, max(cells) + 1)
            yield row, [cells[column].text if column in cells else "" for column in wide]


def letters(column: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 1: ``A``, ``Z``, ``AA``."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def typed(value: CellValue) -> str:
    """A value as one would type it: ``2027-06-14``, ``2027-06-14 10:00``, ``10:00``, ``TRUE``."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d} {typed(value.time())}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        minutes, rest = divmod(round(value.total_seconds()), 60)
        return clock(minutes) if not rest and 0 <= minutes <= 1440 else str(value)
    return str(value)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by its name, of a kind that can be read or of another."""
    return path.suffix.lower() in (*ENDINGS, *OTHER_ENDINGS)


def read_cells(path: Path, kind: str, raw: bytes | None = None) -> tuple[CellSheet, ...]:
    """The sheets of a workbook, in their order, each with the cells that say anything.

    Parameters
    ----------
    kind
        What the file should be, for the message: ``scenario``.
    raw
        What stands in the file, which need not exist; None: it is read.

    Raises
    ------
    BadInput
        Where it is no such workbook, or too large.
    """
    need_office("openpyxl", "workbooks")
    raw = read_bytes(path, LARGEST, kind) if raw is None else raw
    has_formulas = _check(path, raw, kind)
    shown = _opened(path, raw, values=True)
    formulas = _opened(path, raw, values=False) if has_formulas else None
    sheets = list[CellSheet]()
    left = MOST_CELLS
    for sheet in shown.worksheets:
        where = f"{path}, sheet {sheet.title}"
        below = None if formulas is None else formulas[sheet.title]
        found = CellSheet(
            sheet.title,
            where,
            _rows(sheet, below, where),
            hidden=sheet.sheet_state != "visible",
            hidden_rows=frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
            hidden_columns=frozenset(_hidden_columns(sheet)),
        )
        left -= sum(map(len, found.rows.values()))
        if left < 0:
            raise BadInput.at(where, f"more than {MOST_CELLS:,} cells are more than a {kind} has")
        if any(max(cells) > MOST_COLUMNS for cells in found.rows.values()):
            raise BadInput.at(
                where, f"more than {MOST_COLUMNS:,} columns are more than a {kind} has"
            )
        sheets.append(found)
    return tuple(sheets)


def _check(path: Path, raw: bytes, kind: str) -> bool:
    """Refuse what is no workbook, or grows too large; tell whether formulas stand in it."""

    def refuse(what: str) -> BadInput:
        return BadInput.at(str(path), what)

    what = foreign(raw)
    if not what:
        raise refuse(f"this is no Excel workbook (.xlsx), whatever its name says; {SAVE_AGAIN}")
    if "(.xlsx)" not in what:
        more = ", without a password" if "password" in what else ""
        raise refuse(f"this is {what}; {SAVE_AGAIN}{more}")
    try:
        with ZipFile(BytesIO(raw)) as parts:
            infos = parts.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise refuse(f"this workbook has a password; {SAVE_AGAIN}, without one")
            size = sum(info.file_size for info in infos)
            if size > UNPACKED:
                what = f"the file is too large for a {kind}: {size:,} bytes unpacked"
                raise refuse(f"{what}, where {UNPACKED:,} is the most")
            texts = {one.filename: parts.read(one) for one in infos if _is_xml(one.filename)}
    except BadInput:
        raise
    except Exception as error:
        raise _damaged(path) from error
    if any(sign in text[:4096] for text in texts.values() for sign in _DECLARATIONS):
        raise refuse(f"this is no workbook of a spreadsheet program; {SAVE_AGAIN}")
    sheets = (text for name, text in texts.items() if name.startswith("xl/worksheets/"))
    return any(map(_FORMULA.search, sheets))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _damaged(path: Path) -> BadInput:
    return BadInput.at(str(path), f"the workbook is damaged and cannot be read; {SAVE_AGAIN} again")


def _opened(path: Path, raw: bytes, *, values: bool) -> Workbook:
    """A workbook with its formulas, or with the values that they had when it was saved."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Of what is beside the cells, such as pictures.
            return load_workbook(BytesIO(raw), data_only=values)
    except Exception as error:
        # A file that is damaged may break the library anywhere.
        raise _damaged(path) from error


def _rows(
    sheet: Worksheet, formulas: Worksheet | None, where: str
) -> dict[int, dict[int, SheetCell]]:
    """The cells of a sheet that say anything: not the countless ones that are only coloured."""
    merged = {
        (area.min_row, area.min_col): area.coord
        for area in sheet.merged_cells.ranges
        if (area.min_row, area.min_col) != (area.max_row, area.max_col)
    }
    found = dict[int, dict[int, SheetCell]]()
    for (row, column), cell in sorted(sheet._cells.items()):
        value, fault = _value(cell), ""
        if cell.data_type == "e":
            fault = f"this cell shows {cell.value}; correct its formula, or type the value"
        elif isinstance(value, float) and not isfinite(value):
            fault = "this number is too large for anything; correct it"
        elif value is None and formulas is not None:
            below = formulas._cells.get((row, column))
            if below is not None and below.data_type == "f":
                fault = (
                    "the formula of this cell has no value yet; open the workbook in your "
                    "spreadsheet program, save it, and try again; or type the value"
                )
        if value is not None and (row, column) in merged:
            fault = (
                f"the cells {merged[row, column]} are merged into one; undo that, and write the "
                "value into each row and column to which it belongs"
            )
        if value is None and not fault:
            continue
        percent = type(value) in (int, float) and "%" in (cell.number_format or "")
        one = SheetCell(where, row, column, None if fault else value, fault, percent)
        found.setdefault(row, {})[column] = one
    return found


def _value(cell: Any) -> CellValue | None:
    """What a cell says; None where that is nothing."""
    value = cell.value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        if value.year < 1901 and not _shows_days(cell.number_format):
            return value - datetime.combine(
                date(1899, 12, 31), time()
            )  # 24:00 in a cell that shows a time.
        return value.date() if value.time() == time() else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool | int | float | date | time | timedelta):
        return value
    return None if value is None else str(value)


def _shows_days(number_format: str) -> bool:
    return any(sign in number_format.lower() for sign in "yd")


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for name, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or 0
            last = min(column.max or first, first + 500)
            yield from range(first, last + 1) if first else ()
            if not first:
                yield sheet[f"{name}1"].column
