"""The rule `keep_time_informal`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable, covered
from scheduler.week.week import Format, Sitting, Week

_NOON = (11 * 60, 16 * 60)


class KeepTimeInformal(Rule):
    """Some lunches of the week are free of sessions, and a long sitting leaves time for a break.

    Why
    ---
    Much of what the programme achieves is achieved between the sessions, over lunch and coffee.

    Counts
    ------
    The lunches in which no part runs that are missing from the target, or from the number of
    lunches in the week where that is smaller. Lunches are the sittings that are not open to a
    plenary and overlap none that is, open at 11:00 or later and close by 16:00. And 1 for each
    sitting that is open to a plenary, is used, is at least as long as the length called long, and
    has fewer minutes without any part, all added up, than a break.

    Source
    ------
    The principle of informality in Review ¶ 1; assumption as to the numbers.
    """

    title: ClassVar = "Informal time stays free"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "lunches and breaks"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.INFORMALITY,)
    usual: ClassVar = "prefer"

    name: Literal["keep_time_informal"] = "keep_time_informal"
    lunches: int = Field(default=3, ge=0, le=366, description="Lunches of the week to keep free.")
    break_minutes: int = Field(
        default=15, ge=0, le=120, description="Minutes without any part in a long sitting."
    )
    long: int = Field(
        default=150, ge=1, le=1440, description="Length in minutes from which a sitting is long."
    )

    def encode(self, draft: RuleDraft) -> None:
        lunches = _lunches(draft.week)
        taken = [draft.any(_running(draft, sitting)) for sitting in lunches]
        if self._target(lunches):
            most = len(lunches) - self._target(lunches)
            draft.at_most(self, ("lunches",), total(taken), most)
        for sitting in self._long_sittings(draft.week):
            busy = draft.covered(draft.slots_of(sitting=sitting.id), exactly=False)
            full = draft.beyond(busy, max(0, sitting.minutes - self.break_minutes))
            draft.at_most(self, ("break", sitting.id), full)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        lunches, by_sitting = _lunches(week), week.by_sitting(timetable.parts)
        free = sum(
            not any(part.begin < lunch.end and lunch.begin < part.end for part in timetable.parts)
            for lunch in lunches
        )
        if free < self._target(lunches):
            yield Breach(("lunches",), self._target(lunches) - free)
        for sitting in self._long_sittings(week):
            parts = by_sitting.get(sitting.id, [])
            if parts and sitting.minutes - covered(parts) < self.break_minutes:
                yield Breach(("break", sitting.id), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        if case[0] == "lunches":
            target = self._target(_lunches(week))
            free = target - (amount or 0)
            if amount is None:
                stay = "stays" if target == 1 else "stay"
                return f"{count(target, 'lunch', 'lunches')} of the week {stay} free of sessions."
            if target == 1:
                return "No lunch of the week stays free of sessions; 1 is asked for."
            few = f"Only {free}" if free else "None"
            stay = "stay" if free > 1 else "stays"
            return f"{few} of the {target} lunches asked for {stay} free of sessions."
        when, pause = week.sitting_name(str(case[1])), duration(self.break_minutes)
        if amount is None:
            return f"{when}, leaves time for a break of {pause}."
        return f"{when}, leaves no time for a break of {pause}."

    def _target(self, lunches: list[Sitting]) -> int:
        return min(self.lunches, len(lunches))

    def _long_sittings(self, week: Week) -> list[Sitting]:
        return [
            sitting
            for sitting in week.sittings
            if Format.PLENARY in sitting.formats and sitting.minutes >= self.long
        ]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        lunches = tiny_week(
            tiny_session("panel"), tiny_session("film"), sittings=("lunch",), days=2
        )
        breaks = tiny_week(tiny_session("clearance"), tiny_session("cooperation"), minutes=120)
        return (
            Example(
                rule=cls(lunches=1),
                week=lunches,
                good=tiny_timetable(at("panel", 0, "13:00"), at("film", 0, "13:00")),
                bad=tiny_timetable(at("panel", 0, "13:00"), at("film", 1, "13:30")),
                amount=1,
                text="Two side events share one lunch and leave the other free.",
            ),
            Example(
                rule=cls(break_minutes=30, long=120),
                week=breaks,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", 60), at("cooperation", 0, "11:30", 30)
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60), at("cooperation", 0, "11:00", 60)
                ),
                amount=1,
                text="Half an hour between two sessions of a sitting is a break.",
            ),
        )


def _running(draft: RuleDraft, lunch: Sitting) -> Iterator[Linear]:
    """For every slot of a lunch, and of what overlaps it, whether a part runs during the lunch."""
    for sitting in draft.week.beside[lunch.id]:
        for slot in draft.slots_of(sitting=sitting.id):
            times, held = draft.times(slot), draft.held(slot)
            if times.ends[0] > lunch.begin and times.starts[1] < lunch.end:
                yield held
            elif times.ends[1] > lunch.begin and times.starts[0] < lunch.end:
                late = draft.beyond(draft.end(slot), lunch.begin, [held])
                yield draft.all([held, late, draft.beyond(-draft.start(slot), -lunch.end, [held])])


def _lunches(week: Week) -> list[Sitting]:
    return [
        sitting
        for sitting in week.sittings
        if sitting.opens >= _NOON[0]
        and sitting.closes <= _NOON[1]
        and not any(
            Format.PLENARY in one.formats and week.overlap(one.id, sitting.id)
            for one in week.beside[sitting.id]
        )
    ]
