"""The row of a sheet that names its columns, and what each column is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from scenarios.loading.workbook.columns import head_of
from scenarios.loading.workbook.layout import IGNORED
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.spelling import near_miss
from scenarios.reading.tables.workbook_cells import CellSheet, SheetCell, letters
from scheduler.week.words import listed

SEARCHED = 20
"""Rows that say anything among which the heads are looked for."""

SHOWN = 8
"""Heads that are named where one is missing."""

_IGNORED = frozenset(map(head_of, IGNORED))


class Headed(NamedTuple):
    """A sheet whose columns are known.

    Attributes
    ----------
    sheet
        The sheet.
    head
        The row of the heads.
    columns
        The number of the column under each head.
    """

    sheet: CellSheet
    head: int
    columns: dict[str, int]

    def rows(self) -> Iterable[tuple[int, dict[str, SheetCell]]]:
        """The rows below the heads that say anything, each with its cells by their heads."""
        for row, cells in self.sheet.rows.items():
            if row > self.head:
                named = {
                    head: cells[column] for head, column in self.columns.items() if column in cells
                }
                if named:
                    yield row, named

    def place(self, row: int, head: str) -> str:
        """Where a cell of a row stands, whether or not it says anything."""
        return self.sheet.place(row, self.columns.get(head, 1))


def find_heads(
    sheet: CellSheet,
    known: Collection[str],
    needed: Collection[str],
    problems: InputProblems,
    other: Mapping[str, str] | None = None,
) -> Headed | None:
    """The heads of a sheet; None where nothing stands there, or they are not to be found.

    What holds anything and is not read is warned of.

    Parameters
    ----------
    known
        The heads that have a meaning.
    needed
        Those without which no row has any.
    other
        Further names of heads, such as the keys of a scenario file, with the head each means.
    """
    if not sheet.rows:
        return None
    names = {head_of(name): head for name, head in (other or {}).items()}
    names |= {head_of(head): head for head in known}
    row = _head_row(sheet, names)
    found = dict[str, int]()
    strange = list[SheetCell]()
    for column, cell in sheet.rows[row].items():
        head = names.get(head_of(cell.text))
        if cell.fault:
            problems.note(cell.where, cell.fault)
        elif head is None:
            strange.append(cell)
        elif head in found:
            twin = letters(found[head])
            what = f"the column {head} stands there twice, in column {twin} too; keep one"
            problems.note(cell.where, what)
        else:
            found[head] = column
    missing = [head for head in needed if head not in found]
    if missing:
        are = "column {} is" if len(missing) == 1 else "columns {} are"
        there = _listed([cell.text for cell in sheet.rows[row].values() if cell.text])
        near = near_miss(strange[0].text, missing) if strange else ""
        what = f"the {are.format(listed(missing))} missing; row {row} names the columns: {there}"
        problems.note(sheet.where, f"{what}{near}")
        return None
    headed = Headed(sheet, row, found)
    _warn_unread(headed, strange, known)
    return headed


def _listed(heads: list[str]) -> str:
    """Heads in words, not too many of them."""
    return listed(heads) if len(heads) <= SHOWN else f"{', '.join(heads[:SHOWN])} …"


def _head_row(sheet: CellSheet, names: Collection[str]) -> int:
    """The row, among the first, that has the most heads in it."""
    rows = list(sheet.rows.items())[:SEARCHED]
    return max(rows, key=lambda row: sum(head_of(cell.text) in names for cell in row[1].values()))[
        0
    ]


def _warn_unread(headed: Headed, strange: Iterable[SheetCell], known: Collection[str]) -> None:
    """Tell of what is not read: rows above the heads, columns of other names or without one."""
    sheet, head = headed.sheet, headed.head
    for row in sheet.rows:
        if row < head:
            warn(sheet.place(row, min(sheet.rows[row])), "what stands above the heads is not read")
    below = [cells for row, cells in sheet.rows.items() if row > head]
    for cell in strange:
        name = cell.text.strip()
        if head_of(name) not in _IGNORED and any(cell.column in cells for cells in below):
            others = [one for one in known if one not in headed.columns]
            warn(cell.where, f"the column {name} is not read{near_miss(name, others or known)}")
    named = set(sheet.rows[head])
    for column in sorted({column for cells in below for column in cells} - named):
        row = next(row for row, cells in sheet.rows.items() if row > head and column in cells)
        warn(sheet.place(row, column), "the column has no head, and is not read")
    hidden = sorted(row for row in sheet.hidden_rows if row > head and row in sheet.rows)
    if hidden:
        rows = "row {} is" if len(hidden) == 1 else "rows {} are"
        shown = listed(map(str, hidden[:5])) + (" …" if len(hidden) > 5 else "")
        warn(sheet.where, f"the {rows.format(shown)} hidden, and read all the same")
