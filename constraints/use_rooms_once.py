"""The rule `use_rooms_once`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.room_count import parts_at_once, room_shortages
from scheduler.rules.rule import Breach, Count, Example, Group, Rule
from scheduler.rules.shortages import HELD, Shortage
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week
from scheduler.week.words import listed


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
    to the end of each part. A hall and one of its sections count as the same room, and so do rooms
    made of sections of which they share one; two sections do not. Parts of one session need no
    turnover between them.

    Source
    ------
    Practice; the conference rooms page of the WMO for the halls.
    """

    title: ClassVar = "A room has one session at a time"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "minutes of overlap"
    reach: ClassVar = Reach.MOMENT
    usual: ClassVar = "must"
    firm: ClassVar = True

    name: Literal["use_rooms_once"] = "use_rooms_once"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        slots = draft.slots_of()
        for number, room in enumerate(week.rooms):
            before = [one.id for one in week.rooms[:number]]
            sections = sorted(week.floor[room.id])
            groups = [[one for one in before if this in week.floor[one]] for this in sections]
            beside = [list(group) for group in dict.fromkeys(map(tuple, groups)) if group]
            draft.no_overlap(self, _case, slots, room=room.id, beside=beside, gap=week.turnover)
        self._imply_counts(draft)

    def _imply_counts(self, draft: RuleDraft) -> None:
        """Post for each set of rooms what goes into it of the sessions that can sit only there.

        Turnover is added to each part, and once to each sitting, in which the last part has none.
        """
        week = draft.week
        open_to: dict[str, dict[Slot, set[str]]] = {}
        for room in week.rooms:
            for slot in draft.slots_of(room=room.id):
                open_to.setdefault(slot.session, {}).setdefault(slot, set()).add(room.id)
        used = {one: frozenset[str]().union(*slots.values()) for one, slots in open_to.items()}
        for rooms in dict.fromkeys(used.values()):
            group = [session for session in open_to if used[session] <= rooms]
            by_sitting: dict[str, set[str]] = {}
            needed = []
            for slot, there in chain.from_iterable(open_to[one].items() for one in group):
                by_sitting.setdefault(slot.sitting, set()).update(there)
                needed.append(draft.minutes(slot) + week.turnover * draft.held(slot))
            holds = sum(
                parts_at_once(week, there) * (week.sitting[sitting].minutes + week.turnover)
                for sitting, there in by_sitting.items()
            )
            if len(group) > 1:
                draft.imply(self, total(needed), holds)

    def gap(self, week: Week) -> int:
        return week.turnover

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
        section = ", or in a hall and a section of it," if any(r.hall for r in week.rooms) else ""
        if any(room.joins for room in week.rooms):
            section = ", or in two that share a section of a hall,"
        turnover = " (turnover included)" if week.turnover else ""
        both = f"{one} and {other} are in one room{section}"
        return f"{both} for {duration(amount)} at once{turnover}."

    def count(self, week: Week) -> Iterator[Count]:
        fitting = list(room_shortages(week, Session.fits))
        placed = all(one.optional or any(map(one.fits, week.rooms)) for one in week.sessions)
        # Where the rooms that sessions fit are enough for them, all rooms are.
        anywhere = [] if placed and not fitting else list(room_shortages(week, lambda *_: True))
        fitting = [] if anywhere else fitting
        for assumed, found in ((HELD, anywhere), ((*HELD, "fit_the_room"), fitting)):
            for short in found:
                yield Count(
                    ("rooms", *short.sessions),
                    short.need,
                    short.have,
                    _sentence(week, short),
                    assumes=assumed,
                    remedy=_REMEDY,
                    sessions=short.sessions,
                )

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


_REMEDY = (
    "another room that these sessions fit, more sittings or days in which it is open, or fewer "
    "minutes for them ('least')."
)


def _sentence(week: Week, short: Shortage) -> str:
    """A shortage of rooms in words, with both numbers."""
    number, rooms = len(short.sessions), [week.room_name(room) for room in short.rooms]
    needs, them = ("needs", "it") if number == 1 else ("need", "them")
    who = short.named(week)
    only = "" if len(rooms) == len(week.rooms) else f" can sit only in {listed(rooms, 'or')} and"
    return f"{who}{only} {needs} {short.asked}; {_held(week, short, rooms, them)}."


def _held(week: Week, short: Shortage, rooms: list[str], them: str) -> str:
    """What the rooms hold of it."""
    one = len(rooms) == 1
    where = rooms[0] if one else f"the {len(rooms)} rooms"
    if not short.have and not short.length:
        return f"{where} {'is' if one else 'are'} never open to {them}"
    if not short.length:
        if one:
            return f"{where} is open to {them} for {duration(short.have)}"
        return f"the sittings in which {where} are open to {them} hold {duration(short.have)}"
    between = ", with the turnover between two" if week.turnover else ""
    hold, while_open = ("holds", "while it is open") if one else ("hold", "while they are open")
    return f"{where} {hold} {short.held} {while_open} to {them}{between}"


def _case(one: str, other: str) -> Case:
    return (min(one, other), max(one, other))
