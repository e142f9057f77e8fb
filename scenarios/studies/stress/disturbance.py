"""What can go wrong in a week: a part overruns, a leader or speaker is missing, a room is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from textwrap import shorten
from typing import TypeAlias

from pydantic import Field

from scheduler.week.as_written import with_agendas
from scheduler.week.clock import clock, count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Room, Week
from scheduler.week.words import listed, told_apart


class DisturbanceKind(StrEnum):
    """What kind of thing goes wrong."""

    OVERRUNS = "overruns"
    LEADERS = "leaders"
    SPEAKERS = "speakers"
    ROOMS = "rooms"

    @property
    def about(self) -> str:
        """What goes wrong, as a heading."""
        return _ABOUT[self]


_ABOUT = {
    DisturbanceKind.OVERRUNS: "a part overruns",
    DisturbanceKind.LEADERS: "a leader is missing for a day",
    DisturbanceKind.SPEAKERS: "a speaker is missing for a day",
    DisturbanceKind.ROOMS: "a room is lost for a day",
}

MISSING = (DisturbanceKind.LEADERS, DisturbanceKind.SPEAKERS)
"""The kinds in which a delegation is missing."""

OVERRUNS = (15, 30)
"""Minutes by which each part is taken to overrun, one after the other."""

TITLE = 30
"""Characters of a session's title in a table, at most."""

Key: TypeAlias = tuple[str, str, int, int]
"""What makes two disturbances of different timetables the same."""


class Disturbance(Frozen):
    """One thing that goes wrong.

    Attributes
    ----------
    what
        Which session overruns, which delegation is missing, which room (or divisible hall) is lost:
        its identifier.
    day
        The day on which it happens: calendar days after the first day of the week.
    parts
        The parts that it strikes: the one that overruns; those that the delegation must be in, to
        lead or to speak; those in the room.
    minutes
        How long a part overruns; 0 for the other kinds.
    number
        Which part of its session overruns, from 1, where the session has several; else 0.
    """

    kind: DisturbanceKind
    what: str
    day: int
    parts: tuple[Part, ...] = ()
    minutes: int = Field(default=0, ge=0)
    number: int = Field(default=0, ge=0)

    @property
    def key(self) -> Key:
        """What it is called in any timetable of the week."""
        overrun = self.kind is DisturbanceKind.OVERRUNS
        return (
            self.kind.value,
            self.what,
            max(1, self.number) if overrun else self.day,
            self.minutes,
        )

    @property
    def date(self) -> int:
        """The calendar day: of a part that overruns in the night, the one on which it begins."""
        return self.parts[0].starts[0] if self.minutes else self.day

    def name(self, week: Week, *, short: bool = False) -> str:
        """What it is, without what it strikes: ``Norway is missing on Monday 20 June``.

        Parameters
        ----------
        short
            Whether the title of a session that overruns is shortened.
        """
        if self.kind is DisturbanceKind.OVERRUNS:
            title = short_title(week, self.what) if short else self.subject(week)
            part = f"Part {self.number} of {title}" if self.number else title
            return f"{part} overruns by {duration(self.minutes)}"
        fails = "is missing" if self.kind in MISSING else "is lost"
        return f"{self.subject(week)} {fails} on {week.day_name(self.day)}"

    def subject(self, week: Week) -> str:
        """Who or what it is that fails: a title in quotation marks, a delegation, a room."""
        if self.kind is DisturbanceKind.OVERRUNS:
            return week.what(self.what)
        if self.kind in MISSING:
            return week.who(self.what)
        several = len(rooms_of(week, self.what)) > 1
        return f"{week.room_name(self.what)}{' with its sections' * several}"

    def say(self, week: Week) -> str:
        """The whole of it as a sentence, with people, sessions and times."""
        if self.kind is DisturbanceKind.OVERRUNS:
            [part] = self.parts
            day, start = part.starts
            hours = f"{clock(start)} to {clock(start + part.minutes)}"
            return f"{self.name(week)}, on {week.day_name(day)}, {hours}."
        if self.kind in MISSING:
            return f"{self.name(week)}{self._duties(week)}."
        sessions = listed(week.what(session) for session in _sessions(self.parts))
        sit = count(len(self.parts), "part sits", "parts sit")
        return f"{self.name(week)}, where {sit}: {sessions}."

    def _duties(self, week: Week) -> str:
        sessions = _sessions(self.parts)
        led = [s for s in sessions if self.what in week.session[s].leaders]
        spoken = [session for session in sessions if session not in led]
        said = [
            f"{verb} {listed(map(week.what, which))}"
            for verb, which in (("leads", led), ("speaks in", spoken))
            if which
        ]
        return f", when it {' and '.join(said)}" if said else ""


def short_title(week: Week, session: str) -> str:
    """The title of a session as a table has it: up to `TITLE` characters, in quotation marks.

    One that is then like another has the key of its session behind it.
    """
    short = {one.id: f"“{shorten(one.title, TITLE, placeholder=' …')}”" for one in week.sessions}
    return told_apart(short)[session]


def _sessions(parts: tuple[Part, ...]) -> list[str]:
    return list(dict.fromkeys(part.session for part in parts))


def rooms_of(week: Week, place: str) -> tuple[Room, ...]:
    """The rooms that are lost together: one, or a divisible hall with all of its sections."""
    return tuple(room for room in week.rooms if _place(room) == place)


def _place(room: Room) -> str:
    return room.hall or room.id


def disturbances(
    week: Week,
    timetable: Timetable,
    kinds: Collection[DisturbanceKind] = frozenset(DisturbanceKind),
) -> tuple[Disturbance, ...]:
    """Everything that can go wrong in a timetable, one thing at a time.

    Every part overruns, by each of `OVERRUNS`. Everybody who leads a session that is held is
    missing on each day of the week on which it would be present; everybody else who speaks in one,
    on each day on which it does. Every room in which anything sits is lost on each day.

    Returns
    -------
    tuple of Disturbance
        Also those that strike no part at all.
    """
    found: list[Disturbance] = []
    timetable = with_agendas(week, timetable)
    if DisturbanceKind.OVERRUNS in kinds:
        found += _overruns(timetable)
    for kind in MISSING:
        if kind in kinds:
            found += _absences(week, timetable, kind)
    if DisturbanceKind.ROOMS in kinds:
        found += _losses(week, timetable)
    return tuple(found)


def _overruns(timetable: Timetable) -> Iterator[Disturbance]:
    for part in timetable.parts:
        for minutes in OVERRUNS:
            yield Disturbance(
                kind=DisturbanceKind.OVERRUNS,
                what=part.session,
                day=part.day,
                parts=(part,),
                minutes=minutes,
                number=timetable.number(part),
            )


def _absences(week: Week, timetable: Timetable, kind: DisturbanceKind) -> Iterator[Disturbance]:
    held = [session for session in week.sessions if timetable.holds(session.id)]
    for delegation in week.delegations:
        code, leading = delegation.code, kind is DisturbanceKind.LEADERS
        if any(code in session.leaders for session in held) is not leading:
            continue
        parts = [p for p in timetable.parts if code in week.session[p.session].required_in(p)]
        for day in (day for day in week.days if week.present_on(code, day)):
            today = tuple(part for part in parts if part.day == day)
            if leading or today:
                yield Disturbance(kind=kind, what=code, day=day, parts=today)


def _losses(week: Week, timetable: Timetable) -> Iterator[Disturbance]:
    for place in dict.fromkeys(map(_place, week.rooms)):
        lost = {room.id for room in rooms_of(week, place)}
        parts = [part for part in timetable.parts if part.room in lost]
        for day in week.days if parts else ():
            today = tuple(part for part in parts if part.day == day)
            kind = DisturbanceKind.ROOMS
            yield Disturbance(kind=kind, what=place, day=day, parts=today)
