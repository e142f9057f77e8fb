"""The workbook itself: its sheets with their heads, help, drop-down lists and widths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from scenarios.exchange.sheets import ACCENT, FONT, PALE, file_bytes, new_workbook, put
from scenarios.loading.workbook import kinds
from scenarios.loading.workbook.help import PARAGRAPHS
from scenarios.loading.workbook.layout import (
    LISTS,
    MEANS,
    MORE,
    README,
    REMARK,
    SECTION,
    SETTING,
    SETTINGS,
    SHEETS,
    TEXT_HEAD,
    VALUE,
    WEEK,
    SheetForm,
)
from scenarios.loading.workbook.lists import KEYS_OF, Offered, offered
from scenarios.loading.workbook.writing import Filled
from scenarios.reading.tables.workbook_cells import CellValue, letters

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SPARE = 200
"""Blank rows that have the drop-down lists, too."""

WIDEST, NARROWEST = 48, 9
"""Letters in the widest and the narrowest column."""

GREY = "666666"
"""The colour of what is not to be filled in."""

LINE = 15.0
"""Points between two lines."""


class _Looks(NamedTuple):
    """What openpyxl needs to know, loaded once."""

    book: Workbook
    lists: Mapping[str, Offered]
    ranges: dict[str, str]


def workbook_bytes(filled: Filled, delegations: Mapping[str, str]) -> bytes:
    """The workbook as a file.

    Parameters
    ----------
    filled
        What stands on its sheets.
    delegations
        The names of all delegations by their codes, for the lists.
    """
    book = new_workbook()
    lists = offered(filled.rows, delegations)
    looks = _Looks(book, lists, {})
    _note_ranges(looks, filled)
    _readme(book)
    _week(looks, filled)
    for form in SHEETS:
        _things(looks, form, filled.rows[form.name])
    more = book.create_sheet(MORE)
    _heads(more, [SECTION, TEXT_HEAD, REMARK], ["Such as variants or grid.", "As YAML.", ""])
    for row, texts in enumerate(filled.more, 2):
        for column, text in enumerate(texts, 1):
            _write(more.cell(row, column), text)
    _shape(more, [28, 110, 30], widest=110)
    _lists(looks)
    book.active = book.index(book[WEEK])
    return file_bytes(book)


def _note_ranges(looks: _Looks, filled: Filled) -> None:
    """Where the words of each list stand."""
    for name, sheet in KEYS_OF.items():
        last = len(filled.rows[sheet]) + 1 + SPARE
        looks.ranges[name] = f"{sheet}!$A$2:$A${last}"
    for n, (name, words) in enumerate(looks.lists.items()):
        column = letters(2 * n + 1)
        looks.ranges[name] = f"{LISTS}!${column}$2:${column}${max(2, len(words.words) + 1)}"


def _readme(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(README)
    sheet.column_dimensions["A"].width = 110
    sheet.sheet_view.showGridLines = False
    lines = ["A week of meetings", *PARAGRAPHS]
    for row, line in enumerate(lines, 1):
        cell = sheet.cell(row, 1, line.strip())
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = LINE * (2 + len(line) // 100)
    sheet["A1"].font = Font(name=FONT, size=18, bold=True, color=ACCENT)
    sheet.row_dimensions[1].height = 2 * LINE
    _print_whole(sheet)


def _week(looks: _Looks, filled: Filled) -> None:
    """The sheet of single values, each with what it means."""
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = looks.book.create_sheet(WEEK)
    _heads(sheet, [SETTING, VALUE, MEANS, REMARK], ["", "To be filled in.", "", "For you alone."])
    row = 2
    for group in SETTINGS:
        sheet.cell(row, 1, group.name).font = Font(name=FONT, bold=True, color=ACCENT)
        for column in range(1, 5):
            sheet.cell(row, column).fill = PatternFill("solid", fgColor=PALE)
        row += 1
        for one in group.columns:
            for n, head in enumerate(one.heads):
                sheet.cell(row, 1, head).alignment = Alignment(vertical="top")
                value = sheet.cell(row, 2)
                if head in filled.settings:
                    _write(value, filled.settings[head])
                value.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
                if head in filled.remarks:
                    _write(sheet.cell(row, 4), filled.remarks[head])
                help_ = sheet.cell(row, 3, one.helps[n])
                help_.font = Font(name=FONT, color=GREY)
                help_.alignment = Alignment(wrap_text=True, vertical="top")
                _offer(looks, sheet, one.offers[n], f"B{row}", several=False)
                row += 1
    _shape(sheet, [40, 50, 90, 30], widest=90)


def _things(looks: _Looks, form: SheetForm, rows: Sequence[Mapping[str, CellValue]]) -> None:
    """A sheet with a row for each thing."""
    sheet = looks.book.create_sheet(form.name)
    heads, helps, offers = list[str](), list[str](), list[tuple[str, ...] | str]()
    for one in form.columns:
        for n, head in enumerate(one.heads):
            if "(" in head and not any(head in row for row in rows):
                continue  # Other languages have columns where anything is said in them.
            heads.append(head)
            helps.append(one.helps[n])
            offers.append(one.offers[n])
    heads += [form.rest, REMARK]
    helps += ["What no other column says, as in a scenario file (YAML).", "For you alone."]
    _heads(sheet, heads, helps, form.about)
    days = {head: 17 for one in form.columns if one.kind is kinds.DAY for head in one.heads}
    days |= {head: 23 for one in form.columns if one.kind is kinds.MOMENT for head in one.heads}
    widths = [
        max([len(head) + 2, days.get(head, 0), *(_length(row.get(head)) for row in rows)])
        for head in heads
    ]
    for number, row in enumerate(rows, 2):
        for column, head in enumerate(heads, 1):
            if head in row:
                _write(sheet.cell(number, column), row[head])
    last = len(rows) + 1 + SPARE
    for number, words in enumerate(offers, 1):
        name = letters(number)
        _offer(looks, sheet, words, f"{name}2:{name}{last}", several=heads[number - 1] in _SEVERAL)
    _shape(sheet, [*widths[:-1], 30], frozen=len(form.ids))
    if rows:
        sheet.auto_filter.ref = f"A1:{letters(len(heads))}{len(rows) + 1}"


_SEVERAL = frozenset(
    ("Body", "Rooms", "Open to", "Co-Chairs", "Co-Rapporteurs", "Partners", "First", "Then")
)
"""Heads below which several words may stand, so that a list only offers the first."""


def _length(value: CellValue | None) -> int:
    """Letters of the longest line of a value."""
    if isinstance(value, datetime):
        return 23
    if isinstance(value, date):
        return 17
    return max((len(line) for line in str(value or "").splitlines()), default=0) + 2


def _heads(sheet: Worksheet, heads: Iterable[str], helps: Sequence[str], about: str = "") -> None:
    """Write the heads of a sheet, each with its help."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, head in enumerate(heads, 1):
        cell = sheet.cell(1, column, head)
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=ACCENT)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        said = "\n\n".join(filter(None, (about if column == 1 else "", helps[column - 1])))
        if said:
            cell.comment = Comment(
                said, "meeting-week", width=320, height=40 + 18 * (1 + len(said) // 42)
            )
    sheet.row_dimensions[1].height = 32


def _write(cell: Cell, value: CellValue) -> None:
    """Write a value so that it is read as it is: a text is never a formula."""
    from openpyxl.styles import Alignment

    if isinstance(value, timedelta):
        raise TypeError("no cell of a scenario holds a length of time")
    put(cell, value)
    if isinstance(value, datetime):
        cell.number_format = "ddd d mmm yyyy hh:mm"
    elif isinstance(value, float):
        cell.number_format = "0%"
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")


def _shape(sheet: Worksheet, widths: Sequence[int], frozen: int = 1, widest: int = WIDEST) -> None:
    """Set widths and heights, freeze the heads, and let the sheet print on pages of its width."""
    kept = [min(max(width, NARROWEST), widest) for width in widths]
    for column, width in enumerate(kept, 1):
        sheet.column_dimensions[letters(column)].width = width
    for row in range(2, sheet.max_row + 1):
        lines = [
            sum(1 + len(line) // width for line in str(sheet.cell(row, column).value).split("\n"))
            for column, width in enumerate(kept, 1)
        ]
        sheet.row_dimensions[row].height = LINE * max(lines)
    sheet.freeze_panes = f"{letters(frozen + 1)}2" if frozen else "A2"
    sheet.print_title_rows = "1:1"
    _print_whole(sheet)


def _print_whole(sheet: Worksheet) -> None:
    """Let a sheet print on pages of its own width."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer(
    looks: _Looks, sheet: Worksheet, words: tuple[str, ...] | str, cells: str, *, several: bool
) -> None:
    """Give cells a drop-down list; what is not on it may be written all the same."""
    from openpyxl.worksheet.datavalidation import DataValidation

    source = looks.ranges.get(words, "") if isinstance(words, str) else ",".join(words)
    if not source:
        return
    if not isinstance(words, str):
        source = f'"{source}"'
    rule = DataValidation("list", formula1=source, allow_blank=True)
    rule.showErrorMessage = not several
    rule.errorStyle = "warning"
    rule.errorTitle = "Not on the list"
    rule.error = "This is not on the list. It may be right all the same: keep it?"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _lists(looks: _Looks) -> None:
    """The sheet with the words of the drop-down lists, and what they mean."""
    sheet = looks.book.create_sheet(LISTS)
    heads = [head for name in looks.lists for head in (name.capitalize(), "What it means")]
    _heads(sheet, heads, [""] * len(heads))
    for n, words in enumerate(looks.lists.values()):
        for row, word in enumerate(words.words, 2):
            _write(sheet.cell(row, 2 * n + 1), word)
            _write(sheet.cell(row, 2 * n + 2), words.meanings[row - 2])
    _shape(sheet, [30, 60] * len(looks.lists), frozen=0)
