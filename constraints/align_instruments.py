"""The rule `align_instruments`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby, product
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, RuleDraft
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Instrument, Session, Week

_SATURDAY = 5


class AlignInstruments(Rule):
    """Sessions on one subject under different instruments stand close together in the week.

    Why
    ---
    A State with similar obligations under several instruments sends one expert, who can follow them
    all if they meet on the same day or on consecutive days.

    Counts
    ------
    For every two sessions on the same subject that are both held, each of an instrument and with
    none in common: the working days between the days of their first parts, times the delegations
    that follow both and are parties to every instrument of both. Working days are the Mondays to
    Fridays among the week's days, after the earlier of the two days and up to the later one;
    sessions on the same day have none between them.

    Source
    ------
    R 8, R 9.
    """

    title: ClassVar = "Related instruments meet close together"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "State-days"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.COHERENCE, Principle.INCLUSION)
    recommendations: ClassVar = (8, 9)
    usual: ClassVar = "prefer"

    name: Literal["align_instruments"] = "align_instruments"

    def encode(self, draft: RuleDraft) -> None:
        for one, other in _kindred(draft.week):
            sessions = (one.id, other.id)
            states = len(_followers(draft.week, one, other))
            takers = list(_takers(draft, one, other))
            if not states and not takers:
                continue
            missing = [1 - draft.held(session) for session in sessions]
            for day in _working_days(draft.week):
                # The day is between the two, or is the later of them, where only one has begun.
                first, second = (_begun(draft, session, day) for session in sessions)
                between = [first - second - missing[1], second - first - missing[0]]
                if states:
                    draft.each_at_most(self, sessions, [(states * only, ()) for only in between])
                for takes in takers:
                    draft.each_at_most(self, sessions, [(only, (takes,)) for only in between])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for one, other in _kindred(week):
            states = len(_followers(week, one, other))
            if not (timetable.holds(one.id) and timetable.holds(other.id)):
                continue
            earlier, later = sorted(timetable.of(session.id)[0].day for session in (one, other))
            apart = sum(1 for day in _working_days(week) if earlier < day <= later)
            if apart and states:
                yield Breach((one.id, other.id), states * apart)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        one, other = (week.session[str(session)] for session in case)
        both = f"{week.what(one.id)} and {week.what(other.id)}"
        states = len(_followers(week, one, other))
        who = f"{count(states, 'State')} can follow {one.subject} in both"
        if not states:
            return f"{both} should begin on the same day where a State can follow both."
        if amount is None:
            return f"{both} should begin on the same day: {who}."
        return f"{both} begin {count(amount // states, 'working day')} apart: {who}."

    def least(self, week: Week, case: Case) -> int:
        """The fewest working days between days on which the two sessions can begin."""
        one, other = (week.session[str(session)] for session in case)
        if one.optional or other.optional:
            return 0
        days = [
            {s.day for s in week.sittings if session.minutes_in(s) >= 1} for session in (one, other)
        ]
        working = _working_days(week)
        apart = [
            sum(1 for day in working if min(pair) < day <= max(pair)) for pair in product(*days)
        ]
        return len(_followers(week, one, other)) * min(apart, default=0)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        states = {"ALB", "CHL"}
        week = tiny_week(
            tiny_session("mines", subject="clearance", audience=states),
            tiny_session("munitions", subject="clearance", audience=states, optional=True),
            days=3,
            minutes=30,
            bodies=(
                Body(id="mines", name="Mines", instrument="mines"),
                Body(id="munitions", name="Munitions", instrument="munitions"),
            ),
            instruments=(
                Instrument(id="mines", name="Mines", parties=frozenset(states)),
                Instrument(id="munitions", name="Munitions", parties=frozenset(states | {"JOR"})),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("mines", 1, "10:00"),
                    at("munitions", 1, "10:00"),
                    at("munitions", 2, "10:00"),
                ),
                bad=tiny_timetable(at("mines", 2, "10:00"), at("munitions", 0, "10:00")),
                amount=4,
                text="Two experts who came for the first day wait two days for the other session.",
            ),
        )


def _working_days(week: Week) -> list[int]:
    return [day for day in sorted(week.days) if week.date_of(day).weekday() < _SATURDAY]


def _kindred(week: Week) -> Iterator[tuple[Session, Session]]:
    """The pairs of sessions on one subject that each have instruments, with none in common."""
    for one, other in combinations(sorted(week.sessions, key=lambda session: session.id), 2):
        if not one.subject or one.subject != other.subject:
            continue
        first, second = week.instruments_of(one), week.instruments_of(other)
        if first and second and not first & second:
            yield one, other


def _parties(week: Week, one: Session, other: Session) -> frozenset[str]:
    """The States that are parties to every instrument of two sessions."""
    instruments = week.instruments_of(one) | week.instruments_of(other)
    known = (week.instrument.get(instrument) for instrument in instruments)
    return frozenset.intersection(*(found.parties if found else frozenset() for found in known))


def _followers(week: Week, one: Session, other: Session) -> frozenset[str]:
    """The States that two sessions on one subject have in common."""
    return one.concerned & other.concerned & _parties(week, one, other)


def _begun(draft: RuleDraft, session: str, day: int) -> Linear:
    """Whether a session has a part before a day: 0 or 1, though not always a literal."""
    slots = draft.slots_of(session)
    before = [slot for slot in slots if draft.week.sitting[slot.sitting].day < day]
    if draft.single(session):
        return total(map(draft.held, before))
    if before == slots and draft.held(session) is ALWAYS:
        return ALWAYS
    found = NOTHING
    for _, today in groupby(before, key=lambda slot: draft.week.sitting[slot.sitting].day):
        found = draft.any([found, *map(draft.held, today)])
    return found


def _takers(draft: RuleDraft, one: Session, other: Session) -> Iterator[Linear]:
    """For each State that can follow both only through an open post: a literal, whether it does."""
    week = draft.week
    for state in sorted(_parties(week, one, other) & week.pool - _followers(week, one, other)):
        follows = draft.all(
            ALWAYS if state in session.heard else draft.concerned(session, state, Concern.FOLLOW)
            for session in (one, other)
        )
        if not follows.fixed:
            yield follows
