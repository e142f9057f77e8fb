"""CSV files as the program writes and reads them: in one way, whatever stands in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scenarios.reading.encodings import first_of, foreign, restored, utf_16, western
from scenarios.reading.files import is_file, read_bytes
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.names import plain
from scenarios.reading.spelling import near_miss
from scheduler.errors import BadInput, InputProblem
from scheduler.week.words import listed

LARGEST = 2_000_000
"""Bytes of a file that makes sense."""

DIVIDERS = (",", ";", "\t")
"""What may stand between two cells."""

HEADED = 20
"""Rows among which the one that names the columns is looked for."""

_SAID = re.compile(r'"?sep=([^\w"\r\n])"?[,;\t]*', re.IGNORECASE)

Cell: TypeAlias = str | int | None


class CsvRow(NamedTuple):
    """A row as read: its file and its number there, and its cells by column."""

    path: Path
    number: int
    cells: dict[str, str]

    def place(self, column: str = "") -> str:
        """Where the row, or a cell of it, stands, as a person would look for it."""
        return f"{self.path}, row {self.number}{f', column {column}' if column else ''}"


_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200d\u2060]*[-=+@＝＋－＠']|[\t\r\n]")
"""What a formula begins with, also after blanks, and signs without width; and our own guard."""


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguard` takes the guard away."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell[:1] == "'" else cell


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


def rows_text(rows: Iterable[Mapping[str, Cell]], heads: Sequence[str] = ()) -> str:
    """Rows by column as the text of a CSV file; `heads` stand there where there is no row."""
    rows = list(rows)
    heads = list(dict.fromkeys(head for row in rows for head in row)) or heads
    return csv_text(heads, ([row.get(head, "") for head in heads] for row in rows))


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
    sheet = _sheet(_text(path, most, kind), needed)
    if sheet.fault:
        raise BadInput.at(f"{path}, row {len(sheet.rows) + 1}", sheet.fault)
    columns = list(map(_heading, sheet.top))
    _check_columns(path, sheet, columns, needed)
    for number, cells in enumerate(sheet.rows[: sheet.head], 1):
        if any(cells):
            what = "this row stands above the names of the columns, and is not read"
            warn(f"{path}, row {number}", what)
    rows = []
    for number, cells in enumerate(sheet.rows[sheet.head + 1 :], sheet.head + 2):
        if list(map(_heading, cells)) == columns:
            warn(f"{path}, row {number}", "this row names the columns again, and is not read")
        else:
            rows.append((number, [cell.strip() for cell in cells]))
    _check_widths(path, len(columns), rows)
    read = None if known is None else {*needed, *known}
    _warn_ignored(path, columns, rows, read)
    return tuple(
        CsvRow(path, number, dict.fromkeys(filter(None, columns), "") | named)
        for number, cells in rows
        for named in [{c: unguard(cell) for c, cell in zip(columns, cells, strict=False) if c}]
        if any(named.values())
    )


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


class _Sheet(NamedTuple):
    """Rows of cells, from the first that a spreadsheet shows."""

    rows: list[list[str]]
    fault: str
    """Why reading ended before the end of the text."""
    head: int = 0
    """The row that names the columns, counted from 0."""
    named: int = 0
    """Columns that are needed and that it names."""

    @property
    def top(self) -> list[str]:
        """The cells of the row that names the columns."""
        return self.rows[self.head] if self.rows else []


def _text(path: Path, most: int, kind: str) -> str:
    """The text of a file, in whatever encoding a spreadsheet program saved it."""
    raw = read_bytes(path, most, kind)
    what = foreign(raw)
    if what:
        raise BadInput.at(
            str(path),
            f"this is {what}, and a {kind} is wanted; open it in its program, and save the table "
            "as 'CSV UTF-8'",
        )
    try:
        text = utf_16(raw)
        if text is None:
            text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = western(raw)
        if text is None:
            line = raw[: error.start].count(b"\n") + 1
            what = f"the text is not UTF-8; save the {kind} again as 'CSV UTF-8'"
            raise BadInput.at(f"{path}, line {line}", what) from None
        warn(
            str(path),
            f"the text is not UTF-8; it was read as Windows-1252, as in '{first_of(text)}'; "
            f"where that is wrong, save the {kind} again as 'CSV UTF-8'",
        )
    if "\0" in text:
        raise BadInput.at(str(path), f"this is not a text file; a {kind} is plain text")
    meant = restored(text)
    if meant != text:
        warn(
            str(path),
            f"a program took its letters for others; '{first_of(text)}' was read as "
            f"'{first_of(meant)}'; open the file as UTF-8 before it is saved again",
        )
    return meant


def _sheet(text: str, needed: Sequence[str]) -> _Sheet:
    """The rows of a text, divided as most of the columns that are needed are found."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    dividers: tuple[str, ...] = DIVIDERS
    if said := _SAID.fullmatch(first.strip(" ")):
        text = rest
        dividers = tuple(dict.fromkeys((said[1], *DIVIDERS)))
    sheets = [_divided(text, divider, needed) for divider in dividers]
    cut, whole = (list(_undone(sheets, dividers, needed, wide=wide)) for wide in (True, False))
    return max([*cut, *sheets, *whole], key=lambda sheet: (sheet.named, len(sheet.top)))


def _divided(text: str, divider: str, needed: Sequence[str]) -> _Sheet:
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
    named = [len({*needed} & {*map(_heading, row)}) for row in rows[:HEADED]]
    said = next((number for number, row in enumerate(rows) if any(map(str.strip, row))), 0)
    most = max(named, default=0)
    return _Sheet(rows, fault, named.index(most) if most else said, most)


def _undone(
    sheets: Sequence[_Sheet], dividers: Sequence[str], needed: Sequence[str], *, wide: bool
) -> Iterator[_Sheet]:
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
                found = _divided(text, other, needed)
                if found.named == len(needed):
                    yield found._replace(fault=sheet.fault or found.fault)


def _heading(cell: str) -> str:
    """The name of a column as it stands in the row that names them."""
    return " ".join(cell.split()).lower()


def _check_columns(path: Path, sheet: _Sheet, columns: list[str], needed: Sequence[str]) -> None:
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


def _check_widths(path: Path, width: int, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Refuse cells beyond the last column, all at once."""
    wide = [number for number, cells in rows if any(cells[width:])]
    what = (
        f"there are more cells than the {width} columns; put text that holds the sign between "
        "the cells into quotation marks, or give the column a name"
    )
    problems = [InputProblem(f"{path}, row {number}", what) for number in wide]
    if problems:
        raise BadInput(problems)


def _warn_ignored(
    path: Path, columns: list[str], rows: Iterable[tuple[int, list[str]]], read: set[str] | None
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
        elif read is not None and column not in read:
            warn(str(path), f"the column {column} is not read{near_miss(column, read)}")


def _letters(place: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0: ``A``, ``Z``, ``AA``."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
