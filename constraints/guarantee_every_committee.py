"""The rule `guarantee_every_committee`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.leadership import Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Format, Kind, Session, Week
from scheduler.week.words import listed


class GuaranteeEveryCommittee(Rule):
    """Every Standing Committee has time of its own, presided over by its own leaders.

    Why
    ---
    An obligation that concerns only a few States is still an obligation. A committee with a short
    list of speakers, such as stockpile destruction, may be brief but is neither dropped nor
    absorbed.

    Counts
    ------
    For each Standing Committee, minutes by which its own sessions together fall short of the
    floor. A session is a committee's own where it is a plenary, of this body alone, and has at
    least one of the body's leaders among its leaders; a body without leaders needs none.

    Source
    ------
    Review ¶ 12 and ¶ 13; R 2, R 7. The floor in minutes is an assumption.
    """

    title: ClassVar = "Every committee has time of its own"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.CONTINUITY, Principle.INCLUSION)
    recommendations: ClassVar = (2, 7)
    usual: ClassVar = "must"

    name: Literal["guarantee_every_committee"] = "guarantee_every_committee"
    floor: int = Field(
        default=60,
        ge=15,
        le=7 * 1440,
        description="Least minutes in the week that each Standing Committee has to itself.",
    )

    def encode(self, draft: RuleDraft) -> None:
        for body in draft.week.committees:
            minutes = total(
                draft.counted(draft.minutes(session.id), 1 - draft.without_leader(session, [body]))
                for session in _plenaries(draft.week, body)
            )
            draft.at_least(self, (body.id,), minutes, self.floor)

    def guide(self, guide: Guide) -> None:
        for body in guide.week.committees:
            plenaries = [session.id for session in _plenaries(guide.week, body)]
            guide.in_all(self, plenaries, least=self.floor)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for body in week.committees:
            minutes = sum(timetable.minutes(session.id) for session in _own(week, body))
            if minutes < self.floor:
                yield Breach((body.id,), self.floor - minutes)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        body = week.body[str(case[0])]
        led = f", led by {listed(_names(week, body), 'or')}" if body.leaders else ""
        own = [week.what(session.id) for session in _own(week, body)]
        which = f" ({listed(own)})" if own and amount is None else ""
        floor = f"at least {duration(self.floor)}"
        asked = f"{body.name} needs {floor} in plenary sessions of its own{which}{led}"
        if amount is None:
            return f"{asked}."
        if amount == self.floor:
            return f"{asked}, and has none."
        return f"{asked}, and has {duration(self.floor - amount)}."

    def count(self, week: Week) -> Iterator[Count]:
        for body in week.committees:
            if any(body.open_posts(role) for role in Role):
                continue
            own = _own(week, body)
            wanted = sum(session.wanted for session in own)
            asked = self.say(week, (body.id,)).removesuffix(".")
            have = f"ask for no more than {duration(wanted)}" if own else "do not exist"
            yield Count(
                (body.id, "wanted"),
                self.floor,
                wanted,
                f"{asked}, but such sessions {have}.",
                assumes=("end_on_time",) if own else (),
                remedy="a plenary of the committee's own that asks for that time ('wanted'), or a "
                "lower floor (guarantee_every_committee).",
            )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("opening", body="destruction", leaders={"ALB"}),
            tiny_session("second", body="destruction", leaders={"ALB", "CHL"}),
            tiny_session("stand-in", body="destruction", leaders={"CHL"}),
            sittings=("morning", "afternoon"),
            bodies=(Body(id="destruction", name="Stockpile Destruction", co_chairs=("ALB",)),),
        )
        shared = tiny_week(
            tiny_session("clearance", wanted=60),
            tiny_session("joint", bodies=("clearance", "cooperation")),
            tiny_session("group", body="clearance", format=Format.SMALL_GROUP),
            bodies=(
                Body(id="clearance", name="Clearance"),
                Body(id="cooperation", name="Cooperation", kind=Kind.OTHER),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("opening", 0, "10:00"), at("second", 0, "15:00")),
                bad=tiny_timetable(at("opening", 0, "10:00"), at("stand-in", 0, "15:00", 60)),
                amount=30,
                text="Two half hours make up the hour, unless a stranger presides over one.",
            ),
            Example(
                rule=cls(),
                week=shared,
                good=tiny_timetable(at("clearance", 0, "10:00", 60)),
                bad=tiny_timetable(at("joint", 0, "10:00", 60), at("group", 0, "10:00", 60)),
                amount=60,
                text="A joint session is nobody's own, and a small group is no plenary.",
            ),
        )


def _plenaries(week: Week, body: Body) -> tuple[Session, ...]:
    """The sessions that are a committee's own if it leads them."""
    return tuple(
        session
        for session in week.sessions
        if session.format == Format.PLENARY and session.bodies == (body.id,)
    )


def _own(week: Week, body: Body) -> tuple[Session, ...]:
    return tuple(
        session
        for session in _plenaries(week, body)
        if not body.leaders or session.leaders & body.leaders
    )


def _names(week: Week, body: Body) -> list[str]:
    return sorted(week.who(code) for code in body.leaders)
