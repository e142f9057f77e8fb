"""A schedule as a workbook: the week as a grid, its rows with names, and what the columns mean.

The rows read back as those of the schedule CSV do; delegations, bodies, instruments and rooms
stand by their names, and by their keys where a name is not clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scenarios.exchange.schedule_csv import schedule_rows, schedule_text
from scenarios.exchange.schedule_row import NOT_HELD
from scenarios.exchange.sheets import (
    SheetValue,
    file_bytes,
    fill_from_csv,
    fill_table,
    new_workbook,
    print_on_pages,
    sheet_name,
    value_of,
)
from scenarios.exchange.week_sheet import fill_week
from scenarios.reading.names import Named, names_of, read_name
from scheduler.document.document import said
from scheduler.document.week_grid import WeekGrid
from scheduler.rules.rule import titled
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OVERVIEW, WEEK, ROWS, MEANINGS = "Overview", "Week", "Schedule", "Columns"
"""The sheets."""

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "Date": "The day. Read: type any date of the week.",
        "Start": "When the part begins, in local time. Read.",
        "End": "When it ends. Read.",
        "Title": "The title of the session. Not read as long as its key stands in Session.",
        "Part": "Which part of the session it is, 1, 2 … in order of time. Not read.",
        "Room": "Where it is. Read, as a name or a key.",
        "Body": "Who convenes it. Not read.",
        "Leaders": "Who presides. Not read.",
        "Session": "The key of the session in the scenario. Read; its title will do as well.",
        "Format": "The kind of session. Not read.",
        "Speakers": "Who speaks in this part, as often as there are statements. Read where the "
        "session has several parts: it says which part. Who speaks at all, the scenario says.",
        "Agenda": "The items that stand in this part, topics with their minutes. Read where the "
        "session has several parts.",
        "Instrument": "The instrument whose meeting it is. Not read.",
        "Subject": "What it is about. Not read.",
        "Languages": "Into how many languages it is interpreted. Not read.",
        "Pinned": "Whether the scenario fixes its place. Not read.",
        "Note": "For you. Not read.",
    }
)
"""By head: what stands below it. What is not read stands in the scenario, and is changed there."""

PRINTED = 8
"""Columns that are printed, those for people; the others would make them too small to read."""

_ABOUT = (
    "Change what you like on the sheet Schedule, save it, and have it checked: meeting-week check "
    "my-week.yaml this-file.xlsx. The sheets Week and Columns are not read. Rows and columns may "
    "stand in any order, and columns that are not read may go. A session that is not held has no "
    "date and no times, or no row."
)

_KINDS: Mapping[str, Named] = {
    "room": "room",
    "body": "body",
    "instrument": "instrument",
    "leaders": "delegation",
    "speakers": "delegation",
}


class Schedule(NamedTuple):
    """A timetable as it is written to a file; ``venue`` may be empty."""

    week: Week
    timetable: Timetable
    venue: str = ""

    def content(self, path: Path) -> str | bytes:
        """What is written to a file: by its ending a workbook, or else the text of a CSV file."""
        if path.suffix.lower() == ".xlsx":
            return schedule_workbook(*self)
        return schedule_text(self.week, self.timetable)


def schedule_workbook(week: Week, timetable: Timetable, venue: str = "") -> bytes:
    """A timetable as a workbook (.xlsx).

    Parameters
    ----------
    venue
        The name of the place where the week is held; may be empty.

    Raises
    ------
    BadInput
        Where there is nothing to write workbooks with.
    """
    book = new_workbook()
    schedule = Schedule(week, timetable, venue)
    _fill(book.create_sheet(WEEK), book.create_sheet(ROWS), schedule)
    meanings = [*COLUMNS.items(), ("", ""), ("This file", _ABOUT)]
    meant = book.create_sheet(MEANINGS)
    fill_table(meant, ("Column", "What it holds"), meanings)
    meant.auto_filter.ref = None
    return file_bytes(book)


def schedules_workbook(schedules: Mapping[str, Schedule], overview: str) -> bytes:
    """Several timetables in one workbook: a table of them, then each as a grid and as rows.

    Parameters
    ----------
    overview
        The table, as `csv_text` writes it.

    Raises
    ------
    BadInput
        Where there is nothing to write workbooks with.
    """
    book = new_workbook()
    fill_from_csv(book.create_sheet(OVERVIEW), overview, title=lambda key: said(titled(key)))
    for name, schedule in schedules.items():
        grid, rows = (book.create_sheet(sheet_name(one)) for one in (name, f"{name}, rows"))
        _fill(grid, rows, schedule)
    return file_bytes(book)


def _fill(grid: Worksheet, rows: Worksheet, schedule: Schedule) -> None:
    """Write a timetable as a grid on one sheet, and as rows on another."""
    week, timetable, venue = schedule
    fill_week(grid, WeekGrid(week, timetable), rows.title, venue)
    fill_table(rows, list(COLUMNS), _rows(week, timetable), PRINTED)
    print_on_pages(rows, one_line(week.title))
    rows.freeze_panes = "E2"


def _rows(week: Week, timetable: Timetable) -> Iterator[list[SheetValue]]:
    for cells in schedule_rows(week, timetable):
        named = {**cells, "note": "" if cells["date"] else NOT_HELD}
        for column, kind in _KINDS.items():
            named[column] = "; ".join(_called(week, kind, key) for key in cells[column].split(";"))
        named["format"] = cells["format"].replace("_", " ")
        typed = ("date", "start", "end", "part", "languages")
        yield [
            value_of(named[column]) if column in typed else named[column]
            for column in map(str.lower, COLUMNS)
        ]


def _called(week: Week, kind: Named, text: str) -> str:
    """What a key is called, where that reads back as it; behind a speaker may stand an item."""
    names = names_of(week, kind)
    key, bracket, item = text.strip(), "", ""
    if key not in names:
        key, bracket, item = text.strip().partition(" (")
    name = names.get(key, "")
    if not name or ";" in name or name != " ".join(name.split()):
        return text.strip()
    try:
        return f"{name}{bracket}{item}" if read_name(name, names, kind) == key else text.strip()
    except ValueError:
        return text.strip()
