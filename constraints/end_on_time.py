"""The rule `end_on_time`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.rule import Breach, Count, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class EndOnTime(Rule):
    """A session takes no longer than it asks for.

    Why
    ---
    Time that nobody has asked for is taken from others, and delegations sit in a room with nothing
    to say. But a programme that is printed often gives a session all of its sitting: a scenario
    that prefers this rule, and does not require it, allows that at a price.

    Counts
    ------
    The minutes by which the parts of a session together exceed its wanted time.

    Source
    ------
    Practice of the meetings.
    """

    title: ClassVar = "Sessions take no longer than they ask for"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "must"

    name: Literal["end_on_time"] = "end_on_time"

    def narrow(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            draft.promise(self, (session.id,), session.id, longest=session.wanted)

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            draft.at_most(self, (session.id,), draft.minutes(session.id), session.wanted)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.sessions:
            beyond = timetable.minutes(session.id) - session.wanted
            if beyond > 0:
                yield Breach((session.id,), beyond)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = week.session[str(case[0])]
        asked = f"{week.what(session.id)} asks for no more than {duration(session.wanted)}"
        return f"{asked}." if amount is None else f"{asked} and has {duration(amount)} more."

    def count(self, week: Week) -> Iterator[Count]:
        for session in week.sessions:
            open_to = week.open_to([session])
            if session.optional or any(sitting.whole for sitting in open_to):
                continue
            yield Count(
                (session.id, "grid"),
                -(-session.least // week.grain) * week.grain,
                session.wanted,
                f"{week.what(session.id)} needs at least {duration(session.least)} and asks for no "
                f"more than {duration(session.wanted)}, but no length on the grid of "
                f"{duration(week.grain)} lies between the two.",
                assumes=("hold_every_session", "sit_within_hours"),
            )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance", wanted=60, most_parts=2),
            tiny_session("group", optional=True),
            days=2,
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("clearance", 1, "10:30")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("clearance", 1, "10:00"),
                    at("group", 1, "10:00", 60),
                ),
                amount=60,
                text="A second part takes half an hour more than asked for, and so does a group.",
            ),
        )
