"""Splitting a part in two, and joining two parts of a session."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import (
    check_place,
    divided,
    named,
    part_named,
    place_words,
    settled,
    with_parts,
)
from scheduler.errors import BadInput
from scheduler.week.as_written import merged
from scheduler.week.clock import clock
from scheduler.week.timetable import Part


def split(
    edited: EditedWeek,
    session: str,
    number: int,
    after: int,
    day: int | None = None,
    start: int | None = None,
    room: str | None = None,
) -> Edit:
    """Make two parts of one; what stands in it is divided with it.

    Parameters
    ----------
    after
        Minutes of the first of the two; the second has the rest.
    day, start, room
        Where the second goes; what is None is as it is, so that without any the second follows the
        first.

    Raises
    ------
    BadInput
        Where the timetable has no such part, nothing would be left for one of the two, or the week
        has no such place.
    """
    part, week = part_named(edited, session, number), edited.scenario.week
    if not 0 < after < part.minutes:
        what = f"of {part.minutes} minutes, the first part can have 1 to {part.minutes - 1}"
        raise BadInput.at("after", what)
    first, rest = divided(part, after)
    one = part._replace(minutes=after, statements=first)
    other = Part(
        session,
        part.day if day is None else day,
        part.start + after if start is None else start,
        part.minutes - after,
        room or part.room,
        rest,
    )
    if day is None and start is None:
        check_place(week, other, part)
    else:
        other = settled(week, other, part)
    said = f"{named(edited, part)}: split at {clock(part.start + after)}"
    if (other.begin, other.room) != (one.end, one.room):
        said += f"; the second part goes to {place_words(week, other)}"
    return Edit(with_parts(edited, [part], [one, other]), said)


def join(edited: EditedWeek, session: str, number: int, other: int) -> Edit:
    """Make one part of two, as long as both together, with what stands in them.

    It stays where the first one named is. Where one follows the other it takes the time of both.

    Raises
    ------
    BadInput
        Where the timetable does not have two such parts.
    """
    part, second = part_named(edited, session, number), part_named(edited, session, other)
    if number == other:
        raise BadInput.at("other", "a part cannot be joined with itself; name another one")
    follows = part.begin == second.end and part.room == second.room and part.day == second.day
    earlier, later = sorted((part, second), key=lambda one: one.begin)
    whole = part._replace(
        start=second.start if follows else part.start,
        minutes=part.minutes + second.minutes,
        statements=merged((*earlier.statements, *later.statements)),
    )
    check_place(edited.scenario.week, whole, part)
    words = place_words(edited.scenario.week, whole)
    said = f"{edited.scenario.week.what(session)}: parts {number} and {other} joined, {words}"
    return Edit(with_parts(edited, [part, second], [whole]), said)
