"""The rule `spare_the_leaders`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.clock import duration, lacking
from scheduler.linear import total
from scheduler.rule import Breach, Case, Example, Group, Principle, Rule
from scheduler.timetable import Timetable
from scheduler.week import Week

if TYPE_CHECKING:
    from scheduler.draft import Draft


class SpareTheLeaders(Rule):
    """A State does not lead for too long in a day, and has a break between what it leads.

    Why
    ---
    To preside well takes preparation; the same few States carry most of the tasks.

    Counts
    ------
    For each State and day, minutes that it leads beyond the limit; and for each two parts that it
    leads in one day, also two of one session, minutes by which the time between them falls short
    of the break, all of the break where they overlap.

    Source
    ------
    Review ¶ 4 (c) and ¶ 8, effective preparation. The limits are an assumption.
    """

    group: ClassVar = Group.PEOPLE
    unit: ClassVar = "minutes"
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION, Principle.PARTNERSHIP)
    usual: ClassVar = "prefer"

    name: Literal["spare_the_leaders"] = "spare_the_leaders"
    minutes_a_day: int = Field(
        default=360, ge=15, le=1440, description="Minutes that a State may lead in a day."
    )
    break_minutes: int = Field(
        default=15, ge=0, le=240, description="Minutes between two parts that a State leads."
    )

    def encode(self, draft: Draft) -> None:
        places = draft.places
        for state in draft.week.delegations:
            duties = draft.leading.duties_to_lead(state.code)
            if not any(duty.sessions for duty in duties):
                continue
            led = [(draft.places_of(duty.sessions), duty.when) for duty in duties]
            for day in draft.week.days:
                today = [
                    ([p for p in row if places.sitting(p).day == day], when) for row, when in led
                ]
                loads = [(total(map(places.minutes, row)), when) for row, when in today]
                draft.worst(self, (state.code, "load", day), loads, self.minutes_a_day)
                draft.keep_breaks(self, (state.code, "break", day), today, self.break_minutes)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for state in week.delegations:
            parts = timetable.among(session.id for session in week.led_by(state.code))
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
