"""The text of a CSV file, divided into rows and cells by whatever sign its program uses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scenarios.reading.tables.heads import Heads

DIVIDERS = (",", ";", "\t")
"""What may stand between two cells."""

HEADED = 20
"""Rows among which the one that names the columns is looked for."""

_SAID = re.compile(r'"?sep=([^\w"\r\n])"?[,;\t]*', re.IGNORECASE)


class Sheet(NamedTuple):
    """Rows of cells, from the first that a spreadsheet shows."""

    rows: list[list[str]]
    fault: str
    """Why reading ended before the end of the text."""
    head: int = 0
    """The row that names the columns, counted from 0."""
    named: int = 0
    """Columns that are needed and that it names."""
    divider: str = ","
    """What stands between two cells; empty in a workbook."""

    @property
    def top(self) -> list[str]:
        """The cells of the row that names the columns."""
        return self.rows[self.head] if self.rows else []


def read_sheet(text: str, heads: Heads) -> Sheet:
    """The rows of a text, divided as most of the columns that are needed are found."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    dividers: tuple[str, ...] = DIVIDERS
    if said := _SAID.fullmatch(first.strip(" ")):
        text = rest
        dividers = tuple(dict.fromkeys((said[1], *DIVIDERS)))
    sheets = [_divided(text, divider, heads) for divider in dividers]
    cut, whole = (list(_undone(sheets, dividers, heads, wide=wide)) for wide in (True, False))
    return max([*cut, *sheets, *whole], key=lambda sheet: (sheet.named, len(sheet.top)))


def _divided(text: str, divider: str, heads: Heads) -> Sheet:
    reader = csv.reader(io.StringIO(text), delimiter=divider, strict=True)
    rows, fault = list[list[str]](), ""
    try:
        rows.extend(reader)
    except csv.Error as error:
        fault = (
            "in this row a quotation mark opens that is not closed at the end of its cell; "
            "close it, or write it twice where it belongs to the text"
            if '"' in str(error) or "end of data" in str(error)
            else f"not CSV: {error}"
        )
    return headed(rows, heads)._replace(fault=fault, divider=divider)


def headed(rows: list[list[str]], heads: Heads) -> Sheet:
    """The rows with the one that names the columns: that which names most of those needed."""
    named = [heads.named(row) for row in rows[:HEADED]]
    said = next((number for number, row in enumerate(rows) if any(map(str.strip, row))), 0)
    most = max(named, default=0)
    return Sheet(rows, "", named.index(most) if most else said, most)


def _undone(
    sheets: Sequence[Sheet], dividers: Sequence[str], heads: Heads, *, wide: bool
) -> Iterator[Sheet]:
    """What a program made that divides by another sign, undone: whole lines stand in first cells.

    Parameters
    ----------
    wide
        Whether it cut every line at its own sign, and filled the rows up with empty cells.
    """
    for sheet, sign in zip(sheets, dividers, strict=True):
        if bool(sheet.top[1:]) == wide and not any(sheet.top[1:]):
            text = "\n".join(sign.join(row).rstrip(sign) for row in sheet.rows)
            for other in dividers:
                found = _divided(text, other, heads)
                if found.named == len(heads.needed):
                    yield found._replace(fault=sheet.fault or found.fault)
