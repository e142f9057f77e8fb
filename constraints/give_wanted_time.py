"""The rule `give_wanted_time`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class GiveWantedTime(Rule):
    """A session that is held has the time that it asks for.

    Why
    ---
    A carefully prepared session asks for the time that every speaker on its list, and the
    discussion after them, will take.

    Counts
    ------
    The minutes by which the parts of a session together fall short of its wanted time. A session
    that is not optional counts in full where it is not held; an optional one counts only if it is
    held.

    Source
    ------
    Review ¶ 8, effective preparation.
    """

    title: ClassVar = "Sessions get the time they want"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "prefer"

    name: Literal["give_wanted_time"] = "give_wanted_time"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            wanted = session.wanted * (draft.held(session.id) if session.optional else 1)
            draft.at_least(self, (session.id,), draft.minutes(session.id) - wanted, 0)

    def guide(self, guide: Guide) -> None:
        for session in guide.week.sessions:
            guide.give(self, session.id)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session in week.sessions:
            missing = session.wanted - timetable.minutes(session.id)
            if missing > 0 and (timetable.holds(session.id) or not session.optional):
                yield Breach((session.id,), missing)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session = week.session[str(case[0])]
        asked = f"{week.what(session.id)} asks for {duration(session.wanted)}"
        if amount is None:
            return f"{asked}."
        has = session.wanted - amount
        return f"{asked} and has {duration(has) if has > 0 else 'none'}."

    def least(self, week: Week, case: Case) -> int:
        """What the longest sittings that the session may use cannot hold of its wanted time."""
        session = week.session[str(case[0])]
        if session.optional:
            return 0
        longest = sorted(map(session.minutes_in, week.sittings), reverse=True)
        return max(0, session.wanted - sum(longest[: session.most_parts]))

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance", wanted=60), tiny_session("group", optional=True, wanted=60)
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(at("clearance", 0, "10:00", 60)),
                bad=tiny_timetable(at("clearance", 0, "10:00", 30), at("group", 0, "10:30", 30)),
                amount=60,
                text="A group that is not held asks for nothing; one that is held wants its hour.",
            ),
        )
