"""The rule `reserve_time_for_experiments`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable, covered
from scheduler.week.week import Format, Proposal, Sitting, Week


class ReserveTimeForExperiments(Rule):
    """Experiments have at least a floor of the week's time, and at most a share of it.

    Why
    ---
    Small groups on national contexts are to be tried, which takes time inside the official
    sittings, and to be tried with prudence, which limits that time.

    Counts
    ------
    The minutes by which the time with an experiment (a session with a proposal) falls short of the
    floor, and those by which it exceeds the share of all the sittings' minutes, rounded down. Only
    sittings that are open to plenaries count, so not lunch, and two experiments side by side count
    once.

    Source
    ------
    Review ¶ 11; R 5. The two numbers are assumptions.
    """

    title: ClassVar = "Experiments get their share of time"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    principles: ClassVar = (Principle.FLEXIBILITY, Principle.INFORMALITY)
    recommendations: ClassVar = (5,)
    usual: ClassVar = "must"

    name: Literal["reserve_time_for_experiments"] = "reserve_time_for_experiments"
    floor: int = Field(
        default=0,
        ge=0,
        le=7 * 1440,
        description="Least minutes of the week in which an experiment runs.",
    )
    share: int = Field(
        default=100,
        ge=0,
        le=100,
        description="Largest percentage of the sittings' minutes in which an experiment runs.",
    )

    def encode(self, draft: RuleDraft) -> None:
        if self.floor == 0 and self.share == 100:
            return
        experiments = [s.id for s in draft.week.sessions if s.proposal is not None]
        minutes = []
        for sitting in _official(draft.week):
            here = draft.slots_of(experiments, sitting=sitting.id)
            minutes.append(draft.covered(here, exactly=self.floor > 0))
        if self.floor > 0:
            draft.at_least(self, ("floor",), total(minutes), self.floor)
        if self.share < 100:
            draft.at_most(self, ("share",), total(minutes), self._most(draft.week))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        by_sitting = week.by_sitting(
            part for part in timetable.parts if week.session[part.session].proposal is not None
        )
        time = covered(
            part for sitting in _official(week) for part in by_sitting.get(sitting.id, ())
        )
        if time < self.floor:
            yield Breach(("floor",), self.floor - time)
        if time > self._most(week):
            yield Breach(("share",), time - self._most(week))

    def _most(self, week: Week) -> int:
        return self.share * sum(sitting.minutes for sitting in _official(week)) // 100

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        if case[0] == "floor":
            asked = f"Experiments need at least {duration(self.floor)} of the sittings"
            if amount is None:
                return f"{asked} open to plenaries, counted once where they run side by side."
            have = self.floor - amount
            return f"{asked}, and have {duration(have) if have > 0 else 'none'}."
        most = f"{self.share} % of the sittings' time ({duration(self._most(week))})"
        if amount is None:
            return f"Experiments may take no more than {most}."
        return f"Experiments may take {most}, and take {duration(amount)} more."

    def count(self, week: Week) -> Iterator[Count]:
        wanted = sum(
            session.wanted
            for session in week.sessions
            if session.proposal and (session.proposal.volunteered or session.proposal.host is None)
        )
        yield Count(
            ("floor", "wanted"),
            self.floor,
            wanted,
            f"Experiments need at least {duration(self.floor)} of the sittings, but those whose "
            f"host has volunteered ask for {duration(wanted)} in all.",
            assumes=("end_on_time", "keep_experiments_voluntary"),
            remedy="more proposals whose host has volunteered, or a lower floor ('experiments').",
        )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        experiment: dict[str, Any] = {"format": Format.SMALL_GROUP, "optional": True, "wanted": 60}
        week = tiny_week(
            tiny_session("uganda", proposal=Proposal(host="UGA", volunteered=True), **experiment),
            tiny_session("jordan", proposal=Proposal(host="JOR", volunteered=True), **experiment),
            sittings=("morning", "lunch"),
        )
        return (
            Example(
                rule=cls(floor=60),
                week=week,
                good=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "10:30")),
                bad=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "10:00")),
                amount=30,
                text="Side by side, two half hours take half an hour of the week.",
            ),
            Example(
                rule=cls(share=50),
                week=week,
                good=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "13:00", 60)),
                bad=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "10:00", 60)),
                amount=30,
                text="Half of the morning is the most; what is done at lunch is free.",
            ),
            Example(
                rule=cls(floor=30, share=50),
                week=week,
                good=tiny_timetable(at("uganda", 0, "10:30"), at("jordan", 0, "10:30")),
                bad=tiny_timetable(at("uganda", 0, "13:00")),
                amount=30,
                text="A floor and a share at once: an experiment at lunch helps neither.",
            ),
        )


def _official(week: Week) -> tuple[Sitting, ...]:
    return tuple(sitting for sitting in week.sittings if Format.PLENARY in sitting.formats)
