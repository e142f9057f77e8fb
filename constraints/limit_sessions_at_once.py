"""The rule `limit_sessions_at_once`."""

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
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable, crowding
from scheduler.week.week import Format, Session, Week


class LimitSessionsAtOnce(Rule):
    """No more sessions run at one moment than the secretariat can serve.

    Why
    ---
    Every session that runs needs a conference officer, somebody at the sound desk, and somebody
    from the secretariat who can answer; a small team serves a few at once. Each more is also one
    more that most delegations miss.

    Counts
    ------
    For each day, the minutes in which more sessions run at once than the number given, each minute
    times the sessions over: four at once for an hour are 120 minutes over two. Sessions of the
    official programme count, or all, side events and coordination meetings included.

    Source
    ------
    Practice of the meetings; Review ¶ 10. The number is an assumption.
    """

    title: ClassVar = "Few sessions run at once"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "prefer"

    name: Literal["limit_sessions_at_once"] = "limit_sessions_at_once"
    most: int = Field(default=2, ge=1, le=100, description="Sessions that may run at one moment.")
    which: Literal["programme", "all"] = Field(
        default="programme",
        description="Whether only the official programme counts, or side events and coordination "
        "meetings as well.",
    )

    def encode(self, draft: RuleDraft) -> None:
        sessions = [session.id for session in self._counted(draft.week)]
        if len(sessions) <= self.most:
            return
        for day in draft.week.days:
            draft.cumulative(self, (day,), [(draft.slots_of(sessions, day=day), ())], self.most)
        for sitting in draft.week.sittings:
            minutes = total(map(draft.minutes, draft.slots_of(sessions, sitting=sitting.id)))
            draft.imply(self, minutes, self.most * sitting.minutes)

    def guide(self, guide: Guide) -> None:
        guide.at_once(self, [session.id for session in self._counted(guide.week)], self.most)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        counted = {session.id for session in self._counted(week)}
        by_day: dict[int, list[Any]] = {}
        for part in timetable.parts:
            if part.session in counted:
                by_day.setdefault(part.day, []).append(part)
        for day, parts in sorted(by_day.items()):
            over = crowding(parts, self.most)
            if over:
                yield Breach((day,), over)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        day, most = week.day_name(int(case[0])), count(self.most, "session")
        if amount is None:
            return f"On {day} no more than {most} may run at one moment."
        return (
            f"On {day} too many sessions run at one moment ({self.most} may): {duration(amount)} "
            "in all, counted for each session over."
        )

    def count(self, week: Week) -> Iterator[Count]:
        sure = [session for session in self._counted(week) if not session.optional]
        if len(sure) <= self.most:
            return
        need = sum(session.least for session in sure)
        have = self.most * sum(sitting.minutes for sitting in week.open_to(sure))
        yield Count(
            ("minutes",),
            need,
            have,
            f"{count(len(sure), 'session')} need {duration(need)}; {self.most} at once have "
            f"{duration(have)} in the sittings open to them.",
            assumes=("hold_every_session", "sit_within_hours"),
            remedy=f"fewer or shorter sessions, or more at once ('most' of '{self.name}').",
        )

    def _counted(self, week: Week) -> list[Session]:
        return [s for s in week.sessions if self.which == "all" or s.programme]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance", wanted=60),
            tiny_session("uganda", format=Format.SMALL_GROUP, optional=True, wanted=60),
            tiny_session("reception", format=Format.SIDE_EVENT),
        )
        days = tiny_week(
            tiny_session("clearance", wanted=60),
            tiny_session("assistance"),
            tiny_session("reception", format=Format.SIDE_EVENT, optional=True),
            days=2,
        )
        return (
            Example(
                rule=cls(which="all"),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("uganda", 0, "10:00"),
                    at("reception", 0, "10:30"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("uganda", 0, "10:00", 60),
                    at("reception", 0, "10:30"),
                ),
                amount=30,
                text="For half an hour one session more runs than two.",
            ),
            Example(
                rule=cls(most=1),
                week=days,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("reception", 0, "10:00"),
                ),
                bad=tiny_timetable(at("clearance", 1, "10:00", 60), at("assistance", 1, "10:00")),
                amount=30,
                text="One at a time, on each day; a side event is not of the official programme.",
            ),
        )
