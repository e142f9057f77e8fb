"""Taking a part, or a whole session, out of the week: to the tray."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import named, part_named, with_parts
from scheduler.errors import BadInput


def remove(edited: EditedWeek, session: str, number: int | None = None) -> Edit:
    """Take out one part of a session, or all of them.

    Nobody says then what of its agenda stands in the parts that are left: it runs as it is written.

    Parameters
    ----------
    number
        None: all parts.

    Raises
    ------
    BadInput
        Where the timetable has no such part.
    """
    if number is not None:
        part = part_named(edited, session, number)
        after = with_parts(edited, [part], [], anew=session)
        return Edit(after, f"{named(edited, part)}: taken out")
    parts = edited.timetable.of(session)
    if not parts:
        raise BadInput.at("session", f"the timetable has no part of ‘{session}’")
    what = edited.scenario.week.what(session)
    return Edit(with_parts(edited, parts, []), f"{what}: taken out of the week")


def clear(edited: EditedWeek) -> Edit:
    """Take out everything that is not pinned where it is."""
    sessions = edited.scenario.week.session
    gone = [
        part
        for part in edited.timetable.parts
        if part.session not in sessions
        or not any(part.is_as(pin) for pin in sessions[part.session].pinned)
    ]
    return Edit(with_parts(edited, gone, []), "Everything taken out but what is pinned")
