"""What schedule.xml and schedule.json say of a week: days, rooms, events and persons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple
from uuid import uuid5

from scenarios.documents.feeds.described import Described
from scenarios.documents.feeds.entries import NAMESPACE, CalendarEntry
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part
from scheduler.week.week import Week

_SHORT, _LONG = 24, 48
_LARGEST = 2**31 - 1


class FeedPerson(NamedTuple):
    """Somebody who presides or speaks: a delegation, since no names of people are known."""

    guid: str
    number: int
    name: str


class FeedEvent(NamedTuple):
    """A part as an event of both forms."""

    guid: str
    number: int
    slug: str
    title: str
    subtitle: str
    room: str
    begin: datetime
    end: datetime
    minutes: int
    kind: str
    track: str
    abstract: str
    persons: tuple[FeedPerson, ...]


class FeedDay(NamedTuple):
    """A day, from its first sitting to the end of its last, and its events by room."""

    date: date
    begin: datetime
    end: datetime
    rooms: dict[str, list[FeedEvent]]


class ScheduleFeed(NamedTuple):
    """A week as both forms have it."""

    title: str
    acronym: str
    version: str
    language: str
    zone: str
    slot: int
    rooms: dict[str, tuple[str, int | None]]
    tracks: tuple[str, ...]
    days: tuple[FeedDay, ...]


def schedule_feed(told: Described) -> ScheduleFeed:
    """What both forms say of an issue."""
    week, names = told.week, told.names
    making = _FeedMaker(told)
    live = [one for one in told.entries if one.part is not None]
    events = [(one.part.day, making.event(one, one.part)) for one in live if one.part]
    rooms = {
        names.room(room.id): (_guid("room", room.id), room.seats or None) for room in week.rooms
    }
    for _, event in events:
        rooms.setdefault(event.room, (_guid("room", event.room), None))
    days = sorted({*week.days, *(day for day, _ in events)})
    return ScheduleFeed(
        title=told.cover.title or told.cover.dates,
        acronym=making.acronym,
        version=f"{told.cover.revision}, {told.issue.issued:%Y-%m-%d %H:%M}",
        language=told.language.code,
        zone=week.timezone,
        slot=week.grain,
        rooms=rooms,
        tracks=tuple(dict.fromkeys(event.track for _, event in events if event.track)),
        days=tuple(
            _day(week, day, [one for on, one in events if on == day], list(rooms)) for day in days
        ),
    )


class _FeedMaker:
    """Makes events of the entries of an issue."""

    def __init__(self, told: Described) -> None:
        self.told = told
        self.acronym = _acronym(told)
        self.numbers = _numbers(str(one.uid) for one in told.entries)
        codes = [one.code for one in told.week.delegations]
        ids = _numbers(f"delegation {code}" for code in codes)
        self.persons = {
            code: FeedPerson(_guid("delegation", code), number, told.names.delegation(code))
            for code, number in zip(codes, ids.values(), strict=True)
        }

    def event(self, entry: CalendarEntry, part: Part) -> FeedEvent:
        told, number = self.told, self.numbers[str(entry.uid)]
        said = told.part(part)
        return FeedEvent(
            guid=str(entry.uid),
            number=number,
            slug=f"{self.acronym}-{number}-{_slug(entry.session, '-', _LONG) or 'meeting'}",
            title=said.title,
            subtitle=said.which,
            room=told.room(entry) or told.language.say("Room to be announced"),
            begin=entry.begin,
            end=entry.end,
            minutes=entry.minutes,
            kind=said.kind or told.language.say("Meeting"),
            track=told.language.listed(map(told.names.body, entry.bodies)),
            abstract="\n".join(told.lines(entry)),
            persons=tuple(self._persons(part)),
        )

    def _persons(self, part: Part) -> Iterator[FeedPerson]:
        """Who presides, who is to be there throughout, and who speaks, each once."""
        session = self.told.week.session.get(part.session)
        if session is not None:
            there = sorted(session.leaders), sorted(session.speakers), self.told.speakers(part)
            yield from (self.persons[code] for code in dict.fromkeys(chain(*there)))


def _day(week: Week, day: int, events: Sequence[FeedEvent], rooms: Sequence[str]) -> FeedDay:
    """A day with its events, and when it begins and ends: past midnight, where its sittings do."""
    sittings = week.sittings_on(day)
    begins = [*(week.time_of(one.begin) for one in sittings), *(one.begin for one in events)]
    ends = [*(week.time_of(one.end) for one in sittings), *(one.end for one in events)]
    begin = min(begins, default=week.time_of(day * DAY))
    end = max(ends, default=week.time_of(day * DAY + DAY - 1))
    by_room = {room: [one for one in events if one.room == room] for room in rooms}
    held = {room: found for room, found in by_room.items() if found}
    return FeedDay(week.date_of(day), begin, end, held)


def _guid(kind: str, key: str) -> str:
    return str(uuid5(NAMESPACE, f"{kind} {key}"))


def _numbers(names: Iterable[str]) -> dict[str, int]:
    """A number for each name, that it keeps whatever else there is; no two are alike."""
    found: dict[str, int] = {}
    taken = set[int]()
    for name in names:
        number = uuid5(NAMESPACE, name).int % _LARGEST + 1
        while number in taken:
            number = number % _LARGEST + 1
        taken.add(number)
        found[name] = number
    return found


def _acronym(told: Described) -> str:
    """A short name of small letters, of the title and the year: ``intersessional_week_2011``."""
    first = told.week.first
    named = _slug(told.issue.scenario.title, "_", _SHORT)
    return f"{named}_{first.year}" if named else f"week_{first:%Y_%m_%d}"


def _slug(text: str, between: str, most: int) -> str:
    """A text in small letters without accents, cut between words."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", bare)
    found = ""
    for word in words:
        longer = f"{found}{between}{word}" if found else word[:most]
        if len(longer) > most:
            break
        found = longer
    return found
