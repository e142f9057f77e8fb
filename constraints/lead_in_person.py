"""The rule `lead_in_person`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import combinations
from typing import ClassVar, Literal

from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD, time_shortages
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Sitting, Week


class LeadInPerson(Rule):
    """A State leads one session at a time, and is in the city when it leads.

    Why
    ---
    A Co-Chair presides over the whole of a session and cannot step out to preside over another. The
    Intersessional Work Programme rests on the partnership of those who lead.

    Counts
    ------
    For each State and every two sessions that it leads, the minutes in which both run, however many
    delegates it has; and for each session that it leads, the minutes of the parts in sittings in
    which its delegation is not present.

    Source
    ------
    Review ¶ 3, partnership.
    """

    title: ClassVar = "Leaders lead in person"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.PARTNERSHIP, Principle.CONTINUITY)
    usual: ClassVar = "must"

    name: Literal["lead_in_person"] = "lead_in_person"

    def encode(self, draft: RuleDraft) -> None:
        leading = {s.code: draft.week.led_by(s.code) for s in draft.week.delegations}
        states = [state for state in draft.week.delegations if leading[state.code]]
        for state in draft.week.delegations:
            self._keep_presence(draft, state)
        for state in states:
            slots = draft.slots_of({session.id for session in leading[state.code]})
            draft.no_overlap(self, partial(_clash, state.code), slots)
            sittings = [draft.week.sitting[sitting] for sitting in {s.sitting for s in slots}]
            draft.imply(self, total(map(draft.minutes, slots)), _minutes(state, sittings))
        self._keep_open_posts_apart(draft)

    def _keep_presence(self, draft: RuleDraft, state: Delegation) -> None:
        """Post that a State does not lead in sittings when it is away."""
        if state.sittings is None:
            return
        for session in draft.week.sessions:
            leads = draft.concerned(session, state.code, Concern.LEAD)
            for slot in draft.slots_of(session.id) if leads is not NOTHING else ():
                if not state.present_in(slot.sitting):
                    when = () if leads is ALWAYS else (leads,)
                    case = (state.code, "absent", session.id)
                    draft.forbid(self, case, [slot], when=when, by_minute=True)

    def _keep_open_posts_apart(self, draft: RuleDraft) -> None:
        """Post the clashes that arise only where a State takes a post."""
        clashes: dict[tuple[str, str], dict[Case, tuple[Linear, ...]]] = {}
        for state in draft.week.delegations:
            known = set[tuple[str, str]]()
            for duty in draft.duties(state.code, Concern.LEAD):
                pairs = set(combinations(sorted(duty.sessions), 2)) - known
                known |= pairs
                for pair in sorted(pairs) if duty.when else ():
                    clashes.setdefault(pair, {})[_clash(state.code, *pair)] = duty.when
        for (one, other), cases in clashes.items():
            for case, when in cases.items():
                draft.no_clash(self, case, one, other, when=when)

    def guide(self, guide: Guide) -> None:
        for state in guide.week.delegations:
            led = guide.week.led_by(state.code)
            guide.at_once(self, [session.id for session in led], 1)
            away = [one.id for one in guide.week.sittings if not state.present_in(one.id)]
            for session in led if away else ():
                guide.avoid(self, session.id, session.least, sittings=away)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for one, other, minutes in timetable.pairs():
            first, second = week.session[one.session], week.session[other.session]
            for state in first.leaders & second.leaders:
                found[_clash(state, first.id, second.id)] += minutes
        for part in timetable.parts:
            for state in week.session[part.session].leaders:
                if not week.is_present(state, part):
                    found[state, "absent", part.session] += part.minutes
        for case in sorted(found, key=str):
            yield Breach(case, found[case])

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        state, what, *sessions = map(str, case)
        who, titles = week.who(state), [week.what(session) for session in sessions]
        if what == "clash":
            both = " and ".join(titles)
            if amount is None:
                return f"{who} leads both {both}, so they cannot run at the same time."
            return f"{who} leads both {both}, which run at the same time for {duration(amount)}."
        if amount is None:
            return f"{who} leads {titles[0]}, but is {week.when_present([state])}."
        return f"{who} leads {titles[0]} and is not present for {duration(amount)} of it."

    def count(self, week: Week) -> Iterator[Count]:
        for state in week.delegations:
            sessions = week.led_by(state.code)
            if not sessions:
                continue
            sure = tuple(session.id for session in sessions if not session.optional)
            need = sum(week.session[session].least for session in sure)
            have = _minutes(state, week.open_to(sessions))
            yield Count(
                (state.code, "week"),
                need,
                have,
                f"{state.name} must lead for {duration(need)}; "
                f"the sittings in which it can lead hold {duration(have)}.",
                assumes=HELD,
                remedy=_REMEDY,
                sessions=sure,
            )
            known = sure if need > have else ()
            for short in time_shortages(week, sessions, present=state.present_in, known=known):
                yield Count(
                    (state.code, *short.sessions),
                    short.need,
                    short.have,
                    f"{state.name} must lead {short.named(week)} for {short.asked}; "
                    f"the sittings in which it can lead {short.them} hold {short.held}.",
                    assumes=HELD,
                    remedy=_REMEDY,
                    sessions=short.sessions,
                )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        uganda, norway = frozenset({"UGA"}), frozenset({"NOR"})
        week = tiny_week(
            tiny_session("clearance", leaders=uganda | norway),
            tiny_session("assistance", leaders=uganda),
            delegations=(Delegation(code="UGA", name="Uganda", delegates=2),),
        )
        visit = tiny_week(
            tiny_session("clearance", leaders=norway),
            tiny_session("assistance", speakers=norway),
            days=2,
            minutes=30,
            delegations=(Delegation(code="NOR", name="Norway", sittings=mornings(0)),),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:30")),
                bad=tiny_timetable(at("clearance", 0, "10:00", 60), at("assistance", 0, "10:30")),
                amount=30,
                text="A State with two delegates still leads one session at a time.",
            ),
            Example(
                rule=cls(),
                week=visit,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 1, "10:00")),
                bad=tiny_timetable(at("clearance", 1, "10:00")),
                amount=30,
                text="A State that has left cannot lead; speaking is another rule's business.",
            ),
        )


_REMEDY = (
    "another leader for one of these sessions, more sittings in which it may sit and its leader is "
    "present, or fewer minutes for it ('least')."
)


def _clash(state: str, one: str, other: str) -> Case:
    return (state, "clash", min(one, other), max(one, other))


def _minutes(state: Delegation, sittings: Iterable[Sitting]) -> int:
    return sum(sitting.minutes for sitting in sittings if state.present_in(sitting.id))
