"""Workbooks that somebody has changed: each means what its change means, or is refused at its cell.

What a change means is said here by hand, in the values of a scenario file: nothing of it is taken
from what reads workbooks.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension, RowDimension

from scenarios.loading.loading import build_scenario, load_scenario, resolve
from scenarios.loading.workbook.reading import read_workbook
from scheduler.errors import BadInput
from tests.scenarios.loading.workbook.typed_week import DATA, SHEETS, WEDNESDAY, saved, typed

WEEK = Path("week.xlsx")
RAW = saved(typed())
OPENED = pickle.dumps(load_workbook(io.BytesIO(RAW)))
"""The workbook as it is opened, which is copied many times faster than it is opened."""
PARTS = zipfile.ZipFile(io.BytesIO(RAW)).namelist()
READ = [name for name in SHEETS if name != "Read me"]
TABLES = [name for name in READ if name not in ("Week", "More")]

pytestmark = pytest.mark.slow

Step = str | int
GONE = object()


class Meaning(NamedTuple):
    """A cell, by its sheet and name, and where its value stands in a scenario file."""

    sheet: str
    cell: str
    path: tuple[Step, ...]


def _name(meaning: Meaning) -> str:
    return f"{meaning.sheet}-{meaning.cell}"


def _sessions(key: str, *more: Step) -> tuple[Step, ...]:
    return ("sessions", key, *more)


def _room(key: str, *more: Step) -> tuple[Step, ...]:
    return ("venue", "rooms", key, *more)


NUMBERS = [
    Meaning("Week", "B6", ("week", "grain")),
    Meaning("Week", "B9", ("venue", "interpretation", "teams")),
    Meaning("Week", "B10", ("delegations", "default", "delegates")),
    Meaning("Week", "B11", ("experiments", "floor")),
    Meaning("Rooms", "D2", _room("large", "seats")),
    Meaning("Rooms", "E2", _room("large", "booths")),
    Meaning("Rooms", "D4", _room("hall", "divides_into", "east", "seats")),
    Meaning("Delegations", "C2", ("delegations", "also", "COL", "delegates")),
    Meaning("Sessions", "F2", _sessions("opening", "least")),
    Meaning("Sessions", "G3", _sessions("clearance", "wanted")),
    Meaning("Sessions", "H3", _sessions("clearance", "parts", "at_most")),
    Meaning("Sessions", "M4", _sessions("briefing", "attendance")),
    Meaning("Experiments", "D2", ("experiments", "proposals", "uganda", "least")),
    Meaning("Experiments", "H2", ("experiments", "proposals", "uganda", "value")),
    Meaning("Agenda", "D2", _sessions("clearance", "agenda", 0, "minutes_each")),
    Meaning("Agenda", "E3", _sessions("clearance", "agenda", 1, "minutes")),
    Meaning("Pinned", "C2", _sessions("opening", "pinned", 0, "minutes")),
    Meaning("Order", "C3", ("order", 1, "gap", "at_least")),
    Meaning("Rules", "C2", ("rules", "shorten_stays", "prefer", "tier")),
    Meaning("Rules", "D2", ("rules", "shorten_stays", "prefer", "weight")),
]
TEXTS = [
    Meaning("Week", "B3", ("title",)),
    Meaning("Week", "B8", ("venue", "name")),
    Meaning("Rooms", "C2", _room("large", "name")),
    Meaning("Rooms", "C4", _room("hall", "divides_into", "east", "name")),
    Meaning("Delegations", "B2", ("delegations", "also", "COL", "name")),
    Meaning("Delegations", "G2", ("delegations", "also", "COL", "group")),
    Meaning("Instruments", "B2", ("instruments", "conv", "name")),
    Meaning("Bodies", "B2", ("bodies", "status", "name")),
    Meaning("Bodies", "D2", ("bodies", "status", "subject")),
    Meaning("Sessions", "B4", _sessions("briefing", "title")),
    Meaning("Sessions", "C2", _sessions("opening", "title", "fr")),
    Meaning("Experiments", "B2", ("experiments", "proposals", "uganda", "title")),
    Meaning("Agenda", "B2", _sessions("clearance", "agenda", 0, "item")),
    Meaning("Sources", "B2", ("sources", "letter", "what")),
]
OTHERS = [
    Meaning("Week", "B4", ("week", "from")),
    Meaning("Week", "B5", ("week", "to")),
    Meaning("Week", "B7", ("week", "poor")),
    Meaning("Sittings", "E3", ("week", "sittings", "lunch", "for")),
    Meaning("Rooms", "F2", _room("large", "equipment")),
    Meaning("Rooms", "G3", _room("hall", "closed")),
    Meaning("Delegations", "D3", ("delegations", "also", "NOR", "from")),
    Meaning("Delegations", "E4", ("delegations", "also", "UGA", "present")),
    Meaning("Delegations", "F3", ("delegations", "also", "NOR", "absent")),
    Meaning("Instruments", "C2", ("instruments", "conv", "parties")),
    Meaning("Bodies", "C2", ("bodies", "status", "instrument")),
    Meaning("Bodies", "E2", ("bodies", "status", "co_chairs")),
    Meaning("Sessions", "D2", _sessions("opening", "body")),
    Meaning("Sessions", "E2", _sessions("opening", "format")),
    Meaning("Sessions", "J2", _sessions("opening", "days")),
    Meaning("Sessions", "K4", _sessions("briefing", "leaders")),
    Meaning("Sessions", "L4", _sessions("briefing", "audience")),
    Meaning("Sessions", "N4", _sessions("briefing", "optional")),
    Meaning("Experiments", "E2", ("experiments", "proposals", "uganda", "host")),
    Meaning("Agenda", "C2", _sessions("clearance", "agenda", 0, "speakers")),
    Meaning("Agenda", "F2", _sessions("clearance", "agenda", 0, "in_order")),
    Meaning("Pinned", "B2", _sessions("opening", "pinned", 0, "at")),
    Meaning("Pinned", "D2", _sessions("opening", "pinned", 0, "room")),
    Meaning("Order", "A3", ("order", 1, "first")),
    Meaning("Order", "B3", ("order", 1, "then")),
    Meaning("Rules", "E3", ("rules", "keep_committees_together", "leave_out")),
]
CELLS = [*NUMBERS, *TEXTS, *OTHERS]
WHOLE = [one for one in TEXTS if _name(one) in ("Delegations-B2", "Sources-B2")]
"""Cells without which a row is one of another kind, or says nothing but its key."""


def _changed(path: tuple[Step, ...], value: Any) -> dict[str, Any]:
    """The week with another value at a path, or without it and what is empty then."""
    data = deepcopy(DATA)
    above: list[Any] = [data]
    for step in path[:-1]:
        above.append(above[-1][step])
    if value is not GONE:
        above[-1][path[-1]] = value
        return data
    del above[-1][path[-1]]
    for n in range(len(path) - 1, 0, -1):
        if above[n] == {}:
            del above[n - 1][path[n - 1]]
    return data


def _book() -> Workbook:
    return cast(Workbook, pickle.loads(OPENED))


def _read(book: Workbook) -> Any:
    return read_workbook(WEEK, saved(book)).data


def _holds(book: Workbook, expected: dict[str, Any]) -> None:
    """Check that a workbook is the week of these values, or is refused for the same.

    It is refused in words of its own, which speak of no keys.
    """
    source = read_workbook(WEEK, saved(book))
    assert source.data == expected
    try:
        wanted = build_scenario(expected, WEEK)
    except BadInput as refused:
        with pytest.raises(BadInput) as found:
            resolve(source._replace(form=None), WEEK)
        assert [one.what for one in found.value.problems] == [one.what for one in refused.problems]
        with pytest.raises(BadInput) as found:
            resolve(source, WEEK)
        assert len(found.value.problems) == len(refused.problems)
        assert not [one for one in map(str, found.value.problems) if "the key '" in one]
        assert not [one for one in map(str, found.value.problems) if "{" in one]
        assert all("week.xlsx, sheet " in one.where for one in found.value.problems)
    else:
        assert resolve(source, WEEK) == wanted


def _refused(book: Workbook, meaning: Meaning, *said: str) -> None:
    """Check that a workbook is refused, at the cell that was changed."""
    with pytest.raises(BadInput) as refused:
        resolve(read_workbook(WEEK, saved(book)), WEEK)
    where = f"week.xlsx, sheet {meaning.sheet}, cell {meaning.cell}"
    sentences = [str(one) for one in refused.value.problems if one.where.startswith(where)]
    assert sentences, str(refused.value)
    assert not said or any(word in sentence for word in said for sentence in sentences)


each_cell = pytest.mark.parametrize("meaning", CELLS, ids=_name)


@each_cell
def test_a_cell_that_shows_an_error_is_refused(meaning: Meaning) -> None:
    book = _book()
    book[meaning.sheet][meaning.cell] = "#REF!"
    _refused(book, meaning, "this cell shows #REF!")


@each_cell
def test_a_formula_that_was_never_worked_out_is_refused(meaning: Meaning) -> None:
    book = _book()
    book[meaning.sheet][meaning.cell] = "=1+1"
    _refused(book, meaning, "has no value yet")


@each_cell
def test_a_merged_cell_is_refused(meaning: Meaning) -> None:
    book = _book()
    sheet = book[meaning.sheet]
    cell = sheet[meaning.cell]
    sheet.merge_cells(
        start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column
    )
    _refused(book, meaning, "are merged into one")


@pytest.mark.parametrize("meaning", [one for one in CELLS if one not in WHOLE], ids=_name)
def test_an_emptied_cell_says_nothing(meaning: Meaning) -> None:
    book = _book()
    book[meaning.sheet][meaning.cell] = None
    path, gone = meaning.path, GONE
    if path == ("sessions", "opening", "title", "fr"):
        path, gone = path[:-1], "Opening"
    _holds(book, _changed(path, gone))


@pytest.mark.parametrize("meaning", NUMBERS, ids=_name)
@pytest.mark.parametrize("typed_as", [30, "30", 30.0, " 30 "])
def test_a_number_is_read_however_it_is_typed(meaning: Meaning, typed_as: Any) -> None:
    book = _book()
    book[meaning.sheet][meaning.cell] = typed_as
    expected = _changed(meaning.path, 30)
    found = _read(book)
    assert resolve_or_problems(found) == resolve_or_problems(expected)


def resolve_or_problems(data: dict[str, Any]) -> object:
    """The week of some values, or what is wrong with them."""
    try:
        return build_scenario(data, WEEK)
    except BadInput as refused:
        return [one.what for one in refused.problems]


@pytest.mark.parametrize("meaning", NUMBERS, ids=_name)
@pytest.mark.parametrize("slip", ["thirty", 30.5, -1, date(2027, 6, 14), time(10), True])
def test_what_is_no_number_is_refused(meaning: Meaning, slip: Any) -> None:
    book = _book()
    book[meaning.sheet][meaning.cell] = slip
    _refused(book, meaning)


@pytest.mark.parametrize("meaning", TEXTS, ids=_name)
@pytest.mark.parametrize(
    "words", ["Été à Genève", "=1+1 is a title", "[Draft]", "{a: b}", "a, b; c: d # e", "17", "no"]
)
def test_a_text_is_taken_as_it_is(meaning: Meaning, words: str) -> None:
    book = _book()
    cell = book[meaning.sheet][meaning.cell]
    cell.value = words
    cell.data_type = "s"
    _holds(book, _changed(meaning.path, words))


@pytest.mark.parametrize("meaning", TEXTS, ids=_name)
@pytest.mark.parametrize("slip", [date(2027, 3, 4), time(10), False])
def test_a_text_that_the_program_took_for_a_date_is_refused(meaning: Meaning, slip: Any) -> None:
    book = _book()
    book[meaning.sheet][meaning.cell] = slip
    _refused(book, meaning, "the program took this text for")


OTHER_WRITINGS = [
    ("Week", "B4", "14.06.2027", ("week", "from"), "14.06.2027"),
    ("Week", "B4", "14 June 2027", ("week", "from"), "14 June 2027"),
    ("Week", "B12", 25, ("experiments", "share"), 25),
    ("Week", "B7", "wednesday afternoon; monday early", ("week", "poor"), None),
    ("Sittings", "C2", "10:00", ("week", "sittings", "morning", "hours"), "10:00-13:00"),
    ("Sittings", "C2", 0.375, ("week", "sittings", "morning", "hours"), "09:00-13:00"),
    ("Sittings", "D4", time(0), ("week", "sittings", "afternoon", "hours"), "15:00-00:00"),
    ("Sessions", "N4", True, _sessions("briefing", "optional"), True),
    ("Sessions", "N4", "No", _sessions("briefing", "optional"), False),
    ("Sessions", "J2", WEDNESDAY, _sessions("opening", "days"), ["2027-06-16"]),
    ("Sessions", "J2", "[monday, tuesday]", _sessions("opening", "days"), ["monday", "tuesday"]),
    ("Sessions", "J2", "monday\ntuesday", _sessions("opening", "days"), ["monday", "tuesday"]),
    ("Sessions", "L4", "everyone", _sessions("briefing", "audience"), "everyone"),
    ("Sessions", "L4", "{and: [UGA]}", _sessions("briefing", "audience"), {"and": ["UGA"]}),
    ("Pinned", "B2", "monday 10:00", _sessions("opening", "pinned", 0, "at"), "monday 10:00"),
    ("Rules", "E3", "leave_out: [clearance]", None, ["clearance"]),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "path", "meant"), OTHER_WRITINGS)
def test_other_ways_of_writing_mean_what_they_say(
    sheet: str, cell: str, value: Any, path: tuple[Step, ...] | None, meant: Any
) -> None:
    book = _book()
    book[sheet][cell] = value
    if cell == "B12":
        book[sheet][cell].number_format = "0"
    path = path or ("rules", "keep_committees_together", "leave_out")
    words = ["wednesday afternoon", "monday early"] if meant is None else meant
    _holds(book, _changed(path, words))


SLIPS: list[tuple[str, str, Any]] = [
    ("Week", "B4", "06/07/2027"),
    ("Week", "B4", time(10)),
    ("Week", "B5", date(2026, 6, 16)),
    ("Week", "B7", "friday"),
    ("Week", "A4", "Frist day"),
    ("Week", "A6", "Title"),
    ("Week", "A4", None),
    ("Sittings", "C2", date(2027, 6, 14)),
    ("Sittings", "D2", "noonish"),
    ("Sittings", "D2", None),
    ("Sittings", "D2", time(9)),
    ("Sittings", "B2", None),
    ("Sittings", "A5", "someday"),
    ("Sittings", "E3", "side_evant"),
    ("Rooms", "A3", "large"),
    ("Rooms", "A2", None),
    ("Rooms", "B4", "hal"),
    ("Rooms", "G3", "sunday"),
    ("Delegations", "A3", "COL"),
    ("Delegations", "D3", "home"),
    ("Bodies", "E2", "NOR, XXX"),
    ("Bodies", "C2", "convention"),
    ("Sessions", "A3", "opening"),
    ("Sessions", "A2", None),
    ("Sessions", "D2", "stats"),
    ("Sessions", "E2", "plenari"),
    ("Sessions", "J2", "sunday"),
    ("Sessions", "J2", "[monday"),
    ("Sessions", "K4", "where"),
    ("Sessions", "L4", "parties of nothing"),
    ("Sessions", "N4", "maybe"),
    ("Experiments", "E2", "Nowhere"),
    ("Experiments", "A2", "opening"),
    ("Agenda", "A2", "nothing"),
    ("Agenda", "A3", None),
    ("Pinned", "A2", "nothing"),
    ("Pinned", "B2", "friday 10:00"),
    ("Pinned", "B2", time(10)),
    ("Pinned", "D2", "cellar"),
    ("Order", "A3", "nothing"),
    ("Rules", "A2", "shorten_stay"),
    ("Rules", "A3", "shorten_stays"),
    ("Rules", "B2", "perhaps"),
    ("Rules", "B4", None),
    ("Rules", "E3", "leave_out: [status"),
    ("Rules", "E3", "just words"),
    ("Rules", "E3", "leave_it: [status]"),
    ("Rules", "E3", "leave_out: [nobody]"),
    ("Rules", "E2", "prefer: {tier: 1}"),
    ("More", "A2", "varaints"),
    ("More", "A2", None),
    ("More", "B2", None),
    ("More", "B2", "short: {patch: {"),
    ("More", "A2", "sessions"),
]


@pytest.mark.parametrize(("sheet", "cell", "slip"), SLIPS)
def test_a_slip_is_refused_on_its_sheet(sheet: str, cell: str, slip: Any) -> None:
    book = _book()
    book[sheet][cell] = slip
    with pytest.raises(BadInput) as refused:
        resolve(read_workbook(WEEK, saved(book)), WEEK)
    assert all("week.xlsx" in one.where for one in refused.value.problems)
    row = int(cell[1:])
    wheres = [one.where for one in refused.value.problems if f"sheet {sheet}" in one.where]
    assert any(where.split("cell ")[1].split(",")[0][1:] == str(row) for where in wheres) or (
        cell == "B5" or (sheet, cell) == ("Week", "A4")
    ), refused.value


Layout = Callable[[Workbook, str], None]


def _columns_turned(book: Workbook, name: str) -> None:
    sheet = book[name]
    rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(rows, 1):
        for column, (value, number_format) in enumerate(reversed(row), 1):
            sheet.cell(number, column).value = value
            sheet.cell(number, column).number_format = number_format


def _heads_shouted(book: Workbook, name: str) -> None:
    for cell in book[name][1]:
        cell.value = f"  {cell.value} ".upper().replace(" ", "  ") if cell.value else None


def _blank_rows_between(book: Workbook, name: str) -> None:
    sheet = book[name]
    for row in range(sheet.max_row, 1, -1):
        sheet.insert_rows(row)
    sheet.cell(500, 3).number_format = "0"
    sheet.cell(400, 2).value = "  "


def _something_above(book: Workbook, name: str) -> None:
    book[name].insert_rows(1, 2)
    book[name]["A1"] = "As agreed in March"


def _remarks(book: Workbook, name: str) -> None:
    sheet = book[name]
    column = sheet.max_column + 2
    for row in range(1, sheet.max_row + 3):
        sheet.cell(row, column).value = "Remark" if row == 1 else "#REF!"


def _rows_hidden(book: Workbook, name: str) -> None:
    sheet = book[name]
    sheet.row_dimensions[2] = RowDimension(sheet, index=2, hidden=True)
    sheet.sheet_state = "hidden"
    sheet.column_dimensions["A"] = ColumnDimension(sheet, index="A", hidden=True)


def _sheet_renamed(book: Workbook, name: str) -> None:
    book[name].title = f" {name.upper()}"


def _sheets_turned(book: Workbook, _: str) -> None:
    book._sheets.reverse()


LAYOUTS: list[Layout] = [
    _columns_turned,
    _heads_shouted,
    _blank_rows_between,
    _something_above,
    _remarks,
    _rows_hidden,
    _sheet_renamed,
]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__.strip("_"))
def test_how_a_sheet_is_laid_out_makes_no_difference(layout: Layout, name: str) -> None:
    book = _book()
    layout(book, name)
    assert _read(book) == DATA


def test_the_order_of_sheets_makes_no_difference() -> None:
    book = _book()
    _sheets_turned(book, "")
    assert _read(book) == DATA


@pytest.mark.parametrize("name", TABLES)
def test_a_column_that_stands_twice_is_refused(name: str) -> None:
    book = _book()
    sheet = book[name]
    sheet.cell(1, sheet.max_column + 1).value = sheet["A1"].value
    cell = f"{get_column_letter(sheet.max_column)}1"
    _refused(book, Meaning(name, cell, ()), "stands there twice")


ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.floats(0, 2, allow_nan=False),
    st.dates(date(2027, 6, 10), date(2027, 6, 20)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.just(datetime.combine(WEDNESDAY, time(15))),
    st.sampled_from(
        ["#N/A", "=A1", "yes", "COL", "where conv", "[a, b", "{", ": ", "- a", "éà, ü"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
)


def _all_cells() -> Iterator[tuple[str, str]]:
    for name in READ:
        for number, row in enumerate(SHEETS[name], 1):
            for column in range(1, len(row) + 1):
                yield name, f"{get_column_letter(column)}{number}"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(where=st.sampled_from(list(_all_cells())), value=ANY_VALUE)
def test_whatever_is_typed_is_read_or_refused_and_changes_nothing_else(
    where: tuple[str, str], value: Any
) -> None:
    sheet, name = where
    book = _book()
    cell = book[sheet][name]
    was = cell.value
    cell.value = value
    if isinstance(value, str) and not value.startswith(("#N", "=A")):
        cell.data_type = "s"
    try:
        source = read_workbook(WEEK, saved(book))
        resolve(source, WEEK)
    except BadInput as refused:
        assert all(one.where.startswith("week.xlsx") for one in refused.problems)
        return
    row = int("".join(filter(str.isdigit, name)))
    if row == 1 or was is None:
        return  # a column of another name, and cells that were empty: told of, or another meaning
    lost, fresh = _differences(DATA, source.data), _differences(source.data, DATA)
    known = {(one.sheet, one.cell): one.path for one in CELLS}
    if (sheet, name) in known:
        path = known[sheet, name]
        assert all(_near(path, one) for one in lost + fresh), (lost, fresh)


def _near(path: tuple[Step, ...], other: tuple[Step, ...]) -> bool:
    """Whether two paths lead to one value, or into it."""
    size = min(len(path), len(other))
    return path[:size] == other[:size]


def _differences(one: Any, other: Any, path: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:
    """Where two values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            found
            for key in one
            for found in (
                _differences(one[key], other[key], (*path, key)) if key in other else [(*path, key)]
            )
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found
            for number, value in enumerate(one)
            for found in _differences(value, other[number], (*path, number))
        ]
    return [] if one == other else [path]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_file_that_is_damaged_is_read_as_it_was_or_refused(data: st.DataObject) -> None:
    raw = bytearray(RAW)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(1, 3))] = data.draw(st.binary(max_size=3))
    try:
        assert read_workbook(WEEK, bytes(raw)).data == DATA
    except BadInput as refused:
        assert all(one.where.startswith("week.xlsx") for one in refused.problems)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_sheet_is_read_or_refused_without_a_defect(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PARTS))
    with zipfile.ZipFile(io.BytesIO(RAW)) as old, zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        for part in old.namelist():
            content = bytearray(old.read(part))
            if part == name:
                at = data.draw(st.integers(0, len(content) - 1))
                bit = data.draw(st.sampled_from([b"", b"<", b"0", b"z", b'"', b"</c>", b"9999999"]))
                content[at : at + len(bit) + 1] = bit
            new.writestr(part, bytes(content))
    try:
        resolve(read_workbook(WEEK, made.getvalue()), WEEK)
    except BadInput as refused:
        assert all(one.where.startswith("week.xlsx") for one in refused.problems)


def test_a_delegation_without_a_name_is_one_of_the_table() -> None:
    book = _book()
    book["Delegations"]["B2"] = None
    _refused(book, Meaning("Delegations", "G2", ()), "'Regional group' cannot be said of COL")


def test_the_file_itself_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "week.xlsm"
    path.write_bytes(RAW)
    assert load_scenario(path).title == "A typed week"
