"""The rule `spare_the_leaders`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, Concern, Duty, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import duration, lacking
from scheduler.week.leadership import Post
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


class SpareTheLeaders(Rule):
    """A State does not lead for too long in a day, and has a break between what it leads.

    Why
    ---
    Presiding well takes preparation, and the same few States carry most of the tasks.

    Counts
    ------
    For each State and day, the minutes that it leads beyond the limit; and for every two parts that
    it leads in one day, even of one session, the minutes by which the time between them falls short
    of the break (all of the break where they overlap).

    Source
    ------
    Review ¶ 4 (c) and ¶ 8, effective preparation. The limits are an assumption.
    """

    title: ClassVar = "Leaders do not lead for too long"
    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes"
    detail: ClassVar = Detail.TIME
    reach: ClassVar = Reach.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION, Principle.PARTNERSHIP)
    usual: ClassVar = "prefer"

    name: Literal["spare_the_leaders"] = "spare_the_leaders"
    minutes_a_day: int = Field(
        default=360, ge=15, le=1440, description="Minutes that a State may lead in a day."
    )
    break_minutes: int = Field(
        default=15, ge=0, le=240, description="Minutes between two parts that a State leads."
    )

    def encode(self, draft: RuleDraft) -> None:
        duties = {s.code: draft.duties(s.code, Concern.LEAD) for s in draft.week.delegations}
        pooled = draft.pools(self) and not any(
            duties[state][0].sessions & self._led_from(draft.week, post)
            for post, _ in draft.week.open_posts()
            for state in draft.takers([post])
        )
        for day in draft.week.days:
            for state, row in duties.items():
                if row[0].sessions or (len(row) > 1 and not pooled):
                    self._spare(draft, state, day, row, pooled=pooled)
            if pooled:
                self._price_posts(draft, day)

    def _spare(
        self, draft: RuleDraft, state: str, day: int, duties: Sequence[Duty], *, pooled: bool
    ) -> None:
        """Post the limits of a State on a day, for each set of sessions that it may lead."""
        rows = [(draft.slots_of(duty.sessions, day=day), duty.when) for duty in duties]
        loads = [total(map(draft.minutes, slots)) for slots, _ in rows]
        if not pooled:
            both = [(load, when) for load, (_, when) in zip(loads, rows, strict=True)]
            draft.each_at_most(self, (state, "load", day), both, self.minutes_a_day)
            if self.break_minutes:
                draft.keep_breaks(self, (state, "break", day), rows, self.break_minutes)
            return
        # A post costs what it costs anybody, and the rest here.
        longer, shorter = [], []
        for load, (slots, when), duty in zip(loads, rows, duties, strict=True):
            over, lacks = self._alone(draft, day, duty.brought)
            longer.append((load - self.minutes_a_day - over, when))
            shorter.append((draft.missing_breaks(slots, self.break_minutes) - lacks, when))
        draft.each_at_most(self, (state, "load", day), longer)
        draft.each_at_most(self, (state, "break", day), shorter)

    def _price_posts(self, draft: RuleDraft, day: int) -> None:
        """Price the sessions of each post for whoever takes it."""
        for post, number in draft.week.open_posts():
            over, lacks = self._alone(draft, day, self._led_from(draft.week, post))
            draft.at_most(self, ("posts", "load", day), number * over)
            draft.at_most(self, ("posts", "break", day), number * lacks)

    def _led_from(self, week: Week, post: Post) -> frozenset[str]:
        return frozenset(s.id for s in week.sessions if post in s.leading_posts)

    def _alone(self, draft: RuleDraft, day: int, led: frozenset[str]) -> tuple[Linear, Linear]:
        """What it costs on a day to lead some sessions and no other: load, and breaks."""
        slots = draft.slots_of(led, day=day)
        minutes = total(map(draft.minutes, slots))
        over = draft.greatest([minutes - self.minutes_a_day])
        return over, draft.missing_breaks(slots, self.break_minutes)

    def guide(self, guide: Guide) -> None:
        for state in guide.week.delegations:
            led = [session.id for session in guide.week.led_by(state.code)]
            guide.daily(self, led, self.minutes_a_day)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        led: dict[str, list[Part]] = {}
        for part in timetable.parts:
            for code in week.session[part.session].leaders:
                led.setdefault(code, []).append(part)
        for state in (state for state in week.delegations if state.code in led):
            parts = led[state.code]
            load, missing = Counter[int](), Counter[int]()
            for part in parts:
                load[part.day] += part.minutes
            for one, other in combinations(parts, 2):
                if one.day == other.day:
                    rest = max(0, other.begin - one.end)
                    missing[one.day] += max(0, self.break_minutes - rest)
            for day, minutes in load.items():
                if minutes > self.minutes_a_day:
                    yield Breach((state.code, "load", day), minutes - self.minutes_a_day)
                if missing[day]:
                    yield Breach((state.code, "break", day), missing[day])

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        who, day = week.who(str(case[0])), week.day_name(int(case[2]))
        if case[1] == "load":
            most = duration(self.minutes_a_day)
            if amount is None:
                return f"On {day} {who} leads for no more than {most}."
            return f"On {day} {who} leads for {duration(self.minutes_a_day + amount)}, over {most}."
        least = duration(self.break_minutes)
        if amount is None:
            return f"On {day} {who} has a break of {least} between any two sessions that it leads."
        lacks = f"{lacking(amount)} from the breaks of {least}"
        return f"On {day} {lacks} between the sessions that {who} leads."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        uganda = frozenset({"UGA"})
        sessions = (
            tiny_session("clearance", leaders=uganda),
            tiny_session("assistance", leaders=uganda, most_parts=2),
        )
        return (
            Example(
                rule=cls(minutes_a_day=60, break_minutes=60),
                week=tiny_week(*sessions, minutes=120),
                good=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "11:30")),
                bad=tiny_timetable(at("clearance", 0, "10:00", 60), at("assistance", 0, "11:30")),
                amount=60,
                text="Half an hour too long, and half an hour of the break is missing.",
            ),
            Example(
                rule=cls(minutes_a_day=120, break_minutes=90),
                week=tiny_week(*sessions, sittings=("morning", "midday"), minutes=60, days=2),
                good=tiny_timetable(at("assistance", 0, "10:00"), at("assistance", 0, "12:00")),
                bad=tiny_timetable(at("assistance", 0, "10:30"), at("assistance", 0, "12:00")),
                amount=30,
                text="Between two parts of one session a break is due as well.",
            ),
            Example(
                rule=cls(minutes_a_day=30, break_minutes=0),
                week=tiny_week(*sessions),
                good=tiny_timetable(at("clearance", 0, "10:00")),
                bad=tiny_timetable(at("clearance", 0, "10:00"), at("assistance", 0, "10:00")),
                amount=30,
                text="Where no break is asked for, only the minutes count.",
            ),
        )
