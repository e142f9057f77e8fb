"""Taking a timetable that a search has found, all of it."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.editing.edited_week import EditedWeek
from scheduler.errors import BadInput, InputProblem
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable


def take(edited: EditedWeek, timetable: Timetable, leadership: Leadership) -> EditedWeek:
    """Put a whole timetable, and who takes the open posts, in place of those of a week.

    Raises
    ------
    BadInput
        With all that the week has no place for, as where a session was taken out of it meanwhile.
    """
    problems = [InputProblem("", sentence) for sentence in strangers(edited, timetable)]
    if problems:
        raise BadInput(problems)
    bodies = edited.scenario.week.body
    holders = tuple(one for one in leadership.holders if one.body in bodies)
    return edited._replace(timetable=timetable, leadership=Leadership(holders=holders))


def strangers(edited: EditedWeek, timetable: Timetable) -> Iterator[str]:
    """What of a timetable a week does not know, in sentences: sessions, days and rooms."""
    week = edited.scenario.week
    for session in dict.fromkeys(part.session for part in timetable.parts):
        if session not in week.session:
            yield f"the week has no session ‘{session}’ any more"
    for day in sorted({part.day for part in timetable.parts} - set(week.days)):
        yield f"the week has no day {day} any more; its days are {week.days}"
    for room in sorted({part.room for part in timetable.parts if part.room} - week.room.keys()):
        yield f"the week has no room ‘{room}’ any more"
