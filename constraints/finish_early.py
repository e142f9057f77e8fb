"""The rule `finish_early`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft, Slot
from scheduler.rules.guide import Guide
from scheduler.rules.linear import Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Rule
from scheduler.week.clock import duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week


class FinishEarly(Rule):
    """Sessions come early in the week, and what is left free is left at its end.

    Why
    ---
    A week that is over early lets delegations travel home, needs its rooms and interpreters for
    fewer hours, and has its reserve where it can still serve: after all sessions, and not before.

    Counts
    ------
    For each session that is held, the meeting hours of the week until the end of its last part: the
    minutes in which one or more sittings, of whatever kind, are open before it. Nights, and all
    other time between sittings, count nothing.

    Source
    ------
    The principle of flexibility in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "Sessions come early in the week"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.SESSION
    usual: ClassVar = "prefer"

    name: Literal["finish_early"] = "finish_early"

    def encode(self, draft: RuleDraft) -> None:
        before = _open_before(draft.week)
        for session in draft.week.sessions:
            slots = draft.slots_of(session.id)
            ends = [_end(draft, slot, before[slot.sitting]) for slot in slots]
            case = (session.id,)
            if draft.single(session.id):
                # The sum is as much as the greatest, and the relaxation sees through it.
                held = zip(ends, map(draft.held, slots), strict=True)
                draft.at_most(self, case, total(draft.counted(*one) for one in held))
            else:
                whens = [(draft.held(slot),) for slot in slots]
                draft.each_at_most(self, case, zip(ends, whens, strict=True))

    def guide(self, guide: Guide) -> None:
        for session in guide.week.sessions:
            guide.end_early(self, session.id)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        sittings = sorted(week.sittings, key=lambda sitting: sitting.begin)
        for session in week.sessions:
            end = max((part.end for part in timetable.of(session.id)), default=0)
            minutes = until = 0
            for sitting in sittings:
                if sitting.begin >= end:
                    break
                closes = min(sitting.end, end)
                minutes += max(0, closes - max(sitting.begin, until))
                until = max(until, closes)
            if minutes:
                yield Breach((session.id,), minutes)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        title = week.what(str(case[0]))
        if amount is None:
            return f"{title} comes as early in the week as it can."
        return f"{title} is over after {duration(amount)} of the week's meeting hours."

    def least(self, week: Week, case: Case) -> int:
        session = week.session[str(case[0])]
        if session.optional:
            return 0
        before = _open_before(week)
        return min(
            (before[one.id] + _shortest(session) for one in week.open_to([session])), default=0
        )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            tiny_session("status", most_parts=2, optional=True),
            days=2,
            sittings=("morning", "lunch", "midday"),
            minutes=90,
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(),
                bad=tiny_timetable(
                    at("clearance", 0, "12:30"),
                    at("status", 0, "10:00", 60),
                    at("status", 1, "10:30"),
                ),
                amount=450,
                text="By one o'clock 2 h 30 are over, and on all of Monday 4 hours are open: lunch "
                "and midday overlap.",
            ),
        )


def _open_before(week: Week) -> dict[str, int]:
    """By sitting: the minutes that are open before it begins, in it or in any other."""
    found, minutes = dict[str, int](), 0
    for stretch in week.stretches:
        begin = stretch[0].begin
        found.update((sitting.id, minutes + sitting.begin - begin) for sitting in stretch)
        minutes += max(sitting.end for sitting in stretch) - begin
    return found


def _end(draft: RuleDraft, slot: Slot, before: int) -> Linear:
    """The open minutes until a held part ends."""
    return draft.end(slot) - draft.week.sitting[slot.sitting].begin + before


def _shortest(session: Session) -> int:
    return session.least if session.most_parts == 1 else min(session.least, session.shortest)
