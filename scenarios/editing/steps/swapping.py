"""Two parts that change places."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import named, part_named, settled, with_parts
from scheduler.errors import BadInput
from scheduler.week.timetable import Part


def swap(
    edited: EditedWeek, one: tuple[str, int], other: tuple[str, int], *, lengths: bool = False
) -> Edit:
    """Let two parts change their days, times and rooms.

    Parameters
    ----------
    one, other
        The session and the number of each part.
    lengths
        Whether each takes the length of the other as well. In a sitting that every part takes
        whole it has the length of the sitting.

    Raises
    ------
    BadInput
        Where the timetable does not have two such parts.
    """
    first, second = part_named(edited, *one), part_named(edited, *other)
    if one == other:
        raise BadInput.at("other", "a part cannot change places with itself; name another one")
    there = [_there(edited, first, second, lengths), _there(edited, second, first, lengths)]
    after = with_parts(edited, [first, second], there)
    return Edit(after, f"{named(edited, first)} and {named(edited, second)}: places swapped")


def _there(edited: EditedWeek, part: Part, place: Part, lengths: bool) -> Part:
    """A part in the place of another."""
    week = edited.scenario.week
    there = part._replace(day=place.day, start=place.start, room=place.room)
    if lengths:
        there = there._replace(minutes=place.minutes)
    return settled(week, there, place)
