"""The rule `keep_published`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.linear import total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class KeepPublished(Rule):
    """A session has exactly the parts that a published timetable of this week gives it.

    Why
    ---
    Once the programme is out, delegations book flights and rooms by it, and every change has to
    reach all of them.

    Counts
    ------
    For each session of the week, the parts that are moved, dropped or added: the number of
    published parts or of present ones, whichever is greater, minus the parts found in both. A part
    is found in both where day, start, length and room are equal; the room counts only where the
    published part names one.

    Source
    ------
    Review ¶ 3, continuity.
    """

    title: ClassVar = "Sessions stay where they were published"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "parts"
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"

    name: Literal["keep_published"] = "keep_published"
    reference: str = Field(
        default="",
        description="The published timetable: a candidate, by its name in the scenario, or a file.",
    )

    def encode(self, draft: RuleDraft) -> None:
        published = draft.week.references.get(self.reference)
        if published is None:
            return
        for session in draft.week.sessions:
            parts = published.of(session.id)
            matched = total(
                draft.matches(slot, part)
                for part in parts
                for slot in draft.slots_of(session.id)
                if draft.week.sitting[slot.sitting] == draft.week.sitting_of(part)
            )
            now = total(map(draft.held, draft.slots_of(session.id)))
            draft.each_at_most(
                self, (session.id,), [(len(parts) - matched, ()), (now - matched, ())]
            )

    def guide(self, guide: Guide) -> None:
        published = guide.week.references.get(self.reference, Timetable())
        for session in guide.week.sessions:
            parts = published.of(session.id)
            sittings = {guide.week.sitting_of(part) for part in parts}
            rooms = {part.room for part in parts}
            if parts:
                others = [one.id for one in guide.week.sittings if one not in sittings]
                guide.avoid(self, session.id, sittings=others)
            if parts and None not in rooms:
                others = [one.id for one in guide.week.rooms if one.id not in rooms]
                guide.avoid(self, session.id, rooms=others)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        published = week.references.get(self.reference)
        if published is None:
            return
        for session in week.sessions:
            before, now = published.of(session.id), timetable.of(session.id)
            matched = sum(any(part.is_as(one) for part in now) for one in before)
            if max(len(before), len(now)) > matched:
                yield Breach((session.id,), max(len(before), len(now)) - matched)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        title = week.what(str(case[0]))
        parts = week.references[self.reference].of(str(case[0]))
        when = " and ".join(week.moment_name(part.begin) for part in parts)
        published = f"published for {when}" if parts else "not in the published timetable"
        if amount is None:
            return f"{title} stays as {published}." if parts else f"{title} is {published}."
        changed = count(amount, "part")
        return f"{title} is {published}; {changed} moved, dropped or added."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance"),
            days=2,
            references={
                "programme": tiny_timetable(
                    at("clearance", 0, "10:00", 60), at("clearance", 1, "10:30")
                )
            },
        )
        rooms = tiny_week(
            tiny_session("clearance"),
            tiny_session("cooperation"),
            tiny_session("new"),
            minutes=30,
            rooms=(tiny_room("hall"), tiny_room("annex")),
            references={
                "programme": tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"), at("cooperation", 0, "10:00")
                )
            },
        )
        return (
            Example(
                rule=cls(reference="programme"),
                week=week,
                good=tiny_timetable(at("clearance", 0, "10:00", 60), at("clearance", 1, "10:30")),
                bad=tiny_timetable(at("clearance", 0, "10:00", 30)),
                amount=2,
                text="One part is cut, and one dropped.",
            ),
            Example(
                rule=cls(reference="programme"),
                week=rooms,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"),
                    at("cooperation", 0, "10:00", room="annex"),
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", room="annex"),
                    at("cooperation", 0, "10:00", room="annex"),
                    at("new", 0, "10:00", room="hall"),
                ),
                amount=2,
                text="A room counts where it was published; a session is added.",
            ),
        )
