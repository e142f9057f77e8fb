"""The rule `sit_back_to_back`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


class Neighbours(Frozen):
    """A session, or each session of a body, that sits next to another."""

    session: str = Field(
        description="A session, or a body for all its sessions.",
        json_schema_extra={"refers_to": "session or body"},
    )
    next_to: str = Field(
        description="A session, or a body for any of its sessions.",
        json_schema_extra={"refers_to": "session or body"},
    )
    within: int = Field(default=30, ge=0, le=1440, description="Most minutes between the two.")


class _Ask(NamedTuple):
    """The others next to one of whose parts a session is to have a part."""

    others: tuple[str, ...]
    within: int
    """Most minutes between the two."""


class SitBackToBack(Rule):
    """Sessions that belong together follow each other in the same room.

    Why
    ---
    Where the same people stay for both, a change of rooms and a long wait cost them time, and the
    second session loses some of them.

    Counts
    ------
    Sessions that are held without any part next to a part of the other session, or of any session
    of the other body. Two parts are next to each other in the same room, with at most the given
    minutes from the end of one to the start of the other, in either order; parts that overlap are
    not. In a week without rooms, rooms do not count. A session is not next to itself; a name that
    stands for no other session of the week asks for nothing. Where a session is named twice with
    the same other sessions, by whatever names, it counts once, with the shorter gap. Two sessions
    that are each named next to the other are two that ask for it.

    Source
    ------
    The principle of coherence in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "Sessions that belong together follow each other"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "sessions"
    principles: ClassVar = (Principle.COHERENCE,)
    usual: ClassVar = "prefer"

    name: Literal["sit_back_to_back"] = "sit_back_to_back"
    neighbours: tuple[Neighbours, ...] = Field(
        default=(), description="Sessions or bodies, with those that they sit next to."
    )

    def encode(self, draft: RuleDraft) -> None:
        for (session, next_to), ask in self._asked(draft.week).items():
            others = [slot for other in ask.others for slot in draft.slots_of(other)]
            ways = [
                draft.follows(before, after, ask.within)
                for slot in draft.slots_of(session)
                for other in others
                for before, after in ((slot, other), (other, slot))
            ]
            draft.at_least(self, (session, next_to), total(ways) - draft.held(session), 0)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for (session, next_to), ask in self._asked(week).items():
            parts, others = timetable.of(session), timetable.among(ask.others)
            if parts and not any(
                _adjacent(part, other, ask.within) for part in parts for other in others
            ):
                yield Breach((session, next_to), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, next_to = map(str, case)
        other = week.what(next_to)
        if next_to not in week.session:
            other = f"a session of {week.body[next_to].name}"
        room = " in the same room" if week.rooms else ""
        within = self._asked(week)[session, next_to].within
        gap = f"{f'within {duration(within)}' if within else 'without a gap'}{room}"
        stands = "stands" if amount is None else "does not stand"
        return f"{week.what(session)} {stands} next to {other}, {gap}."

    def _asked(self, week: Week) -> dict[tuple[str, str], _Ask]:
        """What is asked for, each thing once: by a session and the name of what it sits next to."""
        found: dict[tuple[str, tuple[str, ...]], tuple[str, int]] = {}
        for ask in self.neighbours:
            for session in _resolve(week, ask.session):
                others = tuple(other for other in _resolve(week, ask.next_to) if other != session)
                if others:
                    name, within = found.get((session, others), (ask.next_to, ask.within))
                    found[session, others] = name, min(within, ask.within)
        return {
            (session, name): _Ask(others, within)
            for (session, others), (name, within) in found.items()
        }

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        rooms = tiny_week(
            tiny_session("clearance"),
            tiny_session("workshop"),
            rooms=(tiny_room("hall"), tiny_room("annex")),
        )
        bodies = tiny_week(
            tiny_session("clearance"),
            tiny_session("group", body="small"),
            tiny_session("report", body="small"),
            sittings=("morning", "midday"),
        )
        return (
            Example(
                rule=cls(
                    neighbours=(Neighbours(session="workshop", next_to="clearance", within=0),)
                ),
                week=rooms,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", room="annex"),
                    at("workshop", 0, "10:30", room="annex"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"),
                    at("workshop", 0, "10:30", room="annex"),
                ),
                amount=1,
                text="One follows the other at once, but in another room.",
            ),
            Example(
                rule=cls(
                    neighbours=(
                        Neighbours(session="small", next_to="clearance", within=60),
                        Neighbours(session="group", next_to="small", within=90),
                    )
                ),
                week=bodies,
                good=tiny_timetable(
                    at("clearance", 0, "10:30"), at("group", 0, "10:00"), at("report", 0, "12:00")
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"), at("group", 0, "10:30"), at("report", 0, "12:00")
                ),
                amount=1,
                text="Across two sittings, an hour in between is close enough; more is not.",
            ),
            Example(
                rule=cls(
                    neighbours=(
                        Neighbours(session="clearance", next_to="small", within=60),
                        Neighbours(session="clearance", next_to="group", within=30),
                        Neighbours(session="report", next_to="clearance", within=30),
                    )
                ),
                week=tiny_week(
                    tiny_session("clearance"),
                    tiny_session("group", body="small"),
                    tiny_session("report"),
                ),
                good=tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:30")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("group", 0, "10:30"),
                    at("report", 0, "10:00"),
                ),
                amount=2,
                text="Two sessions that overlap do not follow each other; the group and its body "
                "are the same neighbour.",
            ),
        )


def _resolve(week: Week, name: str) -> list[str]:
    """The sessions that a name stands for: one by its own name, or those of a body."""
    if name in week.session:
        return [name]
    return [session.id for session in week.sessions_of(name)]


def _adjacent(one: Part, other: Part, within: int) -> bool:
    waits = (one.begin - other.end, other.begin - one.end)
    return one.room == other.room and any(0 <= wait <= within for wait in waits)
