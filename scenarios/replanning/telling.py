"""Who must be told that a part has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from scenarios.comparison.moves import PartMove
from scheduler.week import Session, Week


class Role(StrEnum):
    """As what somebody is concerned by a change, the nearest first."""

    LEADER = "leader"
    SPEAKER = "speaker"
    FOLLOWER = "follower"
    INTERPRETERS = "interpreters"
    ROOM = "room"


class Notice(NamedTuple):
    """Somebody who must be told of one change.

    Attributes
    ----------
    who
        Code of a delegation, key of a room, or ``interpreters``.
    name
        The name as people know it.
    role
        As what they are concerned; a delegation by the nearest of its roles.
    move
        The change, counted from 0.
    """

    who: str
    name: str
    role: Role
    move: int


def who_to_tell(week: Week, rows: Sequence[PartMove]) -> tuple[Notice, ...]:
    """Who must be told of each change, in the order of the changes.

    The delegations that lead a session, speak in it or follow it; its interpreters, where it has
    any; and whoever looks after the rooms that it leaves or takes.

    Parameters
    ----------
    week
        A week that has all sessions and rooms of the changes.
    """
    return tuple(notice for number, row in enumerate(rows) for notice in _of(week, row, number))


def _of(week: Week, row: PartMove, number: int) -> Iterator[Notice]:
    session = week.session[row.part.session]
    for role, codes in _delegations(session):
        for code in sorted(codes):
            yield Notice(code, week.who(code), role, number)
    if session.languages:
        yield Notice("interpreters", "Interpreters", Role.INTERPRETERS, number)
    rooms = [part.room for part in (row.before, row.after) if part is not None]
    for room in dict.fromkeys(rooms):
        if room is not None:
            found = week.room.get(room)
            yield Notice(room, found.name if found else room, Role.ROOM, number)


def _delegations(session: Session) -> Iterator[tuple[Role, frozenset[str]]]:
    yield Role.LEADER, session.leaders
    yield Role.SPEAKER, session.speakers - session.leaders
    yield Role.FOLLOWER, session.audience - session.required
