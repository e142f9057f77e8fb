"""What a person names: a session, one of its parts, a room."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from scenarios.reading.names import Texts, find
from scheduler.week.clock import clock
from scheduler.week.words import listed

if TYPE_CHECKING:
    from scheduler.week.timetable import Part, Timetable
    from scheduler.week.week import Session, Week


NAMED = 12
"""Sessions that are named where none is meant."""


def session_argument(week: Week, text: str, texts: Texts = MappingProxyType({})) -> Session:
    """The session of that key or title; `ValueError` says so where it is not just one."""
    try:
        return week.session[find(week, "session", text, texts)]
    except ValueError as error:
        if ";" in str(error):
            raise
        keys, more = [*week.session][:NAMED], len(week.session) - NAMED
        others = [f"{more} more"] if more > 0 else []
        raise ValueError(f"{error}; the sessions are {listed([*keys, *others])}") from None


def agenda_argument(
    week: Week, timetable: Timetable, text: str, texts: Texts = MappingProxyType({})
) -> Session:
    """The session of that key or title, which a timetable holds, and which has an agenda.

    Raises
    ------
    ValueError
        With a sentence, where it is not so.
    """
    session = session_argument(week, text, texts)
    title = week.what(session.id)
    if not session.agenda:
        known = listed(one.id for one in week.sessions if one.agenda)
        there = f"those that have one are {known}" if known else "no session of the week has one"
        raise ValueError(f"{title} has no agenda; {there}")
    if not timetable.holds(session.id):
        raise ValueError(f"{title} is not held in this timetable")
    return session


def room_argument(week: Week, text: str | None, texts: Texts = MappingProxyType({})) -> str | None:
    """The room of that key or name; None where none is asked for. See `names.find` for errors."""
    if text is None:
        return None
    if not week.rooms:
        raise ValueError("this scenario names no rooms; leave the room out")
    return find(week, "room", text, texts)


def parts_argument(
    week: Week, timetable: Timetable, session: Session, number: int | None
) -> tuple[Part, ...]:
    """The part of that number, in order of time; without a number all parts of the session.

    Raises
    ------
    ValueError
        With a sentence that lists the parts, where there is none of that number.
    """
    parts = timetable.of(session.id)
    if number is None:
        return parts
    if not 1 <= number <= len(parts):
        there = parts_in_words(week, parts) if parts else "it is not held in this timetable"
        raise ValueError(f"{week.what(session.id)} has no part {number}; {there}")
    return (parts[number - 1],)


def part_argument(
    week: Week, timetable: Timetable, session: Session, number: int | None
) -> Part | None:
    """The one part that is asked about; None where the session is not held.

    Raises
    ------
    ValueError
        With a sentence that lists the parts, where it is not clear which.
    """
    parts = parts_argument(week, timetable, session, number)
    if len(parts) > 1:
        there = parts_in_words(week, parts)
        raise ValueError(f"which part of {week.what(session.id)}? Give its number: {there}")
    return parts[0] if parts else None


def parts_in_words(week: Week, parts: tuple[Part, ...]) -> str:
    """The parts with their numbers: ``1 is Monday 20 June, 10:00 to 13:00; 2 is …``."""
    return "; ".join(
        f"{number} is {time_in_words(week, part)}" for number, part in enumerate(parts, 1)
    )


def time_in_words(week: Week, part: Part) -> str:
    """When a part is: ``Monday 20 June, 10:00 to 13:00``."""
    day, start = part.starts
    return f"{week.day_name(day)}, {clock(start)} to {clock(start + part.minutes)}"


def place_in_words(week: Week, part: Part) -> str:
    """When and where a part is: ``Monday 20 June, 10:00 to 13:00, in Salle Obasi``."""
    room = f", in {week.room_name(part.room)}" if part.room is not None else ""
    return f"{time_in_words(week, part)}{room}"


def part_in_words(week: Week, timetable: Timetable, session: Session, part: Part | None) -> str:
    """The title of a session, and which of its parts it is where there are several."""
    parts = timetable.of(session.id)
    title = week.what(session.id)
    if part is None or len(parts) < 2:
        return title
    return f"{title} (part {parts.index(part) + 1} of {len(parts)})"
