"""Rows as the text of a CSV file, in one way for everything that goes out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Cell: TypeAlias = str | int | None

_DECIMAL = re.compile(r"-?\d+\.\d+")
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200d\u2060]*[-=+@＝＋－＠']|[\t\r\n]")
"""What a formula begins with, also after blanks, and signs without width; and our own guard."""


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `csv_file.unguard` undoes it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as the text of a CSV file, the heads first; None is an empty cell.

    Text that a spreadsheet could take for a formula is guarded; a number never is.
    """
    return "".join(map(_line, (heads, *rows)))


def _line(row: Sequence[Cell]) -> str:
    """A row as a line; a cell with any break of lines in it stands in quotation marks."""
    line = io.StringIO()
    # A writer puts into quotation marks what is in its own end of a line, so that is CR LF here.
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return line.getvalue().removesuffix("\r\n") + "\n"


def continental(text: str) -> str:
    """The text of a CSV file as spreadsheet programs of continental Europe open it by themselves.

    It has a mark that it is UTF-8, semicolons between the cells, and commas in decimal numbers.

    Parameters
    ----------
    text
        As `csv_text` writes it.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text)):
        writer.writerow(
            cell.replace(".", ",") if _DECIMAL.fullmatch(cell) else cell for cell in row
        )
    return f"\ufeff{stream.getvalue()}"


def rows_text(rows: Iterable[Mapping[str, Cell]], heads: Sequence[str] = ()) -> str:
    """Rows by column as the text of a CSV file; `heads` stand there where there is no row."""
    rows = list(rows)
    heads = list(dict.fromkeys(head for row in rows for head in row)) or heads
    return csv_text(heads, ([row.get(head, "") for head in heads] for row in rows))
