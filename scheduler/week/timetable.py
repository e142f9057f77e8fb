"""The timetable: parts of sessions, placed in days, times and rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from pydantic import Field, field_validator

from scheduler.week.agenda import Statement
from scheduler.week.clock import DAY, clock
from scheduler.week.frozen import Frozen


class Part(NamedTuple):
    """One stretch of a session."""

    session: str
    """Its identifier."""
    day: int
    """Days after the first day of the week, from 0: the day of its sitting."""
    start: int
    """Minutes after the midnight with which that day begins: from 1440 where it is past, too."""
    minutes: int
    """Length, from 1."""
    room: str | None = None
    """Its identifier; None where the week names no rooms."""
    statements: tuple[Statement, ...] = ()
    """What of the agenda stands in it; empty where the timetable does not say."""

    @property
    def place(self) -> Part:
        """The part without its statements: where it is, and for how long."""
        return self._replace(statements=())

    @property
    def speakers(self) -> frozenset[str]:
        """Who makes a statement in it."""
        return frozenset(one.speaker for one in self.statements) - {""}

    @property
    def starts(self) -> tuple[int, int]:
        """The calendar day on which it begins, and the minutes after its midnight."""
        return divmod(self.begin, DAY)

    @property
    def begin(self) -> int:
        """The moment of the week at which the part begins."""
        return self.day * DAY + self.start

    @property
    def end(self) -> int:
        """The moment of the week at which the part ends."""
        return self.day * DAY + self.start + self.minutes

    def is_as(self, asked: Part) -> bool:
        """Whether the part is where another says: in any room, where that one names none."""
        return self.place == asked._replace(room=asked.room or self.room, statements=())


def overlap(one: Part, other: Part, gap: int = 0) -> int:
    """Minutes in which two parts are in each other's way, 0 or more.

    Each part is taken to last ``gap`` minutes longer than it does.
    """
    return max(0, min(one.end, other.end) + gap - max(one.begin, other.begin))


class Timetable(Frozen):
    """Parts in the order of their time, room and session. Legal or not: the judge says which."""

    parts: tuple[Part, ...] = Field(default=())

    @field_validator("parts", mode="after")
    @classmethod
    def _in_order(cls, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(sorted(parts, key=_time))

    @classmethod
    def made_of(cls, *rows: Iterable[Part]) -> Timetable:
        """A timetable of what are known to be parts: put in order, and not validated."""
        return cls.model_construct(parts=tuple(sorted(chain(*rows), key=_time)))

    @cached_property
    def _by_session(self) -> dict[str, tuple[Part, ...]]:
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.session, []).append(part)
        return {session: tuple(parts) for session, parts in found.items()}

    def of(self, session: str) -> tuple[Part, ...]:
        """The parts of one session, in order of time; empty where it is not held."""
        return self._by_session.get(session, ())

    def among(self, sessions: Iterable[str]) -> tuple[Part, ...]:
        """The parts of several sessions, in order of time."""
        wanted = set(sessions)
        return tuple(part for part in self.parts if part.session in wanted)

    def minutes(self, session: str) -> int:
        """Minutes that a session is given in all."""
        return sum(part.minutes for part in self.of(session))

    def number(self, part: Part) -> int:
        """Which part of its session a part is, from 1; 0 where the session has one part only."""
        parts = self.of(part.session)
        return parts.index(part) + 1 if len(parts) > 1 else 0

    def holds(self, session: str) -> bool:
        return session in self._by_session

    def pairs(self, gap: int = 0) -> Iterator[tuple[Part, Part, int]]:
        """Every two parts of different sessions that overlap, the earlier first, and by how long.

        Parameters
        ----------
        gap
            Minutes by which each part is taken to last longer than it does.
        """
        for index, one in enumerate(self.parts):
            for other in self.parts[index + 1 :]:
                if other.begin >= one.end + gap:
                    break
                if one.session != other.session:
                    yield one, other, overlap(one, other, gap)

    def _repr_html_(self) -> str:
        import pandas as pd

        rows = [
            (p.session, day + 1, clock(start), clock(start + p.minutes), p.room or "")
            for p in self.parts
            for day, start in [p.starts]
        ]
        heads = ["session", "day", "from", "to", "room"]
        return str(pd.DataFrame(rows, columns=heads).to_html(index=False))


def crowding(parts: Iterable[Part], capacity: int) -> int:
    """Minutes, times the parts that are too many at once: the integral of the excess.

    Parameters
    ----------
    parts
        Parts that all need the same thing.
    capacity
        How many of them it can serve at one moment.
    """
    steps: dict[int, int] = {}
    for part in parts:
        steps[part.begin] = steps.get(part.begin, 0) + 1
        steps[part.end] = steps.get(part.end, 0) - 1
    excess, level, before = 0, 0, 0
    for moment in sorted(steps):
        excess += max(0, level - capacity) * (moment - before)
        level += steps[moment]
        before = moment
    return excess


def side_by_side(parts: Iterable[Part]) -> list[Part]:
    """The parts that overlap another one, in order of time: no other can crowd anybody out."""
    found: list[Part] = []
    crowd: list[Part] = []
    until = 0
    for part in sorted(parts, key=lambda p: p.begin):
        if part.begin >= until:
            found += crowd if len(crowd) > 1 else ()
            crowd = []
        crowd.append(part)
        until = max(until, part.end)
    return found + (crowd if len(crowd) > 1 else [])


def covered(parts: Iterable[Part]) -> int:
    """Minutes in which at least one of the parts runs."""
    total, until = 0, 0
    for part in sorted(parts, key=lambda p: p.begin):
        total += max(0, part.end - max(part.begin, until))
        until = max(until, part.end)
    return total


def most_at_once(parts: Iterable[Part]) -> int:
    """The greatest number of parts that run at one moment."""
    steps = sorted(step for part in parts for step in ((part.begin, 1), (part.end, -1)))
    level = most = 0
    for _, step in steps:
        level += step
        most = max(most, level)
    return most


def _time(part: Part) -> tuple[object, ...]:
    """What puts parts in order: their time, then the rest, so that no two ways to sort exist."""
    return part.begin, part.room or "", part.session, part.minutes, part.statements
