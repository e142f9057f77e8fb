"""Tables in workbooks: in whichever sheet they stand, with sheet and cell of what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scenarios.loading.loading import load_scenario
from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable

SMALL = Path("tests/cases/tables/small.yaml")
MIDNIGHT = datetime.combine(date(2027, 6, 14), time())
HEADS = ("Session", "Date", "Start", "End", "Room")
ROWS: tuple[tuple[Any, ...], ...] = (
    HEADS,
    ("chairs", date(2027, 6, 14), time(13), time(13, 30), "small"),
    ("opening", MIDNIGHT, 0.625, 17 / 24, "large"),
    ("closing", 46554, "15h", time(0), "large"),
)

Saved: TypeAlias = Callable[[Callable[[Workbook], object]], Path]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    def save(fill: Callable[[Workbook], object]) -> Path:
        book = Workbook()
        for row in ROWS:
            book.worksheets[0].append(row)
        book.worksheets[0].title = "Mine"
        fill(book)
        path = tmp_path / "mine.xlsx"
        book.save(path)
        return path

    return save


def read(path: Path) -> Timetable:
    return load_scenario(SMALL).candidate(str(path))


def fill_row(sheet: Worksheet, *rows: tuple[Any, ...]) -> None:
    for row in rows:
        sheet.append(row)


def test_dates_times_and_numbers_are_read_as_they_are_meant(saved: Saved) -> None:
    found = {part.session: (*part.starts, part.minutes) for part in read(saved(lambda _: 0)).parts}
    assert found == {"chairs": (0, 780, 30), "opening": (0, 900, 120), "closing": (2, 900, 540)}


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book.create_sheet("Notes", 0).append(["Session", "who", "what"]),
        lambda book: book.create_sheet("Empty", 0),
        lambda book: book.worksheets[0].insert_rows(1, 3),
        lambda book: (
            book.worksheets[0].insert_rows(1, 2),
            book.worksheets[0].cell(1, 1, "Programme of work"),
            book.worksheets[0].merge_cells("A1:E1"),
        ),
        lambda book: book.worksheets[0].insert_cols(1),
        lambda book: (
            setattr(book.worksheets[0], "sheet_state", "hidden") or book.create_sheet("Cover")
        ),
        lambda book: book.worksheets[0].append([None, " ", None]),
        lambda book: setattr(book.worksheets[0].row_dimensions[3], "hidden", True),
    ],
    ids=["before", "empty", "below", "title", "beside", "hidden", "blank", "filtered"],
)
def test_a_table_is_found_wherever_it_stands(
    saved: Saved, change: Callable[[Workbook], object], caplog: pytest.LogCaptureFixture
) -> None:
    assert len(read(saved(change)).parts) == 3
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s.cell(3, 4, "soon"), "cell D3: 'soon' is not a time of day"),
        (lambda s: s.cell(3, 4, "#REF!"), "cell D3: this cell shows #REF!; correct its formula"),
        (lambda s: s.cell(3, 4, "=C3+1/12"), "cell D3: the formula of this cell has no value"),
        (
            lambda s: s.merge_cells("B2:B3"),
            "cell B2: the cells B2:B3 are merged into one; undo that",
        ),
        (lambda s: s.cell(2, 5, "smal"), "cell E2: there is no room 'smal'; did you mean small"),
        (lambda s: s.cell(1, 5, "Rum"), "row 1: the column room is missing; the first row names"),
        (lambda s: s.cell(1, 6, "room"), "row 1: the column room stands there twice; keep one"),
        (lambda s: s.cell(3, 2, True), "cell B3: 'TRUE' is not a day of this week"),
    ],
)
def test_what_is_wrong_is_told_with_its_sheet_and_cell(
    saved: Saved, change: Callable[[Worksheet], object], told: str
) -> None:
    path = saved(lambda book: change(book.worksheets[0]))
    with pytest.raises(BadInput) as error:
        read(path)
    [line] = error.value.told
    assert line.startswith(f"{path}, sheet Mine, {told}")


def test_one_mistake_in_many_cells_of_a_column_is_said_once(saved: Saved) -> None:
    rows = [(f"s{n}", date(2027, 6, 14), "soon", time(17), "large") for n in range(40)]
    path = saved(lambda book: fill_row(book.worksheets[0], *rows))
    with pytest.raises(BadInput) as error:
        read(path)
    [told] = [line for line in error.value.told if "soon" in line]
    assert told.startswith(f"{path}, sheet Mine, cell C5: 'soon' is not a time of day; write")
    assert told.endswith("; likewise in 39 more cells: C6, C7, C8, C9, C10 …")


@pytest.mark.slow
def test_two_sheets_with_the_same_columns_are_refused_unless_one_is_hidden(
    saved: Saved, caplog: pytest.LogCaptureFixture
) -> None:
    def twice(book: Workbook) -> None:
        fill_row(book.create_sheet("Last year"), *ROWS)

    path = saved(twice)
    with pytest.raises(BadInput) as error:
        read(path)
    told = "each of the sheets “Mine” and “Last year” has the columns of a schedule CSV; keep one"
    assert str(error.value) == f"{path}: {told} of them"

    def hidden(book: Workbook) -> None:
        twice(book)
        book.worksheets[1].sheet_state = "hidden"

    assert len(read(saved(hidden)).parts) == 3
    assert caplog.messages == [f"{path}, sheet Last year: this sheet is hidden, and is not read"]


def test_a_column_that_is_not_read_is_named_and_its_faults_harm_nobody(
    saved: Saved, caplog: pytest.LogCaptureFixture
) -> None:
    def beside(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["F1"], sheet["F2"], sheet["F3"], sheet["H4"] = "Who", "me", "#N/A", "x"

    path = saved(beside)
    assert len(read(path).parts) == 3
    assert caplog.messages == [
        f"{path}, sheet Mine: the column who is not read",
        f"{path}, sheet Mine, cell H4: the column has no name, and is not read",
    ]


def test_text_of_a_workbook_is_read_as_it_stands(tmp_path: Path) -> None:
    book = Workbook()
    fill_row(book.worksheets[0], ("key", "text"), ("one", "'quoted"), ("two", 0.5), ("NA", 3.0))
    path = tmp_path / "any.xlsx"
    book.save(path)
    found: tuple[CsvRow, ...] = read_rows(path, ("key", "text"), "table")
    assert [row.cells["text"] for row in found] == ["'quoted", "0.500000000", "3"]
    assert [row.cells["key"] for row in found] == ["one", "two", "NA"]
