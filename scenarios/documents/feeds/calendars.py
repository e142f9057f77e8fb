"""Calendars: one for all, and one for each delegation, room and body (RFC 5545 and RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import uuid5

from icalendar import Calendar, Event

from scenarios.documents.feeds.described import Described
from scenarios.documents.feeds.earlier_calendar import MEMORY, memory
from scenarios.documents.feeds.entries import CalendarEntry, week_identity
from scenarios.documents.feeds.time_zones import time_zone
from scenarios.documents.file_names import file_names
from scenarios.exchange.delegation_week import DelegationTask

_END = b"END:VCALENDAR\r\n"
_REFRESH = timedelta(hours=1)


class WrittenCalendar(NamedTuple):
    """A calendar as a file.

    Attributes
    ----------
    kind, key
        ``delegation``, ``room`` or ``body``, and which; both empty for that of all.
    name
        ``calendars/delegations/COL.ics``.
    """

    kind: str
    key: str
    name: str
    content: bytes


def calendars(told: Described) -> Iterator[WrittenCalendar]:
    """The calendars of an issue; see `scenarios.documents.feeds.run`."""
    writer = _CalendarWriter(told)
    week, names = told.week, told.names
    everything = told.entries
    content = writer.calendar("", "", [writer.event(one, kept=True) for one in everything])
    yield WrittenCalendar("", "", "calendars/all.ics", content)
    concerned = sorted({code for one in everything for code in one.concerned})
    for code, name in file_names(concerned).items():
        found = [writer.for_delegation(one, code) for one in everything if code in one.concerned]
        content = writer.calendar(f"delegation {code}", names.delegation(code), found)
        yield WrittenCalendar("delegation", code, f"calendars/delegations/{name}.ics", content)
    rooms = [room.id for room in week.rooms]
    rooms += sorted({room for one in everything for room in one.rooms if room} - {*rooms})
    for room, name in file_names(rooms).items():
        found = list(writer.for_room(everything, room))
        if found:
            content = writer.calendar(f"room {room}", names.room(room), found)
            yield WrittenCalendar("room", room, f"calendars/rooms/{name}.ics", content)
    convening = dict.fromkeys(body for one in everything for body in one.bodies)
    for body, name in file_names(convening).items():
        found = [writer.event(one) for one in everything if body in one.bodies]
        content = writer.calendar(f"body {body}", names.body(body), found)
        yield WrittenCalendar("body", body, f"calendars/bodies/{name}.ics", content)


class _CalendarWriter:
    """Writes entries as events, each but once, and puts them together."""

    def __init__(self, told: Described) -> None:
        self.told = told
        self.identity = week_identity(told.issue, told.earlier)
        self.issued = told.issue.issued.astimezone(UTC)
        self.zone = self._zone()
        self._written: dict[tuple[object, ...], bytes] = {}

    def calendar(self, what: str, whose: str, events: Iterable[bytes]) -> bytes:
        """A calendar with some events.

        Parameters
        ----------
        what
            By which it is told from others of the week: ``room obasi``; empty for that of all.
        whose
            What stands before the title of the week in its name.
        """
        found = Calendar()
        found.add("prodid", "-//meeting-week//calendar//EN")
        found.add("version", "2.0")
        found.add("calscale", "GREGORIAN")
        found.add("method", "PUBLISH")
        found.add("uid", str(uuid5(self.identity, what) if what else self.identity))
        found.add("last-modified", self.issued)
        name = ": ".join(filter(None, (whose, self.told.cover.title)))
        for key in ("name", "x-wr-calname"):
            found.add(key, name)
        for key in ("description", "x-wr-caldesc"):
            found.add(key, self.told.foot)
        found.add("x-wr-timezone", self.told.week.timezone)
        found.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
        found.add("x-published-ttl", "PT1H")
        head = found.to_ical().removesuffix(_END)
        return b"".join((head, self.zone, *events, _END))

    def event(
        self,
        entry: CalendarEntry,
        *,
        kept: bool = False,
        extra: str = "",
        gone: str = "",
        busy: bool = False,
        later: int = 0,
    ) -> bytes:
        """An entry as an event.

        Parameters
        ----------
        kept
            Whether what the next revision needs stands with it.
        extra
            A sentence that goes before all others.
        gone
            Why it is cancelled in this calendar alone; empty where it is not.
        busy
            Whether it takes up the time of whoever has it in the calendar.
        later
            How often it has changed in this calendar alone.
        """
        key = (entry.uid, kept, extra, gone, busy, later)
        if key not in self._written:
            self._written[key] = self._event(entry, kept, extra, gone, busy, later)
        return self._written[key]

    def _event(
        self, entry: CalendarEntry, kept: bool, extra: str, gone: str, busy: bool, later: int
    ) -> bytes:
        told, found = self.told, Event()
        cancelled = entry.cancelled or bool(gone)
        title = told.title(entry)
        if cancelled:
            title = told.language.say("Cancelled: {title}", title=title)
        found.add("uid", str(entry.uid))
        found.add("sequence", entry.sequence + later)
        found.add("dtstamp", self.issued)
        found.add("last-modified", self.issued)
        found.add("dtstart", _shown(entry.begin))
        found.add("dtend", _shown(entry.end))
        found.add("summary", title)
        place = ", ".join(filter(None, (told.room(entry), told.cover.place)))
        if place:
            found.add("location", place)
        lines = [gone] if gone else [extra, *told.lines(entry)]
        found.add("description", "\n".join(filter(None, (*lines, told.foot))))
        if entry.part is not None and told.part(entry.part).kind:
            found.add("categories", [told.part(entry.part).kind])
        found.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        found.add("transp", "OPAQUE" if busy and not cancelled else "TRANSPARENT")
        if kept:
            found.add(MEMORY, memory(entry))
        return bytes(found.to_ical())

    def for_delegation(self, entry: CalendarEntry, code: str) -> bytes:
        """An event as a delegation has it: it takes up its time where it has to be there.

        One that no longer concerns it is cancelled in its calendar, and goes on in all others.
        """
        later = dict(entry.turns).get(code, 0)
        if entry.part is None:
            return self.event(entry, later=later)
        if code not in entry.whose:
            gone = self.told.language.say("You need not be there.")
            return self.event(entry, gone=gone, later=later)
        duty = self.told.duties[code][entry.part.place]
        needed = duty.needed or duty.task is not DelegationTask.FOLLOW
        return self.event(entry, extra=self.told.duty(entry, code), busy=needed, later=later)

    def for_room(self, entries: Iterable[CalendarEntry], room: str) -> Iterator[bytes]:
        """The events of a room, or of a hall that it is part of; what has left it is cancelled."""
        week, say = self.told.week, self.told.language.say
        for entry in entries:
            if week.share_a_room(room, entry.room or None):
                yield self.event(entry, busy=True)
            elif any(week.share_a_room(room, other) for other in entry.rooms[:-1]):
                where = self.told.room(entry)
                moved = say("This meeting has moved to {room}.", room=where)
                yield self.event(entry, gone=moved if where else say("This meeting has moved."))

    def _zone(self) -> bytes:
        week = self.told.week
        if week.timezone == "UTC":
            return b""
        days = [moment.date() for one in self.told.entries for moment in (one.begin, one.end)]
        days += [week.first, week.date_of(max(week.days, default=0))]
        return bytes(time_zone(week.timezone, min(days), max(days)).to_ical())


def _shown(moment: datetime) -> datetime:
    """A time that clocks show twice stands for the first; the second is written as universal."""
    return moment.astimezone(UTC) if moment.fold else moment
