"""New values in a workbook that a person keeps, with whatever else is in it.

Its own sheets, columns, widths, colours and remarks stay. A cell is written only where it says
something else than it is to say, so that a formula whose value is right stays as well. Rows are
told by what they are about, so that a row takes its remark along.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from scenarios.exchange.sheets import file_bytes
from scenarios.loading.patches import Values, in_full
from scenarios.loading.workbook.columns import head_of
from scenarios.loading.workbook.converting import written
from scenarios.loading.workbook.layout import (
    LISTS,
    MORE,
    OTHER_NAMES,
    README,
    REMARK,
    SECTION,
    SETTING,
    SHEETS,
    VALUE,
    WEEK,
)
from scenarios.loading.workbook.reading import read_workbook
from scenarios.reading.yaml.yaml_source import without_nothing
from scheduler.errors import BadInput
from scheduler.week.week import Week

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SEARCHED = 20
"""Rows among which the heads of a sheet are looked for."""

_IDS: Mapping[str, tuple[str, ...]] = {
    WEEK: (SETTING,),
    MORE: (SECTION,),
    **{form.name: tuple(head for one in form.ids for head in one.heads) for form in SHEETS},
}
"""By sheet: the heads that say what a row is about."""


class _Sheet(NamedTuple):
    """A sheet whose heads are known.

    Attributes
    ----------
    head
        The row of the heads.
    columns
        The column under each head, by the head as it is compared.
    shown
        The same sheet with the values of formulas in their place.
    """

    sheet: Worksheet
    head: int
    columns: dict[str, int]
    shown: Worksheet

    def value(self, row: int, head: str) -> Any:
        column = self.columns.get(head)
        return None if column is None else _plain(self.shown.cell(row, column).value)

    @property
    def rows(self) -> range:
        """The rows below the heads, up to the last that says anything under a head."""
        last = self.head
        for row in range(self.head + 1, self.shown.max_row + 1):
            if any(self.value(row, head) is not None for head in self.columns):
                last = row
        return range(self.head + 1, last + 1)


def written_over(
    old: bytes, data: Values, week: Week, target: Path
) -> tuple[bytes, tuple[str, ...]]:
    """The values of a scenario in a workbook that somebody keeps, and what of it is lost.

    Its own sheets, columns, colours, widths and remarks stay; macros do not.
    Where the values cannot be put among them, all of it is written anew: ``everything else in it``.

    Raises
    ------
    BadInput
        As `written`.
    """
    fresh = written(data, week, target)
    try:
        found = merged(old, fresh)
        if _says(target, found) == _says(target, fresh):
            return found, lost_between(old, found)
    except (ValueError, KeyError, BadZipFile, BadInput):
        pass  # It is no workbook that could be gone on with.
    return fresh, ("everything else in it",)


def _says(path: Path, content: bytes) -> Any:
    return without_nothing(in_full(read_workbook(path, content).data))


_PIECES = {
    "xl/charts/": "charts",
    "xl/media/": "pictures",
    "xl/drawings/drawing": "drawings",
    "xl/pivotTables/": "pivot tables",
    "xl/slicers/": "slicers",
    "xl/vbaProject.bin": "macros",
}
"""What a workbook may hold besides its cells, by where it stands in the file."""


def lost_between(old: bytes, new: bytes) -> tuple[str, ...]:
    """What of a workbook another one no longer has: ``pictures``, ``macros``."""
    before, after = _pieces(old), _pieces(new)
    return tuple(what for what in _PIECES.values() if what in before and what not in after)


def _pieces(workbook: bytes) -> frozenset[str]:
    with ZipFile(io.BytesIO(workbook)) as parts:
        names = parts.namelist()
    return frozenset(
        what for start, what in _PIECES.items() if any(name.startswith(start) for name in names)
    )


def merged(old: bytes, new: bytes) -> bytes:
    """A person's workbook with the values of another, which the program has written.

    Raises
    ------
    ValueError
        Where a sheet has no heads to go by.
    """
    from openpyxl import load_workbook

    book, shown = load_workbook(io.BytesIO(old)), load_workbook(io.BytesIO(old), data_only=True)
    fresh = load_workbook(io.BytesIO(new))
    names = {head_of(name): name for name in book.sheetnames}
    for sheet in fresh.worksheets:
        if sheet.title in (README, LISTS):
            continue
        name = names.get(head_of(sheet.title))
        if name is None:
            _add_sheet(book, sheet)
        else:
            _merge(sheet.title, book[name], shown[name], sheet)
    return file_bytes(book)


def _merge(name: str, sheet: Worksheet, shown: Worksheet, fresh: Worksheet) -> None:
    there = _headed(fresh, fresh, {})
    mine = _headed(sheet, shown, there.columns)
    for head, column in there.columns.items():
        if head not in mine.columns and any(there.value(row, head) for row in there.rows):
            mine.columns[head] = _add_column(mine, fresh, column)
    written = [head for head in there.columns if head != head_of(REMARK)]
    if name == WEEK:
        written = [head_of(VALUE)]
    ids = [head_of(head) for head in _IDS[name]] or written
    for operation in _operations(mine, there, ids, written, name == WEEK):
        _do(operation, mine, there, written)


class _Operation(NamedTuple):
    """What becomes of rows: they get the values of others, one by one; surplus ones go or come."""

    mine: range
    theirs: range


def _operations(
    mine: _Sheet, there: _Sheet, ids: list[str], written: list[str], settings: bool
) -> list[_Operation]:
    """What is done to rows, the last first, so that the numbers of those above stay."""
    if settings:
        here = {_setting(mine.value(row, ids[0])): row for row in reversed(mine.rows)}
        pairs, end = list[_Operation](), mine.rows.stop
        for row in there.rows:
            found = here.get(_setting(there.value(row, ids[0])))
            if found is not None:
                pairs.append(_Operation(range(found, found + 1), range(row, row + 1)))
            elif there.value(row, written[0]) is not None:
                pairs.append(_Operation(range(end, end), range(row, row + 1)))
        return pairs
    old = [_key(mine, row, ids) for row in mine.rows]
    new = [_key(there, row, ids) for row in there.rows]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    first, other = mine.rows.start, there.rows.start
    return [
        _Operation(range(first + a, first + b), range(other + c, other + d))
        for _, a, b, c, d in reversed(matcher.get_opcodes())
    ]


_SETTINGS = {head_of(name): head_of(head) for head, all_ in OTHER_NAMES.items() for name in all_}


def _setting(label: Any) -> str:
    """What a setting is known by."""
    name = head_of(str(label or ""))
    return _SETTINGS.get(name, name)


def _key(sheet: _Sheet, row: int, heads: list[str]) -> tuple[str, ...]:
    return tuple(str(sheet.value(row, head) or "").strip().casefold() for head in heads)


def _do(operation: _Operation, mine: _Sheet, there: _Sheet, written: list[str]) -> None:
    rows, theirs = operation
    both = min(len(rows), len(theirs))
    if len(rows) > len(theirs):
        _delete(mine, rows.start + both, len(rows) - both)
    elif len(theirs) > len(rows):
        _insert(mine, rows.start + both, len(theirs) - both)
    for number, row in enumerate(theirs):
        for head in written if written != [head_of(VALUE)] or number < both else there.columns:
            _write(mine, rows.start + number, head, there, row)


def _write(mine: _Sheet, row: int, head: str, there: _Sheet, source: int) -> None:
    """Write a cell where it says something else than it is to say."""
    value = there.value(source, head)
    if head not in mine.columns or mine.value(row, head) == value:
        return
    cell = mine.sheet.cell(row, mine.columns[head])
    given = there.sheet.cell(source, there.columns[head])
    cell.value = given.value
    cell.data_type = given.data_type
    cell.number_format = given.number_format


def _delete(mine: _Sheet, row: int, amount: int) -> None:
    for sheet in (mine.sheet, mine.shown):
        sheet.delete_rows(row, amount)
    _shift_heights(mine.sheet, row, -amount)


def _insert(mine: _Sheet, row: int, amount: int) -> None:
    """Put rows in, which look as the one above them, or below."""
    from copy import copy

    for sheet in (mine.sheet, mine.shown):
        sheet.insert_rows(row, amount)
    _shift_heights(mine.sheet, row, amount)
    like = row - 1 if row - 1 > mine.head else row + amount
    for number in range(row, row + amount):
        for column in range(1, mine.sheet.max_column + 1):
            model, cell = mine.sheet.cell(like, column), mine.sheet.cell(number, column)
            for look in ("font", "fill", "alignment", "border"):
                setattr(cell, look, copy(getattr(model, look)))


def _shift_heights(sheet: Worksheet, row: int, amount: int) -> None:
    """Let the heights of rows go with them."""
    heights = {number: one.height for number, one in sheet.row_dimensions.items() if one.height}
    for number in heights:
        if number >= row:
            sheet.row_dimensions[number].height = None
    for number, height in heights.items():
        if number >= row and (amount > 0 or number >= row - amount):
            sheet.row_dimensions[number + amount].height = height


def _headed(sheet: Worksheet, shown: Worksheet, known: Mapping[str, int]) -> _Sheet:
    """A sheet with the row, among the first, that has the most heads in it."""
    best, columns = 0, dict[str, int]()
    for row in range(1, min(SEARCHED, shown.max_row) + 1):
        found = dict(_heads(shown, row))
        here = {head: column for head, column in found.items() if not known or head in known}
        if len(here) > len(columns):
            best, columns = row, here
        if columns and not known:
            break
    if not columns:
        raise ValueError(f"the sheet {sheet.title} has no heads")
    return _Sheet(sheet, best, columns, shown)


def _heads(sheet: Worksheet, row: int) -> Iterator[tuple[str, int]]:
    for column in range(sheet.max_column, 0, -1):
        value = sheet.cell(row, column).value
        if isinstance(value, str) and value.strip():
            yield head_of(value), column


def _add_column(mine: _Sheet, fresh: Worksheet, column: int) -> int:
    """Put a column at the end, with its head."""
    number = mine.sheet.max_column + 1
    for sheet in (mine.sheet, mine.shown):
        sheet.cell(mine.head, number).value = fresh.cell(1, column).value
    return number


def _add_sheet(book: Workbook, fresh: Worksheet) -> None:
    """Put a sheet into a workbook that lacks it, where anything stands on it."""
    if fresh.max_row < 2:
        return
    sheet = book.create_sheet(fresh.title)
    for row in fresh.iter_rows():
        for cell in row:
            if cell.value is not None:
                there = sheet.cell(cell.row, cell.column)
                there.value = cell.value
                there.data_type, there.number_format = cell.data_type, cell.number_format
    for letter, one in fresh.column_dimensions.items():
        sheet.column_dimensions[letter].width = one.width


def _plain(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value
