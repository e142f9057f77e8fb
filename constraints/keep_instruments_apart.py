"""The rule `keep_instruments_apart`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any, ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, Crowd, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import Linear
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Format, Session, Week
from scheduler.week.words import listed, with_article

_NAMED = 4
"""The most delegations that a sentence names."""


class KeepInstrumentsApart(Rule):
    """Related instruments never need one State at the same time, and each decides for itself.

    Why
    ---
    Related instruments gain from meeting close together, but remain distinct in law: a State that
    leads or speaks in one should not be kept from the other, and what binds the States Parties to
    one is settled in its own sessions.

    Counts
    ------
    For every two sessions, each of an instrument and with none in common, that need the same
    delegation to lead or to speak in all their parts: the minutes in which they overlap. For each
    delegation that one of two such sessions needs only for a statement: the minutes in which a part
    of the one and a part of the other, both of which need it, overlap. For each joint session (its
    bodies belong to more than one instrument): its minutes, where it is a plenary, or where the
    bodies of one of its instruments have leaders and none of them leads the session.

    Source
    ------
    R 8, R 9: distinct legal obligations.
    """

    title: ClassVar = "Related instruments do not clash"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.COHERENCE, Principle.PARTNERSHIP)
    recommendations: ClassVar = (8, 9)
    usual: ClassVar = "must"

    name: Literal["keep_instruments_apart"] = "keep_instruments_apart"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        for session in week.sessions:
            if len(week.instruments_of(session)) > 1:
                self._keep_distinct(draft, session)
        for index, session in enumerate(week.sessions):
            later = week.sessions[index + 1 :]
            rivals = [other.id for other in later if _shared(week, session, other)]
            draft.no_overlap(self, _case, draft.slots_of(session.id), draft.slots_of(rivals))
        self._keep_open_posts_apart(draft)
        for delegation in week.delegations:
            self._keep_statements_apart(draft, delegation.code)

    def _keep_distinct(self, draft: RuleDraft, session: Session) -> None:
        """Post that a joint session decides nothing, and is led from each of its instruments."""
        case, slots = ("joint", session.id), draft.slots_of(session.id)
        bodies: dict[str, list[Body]] = {}
        for body in (draft.week.body[identifier] for identifier in session.bodies):
            bodies.setdefault(body.instrument or "", []).append(body)
        missing = [draft.without_leader(session, row) for i, row in bodies.items() if i]
        always = any(literal.fixed and literal.constant for literal in missing)
        if session.may_decide or always:
            for slot in slots:
                draft.forbid(self, case, [slot], by_minute=True)
            return
        missing = [literal for literal in missing if not literal.fixed]
        for slot in slots:
            minutes = draft.minutes(slot)
            draft.each_at_most(self, case, [(minutes, [literal]) for literal in missing])

    def _keep_open_posts_apart(self, draft: RuleDraft) -> None:
        """Post the clashes that arise only where a State takes a post."""
        week = draft.week
        clashes: dict[tuple[str, str], list[Linear]] = {}
        for state in (delegation.code for delegation in week.delegations):
            for duty in draft.duties(state, Concern.NEED):
                for pair in combinations(sorted(duty.sessions), 2) if duty.when else ():
                    clashes.setdefault(pair, []).append(draft.all(duty.when))
        for pair, literals in clashes.items():
            one, other = (week.session[session] for session in pair)
            if _distinct(week, one, other) and not _shared(week, one, other):
                draft.no_clash(self, _case(*pair), *pair, when=[draft.any(literals)])

    def _keep_statements_apart(self, draft: RuleDraft, code: str) -> None:
        """Post the clashes of a delegation that is needed only where it makes a statement."""
        crowds: dict[tuple[str, str], list[Crowd]] = {}
        for duty in draft.duties(code, Concern.NEED):
            for one in sorted(duty.heard):
                for other in sorted(duty.sessions | duty.heard):
                    a, b = draft.week.session[one], draft.week.session[other]
                    if one == other or (one > other and other in duty.heard):
                        continue
                    if _distinct(draft.week, a, b):
                        both = duty._replace(
                            sessions=duty.sessions & {other}, heard=duty.heard & {one, other}
                        )
                        pair = (min(one, other), max(one, other))
                        crowds.setdefault(pair, []).append((draft.slots_for(both), duty.when))
        for pair, found in crowds.items():
            draft.cumulative(self, ("heard", code, *pair), found, 1)

    def guide(self, guide: Guide) -> None:
        for one, other in combinations(guide.week.sessions, 2):
            if _shared(guide.week, one, other):
                guide.apart(self, one.id, other.id)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for one, other, minutes in timetable.pairs():
            first, second = week.session[one.session], week.session[other.session]
            if _shared(week, first, second):
                found[_case(one.session, other.session)] += minutes
            if not _distinct(week, first, second):
                continue
            both = first.required_in(one) & second.required_in(other)
            for code in both - (first.required & second.required):
                found["heard", code, *_case(one.session, other.session)[1:]] += minutes
        for session in week.sessions:
            if timetable.holds(session.id) and not _may_be_joint(week, session):
                found["joint", session.id] += timetable.minutes(session.id)
        for case, amount in found.items():
            yield Breach(case, amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        if case[0] == "joint":
            return self._say_joint(week, week.session[str(case[1])], amount)
        if case[0] == "heard":
            who, titles = week.who(str(case[1])), [week.what(str(one)) for one in case[2:]]
            if amount is None:
                return f"{who} is needed in both {listed(titles)}, not in both at the same time."
            time = duration(amount)
            return f"{who} is needed in {listed(titles)} at the same time, for {time}."
        one, other = (week.session[str(session)] for session in case[1:])
        both = f"{week.what(one.id)} and {week.what(other.id)}"
        codes = sorted(_shared(week, one, other), key=week.who)
        if not codes:
            return f"{both} cannot sit at the same time where one State leads or speaks in both."
        more = len(codes) - _NAMED if len(codes) > _NAMED + 1 else 0
        who = (
            week.whom(codes)
            if more <= 0
            else (f"{', '.join(map(week.who, codes[:_NAMED]))} and {count(more, 'other')}")
        )
        if amount is None:
            return f"{both} both need {who}, so they cannot sit at the same time."
        return f"{both} both need {who}, and overlap for {duration(amount)}."

    def _say_joint(self, week: Week, session: Session, amount: int | None) -> str:
        title = week.what(session.id)
        names = " and ".join(_name(week, i) for i in sorted(week.instruments_of(session)))
        held = "cannot be held" if amount is None else f"is held for {duration(amount)}"
        if session.may_decide:
            what = f"{with_article(session.format_name)} of {names} together"
            decides = " that decides," if session.decides else ""
            own = "each instrument decides in a session of its own"
            return f"{title} is {what}{decides} and {held}; {own}."
        missing = " or ".join(_name(week, i) for i in _without_leader(week, session))
        if not missing:
            return f"{title} joins {names} and needs a leader of each that has any."
        return f"{title} joins {names} and {held}: no leader of {missing} leads it."

    def count(self, week: Week) -> Iterator[Count]:
        for session in week.sessions:
            if not session.optional and not _may_be_joint(week, session):
                case = ("joint", session.id)
                yield Count(
                    case,
                    session.least,
                    0,
                    self.say(week, case),
                    assumes=("hold_every_session",),
                    remedy="a session of its own for each instrument, or a joint one that does not "
                    "decide (decides: false) and is led from each.",
                )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        bodies = (
            Body(id="mines", name="Mines", instrument="mines", co_chairs=("ALB",)),
            Body(id="munitions", name="Munitions", instrument="munitions", co_chairs=("CHL",)),
            Body(id="friends", name="Friends"),
        )
        workshop: dict[str, Any] = {"format": Format.WORKSHOP, "optional": True}
        apart = tiny_week(
            tiny_session("mines", leaders={"ALB"}, speakers={"JOR"}),
            tiny_session("munitions", leaders={"CHL"}, speakers={"ALB", "JOR"}),
            tiny_session("friends", leaders={"ALB"}),
            bodies=bodies,
        )
        joint = tiny_week(
            tiny_session("decisions", bodies=("mines", "munitions"), leaders={"ALB", "CHL"}),
            tiny_session("one", bodies=("mines", "munitions"), leaders={"ALB"}, **workshop),
            tiny_session("both", bodies=("mines", "munitions"), leaders={"ALB", "CHL"}, **workshop),
            bodies=bodies,
        )
        binding = tiny_week(
            tiny_session(
                "talks", bodies=("mines", "munitions"), leaders={"ALB", "CHL"}, decides=False
            ),
            tiny_session(
                "accord",
                bodies=("mines", "munitions"),
                leaders={"ALB", "CHL"},
                decides=True,
                format=Format.SPECIAL,
                optional=True,
            ),
            bodies=bodies,
        )
        return (
            Example(
                rule=cls(),
                week=apart,
                good=tiny_timetable(
                    at("mines", 0, "10:00"), at("friends", 0, "10:00"), at("munitions", 0, "10:30")
                ),
                bad=tiny_timetable(at("mines", 0, "10:00"), at("munitions", 0, "10:00", 60)),
                amount=30,
                text="Albania leads in one instrument and speaks in the other at the same time.",
            ),
            Example(
                rule=cls(),
                week=joint,
                good=tiny_timetable(at("both", 0, "10:00", 60)),
                bad=tiny_timetable(at("decisions", 0, "10:00"), at("one", 0, "10:00", 60)),
                amount=90,
                text="A joint plenary, and a joint workshop that only one side leads.",
            ),
            Example(
                rule=cls(),
                week=binding,
                good=tiny_timetable(at("talks", 0, "10:00", 60)),
                bad=tiny_timetable(at("talks", 0, "10:00"), at("accord", 0, "10:30")),
                amount=30,
                text="A joint plenary is to decide nothing; a joint special session decides.",
            ),
        )


def _case(one: str, other: str) -> Case:
    return ("overlap", min(one, other), max(one, other))


def _shared(week: Week, one: Session, other: Session) -> frozenset[str]:
    """The delegations that two sessions of distinct instruments both need."""
    return one.required & other.required if _distinct(week, one, other) else frozenset()


def _distinct(week: Week, one: Session, other: Session) -> bool:
    """Whether two sessions each have an instrument, and none in common."""
    first, second = week.instruments_of(one), week.instruments_of(other)
    return bool(first and second and not first & second)


def _may_be_joint(week: Week, session: Session) -> bool:
    """Whether a session is not a joint one, or is one that may be held."""
    if len(week.instruments_of(session)) < 2:
        return True
    return not session.may_decide and not _without_leader(week, session)


def _without_leader(week: Week, session: Session) -> list[str]:
    """The instruments that have leaders, none of whom leads the session."""
    leaders: dict[str, frozenset[str]] = {}
    for body in (week.body[identifier] for identifier in session.bodies):
        if body.instrument is not None:
            leaders[body.instrument] = leaders.get(body.instrument, frozenset()) | body.leaders
    return sorted(i for i, codes in leaders.items() if codes and not codes & session.leaders)


def _name(week: Week, instrument: str) -> str:
    found = week.instrument.get(instrument)
    return found.inside if found else instrument
