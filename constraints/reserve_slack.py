"""The rule `reserve_slack`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration, lacking
from scheduler.week.timetable import Timetable, covered
from scheduler.week.week import Format, Sitting, Week


class ReserveSlack(Rule):
    """Each day keeps a reserve of unprogrammed minutes within its sittings.

    Why
    ---
    Speakers' lists grow and sessions overrun; the Thirteenth Meeting of the States Parties dropped
    an item for lack of time.

    Counts
    ------
    For each day, the minutes by which the time without any part falls short of the reserve, within
    its sittings that are open to a plenary. Parts that run at the same time cover a minute once;
    parts in other sittings, such as side events at lunch, cover nothing. No day has to keep more
    than the minutes of those sittings.

    Source
    ------
    The principle of flexibility in Review ¶ 1. The reserve is an assumption.
    """

    title: ClassVar = "Every day keeps a reserve"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.DAY
    principles: ClassVar = (Principle.FLEXIBILITY,)
    usual: ClassVar = "prefer"

    name: Literal["reserve_slack"] = "reserve_slack"
    minutes_a_day: int = Field(
        default=30, ge=0, le=480, description="Minutes of a day to keep free of any part."
    )

    def encode(self, draft: RuleDraft) -> None:
        for day in draft.week.days:
            sittings = _regular(draft.week, day)
            busy = total(
                draft.covered(draft.slots_of(sitting=sitting.id), exactly=False)
                for sitting in sittings
            )
            most = sum(sitting.minutes for sitting in sittings) - self._reserve(sittings)
            draft.at_most(self, (day,), busy, most)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        by_sitting = week.by_sitting(timetable.parts)
        for day in week.days:
            sittings = _regular(week, day)
            parts = [part for sitting in sittings for part in by_sitting.get(sitting.id, ())]
            free = sum(sitting.minutes for sitting in sittings) - covered(parts)
            if free < self._reserve(sittings):
                yield Breach((day,), self._reserve(sittings) - free)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        day = int(case[0])
        reserve = self._reserve(_regular(week, day))
        asked = f"{week.day_name(day)} is to keep {duration(reserve)} unprogrammed"
        return f"{asked}." if amount is None else f"{asked}; {lacking(amount)}."

    def _reserve(self, sittings: list[Sitting]) -> int:
        return min(self.minutes_a_day, sum(sitting.minutes for sitting in sittings))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("group"),
            sittings=("morning", "lunch"),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("group", 0, "10:00"),
                    at("group", 0, "13:00", 60),
                ),
                bad=tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:30")),
                amount=30,
                text="Two sessions at once leave half an hour; one after the other, nothing.",
            ),
        )


def _regular(week: Week, day: int) -> list[Sitting]:
    """The sittings of a day in which a Standing Committee may meet."""
    return [sitting for sitting in week.sittings_on(day) if Format.PLENARY in sitting.formats]
