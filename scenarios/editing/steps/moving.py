"""Moving a part by hand: wherever a person puts it, whatever that breaks."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import named, part_named, place_words, settled, with_parts
from scheduler.week.clock import clock
from scheduler.week.timetable import Part
from scheduler.week.week import Week


def move(
    edited: EditedWeek,
    session: str,
    number: int,
    day: int,
    start: int,
    room: str | None = None,
    minutes: int | None = None,
) -> Edit:
    """Put a part of a session elsewhere, with what stands in it.

    Parameters
    ----------
    day, start
        Days after the first day of the week, and minutes after the midnight of that day.
    room
        None: the one in which it is.
    minutes
        Its length there; None: as it is. In a sitting that every part takes whole it takes that.

    Raises
    ------
    BadInput
        Where the timetable has no such part, or the week no such place.
    """
    part, week = part_named(edited, session, number), edited.scenario.week
    length = part.minutes if minutes is None else minutes
    there = part._replace(day=day, start=start, room=room or part.room, minutes=length)
    there = settled(week, there, part)
    after = with_parts(edited, [part], [there])
    return Edit(after, f"{named(edited, part)}: {_moved(week, part, there)}")


def _moved(week: Week, before: Part, after: Part) -> str:
    """What of a place has become another, in words."""
    if before.place == after.place:
        return "left where it was"
    if (before.begin, before.minutes) == (after.begin, after.minutes):
        return f"moved to {week.room_name(after.room)}"
    same_room, same_length = before.room == after.room, before.minutes == after.minutes
    if before.day == after.day and same_room and same_length:
        return f"moved to {clock(after.start)} on {week.day_name(after.day)}"
    return f"moved to {place_words(week, after)}"
