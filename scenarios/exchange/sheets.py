"""Workbooks (.xlsx) as they go out: their cells, their looks, and any table as a workbook.

The same content gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scenarios.reading.office import need_office
from scenarios.reading.tables.csv_file import unguard
from scenarios.reading.tables.workbook_cells import letters

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

SheetValue: TypeAlias = str | int | float | date | time | None
"""What a cell may hold; None where it is empty."""

FONT = "Calibri"

ACCENT, PALE = "1F3864", "DCE6F1"
"""The colours of heads, and of what is beside the matter."""

NARROWEST, WIDEST = 8, 48
"""Letters in the narrowest and the widest column of a table."""

LINE, MOST_LINES = 13.5, 8
"""Points of a line of text in a table, and lines of the highest row."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no workbook can hold."""

_LONGEST = 32_000
"""Letters of the longest text that a cell holds."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,9})(\.\d*[1-9])?")

_FORMATS = {date: "ddd d mmm yyyy", time: "hh:mm"}
"""How dates and times are shown; a program shows the words in its own language."""

_WRITTEN = datetime.combine(date(2000, 1, 1), time())
_ZIPPED = (1980, 1, 1, 0, 0, 0)
"""When a workbook was written, by what it says itself: no moment, so that its bytes stay."""


def new_workbook() -> Workbook:
    """A workbook without a sheet; `BadInput` where there is nothing to write it with."""
    need_office("openpyxl", "workbooks")
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "meeting-week"
    return book


def file_bytes(book: Workbook) -> bytes:
    """A workbook as a file, without the moment at which it was written."""
    stream, bare = io.BytesIO(), io.BytesIO()
    book.properties.created = book.properties.modified = _WRITTEN
    book.save(stream)
    with ZipFile(stream) as parts, ZipFile(bare, "w") as kept:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content
                )
            kept.writestr(ZipInfo(part.filename, _ZIPPED), content, ZIP_DEFLATED)
    return bare.getvalue()


def put(cell: Cell | MergedCell, value: SheetValue) -> None:
    """Write a value so that it is read as it is: a text is never a formula."""
    if isinstance(value, str):
        value = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST]
        cell.value = value or None
        if value:
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in tuple("=+-@'")
    else:
        cell.value = value
        cell.number_format = _FORMATS.get(type(value), "General")


def fill_table(
    sheet: Worksheet,
    heads: Sequence[str],
    rows: Iterable[Sequence[SheetValue]],
    main: int | None = None,
) -> None:
    """Write a table: heads that stay in sight, a filter, widths that fit, and pages of its width.

    Parameters
    ----------
    main
        How many of the first columns are shown whole, and printed; None: all. A row is as high as
        their texts need, up to a limit.
    """
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    rows = [tuple(row) for row in rows]
    widths = [_width([head, *(row[n] for row in rows)]) for n, head in enumerate(heads)]
    rule = Border(bottom=Side("hair", color="999999"))
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(1, column)
        put(cell, head)
        cell.font = Font(FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=ACCENT)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[letters(column)].width = widths[column - 1]
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            put(cell, value)
            cell.border, cell.font = rule, Font(FONT)
            cell.alignment = Alignment(
                wrap_text=isinstance(value, str), vertical="top", horizontal="left"
            )
        lines = max((_lines(value, widths[n]) for n, value in enumerate(row[:main])), default=1)
        sheet.row_dimensions[number].height = LINE * min(lines, MOST_LINES) + 3
    sheet.row_dimensions[1].height = 2 * LINE
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters(max(1, len(heads)))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    if main is not None:
        sheet.print_area = f"A1:{letters(main)}{len(rows) + 1}"
    print_on_pages(sheet)


def print_on_pages(sheet: Worksheet, title: str = "") -> None:
    """Have a sheet printed on pages of A4 across, as wide as a page, with numbers below."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(title.replace("&", "&&")[:200] or None, size=8),
        right=_HeaderFooterPart("&P / &N", size=8),
    )


def table_workbook(text: str, name: str) -> bytes:
    """A table that was written as CSV, as a workbook with real dates, times and numbers.

    Parameters
    ----------
    text
        As `csv_text` writes it.
    name
        That of its sheet.
    """
    book = new_workbook()
    fill_from_csv(book.create_sheet(sheet_name(name)), text)
    return file_bytes(book)


def sheet_name(name: str) -> str:
    """A name as a sheet may have it."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:31] or "Table"


def fill_from_csv(
    sheet: Worksheet, text: str, *, title: Callable[[str], str] | None = None
) -> None:
    """Write a table that was written as CSV, with real dates, times and numbers.

    Parameters
    ----------
    title
        What a column is called for people. Where there are more columns than rows, these then stand
        side by side, as pages are higher than a table with a row each.
    """
    heads, *rows = list(csv.reader(io.StringIO(text))) or [[]]
    if title is not None:
        heads = [heads[0], *map(title, heads[1:])]
        if len(heads) > len(rows):
            heads, *rows = map(list, zip(heads, *rows, strict=True))
    fill_table(sheet, list(map(unguard, heads)), ([value_of(cell) for cell in row] for row in rows))


def value_of(text: str) -> SheetValue:
    """What a cell of a CSV file means: a date, a time, a number, or else its text."""
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    if clock := _TIME.fullmatch(text):
        return time(int(clock[1]), int(clock[2]))
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return unguard(text)


def _width(values: Iterable[SheetValue]) -> float:
    """Letters of a column: as many as its longest line, inside limits."""
    longest = 0
    for value in values:
        if isinstance(value, date):
            longest = max(longest, 16)
        elif isinstance(value, str):
            longest = max(longest, *map(len, value.splitlines() or [""]))
    return min(max(longest + 2, NARROWEST), WIDEST)


def _lines(value: SheetValue, width: float) -> int:
    """Lines that a value needs in a column."""
    if not isinstance(value, str):
        return 1
    fits = max(1, int(width * 1.1))
    return sum(max(1, -(-len(line) // fits)) for line in value.splitlines()) or 1
