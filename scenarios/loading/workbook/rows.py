"""Reading a sheet with a row for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from scenarios.loading.workbook.gathering import Gathering
from scenarios.loading.workbook.heads import Headed, find_heads
from scenarios.loading.workbook.kinds import STRUCTURE, CellKind, Cells
from scenarios.loading.workbook.layout import ITEM, Place, SheetForm
from scenarios.reading.names import read_name
from scenarios.reading.tables.workbook_cells import CellSheet, SheetCell
from scenarios.reading.yaml.yaml_source import Path_, Position
from scheduler.week.words import listed


class _Row(NamedTuple):
    """A row that stands in a place of the scenario.

    Attributes
    ----------
    cells
        By their heads, those that say anything.
    ids
        What it says under the heads of the place, by these heads.
    """

    number: int
    cells: dict[str, SheetCell]
    place: Place
    ids: dict[str, str]


def read_column(cells: Cells, kind: CellKind, path: Path_, found: Gathering) -> None:
    """Put what the cells of a column say in its place; what is wrong is noted."""
    said = [cell for cell in cells if cell is not None]
    faults = [cell for cell in said if cell.fault]
    for cell in faults:
        found.problems.note(cell.where, cell.fault)
    if said and not faults:
        source = found.problems.read(said[0].where, kind.read, cells)
        if source is not None:
            found.put(path, source)


def read_rows(form: SheetForm, sheet: CellSheet, found: Gathering) -> None:
    """Read all rows; those that stand below others of the sheet after these."""
    heads = [head for column in form.columns for head in column.heads]
    needed = [head for head in form.heads if all(head in place.ids for place in form.places)]
    headed = find_heads(sheet, [*heads, form.rest], needed, found.problems, form.keys)
    if headed is None:
        lose(form, found)
        return
    rows = list(_rows(form, headed, found))
    for row in sorted(rows, key=lambda row: bool(row.place.within)):
        _read_row(form, headed, row, found)


def lose(form: SheetForm, found: Gathering) -> None:
    """Say that rows of a sheet could not be read, so that others may lack what they stand below."""
    for place in form.places:
        found.lose(place.path[:-1])


def _rows(form: SheetForm, headed: Headed, found: Gathering) -> Iterator[_Row]:
    """The rows whose place is known; of the others it is noted what they lack."""
    for number, cells in headed.rows():
        ids = dict[str, str]()
        before = len(found.problems)
        for column in form.ids:
            head = column.heads[0]
            cell = cells.get(head)
            if cell is not None and cell.fault:
                found.problems.note(cell.where, cell.fault)
            elif cell is not None:
                source = found.problems.read(cell.where, column.kind.read, [cell])
                ids |= {} if source is None else {head: str(source.data)}
        if len(found.problems) > before:
            lose(form, found)
            continue
        fitting = (
            place
            for place in form.places
            if {*place.ids} <= {*ids} and (not place.named or place.named in cells)
        )
        place = next(fitting, None)
        if place is not None:
            yield _Row(number, cells, place, ids)
            continue
        lose(form, found)
        missing = next(head for head in form.places[-1].ids if head not in ids)
        what = f"the row has no {missing}; write it, or empty the row"
        found.problems.note(headed.place(number, missing), what)


def _read_row(form: SheetForm, headed: Headed, row: _Row, found: Gathering) -> None:
    cells = row.cells
    place, path = _standing(form, row, found)
    if not path:
        return
    named = [cells[head] for head in place.ids if head in cells]
    for number, step in enumerate(place.path[:-1], 1):
        if step.startswith("<") and not place.within:
            found.name(path[:number], cells[step[1:-1]].where)
    whole = next((one for one in place.columns if not one.path and not one.keys), None)
    if whole is not None and not any(head in cells for head in whole.heads):
        found.problems.note(
            headed.place(row.number, whole.heads[0]),
            f"the row has no {whole.heads[0]}; write it, or empty the row",
        )
        return
    if not found.begin(path, Position((named or list(cells.values()))[-1].where)):
        return
    own = {*place.ids, form.rest}
    for column in place.columns:
        here = [cells.get(head) for head in column.heads]
        read_column(here, column.kind, (*path, *column.path), found)
        if column.path and not any(here) and column.heads[0] in headed.columns:
            blank = headed.place(row.number, column.heads[0])
            found.leave_empty((*path, *column.path), blank)
        own.update(column.heads)
    read_column([cells.get(form.rest)], STRUCTURE, path, found)
    for head, cell in cells.items():
        if head not in own:
            what = f"'{head}' cannot be said of {listed(row.ids.values())}"
            found.problems.note(cell.where, f"{what}; take it out")


def _standing(form: SheetForm, row: _Row, found: Gathering) -> tuple[Place, Path_]:
    """Where a row stands in the scenario; an empty path where that is not known, which is noted."""
    place, ids = row.place, dict(row.ids)
    if place.within:
        head = place.ids[0]
        owners = {
            key: (one, _called(found, (*one.owner, key)))
            for one in form.places
            if one.within
            for key in found.at(one.owner) or ()
            if found.begun((*one.owner, key)) is not None
        }
        names = {key: name for key, (_, name) in owners.items()}
        where = row.cells[head].where
        unsure = any(one.within and found.lacks(one.owner) for one in form.places)
        if unsure and ids[head] not in names:
            return place, ()
        key = found.problems.read(where, read_name, ids[head], names, place.within)
        if key is None:
            return place, ()
        place, ids[head] = owners[key][0], key
    path: list[Any] = []
    for step in place.path:
        if step == ITEM:
            path.append(len(found.at(tuple(path)) or ()))
        else:
            path.append(ids[step[1:-1]] if step.startswith("<") else step)
    return place, tuple(path)


def _called(found: Gathering, path: Path_) -> str:
    """The title or name of what stands at a path; empty where it has none."""
    entry = found.at(path)
    said = entry.get("title") or entry.get("name") if isinstance(entry, dict) else None
    first = next(iter(said.values()), "") if isinstance(said, dict) else said
    return first if isinstance(first, str) else ""
