"""The rule `hold_every_session`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import clock, count, duration, lacking
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Sitting, Week


class HoldEverySession(Rule):
    """A session is held, in parts that together are as long as it needs.

    Why
    ---
    The Standing Committees are where the States Parties follow the work of the Convention; each
    session that the scenario does not call optional has its place in the week.

    Counts
    ------
    The minutes by which a session's parts together fall short of its least time, the minutes by
    which single parts fall short of the session's shortest part, and the parts beyond the number
    that it may be split into. An optional session that is not held counts nothing; one that is held
    counts in the same way.

    Source
    ------
    Review ¶ 2.
    """

    title: ClassVar = "Every session is held"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "minutes or parts"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "must"

    name: Literal["hold_every_session"] = "hold_every_session"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            for slot in draft.slots_of(session.id):
                draft.keep_length(self, (session.id, "shortest"), slot, session.shortest)
            if not session.optional:
                draft.promise(self, (session.id, "least"), session.id, least=session.least)
            if session.most_parts == 1:
                draft.promise(self, (session.id, "parts"), session.id, single=True)
            minutes = draft.minutes(session.id)
            needed = session.least * (draft.held(session.id) if session.optional else 1)
            draft.at_least(self, (session.id, "least"), minutes - needed, 0)
            parts = total(draft.held(slot) for slot in draft.slots_of(session.id))
            draft.at_most(self, (session.id, "parts"), parts, session.most_parts)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.sessions:
            parts = timetable.of(session.id)
            if session.optional and not parts:
                continue
            minutes = timetable.minutes(session.id)
            amounts = {
                "shortest": sum(max(0, session.shortest - part.minutes) for part in parts),
                "least": session.least - minutes,
                "parts": len(parts) - session.most_parts,
            }
            for what, amount in amounts.items():
                if amount > 0:
                    yield Breach((session.id, what), amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = week.session[str(case[0])]
        title = week.what(session.id)
        asked = {
            "shortest": f"No part of {title} is shorter than {duration(session.shortest)}",
            "least": f"{title} needs at least {duration(session.least)}",
            "parts": f"{title} may not be split"
            if session.most_parts == 1
            else f"{title} may be split into at most {count(session.most_parts, 'part')}",
        }[str(case[1])]
        if amount is None:
            return f"{asked}."
        short = amount >= session.least and case[1] == "least"
        return (
            asked
            + {
                "shortest": f"; {lacking(amount)}.",
                "least": " and is not held at all." if short else f"; {lacking(amount)}.",
                "parts": f" and has {count(session.most_parts + amount, 'part')}.",
            }[str(case[1])]
        )

    def count(self, week: Week) -> Iterator[Count]:
        for session in week.sessions:
            if session.optional:
                continue
            open_to, needs = week.open_to([session]), duration(session.least)
            longest = sorted((_longest(week, session, one) for one in open_to), reverse=True)
            have = sum(longest[: session.most_parts])
            yield Count(
                (session.id, "sittings"),
                session.least,
                have,
                f"{week.what(session.id)} needs at least {needs}, but the sittings that it may use "
                f"hold {duration(have)} in {count(session.most_parts, 'part')}"
                f"{_limits(week, session, open_to)}.",
                assumes=("sit_within_hours",),
                sessions=(session.id,),
            )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance", least=60, wanted=90, shortest=60, most_parts=1),
            tiny_session("group", optional=True, least=60, wanted=60),
            days=2,
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("clearance", 0, "10:00", 60)),
                bad=tiny_timetable(at("clearance", 0, "10:00", 30), at("group", 1, "10:30", 30)),
                amount=90,
                text="A plenary is cut to half an hour, and a small group does not get its hour.",
            ),
        )


def _longest(week: Week, session: Session, sitting: Sitting) -> int:
    """The longest part that a sitting can give a session, on the grid and within its hours."""
    first, last = _inside(session, sitting)
    if sitting.whole:
        return sitting.minutes if last - first == sitting.minutes else 0
    opens = -(-(first - sitting.opens) // week.grain)
    return max(0, (last - sitting.opens) // week.grain - opens) * week.grain


def _inside(session: Session, sitting: Sitting) -> tuple[int, int]:
    """What of a sitting lies within the hours of a session, in minutes after midnight."""
    first, last = session.hours or (sitting.opens, sitting.closes)
    return max(first, sitting.opens), min(last, sitting.closes)


def _limits(week: Week, session: Session, open_to: Iterable[Sitting]) -> str:
    """What makes the sittings shorter than they are, in words."""
    within = ""
    if session.hours is not None:
        within = f", within its hours from {clock(session.hours[0])} to {clock(session.hours[1])}"
    spans = ((one, _inside(session, one)) for one in open_to if not one.whole)
    if any(_longest(week, session, one) < last - first for one, (first, last) in spans):
        within += f", on the grid of {duration(week.grain)}"
    return within
