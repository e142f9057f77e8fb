"""What any timetable must be for the rules to speak of it at all.

Structure is what a draft's variables cannot say otherwise: each part lies inside one sitting, on
the grid, in a room that exists, with at most one part of a session in a sitting. No scenario can
relax it. The judge reports it in timetables that were made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.week.as_written import misplaced
from scheduler.week.clock import clock, count, duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Sitting, Week
from scheduler.week.words import listed


def breaches(week: Week, timetable: Timetable) -> Iterator[tuple[int, str]]:
    """Find every part that breaks the structure, by its index, with a sentence that says how."""
    seen: set[tuple[str, str]] = set()
    for index, part in enumerate(timetable.parts):
        sitting = week.sitting_of(part)
        for sentence in _misfits(week, part, sitting):
            yield index, sentence
        if sitting is None:
            continue
        if (part.session, sitting.id) in seen:
            where = f"in one sitting, {week.sitting_name(sitting.id)}"
            yield index, f"{week.what(part.session)} has two parts {where}; make them one part."
        seen.add((part.session, sitting.id))


def misplaced_statements(
    week: Week, timetable: Timetable
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find what of an agenda does not stand in exactly one part: a case, and a sentence."""
    for session in week.sessions:
        parts = timetable.of(session.id)
        if not (session.divided and any(part.statements for part in parts)):
            continue
        for statement, times in misplaced(session, parts):
            number, speaker, minutes = statement
            case = (session.id, "agenda", number, speaker)
            item = session.agenda[number].title if number < len(session.agenda) else ""
            what = f"“{item}” in {week.what(session.id)}" if item else week.what(session.id)
            if not speaker:
                yield case, f"Of {what}, {duration(times)} of {duration(minutes)} stand in parts."
            elif not minutes:
                yield case, f"{week.who(speaker)} is not to speak on {what}, and a part says so."
            else:
                how = "in no part" if not times else f"in {times} parts"
                where = f"The statement of {week.who(speaker)} on {what} stands {how}"
                yield case, f"{where}; it belongs in exactly one."


def misfits(week: Week, part: Part) -> Iterator[str]:
    """How a part breaks the structure by itself, in sentences; without a room it may be in any."""
    anywhere = week.rooms[0].id if week.rooms else None
    yield from _misfits(week, part._replace(room=part.room or anywhere), week.sitting_of(part))


def _misfits(week: Week, part: Part, sitting: Sitting | None) -> Iterator[str]:
    if part.session not in week.session:
        yield f"The session {week.what(part.session)} is not in the scenario."
        return
    if part.minutes < 1:
        yield f"{_placed(week, part)} lasts no time at all."
    elif sitting is None:
        yield f"{_placed(week, part)} for {duration(part.minutes)} {_outside(week, part)}."
    elif sitting.whole and part.minutes != sitting.minutes:
        yield (
            f"{_placed(week, part)} does not take the whole sitting, "
            f"{clock(sitting.opens)} to {clock(sitting.closes)}, as every session there does."
        )
    elif not sitting.whole and any(
        minutes % week.grain for minutes in (part.start - sitting.opens, part.minutes)
    ):
        yield (
            f"{_placed(week, part)} for {duration(part.minutes)} is not on the grid of "
            f"{week.grain} minutes, counted from the opening of the sitting at "
            f"{clock(sitting.opens)}; let it {_on_grid(week, part, sitting)}."
        )
    if week.rooms and part.room is None:
        yield f"{_placed(week, part)} has no room."
    elif part.room is not None and part.room not in week.room:
        yield f"{_placed(week, part)} is in a room that the scenario does not have: {part.room}."


def _on_grid(week: Week, part: Part, sitting: Sitting) -> str:
    """What a part off the grid could do instead: the nearest starts and lengths."""
    grain, late, long = week.grain, part.start - sitting.opens, part.minutes
    starts = {near for near in _near(late, grain) if near + grain <= sitting.minutes}
    begin = " or ".join(clock(sitting.opens + near) for near in sorted(starts))
    lengths = {near for near in _near(long, grain) if grain <= near <= sitting.minutes}
    last = " or ".join(duration(near) for near in sorted(lengths))
    ways = [f"begin at {begin}"] if late % grain and begin else []
    ways += [f"last {last}"] if long % grain and last else []
    return " and ".join(ways) or "lie in another sitting"


def _near(minutes: int, grain: int) -> set[int]:
    return {minutes // grain * grain, -(-minutes // grain) * grain}


def _outside(week: Week, part: Part) -> str:
    """How a part lies that no sitting holds; the days say which sittings there are."""
    today = week.sittings_near(part)
    met = [s for s in today if s.begin < part.end and part.begin < s.end]
    names = listed(f"{s.name} ({clock(s.opens)} to {clock(s.closes)})" for s in met or today)
    if len(met) > 1:
        return f"lies across {count(len(met), 'sitting')}, {names}; no part may lie in two sittings"
    if met:
        return f"lies only partly inside the sitting {names}"
    if week.is_closed(part.day):
        return "lies in no sitting; that day is closed"
    if not today:
        first, last = week.day_name(0), week.day_name(week.length - 1)
        return f"lies in no sitting; the week is from {first} to {last}"
    return f"lies in no sitting; that day has {names}"


def _placed(week: Week, part: Part) -> str:
    return f"{week.what(part.session)} on {week.moment_name(part.begin)}"
