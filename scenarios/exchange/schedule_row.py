"""One row of a schedule CSV: what it says of a session, and of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

from scenarios.exchange.agenda_cells import items_cell, whole_agenda
from scenarios.reading.dates import WEEKDAYS, read_weekday
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.moments import Calendar
from scenarios.reading.names import Named, names_of, plain, read_name
from scenarios.reading.tables.csv_file import CsvRow, doubt_differing, pieces
from scheduler.week.clock import DAY, clock, parse_clock, parse_end, parse_hours, past_midnight
from scheduler.week.leadership import ROLES
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Session, Week
from scheduler.week.words import listed

T = TypeVar("T")

_WHEN = ("date", "start", "end")
_KINDS: Mapping[str, Named] = {
    "body": "body",
    "instrument": "instrument",
    "leaders": "delegation",
    "speakers": "delegation",
}
_EXAMPLES = {"date": "a date", "start": "a time, as in 10:00", "end": "a time, as in 13:00"}
_WHERE = ("part", "minutes", "room")

NOT_HELD = "not held"
"""The note beside a session that is not held, in a workbook."""


def session_cells(week: Week, session: Session) -> dict[str, str]:
    """What a row says of its session, by column; of the agenda, as if nothing were divided."""
    return {
        "session": session.id,
        "title": session.title,
        "body": ";".join(session.bodies),
        "instrument": ";".join(sorted(week.instruments_of(session))),
        "subject": session.subject,
        "format": session.format_word,
        "leaders": ";".join(sorted(session.leaders)),
        "speakers": ";".join(sorted(session.speakers | session.heard)),
        "agenda": items_cell(session, whole_agenda(session)),
        "languages": str(session.languages),
        "pinned": "yes" if session.pinned else "no",
    }


class ScheduleRow(NamedTuple):
    """One row, read cell by cell; ``new``: its room and day may be such as the week lacks.

    ``same`` has what it calls by a key that is another now; see `read_published`.
    """

    row: CsvRow
    week: Week
    problems: InputProblems
    new: bool
    before: Week | None = None
    same: Mapping[str, str] = MappingProxyType({})
    translated: Mapping[str, str] = MappingProxyType({})
    """By a text in another language: what the week says in its place."""

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
        return _part(days, session, day, hours, room)

    def by_weekday(self, session: str) -> Iterator[Part]:
        """The part in this row on every day of the week that is the same weekday."""
        weekday, hours = self._read("date", read_weekday), self._hours()
        if weekday is None or hours is None:
            return
        calendar = Calendar.of(self.week)
        named = (d for d in calendar.dated if self.week.date_of(d).weekday() == weekday)
        parts = [_part(calendar, session, day, hours, None) for day in named]
        parts = [part for part in parts if part.day in self.week.days]
        if not parts:
            closed = [
                self.week.day_name(day)
                for day in range(self.week.length)
                if self.week.date_of(day).weekday() == weekday
            ]
            none = f"this week has no {WEEKDAYS[weekday].title()}"
            what = f"nobody meets on {listed(closed)}, which is closed" if closed else none
            self.doubt("date", f"{what}, and the row counts for nothing")
        yield from parts

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
        written = written or plain(cells.get("note", "")) == NOT_HELD
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
        """Note what the row says of its session otherwise than the week, which is what counts.

        Who speaks in a part of a session that may be split, `agenda_reading` reads.
        """
        posts = (self.week.body[body] for body in session.bodies)
        known = session_cells(self.week, session)
        del known["session"]
        if any(body.open_posts(role) for body in posts for role in ROLES):
            del known["leaders"]
        if session.divided and self.placed():
            del known["speakers"], known["agenda"]
        self.doubt_cells(known)

    def doubt_cells(self, known: Mapping[str, str]) -> None:
        """Note the cells that say otherwise than the week, by column."""
        doubt_differing(self.row, known, "scenario", self.problems, self._keys)

    def pieces(self, column: str) -> list[str]:
        """The texts that are joined in a cell."""
        joined = map(str.strip, self.row.cells.get(column, "").split(";"))
        return list(filter(None, joined))

    def speakers(self) -> list[str]:
        """Who is named as a speaker: the keys, and texts that mean nobody as they are."""
        names = names_of(self.week, "delegation")
        return [_key(piece, names, "delegation") for piece in self.pieces("speakers")]

    def doubt_part(self, session: str, count: int) -> None:
        """Note a number of a part that its session, of which the file places ``count``, lacks."""
        cell = self.row.cells.get("part", "")
        if cell and self.placed() and _number(cell) not in range(1, count + 1):
            has = "1 part" if count == 1 else f"{count} parts"
            what = f"'{cell}' is not read; '{session}' has {has} in this file"
            self.doubt("part", f"{what}, which count by their times")

    def _keys(self, column: str, said: str) -> set[str]:
        """The values that are joined in a cell, by their keys where they have any."""
        kind = _KINDS.get(column)
        if column == "title":
            return {plain(self.translated.get(plain(said), said))} - {""}
        if kind is None:
            return pieces(column, said.replace("_", " ") if column == "format" else said)
        names = names_of(self.week, kind)
        listed_here = filter(None, map(str.strip, said.split(";")))
        own = (self.translated.get(plain(piece), piece) for piece in listed_here)
        return {plain(_key(piece, names, kind)) for piece in own}

    def session(self) -> Session:
        """What the row says of its session, which the week lacks."""
        cells = self.row.cells
        own = {one.word: one for one in self.week.formats}
        leaders, speakers = (
            frozenset(code.strip() for code in cells.get(column, "").split(";")) - {""}
            for column in ("leaders", "speakers")
        )
        languages, kind = cells.get("languages", ""), cells.get("format", "")
        return Session(
            id=cells["session"],
            title=cells.get("title") or cells["session"],
            bodies=(),
            format=own[kind].like if kind in own else _format(kind),
            own_format=own.get(kind),
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
            if self.same.get(text):
                return self.same[text]
            key = read_name(text, former, kind, new=True) if former else text
            if key in former and key not in names and kind == "room":
                key = self._by_name(key, former[key], names, former)
            if key in former:
                return key
            known = {plain(one) for pair in names.items() for one in pair}
            own = self.translated.get(plain(key), key)
            said = own if plain(key) not in known and plain(own) in known else key
            return read_name(said, names, kind, new=new)

        return self._read(kind, reader)

    def _by_name(
        self, room: str, name: str, names: Mapping[str, str], former: Mapping[str, str]
    ) -> str:
        """The key of the room that has the name of one which the week lacks; else the old one."""
        found = [key for key, one in names.items() if plain(one) == plain(name)]
        if len(found) != 1 or found[0] in former or room in self.same:
            return room
        what = f"'{room}' is not in the scenario, and is read as '{found[0]}', which has its name"
        self.doubt("room", what)
        return found[0]

    def title_of(self, session: str) -> str:
        """The title of a session that the week lacks: in the week before, or as the row says."""
        known = None if self.before is None else self.before.session.get(session)
        return self.row.cells.get("title", "") if known is None else known.title

    def _room(self, *, new: bool) -> str | None:
        """The key of the room, which may be ``new``; that of the only one where none is named."""
        rooms = self.week.rooms
        if len(rooms) == 1 and not self.row.cells.get("room"):
            return rooms[0].id
        return self.named("room", new=new) if rooms else None

    def _hours(self) -> tuple[int, int] | None:
        """Start and minutes of the part; a start at 24:00 is the midnight after its day."""
        if self.row.in_one("start", "end"):
            start, end = self._read("start", parse_hours) or (None, None)
        else:
            start, end = self._read("start", parse_clock), self._read("end", parse_end)
        if start is None or end is None:
            return None
        end += DAY if start == DAY or past_midnight(start, end) else 0
        if end <= start:
            self.refuse("end", f"the part ends at {clock(end)}, not after {clock(start)}")
            return None
        minutes = self.row.cells.get("minutes", "")
        if minutes and minutes_said(minutes) != end - start:
            what = f"'{minutes}' minutes, but {clock(start)} to {clock(end)} is {end - start}"
            self.refuse(
                "minutes",
                f"{what}; correct the times, or, where they are right, empty this cell "
                "(the column minutes may be left out)",
            )
            return None
        return start, end - start


def _format(word: str) -> Format:
    return Format(word) if word in list(Format) else Format.PLENARY


def minutes_said(cell: str) -> float | None:
    """A number of minutes as spreadsheets write it: ``90``, ``90.0``, ``90,0``, ``1:30``.

    None where the cell holds none.
    """
    try:
        return parse_clock(cell) if ":" in cell else _number(cell)
    except ValueError:
        return None


def _number(cell: str) -> float | None:
    """A number as spreadsheets write it; None where the cell holds none."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def _part(
    calendar: Calendar, session: str, day: int, hours: tuple[int, int], room: str | None
) -> Part:
    start, minutes = hours
    return Part(session, *calendar.counted(day, start), minutes, room)


def _key(text: str, names: Mapping[str, str], kind: str) -> str:
    """The key that a text means; the text itself where it means none, or several."""
    try:
        return read_name(text, names, kind)
    except ValueError:
        return text
