"""Placing a session from the tray, or a further part of one that is there."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import (
    check_place,
    place_words,
    room_for,
    session_named,
    settled,
    with_parts,
)
from scheduler.judging.every_place import usual_minutes
from scheduler.week.timetable import Part


def place(
    edited: EditedWeek,
    session: str,
    day: int,
    start: int,
    room: str | None = None,
    minutes: int | None = None,
) -> Edit:
    """Put a part of a session at a place, beside those that it has.

    Nobody says then what of its agenda stands in which part: it runs as it is written.

    Parameters
    ----------
    day, start
        Days after the first day of the week, and minutes after the midnight of that day.
    room
        None: the smallest free one that suits the session.
    minutes
        Its length; None: the usual one. In a sitting that every part takes whole it takes that.

    Raises
    ------
    BadInput
        Where the week has no such session or place.
    """
    week, asked = edited.scenario.week, session_named(edited, session)
    length = usual_minutes(week, asked, None) if minutes is None else minutes
    there = Part(session, day, start, length, room)
    check_place(week, there)
    there = settled(week, there)
    if room is None:
        there = there._replace(room=room_for(week, edited.timetable, there))
    word = "a further part placed on" if edited.timetable.holds(session) else "placed on"
    after = with_parts(edited, [], [there], anew=session)
    return Edit(after, f"{week.what(session)}: {word} {place_words(week, there)}")
