"""The rule `hear_every_speaker`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, mornings, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import ALWAYS, NOTHING, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.rules.shortages import HELD, time_shortages
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Part, Timetable, crowding, side_by_side
from scheduler.week.week import Delegation, Session, Week
from scheduler.week.words import listed


class HearEverySpeaker(Rule):
    """A delegation has a delegate for every session in which it must lead or speak.

    Why
    ---
    Transparency suffers when nobody is there to give a report or to answer a question, and most
    delegations are small.

    Counts
    ------
    For each delegation and day, for every minute, the sessions that it must lead or speak in and
    that run at once, beyond its number of delegates. Who makes a statement is needed in the
    part in which it stands, and only there. For each session that a delegation does not lead, in
    sittings in which it is not present: the minutes of the parts, where it must speak in all of
    them, or else of its statements.

    Source
    ------
    Review ¶ 2, transparency.
    """

    title: ClassVar = "Every speaker can be heard"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.MOMENT
    principles: ClassVar = (Principle.TRANSPARENCY,)
    usual: ClassVar = "must"

    name: Literal["hear_every_speaker"] = "hear_every_speaker"

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        for delegation in week.delegations:
            self._keep_presence(draft, delegation)
        for delegation in week.delegations:
            duties = draft.duties(delegation.code, Concern.NEED)
            largest = max(duty.many for duty in duties)
            if largest <= delegation.delegates:
                continue
            for day in week.days:
                today = [(draft.slots_for(duty, day=day), duty.when) for duty in duties]
                case = (delegation.code, "clash", day)
                draft.cumulative(self, case, today, delegation.delegates)
            always = draft.slots_of(duties[0].sessions)
            have = sum(week.sitting[sitting].minutes for sitting in {s.sitting for s in always})
            minutes = total(map(draft.minutes, always))
            draft.imply(self, minutes, delegation.delegates * have)

    def _keep_presence(self, draft: RuleDraft, delegation: Delegation) -> None:
        """Post that a delegation does not speak in sittings when it is away."""
        if delegation.sittings is None:
            return
        for session in draft.week.sessions:
            speaks = draft.concerned(session, delegation.code, Concern.SPEAK)
            leads = draft.concerned(session, delegation.code, Concern.LEAD)
            if speaks is NOTHING or leads is ALWAYS:
                continue
            when = [literal for literal in (speaks, 1 - leads) if not literal.fixed]
            for slot in draft.slots_of(session.id):
                if not delegation.present_in(slot.sitting):
                    case = (delegation.code, "absent", session.id)
                    draft.forbid(self, case, [slot], when=when, by_minute=True)
        for session in draft.week.sessions:
            if session.divided and delegation.code in session.heard - session.required:
                self._keep_statements(draft, delegation, session)

    def _keep_statements(self, draft: RuleDraft, delegation: Delegation, session: Session) -> None:
        """Post that a delegation makes its statements when it is there."""
        speaks = draft.concerned(session, delegation.code, Concern.SPEAK)
        leads = draft.concerned(session, delegation.code, Concern.LEAD)
        when = [1 - literal for literal in (speaks, leads) if not literal.fixed]
        missed = NOTHING
        for number, item in enumerate(session.agenda):
            if delegation.code in item.speakers:
                said = draft.says(session.id, number, delegation.code)
                missed += item.minutes * total(
                    literal
                    for slot, literal in said.items()
                    if not delegation.present_in(slot.sitting)
                )
        draft.at_most(self, (delegation.code, "absent", session.id), missed, when=when)

    def guide(self, guide: Guide) -> None:
        week = guide.week
        for one in week.delegations:
            needed = [session for session in week.sessions if one.code in session.required]
            guide.at_once(self, [session.id for session in needed], one.delegates)
            away = [sitting.id for sitting in week.sittings if not one.present_in(sitting.id)]
            for session in needed if away else ():
                guide.avoid(self, session.id, session.least, sittings=away)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        required = _by_delegation(week, timetable.parts)
        crowded = _by_delegation(week, side_by_side(timetable.parts))
        for delegation in (one for one in week.delegations if one.code in required):
            code, absent = delegation.code, Counter[str]()
            parts = crowded.get(code, [])
            for day in sorted({part.day for part in parts}):
                today = (part for part in parts if part.day == day)
                excess = crowding(today, delegation.delegates)
                if excess:
                    yield Breach((code, "clash", day), excess)
            for part in required[code]:
                session = week.session[part.session]
                if code in session.leaders or week.is_present(code, part):
                    continue
                said = (one.minutes for one in part.statements if one.speaker == code)
                throughout = code in session.required
                absent[part.session] += part.minutes if throughout else sum(said)
            for name, minutes in absent.items():
                if minutes:
                    yield Breach((code, "absent", name), minutes)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        delegation, what = week.delegation[str(case[0])], case[1]
        who = delegation.name
        if what == "clash":
            if amount is None:
                return self._say_limit(week, delegation, int(case[2]))
            when = week.day_name(int(case[2]))
            more = f"in more sessions at one time than it has delegates ({delegation.delegates})"
            return f"On {when} {who} must lead or speak {more}, {duration(amount)} too many in all."
        title, session = week.what(str(case[2])), week.session[str(case[2])]
        if amount is None:
            there = week.when_present([delegation.code])
            if delegation.code in session.required:
                return f"{who} must speak in {title}, but is {there}."
            when = _when_heard(week, session, delegation)
            if not when:
                return f"{who} is {there}, when {title}, where it is to speak, cannot sit."
            return f"{who} is {there}, and its statement in {title} may stand only on {when}."
        return f"{who} must speak in {title} and is not present for {duration(amount)} of it."

    def _say_limit(self, week: Week, delegation: Delegation, day: int) -> str:
        """What a delegation asks of the sessions that may sit on a day."""
        few = count(delegation.delegates, "delegate")
        titles = [
            week.what(session.id)
            for session in _required(week, delegation.code)
            if any(sitting.day == day for sitting in week.open_to([session]))
        ]
        who, most, when = delegation.name, delegation.delegates, week.day_name(day)
        if len(titles) <= most:
            sessions = count(most, "session")
            return f"On {when} {who} can lead or speak in no more than {sessions} at one time."
        return (
            f"No more than {most} of {listed(titles)} can run at one time on {when}: "
            f"{who} must lead or speak in each, and has {few}."
        )

    def count(self, week: Week) -> Iterator[Count]:
        for delegation in week.delegations:
            sessions = [_as_needed(one, delegation) for one in _required(week, delegation.code)]
            if not sessions:
                continue
            few = count(delegation.delegates, "delegate")
            sure = [session for session in sessions if not session.optional]
            need = sum(session.least for session in sure)
            hands = min(delegation.delegates, len(sessions))
            present = (s for s in week.open_to(sessions) if delegation.present_in(s.id))
            have = hands * sum(sitting.minutes for sitting in present)
            yield Count(
                (delegation.code, "week"),
                need,
                have,
                f"{delegation.name} must lead or speak for {duration(need)}; "
                f"its {few} can do so for {duration(have)}.",
                assumes=_assumed(sessions, delegation),
                remedy=_REMEDY,
                sessions=tuple(session.id for session in sure),
            )
            known = [session.id for session in sure] if need > have else ()
            there = delegation.present_in
            for short in time_shortages(week, sessions, hands, present=there, known=known):
                yield Count(
                    (delegation.code, *short.sessions),
                    short.need,
                    short.have,
                    f"{delegation.name} must lead or speak in {short.named(week)} for "
                    f"{short.asked}; its {few} can do so for {short.held}.",
                    assumes=_assumed([week.session[one] for one in short.sessions], delegation),
                    remedy=_REMEDY,
                    sessions=short.sessions,
                )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        uganda = frozenset({"UGA"})
        busy = tiny_week(
            tiny_session("clearance", leaders=uganda),
            tiny_session("assistance", speakers=uganda | {"NOR"}),
            tiny_session("group", audience=uganda),
        )
        pair = tiny_week(
            tiny_session("clearance", speakers=uganda),
            tiny_session("assistance", speakers=uganda),
            tiny_session("cooperation", speakers=uganda),
            delegations=(Delegation(code="UGA", name="Uganda", delegates=2),),
        )
        visit = tiny_week(
            tiny_session("clearance", leaders=uganda, speakers=uganda),
            tiny_session("assistance", speakers=uganda),
            days=2,
            minutes=30,
            delegations=(Delegation(code="UGA", name="Uganda", sittings=mornings(0)),),
        )
        return (
            Example(
                rule=cls(),
                week=busy,
                good=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("assistance", 0, "10:30"),
                    at("group", 0, "10:00", 60),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("assistance", 0, "10:30"),
                ),
                amount=30,
                text="One delegate cannot preside here and speak there; listening is optional.",
            ),
            Example(
                rule=cls(),
                week=pair,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("assistance", 0, "10:00"),
                    at("cooperation", 0, "10:30"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("assistance", 0, "10:00", 60),
                    at("cooperation", 0, "10:30"),
                ),
                amount=30,
                text="Two delegates speak in three sessions, which never all run at once.",
            ),
            Example(
                rule=cls(),
                week=visit,
                good=tiny_timetable(at("clearance", 1, "10:00"), at("assistance", 0, "10:00")),
                bad=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 1, "10:00")),
                amount=30,
                text="A speaker who has left is missed; a leader is another rule's business.",
            ),
        )


def _by_delegation(week: Week, parts: Iterable[Part]) -> dict[str, list[Part]]:
    """The parts in which each delegation is required."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        for code in week.session[part.session].required_in(part):
            found.setdefault(code, []).append(part)
    return found


def _when_heard(week: Week, session: Session, delegation: Delegation) -> str:
    """When a session may sit while a delegation is there; a day alone where it is there for all."""
    may = week.open_to([session])
    there = {sitting.id for sitting in may if delegation.present_in(sitting.id)}
    days = {s.day for s in may if s.id in there} - {s.day for s in may if s.id not in there}
    return week.sitting_names(there.union(s.id for s in week.sittings if s.day in days))


_REMEDY = (
    "another delegate ('delegates'), more sittings in which the delegation is present "
    "('delegations'), or somebody else to lead or speak in one of these sessions."
)


def _assumed(sessions: Iterable[Session], delegation: Delegation) -> tuple[str, ...]:
    """The rules that a count assumes; being there to lead is another rule's business."""
    leads = any(delegation.code in session.leaders for session in sessions)
    return (*HELD, *(["lead_in_person"] if leads else []))


def _as_needed(session: Session, delegation: Delegation) -> Session:
    """A session as a delegation is needed in it: in one part, where it only makes a statement."""
    if delegation.code in session.required:
        return session
    return session.model_copy(update={"least": session.shortest, "most_parts": 1})


def _required(week: Week, code: str) -> list[Session]:
    """The sessions in which a delegation is required, in one part at least."""
    return [one for one in week.sessions if code in one.required | one.heard]
