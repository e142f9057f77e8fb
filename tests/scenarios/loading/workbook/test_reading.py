"""A week typed into a workbook is read as the scenario file that says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from scenarios.exchange.schedule_workbook import schedule_workbook
from scenarios.loading.loading import build_scenario, load_scenario
from scenarios.loading.workbook.converting import written
from scenarios.loading.workbook.layout import SHEETS as FORMS
from scenarios.loading.workbook.reading import read_workbook
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable
from tests.scenarios.loading.workbook.typed_week import DATA, SHEETS, saved, typed

pytestmark = pytest.mark.slow

WEEK = Path("week.xlsx")


def test_what_is_typed_into_cells_is_what_a_scenario_file_says() -> None:
    assert read_workbook(WEEK, saved(typed())).data == DATA


def test_a_typed_week_is_the_week_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    path.write_bytes(saved(typed()))
    assert load_scenario(path) == build_scenario(DATA, path)


def test_every_value_has_its_cell() -> None:
    source = read_workbook(WEEK, saved(typed()))
    assert source.where(("week", "from")) == "week.xlsx, sheet Week, cell B4"
    assert source.where(("venue", "rooms", "hall", "divides_into", "west", "seats")) == (
        "week.xlsx, sheet Rooms, cell D5"
    )
    assert source.where(("sessions", "clearance", "agenda", 1, "minutes")) == (
        "week.xlsx, sheet Agenda, cell E3"
    )
    assert source.where(("rules", "shorten_stays", "prefer", "weight")) == (
        "week.xlsx, sheet Rules, cell D2"
    )
    assert source.where(("variants", "short", "patch")) == (
        "week.xlsx, sheet More, cell B2, line 3, column 10"
    )
    assert source.where(("sessions", "opening"), key=True) == "week.xlsx, sheet Sessions, cell A2"


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    book = typed()
    book["Sessions"]["E2"] = "plenari"
    book["Rooms"]["D2"] = "many"
    book["Agenda"]["C2"] = "COL, NOBODY"
    book["Week"]["B6"] = "#REF!"
    path = tmp_path / "week.xlsx"
    path.write_bytes(saved(book))
    with pytest.raises(BadInput) as first:
        load_scenario(path)
    assert [problem.where.partition(", ")[2] for problem in first.value.problems] == [
        "sheet Week, cell B6"
    ]
    book["Week"]["B6"] = 15
    path.write_bytes(saved(book))
    with pytest.raises(BadInput) as second:
        load_scenario(path)
    assert [problem.where.partition(", ")[2] for problem in second.value.problems] == [
        "sheet Rooms, cell D2"
    ]


def test_a_workbook_extends_a_file_and_a_file_extends_a_workbook(tmp_path: Path) -> None:
    base, above, top = (tmp_path / name for name in ("base.xlsx", "above.xlsx", "top.yaml"))
    base.write_bytes(saved(typed()))
    book = typed(
        {
            "Rooms": [["Key", "Seats"], ["large", 300]],
            "Sessions": [["Key", "Least minutes", "Anything else"], ["opening", 90, "days: null"]],
            "More": [["Section", "Text (YAML)"], ["extends", "base.xlsx"]],
        }
    )
    above.write_bytes(saved(book))
    top.write_text("schema: 1\nextends: above.xlsx\nvenue: {rooms: {large: {seats: 20}}}\n")
    week, last = load_scenario(above).week, load_scenario(top).week
    assert week.session["opening"].least == 90
    assert week.session["opening"].sittings is None
    assert [room.seats for room in week.rooms][:2] == [300, 80]
    assert [room.seats for room in last.rooms][:2] == [20, 80]


def test_what_is_not_read_is_named(caplog: pytest.LogCaptureFixture) -> None:
    sheets = {
        **SHEETS,
        "Rooms": [["My rooms"], *([*row, "", extra] for row, extra in _with_budget())],
        "Seesions": [["Key"], ["lost"]],
        "Empty": [],
    }
    assert read_workbook(WEEK, saved(typed(sheets))).data == DATA
    assert caplog.messages == [
        "week.xlsx, sheet Seesions: a scenario has no such sheet, and it is not read",
        "week.xlsx, sheet Rooms, cell A1: what stands above the heads is not read",
        "week.xlsx, sheet Rooms, cell I2: the column Bugdet is not read",
    ]


def _with_budget() -> list[tuple[list[object], object]]:
    width = len(SHEETS["Rooms"][0])
    rows = [[*row, *[None] * (width - len(row))] for row in SHEETS["Rooms"]]
    return list(zip(rows, ["Bugdet", 100, None, 20, 30], strict=True))


def test_a_workbook_of_something_else_is_no_scenario() -> None:
    book = typed({"Budget": [["Item", "Amount"], ["rooms", 100]]})
    with pytest.raises(BadInput, match="is no scenario, which has the sheets Week"):
        read_workbook(WEEK, saved(book))


def test_a_sheet_that_is_needed_is_missed_once() -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != "Sessions"}
    with pytest.raises(BadInput) as missed:
        read_workbook(WEEK, saved(typed(sheets)))
    assert [problem.what for problem in missed.value.problems] == [
        "there is no sheet Sessions; a week needs the sheets Week, Bodies and Sessions"
    ]


def _without(tmp_path: Path, *sheets: str) -> Path:
    """A workbook that the program has written, without some of its sheets."""
    path = tmp_path / "week.xlsx"
    week = build_scenario(DATA, path).week
    path.write_bytes(written(DATA, week, path))
    book = load_workbook(path)
    for sheet in sheets:
        del book[sheet]
    book.save(path)
    return path


def test_a_sheet_that_was_taken_out_of_a_written_workbook_is_missed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load_scenario(_without(tmp_path))
    assert not caplog.messages
    path = _without(tmp_path, "Sittings", "Pinned")
    read_workbook(path)
    how = "put the sheet back, or keep it with its heads alone where that is meant"
    assert caplog.messages == [
        f"{path}: there is no sheet Sittings: the usual hours of Geneva are taken, 10:00 to 13:00 "
        f"and 15:00 to 18:00; {how}",
        f"{path}: there is no sheet Pinned: no session has a fixed place; {how}",
    ]


def test_every_sheet_but_those_of_every_week_says_what_holds_without_it() -> None:
    assert {form.name for form in FORMS if not form.without} == {"Bodies", "Sessions"}


def test_a_schedule_is_no_scenario_and_a_scenario_no_schedule(tmp_path: Path) -> None:
    scenario = load_scenario(_without(tmp_path))
    path = tmp_path / "mine.xlsx"
    path.write_bytes(schedule_workbook(scenario.week, Timetable(parts=())))
    with pytest.raises(BadInput, match="this is a schedule, not a scenario"):
        load_scenario(path)
    with pytest.raises(BadInput, match="this is a scenario, not a schedule"):
        scenario.candidate(_without(tmp_path))


def test_an_item_that_was_copied_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    sheets = {**SHEETS, "Agenda": [*SHEETS["Agenda"], SHEETS["Agenda"][1]]}
    path = tmp_path / "week.xlsx"
    path.write_bytes(saved(typed(sheets)))
    load_scenario(path)
    assert any(
        "stands in this agenda twice, word for word, and counts twice" in line
        for line in caplog.messages
    )


def test_a_date_fits_into_the_column_of_days(tmp_path: Path) -> None:
    sheet = load_workbook(_without(tmp_path))["Sittings"]
    assert sheet["A1"].value == "Day"
    assert sheet.column_dimensions["A"].width >= 17


def test_a_workbook_by_the_name_of_a_text_is_told_its_name(tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_bytes(saved(typed()))
    what = r"this is an Excel workbook \(.xlsx\); give it a name that ends in .xlsx"
    with pytest.raises(BadInput, match=what):
        load_scenario(path)
