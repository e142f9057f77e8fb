"""A timetable that follows its scenario: it keeps what it can when that becomes another."""

from __future__ import annotations

from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.steps.parts import named, room_for
from scenarios.scenario import Scenario
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


def follow(before: EditedWeek, text: str, scenario: Scenario, said: str) -> Edit:
    """The week with another scenario, and all of its timetable that still has a place in it.

    A part of a session that is no more goes, and so does one on a day that is no more; one in a
    room that is no more takes another at the same time. Dates stay, unless the whole week has gone
    to other dates: then its days do. What is said to stand in a part goes where the agenda of its
    session has become another.
    """
    old, new = before.scenario.week, scenario.week
    shift, notes, kept = _shift(old, new), list[str](), list[Part]()
    for part in before.timetable.parts:
        there = part._replace(day=part.day + shift)
        if part.session not in new.session:
            notes.append(
                f"{old.what(part.session)} went out: the week has no such session any more."
            )
        elif not 0 <= there.day < new.length:
            day = old.day_name(part.day)
            notes.append(f"{named(before, part)} went out: {day} is no day of the week any more.")
        else:
            kept.append(there)
    placed, moved = _in_rooms(old, new, kept)
    placed, agendas = _with_agendas(old, new, placed)
    holders = before.leadership.holders
    left = tuple(one for one in holders if _is_open(new, one.body))
    gone = [f"{old.who(one.state)} leads {one.body} no more." for one in holders if one not in left]
    after = EditedWeek(text, scenario, Timetable(parts=tuple(placed)), Leadership(holders=left))
    return Edit(after, said, tuple(dict.fromkeys((*notes, *moved, *agendas, *gone))))


def _shift(old: Week, new: Week) -> int:
    """What is added to days counted from the first, so that they are those of the new week."""
    earlier = (old.first - new.first).days
    overlaps = -old.length < earlier < new.length
    return earlier if overlaps else 0


def _in_rooms(old: Week, new: Week, parts: list[Part]) -> tuple[list[Part], list[str]]:
    """The parts, each in a room of the week; where it had to be another, a sentence."""
    found = [part for part in parts if part.room in new.room or (not part.room and not new.rooms)]
    notes = list[str]()
    for part in parts:
        if part in found:
            continue
        there = part._replace(room=room_for(new, Timetable(parts=tuple(found)), part))
        found.append(there)
        if part.room is not None:
            before, after = old.room_name(part.room), new.room_name(there.room)
            where = f"is in {after}" if after else "is in no room"
            notes.append(f"{new.what(part.session)} {where} now: there is no {before} any more.")
    return found, notes


def _with_agendas(old: Week, new: Week, parts: list[Part]) -> tuple[list[Part], list[str]]:
    """The parts without statements of agendas that have become others."""
    other = {
        part.session
        for part in parts
        if part.statements and old.session[part.session].agenda != new.session[part.session].agenda
    }
    notes = [
        f"{new.what(session)}: its agenda is another, and runs as it is written over its parts."
        for session in new.session
        if session in other
    ]
    return [part.place if part.session in other else part for part in parts], notes


def _is_open(week: Week, body: str) -> bool:
    return body in week.body and any(post.body == body for post, _ in week.open_posts())
