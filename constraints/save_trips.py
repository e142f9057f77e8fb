"""The rule `save_trips`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, Duty, RuleDraft
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body, Delegation, Instrument, Session, Week


class SaveTrips(Rule):
    """A State Party to several of the instruments follows all of them on one journey.

    Why
    ---
    A delegation that is sent from capital for one meeting, flies home and comes again for the next
    pays for two journeys. Instruments that meet close to each other spare it the second.

    Counts
    ------
    The journeys beyond the first of each delegation from capital that is a party to at least two of
    the instruments whose sessions it leads, speaks in or wants to listen to. The days on which any
    of these sessions runs make up journeys: where one such day and the next are more days apart
    than given, a new journey begins. Days apart are the difference of the dates: Monday and
    Wednesday are 2 days apart.

    Source
    ------
    R 8. That a weekend between two meetings does not break a journey is an assumption.
    """

    title: ClassVar = "One journey serves several instruments"
    group: ClassVar = Group.REVIEW
    unit: ClassVar = "journeys"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.COHERENCE, Principle.INCLUSION)
    recommendations: ClassVar = (8,)
    usual: ClassVar = "prefer"

    name: Literal["save_trips"] = "save_trips"
    most_days_apart: int = Field(
        default=3,
        ge=1,
        le=32,
        description="The most days between the dates of two meetings of one journey; Friday and "
        "the Monday after are 3 days apart.",
    )

    def encode(self, draft: RuleDraft) -> None:
        week = draft.week
        journeys: dict[Duty, Linear] = {}
        for delegation in week.delegations if week.instruments else ():
            if not delegation.from_capital:
                continue
            duties = draft.duties(delegation.code, Concern.FOLLOW)
            posts = [duty.when[0] for duty in duties if len(duty.when) == 1]
            found = []
            for duty in duties:
                meetings = [s for s in week.sessions if s.id in duty.sessions | duty.heard]
                ids = frozenset(s.id for s in _followed(week, delegation, meetings))
                heard = ids & duty.heard
                followed = Duty(ids - heard, speaker=duty.speaker if heard else "", heard=heard)
                if followed not in journeys:
                    journeys[followed] = self._journeys(draft, followed)
                # More sessions can mean fewer journeys, so each set stands for itself only.
                taken = {literal.key() for literal in duty.when}
                others = [1 - literal for literal in posts if literal.key() not in taken]
                found.append((journeys[followed], (*duty.when, *others)))
            if any(not beyond.fixed for beyond, _ in found):
                draft.each_at_most(self, (delegation.code,), found, 1)

    def _journeys(self, draft: RuleDraft, followed: Duty) -> Linear:
        """On how many days a journey begins: one with a meeting, and none shortly before."""
        meeting: dict[int, Linear] = {}
        begins = []
        for day in draft.week.days:
            meeting[day] = draft.held(draft.slots_for(followed, day=day))
            before = range(day - self.most_days_apart, day)
            idle = [1 - meeting[earlier] for earlier in before if earlier in meeting]
            begins.append(draft.all([meeting[day], *idle]))
        return total(begins)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        days: dict[str, set[int]] = {}
        held: dict[str, set[str]] = {}
        for session in week.sessions:
            instruments = week.instruments_of(session)
            for code in session.concerned if instruments else ():
                held.setdefault(code, set()).update(instruments)
                throughout = code in session.followers
                parts = (p for p in timetable.of(session.id) if throughout or code in p.speakers)
                days.setdefault(code, set()).update(part.day for part in parts)
        for delegation in week.delegations:
            code = delegation.code
            parties = (i.parties for i in week.instruments if i.id in held.get(code, ()))
            if not delegation.from_capital or sum(code in states for states in parties) < 2:
                continue
            apart = [later - earlier for earlier, later in pairwise(sorted(days[code]))]
            more = sum(1 for number in apart if number > self.most_days_apart)
            if more:
                yield Breach((code,), more)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        delegation = week.delegation[str(case[0])]
        joined = _joined(week, delegation, _meetings(week, delegation))
        names = sorted(i.inside for i in week.instruments if i.id in joined)
        party = f"{delegation.name}, a party to {', '.join(names[:-1])} and {names[-1]},"
        if amount is None:
            return f"{party} is to travel to the meetings that it follows on one journey."
        bridged = self.most_days_apart - 1
        free = f"more than {count(bridged, 'day')}" if bridged else "a day or more"
        how = "twice" if amount == 1 else f"{amount + 1} times"
        return f"{party} travels {how}, with {free} free between meetings that it follows."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        both, mines, remnants = frozenset({"ALB"}), frozenset({"ALB", "NOR"}), frozenset({"CHL"})
        instruments = (
            Instrument(id="mines", name="Mines", parties=mines | {"CHE", "CHL"}),
            Instrument(id="munitions", name="Munitions", parties=both | {"CHE", "CHL"}),
        )
        bodies = (
            Body(id="mines", name="Mines", instrument="mines"),
            Body(id="munitions", name="Munitions", instrument="munitions"),
            Body(id="friends", name="Friends"),
        )
        everyone = mines | {"CHE"}
        week = tiny_week(
            tiny_session("mines", audience=everyone),
            tiny_session("munitions", speakers=everyone, optional=True),
            tiny_session("friends", audience=both),
            minutes=30,
            days=3,
            bodies=bodies,
            instruments=instruments,
            delegations=(Delegation(code="CHE", name="Switzerland", from_capital=False),),
        )
        long = tiny_week(
            tiny_session("mines", leaders=both | remnants, most_parts=2),
            tiny_session("munitions", speakers=both, audience=remnants),
            minutes=30,
            days=6,
            bodies=bodies,
            instruments=instruments,
        )
        return (
            Example(
                rule=cls(most_days_apart=1),
                week=week,
                good=tiny_timetable(
                    at("mines", 0, "10:00"), at("munitions", 1, "10:00"), at("friends", 2, "10:00")
                ),
                bad=tiny_timetable(
                    at("mines", 0, "10:00"), at("munitions", 2, "10:00"), at("friends", 1, "10:00")
                ),
                amount=1,
                text="One State is a party to both and comes from capital, and travels twice.",
            ),
            Example(
                rule=cls(most_days_apart=2),
                week=long,
                good=tiny_timetable(at("mines", 0, "10:00"), at("munitions", 2, "10:00")),
                bad=tiny_timetable(
                    at("mines", 0, "10:00"), at("mines", 5, "10:00"), at("munitions", 2, "10:00")
                ),
                amount=2,
                text="One day without a meeting is bridged; two begin another journey.",
            ),
        )


def _followed(week: Week, delegation: Delegation, meetings: list[Session]) -> list[Session]:
    """The sessions for which a delegation could save a journey."""
    found = [session for session in meetings if week.instruments_of(session)]
    return found if len(_joined(week, delegation, meetings)) > 1 else []


def _joined(week: Week, delegation: Delegation, meetings: list[Session]) -> set[str]:
    """The instruments of sessions to which a delegation is a party."""
    held = {instrument for session in meetings for instrument in week.instruments_of(session)}
    return {i.id for i in week.instruments if i.id in held and delegation.code in i.parties}


def _meetings(week: Week, delegation: Delegation) -> list[Session]:
    """The sessions that a delegation leads, speaks in or wants to listen to."""
    return [session for session in week.sessions if delegation.code in session.concerned]
