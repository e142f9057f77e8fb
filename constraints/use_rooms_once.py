"""The rule `use_rooms_once`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.rule import Breach, Example, Group, Rule
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class UseRoomsOnce(Rule):
    """A room has one session at a time, with a turnover between two sessions.

    Why
    ---
    Two meetings cannot share a table, and delegations need a few minutes to leave and to come in.
    A divisible hall is either one room or its sections: Salle C of the WMO building seats 120, or
    splits into up to four rooms of 35.

    Counts
    ------
    For every two sessions, the minutes in which both have the room, with the week's turnover added
    to the end of each part. A hall and one of its sections count as the same room; two sections do
    not. Parts of one session need no turnover between them.

    Source
    ------
    Practice; the conference rooms page of the WMO for the halls.
    """

    title: ClassVar = "A room has one session at a time"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "minutes of overlap"
    usual: ClassVar = "must"
    firm: ClassVar = True

    name: Literal["use_rooms_once"] = "use_rooms_once"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        slots = draft.slots_of()
        for room in week.rooms:
            draft.no_overlap(self, _case, slots, room=room.id, hall=room.hall, gap=week.turnover)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for one, other, minutes in timetable.pairs(week.turnover):
            if week.share_a_room(one.room, other.room):
                found[_case(one.session, other.session)] += minutes
        for case, amount in found.items():
            yield Breach(case, amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        one, other = (week.what(str(session)) for session in case)
        if amount is None:
            within = f", or within {duration(week.turnover)} of each other" if week.turnover else ""
            return f"{one} and {other} cannot share a room at the same time{within}."
        divided = any(room.hall for room in week.rooms)
        section = ", or in a hall and a section of it," if divided else ""
        turnover = " (turnover included)" if week.turnover else ""
        both = f"{one} and {other} are in one room{section}"
        return f"{both} for {duration(amount)} at once{turnover}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        plain = tiny_week(
            tiny_session("clearance"),
            tiny_session("cooperation"),
            sittings=("morning", "midday"),
            minutes=120,
            rooms=(tiny_room("hall"),),
            turnover=30,
        )
        divisible = tiny_week(
            tiny_session("clearance"),
            tiny_session("cooperation"),
            rooms=(
                tiny_room("hall"),
                tiny_room("north", hall="hall"),
                tiny_room("south", hall="hall"),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=plain,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"),
                    at("cooperation", 0, "11:00", room="hall"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "11:30", room="hall"),
                    at("cooperation", 0, "12:00", room="hall"),
                ),
                amount=30,
                text="One ends as the other begins, across two sittings: the turnover is missing.",
            ),
            Example(
                rule=cls(),
                week=divisible,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", room="north"),
                    at("cooperation", 0, "10:00", room="south"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"),
                    at("cooperation", 0, "10:00", room="south"),
                ),
                amount=30,
                text="Two sections at once are fine; the whole hall and a section are not.",
            ),
        )


def _case(one: str, other: str) -> Case:
    return (min(one, other), max(one, other))
