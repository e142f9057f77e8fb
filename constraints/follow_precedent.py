"""The rule `follow_precedent`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.guide import Guide
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed

_NOON = 13 * 60
HalfDay = tuple[int, bool]
"""A day, and whether it is its afternoon."""


class FollowPrecedent(Rule):
    """A session stands on the days, or the half-days, that it had in a reference timetable.

    Why
    ---
    Delegations plan by what they know: an expert who comes for one subject each year comes on the
    same day.

    Counts
    ------
    Sessions with parts in the reference that are not held, or that have a part on a day and
    half-day when they had none there; by day, on a day when they had none. A part that begins
    before 13:00 belongs to the morning, and any other to the afternoon. Days of the reference are
    counted in this week. Each session counts as often as its weight says, and once where it has
    none. A session that is not in the reference counts nothing.

    Source
    ------
    Review ¶ 3.
    """

    title: ClassVar = "Sessions stand where they stood before"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "sessions by weight"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"

    name: Literal["follow_precedent"] = "follow_precedent"
    reference: str = Field(
        default="",
        description="The timetable to follow: a candidate, by its name in the scenario, or a file.",
    )
    by: Literal["half_day", "day"] = Field(
        default="half_day", description="Whether a session is to keep its half-days, or its days."
    )
    weights: dict[str, Annotated[int, Field(ge=0, le=1000)]] = Field(
        default={},
        description="How much a session counts that leaves its precedent, 0 to 1000; 1 where "
        "nothing is said.",
        json_schema_extra={"refers_to": "session"},
    )

    def encode(self, draft: RuleDraft) -> None:
        for session, halves in self._precedents(draft.week).items():
            leaves = (_leaves_days if self.by == "day" else _leaves_halves)(draft, session, halves)
            weight = self.weights.get(session, 1)
            draft.each_at_most(self, (session,), [(weight * literal, ()) for literal in leaves])

    def guide(self, guide: Guide) -> None:
        for session, halves in self._precedents(guide.week).items():
            days = {day for day, _ in halves} if self.by == "day" else set[int]()
            others = [
                one.id
                for one in guide.week.sittings
                if one.day not in days and (one.day, one.opens >= _NOON) not in halves
            ]
            guide.avoid(self, session, self.weights.get(session, 1), sittings=others)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session, halves in self._precedents(week).items():
            parts = timetable.of(session)
            days = {day for day, _ in halves} if self.by == "day" else set[int]()
            left = (part for part in parts if part.day not in days and _half(part) not in halves)
            weight = self.weights.get(session, 1)
            if weight and (not parts or any(left)):
                yield Breach((session,), weight)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = str(case[0])
        precedents = self._precedents(week)[session]
        days = [
            week.day_name(day)
            if self.by == "day"
            else f"{week.day_name(day)} {_halves(late for one, late in precedents if one == day)}"
            for day in sorted({day for day, _ in precedents})
        ]
        when = listed(days)
        if amount is None:
            return f"{week.what(session)} keeps to its precedent, {when}."
        return f"{week.what(session)} leaves its precedent, which is {when}."

    def _precedents(self, week: Week) -> dict[str, set[HalfDay]]:
        """The half-days that sessions of the week had in the reference."""
        found: dict[str, set[HalfDay]] = {}
        reference = week.references.get(self.reference, Timetable())
        for part in reference.among(week.session):
            found.setdefault(part.session, set()).add(_half(part))
        return found

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("new"),
            sittings=("midday", "afternoon"),
            minutes=90,
            references={
                "last year": tiny_timetable(
                    at("clearance", 0, "12:00", 90), at("dropped", 0, "15:00")
                )
            },
        )
        afternoon = tiny_week(
            tiny_session("clearance"),
            sittings=("midday", "afternoon"),
            days=2,
            minutes=90,
            references={
                "last year": tiny_timetable(
                    at("clearance", 0, "15:00"),
                    at("clearance", 1, "12:30"),
                    at("clearance", 1, "15:00"),
                )
            },
        )
        days = tiny_week(
            tiny_session("clearance", most_parts=2),
            tiny_session("status"),
            tiny_session("dropped", optional=True),
            sittings=("morning", "afternoon"),
            days=2,
            minutes=30,
            references={
                "last year": tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("status", 1, "15:00"),
                    at("dropped", 1, "10:00"),
                )
            },
        )
        return (
            Example(
                rule=cls(reference="last year"),
                week=week,
                good=tiny_timetable(at("clearance", 0, "12:30"), at("new", 0, "15:00")),
                bad=tiny_timetable(at("clearance", 0, "12:00"), at("clearance", 0, "15:00")),
                amount=1,
                text="A second part in the afternoon leaves the precedent; a new session has none.",
            ),
            Example(
                rule=cls(reference="last year"),
                week=afternoon,
                good=tiny_timetable(at("clearance", 0, "13:00"), at("clearance", 1, "12:00")),
                bad=tiny_timetable(at("clearance", 0, "12:30")),
                amount=1,
                text="A sitting that spans 13:00 has a morning and an afternoon.",
            ),
            Example(
                rule=cls(reference="last year", by="day", weights={"clearance": 3, "dropped": 0}),
                week=days,
                good=tiny_timetable(at("clearance", 0, "15:00"), at("status", 1, "10:00")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("clearance", 1, "15:00"),
                    at("status", 0, "10:00"),
                ),
                amount=4,
                text="By day, the half-day is free; one session counts for three, and one for "
                "nothing.",
            ),
        )


def _halves(lates: Iterable[bool]) -> str:
    """The halves of a day in words."""
    found = set(lates)
    if len(found) > 1:
        return "(morning and afternoon)"
    return "(afternoon)" if found == {True} else "(morning)"


def _half(part: Part) -> HalfDay:
    return part.day, part.start >= _NOON


def _leaves_days(draft: RuleDraft, session: str, halves: set[HalfDay]) -> list[Linear]:
    """Literals of which one holds where a session is not held, or has a part on another day."""
    days = {day for day, _ in halves}
    slots = draft.slots_of(session)
    there = [slot for slot in slots if draft.week.sitting[slot.sitting].day in days]
    if draft.single(session):
        return [1 - total(map(draft.held, there))]
    return [1 - draft.held(session), *(draft.held(slot) for slot in slots if slot not in there)]


def _leaves_halves(draft: RuleDraft, session: str, halves: set[HalfDay]) -> list[Linear]:
    """Literals of which one holds where it is not held, or has a part on another half-day."""
    leaves = [_leaves(draft, slot, halves) for slot in draft.slots_of(session)]
    return [1 - draft.held(session), *leaves]


def _leaves(draft: RuleDraft, slot: Slot, halves: set[HalfDay]) -> Linear:
    """A literal: whether a part here stands on another half-day."""
    held, start = draft.held(slot), draft.start(slot)
    day = draft.week.sitting[slot.sitting].day
    first, last = draft.times(slot).starts
    noon = day * DAY + _NOON
    possible = {(day, first >= noon), (day, last >= noon)}
    if possible <= halves:
        return NOTHING
    if possible.isdisjoint(halves):
        return held
    if (day, True) in halves:
        return draft.beyond(-start, -noon, [held])
    return draft.beyond(start, noon - 1, [held])
