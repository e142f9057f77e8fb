"""The rule `keep_experiments_voluntary`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, ClassVar, Literal

from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import ALWAYS, Linear
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD, time_shortages
from scheduler.week.leadership import Post, Role
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Delegation, Format, Proposal, Session, Week
from scheduler.week.words import listed


class KeepExperimentsVoluntary(Rule):
    """A national context is taken up only where its State volunteers, is there, and is not alone.

    Why
    ---
    A State opens its own situation to others of its own free will or not at all, and the discussion
    is worth having only with that State in the room and a leader of the committee to guide it.

    Counts
    ------
    For each experiment (a session with a proposal) that is held, 1 for each of these: its host has
    not volunteered; a part is in a sitting in which its host is not present; a part is in one in
    which none of its bodies' leaders is present (where they have leaders).

    Source
    ------
    Review ¶ 11; R 5.
    """

    title: ClassVar = "Experiments are voluntary"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "experiments"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.PARTNERSHIP, Principle.FLEXIBILITY)
    recommendations: ClassVar = (5,)
    usual: ClassVar = "must"

    name: Literal["keep_experiments_voluntary"] = "keep_experiments_voluntary"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        for session in week.sessions:
            if session.proposal is None:
                continue
            slots = draft.slots_of(session.id)
            if session.proposal.host is not None and not session.proposal.volunteered:
                draft.forbid(self, (session.id, "volunteer"), slots)
            takers = draft.takers([Post(b, role) for b in session.bodies for role in Role])
            for who, codes in _asked(week, session).items():
                missed = [slot for slot in slots if not _any_in(week, codes, slot.sitting)]
                if who == "host" or not takers:
                    draft.forbid(self, (session.id, who), missed)
            if takers:
                self._keep_to_leaders(draft, session, takers)

    def _keep_to_leaders(
        self, draft: RuleDraft, session: Session, takers: Mapping[str, Linear]
    ) -> None:
        """Post that a leader is present, where posts are open and anybody leads."""
        week = draft.week
        fixed = _asked(week, session).get("leader", frozenset())
        some = ALWAYS if fixed else draft.any(takers.values())
        missed = []
        for slot in draft.slots_of(session.id):
            there = [
                takes
                for code, takes in takers.items()
                if week.delegation[code].present_in(slot.sitting)
            ]
            if not _any_in(week, fixed, slot.sitting):
                when = [literal for literal in (some, 1 - draft.any(there)) if not literal.fixed]
                missed.append((draft.held(slot), when))
        draft.each_at_most(self, (session.id, "leader"), missed)

    def guide(self, guide: Guide) -> None:
        week = guide.week
        for session in week.sessions:
            proposal = session.proposal
            if proposal is None:
                continue
            if proposal.host is not None and not proposal.volunteered:
                guide.avoid(self, session.id, session.least)
            for codes in _asked(week, session).values():
                away = [one.id for one in week.sittings if not _any_in(week, codes, one.id)]
                guide.avoid(self, session.id, session.least, sittings=away)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.sessions:
            proposal, parts = session.proposal, timetable.of(session.id)
            if proposal is None or not parts:
                continue
            if proposal.host is not None and not proposal.volunteered:
                yield Breach((session.id, "volunteer"), 1)
            for who, codes in _asked(week, session).items():
                if not all(any(week.is_present(code, part) for code in codes) for part in parts):
                    yield Breach((session.id, who), 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, what = week.session[str(case[0])], str(case[1])
        title, host = week.what(session.id), session.proposal.host if session.proposal else None
        if what == "volunteer":
            who = week.who(host or "")
            if amount is None:
                return f"{title} cannot be held: {who} has not volunteered to host it."
            return f"{who} has not volunteered to host {title}, which is held all the same."
        codes = _asked(week, session).get(what, frozenset())
        if not codes:
            return f"{title} needs a leader of its body, present when it is held."
        who = (
            week.who(host or "") if what == "host" else f"a leader of its body ({_or(week, codes)})"
        )
        there = week.when_present(codes)
        if amount is None:
            return f"{title} needs {who}, {there}."
        return f"{title} is held without {who}, {there}."

    def count(self, week: Week) -> Iterator[Count]:
        taken = {post.body for post, _ in week.open_posts()}
        for session in week.sessions:
            proposal, title = session.proposal, week.what(session.id)
            if proposal is None or session.optional:
                continue
            if proposal.host is not None and not proposal.volunteered:
                yield Count(
                    (session.id, "volunteer"),
                    1,
                    0,
                    f"{title} is to be held and needs 1 host that has volunteered; it has none: "
                    f"{week.who(proposal.host)} has not.",
                    assumes=("hold_every_session",),
                    remedy="a State that volunteers ('volunteered'), or leave the experiment "
                    "'optional'.",
                    sessions=(session.id,),
                )
            for who, codes in _asked(week, session).items():
                if who == "leader" and not taken.isdisjoint(session.bodies):
                    continue
                there = partial(_any_in, week, codes)
                for short in time_shortages(week, [session], present=there):
                    yield Count(
                        (session.id, who),
                        short.need,
                        short.have,
                        f"{self.say(week, (session.id, who)).removesuffix('.')}; the sittings that "
                        f"it may use then hold {short.held} of the {short.asked} that it needs.",
                        assumes=HELD,
                        remedy="another day for it, or for those who must be there.",
                        sessions=short.sessions,
                    )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        volunteered = Proposal(host="UGA", volunteered=True)
        group: dict[str, Any] = {"format": Format.SMALL_GROUP, "optional": True}
        week = tiny_week(
            tiny_session("uganda", body="assistance", proposal=volunteered, **group),
            tiny_session("jordan", body="clearance", proposal=Proposal(host="JOR"), **group),
            tiny_session("methods", body="clearance", proposal=Proposal(), **group),
            days=3,
            minutes=30,
            bodies=(Body(id="assistance", name="Victim Assistance", co_chairs=("ALB", "THA")),),
            delegations=(
                Delegation(code="UGA", name="Uganda", sittings=mornings(0, 1)),
                Delegation(code="ALB", name="Albania", sittings=mornings(2)),
                Delegation(code="THA", name="Thailand", sittings=mornings(1)),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("uganda", 1, "10:00"), at("methods", 0, "10:00")),
                bad=tiny_timetable(
                    at("uganda", 0, "10:00"), at("uganda", 2, "10:00"), at("jordan", 1, "10:00")
                ),
                amount=3,
                text="A day lacks the leaders, another the host, and one host did not volunteer.",
            ),
        )


def _or(week: Week, codes: frozenset[str]) -> str:
    return listed(sorted(week.who(code) for code in codes), "or")


def _asked(week: Week, session: Session) -> dict[str, frozenset[str]]:
    """Groups that must each have a member present: the host, and the leaders of the bodies."""
    host = session.proposal.host if session.proposal else None
    leaders = frozenset(code for body in session.bodies for code in week.body[body].leaders)
    found = {"host": frozenset({host} if host else ()), "leader": leaders}
    return {who: codes for who, codes in found.items() if codes}


def _any_in(week: Week, codes: frozenset[str], sitting: str) -> bool:
    return any(week.delegation[code].present_in(sitting) for code in codes)
