"""Spoilt schedules and other tables: read rightly, or refused where they are wrong.

What was read is compared with what stands in the file, which is read here once more, by other code
and only where there can be no doubt.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from scenarios.exchange.leadership_csv import leadership_text, read_leadership
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.exchange.schedule_workbook import ROWS, schedule_workbook
from scenarios.exchange.sheets import table_workbook
from scenarios.loading.loading import load_scenario
from scenarios.reading.states import read_states
from scenarios.scenario import Scenario
from scenarios.season.calendar_csv import calendar_text, read_calendar
from scenarios.season.loading import load_season
from scheduler.errors import BadInput
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
from tests.mutated.mutating import WEEK
from tests.mutated.table_slips import mutated_table
from tests.mutated.workbook_slips import mutated_workbook

SEEDS = 100

USUAL = {
    "start time": "start",
    "début": "start",
    "ende": "end",
    "raum": "room",
    "day": "date",
    "session title": "title",
}
"""Heads that slips give."""

WHOLE = re.compile(
    r"damaged|no Excel workbook|not a text file|not UTF-8|is empty|each of the sheets|"
    r"this is a|no row stands below|holds none"
)
"""What may be said of a file without a place in it."""

PLACE = re.compile(r", (row \d+|cell [A-Z]+\d+|line \d+)")


class Spoilt(NamedTuple):
    """A scenario, and the files that are spoilt, as they were."""

    folder: Path
    scenario: Scenario
    timetable: Timetable
    text: str
    workbook: bytes


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    folder = tmp_path_factory.mktemp("tables")
    shutil.copytree(WEEK, folder, dirs_exist_ok=True)
    scenario = load_scenario(folder / "week.yaml")
    week, timetable = scenario.week, scenario.candidate("by-hand")
    text, workbook = schedule_text(week, timetable), schedule_workbook(week, timetable)
    return Spoilt(folder, scenario, timetable, text, workbook)


# What stands in a file, read by other code


def standing(path: Path) -> list[dict[str, Any]]:
    """The rows of a file by column, below the row that names most columns."""
    if path.suffix == ".xlsx":
        book = load_workbook(path, data_only=True)
        best = max(book.worksheets, key=lambda one: (_heads(_values(one)), one.sheet_state))
        rows = _values(best)
    else:
        rows = _csv_rows(path.read_bytes())
    head = max(range(min(20, len(rows))), key=lambda n: _named(rows[n]), default=0)
    names = [_name(cell) for cell in rows[head]] if rows else []
    below = [row for row in rows[head + 1 :] if [_name(cell) for cell in row] != names]
    return [dict(zip(names, row, strict=False)) for row in below]


def _values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _heads(rows: list[list[Any]]) -> int:
    return max(map(_named, rows[:20]), default=0)


def _named(row: list[Any]) -> int:
    return len({"session", "date", "start", "end", "room"} & {_name(cell) for cell in row})


def _name(cell: Any) -> str:
    name = " ".join(str(cell or "").lower().split())
    return USUAL.get(name, name)


def _csv_rows(data: bytes) -> list[list[Any]]:
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.partition("\n")[2] if text.startswith("sep=") else text
        sign = max(",;\t", key=text.split("\n", 1)[0].count)
        rows = list(csv.reader(io.StringIO(text), delimiter=sign))
        return [[cell.strip().removeprefix("'") for cell in row] for row in rows]
    return []


def plain_part(row: Mapping[str, Any], scenario: Scenario) -> Part | None:
    """The part in a row, where each of its cells is of the plainest form; else None."""
    week = scenario.week
    titles = {one.title: one.id for one in week.sessions} | {
        one.id: one.id for one in week.sessions
    }
    rooms = {name: one.id for one in week.rooms for name in (one.name, one.id)}
    session = titles.get(str(row.get("session") or ""))
    room = rooms.get(str(row.get("room") or ""))
    day, begin, end = _day(row.get("date")), _minutes(row.get("start")), _minutes(row.get("end"))
    if None in (session, room, day, begin, end):
        return None
    assert session and day and begin is not None and end is not None
    return Part(session, (day - week.first).days, begin, (end or 1440) - begin, room)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else None
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    return None


def _minutes(value: Any) -> int | None:
    if isinstance(value, time) and not value.second:
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta) and timedelta() < value <= timedelta(days=1):
        return round(value.total_seconds()) // 60
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
        return int(value[:2]) * 60 + int(value[3:])
    return None


# What is wrong with how a file was read


def faults(path: Path, read: Callable[[], object], told: list[str]) -> Iterator[str]:
    """What is wrong where a reader refuses a file; what it gives is for others to look at."""
    told.clear()
    try:
        read()
    except BadInput as error:
        for line in error.told:
            if str(path) not in line:
                yield f"refused without its file: {line}"
            elif not PLACE.search(line) and not WHOLE.search(line):
                yield f"refused without a place: {line}"


def lost(path: Path, spoilt: Spoilt, told: list[str]) -> Iterator[str]:
    """What stands plainly in a schedule that was read, and is not in the timetable."""
    told.clear()
    try:
        timetable = spoilt.scenario.candidate(path)
    except BadInput:
        return
    rows = standing(path)
    found = {part.place for part in timetable.parts}
    for row in rows:
        part = plain_part(row, spoilt.scenario)
        if part is not None and part not in found:
            yield f"stands there and was not read: {row}"
    placed = [row for row in rows if any(row.get(one) for one in ("date", "start", "end"))]
    if len(placed) > len(found) and not told:
        yield f"{len(placed)} rows, of which {len(found)} were read, without a word"


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    class Told(list[str]):
        def __len__(self) -> int:
            return len(caplog.messages)

        def clear(self) -> None:
            caplog.clear()

    return Told()


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_spoilt_schedule_is_read_rightly_or_refused_at_its_place(
    spoilt: Spoilt, ending: str, told: list[str]
) -> None:
    found, read = dict[str, list[str]](), 0
    for seed in range(SEEDS):
        path = spoilt.folder / f"mine-{seed}{ending}"
        if ending == ".csv":
            path.write_bytes(mutated_table(seed, spoilt.text))
        else:
            path.write_bytes(mutated_workbook(seed, spoilt.workbook, ROWS))
        wrong = [
            *faults(path, lambda path=path: spoilt.scenario.candidate(path), told),
            *lost(path, spoilt, told),
        ]
        if wrong:
            found[path.name] = wrong
        try:
            spoilt.scenario.candidate(path)
            read += 1
        except BadInput:
            pass
    assert found == {}
    assert SEEDS // 5 < read < SEEDS


def test_a_part_that_is_lost_or_read_as_another_is_found(
    spoilt: Spoilt, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = spoilt.folder / "plain.xlsx"
    path.write_bytes(spoilt.workbook)
    rows = standing(path)
    parts = {plain_part(row, spoilt.scenario) for row in rows} - {None}
    assert parts == {part.place for part in spoilt.timetable.parts}
    assert list(lost(path, spoilt, told)) == []
    first, *others = spoilt.timetable.parts
    for parts in (others, [first._replace(start=first.start + 15), *others]):
        found = Timetable(parts=tuple(parts))
        monkeypatch.setattr(Scenario, "candidate", lambda *_, found=found: found)
        assert list(lost(path, spoilt, told))


@pytest.mark.slow
def test_other_tables_that_are_spoilt_are_read_or_refused_at_their_place(
    spoilt: Spoilt, told: list[str]
) -> None:
    folder, week = spoilt.folder, spoilt.scenario.week
    season = load_season(folder / "year.yaml").season
    tables: dict[str, tuple[str, Callable[[Path], object]]] = {
        "delegations": ((folder / "delegations.csv").read_text("utf-8"), read_states),
        "leaders": (
            leadership_text(week, Leadership()),
            lambda path: read_leadership(path, week),
        ),
        "calendar": (
            calendar_text(season, season.held),
            lambda path: read_calendar(path, season),
        ),
    }
    found = dict[str, list[str]]()
    for name, (text, read) in tables.items():
        workbook = table_workbook(text, name)
        for seed in range(SEEDS // 4):
            for ending in (".csv", ".xlsx"):
                path = folder / f"{name}-{seed}{ending}"
                path.write_bytes(
                    mutated_table(seed, text)
                    if ending == ".csv"
                    else mutated_workbook(seed, workbook, name)
                )
                wrong = list(faults(path, lambda path=path, read=read: read(path), told))
                if wrong:
                    found[path.name] = wrong
    assert found == {}
