"""What stands in a table is read, or a warning or an error says that it is not."""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.exchange.schedule_csv import COLUMNS, read_schedule, schedule_rows
from scenarios.loading.loading import build_scenario
from scenarios.reading.names import plain
from scenarios.reading.states import ATTENDANCE
from scenarios.reading.tables.csv_file import read_rows
from scheduler.errors import BadInput

pytestmark = pytest.mark.slow

TRIES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

Grid = list[list[str]]


class Saved(NamedTuple):
    """A table as it stands in a spreadsheet, and the bytes that a program made of it."""

    grid: Grid
    head: int
    """The row that names the columns, counted from 0."""
    raw: bytes

    def cells(self) -> Iterator[tuple[int, int, str]]:
        """Row (from 1), column (from 0) and text of every cell that holds anything."""
        for number, row in enumerate(self.grid, 1):
            for column, cell in enumerate(row):
                if cell.strip():
                    yield number, column, cell.strip()

    def named(self, column: int) -> str:
        return " ".join(self.grid[self.head][column].split()).lower()


def encoded(draw: st.DrawFn, grid: Grid, head: int) -> Saved:
    """The bytes that some program makes of a table."""
    divider = draw(st.sampled_from(",;\t"))
    said = draw(st.booleans())
    stream = io.StringIO()
    writer = csv.writer(
        stream,
        delimiter=divider,
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    if said:
        stream.write(f"sep={divider}\n")
    writer.writerows(grid)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
    return Saved(grid, head, stream.getvalue().encode(encoding))


def mixed_up(draw: st.DrawFn, head: list[str], rows: Grid, words: list[str]) -> tuple[Grid, int]:
    """A table after some hours in a spreadsheet, and the row of its head."""
    grid = [list(row) for row in (head, *rows)]
    texts = st.one_of(
        st.sampled_from(words),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
    )
    for _ in range(draw(st.integers(0, 3))):
        row, column = draw(st.integers(1, len(rows))), draw(st.integers(0, len(head) - 1))
        grid[row][column] = draw(texts)
    change = draw(st.sampled_from(["", "column", "nameless", "twice", "renamed", "beyond", "row"]))
    if change in ("column", "nameless", "twice"):
        name = {"column": "clerk", "nameless": "", "twice": head[-1].upper()}[change]
        for number, row in enumerate(grid):
            row.append(name if not number else draw(texts))
    elif change == "renamed":
        grid[0][draw(st.integers(0, len(head) - 1))] = draw(texts)
    elif change == "beyond":
        grid[-1].append(draw(texts))
    elif change == "row":
        grid.append(list(grid[draw(st.integers(1, len(rows)))]))
    above = draw(st.sampled_from([[], [[""]], [["The week", ""]], [[""], ["a", "", "b"]]]))
    return [*above, *grid], len(above)


@contextmanager
def heard() -> Iterator[list[str]]:
    """What is warned of meanwhile."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, listener = logging.getLogger("scenarios"), Listener()
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def letters(column: int) -> str:
    return chr(ord("A") + column)


def told_of(said: list[str], saved: Saved, row: int, column: int, needed: int) -> bool:
    """Whether a warning says that a cell is not read, or it is part of a title."""
    name = saved.named(column) if column < len(saved.grid[saved.head]) else ""
    if row - 1 < saved.head:
        title = len(list(filter(str.strip, saved.grid[row - 1]))) < needed
        return title or any(f", row {row}: this row stands above" in line for line in said)
    if not name:
        nameless = re.compile(rf", cell {letters(column)}\d+: the column has no name")
        return any(map(nameless.search, said))
    return any(f"the column {name} is not read" in line for line in said)


# Any table


@st.composite
def tables(draw: st.DrawFn) -> Saved:
    rows = [["one", "1", "x"], ["two", "2", ""], ["three", "3", 'a "b", c;\td']]
    grid, head = mixed_up(
        draw, ["key", "number", "text"], rows, ["", "=1+1", "'", "a;b", "NA", '"']
    )
    return encoded(draw, grid, head)


@pytest.mark.slow
@given(saved=tables())
@TRIES
def test_every_cell_of_a_table_is_read_or_named(tmp_path: Path, saved: Saved) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(saved.raw)
    with heard() as said:
        try:
            rows = read_rows(path, ("key", "number"), "table", known=("text",))
        except BadInput as error:
            assert str(error).startswith(str(path))
            return
    if any("took its letters for others" in line for line in said):
        return
    read = {row.number: row.cells for row in rows}
    for number, column, cell in saved.cells():
        if number == saved.head + 1:
            continue
        if told_of(said, saved, number, column, 2):
            continue
        here = read.get(number, {}).get(saved.named(column), "")
        assert here == cell.removeprefix("'"), (number, column, said)


# A schedule

WEEK = build_scenario(
    {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-16"},
        "venue": {"rooms": {"hall": {"name": "Great Hall", "seats": 9}, "b": {"seats": 9}}},
        "delegations": {"also": {"NOR": {"name": "Norway"}, "THA": {"name": "Thailand"}}},
        "bodies": {"mines": {"name": "Mines", "co_chairs": ["NOR"]}},
        "sessions": {
            "one": {"title": "First; one", "body": "mines", "format": "plenary", "least": 60},
            "two": {
                "title": "Second",
                "body": "mines",
                "format": "plenary",
                "least": 60,
                "parts": {"at_most": 2},
                "agenda": [
                    {"item": "Views", "speakers": ["NOR", "THA"], "minutes_each": 30},
                    {"item": "Talk", "minutes": 30},
                ],
            },
            "three": {"title": "Third", "body": "mines", "format": "plenary", "least": 60},
        },
    }
).week

MEANINGS = {
    "14.06.2027": "2027-06-14",
    "6/15/2027": "2027-06-15",
    "Wednesday": "2027-06-16",
    "10.00": "10:00",
    "03:00:00 PM": "15:00",
    "10:00:00": "10:00",
    "9:30": "09:30",
    "Great Hall": "hall",
    "Second": "two",
    "norway": "nor",
}
"""What some words mean in a schedule of this week; others mean themselves."""

WORDS = [
    "",
    "0",
    "60",
    "75",
    "TRUE",
    "one",
    "three",
    "b",
    "Total",
    "2027-06-20",
    "24:00",
    "NOR;THA",
    "THA",
    "Views",
    "talk 30 min",
]


@st.composite
def schedules(draw: st.DrawFn) -> Saved:
    known = [column for column in COLUMNS if column not in ("part",)]
    about = ["First; one", "mines", "", "", "plenary"]
    rows = [
        ["one", *about, "2027-06-14", "10:00", "11:00", "60", "hall", "NOR", "", "", "0", "no"],
        [
            "two",
            "Second",
            *about[1:],
            "2027-06-15",
            "15:00",
            "16:15",
            "75",
            "b",
            *("NOR", "NOR", "Views", "", "no"),
        ],
        [
            "two",
            "Second",
            *about[1:],
            *("2027-06-16", "10:00", "11:00", "60", "b", "NOR", "THA", "Views; Talk 30 min"),
            *("", "no"),
        ],
        ["three", "Third", *about[1:], "", "", "", "0", "", "", "", "", "", ""],
    ]
    kept = ["session", "date", "start", "end", "room"]
    kept += [column for column in known if column not in kept and draw(st.booleans())]
    places = [known.index(column) for column in kept]
    chosen = [[row[place] for place in places] for row in rows]
    grid, head = mixed_up(draw, kept, chosen, [*WORDS, *MEANINGS])
    return encoded(draw, grid, head)


def meant(column: str, cell: str) -> set[str]:
    """The values in a cell, in the words in which the program writes them."""
    pieces = [cell] if column in ("date", "start", "end") else cell.split(";")
    return {plain(MEANINGS.get(piece.strip(), piece)) for piece in pieces} - {""}


def midnight_meant(saved: Saved, cells: dict[int, str]) -> dict[int, str]:
    """The cells with a start at 24:00 as the midnight with which the next day begins."""
    places = {saved.named(column): column for column in cells}
    if "date" not in places or cells.get(places.get("start", -1)) != "24:00":
        return cells
    day = cells[places["date"]]
    with suppress(ValueError):
        following = date.fromisoformat(MEANINGS.get(day, day)) + timedelta(days=1)
        return {**cells, places["date"]: following.isoformat(), places["start"]: "00:00"}
    return cells


@given(saved=schedules())
@TRIES
def test_every_cell_of_a_schedule_is_in_the_timetable_or_named(
    tmp_path: Path, saved: Saved
) -> None:
    path = tmp_path / "schedule.csv"
    path.write_bytes(saved.raw)
    with heard() as said:
        try:
            timetable = read_schedule(path, WEEK)
        except BadInput as error:
            assert all(problem.where.startswith(str(path)) for problem in error.problems)
            return
    known = timetable.model_copy(
        update={"parts": tuple(part for part in timetable.parts if part.session in WEEK.session)}
    )
    written = [
        {column: meant(column, cell) for column, cell in row.items()}
        for row in schedule_rows(WEEK, known)
    ]
    for number, row in enumerate(saved.grid[saved.head + 1 :], saved.head + 2):
        cells = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        named = {saved.named(column): cell for column, cell in cells.items() if column < len(row)}
        cells = midnight_meant(saved, cells)
        if any(f"row {number}, column session: there is no session" in line for line in said):
            continue
        if any(f"row {number}, column session: " in line and "is read as" in line for line in said):
            continue
        left = {column for column in cells if not told_of(said, saved, number, column, 5)}
        left = {column for column in left if saved.named(column) != "note"}
        otherwise = {
            column
            for column in left
            if any(
                f"column {saved.named(column)}: " in line and "is not read" in line for line in said
            )
        }
        assert not left or any(
            all(meant(saved.named(c), cells[c]) == line[saved.named(c)] for c in left - otherwise)
            for line in written
        ), (number, named, said)


# A table of States


@st.composite
def states(draw: st.DrawFn) -> Saved:
    head = ["iso3", "name", "un_group", *ATTENDANCE, "ccm"]
    rows = [
        ["CHE", "Switzerland", "WEOG", "4", "mission", "", "monday", "1"],
        ["NOR", "Norway", "", "", "", "2027-06-14", "", "S"],
        ["UGA", "Uganda", "AFR", "1", "capital", "mon, tuesday", "", "0"],
    ]
    words = ["", "0", "1", "TRUE", "x", "1.0", "Total", "9", "friday", "CHE", "Mission", "1,5"]
    grid, head_at = mixed_up(draw, head, rows, words)
    return encoded(draw, grid, head_at)


@pytest.mark.slow
@given(saved=states(), asked=st.sampled_from(["1", "S", None]))
@TRIES
def test_every_cell_of_a_table_of_states_counts_or_is_named(
    tmp_path: Path, saved: Saved, asked: str | None
) -> None:
    path = tmp_path / "states.csv"
    path.write_bytes(saved.raw)
    parties = "everyone" if asked is None else {"where": {"ccm": asked}}
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-16"},
        "delegations": {"table": "states.csv", "default": {"delegates": 2}},
        "instruments": {"ccm": {"name": "The Convention", "parties": parties}},
        "bodies": {"mines": {"name": "Mines", "instrument": "ccm"}},
        "sessions": {"one": {"title": "One", "body": "mines", "format": "plenary", "least": 60}},
    }
    with heard() as said:
        try:
            week = build_scenario(data, tmp_path / "week.yaml").week
        except BadInput:
            return
    rows = saved.grid[saved.head + 1 :]
    names = [saved.named(column) for column in range(len(saved.grid[saved.head]))]
    assert len(week.delegations) == sum(any(cell.strip() for cell in row) for row in rows)
    for row in rows:
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
        if not any(cells.values()):
            continue
        found = week.delegation[cells["iso3"]]
        assert (found.name, found.region) == (cells["name"], cells.get("un_group", ""))
        assert found.delegates == int(float(cells.get("delegates") or 2))
        assert found.from_capital == (plain(cells.get("from", "")) != "mission")
        assert (found.sittings is None) == (not cells.get("present") and not cells.get("absent"))
        if asked is not None:
            assert (found.code in week.instrument["ccm"].parties) == (cells["ccm"] == asked)
    used = {"iso3", "name", "un_group", *ATTENDANCE, "ccm" if asked else ""}
    for number, column, cell in saved.cells():
        name = names[column] if column < len(names) else ""
        if number > saved.head + 1 and name not in used and (len(cell) > 5 or cell in ("9", "1,5")):
            told = f"no condition names the column {name}, and it is not used"
            assert not name or any(told in line for line in said), (name, cell)


@pytest.mark.parametrize("text", ["", "\n", "session,date,start,end,room\n"])
def test_a_schedule_of_nothing_holds_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "schedule.csv"
    path.write_text(text, "utf-8")
    if "session" in text:
        assert read_schedule(path, WEEK).parts == ()
    else:
        with pytest.raises(BadInput, match="the file is empty"):
            read_schedule(path, WEEK)
