"""CSV files as the program writes and reads them: in one way, whatever stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scenarios.reading.files import read_text
from scheduler.errors import BadInput
from scheduler.week.words import listed

LARGEST = 2_000_000
"""Bytes of a file that makes sense."""

Cell: TypeAlias = str | int | None


class CsvRow(NamedTuple):
    """A row as read: its file and its number there, and its cells by column."""

    path: Path
    number: int
    cells: dict[str, str]

    def place(self, column: str = "") -> str:
        """Where the row, or a cell of it, stands, as a person would look for it."""
        return f"{self.path}, row {self.number}{f', column {column}' if column else ''}"


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguard` takes the guard away."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "'", "\t", "\r") else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell[:1] == "'" else cell


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as the text of a CSV file, the heads first; None is an empty cell.

    Text that a spreadsheet could take for a formula is guarded; a number never is.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in (heads, *rows):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue()


def rows_text(rows: Iterable[Mapping[str, Cell]], heads: Sequence[str] = ()) -> str:
    """Rows by column as the text of a CSV file; `heads` stand there where there is no row."""
    rows = list(rows)
    heads = list(dict.fromkeys(head for row in rows for head in row)) or heads
    return csv_text(heads, ([row.get(head, "") for head in heads] for row in rows))


def read_rows(
    path: Path, needed: Iterable[str], kind: str, most: int = LARGEST
) -> Iterator[CsvRow]:
    """The rows that say anything; the columns are named in small letters.

    Commas or semicolons may divide the cells.

    Parameters
    ----------
    needed
        Columns that the file cannot do without.
    kind
        What the file should be, for the message: ``schedule CSV``.
    most
        The greatest size in bytes.

    Raises
    ------
    BadInput
        Where the file is not CSV, lacks a column that is needed, or has one twice.
    """
    text = read_text(path, most, kind)
    header = text.partition("\n")[0]
    divider = ";" if header.count(";") > header.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=None), delimiter=divider)
    try:
        columns = [cell.strip().lower() for cell in next(rows, [])]
        _check_columns(path, columns, list(needed))
        for cells in rows:
            named = dict(zip(columns, (unguard(cell.strip()) for cell in cells), strict=False))
            if any(named.values()):
                yield CsvRow(path, rows.line_num, {**dict.fromkeys(columns, ""), **named})
    except csv.Error as error:
        raise BadInput.at(f"{path}, row {rows.line_num}", f"not CSV: {error}") from None


def _check_columns(path: Path, columns: list[str], needed: list[str]) -> None:
    """Refuse a first row that lacks columns, and name them all, or that has one twice."""
    found = [column for column in columns if column]
    missing = [column for column in needed if column not in found]
    twice = [column for column in dict.fromkeys(found) if found.count(column) > 1]
    if missing and not found:
        what = f"the file is empty; its first row must name the columns {listed(needed)}"
    elif missing:
        are = "column {} is" if len(missing) == 1 else "columns {} are"
        what = (
            f"the {are.format(listed(missing))} missing; "
            f"the first row names the columns, and has {listed(found)}"
        )
    elif twice:
        what = f"the column {twice[0]} stands there twice; keep one"
    else:
        return
    raise BadInput.at(f"{path}, row 1", what)
