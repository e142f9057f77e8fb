"""Moving a part by hand: wherever a person puts it, whatever that breaks."""

from __future__ import annotations

from scenarios.editing.edited_week import EditedWeek
from scheduler.errors import BadInput
from scheduler.week.timetable import Part, Timetable


def part_named(edited: EditedWeek, session: str, number: int) -> Part:
    """A part by its session and its number, from 1, in the order of time.

    Raises
    ------
    BadInput
        Where the timetable has none.
    """
    parts = edited.timetable.of(session)
    if not 1 <= number <= len(parts):
        raise BadInput.at("", f"the timetable has no part {number} of ‘{session}’")
    return parts[number - 1]


def move(
    edited: EditedWeek, session: str, number: int, day: int, start: int, room: str | None
) -> EditedWeek:
    """Put a part of a session elsewhere, with its length and what stands in it.

    Raises
    ------
    BadInput
        Where the timetable has no such part, or the week no such day or room.
    """
    part = part_named(edited, session, number)
    check_place(edited, day, start, room)
    there = part._replace(day=day, start=start, room=room)
    rest = list(edited.timetable.parts)
    rest[rest.index(part)] = there
    return edited._replace(timetable=Timetable(parts=tuple(rest)))


def check_place(edited: EditedWeek, day: int, start: int, room: str | None) -> None:
    """Refuse a place that the week does not have, such as a room that nobody knows.

    Raises
    ------
    BadInput
        With all that is wrong with it.
    """
    week = edited.scenario.week
    if day not in week.days:
        raise BadInput.at("day", f"the week has no day {day}; its days are {week.days}")
    if room is None and week.rooms:
        raise BadInput.at("room", "say in which room; the week has rooms")
    if room is not None and room not in week.room:
        raise BadInput.at("room", f"the week has no room ‘{room}’")
    if start < 0 or start % week.grain:
        raise BadInput.at("start", f"parts begin every {week.grain} minutes")
