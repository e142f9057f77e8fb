"""Reading a scenario from a workbook: the same values as from YAML, each with its cell."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain
from pathlib import Path

from scenarios.exchange.schedule_csv import is_schedule
from scenarios.loading.schema import ScenarioFile
from scenarios.loading.workbook.columns import head_of
from scenarios.loading.workbook.gathering import Gathering
from scenarios.loading.workbook.heads import find_heads
from scenarios.loading.workbook.kinds import STRUCTURE
from scenarios.loading.workbook.layout import (
    BETWEEN,
    LISTS,
    MORE,
    NAMES,
    NEEDED,
    OTHER_NAMES,
    SECTION,
    SETTING,
    SHEETS,
    TEXT_HEAD,
    UNREAD,
    VALUE,
    WEEK,
    settings,
)
from scenarios.loading.workbook.rows import lose, read_column, read_rows
from scenarios.loading.workbook.wording import IN_WORDS
from scenarios.reading.input_problems import warn
from scenarios.reading.spelling import near_miss, nearest, suggestion
from scenarios.reading.tables.workbook_cells import CellSheet, SheetCell, read_cells
from scenarios.reading.yaml.yaml_source import Position, Source
from scheduler.errors import BadInput
from scheduler.week.words import listed

_MAIN = frozenset(map(head_of, set(NEEDED) - {WEEK}))
"""Sheets that every scenario has, and no schedule."""

_KNOWN = {head_of(name): name for name in NAMES}


def read_workbook(path: Path, raw: bytes | None = None) -> Source:
    """Read a workbook as the values of a scenario file.

    Parameters
    ----------
    raw
        What stands in the file, which need not exist; None: it is read.

    Raises
    ------
    BadInput
        With sheet and cell of every problem.
    """
    book = read_cells(path, "scenario", raw)
    sheets = _named(path, book)
    found = Gathering(Position(str(path)))
    if WEEK in sheets:
        _read_settings(sheets[WEEK], found)
    if MORE in sheets:
        _read_more(sheets[MORE], found)
    needed = NEEDED if found.at(("extends",)) is None else ()
    for form in SHEETS:
        if form.name in sheets:
            read_rows(form, sheets[form.name], found)
        elif form.name in needed:
            lose(form, found)
    if needed and any(head_of(one.name) == head_of(LISTS) for one in book):
        _doubt_missing(path, sheets, found)
    for name in needed:
        _check_needed(path, name, sheets, found)
    if found.at(("schema",)) is None:
        found.put(("schema",), Source(1, {}, {(): Position(str(path))}))
    found.problems.finish()
    source = found.source
    order = [field.alias or name for name, field in ScenarioFile.model_fields.items()]
    in_order = {key: source.data[key] for key in order if key in source.data}
    return source._replace(data=in_order | source.data, form=IN_WORDS)


def _check_needed(path: Path, name: str, sheets: Mapping[str, CellSheet], found: Gathering) -> None:
    """Note a sheet without which there is no week; one without rows has nothing in it."""
    if name not in sheets:
        what = f"there is no sheet {name}; a week needs the sheets {listed(NEEDED)}"
        found.problems.note(str(path), what)
    elif name != WEEK and found.at((name.lower(),)) is None:
        place = Position(sheets[name].where)
        found.put((name.lower(),), Source({}, {}, {(): place}))


def _doubt_missing(path: Path, sheets: Container[str], found: Gathering) -> None:
    """Note the sheets that a workbook lacks which the program has written: these have them all."""
    without = {form.name: form.without for form in SHEETS if form.without}
    without[MORE] = "there are no variants, and nothing of what else stood there"
    for name, what in without.items():
        if name not in sheets:
            how = "put the sheet back, or keep it with its heads alone where that is meant"
            found.problems.doubt(str(path), f"there is no sheet {name}: {what}; {how}")


def _named(path: Path, sheets: tuple[CellSheet, ...]) -> dict[str, CellSheet]:
    """The sheets that are read, by the names of the layout."""
    if any(map(is_schedule, sheets)) and not any(head_of(one.name) in _MAIN for one in sheets):
        what = "this is a schedule, not a scenario; the scenario stands first, and its timetables"
        raise BadInput.at(str(path), f"{what} after it")
    found = dict[str, CellSheet]()
    strange = list[CellSheet]()
    for sheet in sheets:
        name = _KNOWN.get(head_of(sheet.name))
        if name is None:
            strange.append(sheet)
        elif name in found:
            what = f"there are two sheets {name}; keep one"
            raise BadInput.at(sheet.where, what)
        else:
            found[name] = sheet
    if not set(found) - set(UNREAD):
        there = listed([sheet.name for sheet in sheets])
        what = (
            f"this workbook is no scenario, which has the sheets {listed(NEEDED)}; it has {there}. "
            "'meeting-week workbook SCENARIO.yaml --output SCENARIO.xlsx' makes one of a scenario"
        )
        raise BadInput.at(str(path), what)
    for sheet in strange:
        if sheet.rows:
            left = [name for name in NAMES if name not in found and name not in UNREAD]
            near = near_miss(sheet.name, left or NAMES)
            warn(sheet.where, f"a scenario has no such sheet, and it is not read{near}")
    return {name: sheet for name, sheet in found.items() if name not in UNREAD}


def _read_settings(sheet: CellSheet, found: Gathering) -> None:
    """Read a sheet with one value in each row."""
    headed = find_heads(sheet, (SETTING, VALUE), (SETTING, VALUE), found.problems)
    if headed is None:
        return
    labels = {head: column for column in settings() for head in column.heads}
    known = {head_of(head): head for head in labels}
    known |= {head_of(name): head for head, names in OTHER_NAMES.items() for name in names}
    rows, empty = dict[str, SheetCell](), dict[str, str]()
    for row, cells in headed.rows():
        label, value = cells.get(SETTING), cells.get(VALUE)
        name = "" if label is None else known.get(head_of(label.text))
        if value is None:
            empty[name or ""] = headed.place(row, VALUE)
            continue
        place = headed.place(row, SETTING)
        if label is None or label.fault:
            found.problems.note(place, "it is not said what this value is; write it before it")
            continue
        if name is None:
            near = nearest(label.text, [*labels, *chain(*OTHER_NAMES.values())]) or label.text
            meant = known.get(head_of(near), near)
            what = f"there is no setting '{label.text}' here{suggestion(meant, list(labels))}"
            found.problems.note(place, what)
        elif name in rows:
            what = f"'{name}' stands there twice, in cell {rows[name].name} too; keep one"
            found.problems.note(value.where, what)
        else:
            rows[name] = value
    for column in settings():
        cells_of = [rows.get(head) for head in column.heads]
        if any(cells_of):
            read_column(cells_of, column.kind, column.path, found)
        elif column.heads[0] in empty:
            found.leave_empty(column.path, empty[column.heads[0]])


def _read_more(sheet: CellSheet, found: Gathering) -> None:
    """Read the sheet of what no other can say: a section in each row, as YAML."""
    headed = find_heads(sheet, (SECTION, TEXT_HEAD), (SECTION, TEXT_HEAD), found.problems)
    if headed is None:
        return
    for row, cells in headed.rows():
        section, text = cells.get(SECTION), cells.get(TEXT_HEAD)
        if section is None or text is None:
            missing = SECTION if section is None else TEXT_HEAD
            what = f"{missing} is empty; fill it in, or take the row out"
            found.problems.note(headed.place(row, missing), what)
            continue
        if section.fault:
            found.problems.note(section.where, section.fault)
            continue
        path = tuple(step.strip() for step in section.text.split(BETWEEN.strip()))
        read_column([text], STRUCTURE, path, found)
