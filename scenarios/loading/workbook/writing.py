"""From the values of a scenario to the rows of its sheets.

What a column says is read back before it is written: where its cells would mean something else, the
value stands as YAML in the last column of its row, and what belongs to no row on the sheet More.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, NamedTuple

from scenarios.loading.patches import Values, in_full
from scenarios.loading.workbook.columns import SheetColumn
from scenarios.loading.workbook.kinds import MOST_LETTERS, STRUCTURE, TEXT, Written, as_cells
from scenarios.loading.workbook.layout import (
    BETWEEN,
    ITEM,
    REMARK,
    SETTINGS,
    SHEETS,
    Place,
    Settings,
    SheetForm,
)
from scenarios.reading.tables.workbook_cells import CellValue
from scenarios.reading.yaml.yaml_source import Path_, without_nothing
from scheduler.errors import BadInput


class Filled(NamedTuple):
    """What stands on the sheets of a workbook.

    Attributes
    ----------
    settings
        The values of the sheet Week by the head of each.
    rows
        By the name of each sheet: its rows, each by its heads.
    more
        What stands on the sheet More: a section and its text in each row.
    remarks
        Of settings, by the head of each.
    """

    settings: dict[str, CellValue]
    rows: dict[str, list[dict[str, CellValue]]]
    more: list[tuple[str, str]]
    remarks: dict[str, str]


def fill(data: Values, remarks: Mapping[Path_, str] = MappingProxyType({})) -> Filled:
    """Put the values of a scenario that extends no other into sheets.

    Parameters
    ----------
    remarks
        What is remarked for people, by the way to the value of which it is.

    Raises
    ------
    BadInput
        Where a text is too long for a cell.
    """
    kept = {key: data[key] for key in ("variants", "grid") if data.get(key)}
    rest = {key: one for key, one in in_full(data).items() if key not in kept}
    rest = deepcopy(without_nothing(rest))
    if rest.get("schema") == 1:
        del rest["schema"]
    rows = _fill_rows(rest, remarks)
    settings = dict[str, CellValue]()
    for group in SETTINGS:
        settings |= _settings(group, rest)
    rest = {key: value for key, value in rest.items() if value != {}}
    more = [row for key, value in {**rest, **kept}.items() for row in _texts((key,), value)]
    remarked = {
        column.heads[0]: said
        for group in SETTINGS
        for column in group.columns
        if column.heads[0] in settings and (said := _remark(column.path, remarks))
    }
    return Filled(settings, rows, more, remarked)


def _remark(path: Path_, remarks: Mapping[Path_, str]) -> str:
    """What is remarked of what stands at a path, of all that stands there, and of its parts."""
    found = list[str]()
    for way, said in remarks.items():
        size = min(len(way), len(path))
        if way[:size] == path[:size]:
            part = f" ({way[-1]})" if len(way) > len(path) else ""
            found.append(f"{said}{part}")
    return "\n".join(found)


def _fill_rows(data: Values, remarks: Mapping[Path_, str]) -> dict[str, list[dict[str, CellValue]]]:
    """The rows of each sheet, in the order of the file; what has a row is taken out of the data."""
    places = [(form, place) for form in SHEETS for place in form.places]
    for _, place in places:
        write_in_full(data, place)
    order = {path: number for number, path in enumerate(_paths(data, ()))}
    found = dict[str, list[tuple[int, dict[str, CellValue]]]]()
    for form, place in sorted(places, key=lambda one: -len(one[1].path)):
        least = len(place.owner) + 1 if place.within else 0
        for group in _groups(data, place):
            said = [(path, _row(form, place, value_at(data, path), ids)) for path, ids in group]
            if place.path[-1] == ITEM and any(row is None for _, row in said):
                continue  # The items of a list stand together.
            for path, row in reversed(said):
                if row is not None:
                    if said_of := _remark(path, remarks):
                        row[REMARK] = said_of
                    found.setdefault(form.name, []).append((order[path], row))
                    _drop(data, path, least)
    by_order = {name: sorted(said, key=lambda one: one[0]) for name, said in found.items()}
    return {form.name: [row for _, row in by_order.get(form.name, ())] for form in SHEETS}


def _paths(value: Any, path: Path_) -> Iterator[Path_]:
    """The ways to all values, in the order of the file."""
    yield path
    steps = value.items() if isinstance(value, dict) else ()
    for step, inner in enumerate(value) if isinstance(value, list) else steps:
        yield from _paths(inner, (*path, step))


def standing(
    value: Any, way: tuple[str, ...], path: Path_, ids: dict[str, str]
) -> Iterator[tuple[Path_, dict[str, str]]]:
    """The entries of a place, each with what it says under the heads of its ids."""
    if not way:
        yield path, ids
        return
    step, *rest = way
    if step == ITEM:
        for number in range(len(value)) if isinstance(value, list) else ():
            yield (*path, number), ids
    elif not isinstance(value, dict):
        return
    elif step.startswith("<"):
        for key, inner in value.items():
            yield from standing(inner, tuple(rest), (*path, key), {**ids, step[1:-1]: key})
    elif step in value:
        yield from standing(value[step], tuple(rest), (*path, step), ids)


def _groups(data: Values, place: Place) -> list[list[tuple[Path_, dict[str, str]]]]:
    """The entries of a place: the items of each list together, others alone."""
    groups = dict[Path_, list[tuple[Path_, dict[str, str]]]]()
    for path, ids in standing(data, place.path, (), {}):
        alike = path[:-1] if place.path[-1] == ITEM else path
        groups.setdefault(alike, []).append((path, ids))
    return list(groups.values())


def write_in_full(data: Values, place: Place) -> None:
    """Put lists of one where one thing stands for it, and mappings where a number does."""
    for path, _ in list(standing(data, place.path[:-1], (), {})):
        value = value_at(data, path)
        if place.path[-1] == ITEM and isinstance(value, str | dict):
            value_at(data, path[:-1])[path[-1]] = [value]
    for path, _ in list(standing(data, place.path, (), {})):
        entry = value_at(data, path)
        if place.short and not isinstance(entry, dict):
            value_at(data, path[:-1])[path[-1]] = entry = {place.short: entry}
        if place.path[0] == "rules" and isinstance(entry, str):
            value_at(data, path[:-1])[path[-1]] = {entry: True}
        for key, inner in place.shorts:
            if isinstance(entry, dict) and type(entry.get(key)) is int:
                entry[key] = {inner: entry[key]}


def _row(
    form: SheetForm, place: Place, entry: Any, ids: dict[str, str]
) -> dict[str, CellValue] | None:
    """The row of an entry; None where no row can say it."""
    row = dict[str, CellValue]()
    for column in form.ids:
        head = column.heads[0]
        if head in ids:
            tried = (column.kind.write(ids[head]), TEXT.write(ids[head]))
            said = next((one for one in tried if one and reads_back(column, one, ids[head])), None)
            if said is None:
                return None
            row |= _cells(column, said)
    if place.named and not (isinstance(entry, dict) and entry.get(place.named.lower())):
        return None
    for column in place.columns:
        value = said_by(column, entry)
        said = None if value is None else column.kind.write(value)
        if said is not None and reads_back(column, said, value):
            row |= _cells(column, said)
            entry = left_of(column, entry)
    if entry not in ({}, None):
        (text,) = STRUCTURE.write(entry) or (None,)
        if text is None:
            return None
        row[form.rest] = text
    return row


def said_by(column: SheetColumn, entry: Any) -> Any:
    """What a column says of an entry; None where that is nothing."""
    if column.keys and isinstance(entry, dict):
        return {key: entry[key] for key in column.keys if key in entry} or None
    return value_at(entry, column.path)


def left_of(column: SheetColumn, entry: Any) -> Any:
    """An entry without what a column says of it."""
    if column.keys and isinstance(entry, dict):
        return {key: value for key, value in entry.items() if key not in column.keys}
    return _without(entry, column.path)


def reads_back(column: SheetColumn, said: Written, value: Any) -> bool:
    """Whether what is written says again what it is written from."""
    try:
        return column.same(column.kind.read(as_cells(said or ())).data, value)
    except (ValueError, BadInput):
        return False


def _cells(column: SheetColumn, said: Written) -> dict[str, CellValue]:
    cells = zip(column.heads, said or (), strict=True)
    return {head: value for head, value in cells if value is not None}


def value_at(data: Any, path: Path_) -> Any:
    for step in path:
        if isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def _drop(data: Any, path: Path_, least: int) -> None:
    """Take out of the data what has its row, and whatever has nothing in it then.

    Parameters
    ----------
    least
        Steps of the longest way to what stays, with or without anything in it: it has a row too.
    """
    while path and len(path) != least:
        above = value_at(data, path[:-1])
        del above[path[-1]]
        if above or not path[:-1]:
            return
        path = path[:-1]


def _without(entry: Any, path: Path_) -> Any:
    """An entry without the value at a path, and without what is empty then; None if it is all."""
    if not path:
        return None
    step, *rest = path
    inner = _without(entry[step], tuple(rest))
    left = {key: value for key, value in entry.items() if key != step}
    return left if inner in ({}, None) else {**left, step: inner}


def _settings(group: Settings, data: Values) -> dict[str, CellValue]:
    """The single values of a group, which are taken out of the data."""
    found = dict[str, CellValue]()
    for column in group.columns:
        value = value_at(data, column.path)
        said = None if value is None else column.kind.write(value)
        if said is not None and reads_back(column, said, value):
            found |= _cells(column, said)
            fresh = _without(data, column.path) or {}
            data.clear()
            data.update(fresh)
    return found


def _texts(path: tuple[str, ...], value: Any) -> Iterator[tuple[str, str]]:
    """What no sheet can say, as YAML in as many cells as it needs."""
    section = BETWEEN.join(path)
    (text,) = STRUCTURE.write(value) or (None,)
    if isinstance(text, str):
        yield section, text
    elif isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _texts((*path, key), inner)
    else:
        what = f"it does not fit into a cell, which takes {MOST_LETTERS:,} letters; shorten it"
        raise BadInput.at(section, what)
