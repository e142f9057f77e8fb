"""Lengthening and shortening a part, at its beginning or its end."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import check_place, named, part_named, with_parts
from scheduler.week.clock import duration, hours


def resize(
    edited: EditedWeek, session: str, number: int, start: int | None, minutes: int | None
) -> Edit:
    """Give a part another beginning or another length, on its day and in its room.

    Parameters
    ----------
    start
        When it begins, in minutes after the midnight of its day; None: as it does, and with
        another length it ends at another time.
    minutes
        Its length; None: it ends when it did.

    Raises
    ------
    BadInput
        Where the timetable has no such part, or no time would be left of it.
    """
    part = part_named(edited, session, number)
    start = part.start if start is None else start
    minutes = part.start + part.minutes - start if minutes is None else minutes
    there = part._replace(start=start, minutes=minutes)
    check_place(edited.scenario.week, there, part)
    change = minutes - part.minutes
    length = "" if not change else f", {duration(abs(change))} {'longer' if change > 0 else 'less'}"
    said = f"{named(edited, part)}: now {hours(start, start + minutes)}{length}"
    return Edit(with_parts(edited, [part], [there]), said)
