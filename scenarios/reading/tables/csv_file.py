"""The one reader of CSV files, whatever program or hand wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scenarios.reading.encodings import read_table
from scenarios.reading.files import is_file
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.names import plain
from scenarios.reading.spelling import near_miss
from scenarios.reading.tables.csv_sheet import DIVIDERS, Sheet, heading, read_sheet
from scheduler.errors import BadInput
from scheduler.week.words import listed

LARGEST = 2_000_000
"""Bytes of a file that makes sense."""

HABIT = 3
"""Rows from which it may be a program that ends them before their last column, and not a slip."""


class CsvRow(NamedTuple):
    """A row as read: its file and its number there, and its cells by column."""

    path: Path
    number: int
    cells: dict[str, str]

    def place(self, column: str = "") -> str:
        """Where the row, or a cell of it, stands, as a person would look for it."""
        return f"{self.path}, row {self.number}{f', column {column}' if column else ''}"


def unguard(cell: str) -> str:
    """The cell without the sign that keeps spreadsheets from taking it for a formula."""
    return cell.removeprefix("'")


def read_rows(
    path: Path,
    needed: Sequence[str],
    kind: str,
    most: int = LARGEST,
    known: Sequence[str] | None = None,
) -> tuple[CsvRow, ...]:
    """The rows that say anything; the columns are named in small letters.

    Commas, semicolons or tabs may divide the cells, as a first line ``sep=;`` may say; the text may
    be UTF-8, UTF-16 or, where it can be told, Windows-1252. Rows above the names of the columns are
    passed over. What is left out of a row that says anything is warned of.

    Parameters
    ----------
    needed
        Columns that the file cannot do without.
    kind
        What the file should be, for the message: ``schedule CSV``.
    most
        The greatest size in bytes.
    known
        Further columns that are read; any other is warned of where it holds anything.
        None where every column is.

    Raises
    ------
    BadInput
        Where the file is not CSV, lacks a column that is needed, has one twice, or has cells beyond
        its columns.
    """
    _check_kind(path, kind)
    sheet = read_sheet(read_table(path, most, kind), needed)
    if sheet.fault:
        raise BadInput.at(f"{path}, row {len(sheet.rows) + 1}", sheet.fault)
    columns = list(map(heading, sheet.top))
    _check_columns(path, sheet, columns, needed)
    rows = list(_rows_below(path, sheet, columns, len(needed)))
    _check_dividers(path, sheet.divider, rows, len(columns), len(needed))
    if known is None:
        known = columns
    _check_widths(path, columns, rows, {*needed, *known})
    _warn_ignored(path, columns, rows, {*needed, *known})
    found = (CsvRow(path, number, _named(columns, cells)) for number, cells in rows)
    return tuple(row for row in found if any(row.cells.values()))


def _rows_below(
    path: Path, sheet: Sheet, columns: list[str], needed: int
) -> Iterator[tuple[int, list[str]]]:
    """The rows that belong to the columns, with their numbers.

    Any other is warned of, but for a title above them: too few cells for a row of this table.
    """
    for number, cells in enumerate(sheet.rows, 1):
        if number <= sheet.head:
            if len(list(filter(str.strip, cells))) >= max(needed, 2):
                what = "this row stands above the names of the columns, and is not read"
                warn(f"{path}, row {number}", what)
        elif list(map(heading, cells)) != columns:
            yield number, [cell.strip() for cell in cells]
        elif number > sheet.head + 1:
            warn(f"{path}, row {number}", "this row names the columns again, and is not read")


def _named(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row by column; empty where the row has no such cell."""
    filled = (*map(unguard, cells), *[""] * len(columns))
    return {column: cell for column, cell in zip(columns, filled, strict=False) if column}


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


def _check_columns(path: Path, sheet: Sheet, columns: list[str], needed: Sequence[str]) -> None:
    """Refuse columns where some are missing, and name them all, or where one stands twice."""
    found = [column for column in columns if column]
    missing = [column for column in needed if column not in found]
    twice = [column for column in dict.fromkeys(found) if found.count(column) > 1]
    if missing and not found:
        what = f"the file is empty; its first row must name the columns {listed(needed)}"
    elif missing:
        are = "column {} is" if len(missing) == 1 else "columns {} are"
        row = f"row {sheet.head + 1}" if sheet.head else "the first row"
        what = (
            f"the {are.format(listed(missing))} missing; "
            f"{row} names the columns, and has {listed(found)}"
        )
        if len(found) == 1 and len(needed) > 1:
            what += "; divide the cells by commas, semicolons or tabs"
    elif twice:
        what = f"the column {twice[0]} stands there twice; keep one"
    else:
        return
    raise BadInput.at(f"{path}, row {sheet.head + 1}", what)


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
    path: Path, columns: Sequence[str], rows: Sequence[tuple[int, list[str]]], read: set[str]
) -> None:
    """Refuse cells beyond the last column, and doubt rows that end before it, all at once."""
    problems = InputProblems()
    width = len(columns)
    what = (
        f"there are more cells than the {width} columns; put text that holds the sign between "
        "the cells into quotation marks, or give the column a name"
    )
    for number, cells in rows:
        if any(cells[width:]):
            problems.note(f"{path}, row {number}", what)
    for number, missing in _ended_early(columns, rows, read):
        what = (
            f"the row ends too early, without a cell for {listed(missing)}, and is read as if "
            "that were empty; see whether a cell or a sign between two cells was left out"
        )
        problems.doubt(f"{path}, row {number}", what)
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


def _warn_ignored(
    path: Path, columns: list[str], rows: Iterable[tuple[int, list[str]]], read: set[str]
) -> None:
    """Name the columns that hold anything and are not read."""
    held = dict[int, int]()
    for number, cells in rows:
        for place, cell in enumerate(cells):
            if cell:
                held.setdefault(place, number)
    for place, number in held.items():
        column = columns[place]
        if not column:
            what = "the column has no name, and is not read"
            warn(f"{path}, cell {_letters(place)}{number}", what)
        elif column not in read:
            warn(str(path), f"the column {column} is not read{near_miss(column, read)}")


def _letters(place: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0: ``A``, ``Z``, ``AA``."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
