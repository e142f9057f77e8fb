"""The rule `meet_on_consecutive_days`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class DaysInARow(Frozen):
    """A session whose parts sit on days in a row."""

    session: str = Field(description="A session.", json_schema_extra={"refers_to": "session"})
    one_a_day: bool = Field(
        default=False, description="Whether each of its parts has a day of its own, too."
    )


class MeetOnConsecutiveDays(Rule):
    """The parts of a session sit on days in a row.

    Why
    ---
    A drafting group that takes up its text each morning need not begin again; after a day without
    it half of the room has changed.

    Counts
    ------
    For each session that is named, the days between the first and the last of its parts on which it
    has none. Days on which nobody may meet are not counted: Friday and Monday are days in a row
    where the days between them are closed. Where each part is to have a day of its own, the parts
    beyond the first of each day count as well. A session that is named twice counts once, and has
    a day for each part if either entry says so.

    Source
    ------
    The principle of effective preparation in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "Sessions meet on days in a row"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "days"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "prefer"

    name: Literal["meet_on_consecutive_days"] = "meet_on_consecutive_days"
    sessions: tuple[DaysInARow, ...] = Field(
        default=(), description="Sessions whose parts sit on days in a row."
    )

    def encode(self, draft: RuleDraft) -> None:
        for session, alone in self._asked().items():
            steps = [draft.slots_of(session, day=day) for day in draft.week.days]
            used = [draft.any(map(draft.held, slots)) for slots in steps]
            draft.at_most(self, (session, "between"), draft.span(steps).length - total(used))
            for day, slots in zip(draft.week.days, steps, strict=True):
                if alone and len(slots) > 1:
                    draft.at_most(self, (session, day), total(map(draft.held, slots)), 1)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for session, alone in self._asked().items():
            parts = Counter(part.day for part in timetable.of(session))
            if not parts:
                continue
            between = [d for d in week.days if min(parts) < d < max(parts) and d not in parts]
            if between:
                yield Breach((session, "between"), len(between))
            for day, number in parts.items():
                if alone and number > 1:
                    yield Breach((session, day), number - 1)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        what = week.what(str(case[0]))
        if case[1] == "between":
            if amount is None:
                return f"{what} meets on days in a row."
            return f"{what} does not meet on {count(amount, 'day')} between its first and its last."
        day = week.day_name(int(case[1]))
        if amount is None:
            return f"{what} has at most one part on {day}."
        return f"{what} has {count(amount + 1, 'part')} on {day}, each of which needs its own day."

    def _asked(self) -> dict[str, bool]:
        """The sessions, and whether each of their parts has a day of its own."""
        found: dict[str, bool] = {}
        for one in self.sessions:
            found[one.session] = found.get(one.session, False) or one.one_a_day
        return found

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        drafting = tiny_week(
            tiny_session("drafting", most_parts=3),
            tiny_session("film"),
            minutes=30,
            days=4,
        ).model_copy(update={"days": (0, 1, 3)})
        drafting = drafting.model_copy(
            update={"sittings": tuple(s for s in drafting.sittings if s.day != 2)}
        )
        halves = tiny_week(
            tiny_session("drafting", most_parts=4),
            sittings=("morning", "afternoon"),
            minutes=30,
            days=3,
        )
        named = (DaysInARow(session="drafting"),)
        return (
            Example(
                rule=cls(sessions=named),
                week=drafting,
                good=tiny_timetable(
                    at("drafting", 1, "10:00"), at("drafting", 3, "10:00"), at("film", 0, "10:00")
                ),
                bad=tiny_timetable(at("drafting", 0, "10:00"), at("drafting", 3, "10:00")),
                amount=1,
                text="A day on which nobody meets is no gap; a day without the session is.",
            ),
            Example(
                rule=cls(sessions=(*named, DaysInARow(session="drafting", one_a_day=True))),
                week=halves,
                good=tiny_timetable(at("drafting", 0, "15:00"), at("drafting", 1, "10:00")),
                bad=tiny_timetable(
                    at("drafting", 0, "10:00"),
                    at("drafting", 0, "15:00"),
                    at("drafting", 2, "10:00"),
                ),
                amount=2,
                text="Tuesday is left out, and Monday has two parts.",
            ),
        )
