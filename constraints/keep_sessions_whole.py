"""The rule `keep_sessions_whole`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Session, Week


class KeepSessionsWhole(Rule):
    """A session sits in no more parts than its least time needs.

    Why
    ---
    A session in many short parts takes up its subject again and again, and who follows it has to
    keep most of the week free for it.

    Counts
    ------
    For each session, its parts beyond the fewest that could hold its least minutes. These are
    counted from the week alone: the longest of the sittings that it may use, each as long as its
    hours leave of it, as many as together have the least minutes; sittings too short for one of its
    parts do not count. That other sessions may need the same sittings makes no difference, and
    neither do the minutes that it is given: time beyond the least is no reason for another part. An
    optional session that is not held counts nothing.

    Source
    ------
    The principle of coherence in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "A session is not cut into more parts than it needs"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "parts"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.COHERENCE,)
    usual: ClassVar = "prefer"

    name: Literal["keep_sessions_whole"] = "keep_sessions_whole"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            if not draft.single(session.id):
                parts = total(map(draft.held, draft.slots_of(session.id)))
                draft.at_most(self, (session.id,), parts, _fewest(draft.week, session))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.sessions:
            beyond = len(timetable.of(session.id)) - _fewest(week, session)
            if beyond > 0:
                yield Breach((session.id,), beyond)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = week.session[str(case[0])]
        title, fewest = week.what(session.id), _fewest(week, session)
        least = f"its least time ({duration(session.least)})"
        if amount is None:
            return f"{title} sits in up to {count(fewest, 'part')}, enough for {least}."
        parts = count(fewest + amount, "part")
        return f"{title} sits in {parts}; {count(fewest, 'part')} can hold {least}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        split = tiny_week(
            tiny_session("clearance", least=90, wanted=150, most_parts=3),
            tiny_session("group", format=Format.SMALL_GROUP, optional=True, most_parts=2),
            days=3,
        )
        hours = tiny_week(
            tiny_session("clearance", least=60, wanted=90, most_parts=3, hours=(630, 660)), days=3
        )
        return (
            Example(
                rule=cls(),
                week=split,
                good=tiny_timetable(at("clearance", 0, "10:00", 60), at("clearance", 2, "10:00")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", 60),
                    at("clearance", 1, "10:00"),
                    at("clearance", 2, "10:00", 60),
                    at("group", 1, "10:30"),
                    at("group", 2, "10:00"),
                ),
                amount=2,
                text="Two mornings hold an hour and a half, so that a third part is one too many, "
                "also where it gives more time; what need not be held has one part if any.",
            ),
            Example(
                rule=cls(),
                week=hours,
                good=tiny_timetable(at("clearance", 0, "10:30"), at("clearance", 1, "10:30")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:30"),
                    at("clearance", 1, "10:30"),
                    at("clearance", 2, "10:30"),
                ),
                amount=1,
                text="Where only half an hour of a morning is open to it, an hour needs two.",
            ),
        )


def _fewest(week: Week, session: Session) -> int:
    """The fewest parts that could hold a session's least minutes, 1 or more."""
    open_to = (session.minutes_in(sitting) for sitting in week.sittings)
    shortest = min(session.shortest, session.least)
    needed, fewest = session.least, 0
    for minutes in sorted((m for m in open_to if m >= shortest), reverse=True):
        if needed > 0:
            needed, fewest = needed - minutes, fewest + 1
    return max(1, fewest)
