"""The schedule CSV: what the Coordinating Committee receives, and what reads back as a candidate.

The columns stand in `COLUMNS`. Sessions, bodies, instruments and rooms stand by their keys in the
scenario file, delegations by their codes; several values are joined by ``;``. The file is UTF-8,
with one row for each part, and a row without date, time and room for each session not held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from scenarios.reading.csv_file import CsvRow, doubt_differing, pieces, read_rows, rows_text
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import WEEKDAYS, Calendar, read_weekday
from scenarios.reading.names import Named, names_of, plain, read_name
from scenarios.reading.spelling import nearest, suggestion
from scheduler.week.clock import DAY, clock, parse_clock, parse_end, past_midnight
from scheduler.week.leadership import ROLES
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Week
from scheduler.week.words import listed

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

T = TypeVar("T")
KIND = "schedule CSV"
_NEEDED = ("session", "date", "start", "end")
ALIKE = 0.85
"""How like two keys are, from 0 to 1, of which one may be a slip of the pen for the other."""

_WHEN = ("date", "start", "end")
_KINDS: Mapping[str, Named] = {
    "body": "body",
    "leaders": "delegation",
    "speakers": "delegation",
}
_EXAMPLES = {"date": "a date", "start": "a time, as in 10:00", "end": "a time, as in 13:00"}
_WHERE = ("part", "minutes", "room")
_KNOWN = (*COLUMNS, "note")
"""Columns that may stand there: `note` is for people."""


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
        session = week.session.get(part.session)
        cells = {"session": part.session} if session is None else _about(week, session)
        rows.append({**dict.fromkeys(COLUMNS, ""), **cells, **placed})
    rows.sort(key=lambda r: (r["date"], r["start"], r["room"], r["session"], int(r["part"])))
    absent = (session for session in week.sessions if not timetable.holds(session.id))
    empty = dict.fromkeys(("part", "date", "start", "end", "room"), "")
    about = (_about(week, one) for one in sorted(absent, key=lambda session: session.id))
    rows += [{**one, **empty, "minutes": "0"} for one in about]
    return [{column: row[column] for column in COLUMNS} for row in rows]


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
    return rows_text(schedule_rows(week, timetable), COLUMNS)


def read_schedule(path: Path, week: Week) -> Timetable:
    """Read a timetable for this week from a schedule CSV, also one made by hand.

    Only ``session``, ``date``, ``start`` and ``end`` are needed, and ``room`` where the week has
    more than one. Sessions and rooms go by their keys or names, days and times by any form that the
    readers of moments know. What else is said of a session is not read; where it differs from the
    week, that is warned of.

    A row whose session the week does not have is kept, so that the judge names it, and a warning
    says where it stands: a session may have been cancelled since. Such rows are refused where they
    are the most, and where one looks like a slip of the pen: its name is near to that of a session
    with no row of its own.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    return _read(path, week, new=False).timetable


class Published(NamedTuple):
    """A timetable that has gone out, read for a week that may have changed since.

    Attributes
    ----------
    timetable
        Its days are counted in this week. It may hold sessions, rooms and days that the week no
        longer has.
    gone
        The sessions that the week no longer has, as far as the file describes them.
    """

    timetable: Timetable
    gone: tuple[Session, ...]


def read_published(path: Path, week: Week, before: Week | None = None) -> Published:
    """Read a timetable that has gone out; the week may have lost some of its sessions and rooms.

    The errors are those of `read_schedule`.

    Parameters
    ----------
    before
        The week for which it went out, if that is another: its keys and names go before those of
        this one.
    """
    return _read(path, week, new=True, before=before)


def _read(path: Path, week: Week, *, new: bool, before: Week | None = None) -> Published:
    needed = _NEEDED if len(week.rooms) < 2 else (*_NEEDED, "room")
    rows = read_rows(path, needed, KIND, known=_KNOWN)
    problems, parts = InputProblems(), list[Part]()
    gone: dict[str, Session] = {}
    seen: dict[tuple[str, int, int], int] = {}
    readers = [_Cells(row, week, problems, new=new, before=before) for row in rows]
    sessions = [reader.named("session") for reader in readers]
    left = new or _tell_unknown(readers, sessions)
    held: dict[str | None, int] = {}
    for reader, session in zip(readers, sessions, strict=True):
        if not (reader.placed() and reader.row.cells["session"]):
            continue
        held.setdefault(session, reader.row.number)
        part = reader.part(session, new_room=left and session not in week.session)
        if part is None:
            continue
        key = (part.session, part.day, part.start)
        if key in seen:
            reader.refuse("session", f"this row repeats row {seen[key]}; keep one of them")
        seen.setdefault(key, reader.row.number)
        parts.append(part)
        if part.session not in week.session:
            gone.setdefault(part.session, reader.session())
    for reader, session in zip(readers, sessions, strict=True):
        if not reader.placed() and (session in week.session or (new and session)):
            reader.check_not_held(session, held)
        if session in week.session and not new:
            reader.doubt_differing(week.session[session])
    problems.finish()
    return Published(Timetable(parts=tuple(parts)), tuple(gone.values()))


def _tell_unknown(readers: list[_Cells], sessions: list[str | None]) -> bool:
    """Warn of rows whose session the week does not have, and give whether they may stay.

    All are refused where one is a slip of the pen, or where most rows are of another week.
    """
    names = names_of(readers[0].week, "session") if readers else {}
    pairs = zip(readers, sessions, strict=True)
    unknown = [(reader, session) for reader, session in pairs if session and session not in names]
    near = {nearest(session, names) for _, session in unknown} - {None}
    refused = 2 * len(unknown) > len(readers) or not near.issubset(sessions)
    for reader, session in unknown:
        what = f"there is no session '{session}'"
        if refused:
            reader.refuse("session", f"{what}{suggestion(session, names)}")
        else:
            added = "; if a replan added it, give the scenario that it saved"
            hint = added if reader.placed() else ""
            reader.doubt("session", f"{what} in the scenario; the rest is read without it{hint}")
    return not refused


def read_reference(path: Path, week: Week, *, by_weekday: bool) -> Timetable:
    """Read a timetable to compare with, its days counted in this week; errors as `read_schedule`.

    Parameters
    ----------
    by_weekday
        Whether it is of another week, whose days count by their weekday. Sessions that this week
        lacks are then passed over, unless it lacks them all, and rooms are not looked up. Rows on a
        weekday that this week lacks are warned of.
    """
    if not by_weekday:
        return read_schedule(path, week)
    problems, parts = InputProblems(), list[Part]()
    lacking = dict[str, CsvRow]()
    known = set[str]()
    for row in read_rows(path, _NEEDED, KIND, known=_KNOWN):
        reader = _Cells(row, week, problems, new=True)
        session = reader.named("session")
        if session is None:
            continue
        if not reader.placed():
            reader.check_not_held(session, {})
        elif session in week.session:
            known.add(session)
            parts += reader.by_weekday(session)
        else:
            lacking.setdefault(session, row)
    if not known and not len(problems):
        what = f"it holds none of the sessions of this week: {_few(week.session)}"
        problems.note(str(path), f"{what}; name them by the keys of the scenario")
    names = {key: name for key, name in names_of(week, "session").items() if key not in known}
    for session, row in lacking.items():
        hint = nearest(session, names, ALIKE)
        if hint:
            what = f"this week has no session '{session}', and the row counts for nothing"
            problems.doubt(row.place("session"), f"{what}; did you mean {hint}?")
    problems.finish()
    return Timetable(parts=tuple(parts))


def _few(keys: Iterable[str]) -> str:
    """The first of some keys, as many as one reads."""
    keys = sorted(keys)
    return ", ".join(keys) if len(keys) <= 12 else f"{', '.join(keys[:12])} …"


def _key(text: str, names: Mapping[str, str], kind: str) -> str:
    """The key that a text means; the text itself where it means none, or several."""
    try:
        return read_name(text, names, kind)
    except ValueError:
        return text


class _Cells(NamedTuple):
    """One row, read cell by cell; ``new``: its room and day may be such as the week lacks."""

    row: CsvRow
    week: Week
    problems: InputProblems
    new: bool
    before: Week | None = None

    def refuse(self, column: str, what: str) -> None:
        self.problems.note(self.row.place(column), what)

    def doubt(self, column: str, what: str) -> None:
        self.problems.doubt(self.row.place(column), what)

    def _read(self, column: str, reader: Callable[[str], T]) -> T | None:
        text = self.row.cells.get(column, "")
        if not text and column in _WHEN:
            what = f"the cell is empty; write {_EXAMPLES[column]} (of merged cells only the first"
            self.refuse(column, f"{what} holds what they show)")
            return None
        return self.problems.read(self.row.place(column), reader, text)

    def part(self, session: str | None, *, new_room: bool) -> Part | None:
        """The part in this row; None where anything is wrong."""
        days = Calendar.of(self.week)
        day = self._read("date", lambda text: days.day_named(text, anywhere=self.new))
        hours, before = self._hours(), len(self.problems)
        room = self._room(new=self.new or new_room)
        if session is None or day is None or hours is None or len(self.problems) > before:
            return None
        return _part(session, day, hours, room)

    def by_weekday(self, session: str) -> Iterator[Part]:
        """The part in this row on every day of the week that is the same weekday."""
        weekday, hours = self._read("date", read_weekday), self._hours()
        if weekday is None or hours is None:
            return
        days = [day for day in self.week.days if self.week.date_of(day).weekday() == weekday]
        if not days:
            closed = [
                self.week.day_name(day)
                for day in range(self.week.length)
                if self.week.date_of(day).weekday() == weekday
            ]
            none = f"this week has no {WEEKDAYS[weekday].title()}"
            what = f"nobody meets on {listed(closed)}, which is closed" if closed else none
            self.doubt("date", f"{what}, and the row counts for nothing")
        yield from (_part(session, day, hours, None) for day in days)

    def placed(self) -> bool:
        """Whether the row says when the session is."""
        return any(self.row.cells[column] for column in _WHEN)

    def check_not_held(self, session: str, held: Mapping[str | None, int]) -> None:
        """Note where a row without a date does not just say that its session is not held.

        Parameters
        ----------
        held
            The sessions that other rows place, with the number of a row.
        """
        cells = self.row.cells
        said = [f"{column} {cells[column]}" for column in _WHERE if cells.get(column)]
        written = cells.get("minutes") == "0"  # As this program writes it.
        if written:
            said.remove("minutes 0")
        if said:
            what = f"date, start and end are empty beside {listed(said)}; fill them in, or"
            self.refuse("date", f"{what} empty these cells too where the session is not held")
        elif session in held:
            what = f"this row says that the session is not held, and row {held[session]} when it is"
            self.refuse("date", f"{what}; fill in date, start and end, or leave the row out")
        elif not written:
            what = f"'{session}' has no date and no times, and is read as not held"
            self.doubt("", what)

    def doubt_differing(self, session: Session) -> None:
        """Note what the row says of its session otherwise than the week, which is what counts."""
        posts = (self.week.body[body] for body in session.bodies)
        known = _about(self.week, session)
        del known["session"]
        if any(body.open_posts(role) for body in posts for role in ROLES):
            del known["leaders"]
        doubt_differing(self.row, known, "scenario", self.problems, self._keys)

    def _keys(self, column: str, said: str) -> set[str]:
        """The values that are joined in a cell, by their keys where they have any."""
        kind = _KINDS.get(column)
        if kind is None:
            return pieces(column, said)
        names = names_of(self.week, kind)
        listed_here = filter(None, map(str.strip, said.split(";")))
        return {plain(_key(piece, names, kind)) for piece in listed_here}

    def session(self) -> Session:
        """What the row says of its session, which the week lacks."""
        cells, known = self.row.cells, [kind.value for kind in Format]
        leaders, speakers = (
            frozenset(code.strip() for code in cells.get(column, "").split(";")) - {""}
            for column in ("leaders", "speakers")
        )
        languages, kind = cells.get("languages", ""), cells.get("format", "")
        return Session(
            id=cells["session"],
            title=cells.get("title") or cells["session"],
            bodies=(),
            format=Format(kind) if kind in known else Format.PLENARY,
            least=1,
            wanted=1,
            shortest=1,
            leaders=leaders,
            speakers=speakers,
            languages=int(languages) if languages.isdecimal() else 0,
        )

    def named(self, kind: Literal["session", "room"], *, new: bool = True) -> str | None:
        """The key of what the row names; where it may be new, of what the week does not have."""
        names = names_of(self.week, kind)
        former = {} if self.before is None else names_of(self.before, kind)

        def reader(text: str) -> str:
            key = read_name(text, former, kind, new=True) if former else text
            return key if key in former else read_name(text, names, kind, new=new)

        return self._read(kind, reader)

    def _room(self, *, new: bool) -> str | None:
        """The key of the room, which may be ``new``; that of the only one where none is named."""
        rooms = self.week.rooms
        if len(rooms) == 1 and not self.row.cells.get("room"):
            return rooms[0].id
        return self.named("room", new=new) if rooms else None

    def _hours(self) -> tuple[int, int] | None:
        """Start and minutes of the part; a start at 24:00 is the midnight after its day."""
        start, end = self._read("start", parse_clock), self._read("end", parse_end)
        if start is None or end is None:
            return None
        end += start // DAY * DAY
        if past_midnight(start, end):
            what = "the part goes past midnight, where a day ends; write two rows"
            days = "the second from 00:00 on the next day"
            self.refuse("end", f"{what}, the first until 24:00 and {days}")
            return None
        if end <= start:
            self.refuse("end", f"the part ends at {clock(end)}, not after {clock(start)}")
            return None
        minutes = self.row.cells.get("minutes", "")
        if minutes and _minutes(minutes) != end - start:
            what = f"'{minutes}' minutes, but {clock(start)} to {clock(end)} is {end - start}"
            self.refuse(
                "minutes",
                f"{what}; correct the times, or, where they are right, empty this cell "
                "(the column minutes may be left out)",
            )
            return None
        return start, end - start


def _minutes(cell: str) -> float | None:
    """A number of minutes as spreadsheets write it: ``90``, ``90.0``, ``90,0``, ``1:30``."""
    try:
        return parse_clock(cell) if ":" in cell else float(cell.replace(",", "."))
    except ValueError:
        return None


def _part(session: str, day: int, hours: tuple[int, int], room: str | None) -> Part:
    start, minutes = hours
    return Part(session, day + start // DAY, start % DAY, minutes, room)
