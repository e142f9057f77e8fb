"""The rule `shorten_stays`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, Duty, RuleDraft, Span
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Session, Week


class ShortenStays(Rule):
    """A delegation from capital is needed over only a few days.

    Why
    ---
    Small administrations and the sponsorship programme pay for every day in the city. A delegation
    that must lead on the first day and speak on the last stays for the whole week.

    Counts
    ------
    For each delegation from capital, the days from the first to the last on which a session runs
    that it must lead or speak in, both included, beyond the free days. Days on which nobody may
    meet are not counted.

    Source
    ------
    Review ¶ 8 and ¶ 10, inclusion.
    """

    title: ClassVar = "Delegations stay for few days"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "delegation-days"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "prefer"

    name: Literal["shorten_stays"] = "shorten_stays"
    free: int = Field(default=0, ge=0, le=31, description="Days of each stay that are not counted.")

    def encode(self, draft: RuleDraft) -> None:
        alike: dict[frozenset[str], dict[str, list[Duty]]] = {}
        for delegation in draft.week.delegations:
            duties = draft.duties(delegation.code, Concern.NEED)
            if delegation.from_capital and any(duty.sessions for duty in duties):
                alike.setdefault(duties[0].sessions, {})[delegation.code] = duties
        stays: dict[frozenset[str], Span] = {}
        for needed, states in alike.items():
            if self.free == 0 and draft.pools(self):
                self._price_together(draft, stays, needed, states)
                continue
            for code, duties in states.items():
                lengths = [(self._stay(draft, stays, d.sessions).length, d.when) for d in duties]
                draft.each_at_most(self, (code,), lengths, self.free)

    def _stay(
        self, draft: RuleDraft, stays: dict[frozenset[str], Span], needed: frozenset[str]
    ) -> Span:
        """The days from the first to the last on which one of the sessions has a part."""
        if needed not in stays:
            days = draft.week.days
            steps = [draft.slots_of(needed, day=day) for day in days]
            none = [NOTHING for _ in days]
            stays[needed] = draft.span(steps) if needed else Span(NOTHING, none, none, none)
        return stays[needed]

    def _price_together(
        self,
        draft: RuleDraft,
        stays: dict[frozenset[str], Span],
        needed: frozenset[str],
        states: Mapping[str, list[Duty]],
    ) -> None:
        """Price the stays of States that are needed for the same sessions, but for their posts.

        State by State, the relaxation would see nothing of a post: it spreads it over all of them.
        """
        here = self._stay(draft, stays, needed)
        takers: dict[tuple[frozenset[str], int], list[Linear]] = {}
        for duties in states.values():
            for duty in duties[1:]:
                takers.setdefault((duty.brought, duty.posts), []).extend(duty.when)
        cost = len(states) * here.length
        for (brought, posts), literals in takers.items():
            post = self._stay(draft, stays, brought)
            most = min(len(literals), posts)
            for n in range(len(draft.week.days)):
                # A day belongs to the longer stay where either has begun, and either is not over.
                ways = [(post.begun[n], post.left[n])]
                if needed:
                    ways += [(here.begun[n], post.left[n]), (post.begun[n], here.left[n])]
                longer = [begun + left - 1 - here.inside[n] for begun, left in ways]
                cost += draft.greatest([total(literals) + most * (way - 1) for way in longer], most)
        draft.at_most(self, ("together", *sorted(needed)), cost)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        needed: dict[str, set[int]] = {}
        for part in timetable.parts:
            for code in week.session[part.session].required:
                needed.setdefault(code, set()).add(part.day)
        for delegation in week.delegations:
            if not delegation.from_capital:
                continue
            there = needed.get(delegation.code, set())
            stay = [day for day in week.days if there and min(there) <= day <= max(there)]
            if len(stay) > self.free:
                yield Breach((delegation.code,), len(stay) - self.free)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        who = week.who(str(case[0]))
        if amount is None:
            if not self.free:
                return f"{who} travels to the meetings, so its stay is to be short."
            return f"{who} travels to the meetings and stays for at most {count(self.free, 'day')}."
        days = count(amount + self.free, "day")
        stays = f"{who} travels to the meetings and is needed over {days}"
        return f"{stays}, {amount} more than {self.free}." if self.free else f"{stays}."

    def least(self, week: Week, case: Case) -> int:
        """The fewest days in a row that hold every session that needs the delegation."""
        needed = [one for one in week.sessions if case[0] in one.required and not one.optional]
        stays = [
            last - first + 1
            for first in range(len(week.days) if needed else 0)
            for last in range(first, len(week.days))
            if all(_held_in(week, session, week.days[first : last + 1]) for session in needed)
        ]
        return max(0, min(stays, default=0) - self.free)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        uganda = frozenset({"UGA"})
        sessions = (
            tiny_session("clearance", leaders=uganda),
            tiny_session("assistance", speakers=uganda, most_parts=2),
        )
        week = tiny_week(
            *sessions,
            tiny_session("group", audience=uganda, leaders=frozenset({"CHE"})),
            minutes=30,
            days=3,
            delegations=(Delegation(code="CHE", name="Switzerland", from_capital=False),),
        )
        return (
            Example(
                rule=cls(free=1),
                week=week,
                good=tiny_timetable(
                    at("clearance", 1, "10:00"),
                    at("assistance", 1, "10:00"),
                    at("group", 0, "10:00"),
                    at("group", 2, "10:00"),
                ),
                bad=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 2, "10:00")),
                amount=2,
                text="A stay from the first to the third day; listening keeps nobody in the city.",
            ),
            Example(
                rule=cls(),
                week=tiny_week(
                    tiny_session("clearance", leaders=uganda | {"NOR"}),
                    tiny_session("assistance", speakers=uganda | {"NOR"}),
                    days=2,
                ),
                good=tiny_timetable(),
                bad=tiny_timetable(at("clearance", 1, "10:00"), at("assistance", 1, "10:00")),
                amount=2,
                text="With no day free, every day is counted, for each delegation.",
            ),
        )


def _held_in(week: Week, session: Session, days: Collection[int]) -> bool:
    """Whether some days could hold a session, by its pins, or by the minutes of its sittings."""
    if session.pinned:
        return all(pin.day in days for pin in session.pinned)
    enough = session.least if session.most_parts == 1 else min(session.shortest, session.least)
    minutes = [session.minutes_in(sitting) for sitting in week.sittings if sitting.day in days]
    longest = sorted((one for one in minutes if one >= enough), reverse=True)
    return bool(longest) and sum(longest[: session.most_parts]) >= session.least
