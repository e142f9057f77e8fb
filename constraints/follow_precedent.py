"""The rule `follow_precedent`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.linear import NOTHING, Linear
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed

_NOON = 13 * 60
HalfDay = tuple[int, bool]
"""A day, and whether it is its afternoon."""


class FollowPrecedent(Rule):
    """A session stands on the days and half-days that it had in a reference timetable.

    Why
    ---
    Delegations plan by what they know: an expert who comes for one subject each year comes on the
    same day.

    Counts
    ------
    Sessions with parts in the reference that are not held, or that have a part on a day and
    half-day when they had none there. A part that begins before 13:00 belongs to the morning, and
    any other to the afternoon. Days of the reference are counted in this week. A session that is
    not in the reference counts nothing.

    Source
    ------
    Review ¶ 3.
    """

    title: ClassVar = "Sessions stand where they stood before"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "sessions"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"

    name: Literal["follow_precedent"] = "follow_precedent"
    reference: str = Field(
        default="", description="The timetable to follow, by its name in the scenario."
    )

    def encode(self, draft: RuleDraft) -> None:
        for session, halves in self._precedents(draft.week).items():
            leaves = [1 - draft.held(session)]
            leaves += [_leaves(draft, slot, halves) for slot in draft.slots_of(session)]
            draft.each_at_most(self, (session,), [(literal, ()) for literal in leaves])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session, halves in self._precedents(week).items():
            parts = timetable.of(session)
            if not parts or any(_half(part) not in halves for part in parts):
                yield Breach((session,), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = str(case[0])
        precedents = self._precedents(week)[session]
        days = [
            f"{week.day_name(day)} {_halves(late for one, late in precedents if one == day)}"
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
        )


def _halves(lates: Iterable[bool]) -> str:
    """The halves of a day in words."""
    found = set(lates)
    if len(found) > 1:
        return "(morning and afternoon)"
    return "(afternoon)" if found == {True} else "(morning)"


def _half(part: Part) -> HalfDay:
    return part.day, part.start >= _NOON


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
