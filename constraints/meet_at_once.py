"""The rule `meet_at_once`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Week


class SideBySide(Frozen):
    """Two sessions that run at the same time."""

    session: str = Field(description="A session.", json_schema_extra={"refers_to": "session"})
    beside: str = Field(
        description="The session that runs at the same time.",
        json_schema_extra={"refers_to": "session"},
    )

    @model_validator(mode="after")
    def _of_two(self) -> SideBySide:
        if self.session == self.beside:
            raise ValueError(f"'{self.session}' always runs beside itself; name two sessions")
        return self

    @property
    def case(self) -> tuple[str, str]:
        """The two sessions, in the order of their keys."""
        return (min(self.session, self.beside), max(self.session, self.beside))


class MeetAtOnce(Rule):
    """Two sessions run at the same time, whenever that is.

    Why
    ---
    Two groups of one workshop work side by side and come back together, and those who sit in one
    are free when the other ends.

    Counts
    ------
    For each stated pair of sessions, the minutes in which exactly one of the two runs. Where one of
    them is not held, all the minutes of the other count; where neither is, nothing does. A pair
    that is stated twice, in either direction, is one.

    Source
    ------
    Practice of the meetings: informal small groups met side by side in June 2011.
    """

    title: ClassVar = "Sessions that belong side by side run at once"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes apart"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.COHERENCE,)
    usual: ClassVar = "must"

    name: Literal["meet_at_once"] = "meet_at_once"
    pairs: tuple[SideBySide, ...] = Field(
        default=(), description="Sessions that run at the same time, two and two."
    )

    def encode(self, draft: RuleDraft) -> None:
        for one, other in dict.fromkeys(pair.case for pair in self.pairs):
            slots = draft.slots_of({one, other})
            apart = 2 * draft.covered(slots, exactly=False) - total(map(draft.minutes, slots))
            for sitting, *beside in draft.week.stretches:
                slots = [] if beside else draft.slots_of({one, other}, sitting=sitting.id)
                for here, there in permutations(slots, 2):
                    for what in (draft.held, draft.minutes, draft.start):
                        draft.imply(self, what(here) - what(there), 0)
            draft.at_most(self, (one, other), apart)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        together: dict[Case, int] = {}
        for first, second, minutes in timetable.pairs():
            case = tuple(sorted((first.session, second.session)))
            together[case] = together.get(case, 0) + minutes
        for case in sorted({tuple(sorted((pair.session, pair.beside))) for pair in self.pairs}):
            apart = sum(map(timetable.minutes, case)) - 2 * together.get(case, 0)
            if apart:
                yield Breach(case, apart)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        one, other = (week.what(str(session)) for session in case)
        if amount is None:
            return f"{one} and {other} run at the same time."
        alone = f"one of them runs without the other for {duration(amount)}"
        return f"{one} and {other} belong side by side, and {alone}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        group: dict[str, Any] = {"format": Format.SMALL_GROUP, "most_parts": 2}
        both = tiny_week(
            tiny_session("clearance-group", **group),
            tiny_session("assistance-group", **group),
            sittings=("morning", "afternoon"),
        )
        optional = tiny_week(
            tiny_session("clearance-group", **group),
            tiny_session("assistance-group", optional=True, **group),
            tiny_session("cooperation-group", **group),
            minutes=30,
            days=2,
        )
        pairs = (
            SideBySide(session="clearance-group", beside="assistance-group"),
            SideBySide(session="assistance-group", beside="clearance-group"),
        )
        return (
            Example(
                rule=cls(pairs=pairs),
                week=both,
                good=tiny_timetable(
                    at("clearance-group", 0, "10:30"),
                    at("assistance-group", 0, "10:30"),
                    at("clearance-group", 0, "15:00", 60),
                    at("assistance-group", 0, "15:00", 60),
                ),
                bad=tiny_timetable(
                    at("clearance-group", 0, "10:00", 60),
                    at("assistance-group", 0, "10:30"),
                    at("assistance-group", 0, "15:00"),
                ),
                amount=60,
                text="Half an hour before the other group begins, and another when it has ended.",
            ),
            Example(
                rule=cls(pairs=pairs[:1]),
                week=optional,
                good=tiny_timetable(at("cooperation-group", 0, "10:00")),
                bad=tiny_timetable(
                    at("clearance-group", 0, "10:00"), at("cooperation-group", 0, "10:00")
                ),
                amount=30,
                text="A group runs alone where its other is not held; a third is not asked for.",
            ),
        )
