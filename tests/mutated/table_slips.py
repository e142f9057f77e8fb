"""Slips of the hand in a table, as of somebody who edits it in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

CELLS = (
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "12345678901234567890",
    "TRUE",
    "x",
    "n/a",
    "#REF!",
    "=A1+1",
    "large",
    "Large room",
    "clearance",
    "NOR",
    "Norway",
    "2027-06-15",
    "15/06/2027",
    "06/07/2027",
    "15.6.27",
    "10:00",
    "10.00",
    "3:00 PM",
    "24:00",
    "0.5",
    "0,4375",
    "0.4166667",
    "10h30",
    "15 Uhr",
    "noon",
    "tuesday",
    "mardi",
    "15 juin 2027",
    "Mi, 16.06.2027",
    "46553",
    "Ünïcode – “quoted”",
    "two\nlines",
    "\u202eabc",
    "é" * 300,
)
"""What may stand in a cell where something else should."""

Rows = list[list[str]]
Slip = Callable[[random.Random, Rows], Rows]


def change_a_cell(chance: random.Random, rows: Rows) -> Rows:
    row = chance.choice(rows[1:] or rows)
    row[chance.randrange(len(row))] = chance.choice(CELLS)
    return rows


def change_a_heading(chance: random.Random, rows: Rows) -> Rows:
    where = chance.randrange(len(rows[0]))
    heading = rows[0][where]
    rows[0][where] = chance.choice(
        [
            heading.upper(),
            f" {heading} ",
            heading[:-1],
            "",
            "notes",
            chance.choice(rows[0]),
            chance.choice(("Start time", "Début", "Raum", "Day", "Session title", "Ende")),
        ]
    )
    return rows


def take_a_cell_away(chance: random.Random, rows: Rows) -> Rows:
    row = chance.choice(rows)
    del row[chance.randrange(len(row))]
    return rows


def put_a_cell_in(chance: random.Random, rows: Rows) -> Rows:
    row = chance.choice(rows)
    row.insert(chance.randrange(len(row) + 1), chance.choice(CELLS))
    return rows


def empty_half_a_row(chance: random.Random, rows: Rows) -> Rows:
    row = chance.choice(rows[1:] or rows)
    half = len(row) // 2
    row[half:] = [""] * (len(row) - half)
    return rows


def take_a_row_away(chance: random.Random, rows: Rows) -> Rows:
    del rows[chance.randrange(len(rows))]
    return rows


def repeat_a_row(chance: random.Random, rows: Rows) -> Rows:
    rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))
    return rows


def add_a_row(chance: random.Random, rows: Rows) -> Rows:
    width = len(rows[0])
    row = chance.choice([[""] * width, ["Total", *[""] * (width - 2), "7"], ["Source: the desk"]])
    rows.insert(chance.randrange(len(rows) + 1), row)
    return rows


def swap_two_columns(chance: random.Random, rows: Rows) -> Rows:
    width = min(map(len, rows))
    one, other = chance.randrange(width), chance.randrange(width)
    for row in rows:
        row[one], row[other] = row[other], row[one]
    return rows


def take_a_column_away(chance: random.Random, rows: Rows) -> Rows:
    where = chance.randrange(min(map(len, rows)))
    for row in rows:
        del row[where]
    return rows


def sort_the_cells_of_a_column(chance: random.Random, rows: Rows) -> Rows:
    where = chance.randrange(min(map(len, rows)))
    for row, cell in zip(rows[1:], sorted(row[where] for row in rows[1:]), strict=True):
        row[where] = cell
    return rows


SLIPS: tuple[Slip, ...] = (
    change_a_cell,
    change_a_cell,
    change_a_cell,
    change_a_heading,
    take_a_cell_away,
    put_a_cell_in,
    empty_half_a_row,
    take_a_row_away,
    repeat_a_row,
    add_a_row,
    swap_two_columns,
    take_a_column_away,
    sort_the_cells_of_a_column,
)


def mutated_table(seed: int, text: str) -> bytes:
    """The table after one to three slips, as some program saves it; the same for the same seed."""
    chance = random.Random(seed)
    rows = list(csv.reader(io.StringIO(text)))
    for slip in chance.choices(SLIPS, k=chance.randint(1, 3)):
        rows = [row for row in slip(chance, rows) if row] or [[""]]
    stream = io.StringIO()
    delimiter = chance.choice(",,,,,;;\t")
    csv.writer(stream, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"])).writerows(
        rows
    )
    written = chance.choice(["", "", "", "", "sep=;\n"]) + stream.getvalue()
    encoding = chance.choice(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"])
    data = written.encode(encoding, errors="replace")
    return data[: chance.randrange(1, len(data))] if chance.random() < 0.03 else data
