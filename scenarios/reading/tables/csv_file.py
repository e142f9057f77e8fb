"""The one reader of tables, CSV or workbooks, whatever program or hand wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scenarios.reading.encodings import read_table
from scenarios.reading.files import is_file
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.names import plain
from scenarios.reading.spelling import near_miss
from scenarios.reading.tables.csv_sheet import DIVIDERS, Sheet, read_sheet
from scenarios.reading.tables.heads import Heads, UsualNames, heading
from scenarios.reading.tables.workbook_cells import is_workbook, letters
from scenarios.reading.tables.workbook_sheet import read_workbook_sheet
from scheduler.errors import BadInput
from scheduler.week.words import listed

LARGEST = 2_000_000
"""Bytes of a file that makes sense."""

HABIT = 3
"""Rows from which it may be a program that ends them before their last column, and not a slip."""


class CsvRow(NamedTuple):
    """A row as read, of a CSV file or of a sheet of a workbook.

    Attributes
    ----------
    number
        That of the row in its file or sheet, from 1.
    cells
        What stands in it, by column.
    sheet
        The sheet in which it stands; empty in a CSV file.
    called
        By column: its letters in a workbook, its own name in a CSV file.
    heads
        The names of all columns as they stand in the table.
    above
        What stands alone in a row above these names, such as the title of the table.
    """

    path: Path
    number: int
    cells: dict[str, str]
    sheet: str = ""
    called: Mapping[str, str] = MappingProxyType({})
    heads: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    def in_one(self, one: str, other: str) -> bool:
        """Whether two columns are read from one that says what both say."""
        return one in self.called and self.called[one] == self.called.get(other)

    def place(self, column: str = "") -> str:
        """Where the row, or a cell of it, stands, as a person would look for it."""
        if not self.sheet:
            beside = f", column {self.called.get(column, column)}" if column else ""
            return f"{self.path}, row {self.number}{beside}"
        if column in self.called:
            return f"{self.path}, sheet {self.sheet}, cell {self.called[column]}{self.number}"
        return f"{self.path}, sheet {self.sheet}, row {self.number}"


def unguard(cell: str) -> str:
    """The cell without the sign that keeps spreadsheets from taking it for a formula."""
    return cell.removeprefix("'")


class _Table(NamedTuple):
    """A table as it is read: where it stands, what its columns are, and its rows."""

    path: Path
    sheet: str
    found: Sheet
    heads: Heads
    columns: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"{self.path}, sheet {self.sheet}" if self.sheet else str(self.path)

    @property
    def read(self) -> set[str]:
        """The columns that are read."""
        heads, columns = self.heads, self.columns
        known = columns if heads.known is None else heads.known
        idle = {other for one, other in heads.instead.items() if one in columns}
        return {*heads.needed, *known, *(heads.usual.keys() - idle)}

    def place(self, number: int, column: int) -> str:
        """Where a cell stands, its column counted from 0."""
        return f"{self.where}, cell {letters(column + 1)}{number}"


def read_rows(
    path: Path,
    needed: Sequence[str],
    kind: str,
    most: int = LARGEST,
    known: Sequence[str] | None = None,
    *,
    usual: UsualNames = MappingProxyType({}),
    instead: Mapping[str, str] = MappingProxyType({}),
) -> tuple[CsvRow, ...]:
    """The rows that say anything; the columns are named in small letters.

    Of a workbook (.xlsx), they stand in the sheet that has the columns. Of a CSV file, commas,
    semicolons or tabs may divide the cells, as a first line ``sep=;`` may say; the text may be
    UTF-8, UTF-16 or, where it can be told, Windows-1252. Rows above the names of the columns are
    passed over. What is left out of a row that says anything is warned of.

    Parameters
    ----------
    needed
        Columns that the file cannot do without.
    kind
        What the file should be, for the message: ``schedule CSV``.
    most
        The greatest size in bytes of a CSV file.
    known
        Further columns that are read; any other is warned of where it holds anything.
        None where every column is.
    usual
        Other names by which columns go: see `heads`.
    instead
        By a needed column: another whose cells are read where it does not stand there.

    Raises
    ------
    BadInput
        Where the file is no such table, lacks a column that is needed, has one twice or may have,
        has cells beyond its columns, or cells whose values cannot be used.
    """
    _check_kind(path, kind)
    heads = Heads(tuple(needed), None if known is None else tuple(known), usual, instead)
    if is_workbook(path):
        sheet, found, faults = read_workbook_sheet(path, heads, kind)
    else:
        sheet, found, faults = "", read_sheet(read_table(path, most, kind), heads), {}
    table = _Table(path, sheet, found, heads, heads.read(found.top).columns)
    if found.fault:
        raise BadInput.at(f"{path}, row {len(found.rows) + 1}", found.fault)
    _check_columns(table)
    rows = list(_rows_below(table))
    if not sheet:
        _check_dividers(path, found.divider, rows, len(table.columns), len(needed))
    _check_widths(table, rows, faults)
    _warn_ignored(table, rows)
    called = {
        column: letters(place + 1) if sheet else heading(found.top[place])
        for place, column in reversed([*enumerate(table.columns)])
        if column
    }
    replaced = {one: other for one, other in instead.items() if one not in called}
    called |= {one: called[other] for one, other in replaced.items() if other in called}
    above = tuple(_alone(found.rows[: found.head]))
    made = (
        CsvRow(path, number, _named(table, cells, replaced), sheet, called, tuple(found.top), above)
        for number, cells in rows
    )
    return tuple(row for row in made if any(row.cells.values()))


def _alone(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """What stands in a row with nothing beside it."""
    for cells in rows:
        said = [" ".join(cell.split()) for cell in cells if cell.strip()]
        if len(said) == 1:
            yield said[0]


def _rows_below(table: _Table) -> Iterator[tuple[int, list[str]]]:
    """The rows that belong to the columns, with their numbers.

    Any other is warned of, but for a title above them: too few cells for a row of this table.
    """
    found, needed = table.found, table.heads.needed
    named = list(map(heading, found.top))
    for number, cells in enumerate(found.rows, 1):
        if number <= found.head:
            if len(list(filter(str.strip, cells))) >= max(len(needed), 2):
                what = "this row stands above the names of the columns, and is not read"
                warn(f"{table.where}, row {number}", what)
        elif list(map(heading, cells)) != named:
            yield number, [cell.strip() for cell in cells]
        elif number > found.head + 1:
            warn(
                f"{table.where}, row {number}", "this row names the columns again, and is not read"
            )


def _named(table: _Table, cells: Sequence[str], replaced: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row by column; empty where the row has no such cell."""
    columns = table.columns
    said = cells if table.sheet else map(unguard, cells)
    filled = (*said, *[""] * len(columns))
    found = {column: cell for column, cell in zip(columns, filled, strict=False) if column}
    if table.heads.known is None:  # A condition may name a column as it stands in the file.
        own = zip(map(heading, table.found.top), filled, strict=False)
        found = {column: cell for column, cell in own if column} | found
    return found | {one: found[other] for one, other in replaced.items() if other in found}


def pieces(_: str, said: str) -> set[str]:
    """The values that are joined in a cell, as `plain` sees them."""
    return {plain(piece) for piece in said.split(";")} - {""}


def doubt_differing(
    row: CsvRow,
    known: Mapping[str, str],
    file: str,
    problems: InputProblems,
    values: Callable[[str, str], set[str]] = pieces,
) -> None:
    """Note what a row says otherwise than the file that goes before it.

    Parameters
    ----------
    known
        What that file says, by column.
    file
        What it is: ``scenario``.
    values
        The values of a column and a cell that count.
    """
    for column, meant in known.items():
        said = row.cells.get(column, "")
        if said and values(column, said) != values(column, meant):
            there = f"says '{meant}'" if meant else "says nothing"
            what = f"'{said}' is not read; the {file} {there}, and is where to change it"
            problems.doubt(row.place(column), what)


def _check_kind(path: Path, kind: str) -> None:
    """Refuse a scenario where a table is wanted."""
    if path.suffix.lower() in (".yaml", ".yml") and is_file(path):
        what = (
            f"this is a scenario file, not a {kind}; the scenario stands first and only once, "
            "and its timetables after it"
        )
        raise BadInput.at(str(path), what)


def _check_columns(table: _Table) -> None:
    """Refuse columns where some are missing, and name them all, or where it is not clear which."""
    sheet, heads = table.found, table.heads
    found = [column for column in table.columns if column]
    missing = heads.missing(table.columns)
    twice = [column for column in dict.fromkeys(found) if found.count(column) > 1]
    doubts = heads.read(sheet.top).doubts
    if missing and not found:
        whole = "sheet" if table.sheet else "file"
        what = f"the {whole} is empty; its first row must name the columns {listed(heads.needed)}"
    elif missing:
        are = "column {} is" if len(missing) == 1 else "columns {} are"
        row = f"row {sheet.head + 1}" if sheet.head else "the first row"
        there = listed(filter(None, map(heading, sheet.top)))
        words = listed(f"'{one}'" for one in missing)
        what = (
            f"the {are.format(listed(missing))} missing; {row} names the columns, and has {there}; "
            f"write {words} above what says it"
        )
        if len(found) == 1 and len(heads.needed) > 1 and not table.sheet:
            what += "; divide the cells by commas, semicolons or tabs"
    elif twice:
        what = f"the column {twice[0]} stands there twice; keep one"
    elif doubts:
        what = doubts[0]
    else:
        return
    raise BadInput.at(f"{table.where}, row {sheet.head + 1}", what)


def _check_dividers(
    path: Path, divider: str, rows: Iterable[tuple[int, list[str]]], width: int, needed: int
) -> None:
    """Refuse rows that another sign divides than the one that names the columns, all at once."""
    problems = InputProblems()
    for number, cells in rows:
        line = divider.join(cells).rstrip(divider)
        found = line.count(divider) + 1
        for sign in DIVIDERS:
            pieces = line.count(sign) + 1
            if found < needed <= pieces and (pieces == width or pieces > 2):
                what = (
                    f"{_sign(sign)} stand between the cells of this row, and {_sign(divider)} in "
                    f"the row that names the columns; write {_sign(divider)} here, too"
                )
                problems.note(f"{path}, row {number}", what)
    problems.finish()


def _sign(divider: str) -> str:
    """What stands between two cells, in words."""
    words = {",": "commas", ";": "semicolons", "\t": "tabs"}
    return words.get(divider, f"signs '{divider}'")


def _check_widths(
    table: _Table,
    rows: Sequence[tuple[int, list[str]]],
    faults: Mapping[tuple[int, int], str],
) -> None:
    """Refuse cells beyond the last column and without a value, and doubt rows that end early."""
    problems = InputProblems()
    columns = table.columns
    width = len(columns)
    what = (
        f"there are more cells than the {width} columns; put text that holds the sign between "
        "the cells into quotation marks, or give the column a name"
    )
    for number, cells in rows:
        if any(cells[width:]):
            problems.note(f"{table.where}, row {number}", what)
    for (number, place), fault in faults.items():
        if (
            number > table.found.head
            and columns[place : place + 1]
            and columns[place] in table.read
        ):
            problems.note(table.place(number, place), fault)
    for number, missing in _ended_early(columns, rows, table.read) if not table.sheet else ():
        what = (
            f"the row ends too early, without a cell for {listed(missing)}, and is read as if "
            "that were empty; see whether a cell or a sign between two cells was left out"
        )
        problems.doubt(f"{table.where}, row {number}", what)
    problems.finish()


def _ended_early(
    columns: Sequence[str], rows: Sequence[tuple[int, list[str]]], read: set[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows with too few cells, and the columns that other rows fill and that they lack.

    There are none where a program leaves out the empty cells at the end of every row.
    """
    said = [(number, cells) for number, cells in rows if any(cells)]
    used = [
        any(any(cells[place : place + 1]) for _, cells in said) for place in range(len(columns))
    ]
    early = list[tuple[int, list[str]]]()
    for number, cells in said:
        beyond = range(len(cells), len(columns))
        missing = [columns[place] for place in beyond if used[place] and columns[place] in read]
        if missing:
            early.append((number, missing))
    kept = any(not cells[-1] for _, cells in said)  # Cells that are empty stand at an end.
    habit = len(early) >= HABIT and len(early) * (2 if kept else 3) > len(said)
    return iter(()) if habit else iter(early)


def _warn_ignored(table: _Table, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Name the columns that hold anything and are not read."""
    held = dict[int, int]()
    for number, cells in rows:
        for place, cell in enumerate(cells):
            if cell:
                held.setdefault(place, number)
    for place, number in held.items():
        column = table.columns[place]
        if not column:
            what = "the column has no name, and is not read"
            warn(table.place(number, place), what)
        elif column not in table.read:
            name = heading(table.found.top[place])
            hint = "" if column in table.heads.usual else near_miss(name, table.read)
            warn(table.where, f"the column {name} is not read{hint}")
