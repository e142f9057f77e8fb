"""The cells of a workbook: what each says, and which files are no workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scenarios.reading.tables.workbook_cells import CellSheet, letters, read_cells
from scheduler.errors import BadInput

HALF_PAST = datetime.combine(date(2027, 6, 14), time(10, 30))

Saved: TypeAlias = Callable[[Callable[[Worksheet], None]], CellSheet]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    def save(fill: Callable[[Worksheet], None]) -> CellSheet:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Rooms"
        fill(sheet)
        book.save(tmp_path / "week.xlsx")
        return read_cells(tmp_path / "week.xlsx", "scenario")[0]

    return save


def test_a_cell_says_what_a_person_sees_in_it(saved: Saved) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Salle Ž", 275, 0.5, True, date(2027, 6, 14), time(10), 12.0, " "])
        sheet.append([HALF_PAST, 0.15, 1, timedelta(days=1), "'=x", 0])
        sheet["B2"].number_format = "0%"
        sheet["C2"].number_format = "h:mm"
        sheet["F2"].number_format = "h:mm"

    sheet = saved(fill)
    values = [[cell.value for cell in row.values()] for row in sheet.rows.values()]
    assert values == [
        ["Salle Ž", 275, 0.5, True, date(2027, 6, 14), time(10), 12],
        [HALF_PAST, 0.15, timedelta(days=1), timedelta(days=1), "'=x", time()],
    ]
    assert list(sheet.texts()) == [
        (1, ["Salle Ž", "275", "0.5", "TRUE", "2027-06-14", "10:00", "12"]),
        (2, ["2027-06-14 10:30", "15%", "24:00", "24:00", "'=x", "00:00"]),
    ]
    assert sheet.rows[2][3].where.endswith("week.xlsx, sheet Rooms, cell C2")


def test_what_cannot_be_used_is_a_fault_with_its_remedy(saved: Saved) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["=1+1", "#REF!", None, "both"])
        sheet["B1"].data_type = "e"
        sheet.merge_cells("D1:E2")

    faults = {cell.name: cell.fault for cell in saved(fill).rows[1].values()}
    assert "no value yet" in faults["A1"]
    assert "shows #REF!" in faults["B1"]
    assert "D1:E2 are merged" in faults["D1"]


def test_blank_rows_and_far_cells_cost_nothing(saved: Saved) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Key"
        sheet["A1048576"] = "far"
        sheet["C7"].number_format = "0"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    sheet = saved(fill)
    assert list(sheet.rows) == [1, 1_048_576]
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {2}


def _zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


NO_WORKBOOK = {
    "empty": (b"", "no Excel workbook"),
    "text": (b"key,name\na,b\n", "no Excel workbook"),
    "older or with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "without a password",
    ),
    "OpenDocument": (
        _zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
        + b"opendocument.spreadsheet",
        "OpenDocument",
    ),
    "another archive": (_zipped(a=b"b"), "a ZIP archive"),
    "cut short": (_zipped(**{"xl/workbook.xml": b"<a/>"})[:60], "damaged"),
    "garbage inside": (_zipped(**{"xl/workbook.xml": b"<a"}), "damaged"),
    "a bomb": (_zipped(**{"xl/workbook.xml": bytes(60_000_000)}), "unpacked"),
    "entities": (_zipped(**{"xl/workbook.xml": b"<!DOCTYPE a><a/>"}), "no workbook of"),
}


@pytest.mark.parametrize("name", NO_WORKBOOK)
def test_what_is_no_workbook_is_refused(name: str, tmp_path: Path) -> None:
    raw, said = NO_WORKBOOK[name]
    path = tmp_path / "week.xlsx"
    path.write_bytes(raw)
    with pytest.raises(BadInput, match=said):
        read_cells(path, "scenario")


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
