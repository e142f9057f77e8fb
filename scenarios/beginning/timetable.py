"""Reading a timetable that was made by hand, of which no scenario knows anything yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scenarios.beginning.words import language_of_heads, nobody_meets
from scenarios.reading.dates import on_weekday, only_date, read_date, weekday_and_dates
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.names import plain
from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scenarios.reading.tables.heads import SCHEDULE
from scheduler.errors import BadInput
from scheduler.week.clock import DAY, clock, count, parse_clock, parse_end, past_midnight
from scheduler.week.words import capital, listed

KIND = "timetable"

USUAL = MappingProxyType(
    {
        **SCHEDULE,
        "format": "type, kind, session type, format de la séance, tipo, art",
    }
)
"""The columns that are read, with their usual names: those of a schedule, and other formats."""

MOST = 2_000
"""Rows of the longest timetable."""

_APART = 7
"""Days between two dates that belong to one week of meetings at most."""

_FAR = 14
"""Days beyond which a date is refused that lies apart from those of most rows."""

_AGAIN = re.compile(
    r"[\s,–—-]*\(?\b(continued|cont(?:'?d|inuation)?\.?|suite|continuaci[oó]n|cont\.|fortsetzung"
    r"|(?:part|partie|parte|teil)\s*\d+|\d+\s*(?:of|/|de|von)\s*\d+)\)?\s*$",
    re.IGNORECASE,
)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_TIMES = re.compile(r"\s*(?:-|–|—|\s(?:to|à|a|bis)\s)\s*", re.IGNORECASE)


class TimetableRow(NamedTuple):
    """One meeting of a timetable: what, when and where, as it stands in a row.

    Attributes
    ----------
    title
        Without what says that it goes on, such as ``(continued)``.
    start, end
        Minutes after midnight; the end is after the start, and goes on past midnight.
    cells
        All columns that the table has.
    """

    row: CsvRow
    key: str
    title: str
    day: date
    start: int
    end: int

    def cell(self, column: str) -> str:
        return self.row.cells.get(column, "")


class ReadTimetable(NamedTuple):
    """The rows of a timetable in order of time, and what was assumed in reading them.

    Attributes
    ----------
    title
        What stands above the table; empty where nothing does.
    language
        That of its heads, ``fr``; empty where they do not say.
    """

    rows: tuple[TimetableRow, ...]
    assumed: tuple[str, ...] = ()
    title: str = ""
    language: str = ""


def read_timetable(path: Path) -> ReadTimetable:
    """Read a timetable that was made by hand: dates, times, titles and, where it has them, rooms.

    The times stand in columns for start and end, for start and minutes, or in one column as
    ``10:00-13:00``. A row without a date has that of the row above it. Rows such as "Lunch" are
    passed over.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    columns = ("title", "date")
    rows = read_rows(path, columns, KIND, usual=USUAL, instead={"title": "session"})
    if len(rows) > MOST:
        raise BadInput.at(str(path), f"it has {count(len(rows), 'row')}; {MOST} are the most")
    here = {column for row in rows for column in row.cells}
    if rows and not ("time" in here or ("start" in here and here & {"end", "minutes"})):
        what = "it needs columns for the start and the end, or one for the time, as in 10:00-13:00"
        raise BadInput.at(str(path), what)
    problems = InputProblems()
    read = list(_rows(rows, problems))
    found = [row for row in read if isinstance(row, TimetableRow)]
    assumed = [said for one in read if isinstance(one, _Passed) for said in one.assumed()]
    untimed = [number for one in read if isinstance(one, _Passed) for number in one.untimed]
    if untimed:
        sheet = f", sheet {rows[0].sheet}" if rows[0].sheet else ""
        warn(f"{path}{sheet}", f"{_numbers(untimed)} without times: not read")
    if not (found or len(problems)):
        problems.note(str(path), "no row has a title, a date and times")
    problems.finish()
    _refuse_two(found, problems)
    _refuse_far(found, problems)
    problems.finish()
    above, heads = rows[0].above, rows[0].heads
    title = next((text for text in above if any(map(str.isalpha, text))), "")
    language = language_of_heads(heads)
    return ReadTimetable(tuple(sorted(found, key=_place)), tuple(assumed), title, language)


def _place(row: TimetableRow) -> tuple[date, int, int, str]:
    return row.day, row.start, row.end, row.title


class _Passed(NamedTuple):
    """Rows that are no meetings, or whose date is that of the row above, by their numbers."""

    breaks: list[int]
    dated: list[int]
    untimed: list[int]

    def assumed(self) -> Iterator[str]:
        if self.dated:
            yield f"the date of {_numbers(self.dated)} is that of the row above"
        if self.breaks:
            yield f"nobody meets in {_numbers(self.breaks)} (lunch, coffee and the like)"


def _rows(rows: tuple[CsvRow, ...], problems: InputProblems) -> Iterator[TimetableRow | _Passed]:
    """The meetings, and at last the rows that are none."""
    years, passed = _years(rows), _Passed([], [], [])
    above: date | None = None
    dated = False
    for row in rows:
        title, said = row.cells.get("title") or row.cells.get("session", ""), row.cells["date"]
        timed = any(row.cells.get(column) for column in ("start", "end", "time"))
        if said:
            dated = True
            above = problems.read(row.place("date"), _date, said, years)
        if not timed:
            if title:
                passed.untimed.append(row.number)
        elif nobody_meets(title):
            passed.breaks.append(row.number)
        elif above is not None or not dated:  # Else its date is refused already.
            if not said:
                passed.dated.append(row.number)
            meeting = _meeting(row, title, above, problems)
            if meeting is not None:
                yield meeting
    yield passed


def _meeting(
    row: CsvRow, title: str, day: date | None, problems: InputProblems
) -> TimetableRow | None:
    hours = _hours(row, problems)
    if not title:
        problems.note(row.place("title"), "the cell is empty; write what meets then")
    if day is None:
        problems.note(row.place("date"), "the cell is empty, and no date stands above it")
    if not title or day is None or hours is None:
        return None
    key = row.cells.get("session", "")
    if _KEY.fullmatch(title):
        return TimetableRow(row, key or title, capital(title.replace("-", " ")), day, *hours)
    key = key if key != title else ""
    return TimetableRow(row, key, _AGAIN.sub("", title) or title, day, *hours)


def _numbers(rows: list[int]) -> str:
    """Rows by their numbers: ``row 3``, ``rows 3, 5 and 8``."""
    some = list(map(str, rows[:12]))
    more = [f"{len(rows) - 12} more"] if len(rows) > 12 else []
    return f"{'row' if len(rows) == 1 else 'rows'} {listed([*some, *more])}"


def _years(rows: tuple[CsvRow, ...]) -> list[int]:
    """The years that stand in some of the dates, for those that have none."""
    found: set[int] = set()
    for row in rows:
        try:
            found.add(read_date(row.cells["date"]).year)
        except ValueError:
            continue
    return sorted(found)


def _date(words: str, years: list[int]) -> date:
    weekday, dates = weekday_and_dates(words, years)
    fitting = on_weekday(words, weekday, dates)
    return only_date(words, fitting) if fitting else read_date(words)


def _hours(row: CsvRow, problems: InputProblems) -> tuple[int, int] | None:
    """From when to when a row goes, in minutes after midnight."""
    cells, column = row.cells, "time"
    start, end, minutes = (cells.get(name, "") for name in ("start", "end", "minutes"))
    if not start:
        times = _TIMES.split(cells.get("time", ""))
        if len(times) != 2:
            what = "the cell is empty" if not cells.get("time") else f"'{cells['time']}' is no time"
            column = "time" if "time" in cells else "start"
            problems.note(row.place(column), f"{what}; write from when to when, as in 10:00-13:00")
            return None
        start, end = times
    elif not end and minutes.isdecimal() and int(minutes):
        begins = problems.read(row.place("start"), parse_clock, start)
        return None if begins is None else (begins, begins + int(minutes))
    else:
        column = "end"
    begins = problems.read(row.place("start" if column == "end" else "time"), parse_clock, start)
    if not end:
        problems.note(row.place("end"), "the cell is empty; write when it ends")
        return None
    ends = problems.read(row.place(column), parse_end, end)
    if begins is None or ends is None:
        return None
    ends += DAY if past_midnight(begins, ends) else 0
    if ends <= begins:
        problems.note(row.place(column), f"it ends at {clock(ends)}, not after {clock(begins)}")
        return None
    return begins, ends


def _refuse_far(rows: Sequence[TimetableRow], problems: InputProblems) -> None:
    """Note dates far from those of most rows, and doubt those that lie a week or so away."""
    dates = sorted({row.day for row in rows})
    groups = [[dates[0]]]
    for before, day in pairwise(dates):
        if (day - before).days > _APART:
            groups.append([])
        groups[-1].append(day)
    held = [sum(row.day in group for row in rows) for group in groups]
    if len(groups) == 1 or held.count(max(held)) > 1:
        return
    most = groups[held.index(max(held))]
    told = [row for row in rows if row.day not in most and row.row.cells["date"]]
    for row in told:
        days = max((most[0] - row.day).days, (row.day - most[-1]).days)
        side = "before" if row.day < most[0] else "after"
        what = f"it lies {_how_far(row.day, most, days)} {side} the others"
        where = row.row.place("date")
        if days > _FAR:
            problems.note(where, f"{what}; is the date right? Correct it, or leave the row out")
        else:
            problems.doubt(where, f"{what}; is the date right?")


def _how_far(day: date, others: Sequence[date], days: int) -> str:
    """How far a date lies from others, where a slip of the year or the month would tell."""
    first, last = others[0], others[-1]
    years = abs(first.year - day.year)
    months = abs(12 * (first.year - day.year) + first.month - day.month)
    if years and (first.month, first.day) <= (day.month, day.day) <= (last.month, last.day):
        return "a year" if years == 1 else count(years, "year")
    if months == 1 and first.day <= day.day <= last.day:
        return "a month"
    return count(days, "day")


def _refuse_two(rows: list[TimetableRow], problems: InputProblems) -> None:
    """Note rows that stand in the table twice."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        same = (plain(row.title), row.key, row.day, row.start, row.cell("room"))
        if same in seen:
            what = f"this row repeats row {seen[same]}; keep one of them"
            problems.note(row.row.place("title"), what)
        seen.setdefault(same, row.row.number)
