"""The parts of a timetable that steps speak of: named, placed, and told in words."""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.editing.edited_week import EditedWeek
from scheduler.errors import BadInput, InputProblem
from scheduler.week.agenda import Statement
from scheduler.week.clock import DAY, hours
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week


def session_named(edited: EditedWeek, session: str) -> Session:
    """A session by its key; `BadInput` where the week has none."""
    found = edited.scenario.week.session.get(session)
    if found is None:
        raise BadInput.at("session", f"the week has no session ‘{session}’")
    return found


def part_named(edited: EditedWeek, session: str, number: int) -> Part:
    """A part by its session and its number, from 1, in the order of time.

    Raises
    ------
    BadInput
        Where the timetable has none.
    """
    parts = edited.timetable.of(session)
    if not 1 <= number <= len(parts):
        raise BadInput.at("number", f"the timetable has no part {number} of ‘{session}’")
    return parts[number - 1]


def check_place(week: Week, there: Part, before: Part | None = None) -> None:
    """Refuse a place that cannot be written down, such as a room that nobody knows.

    Whatever else is wrong with it is for the judge to say.

    Parameters
    ----------
    before
        The part as it was: it may stay in a room that is no more.

    Raises
    ------
    BadInput
        With all that is wrong with it.
    """
    problems = list[InputProblem]()
    if not 0 <= there.day < week.length:
        what = f"the week has no day {there.day}; it has the days 0 to {week.length - 1}"
        problems.append(InputProblem("day", what))
    if not 0 <= there.start < 2 * DAY:
        what = f"a part begins 0 to {2 * DAY - 1} minutes after the midnight of its day"
        problems.append(InputProblem("start", what))
    if not 1 <= there.minutes <= DAY:
        problems.append(InputProblem("minutes", f"a part lasts 1 to {DAY} minutes"))
    stays = before is not None and before.room == there.room
    if there.room is not None and there.room not in week.room and not stays:
        problems.append(InputProblem("room", f"the week has no room ‘{there.room}’"))
    if problems:
        raise BadInput(problems)


def sitting_around(week: Week, part: Part) -> Sitting | None:
    """The sitting in which a part begins, however long it is."""
    return next((s for s in week.sittings_near(part) if s.opens <= part.start < s.closes), None)


def settled(week: Week, there: Part, before: Part | None = None) -> Part:
    """A part in its place: all of a sitting that is taken whole.

    Raises
    ------
    BadInput
        As `check_place`.
    """
    check_place(week, there, before)
    around = sitting_around(week, there)
    if around is None or not around.whole:
        return there
    return there._replace(start=around.opens, minutes=around.minutes)


def room_for(week: Week, timetable: Timetable, part: Part) -> str | None:
    """A room for a part that names none: the smallest free one that suits its session.

    Where none is free it is the smallest that suits, and where none suits, the largest of all.
    """
    if not week.rooms:
        return None
    session = week.session.get(part.session)
    sitting = week.sitting_of(part)
    taken = [p.room for p in timetable.parts if p.begin < part.end and part.begin < p.end]

    def badness(room_id: str) -> tuple[bool, bool, int]:
        room = week.room[room_id]
        suits = session is None or session.fits(room)
        closed = sitting is not None and sitting.id in room.closed
        free = not closed and not any(week.share_a_room(room_id, other) for other in taken)
        return not suits, not free, room.seats if suits else -room.seats

    return min(week.room, key=badness)


def with_parts(
    edited: EditedWeek, gone: Iterable[Part], new: Iterable[Part], *, anew: str = ""
) -> EditedWeek:
    """The week with some parts gone and others there.

    Parameters
    ----------
    anew
        A session of which nobody says any more what stands in which part.
    """
    parts = list(edited.timetable.parts)
    for part in gone:
        parts.remove(part)
    there = [part.place if part.session == anew else part for part in (*parts, *new)]
    return edited._replace(timetable=Timetable(parts=tuple(there)))


def divided(part: Part, minutes: int) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """What of a part's statements stands in its first minutes, and what in the rest, in order."""
    asked = sum(one.minutes for one in part.statements)
    run, first, rest = 0, list[Statement](), list[Statement]()
    for one in part.statements:
        middle = (2 * run + one.minutes) * part.minutes
        (first if middle <= 2 * minutes * asked else rest).append(one)
        run += one.minutes
    return tuple(first), tuple(rest)


def named(edited: EditedWeek, part: Part) -> str:
    """A part in words: the title of its session, with its number where there are several."""
    number = edited.timetable.number(part)
    title = edited.scenario.week.what(part.session)
    return f"{title}, part {number}" if number else title


def place_words(week: Week, part: Part) -> str:
    """Where a part is, in words: ``Monday 20 June, 10:00–13:00, in Room XXII``."""
    times = hours(part.start, part.start + part.minutes)
    day = week.day_name(part.day)
    room = week.room_name(part.room)
    return f"{day}, {times}, in {room}" if room else f"{day}, {times}"
