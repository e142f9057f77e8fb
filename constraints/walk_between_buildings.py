"""The rule `walk_between_buildings`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, product
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, Duty, RuleDraft, Slot
from scheduler.rules.linear import Linear
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week.clock import count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Format, Session, Week

_NAMED = 4
"""The most delegations that a sentence names."""


class Walk(Frozen):
    """The way between two buildings."""

    between: tuple[str, str] = Field(
        description="Two buildings.", json_schema_extra={"refers_to": "building"}
    )
    minutes: int = Field(ge=0, le=240, description="Minutes that it takes.")

    @model_validator(mode="after")
    def _of_two(self) -> Walk:
        if self.between[0] == self.between[1]:
            raise ValueError(f"'{self.between[0]}' has no way to itself; name two buildings")
        return self


class WalkBetweenBuildings(Rule):
    """Who must be in two rooms of different buildings has the time to walk.

    Why
    ---
    A morning in one building and a lunch in another need a way between them, and who presides
    cannot be late.

    Counts
    ------
    For every two parts, of one session or of two, that need the same person and are in rooms of
    different buildings: the minutes by which the time between the two falls short of the way; all
    of it where they overlap. Two parts need the same person where one delegation leads both, or
    must lead or speak in both and has one delegate; a delegation with more sends another. Who makes
    a statement is needed in the part in which it stands. Rooms without a building stand in one
    building of their own.

    Source
    ------
    Practice of the meetings.
    """

    title: ClassVar = "There is time to walk between buildings"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes short"
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.TRANSPARENCY,)
    usual: ClassVar = "must"

    name: Literal["walk_between_buildings"] = "walk_between_buildings"
    minutes: int = Field(
        default=15,
        ge=0,
        le=240,
        description="Minutes that the way between two buildings takes, where it is not among "
        "`ways`.",
    )
    ways: tuple[Walk, ...] = Field(default=(), description="Ways that take more or less.")

    @model_validator(mode="after")
    def _of_one_length(self) -> WalkBetweenBuildings:
        pairs = [sorted(way.between) for way in self.ways]
        for one, other in (pair for pair in pairs if pairs.count(pair) > 1):
            raise ValueError(f"the way between '{one}' and '{other}' stands here twice; keep one")
        return self

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        rooms: dict[str, list[str]] = {}
        for room in week.rooms:
            rooms.setdefault(room.building, []).append(room.id)
        if len(rooms) < 2:
            return
        for (one, other), duties in _duties(draft).items():
            for a, b in product(draft.slots_of(one), draft.slots_of(other)):
                if (
                    one == other
                    and not week.sitting[a.sitting].begin < week.sitting[b.sitting].begin
                ):
                    continue
                for here, there in product(rooms, repeat=2):
                    least = self._way(here, there)
                    if least and _are_near(draft, a, b, least):
                        when = [_inside(draft, a, rooms[here]), _inside(draft, b, rooms[there])]
                        when.append(_needs_one_person(draft, a, b, duties))
                        draft.keep_breaks(self, (one, other), [((a, b), when)], least)

    def _way(self, one: str, other: str) -> int:
        """Minutes from one building to another; 0 inside one."""
        known = {frozenset(way.between): way.minutes for way in self.ways}
        return 0 if one == other else known.get(frozenset({one, other}), self.minutes)

    def gap(self, week: Week) -> int:
        return max([self.minutes, *(way.minutes for way in self.ways)])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        if len({room.building for room in week.rooms}) < 2:
            return
        for one, other in combinations(timetable.parts, 2):
            if one.room is None or other.room is None:
                continue
            way = self._way(week.room[one.room].building, week.room[other.room].building)
            short = way - max(0, other.begin - one.end)
            if short > 0 and _both_need(week, one, other):
                found[_case(one.session, other.session)] += short
        for case, amount in found.items():
            yield Breach(case, amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        one, other = (week.session[str(session)] for session in case)
        codes = sorted(_people(week, one, other), key=week.who)
        who = week.whom(codes) if codes else "one State"
        if len(codes) > _NAMED + 1:
            more = count(len(codes) - _NAMED, "other")
            who = f"{', '.join(map(week.who, codes[:_NAMED]))} and {more}"
        if one is other:
            need = f"The parts of {week.what(one.id)} all need {who}"
        else:
            need = f"{week.what(one.id)} and {week.what(other.id)} both need {who}"
        if amount is None:
            return f"{need}, so there is time to walk where they are in different buildings."
        return f"{need}, and are in different buildings, {duration(amount)} short of the walk."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        uganda = frozenset({"UGA"})
        small: dict[str, Any] = {"format": Format.SMALL_GROUP}
        rooms = (tiny_room("hall"), tiny_room("salon", building="annex"))
        week = tiny_week(
            tiny_session("clearance", leaders=uganda),
            tiny_session("group", speakers=uganda | {"NOR"}, **small),
            tiny_session("open", speakers={"NOR"}, **small),
            minutes=90,
            rooms=rooms,
            delegations=(Delegation(code="NOR", name="Norway", delegates=2),),
        )
        presides = tiny_week(
            tiny_session("clearance", leaders=uganda, most_parts=2),
            tiny_session("group", leaders=uganda, **small),
            sittings=("midday", "lunch"),
            rooms=(*rooms, tiny_room("studio", building="tower")),
            delegations=(Delegation(code="UGA", name="Uganda", delegates=2),),
        )
        return (
            Example(
                rule=cls(minutes=30),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"),
                    at("group", 0, "11:00", room="salon"),
                    at("open", 0, "11:00", room="hall"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:30", room="hall"),
                    at("group", 0, "10:00", room="salon"),
                    at("open", 0, "10:30", room="hall"),
                ),
                amount=30,
                text="One delegate walks for half an hour; a delegation of two sends another.",
            ),
            Example(
                rule=cls(minutes=30, ways=(Walk(between=("annex", "tower"), minutes=90),)),
                week=presides,
                good=tiny_timetable(
                    at("clearance", 0, "12:00", room="hall"),
                    at("clearance", 0, "13:00", room="hall"),
                    at("group", 0, "12:30", room="hall"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "12:30", room="studio"),
                    at("clearance", 0, "13:00", room="hall"),
                    at("group", 0, "13:00", room="salon"),
                ),
                amount=150,
                text="Who presides walks, however many come along: between two parts, and to the "
                "other session.",
            ),
            Example(
                rule=cls(minutes=30),
                week=presides,
                good=tiny_timetable(
                    at("group", 0, "12:00", room="salon"), at("clearance", 0, "13:00", room="hall")
                ),
                bad=tiny_timetable(
                    at("group", 0, "12:30", room="salon"), at("clearance", 0, "13:00", room="hall")
                ),
                amount=30,
                text="Where one sitting follows another at once, nobody can be in both buildings.",
            ),
        )


def _case(one: str, other: str) -> Case:
    return (min(one, other), max(one, other))


def _duties(draft: RuleDraft) -> dict[tuple[str, str], list[Duty]]:
    """The duties that may bring one person into every two sessions, or into parts of one."""
    found: dict[tuple[str, str], list[Duty]] = {}
    for delegation in draft.week.delegations:
        concerns = [Concern.LEAD, *([Concern.NEED] if delegation.delegates == 1 else [])]
        for concern in concerns:
            for duty in draft.duties(delegation.code, concern):
                both = sorted(duty.sessions | duty.heard)
                for pair in combinations_with_replacement(both, 2):
                    found.setdefault(pair, []).append(duty)
    return found


def _needs_one_person(draft: RuleDraft, one: Slot, other: Slot, duties: list[Duty]) -> Linear:
    """A literal: whether parts at two slots need the same person by one of the duties."""
    ways = []
    for duty in duties:
        speaks = [
            draft.held(slot._replace(speaker=duty.speaker))
            for slot in (one, other)
            if slot.session in duty.heard
        ]
        ways.append(draft.all([*duty.when, *speaks]))
    return draft.any(ways)


def _are_near(draft: RuleDraft, one: Slot, other: Slot, minutes: int) -> bool:
    """Whether parts at two slots can overlap, or come within some minutes of each other."""
    first, second = draft.times(one), draft.times(other)
    return first.starts[0] < second.ends[1] + minutes and second.starts[0] < first.ends[1] + minutes


def _inside(draft: RuleDraft, slot: Slot, rooms: list[str]) -> Linear:
    """A literal: whether the part is held in one of the rooms."""
    return draft.any(draft.held(slot, room=room) for room in rooms)


def _both_need(week: Week, one: Part, other: Part) -> bool:
    """Whether two parts need the same person."""
    first, second = week.session[one.session], week.session[other.session]
    needed = first.required_in(one) & second.required_in(other)
    alone = (code for code in needed if week.delegation[code].delegates == 1)
    return not first.leaders.isdisjoint(second.leaders) or any(alone)


def _people(week: Week, one: Session, other: Session) -> frozenset[str]:
    """The delegations of which parts of two sessions can need the same person."""
    needed = (one.required | one.heard) & (other.required | other.heard)
    alone = frozenset(code for code in needed if week.delegation[code].delegates == 1)
    return (one.leaders & other.leaders) | alone
