"""What a calendar of all remembers, so that the next revision goes on from it."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from icalendar import Calendar, Component
from pydantic import ValidationError

from scenarios.documents.feeds.entries import CalendarEntry, Earlier
from scheduler.errors import BadInput
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part

MEMORY = "x-meeting-week"
"""The property that holds it; other programs pass over it."""


class Memory(Frozen):
    """What is kept of an entry besides what its event says."""

    session: str
    title: str
    number: int
    rooms: tuple[str, ...]
    bodies: tuple[str, ...]
    whose: tuple[str, ...]
    turns: tuple[tuple[str, int], ...] = ()
    named: tuple[tuple[str, str], ...] = ()


def memory(entry: CalendarEntry) -> str:
    """What is kept of an entry, as text."""
    kept = {name: getattr(entry, name) for name in Memory.model_fields}
    return json.dumps(kept | {"whose": sorted(entry.whose)}, ensure_ascii=False)


def read_earlier(content: bytes, where: str) -> Earlier:
    """Read the calendar of all of an earlier revision.

    Parameters
    ----------
    where
        What it is called, for messages.

    Raises
    ------
    BadInput
        Where it is no such calendar.
    """
    try:
        calendar = Calendar.from_ical(content)
        found = tuple(map(_entry, calendar.walk("VEVENT")))
        return Earlier(UUID(str(calendar["uid"])), found)
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, ValidationError):
        what = "this is not a calendar of all that this program wrote"
        raise BadInput.at(where, f"{what}; give the all.ics of the revision before") from None


def _entry(event: Component) -> CalendarEntry:
    kept = Memory.model_validate_json(str(event[MEMORY]))
    begin, end = event.decoded("dtstart"), event.decoded("dtend")
    if not (isinstance(begin, datetime) and isinstance(end, datetime) and kept.rooms):
        raise ValueError
    cancelled = str(event.get("status", "")) == "CANCELLED"
    here = None if cancelled else Part(kept.session, 0, 0, 1)
    return CalendarEntry(
        uid=UUID(str(event["uid"])),
        sequence=int(event.get("sequence", 0)),
        begin=begin,
        end=end,
        part=here,
        **{**dict(kept), "whose": frozenset(kept.whose)},
    )
