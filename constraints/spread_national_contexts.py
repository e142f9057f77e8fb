"""The rule `spread_national_contexts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Format, Proposal, Session, Week, region_name


class SpreadNationalContexts(Rule):
    """The experiments held cover subjects and regional groups evenly, and leave little out.

    Why
    ---
    A few national contexts teach more where they differ, and a State that has volunteered has
    prepared for it.

    Counts
    ------
    The experiments held on one subject beyond the fair number for a subject, those held with hosts
    from one regional group beyond the fair number for a group, and the value in points of each
    volunteered proposal that is not held. Experiments without a subject count towards no subject,
    and those without a host of a known group towards no group.

    Source
    ------
    Review ¶ 11; R 5, R 6. The fair numbers and the values of proposals are assumptions.
    """

    title: ClassVar = "National contexts are spread evenly"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "proposals or points"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.INCLUSION, Principle.PARTNERSHIP)
    recommendations: ClassVar = (5, 6)
    usual: ClassVar = "prefer"

    name: Literal["spread_national_contexts"] = "spread_national_contexts"
    per_subject: int = Field(
        default=1, ge=0, le=100, description="Fair number of experiments on one subject."
    )
    per_region: int = Field(
        default=1,
        ge=0,
        le=100,
        description="Fair number of experiments hosted from one regional group.",
    )

    def encode(self, draft: RuleDraft) -> None:
        experiments = [s for s in draft.week.sessions if s.proposal is not None]
        for session in experiments:
            if session.proposal and session.proposal.volunteered:
                left_out = session.proposal.value * (1 - draft.held(session.id))
                draft.at_most(self, ("left out", session.id), left_out)
        for case in sorted({case for s in experiments for case in _groups(draft.week, s)}):
            alike = [s.id for s in experiments if case in _groups(draft.week, s)]
            held = total(draft.held(session) for session in alike)
            draft.at_most(self, case, held, self._fair(case))

    def guide(self, guide: Guide) -> None:
        for session in guide.week.sessions:
            if session.proposal is not None and session.proposal.volunteered:
                guide.hold(self, session.id, session.proposal.value)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        held: Counter[tuple[str, str]] = Counter()
        for session in week.sessions:
            if timetable.holds(session.id):
                held.update(_groups(week, session))
            elif session.proposal and session.proposal.volunteered and session.proposal.value:
                yield Breach(("left out", session.id), session.proposal.value)
        for case, number in held.items():
            if number > self._fair(case):
                yield Breach(case, number - self._fair(case))

    def _fair(self, case: Case) -> int:
        return self.per_subject if case[0] == "subject" else self.per_region

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        what, which = map(str, case)
        if what == "left out":
            proposal = week.session[which].proposal or Proposal()
            host = f" by {week.who(proposal.host)}" if proposal.host else ""
            worth = f"volunteered{host} and worth {count(proposal.value, 'point')}"
            verb = "should not be" if amount is None else "is"
            return f"{week.what(which)}, {worth}, {verb} left out."
        about = f"on {which}" if what == "subject" else f"hosted from {region_name(which)}"
        fair = self._fair(case)
        if amount is None:
            return f"No more than {count(fair, 'experiment')} {about} should be held."
        held = count(fair + amount, "experiment")
        return f"{held} {about} are held, {amount} more than an even share."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        group: dict[str, Any] = {"format": Format.SMALL_GROUP, "optional": True}
        uganda = Proposal(host="UGA", volunteered=True)
        jordan = Proposal(host="JOR", volunteered=True, value=2)
        week = tiny_week(
            tiny_session("uganda", subject="clearance", proposal=uganda, **group),
            tiny_session("jordan", subject="victim assistance", proposal=jordan, **group),
            tiny_session("chad", subject="clearance", proposal=Proposal(host="TCD"), **group),
            tiny_session("methods", proposal=Proposal(), **group),
            minutes=30,
            delegations=(
                Delegation(code="UGA", name="Uganda", region="AFR"),
                Delegation(code="TCD", name="Chad", region="AFR"),
                Delegation(code="JOR", name="Jordan", region="APG"),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("uganda", 0, "10:00"), at("jordan", 0, "10:00")),
                bad=tiny_timetable(at("uganda", 0, "10:00"), at("chad", 0, "10:00")),
                amount=4,
                text="Two African contexts on clearance, while Jordan's, worth 2 points, waits.",
            ),
        )


def _groups(week: Week, session: Session) -> list[tuple[str, str]]:
    """The subject and the regional group towards which an experiment counts."""
    if session.proposal is None:
        return []
    host = week.delegation.get(session.proposal.host or "")
    found = [("subject", session.subject), ("region", host.region if host else "")]
    return [group for group in found if group[1]]
