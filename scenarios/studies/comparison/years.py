"""Weeks side by side, also of different years: what moved, by weekday and half-day.

Sessions are the same where they have the same key. Days are the same where they are the same
weekday; in a week that goes on beyond its first Sunday, the same weekday of the same calendar week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scheduler.document.week_grid import WeekGrid
from scheduler.week.clock import duration
from scheduler.week.timetable import Part, Timetable, covered
from scheduler.week.week import Format, Session, Sitting, Week
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

_NOON = 13 * 60
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class HalfDay(NamedTuple):
    """A morning or an afternoon; a part that begins before 13:00 belongs to the morning.

    A sitting that is closed to plenaries, such as a lunch or evening window, stands for itself.

    Attributes
    ----------
    day
        Days after the Monday of the calendar week in which the week begins, from 0.
    afternoon
        Whether it is the second half of the day.
    window
        The name of a sitting that is closed to plenaries; empty for the half-day itself.
    """

    day: int
    afternoon: bool
    window: str = ""

    def __str__(self) -> str:
        half = self.window or ("afternoon" if self.afternoon else "morning")
        return _day_name(self.day, f" {half}")


class MoveKind(StrEnum):
    """What became of a session, or of one part, from one week or timetable to another."""

    STAYS = "stays"
    """It has the same half-days; its minutes may differ."""
    MOVED = "moved"
    NEW = "new"
    """It stands in the second only."""
    DROPPED = "dropped"
    """It stands in the first only."""


class Move(NamedTuple):
    """A session in two weeks: its half-days and its minutes in each."""

    session: str
    title: str
    change: MoveKind
    before: tuple[HalfDay, ...]
    after: tuple[HalfDay, ...]
    minutes_before: int
    minutes_after: int


class Found(StrEnum):
    """How a proposed week stands to the place that a session was really given."""

    FOUND = "found"
    """The session has exactly those half-days; where it was dropped, it is not held."""
    IN_PART = "in part"
    """It has some of them."""
    OTHERWISE = "otherwise"
    """It has none of them."""
    PRESCRIBED = "prescribed"
    """It has some of them or all, and its scenario leaves no other half-day open to it."""
    LEFT_OUT = "left out"
    """It could have been held, and is not."""
    NOT_ASKED = "not asked"
    """The scenario of the proposed week does not have it."""


def half_days(grid: WeekGrid, session: str) -> tuple[HalfDay, ...]:
    """The half-days on which a session has parts, in order, each once."""
    return tuple(dict.fromkeys(_half(grid.week, part) for part in grid.timetable.of(session)))


def compare_weeks(before: WeekGrid, after: WeekGrid) -> tuple[Move, ...]:
    """Say of each session held in either of two weeks what became of it.

    Parameters
    ----------
    before, after
        The weeks with their timetables, as `Scenario.grid` gives them; of one scenario or of two.

    Returns
    -------
    tuple of Move
        In the order of the first week's sessions, then of the second's.
    """
    sessions = {s.id: s for s in before.week.sessions} | {s.id: s for s in after.week.sessions}
    moves = (_move(session, before, after) for session in sessions.values())
    return tuple(move for move in moves if move.before or move.after)


def say_moves(moves: Iterable[Move]) -> Iterator[str]:
    """Say in sentences what is new, dropped, moved or of another length, and pass over the rest."""
    for move in moves:
        name, minutes = f"“{move.title}”", duration(move.minutes_after)
        if move.change is MoveKind.NEW:
            yield f"{name} is new: {_words(move.after)}, {minutes}."
        elif move.change is MoveKind.DROPPED:
            was = duration(move.minutes_before)
            yield f"{name} is dropped; it had {was}, {_words(move.before)}."
        else:
            yield from _say_change(move, name)


def compare_minutes(weeks: Mapping[str, WeekGrid]) -> pd.DataFrame:
    """How much time each body has in each of several weeks.

    Returns
    -------
    pandas.DataFrame
        A row for each body that convenes anything, by its key, and at the end a row
        ``experiments``; a column of minutes for each week. A joint session counts for each of its
        bodies. Experiments are left out of the bodies' minutes; in their own row, minutes in which
        several of them run count once.
    """
    import pandas as pd

    bodies = dict.fromkeys(
        body
        for grid in weeks.values()
        for session in grid.week.sessions
        if session.proposal is None
        for body in session.bodies
    )

    def minutes(grid: WeekGrid, body: str) -> int:
        own = (s.id for s in grid.week.sessions if body in s.bodies and s.proposal is None)
        return sum(map(grid.timetable.minutes, own))

    def experiments(grid: WeekGrid) -> int:
        held = (s.id for s in grid.week.sessions if s.proposal is not None)
        return covered(grid.timetable.among(held))

    rows = {body: {name: minutes(grid, body) for name, grid in weeks.items()} for body in bodies}
    rows["experiments"] = {name: experiments(grid) for name, grid in weeks.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(weeks))


def compare_changes(before: WeekGrid, after: WeekGrid, proposed: WeekGrid) -> pd.DataFrame:
    """Lay what changed from one week to the next beside a week proposed without knowing it.

    Parameters
    ----------
    before, after
        Two weeks as they were held.
    proposed
        A timetable that was made without the second week.

    Returns
    -------
    pandas.DataFrame
        A row for each session of the official programme that is held in either week, by its key.
        ``change`` is what became of it from ``before`` to ``after``; then follow its half-days in
        all three weeks; ``solver`` says how the proposed week stands to the second, see `Found`.
    """
    import pandas as pd

    programme = {
        session.id
        for grid in (before, after)
        for session in grid.week.sessions
        if session.programme
    }
    rows = [
        {
            "session": move.session,
            "title": move.title,
            "change": move.change.value,
            "before": _words(move.before),
            "after": _words(move.after),
            "proposed": _words(half_days(proposed, move.session)),
            "solver": _found(move, proposed).value,
        }
        for move in compare_weeks(before, after)
        if move.session in programme
    ]
    columns = ["session", "title", "change", "before", "after", "proposed", "solver"]
    return pd.DataFrame(rows, columns=columns).set_index("session")


def transferred(grid: WeekGrid, week: Week) -> Timetable:
    """The timetable of one week laid into another by weekday, so that its rules can judge it.

    Sessions and days that the other week does not have are left out; so are rooms that it does not
    have.
    """
    days = {_number(week, day): day for day in week.days}
    parts = (
        part._replace(
            day=days[_number(grid.week, part.day)],
            room=part.room if part.room in week.room else None,
        )
        for part in grid.timetable.parts
        if part.session in week.session and _number(grid.week, part.day) in days
    )
    return Timetable(parts=tuple(parts))


def _number(week: Week, day: int) -> int:
    """Days after the Monday of the calendar week in which the week begins."""
    return week.first.weekday() + day


def _half(week: Week, part: Part) -> HalfDay:
    return _half_day(week, part.day, part.start, week.sitting_of(part))


def _half_day(week: Week, day: int, start: int, sitting: Sitting | None) -> HalfDay:
    closed = sitting is not None and Format.PLENARY not in sitting.formats
    window = sitting.name if sitting is not None and closed else ""
    return HalfDay(_number(week, day), start >= _NOON, window)


def _day_name(day: int, half: str = "") -> str:
    weeks, weekday = divmod(day, len(_NAMES))
    return f"{_NAMES[weekday]}{half}{f' of week {weeks + 1}' if weeks else ''}"


def _words(halves: Iterable[HalfDay]) -> str:
    """Half-days as a list in words; a day with both stands by its name alone."""
    days: dict[int, list[HalfDay]] = {}
    for half in halves:
        days.setdefault(half.day, []).append(half)
    names = [name for day, of_day in days.items() for name in _day_words(day, of_day)]
    return listed(names)


def _day_words(day: int, halves: list[HalfDay]) -> Iterator[str]:
    windows = [str(half) for half in halves if half.window]
    if len(halves) - len(windows) > 1:
        yield from (_day_name(day), *windows)
    else:
        yield from map(str, halves)


def _move(session: Session, before: WeekGrid, after: WeekGrid) -> Move:
    old, new = half_days(before, session.id), half_days(after, session.id)
    if not (old and new):
        change = MoveKind.DROPPED if old else MoveKind.NEW
    else:
        change = MoveKind.STAYS if old == new else MoveKind.MOVED
    minutes = (grid.timetable.minutes(session.id) for grid in (before, after))
    return Move(session.id, session.title, change, old, new, *minutes)


def _say_change(move: Move, name: str) -> Iterator[str]:
    """Say where a session that is held in both weeks goes, and what it gains or loses."""
    old, new = duration(move.minutes_before), duration(move.minutes_after)
    longer = "" if old == new else f", with {new} instead of {old}"
    if move.change is MoveKind.MOVED:
        yield f"{name} moves from {_words(move.before)} to {_words(move.after)}{longer}."
    elif longer:
        yield f"{name} stays on {_words(move.after)}{longer}."


def _found(move: Move, proposed: WeekGrid) -> Found:
    session = proposed.week.session.get(move.session)
    if session is None:
        return Found.NOT_ASKED
    here, there = set(half_days(proposed, move.session)), set(move.after)
    if here == there:
        found = Found.FOUND
    elif not here:
        found = Found.LEFT_OUT
    else:
        found = Found.IN_PART if here & there else Found.OTHERWISE
    if here & there and _open_to(proposed.week, session) <= here:
        return Found.PRESCRIBED
    return found


def _open_to(week: Week, session: Session) -> set[HalfDay]:
    """The half-days on which a session may have a part, by its format and its own choice."""
    return {
        _half_day(week, sitting.day, sitting.opens, sitting) for sitting in week.open_to([session])
    }
