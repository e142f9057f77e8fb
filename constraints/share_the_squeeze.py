"""The rule `share_the_squeeze`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, heard, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.agenda import Item
from scheduler.week.clock import duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


class ShareTheSqueeze(Rule):
    """Where a session has less time than its agenda asks for, all its parts lack about as much.

    Why
    ---
    Nobody's minutes should depend on the part that they drew: a delegation that speaks on the first
    day should not be cut to half of what those of the second day have.

    Counts
    ------
    For each session that may be split and has an agenda, the minutes that its shortest part lacks
    of what the statements and topics in it ask for: the most that any of its parts lacks.

    Source
    ------
    Review ¶ 8, effective preparation. The measure is an assumption.
    """

    title: ClassVar = "All parts of a session are cut alike"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "prefer"

    name: Literal["share_the_squeeze"] = "share_the_squeeze"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.divided:
            lacking = [
                total(
                    item.step * draft.stands(slot, number)
                    for number, item in enumerate(session.agenda)
                )
                - draft.minutes(slot)
                for slot in draft.slots_of(session.id)
            ]
            draft.each_at_most(self, (session.id,), [(left, ()) for left in lacking])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.divided:
            lacking = max(map(_lacking, timetable.of(session.id)), default=0)
            if lacking > 0:
                yield Breach((session.id,), lacking)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        title = week.what(str(case[0]))
        if amount is None:
            return f"Each part of {title} has the time that what stands in it asks for."
        return f"A part of {title} lacks {duration(amount)} of what stands in it."

    def tell(self, week: Week, timetable: Timetable, case: Case, amount: int) -> str:
        title = week.what(str(case[0]))
        [*_, part] = sorted(timetable.of(str(case[0])), key=_lacking)
        sitting = week.sitting_of(part)
        when = week.sitting_name(sitting.id) if sitting else week.moment_name(part.begin)
        lacks = f"The part of {title} on {when} lacks {duration(amount)}"
        asked = f"what stands in it asks for {duration(part.minutes + amount)}"
        return f"{lacks}: it has {duration(part.minutes)}, and {asked}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        updates = Item(title="Updates", minutes=30, speakers=("CHL", "COD", "JOR"))
        week = tiny_week(
            tiny_session("clearance", agenda=(updates,), most_parts=2, least=60, wanted=90),
            days=2,
            minutes=90,
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 60), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00", 30), (0, "JOR", 30)),
                ),
                bad=tiny_timetable(
                    heard(at("clearance", 0, "10:00", 30), (0, "CHL", 30), (0, "COD", 30)),
                    heard(at("clearance", 1, "10:00", 60), (0, "JOR", 30)),
                ),
                amount=30,
                text="Two speakers share half an hour while a third has an hour.",
            ),
        )


def _lacking(part: Part) -> int:
    """Minutes that a part lacks of what stands in it; below 0 where it has more."""
    return sum(one.minutes for one in part.statements) - part.minutes
