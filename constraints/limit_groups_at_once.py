"""The rule `limit_groups_at_once`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD, time_shortages
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable, crowding
from scheduler.week.week import Format, Proposal, Week


class LimitGroupsAtOnce(Rule):
    """No more small groups run at one moment than the delegations can follow.

    Why
    ---
    Small groups that run side by side shut most delegations out of most of them. Experiments are to
    be held with prudence.

    Counts
    ------
    For each day, the minutes in which more small groups, and other experiments (sessions with a
    proposal), run at once than the number given, each minute times the groups over. Three groups
    side by side for an hour are 60 minutes over two.

    Source
    ------
    Review ¶ 11, prudently. The number is an assumption.
    """

    title: ClassVar = "Few small groups run at once"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.INCLUSION, Principle.INFORMALITY)
    recommendations: ClassVar = (5,)
    usual: ClassVar = "prefer"

    name: Literal["limit_groups_at_once"] = "limit_groups_at_once"
    most: int = Field(
        default=2, ge=1, le=100, description="Small groups that may run at one moment."
    )

    def encode(self, draft: RuleDraft) -> None:
        groups = [session.id for session in draft.week.groups]
        if len(groups) <= self.most:
            return
        for day in draft.week.days:
            draft.cumulative(self, (day,), [(draft.slots_of(groups, day=day), ())], self.most)
        for sitting in draft.week.sittings:
            minutes = total(map(draft.minutes, draft.slots_of(groups, sitting=sitting.id)))
            draft.imply(self, minutes, self.most * sitting.minutes)

    def guide(self, guide: Guide) -> None:
        guide.at_once(self, [session.id for session in guide.week.groups], self.most)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        parts = timetable.among(session.id for session in week.groups)
        for day in week.days:
            over = crowding((part for part in parts if part.day == day), self.most)
            if over:
                yield Breach((day,), over)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        day, most = week.day_name(int(case[0])), count(self.most, "small group")
        if amount is None:
            return f"On {day} no more than {most} may run at one moment."
        over = duration(amount)
        return (
            f"On {day} too many small groups run at one moment ({self.most} may): {over} in all, "
            "counted for each group over."
        )

    def count(self, week: Week) -> Iterator[Count]:
        sure = [session for session in week.groups if not session.optional]
        for short in time_shortages(week, sure, self.most) if len(sure) > self.most else ():
            need = "need" if len(short.sessions) > 1 else "needs"
            every = len(short.sessions) == len(sure)
            who = count(len(sure), "small group") if every else short.named(week)
            yield Count(
                ("groups", *short.sessions),
                short.need,
                short.have,
                f"{who} {need} {short.asked}; {self.most} at once have {short.held} "
                f"in the sittings open to {short.them}.",
                assumes=HELD,
                remedy=f"fewer small groups, or more at once ('most' of '{self.name}').",
                sessions=short.sessions,
            )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        group: dict[str, Any] = {"format": Format.SMALL_GROUP, "optional": True, "wanted": 60}
        three = tiny_week(
            tiny_session("uganda", **group),
            tiny_session("jordan", **group),
            tiny_session("chad", format=Format.WORKSHOP, proposal=Proposal()),
        )
        days = tiny_week(
            tiny_session("uganda", **group),
            tiny_session("jordan", **group),
            tiny_session("clearance", format=Format.WORKSHOP),
            days=2,
        )
        return (
            Example(
                rule=cls(),
                week=three,
                good=tiny_timetable(
                    at("uganda", 0, "10:00", 60), at("jordan", 0, "10:00"), at("chad", 0, "10:30")
                ),
                bad=tiny_timetable(
                    at("uganda", 0, "10:00", 60),
                    at("jordan", 0, "10:00", 60),
                    at("chad", 0, "10:30"),
                ),
                amount=30,
                text="For half an hour one group more runs than two.",
            ),
            Example(
                rule=cls(most=1),
                week=days,
                good=tiny_timetable(
                    at("uganda", 0, "10:00"), at("jordan", 0, "10:30"), at("clearance", 0, "10:00")
                ),
                bad=tiny_timetable(at("uganda", 1, "10:00", 60), at("jordan", 1, "10:00")),
                amount=30,
                text="Groups that follow each other are one at a time; a workshop is none.",
            ),
        )
