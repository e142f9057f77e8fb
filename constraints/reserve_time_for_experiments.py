"""The rule `reserve_time_for_experiments`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from constraints.tiny import MONDAY, at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import MOST_MINUTES, Guide
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD
from scheduler.week.clock import duration
from scheduler.week.timetable import Part, Timetable, covered
from scheduler.week.week import Format, Proposal, Session, Sitting, Week


class ExperimentTime(NamedTuple):
    """Minutes that experiments have, and minutes that they take of their share."""

    once: int
    taken: int


class ReserveTimeForExperiments(Rule):
    """Experiments have at least a floor of the week's time, and at most a share of it.

    Why
    ---
    Small groups on national contexts are to be tried, which takes time inside the official
    sittings, and to be tried with prudence, which limits that time.

    Counts
    ------
    The minutes by which the time with an experiment (a session with a proposal) falls short of the
    floor, and those by which experiments exceed the share of all the sittings' minutes, rounded
    down; where sittings overlap, their time counts once. Only the sittings named count, and without
    a name those that are open to plenaries or overlap one that is, so not lunch. Towards the floor,
    experiments side by side count once: an hour with three of them is an hour that the week has set
    aside. Towards the share they count once as well, or each in full (`at_once`): then three of
    them side by side for an hour take three hours.

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
        le=366 * 1440,
        description="Least minutes of the week in which an experiment runs.",
    )
    share: int = Field(
        default=100,
        ge=0,
        le=100,
        description="Largest percentage of the sittings' minutes that experiments take.",
    )
    sittings: frozenset[str] | None = Field(
        default=None,
        description="The sittings that count, such as 'lunch'; by default those open to plenaries, "
        "and those that overlap one.",
        json_schema_extra={"refers_to": "sittings"},
    )
    at_once: Literal["once", "full"] = Field(
        default="once",
        description="How experiments side by side count towards the share: 'once' together, or "
        "each in 'full'.",
    )

    def encode(self, draft: RuleDraft) -> None:
        full = self.at_once == "full"
        if self.floor == 0 and self.share == 100 and not full:
            return
        experiments = [s.id for s in draft.week.sessions if s.proposal is not None]
        here = [
            draft.slots_of(experiments, sitting=sitting.id) for sitting in self.counted(draft.week)
        ]
        if self.floor > 0 or not full:
            slots = [slot for slots in here for slot in slots]
            once = draft.covered(slots, exactly=self.floor > 0)
        if self.floor > 0:
            draft.at_least(self, ("floor",), once, self.floor)
        if full:
            each = total(draft.minutes(slot) for slots in here for slot in slots)
            draft.at_most(self, ("share",), each, self.most(draft.week))
        elif self.share < 100:
            draft.at_most(self, ("share",), once, self.most(draft.week))

    def guide(self, guide: Guide) -> None:
        experiments = [s.id for s in guide.week.sessions if s.proposal is not None]
        most = self.most(guide.week) if self.share < 100 else MOST_MINUTES
        guide.in_all(self, experiments, least=self.floor, most=max(most, self.floor))
        # Side by side they count once: what they overlap is lost for the floor.
        for one, other in combinations(experiments, 2) if self.floor else ():
            guide.apart(self, one, other)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        time = self.spent(week, timetable)
        if time.once < self.floor:
            yield Breach(("floor",), self.floor - time.once)
        if time.taken > self.most(week):
            yield Breach(("share",), time.taken - self.most(week))

    def counted(self, week: Week) -> tuple[Sitting, ...]:
        """The sittings that count."""
        if self.sittings is not None:
            return tuple(one for one in week.sittings if one.id in self.sittings)
        return tuple(one for one in week.sittings if any(_open_beside(week, one)))

    def spent(self, week: Week, timetable: Timetable) -> ExperimentTime:
        """The time that a timetable gives to experiments in the sittings that count."""
        by_sitting = week.by_sitting(
            part for part in timetable.parts if week.session[part.session].proposal is not None
        )
        parts = [part for one in self.counted(week) for part in by_sitting.get(one.id, ())]
        once, full = covered(parts), sum(part.minutes for part in parts)
        return ExperimentTime(once, full if self.at_once == "full" else once)

    def whole(self, week: Week) -> int:
        """The minutes of the sittings that count; where they overlap, their time counts once."""
        return covered(Part("", one.day, one.opens, one.minutes) for one in self.counted(week))

    def most(self, week: Week) -> int:
        """The minutes that experiments may take."""
        return self.share * self.whole(week) // 100

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        if case[0] == "floor":
            asked = f"Experiments need at least {duration(self.floor)} of the sittings"
            if amount is None:
                overlap = len(week.stretches) < len(week.sittings)
                beside = ", or that overlap one" if overlap else ""
                which = f"open to plenaries{beside}" if self.sittings is None else "that count"
                return f"{asked} {which}, counted once where they run side by side."
            have = self.floor - amount
            return f"{asked}, and have {duration(have) if have > 0 else 'none'}."
        most = f"{self.share} % of the sittings' time ({duration(self.most(week))})"
        each = ", each counted in full" if self.at_once == "full" else ""
        if amount is None:
            return f"Experiments{each}{',' if each else ''} may take no more than {most}."
        return f"Experiments may take {most}, and take {duration(amount)} more{each}."

    def count(self, week: Week) -> Iterator[Count]:
        wanted = sum(session.wanted for session in _volunteered(week))
        yield Count(
            ("floor", "wanted"),
            self.floor,
            wanted,
            f"Experiments need at least {duration(self.floor)} of the sittings, but those whose "
            f"host has volunteered ask for {duration(wanted)} in all.",
            assumes=("end_on_time", "keep_experiments_voluntary"),
            remedy=_REMEDY,
        )
        open_to = {one.id for one in week.open_to(_volunteered(week))}
        have = covered(
            Part("", one.day, one.opens, one.minutes)
            for one in self.counted(week)
            if one.id in open_to
        )
        if have < self.floor:
            yield Count(
                ("floor", "sittings"),
                self.floor,
                have,
                f"Experiments need at least {duration(self.floor)} of the sittings, but those that "
                f"count and are open to experiments hold {duration(have)}.",
                assumes=("sit_within_hours", "keep_experiments_voluntary"),
                remedy=_REMEDY,
            )
        sure = [one for one in _volunteered(week) if not one.optional]
        here = {one.id for one in self.counted(week)}
        need = sum(one.least for one in sure if here.issuperset(s.id for s in week.open_to([one])))
        if need > self.most(week) and self.at_once == "full":
            yield Count(
                ("share", "sessions"),
                need,
                self.most(week),
                f"The experiments that are to be held need {duration(need)} of the sittings; they "
                f"may take {self.share} % of them, which is {duration(self.most(week))}.",
                assumes=HELD,
                remedy="a larger share ('share'), or experiments that are 'optional'.",
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
            Example(
                rule=cls(floor=30, share=50, at_once="full"),
                week=week,
                good=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "13:00", 60)),
                bad=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "10:00")),
                amount=30,
                text="Side by side, two half hours take an hour where each counts in full.",
            ),
            Example(
                rule=cls(floor=30, share=50, sittings=frozenset({f"{MONDAY} lunch"})),
                week=week,
                good=tiny_timetable(at("uganda", 0, "13:00"), at("jordan", 0, "10:00", 60)),
                bad=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "10:00")),
                amount=30,
                text="The scenario may say that lunch is the time for experiments.",
            ),
        )


_REMEDY = "more proposals whose host has volunteered, or a lower floor ('experiments')."


def _volunteered(week: Week) -> list[Session]:
    """The experiments that may be held: those whose host, if any, has volunteered."""
    return [
        session
        for session in week.sessions
        if session.proposal and (session.proposal.volunteered or session.proposal.host is None)
    ]


def _open_beside(week: Week, sitting: Sitting) -> Iterator[bool]:
    """Whether a sitting, and each that overlaps it, is open to a plenary."""
    for other in week.beside[sitting.id]:
        yield Format.PLENARY in other.formats and week.overlap(sitting.id, other.id)
