"""A room as a person writes it, and as it is written for people."""

from __future__ import annotations

from scenarios.reading.spelling import suggestion
from scheduler.week.week import Week


def room_name(week: Week, room: str | None) -> str:
    """The name of a room; empty where there is none."""
    found = week.room.get(room or "")
    return found.name if found else room or ""


def read_room(words: str, week: Week) -> str:
    """The key of the room of that key, or of that name.

    Raises
    ------
    ValueError
        With a sentence, where there is none.
    """
    for room in week.rooms:
        if words.strip().lower() in (room.id.lower(), room.name.lower()):
            return room.id
    names = {room.id: room.name for room in week.rooms}
    raise ValueError(f"'{words}' is not a room of this scenario{suggestion(words, names)}")
