"""The schedule as a workbook: what a person sees in it, and that it reads back as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scenarios.exchange.schedule_workbook import COLUMNS, schedule_workbook
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable

SMALL = Path("tests/cases/tables/small.yaml")
LONG = """\
schema: 1
title: "Working Group on Water: fourteenth session"
week:
  from: 2027-06-14
  to: 2027-06-16
  sittings: {morning: 10:00-13:00, night: {hours: 21:00-01:30, for: [side_event]}}
venue:
  rooms:
    a: {name: "Salle A, 3e étage", seats: 50}
    b: {name: B, seats: 50}
    c: {name: B, seats: 50}
    d: {name: =D, seats: 50}
    e: {name: E, seats: 50}
delegations: {also: {CHE: {name: Switzerland}, BOL: {name: Bolivia (Plurinational State of)}}}
bodies: {all: {name: "Équipe spéciale"}, zh: {name: "水资源工作组"}}
sessions:
  one: {title: "Small group: the basin of the Drin and its riparian communities", body: all,
        format: small_group, least: 60, leaders: [CHE, BOL]}
  two: {title: "=2+2", body: all, format: small_group, least: 60}
  three: {title: "小组会议", body: zh, format: small_group, least: 60, leaders: [BOL]}
  four: {title: "الفريق الصغير", body: zh, format: small_group, least: 60}
  five: {title: "'quoted", body: all, format: small_group, least: 60}
  gala: {title: Reception, body: all, format: side_event, least: 60}
  gone: {title: Visit, body: all, format: side_event, least: 60, optional: true}
"""
ROWS = """\
session,date,start,end,room
one,2027-06-14,10:00,11:00,a
two,2027-06-14,10:00,11:30,b
three,2027-06-14,10:00,11:00,c
four,2027-06-14,10:30,12:00,d
five,2027-06-14,10:00,13:00,e
gala,2027-06-15,23:30,00:30,a
"""


@pytest.fixture
def made(tmp_path: Path) -> tuple[Scenario, Timetable, Path]:
    """A scenario with odd names, its timetable, and where a workbook of it stands."""
    (tmp_path / "week.yaml").write_text(LONG, "utf-8")
    (tmp_path / "mine.csv").write_text(ROWS, "utf-8")
    scenario = load_scenario(tmp_path / "week.yaml")
    timetable = scenario.candidate(tmp_path / "mine.csv")
    path = tmp_path / "mine.xlsx"
    path.write_bytes(schedule_workbook(scenario.week, timetable, "Palais des Nations"))
    return scenario, timetable, path


def opened(path: Path) -> Workbook:
    return load_workbook(BytesIO(path.read_bytes()))


def cells(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.slow
def test_it_reads_back_as_it_was_and_says_nothing_of_it(
    made: tuple[Scenario, Timetable, Path], caplog: pytest.LogCaptureFixture
) -> None:
    scenario, timetable, path = made
    assert scenario.candidate(path) == timetable
    assert caplog.messages == []
    again = schedule_workbook(scenario.week, timetable, "Palais des Nations")
    assert again == path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011", "apmbc-ccm-2011", "ccw-2010-april"])
def test_every_candidate_of_a_library_week_reads_back(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    scenario = load_scenario(Path(f"scenarios/library/{name}.yaml"))
    for number, candidate in enumerate(scenario.candidates):
        timetable = scenario.candidate(candidate)
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(schedule_workbook(scenario.week, timetable, scenario.venue))
        assert scenario.candidate(path) == timetable
    assert caplog.messages == []


def test_rows_have_names_real_dates_and_times(made: tuple[Scenario, Timetable, Path]) -> None:
    sheet = opened(made[2])["Schedule"]
    heads, *rows = cells(sheet)
    assert heads == list(COLUMNS)
    found = {row[8]: row for row in rows}
    monday = datetime.combine(made[0].week.first, time())
    assert found["one"][:8] == [
        monday,
        time(10),
        time(11),
        "Small group: the basin of the Drin and its riparian communities",
        1,
        "Salle A, 3e étage",
        "Équipe spéciale",
        "Bolivia (Plurinational State of); Switzerland",
    ]
    assert found["three"][5] == "c", "another room has the same name"
    assert found["four"][5] == "=D"
    assert found["gala"][2] == time(0, 30)
    assert found["gone"][:3] == [None] * 3
    assert found["gone"][-1] == "not held"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == f"A1:Q{len(rows) + 1}"


def test_the_week_is_a_grid_on_one_page_with_names_and_no_keys(
    made: tuple[Scenario, Timetable, Path],
) -> None:
    sheet = opened(made[2])["Week"]
    texts = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert "Monday 14 June" in texts
    assert "Monday 14 June to Wednesday 16 June 2027 · Palais des Nations" in texts
    assert "Not held: Visit" in texts
    for said in (
        "10:00–11:00\nSmall group: the basin of the Drin and its riparian communities\n"
        "Salle A, 3e étage",
        "10:30–12:00\nالفريق الصغير\n=D",
        "23:30–00:30\nReception\nSalle A, 3e étage",
    ):
        assert said in texts
    blocks = [texts[said] for said in texts if "–" in said]
    assert len(blocks) == 6
    assert len({cell.column for cell in blocks if cell.row == 5}) == 4
    fills = {
        said.split("\n")[1]: cell.fill.fgColor.rgb for said, cell in texts.items() if "\n" in said
    }
    assert fills["小组会议"] == fills["الفريق الصغير"] != fills["=2+2"] == fills["'quoted"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


@pytest.mark.slow
def test_an_edited_workbook_is_the_edited_timetable_and_names_what_is_not_read(
    made: tuple[Scenario, Timetable, Path], caplog: pytest.LogCaptureFixture
) -> None:
    scenario, timetable, path = made
    book = opened(path)
    sheet = book["Schedule"]
    row = next(n for n in range(2, 9) if sheet.cell(n, 9).value == "one")
    sheet.cell(row, 2).value, sheet.cell(row, 3).value = "11h30", time(12, 30)
    sheet.cell(row, 6).value = "e"
    sheet.cell(row, 8).value = "Norway"
    book.save(path)
    moved = scenario.candidate(path).of("one")
    assert [(part.start, part.minutes, part.room) for part in moved] == [(690, 60, "e")]
    assert scenario.candidate(path).of("two") == timetable.of("two")
    told = f"{path}, sheet Schedule, cell H{row}: 'Norway' is not read; the scenario says 'BOL;CHE'"
    assert caplog.messages[0].startswith(told)
    sheet.cell(row, 6).value = "Salle B"
    book.save(path)
    with pytest.raises(BadInput) as error:
        scenario.candidate(path)
    assert f"{path}, sheet Schedule, cell F{row}: there is no room 'Salle B'" in str(error.value)


def _edited(path: Path, edit: Callable[[Worksheet], object]) -> Path:
    book = opened(path)
    edit(book["Schedule"])
    book.save(path)
    return path


@pytest.mark.slow
def test_the_title_counts_where_the_key_is_missing(
    made: tuple[Scenario, Timetable, Path], caplog: pytest.LogCaptureFixture
) -> None:
    scenario, timetable, path = made
    row = next(row[0].row for row in opened(path)["Schedule"]["I1:I9"] if row[0].value == "gala")
    _edited(path, lambda sheet: sheet.__setitem__(f"I{row}", None))
    assert scenario.candidate(path) == timetable
    assert not caplog.messages
    _edited(path, lambda sheet: sheet.__setitem__(f"D{row}", "Youth event"))
    scenario.candidate(path)
    assert f"cell D{row}: there is no session 'Youth event' in the scenario" in caplog.text
    assert 'replan --change "add …"' in caplog.text


def test_the_grid_says_where_the_timetable_is_changed(
    made: tuple[Scenario, Timetable, Path],
) -> None:
    sheet = opened(made[2])["Week"]
    assert (
        sheet["A3"].value == "To change it, edit the sheet Schedule; this one is only to look at."
    )
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not opened(made[2])["Schedule"].protection.sheet


@pytest.mark.slow
def test_a_long_title_leaves_the_week_on_one_page(made: tuple[Scenario, Timetable, Path]) -> None:
    scenario, timetable, _ = made
    week = scenario.week.model_copy(update={"title": "Working Group on Water " * 9})
    book = load_workbook(BytesIO(schedule_workbook(week, timetable)))
    assert book["Week"].page_setup.fitToHeight == 1
