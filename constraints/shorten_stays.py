"""The rule `shorten_stays`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import inf, prod
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, Duty, RuleDraft, Span
from scheduler.rules.guide import Guide
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Delegation, Session, Week

_Rows: TypeAlias = tuple[tuple[str, int], ...]
"""Statements: the session of each, and the place of its item in the agenda."""


MOST_PATTERNS = 500
"""The most ways for the days of a speaker's statements that are counted one by one."""


class ShortenStays(Rule):
    """A delegation from capital is needed over only a few days.

    Why
    ---
    Small administrations and the sponsorship programme pay for every day in the city. A delegation
    that must lead on the first day and speak on the last stays for the whole week.

    Counts
    ------
    For each delegation from capital, the days from the first to the last on which it must lead or
    speak, both included, beyond the free days. It is needed for every part of a session that it
    leads, and for a statement in the part in which that stands. Where those who follow are counted
    too, so are the days of what a delegation wants to listen to. Days on which nobody may meet are
    not counted.

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
    free: int = Field(
        default=0, ge=0, le=366, description="Days of each stay that are not counted."
    )
    whose: Literal["required", "followers"] = Field(
        default="required",
        description="Whose stays are counted: only of those who lead or must speak, or also of "
        "who listen.",
    )

    def encode(self, draft: RuleDraft) -> None:
        alike: dict[tuple[frozenset[str], _Rows], dict[str, list[Duty]]] = {}
        for delegation in draft.week.delegations:
            duties = draft.duties(delegation.code, self._concern)
            if delegation.from_capital and any(duty.many for duty in duties):
                rows = tuple(_rows(draft, duties[0]))
                alike.setdefault((duties[0].sessions, rows), {})[delegation.code] = duties
        stays: dict[frozenset[str], Span] = {}
        for (needed, rows), states in alike.items():
            here = self._stay(draft, stays, needed)
            if prod(len(_days(draft, session)) + 1 for session, _ in rows) > MOST_PATTERNS:
                self._price_slot_by_slot(draft, states)
            elif self.free == 0 and draft.pools(self) and not rows:
                self._price_together(draft, stays, needed, states)
            elif (
                rows
                and _constant(here)
                and (
                    draft.pools(self)
                    if any(len(duties) > 1 for duties in states.values())
                    else draft.tells_alike(self)
                )
            ):
                self._price_speakers(draft, stays, needed, rows, states)
            else:
                self._price_one_by_one(draft, stays, rows, states)

    def _price_one_by_one(
        self,
        draft: RuleDraft,
        stays: dict[frozenset[str], Span],
        rows: _Rows,
        states: Mapping[str, list[Duty]],
    ) -> None:
        for code, duties in states.items():
            heard = draft.heard_on([code], rows)[0] if rows else {}
            lengths = [
                (_length(draft, self._stay(draft, stays, duty.sessions), heard), duty.when)
                for duty in duties
            ]
            draft.each_at_most(self, (code,), lengths, self.free)

    def _price_slot_by_slot(self, draft: RuleDraft, states: Mapping[str, list[Duty]]) -> None:
        """Price the stays of States with too many statements to list the days of all."""
        for code, duties in states.items():
            steps = [[draft.slots_for(duty, day=day) for day in draft.week.days] for duty in duties]
            lengths = [
                (draft.span(here).length, duty.when)
                for here, duty in zip(steps, duties, strict=True)
            ]
            draft.each_at_most(self, (code,), lengths, self.free)

    @property
    def _concern(self) -> Concern:
        return Concern.NEED if self.whose == "required" else Concern.FOLLOW

    def _price_speakers(
        self,
        draft: RuleDraft,
        stays: dict[frozenset[str], Span],
        needed: frozenset[str],
        rows: _Rows,
        states: Mapping[str, list[Duty]],
    ) -> None:
        """Price the stays of speakers who are alike: how many of them are heard on which days.

        Those who take a post are counted apart, post by post.
        """
        here = self._stay(draft, stays, needed)
        days = zip(draft.week.days, here.inside, strict=True)
        known = [day for day, inside in days if inside.constant]
        takers: dict[tuple[frozenset[str], int], dict[str, Linear]] = {}
        for code, duties in states.items():
            for duty in duties[1:]:
                takers.setdefault((duty.brought, duty.posts), {})[code] = duty.when[0]
        counts = draft.heard_on(list(states), rows, list(takers.values()))
        cost = NOTHING
        for number_on in counts:
            for heard, number in number_on.items():
                stay = _from_first_to_last(draft.week, _needed(known, heard))
                cost += number * max(0, len(stay) - self.free)
        for ((brought, posts), literals), number_on in zip(takers.items(), counts[1:], strict=True):
            most, post = min(len(literals), posts), self._stay(draft, stays, brought)
            for n, day in enumerate(draft.week.days):
                # A post makes a stay longer before it, after it, or where there is none besides.
                early = total(y for d, y in number_on.items() if day < _first(_needed(known, d)))
                late = total(y for d, y in number_on.items() if day > _last(_needed(known, d)))
                none = total(y for d, y in number_on.items() if not _needed(known, d))
                ways = (
                    (early - none, post.begun[n]),
                    (late - none, post.left[n]),
                    (none, post.begun[n] + post.left[n] - 1),
                )
                cost += total(draft.greatest([who + most * (way - 1)], most) for who, way in ways)
        codes = sorted(states)
        draft.at_most(self, ("together", *codes) if len(codes) > 1 else (codes[0],), cost)

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

    def guide(self, guide: Guide) -> None:
        for one in guide.week.delegations:
            needed = [
                session.id
                for session in guide.week.sessions
                if one.code in (session.required if self.whose == "required" else session.followers)
            ]
            if one.from_capital:
                guide.stay(self, needed)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        needed: dict[str, set[int]] = {}
        for part in timetable.parts:
            session = week.session[part.session]
            there = session.required_in(part)
            if self.whose == "followers":
                there |= session.audience
            for code in there:
                needed.setdefault(code, set()).add(part.day)
        for delegation in week.delegations:
            if not delegation.from_capital:
                continue
            stay = _from_first_to_last(week, needed.get(delegation.code, ()))
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
        sessions = [one for one in week.sessions if not one.optional]
        needed = [one for one in sessions if case[0] in one.required]
        heard = [one for one in sessions if case[0] in one.heard - one.required]
        stays = [
            last - first + 1
            for first in range(len(week.days) if needed or heard else 0)
            for last in range(first, len(week.days))
            if all(week.could_hold(session, week.days[first : last + 1]) for session in needed)
            and all(_heard_in(week, session, week.days[first : last + 1]) for session in heard)
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


def _heard_in(week: Week, session: Session, days: Collection[int]) -> bool:
    """Whether a session may have a part on one of some days."""
    if session.pinned:
        return any(pin.day in days for pin in session.pinned)
    return any(session.may_use(sitting) for sitting in week.sittings if sitting.day in days)


def _rows(draft: RuleDraft, duty: Duty) -> Iterator[tuple[str, int]]:
    """The statements of a delegation, by session and item, that may make its stay longer.

    It is there anyhow from the last day on which a session that it is needed for throughout may
    begin, to the first day on which another may end.
    """
    days = {session: _days(draft, session) for session in duty.sessions | duty.heard}
    sure = [days[s] for s in duty.sessions if draft.held(s) is ALWAYS and days[s]]
    first, last = min((max(d) for d in sure), default=1), max((min(d) for d in sure), default=0)
    for session in draft.week.sessions:
        if session.id in duty.heard and not all(first <= day <= last for day in days[session.id]):
            for number, item in enumerate(session.agenda):
                if duty.speaker in item.speakers:
                    yield session.id, number


def _days(draft: RuleDraft, session: str) -> set[int]:
    return {draft.week.sitting[slot.sitting].day for slot in draft.slots_of(session)}


def _constant(span: Span) -> bool:
    return all(literal.fixed for literal in (*span.begun, *span.left, *span.inside))


def _length(draft: RuleDraft, stay: Span, heard: Mapping[tuple[int | None, ...], Linear]) -> Linear:
    """The days of a stay that one speaker's statements may make longer."""
    if not heard:
        return stay.length
    inside = []
    for n, day in enumerate(draft.week.days):
        begun = [stay.begun[n], total(y for days, y in heard.items() if _first(days) <= day)]
        left = [stay.left[n], total(y for days, y in heard.items() if _last(days) >= day)]
        inside.append(draft.greatest([draft.greatest(begun, 1) + draft.greatest(left, 1) - 1], 1))
    return total(inside)


def _first(days: Iterable[int | None]) -> float:
    return min((day for day in days if day is not None), default=inf)


def _last(days: Iterable[int | None]) -> float:
    return max((day for day in days if day is not None), default=-inf)


def _needed(known: list[int], heard: tuple[int | None, ...]) -> list[int]:
    """The days on which a delegation is needed, with those of its statements."""
    return [*known, *(day for day in heard if day is not None)]


def _from_first_to_last(week: Week, needed: Collection[int]) -> list[int]:
    """The days of the week from the first to the last of some days."""
    return [day for day in week.days if needed and min(needed) <= day <= max(needed)]
