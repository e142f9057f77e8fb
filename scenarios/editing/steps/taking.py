"""Taking another timetable, or another state of the week, all of it."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.following import follow
from scenarios.exchange.leadership_csv import read_leadership
from scenarios.reading.revision_folders import leaders_file
from scheduler.errors import BadInput, InputProblem
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.words import listed


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


def take_candidate(edited: EditedWeek, name: str) -> Edit:
    """Take a candidate of the scenario, by its name.

    Raises
    ------
    BadInput
        Where it has none of that name, or its file cannot be used.
    """
    known = edited.scenario.candidates
    if name not in known:
        there = f"it has {listed(known)}" if known else "it has none"
        raise BadInput.at("candidate", f"the week has no candidate ‘{name}’; {there}")
    timetable = edited.scenario.candidate(name)
    return Edit(edited._replace(timetable=timetable), f"Took the candidate {name}")


def take_revision(edited: EditedWeek, name: str) -> Edit:
    """Take the timetable, and the leaders, of a published revision such as ``lakes-2027@2``.

    The scenario stays as it is.

    Raises
    ------
    BadInput
        Where there is no such revision, or it cannot be used with this week.
    """
    timetable = edited.scenario.candidate(name)
    leaders = leaders_file(name)
    leadership = edited.leadership
    if leaders is not None:
        leadership = read_leadership(leaders, edited.scenario.week)
    after = edited._replace(timetable=timetable, leadership=leadership)
    return Edit(after, f"Took the timetable of {name}")


def take_text(edited: EditedWeek, other: EditedWeek, said: str) -> Edit:
    """Take what a file says, and let the timetable follow."""
    return follow(edited, other.text, other.scenario, said)
