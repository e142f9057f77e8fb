"""The schedule CSV: what the Coordinating Committee receives, and what reads back as a candidate.

The columns stand in `COLUMNS`. Sessions, bodies, instruments and rooms stand by their keys in the
scenario file, delegations by their codes; several values are joined by ``;``. The file is UTF-8,
with one row for each part, and a row without date, time and room for each session not held.
Who speaks in a part, and on what, stands in its row: see `agenda_cells` and `agenda_reading`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from scenarios.exchange.agenda_cells import agenda_cells
from scenarios.exchange.agenda_reading import read_agenda
from scenarios.exchange.csv_text import rows_text
from scenarios.exchange.schedule_row import ScheduleRow, session_cells
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import names_of, plain, renamed
from scenarios.reading.revision_folders import published_names
from scenarios.reading.spelling import nearest, suggestion
from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scenarios.reading.tables.csv_sheet import HEADED
from scenarios.reading.tables.heads import SCHEDULE, Heads
from scenarios.reading.tables.workbook_cells import CellSheet
from scheduler.week.clock import clock
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

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
    "agenda",
    "languages",
    "pinned",
)

Texts: TypeAlias = Mapping[str, Mapping[str, str]]
"""By language: what texts of a week are in it."""

KIND = "schedule CSV"
_NEEDED = ("session", "date", "start", "end")
_INSTEAD = {"session": "title", "start": "time", "end": "time"}
"""``time`` holds both times: ``10:00 – 13:00``."""
_ADD_IT = (
    ", where a meeting has to stand first: add it there, or have it added (replan --change "
    '"add …"); if a replan added it, give the scenario that it saved, or the revision'
)
ALIKE = 0.85
"""How like two keys are, from 0 to 1, of which one may be a slip of the pen for the other."""

_KNOWN = (*COLUMNS, "note")
"""Columns that may stand there: `note` is for people."""


def is_schedule(sheet: CellSheet) -> bool:
    """Whether a sheet of a workbook has the columns that a schedule needs."""
    heads = Heads(_NEEDED, _KNOWN, SCHEDULE, _INSTEAD)
    first = [row for _, row in islice(sheet.texts(), HEADED)]
    return any(heads.named(row) == len(_NEEDED) for row in first)


def schedule_rows(week: Week, timetable: Timetable) -> list[dict[str, str]]:
    """The rows of the schedule, each with every column, as text.

    They are sorted by date, start, room, session and part; sessions not held stand at the end.
    """
    numbers: dict[str, int] = {}
    agendas = {
        session.id: agenda_cells(session, timetable.of(session.id)) for session in week.sessions
    }
    rows = []
    for part in timetable.parts:
        numbers[part.session] = number = numbers.get(part.session, 0) + 1
        day, start = part.starts
        placed = {
            "part": str(number),
            "date": week.date_of(day).isoformat(),
            "start": clock(start),
            "end": clock(start + part.minutes),
            "minutes": str(part.minutes),
            "room": part.room or "",
        }
        session = week.session.get(part.session)
        if session is None:
            cells = {"session": part.session}
        else:
            cells = {**session_cells(week, session), **agendas[session.id][number - 1]}
        rows.append({**dict.fromkeys(COLUMNS, ""), **cells, **placed})
    rows.sort(key=lambda r: (r["date"], r["start"], r["room"], r["session"], int(r["part"])))
    absent = (session for session in week.sessions if not timetable.holds(session.id))
    empty = dict.fromkeys(("part", "date", "start", "end", "room"), "")
    about = (session_cells(week, one) for one in sorted(absent, key=lambda session: session.id))
    rows += [{**one, **empty, "minutes": "0"} for one in about]
    return [{column: row[column] for column in COLUMNS} for row in rows]


def schedule_text(week: Week, timetable: Timetable) -> str:
    """The schedule as the text of a CSV file."""
    return rows_text(schedule_rows(week, timetable), COLUMNS)


def read_schedule(
    path: Path, week: Week, *, speakers: bool = True, texts: Texts = MappingProxyType({})
) -> Timetable:
    """Read a timetable for this week from a schedule CSV, also one made by hand.

    Only ``session``, ``date``, ``start`` and ``end`` are needed, and ``room`` where the week has
    more than one. Sessions and rooms go by their keys or names, days and times by any form that the
    readers of moments know. Where the rows of a session that may be split say who speaks in which
    part, that is read, too. What else is said of a session is not read; where it differs from the
    week, that is warned of.

    A row whose session the week does not have is kept, so that the judge names it, and a warning
    says where it stands: a session may have been cancelled since. Such rows are refused where they
    are the most, and where one looks like a slip of the pen: its name is near to that of a session
    with no row of its own.

    Parameters
    ----------
    speakers
        Whether it is read who speaks in which part; else the timetable does not say it.
    texts
        By language: what titles and names of the week are in it. Sessions and rooms may stand by
        these, too.

    Raises
    ------
    BadInput
        With row and column of every problem.
    """
    return _read(path, week, new=False, speakers=speakers, texts=texts).timetable


def _in_the_weeks_own_words(texts: Texts) -> dict[str, str]:
    """By a text in another language, as `plain` sees it: what the week says in its place."""
    own: dict[str, set[str]] = {}
    for language in texts.values():
        for text, other in language.items():
            own.setdefault(plain(other), set()).add(text)
    return {other: text for other, (text, *more) in own.items() if not more}


class Published(NamedTuple):
    """A timetable that has gone out, read for a week that may have changed since.

    Attributes
    ----------
    timetable
        Its days are counted in this week. It may hold sessions, rooms and days that the week no
        longer has.
    gone
        The sessions that the week no longer has, as far as the file describes them.
    named
        The keys of all sessions that stand in the file, held or not.
    """

    timetable: Timetable
    gone: tuple[Session, ...]
    named: frozenset[str] = frozenset()


def read_published(
    path: Path,
    week: Week,
    before: Week | None = None,
    same: Mapping[str, str] = MappingProxyType({}),
) -> Published:
    """Read a timetable that has gone out; the week may have lost some of its sessions and rooms.

    The errors are those of `read_schedule`.

    Parameters
    ----------
    before
        The week for which it went out, if that is another: its keys and names go before those of
        this one.
    same
        Keys of sessions and rooms that the week has under another now, each with that; an empty one
        where it has none.
    """
    return _read(path, week, new=True, before=before, same=same)


def _read(
    path: Path,
    week: Week,
    *,
    new: bool,
    before: Week | None = None,
    speakers: bool = True,
    same: Mapping[str, str] = MappingProxyType({}),
    texts: Texts = MappingProxyType({}),
) -> Published:
    needed = _NEEDED if len(week.rooms) < 2 else (*_NEEDED, "room")
    rows = read_rows(path, needed, KIND, known=_KNOWN, usual=SCHEDULE, instead=_INSTEAD)
    same = {**_keys_since(path, week), **same}
    problems, placed = InputProblems(), list[tuple[ScheduleRow, Part]]()
    gone: dict[str, Session] = {}
    unread = set[str | None]()
    seen: dict[tuple[str, int, int], int] = {}
    said = _in_the_weeks_own_words(texts)
    titled = map(_by_its_title, rows)
    readers = [ScheduleRow(row, week, problems, new, before, same, said) for row in titled]
    written = [reader.named("session") for reader in readers]
    now = _by_title(list(zip(readers, written, strict=True)), week)
    former = {new: old for old, new in (*same.items(), *now.items())}
    named = [
        (reader, now.get(session or "", session))
        for reader, session in zip(readers, written, strict=True)
    ]
    left = new or _tell_unknown(named, names_of(week, "session"))
    held: dict[str | None, int] = {}
    for reader, session in named:
        if not (reader.placed() and reader.row.cells["session"]):
            continue
        held.setdefault(session, reader.row.number)
        part = reader.part(session, new_room=left and session not in week.session)
        if part is None:
            unread.add(session)
            continue
        key = (part.session, part.day, part.start)
        if key in seen:
            reader.refuse("session", f"this row repeats row {seen[key]}; keep one of them")
            continue
        seen[key] = reader.row.number
        placed.append((reader, part))
        if part.session not in week.session:
            gone.setdefault(part.session, reader.session())
    counts = Counter(part.session for _, part in placed)
    for reader, session in named:
        if not reader.placed() and (session in week.session or (new and session)):
            reader.check_not_held(session, held)
        if session in week.session and not new:
            reader.doubt_differing(week.session[session])
            reader.doubt_part(session, counts[session])
    if not rows:
        what = "no row stands below the names of the columns, and so no session has a place"
        problems.doubt(str(path), what)
    agenda = (before or week) if speakers else None
    parts = list(_with_agendas(placed, week, agenda, unread, former))
    problems.finish()
    keys = frozenset(session for _, session in named if session)
    return Published(Timetable(parts=tuple(parts)), tuple(gone.values()), keys)


def _keys_since(path: Path, week: Week) -> dict[str, str]:
    """Keys of sessions and rooms that the week has under another, where a revision knows names."""
    names = published_names(path)
    sessions, rooms = names.get("session", {}), names.get("room", {})
    found = {
        **renamed(sessions, names_of(week, "session")),
        **renamed(rooms, names_of(week, "room")),
    }
    return {old: new for old, new in found.items() if not (old in sessions and old in rooms)}


def _by_its_title(row: CsvRow) -> CsvRow:
    """A row that says of its session the title alone, as if that stood in place of its key."""
    title = row.cells.get("title", "")
    if not title or row.cells.get("session"):
        return row
    called = {**row.called, "session": row.called.get("title", "title")}
    return row._replace(cells={**row.cells, "session": title}, called=called)


def _by_title(named: Sequence[tuple[ScheduleRow, str | None]], week: Week) -> dict[str, str]:
    """Sessions whose key the week does not have, each with the one that has its title now.

    That is one with no row of its own, which only one session of the file can be.
    """
    taken = {session for _, session in named}
    titles = Counter(plain(session.title) for session in week.sessions)
    free = {
        plain(one.title): one.id
        for one in week.sessions
        if one.id not in taken and titles[plain(one.title)] == 1
    }
    claims: dict[str, dict[str, list[ScheduleRow]]] = {}
    for reader, session in named:
        if session and session not in week.session and session not in reader.same:
            key = free.get(plain(reader.title_of(session)))
            if key is not None:
                claims.setdefault(key, {}).setdefault(session, []).append(reader)
    found = {}
    for key, sessions in claims.items():
        for session, readers in sessions.items() if len(sessions) == 1 else ():
            found[session] = key
            what = (
                f"'{session}' is not in the scenario, and is read as '{key}', which has its title"
            )
            for reader in readers:
                reader.doubt("session", what)
    return found


def _with_agendas(
    placed: Iterable[tuple[ScheduleRow, Part]],
    week: Week,
    before: Week | None,
    unread: Collection[str | None],
    former: Mapping[str, str],
) -> Iterator[Part]:
    """The parts of the rows, with what stands in each where the rows say so.

    They speak of the agendas before, of sessions that may have had ``former`` keys; where items
    stand at other places now, nothing is known, and where no agendas are given, nothing is read. Of
    the sessions in ``unread`` some row has no place; None among them stands for a row that names no
    session.
    """
    by_session: dict[str, list[tuple[ScheduleRow, Part]]] = {}
    for row in sorted(placed, key=lambda row: row[1].begin):
        by_session.setdefault(row[1].session, []).append(row)
    for key, rows in by_session.items():
        session = None
        if before is not None:
            session = before.session.get(key) or before.session.get(former.get(key, ""))
        now = week.session.get(key)
        if before is None or session is None or now is None or not session.divided:
            yield from (part for _, part in rows)
            continue
        complete = key not in unread and None not in unread
        parts = read_agenda(before, session, rows, complete=complete)
        same = now.divided and _items(now)[: len(session.agenda)] == _items(session)
        yield from parts if same else (part.place for part in parts)


def _items(session: Session) -> list[tuple[str, bool]]:
    """The items of an agenda, each by its title, and whether it has speakers."""
    return [(item.title, bool(item.speakers)) for item in session.agenda]


def _tell_unknown(
    named: Sequence[tuple[ScheduleRow, str | None]], names: Mapping[str, str]
) -> bool:
    """Warn of rows whose session the week does not have, and give whether they may stay.

    All are refused where one is a slip of the pen, or where most rows are of another week.
    """
    unknown = [(reader, session) for reader, session in named if session and session not in names]
    near = {nearest(session, names) for _, session in unknown} - {None}
    refused = 2 * len(unknown) > len(named) or not near.issubset(session for _, session in named)
    for reader, session in unknown:
        what = f"there is no session '{session}'"
        if refused:
            reader.refuse("session", f"{what}{suggestion(session, names)}")
        else:
            hint = _ADD_IT if reader.placed() else "; the rest is read without it"
            reader.doubt("session", f"{what} in the scenario{hint}")
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
    rows = read_rows(path, _NEEDED, KIND, known=_KNOWN, usual=SCHEDULE, instead=_INSTEAD)
    for row in rows:
        reader = ScheduleRow(_by_its_title(row), week, problems, new=True)
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
    _doubt_near(lacking, names, problems)
    problems.finish()
    return Timetable(parts=tuple(parts))


def _doubt_near(
    lacking: Mapping[str, CsvRow], names: Mapping[str, str], problems: InputProblems
) -> None:
    """Note sessions that a week lacks and that may be slips of the pen for some that it has."""
    for session, row in lacking.items():
        hint = nearest(session, names, ALIKE)
        if hint:
            what = f"this week has no session '{session}', and the row counts for nothing"
            problems.doubt(row.place("session"), f"{what}; did you mean {hint}?")


def _few(keys: Iterable[str]) -> str:
    """The first of some keys, as many as one reads."""
    keys = sorted(keys)
    return ", ".join(keys) if len(keys) <= 12 else f"{', '.join(keys[:12])} …"
