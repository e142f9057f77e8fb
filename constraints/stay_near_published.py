"""The rule `stay_near_published`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import Linear, total
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week


class Nearness(StrEnum):
    """What a session can keep of its published place, what weighs most first."""

    PARTS = "parts"
    DAY = "day"
    SITTING = "sitting"
    TIME = "time"
    ROOM = "room"
    LENGTH = "length"

    @property
    def steps(self) -> int:
        """What losing it counts: more than losing all that come after it."""
        after = list(Nearness)[::-1].index(self)
        return 1 << after


_SAID = {
    Nearness.PARTS: "it has more parts, or fewer",
    Nearness.DAY: "it is on another day",
    Nearness.SITTING: "it is in another sitting",
    Nearness.TIME: "it begins at another time of day",
    Nearness.ROOM: "it is in another room",
    Nearness.LENGTH: "it is longer or shorter",
}


class StayNearPublished(Rule):
    """A session that changes keeps what it can of its published day, time, room and length.

    Why
    ---
    Whoever has noted a session finds it more easily in another room at the same time, or later on
    the same day, than on another day.

    Counts
    ------
    For each session that a published timetable of this week holds, in steps: 32 for each part more
    or fewer than published; 16 for each published day on which it has a part no longer; 8 for each
    published sitting, 4 for each published time of day at which a part begins, and 2 for each
    published room, likewise; and 1 where its minutes in all are not as published. What several
    published parts share counts once for each part fewer that has it now. A published part outside
    every sitting has no sitting to lose, and one that names no room has no room to lose.

    Source
    ------
    Assumption; it serves Review ¶ 3, continuity.
    """

    title: ClassVar = "What changes stays near its published place"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "steps"
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.CONTINUITY,)
    usual: ClassVar = "prefer"

    name: Literal["stay_near_published"] = "stay_near_published"
    reference: str = Field(
        default="",
        description="The published timetable: a candidate, by its name in the scenario, or a file.",
    )

    def encode(self, draft: RuleDraft) -> None:
        published = draft.week.references.get(self.reference, Timetable())
        for session in draft.week.sessions:
            parts = published.of(session.id)
            if parts:
                self._keep_number(draft, session.id, parts)
                self._keep_places(draft, session.id, parts)
                self._keep_length(draft, session.id, parts)

    def _keep_number(self, draft: RuleDraft, session: str, parts: tuple[Part, ...]) -> None:
        now = total(map(draft.held, draft.slots_of(session)))
        price = Nearness.PARTS.steps
        either = [(price * (now - len(parts)), ()), (price * (len(parts) - now), ())]
        draft.each_at_most(self, (session, Nearness.PARTS.value), either)

    def _keep_places(self, draft: RuleDraft, session: str, parts: tuple[Part, ...]) -> None:
        week, slots = draft.week, draft.slots_of(session)

        def keep(kind: Nearness, times: int, now: Iterator[Linear]) -> None:
            lost = kind.steps * (times - total(now))
            draft.at_most(self, (session, kind.value), lost)

        for day, times in Counter(part.day for part in parts).items():
            keep(Nearness.DAY, times, map(draft.held, draft.slots_of(session, day=day)))
        for sitting, times in Counter(filter(None, map(week.sitting_of, parts))).items():
            here = draft.slots_of(session, sitting=sitting.id)
            keep(Nearness.SITTING, times, map(draft.held, here))
        for start, times in Counter(part.start for part in parts).items():
            begins = (Part(session, week.sitting[s.sitting].day, start, 1) for s in slots)
            keep(Nearness.TIME, times, map(partial(draft.matches, longer=True), slots, begins))
        for room, times in Counter(part.room for part in parts if part.room).items():
            keep(Nearness.ROOM, times, (draft.held(slot, room=room) for slot in slots))

    def _keep_length(self, draft: RuleDraft, session: str, parts: tuple[Part, ...]) -> None:
        minutes, before = draft.minutes(session), sum(part.minutes for part in parts)
        longer, shorter = draft.beyond(minutes, before), draft.beyond(-minutes, -before)
        case = (session, Nearness.LENGTH.value)
        draft.at_most(self, case, Nearness.LENGTH.steps * (longer + shorter))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        published = week.references.get(self.reference, Timetable())
        for session in week.sessions:
            before, now = published.of(session.id), timetable.of(session.id)
            for kind in Nearness if before else ():
                if kind is Nearness.PARTS:
                    lost = abs(len(before) - len(now))
                elif kind is Nearness.LENGTH:
                    lost = int(sum(p.minutes for p in before) != sum(p.minutes for p in now))
                else:
                    gone = _places(week, kind, before) - _places(week, kind, now)
                    lost = gone.total()
                if lost:
                    yield Breach((session.id, kind.value), lost * kind.steps)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, kind = str(case[0]), Nearness(str(case[1]))
        title = week.what(session)
        parts = week.references[self.reference].of(session)
        when = " and ".join(week.moment_name(part.begin) for part in parts)
        if amount is None:
            what = "number of parts" if kind is Nearness.PARTS else kind.value
            return f"{title} keeps its {what}, as published for {when}."
        return f"{title} is published for {when}; {_SAID[kind]}."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        published = {"programme": tiny_timetable(at("clearance", 0, "10:00", room="hall"))}
        rooms = (tiny_room("hall"), tiny_room("annex"))
        near = tiny_week(
            tiny_session("clearance", least=60),
            days=2,
            rooms=rooms,
            references=published,
        )
        split = tiny_week(
            tiny_session("clearance"),
            days=2,
            sittings=("morning", "afternoon"),
            minutes=30,
            references={
                "programme": tiny_timetable(
                    at("clearance", 0, "10:00"), at("clearance", 1, "10:00")
                )
            },
        )
        clocks = tiny_week(tiny_session("clearance"), rooms=rooms, references=published)
        return (
            Example(
                rule=cls(reference="programme"),
                week=near,
                good=tiny_timetable(at("clearance", 0, "10:00", room="hall")),
                bad=tiny_timetable(at("clearance", 1, "10:00", 60, room="annex")),
                amount=16 + 8 + 2 + 1,
                text="It begins at the same time of another day, elsewhere, and lasts longer.",
            ),
            Example(
                rule=cls(reference="programme"),
                week=split,
                good=tiny_timetable(at("clearance", 0, "10:00"), at("clearance", 1, "10:00")),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00"),
                    at("clearance", 0, "15:00"),
                    at("clearance", 1, "15:00"),
                ),
                amount=32 + 8 + 4 + 1,
                text="One part is added on the first day, and one moved on the second.",
            ),
            Example(
                rule=cls(reference="programme"),
                week=clocks,
                good=tiny_timetable(at("clearance", 0, "10:00", room="hall")),
                bad=tiny_timetable(at("clearance", 0, "10:30", room="annex")),
                amount=4 + 2,
                text="It begins later in the same sitting, in another room.",
            ),
        )


def _places(week: Week, kind: Nearness, parts: tuple[Part, ...]) -> Counter[object]:
    """How often each place of a kind, such as each day, stands among parts."""
    found: dict[Nearness, list[object]] = {
        Nearness.DAY: [part.day for part in parts],
        Nearness.SITTING: [sitting.id for sitting in filter(None, map(week.sitting_of, parts))],
        Nearness.TIME: [part.start for part in parts],
        Nearness.ROOM: [part.room for part in parts if part.room],
    }
    return Counter(found[kind])
