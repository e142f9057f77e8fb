"""A person's workbook keeps what else is in it where new values are written into it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.styles import PatternFill

from scenarios.editing.workbook_merging import written_over
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.loading.patches import Values
from scenarios.loading.workbook.converting import convert
from scenarios.loading.workbook.reading import read_workbook
from tests.weeks import SMALL_WEEK

PATH = Path("week.xlsx")

Change = Callable[[Values], None]


def data() -> Values:
    return dict(read_source(SMALL_WEEK).data)


def book_of(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def bytes_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def content() -> bytes:
    """The workbook of the small week, as the program writes it."""
    return convert(SMALL_WEEK, PATH)


@pytest.fixture
def book(content: bytes) -> Workbook:
    """The same, for a person to be at work in."""
    return book_of(content)


def over(book: Workbook, change: Change) -> tuple[Workbook, tuple[str, ...]]:
    """The workbook after a change of the scenario, which it says; and what was lost."""
    values = data()
    change(values)
    week = resolve(read_source(SMALL_WEEK)._replace(data=values), SMALL_WEEK).week
    content, lost = written_over(bytes_of(book), values, week, SMALL_WEEK.with_suffix(".xlsx"))
    fresh, _ = written_over(b"", values, week, SMALL_WEEK.with_suffix(".xlsx"))
    assert read_workbook(PATH, content).data == read_workbook(PATH, fresh).data
    return book_of(content), lost


def nothing(_: Values) -> None:
    """The scenario stays as it is."""


def column(book: Workbook, sheet: str, head: str) -> list[Any]:
    heads = [cell.value for cell in book[sheet][1]]
    number = heads.index(head) + 1
    return [book[sheet].cell(row, number).value for row in range(2, book[sheet].max_row + 1)]


@pytest.mark.slow
def test_where_nothing_changes_every_cell_stays(book: Workbook) -> None:
    after, lost = over(book, nothing)
    assert lost == ()
    for sheet in book.worksheets:
        assert [[c.value for c in row] for row in sheet] == [
            [c.value for c in row] for row in after[sheet.title]
        ]


@pytest.mark.slow
def test_own_sheets_columns_widths_colours_and_remarks_stay(book: Workbook) -> None:
    book.create_sheet("Catering")["B3"] = "coffee"
    rooms = book["Rooms"]
    heads = [cell.value for cell in rooms[1]]
    rooms.cell(2, heads.index("Remark") + 1).value = "with the flags"
    rooms.cell(1, len(heads) + 1).value = "Key is at"
    rooms.cell(3, len(heads) + 1).value = "the reception"
    rooms.column_dimensions["B"].width = 77
    rooms["A3"].fill = PatternFill("solid", fgColor="FFCC00")

    def change(values: Values) -> None:
        values["venue"]["rooms"]["small"]["seats"] = 44

    after, lost = over(book, change)
    assert lost == ()
    assert after["Catering"]["B3"].value == "coffee"
    assert column(after, "Rooms", "Remark")[0] == "with the flags"
    assert column(after, "Rooms", "Key is at")[1] == "the reception"
    assert after["Rooms"].column_dimensions["B"].width == 77
    assert after["Rooms"]["A3"].fill.fgColor.rgb == "00FFCC00"
    assert column(after, "Rooms", "Seats")[:2] == [200, 44]


@pytest.mark.slow
def test_a_row_takes_its_remark_along_when_others_go_and_come(book: Workbook) -> None:
    sessions = book["Sessions"]
    number = [cell.value for cell in sessions[1]].index("Remark") + 1
    for row in range(2, 7):
        sessions.cell(row, number).value = f"about {sessions.cell(row, 1).value}"

    def change(values: Values) -> None:
        kept = {key: one for key, one in values["sessions"].items() if key != "clearance"}
        new = {"title": "New", "body": "clearance", "format": "plenary", "least": 30}
        values["sessions"] = {"new": new, **kept}

    after, _ = over(book, change)
    keys, remarks = column(after, "Sessions", "Key"), column(after, "Sessions", "Remark")
    there = dict(zip(keys, remarks, strict=True))
    assert there["opening"] == "about opening"
    assert there["closing"] == "about closing"
    assert there["new"] is None
    assert "clearance" not in there


@pytest.mark.slow
def test_a_formula_that_no_program_has_calculated_gives_way(book: Workbook) -> None:
    heads = [cell.value for cell in book["Rooms"][1]]
    cell = book["Rooms"].cell(2, heads.index("Seats") + 1)
    cell.value = "=150+50"
    after, _ = over(book, nothing)
    assert after["Rooms"].cell(2, cell.column).value == 200


@pytest.mark.slow
def test_columns_in_another_order_stay_there_and_a_new_one_comes_at_the_end(book: Workbook) -> None:
    rooms = book["Rooms"]
    heads = [cell.value for cell in rooms[1]]
    rooms.delete_cols(heads.index("Booths") + 1)

    def change(values: Values) -> None:
        values["venue"]["rooms"]["large"]["booths"] = 4

    after, lost = over(book, change)
    assert lost == ()
    assert [cell.value for cell in after["Rooms"][1]][-1] == "Booths"


@pytest.mark.slow
def test_a_setting_by_another_name_is_not_said_twice(book: Workbook) -> None:
    week = book["Week"]
    for row in range(2, week.max_row + 1):
        if week.cell(row, 1).value == "Last day":
            week.cell(row, 1).value = "End date"

    def change(values: Values) -> None:
        values["week"]["to"] = "2027-06-17"

    after, lost = over(book, change)
    assert lost == ()
    assert "Last day" not in [row[0].value for row in after["Week"]]


@pytest.mark.slow
def test_a_chart_stays_and_what_cannot_be_kept_is_named(book: Workbook) -> None:
    book.create_sheet("Plot").add_chart(BarChart(), "A1")
    assert over(book, nothing)[1] == ()
    values, target = data(), SMALL_WEEK.with_suffix(".xlsx")
    content = io.BytesIO(bytes_of(book))
    with ZipFile(content, "a") as parts:
        parts.writestr("xl/slicers/slicer1.xml", "<slicers/>")
    week = resolve(read_source(SMALL_WEEK), SMALL_WEEK).week
    assert written_over(content.getvalue(), values, week, target)[1] == ("slicers",)


@pytest.mark.slow
def test_where_a_sheet_cannot_be_gone_on_with_all_is_written_anew(book: Workbook) -> None:
    for row in book["Rooms"]:
        for cell in row:
            cell.value = None
    assert over(book, nothing)[1] == ("everything else in it",)
