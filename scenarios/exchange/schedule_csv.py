"""The schedule CSV: what the Coordinating Committee receives, and what reads back as a candidate.

The columns stand in `COLUMNS`. Sessions, bodies, instruments and rooms stand by their keys in the
scenario file, delegations by their codes; several values are joined by ``;``. The file is UTF-8,
with one row for each part, and a row without date, time and room for each session not held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from scenarios.reading.csv_file import Row, csv_text, read_rows
from scenarios.reading.spelling import suggestion
from scheduler.errors import BadInput, InputProblem
from scheduler.week.clock import clock, parse_clock
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Week

COLUMNS = (
    "session",
    "part",
    "title",
    "body",
    "instrument",
    "subject",
    "format",
    "date",
    "start",
    "end",
    "minutes",
    "room",
    "leaders",
    "speakers",
    "languages",
    "pinned",
)

KIND = "schedule CSV"
_NEEDED = ("session", "date", "start", "end")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y")


def schedule_rows(week: Week, timetable: Timetable) -> list[dict[str, str]]:
    """The rows of the schedule, each with every column, as text.

    They are sorted by date, start, room, session and part; sessions not held stand at the end.
    """
    numbers: dict[str, int] = {}
    rows = []
    for part in timetable.parts:
        numbers[part.session] = numbers.get(part.session, 0) + 1
        placed = {
            "part": str(numbers[part.session]),
            "date": week.date_of(part.day).isoformat(),
            "start": clock(part.start),
            "end": clock(part.start + part.minutes),
            "minutes": str(part.minutes),
            "room": part.room or "",
        }
        rows.append({**_about(week, week.session[part.session]), **placed})
    rows.sort(key=_order)
    absent = (session for session in week.sessions if not timetable.holds(session.id))
    empty = dict.fromkeys(("part", "date", "start", "end", "room"), "")
    rows += [
        {**_about(week, session), **empty, "minutes": "0"}
        for session in sorted(absent, key=lambda session: session.id)
    ]
    return [{column: row[column] for column in COLUMNS} for row in rows]


def _order(row: dict[str, str]) -> tuple[str, str, str, str, int]:
    return row["date"], row["start"], row["room"], row["session"], int(row["part"])


def _about(week: Week, session: Session) -> dict[str, str]:
    return {
        "session": session.id,
        "title": session.title,
        "body": ";".join(session.bodies),
        "instrument": ";".join(sorted(week.instruments_of(session))),
        "subject": session.subject,
        "format": session.format.value,
        "leaders": ";".join(sorted(session.leaders)),
        "speakers": ";".join(sorted(session.speakers)),
        "languages": str(session.languages),
        "pinned": "yes" if session.pinned else "no",
    }


def schedule_text(week: Week, timetable: Timetable) -> str:
    """The schedule as the text of a CSV file."""
    rows = schedule_rows(week, timetable)
    return csv_text(COLUMNS, (tuple(row.values()) for row in rows))


def read_schedule(path: Path, week: Week) -> Timetable:
    """Read a timetable for this week from a schedule CSV, also one made by hand.

    Only ``session``, ``date``, ``start`` and ``end`` are needed, and ``room`` where the week has
    more than one. Commas or semicolons may divide the cells. Dates that a spreadsheet has rewritten
    are understood where they can mean one day of the week only.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    return _read(path, week, _Cells).timetable


class Published(NamedTuple):
    """A timetable that has gone out, read for a week that may have changed since.

    Attributes
    ----------
    timetable
        Its days are counted in this week. It may hold sessions, rooms and days that the week has
        no longer.
    gone
        The sessions that the week has no longer, as far as the file describes them.
    """

    timetable: Timetable
    gone: tuple[Session, ...]


def read_published(path: Path, week: Week) -> Published:
    """Read a timetable that has gone out, also one with sessions or rooms that are no more.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    return _read(path, week, _PublishedCells)


def _read(path: Path, week: Week, cells: type[_Cells]) -> Published:
    rows = read_rows(path, _NEEDED if len(week.rooms) < 2 else (*_NEEDED, "room"), KIND)
    problems: list[InputProblem] = []
    parts: list[Part] = []
    gone: dict[str, Session] = {}
    seen: dict[tuple[str, int, int], int] = {}
    for row in rows:
        reader = cells(path, row, week, problems)
        part = reader.part()
        if part is None:
            continue
        key = (part.session, part.day, part.start)
        if key in seen:
            reader.refuse("session", f"this row repeats row {seen[key]}; keep one of them")
        seen.setdefault(key, row.number)
        parts.append(part)
        if part.session not in week.session:
            gone.setdefault(part.session, reader.session())
    if problems:
        raise BadInput(problems)
    return Published(Timetable(parts=tuple(parts)), tuple(gone.values()))


def read_reference(path: Path, week: Week, *, by_weekday: bool) -> Timetable:
    """Read a timetable to compare with, its days counted in this week.

    Parameters
    ----------
    by_weekday
        Whether it is of another week, whose days count by their weekday. Then sessions that this
        week does not have are passed over, and rooms are not looked up.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    if not by_weekday:
        return read_schedule(path, week)
    problems: list[InputProblem] = []
    parts: list[Part] = []
    for row in read_rows(path, _NEEDED, KIND):
        if row.cells["session"] not in week.session:
            continue
        reader = _Cells(path, row, week, problems)
        parts.extend(reader.by_weekday())
    if problems:
        raise BadInput(problems)
    return Timetable(parts=tuple(parts))


def possible_dates(text: str) -> list[date]:
    """The dates that a cell can mean, as it was written or as a spreadsheet has rewritten it."""
    found: dict[date, None] = {}
    for form in _DATES:
        try:
            found[datetime.strptime(text, form).date()] = None  # noqa: DTZ007
        except ValueError:
            continue
    return list(found)


class _Cells:
    """One row, read cell by cell; what is wrong is gathered."""

    def __init__(self, path: Path, row: Row, week: Week, problems: list[InputProblem]) -> None:
        self._path = path
        self._row = row
        self._week = week
        self._problems = problems

    def refuse(self, column: str, what: str) -> None:
        where = f"{self._path}, row {self._row.number}, column {column}"
        self._problems.append(InputProblem(where, what))

    def part(self) -> Part | None:
        """The part in this row; None for a session not held, and where anything is wrong."""
        before = len(self._problems)
        session = self._row.cells["session"]
        if session not in self._week.session:
            self.not_a_session(session)
        if not any(self._row.cells[column] for column in ("date", "start", "end")):
            return None
        day, start, end = self._day(), self._time("start"), self._time("end")
        room = self._room()
        if day is None or start is None or end is None or len(self._problems) > before:
            return None
        if not self._lasts(start, end):
            return None
        return Part(session, day, start, end - start, room)

    def not_a_session(self, session: str) -> None:
        titles = {session.id: session.title for session in self._week.sessions}
        hint = suggestion(session, titles)
        self.refuse("session", f"'{session}' is not a session of this scenario{hint}")

    def session(self) -> Session:
        """What the row says of its session."""
        cells, known = self._row.cells, [kind.value for kind in Format]

        def several(column: str) -> frozenset[str]:
            codes = (code.strip() for code in cells.get(column, "").split(";"))
            return frozenset(code for code in codes if code)

        languages = cells.get("languages", "")
        kind = cells.get("format", "")
        return Session(
            id=cells["session"],
            title=cells.get("title") or cells["session"],
            bodies=(),
            format=Format(kind) if kind in known else Format.PLENARY,
            least=1,
            wanted=1,
            shortest=1,
            leaders=several("leaders"),
            speakers=several("speakers"),
            languages=int(languages) if languages.isdecimal() else 0,
        )

    def by_weekday(self) -> Iterator[Part]:
        """The part in this row on every day of the week that is the same weekday."""
        if not any(self._row.cells[column] for column in ("date", "start", "end")):
            return
        found = self._dates(lambda _: True)
        start, end = self._time("start"), self._time("end")
        if not found:
            self._refuse_date()
        if not found or start is None or end is None or not self._lasts(start, end):
            return
        for day in self._week.days:
            if self._week.date_of(day).weekday() == found[0].weekday():
                yield Part(self._row.cells["session"], day, start, end - start)

    def _lasts(self, start: int, end: int) -> bool:
        if end <= start:
            self.refuse("end", f"the part ends at {clock(end)}, not after {clock(start)}")
            return False
        minutes = self._row.cells.get("minutes", "")
        if minutes and minutes != str(end - start):
            what = f"'{minutes}' minutes, but from {clock(start)} to {clock(end)} are {end - start}"
            self.refuse("minutes", what)
            return False
        return True

    def _dates(self, accept: Callable[[date], bool]) -> list[date]:
        return [one for one in possible_dates(self._row.cells["date"]) if accept(one)]

    def _refuse_date(self) -> None:
        text = self._row.cells["date"]
        self.refuse("date", f"'{text}' is not a date; write it as {self._week.first.isoformat()}")

    def _day(self) -> int | None:
        first = self._week.first
        last = first + timedelta(days=max(self._week.days, default=0))
        inside = self._dates(lambda one: first <= one <= last)
        if len(inside) == 1:
            return (inside[0] - first).days
        text = self._row.cells["date"]
        if inside:
            both = " and ".join(one.isoformat() for one in inside)
            self.refuse("date", f"'{text}' can mean {both}; write one of them")
        elif self._dates(lambda _: True):
            self.refuse("date", f"'{text}' is not in this week, {first} to {last}")
        else:
            self._refuse_date()
        return None

    def _time(self, column: str) -> int | None:
        text = self._row.cells[column].removesuffix(":00") if self._seconds(column) else ""
        try:
            return parse_clock(text or self._row.cells[column])
        except ValueError as error:
            self.refuse(column, str(error))
            return None

    def _seconds(self, column: str) -> bool:
        """Whether a spreadsheet has added seconds to the time."""
        return self._row.cells[column].count(":") == 2

    def _room(self) -> str | None:
        rooms, text = self._week.rooms, self._row.cells.get("room", "")
        if not rooms:
            return None
        if not text:
            if len(rooms) == 1:
                return rooms[0].id
            self.refuse("room", f"which room? one of {', '.join(room.id for room in rooms)}")
            return None
        for room in rooms:
            if text in (room.id, room.name):
                return room.id
        return self.not_a_room(text)

    def not_a_room(self, text: str) -> str | None:
        names = {room.id: room.name for room in self._week.rooms}
        self.refuse("room", f"'{text}' is not a room of this scenario{suggestion(text, names)}")
        return None


class _PublishedCells(_Cells):
    """One row of a timetable that has gone out: what it names may be no more."""

    def not_a_session(self, session: str) -> None:
        if not session:
            self.refuse("session", "which session? Write its key in the scenario")

    def not_a_room(self, text: str) -> str | None:
        return text

    def _day(self) -> int | None:
        found = self._dates(lambda _: True)
        return (found[0] - self._week.first).days if len(found) == 1 else super()._day()
