"""The entries of a calendar: parts that keep their identifier from one revision to the next.

A part is known by the week, its session and a number. The first revision numbers the parts of a
session in order of time. Later ones take each part for the one before that it became, as a
comparison does; a further part has a number that was never used, and one that is gone stays as
cancelled. So an identifier never comes to mean something else, also where a session is split anew.
The identity of the week is that of the first revision, whatever folder it is published in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from scenarios.documents.issue import Issue
from scenarios.reading.names import plain, renamed
from scenarios.studies.comparison.matching import matched
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

NAMESPACE = uuid5(NAMESPACE_URL, "urn:meeting-week")


class CalendarEntry(NamedTuple):
    """A part, or one that was cancelled, with what is known of it from one revision to the next.

    Attributes
    ----------
    sequence
        How often its time or its room has changed, or it was cancelled or held again.
    session, title
        Key and title of its session; the title as the scenario has it.
    number
        Among all parts that the session ever had, from 1.
    begin, end
        With the offset that the place of the meeting has then.
    rooms
        Keys of all rooms in which it ever was; the last is the one in which it is, "" for none.
    whose
        Codes of the delegations that it concerns, or concerned when it was cancelled.
    turns
        How often a delegation that it once concerned has left it or come back to it, by its code.
    named
        The names of these rooms by their keys.
    bodies
        Keys of those who convene it.
    part
        As it stands in the timetable; None for one that is cancelled.
    """

    uid: UUID
    sequence: int
    session: str
    title: str
    number: int
    begin: datetime
    end: datetime
    rooms: tuple[str, ...]
    whose: frozenset[str]
    bodies: tuple[str, ...]
    part: Part | None = None
    turns: tuple[tuple[str, int], ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    @property
    def concerned(self) -> frozenset[str]:
        """Codes of the delegations that it concerns or ever concerned: it is in their calendars."""
        return self.whose | {code for code, _ in self.turns}

    @property
    def room(self) -> str:
        return self.rooms[-1]

    @property
    def minutes(self) -> int:
        """How long it lasts, also where clocks change meanwhile."""
        begin, end = (moment.astimezone(UTC) for moment in (self.begin, self.end))
        return (end - begin) // timedelta(minutes=1)

    @property
    def cancelled(self) -> bool:
        return self.part is None


class Earlier(NamedTuple):
    """What an earlier calendar of all says: the identity of its week, and its entries."""

    week: UUID
    entries: tuple[CalendarEntry, ...]


def week_identity(issue: Issue, earlier: Earlier | None) -> UUID:
    """What tells a week from all others; the one of an earlier revision where there is one."""
    if earlier is not None:
        return earlier.week
    week = issue.scenario.week
    return uuid5(NAMESPACE, f"{week.first} {week.timezone} {plain(issue.scenario.title)}")


def entries(
    issue: Issue, whose: dict[Part, frozenset[str]], earlier: Earlier | None = None
) -> tuple[CalendarEntry, ...]:
    """The entries of a revision, in order of time; what was cancelled stands where it was.

    Parameters
    ----------
    whose
        By part, the codes of the delegations that it concerns.
    earlier
        What the calendar of all of the revision before says.
    """
    known = _by_session(issue.scenario.week, () if earlier is None else earlier.entries)
    making = _EntryMaker(issue.scenario.week, week_identity(issue, earlier), whose, set())
    making.used.update(one.uid for old in known.values() for one in old)
    sessions = dict.fromkeys((*(part.session for part in issue.timetable.parts), *known))
    found = (
        entry
        for session in sessions
        for entry in making.of_session(session, issue.timetable.of(session), known.get(session, ()))
    )
    return tuple(sorted(found, key=lambda one: (one.begin, one.session, one.number)))


def _by_session(week: Week, old: Iterable[CalendarEntry]) -> dict[str, tuple[CalendarEntry, ...]]:
    """Earlier entries by session; a key that the week no longer has goes by its title or name."""
    old = tuple(old)
    keys = renamed(
        {one.session: one.title for one in old}, {one.id: one.title for one in week.sessions}
    )
    rooms = renamed(
        {room: name for one in old for room, name in one.named},
        {room.id: room.name for room in week.rooms},
    )
    found: dict[str, list[CalendarEntry]] = {}
    for one in old:
        session = keys.get(one.session, one.session)
        entry = one._replace(
            session=session,
            rooms=tuple(rooms.get(room, room) for room in one.rooms),
            named=tuple((rooms.get(room, room), name) for room, name in one.named),
        )
        found.setdefault(session, []).append(entry)
    return {session: tuple(of_session) for session, of_session in found.items()}


class _EntryMaker(NamedTuple):
    """What all entries of a revision are made with."""

    week: Week
    identity: UUID
    whose: dict[Part, frozenset[str]]
    used: set[UUID]

    def of_session(
        self, session: str, parts: Sequence[Part], known: Sequence[CalendarEntry]
    ) -> Iterator[CalendarEntry]:
        """The entries of one session: those that go on, then new ones, then the cancelled."""
        live = [one for one in known if not one.cancelled]
        gone = [one for one in known if one.cancelled]
        became = _became(self.week, parts, live)
        going = {one.uid for one in became.values()}
        gone += [one for one in live if one.uid not in going]
        numbers = count(1 + max((one.number for one in known), default=0))
        for part in parts:
            before = became.pop(part, None) or _nearest(self.week, part, gone)
            if before is None:
                yield self._new(session, part, numbers)
                continue
            gone = [one for one in gone if one is not before]
            yield self._goes_on(part, before)
        for one in gone:
            newly = one.part is not None
            yield one._replace(part=None, sequence=one.sequence + newly)

    def _new(self, session: str, part: Part, numbers: Iterator[int]) -> CalendarEntry:
        named = ((number, uuid5(self.identity, f"{session}/{number}")) for number in numbers)
        number, uid = next(pair for pair in named if pair[1] not in self.used)
        self.used.add(uid)
        begin, end = times(self.week, part)
        rooms = (part.room or "",)
        return self._described(
            CalendarEntry(uid, 0, session, "", number, begin, end, rooms, frozenset(), ()), part
        )

    def _goes_on(self, part: Part, before: CalendarEntry) -> CalendarEntry:
        begin, end = times(self.week, part)
        room = part.room or ""
        same = (begin, end, room) == (before.begin, before.end, before.room)
        rooms = tuple(one for one in before.rooms if one != room)
        return self._described(
            before._replace(
                sequence=before.sequence + (before.cancelled or not same),
                begin=begin,
                end=end,
                rooms=(*rooms, room),
            ),
            part,
        )

    def _names(self, rooms: Iterable[str]) -> dict[str, str]:
        """The names of rooms that the week has, by their keys."""
        return {room: self.week.room[room].name for room in rooms if room in self.week.room}

    def _described(self, entry: CalendarEntry, part: Part) -> CalendarEntry:
        session = self.week.session.get(part.session)
        whose, turns = self.whose.get(part, frozenset()), dict(entry.turns)
        for code in entry.whose - whose | turns.keys() & whose - entry.whose:
            turns[code] = turns.get(code, 0) + 1
        return entry._replace(
            title=part.session if session is None else session.title,
            bodies=() if session is None else session.bodies,
            whose=whose,
            named=tuple(sorted((dict(entry.named) | self._names(entry.rooms)).items())),
            turns=tuple(sorted(turns.items())),
            part=part,
        )


def times(week: Week, part: Part) -> tuple[datetime, datetime]:
    """When a part begins and ends, on clocks that show these times.

    A time that no clock shows is the one to which clocks have gone forward.
    """
    zone = ZoneInfo(week.timezone)
    begin, end = (week.time_of(moment).astimezone(UTC) for moment in (part.begin, part.end))
    if end <= begin:
        end = begin + timedelta(minutes=part.minutes)
    return begin.astimezone(zone), end.astimezone(zone)


def _became(
    week: Week, parts: Sequence[Part], live: Sequence[CalendarEntry]
) -> dict[Part, CalendarEntry]:
    """Which part goes on from which entry."""
    old = {_laid(week, one): one for one in live}
    new = {_normal(part): part for part in parts}
    found = {part: old[place] for place, part in new.items() if place in old}
    for pair in matched(Timetable(parts=tuple(old)), Timetable(parts=tuple(new))):
        if pair.before is not None and pair.after is not None:
            found[new[pair.after]] = old[pair.before]
    return found


def _normal(part: Part) -> Part:
    """A part by the day on which it begins, without who speaks in it; its session is left out."""
    day, start = divmod(part.begin, DAY)
    return Part("", day, start, part.minutes, part.room or "")


def _laid(week: Week, entry: CalendarEntry) -> Part:
    """An entry as a part of the week, at the times that clocks show."""
    zone = ZoneInfo(week.timezone)
    begin, end = (_minutes(week.first, one.astimezone(zone)) for one in (entry.begin, entry.end))
    day, start = divmod(begin, DAY)
    return Part("", day, start, end - begin, entry.room)


def _minutes(first: date, moment: datetime) -> int:
    wall = moment.replace(tzinfo=None) - datetime.combine(first, time())
    return wall // timedelta(minutes=1)


def _nearest(week: Week, part: Part, gone: Sequence[CalendarEntry]) -> CalendarEntry | None:
    """The cancelled entry that a further part holds again: the nearest in time, then in number."""
    begin = times(week, part)[0]
    return min(gone, key=lambda one: (abs(one.begin - begin), one.number), default=None)
