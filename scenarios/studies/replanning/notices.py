"""Who must be told that a part has changed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from scenarios.studies.comparison.moves import PartMove
from scenarios.studies.comparison.statement_moves import Said, StatementMove
from scheduler.week.clock import count
from scheduler.week.week import Session, Week
from scheduler.week.words import listed

FEW = 12
"""Delegations that are named; where there are more, their number is said."""


class NoticeRole(StrEnum):
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
        The change, counted from 0: first the parts that change, then the statements that do.
    """

    who: str
    name: str
    role: NoticeRole
    move: int


def who_to_tell(
    week: Week, rows: Sequence[PartMove], speaking: Sequence[StatementMove] = ()
) -> tuple[Notice, ...]:
    """Who must be told of each change, in the order of the changes.

    Of a part: the delegations that lead the session, speak in that part or follow it; its
    interpreters, where it has any; and whoever looks after the rooms that it leaves or takes. Of a
    statement that stands in another part: its speaker.

    Parameters
    ----------
    week
        A week that has all sessions and rooms of the changes.
    """
    alone = {(one.session, one.item, one.speaker) for one in speaking}
    of_parts = (
        notice for number, row in enumerate(rows) for notice in _of(week, row, number, alone)
    )
    speakers = (
        Notice(one.speaker, week.who(one.speaker), NoticeRole.SPEAKER, number)
        for number, one in enumerate(speaking, len(rows))
    )
    return (*of_parts, *speakers)


def say_who(told: Iterable[Notice], total: int) -> Iterator[str]:
    """Whom to tell about which changes, by role; of many delegations, their number.

    Parameters
    ----------
    told
        Who must be told; changes are said by their number, counted from 1.
    total
        The parts that change; of statements that do, only who makes them is said.
    """
    told = tuple(told)
    concerned: dict[NoticeRole, dict[str, list[int]]] = {role: {} for role in NoticeRole}
    for one in (notice for notice in told if notice.move < total):
        concerned[one.role].setdefault(one.name, []).append(one.move + 1)
    for role, does in (
        (NoticeRole.LEADER, " to lead"),
        (NoticeRole.INTERPRETERS, ""),
        (NoticeRole.ROOM, ""),
    ):
        alike: dict[tuple[int, ...], list[str]] = {}
        for name, numbers in concerned[role].items():
            alike.setdefault(tuple(numbers), []).append(name)
        for changes, names in alike.items():
            yield f"{listed(sorted(names))}{does}: {_changes(changes, total)}"
    for role, one_does, they_do in (
        (NoticeRole.SPEAKER, "speaks in", "speak in"),
        (NoticeRole.FOLLOWER, "follows", "follow"),
    ):
        names = sorted(concerned[role])
        if names:
            verb = one_does if len(names) == 1 else they_do
            yield f"{count(len(names), 'delegation')} that {verb} what changes{_few(names)}"
    names = sorted({notice.name for notice in told if notice.move >= total})
    if names:
        verb = "speaks" if len(names) == 1 else "speak"
        delegations = count(len(names), "delegation")
        yield f"{delegations} that {verb} at another time, or no longer{_few(names)}"


def _few(names: Sequence[str]) -> str:
    return f": {listed(names)}" if len(names) <= FEW else ""


def _changes(numbers: Sequence[int], total: int) -> str:
    if len(numbers) == total > 1:
        return "all changes"
    return f"{'change' if len(numbers) == 1 else 'changes'} {listed(map(str, numbers))}"


def _of(week: Week, row: PartMove, number: int, alone: Container[Said]) -> Iterator[Notice]:
    session = week.session[row.part.session]
    for role, codes in _delegations(week, session, row, alone):
        for code in sorted(codes):
            yield Notice(code, week.who(code), role, number)
    if session.languages:
        yield Notice("interpreters", "Interpreters", NoticeRole.INTERPRETERS, number)
    rooms = [part.room for part in (row.before, row.after) if part is not None]
    for room in dict.fromkeys(rooms):
        if room is not None:
            yield Notice(room, week.room_name(room), NoticeRole.ROOM, number)


def _delegations(
    week: Week, session: Session, row: PartMove, alone: Container[Said]
) -> Iterator[tuple[NoticeRole, frozenset[str]]]:
    """Who leads, speaks and follows; whose statement moves by itself is told of that alone.

    Who is away before and after follows neither.
    """
    parts = [part for part in (row.before, row.after) if part is not None]
    along = {
        one.speaker
        for part in parts
        for one in part.statements
        if one.speaker and (session.id, one.item, one.speaker) not in alone
    }
    speakers = session.heard_throughout | along
    yield NoticeRole.LEADER, session.leaders
    yield NoticeRole.SPEAKER, speakers - session.leaders
    yield (
        NoticeRole.FOLLOWER,
        frozenset(
            code
            for code in session.audience - session.leaders - speakers
            if any(week.is_present(code, part) for part in parts)
        ),
    )
