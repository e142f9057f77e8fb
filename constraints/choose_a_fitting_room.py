"""The rule `choose_a_fitting_room`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Room, Session, Week


class ChooseAFittingRoom(Rule):
    """A session does not sit in a room that is far too large for it.

    Why
    ---
    Thirty people in a hall of 275 seats do not talk with each other, and the hall is kept from
    those who would fill it.

    Counts
    ------
    The parts of a session in a room with more seats than the factor times its attendance, where
    another room of the week fits the session with fewer seats. A session without attendance counts
    nothing.

    Source
    ------
    Practice of the meetings.
    """

    title: ClassVar = "Rooms are not far too large"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "parts in a room far too large"
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.INFORMALITY,)
    usual: ClassVar = "prefer"

    name: Literal["choose_a_fitting_room"] = "choose_a_fitting_room"
    factor: int = Field(
        default=4,
        ge=1,
        le=100,
        description="A room with more seats than this many times the attendance is too large.",
    )

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            for room in self._too_large(draft.week, session):
                for slot in draft.slots_of(session.id):
                    draft.forbid(self, (session.id, room.id), [slot], room=room.id)

    def guide(self, guide: Guide) -> None:
        for session in guide.week.sessions:
            for room in self._too_large(guide.week, session):
                guide.avoid(self, session.id, rooms=[room.id])

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for part in timetable.parts:
            session, room = week.session[part.session], week.room.get(part.room or "")
            if room is None or not 0 < session.attendance * self.factor < room.seats:
                continue
            if any(session.fits(other) and other.seats < room.seats for other in week.rooms):
                found[session.id, room.id] += 1
        for case, amount in found.items():
            yield Breach(case, amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, room = week.session[str(case[0])], week.room[str(case[1])]
        title, name = week.what(session.id), week.room_name(room.id)
        why = f"which has {count(room.seats, 'seat')} for {session.attendance}"
        if amount is None:
            return f"{title} does not sit in {name}, {why}; a smaller room fits."
        often = f", in {amount} parts" if amount > 1 else ""
        return f"{title} sits in {name}{often}, {why}; a smaller room fits."

    def _too_large(self, week: Week, session: Session) -> list[Room]:
        """The rooms that are too large for a session; never the smallest that fits it."""
        smallest = min((room.seats for room in week.rooms if session.fits(room)), default=None)
        if smallest is None or session.attendance == 0:
            return []
        most = max(smallest, self.factor * session.attendance)
        return [room for room in week.rooms if room.seats > most]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("group", attendance=10),
            tiny_session("interpreted", attendance=10, languages=1),
            tiny_session("open"),
            minutes=30,
            days=2,
            rooms=(tiny_room("hall", seats=41, booths=1), tiny_room("annex", seats=40)),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("group", 0, "10:00", room="annex"),
                    at("interpreted", 0, "10:00", room="hall"),
                    at("open", 0, "10:00", room="hall"),
                ),
                bad=tiny_timetable(
                    at("group", 0, "10:00", room="hall"), at("group", 1, "10:00", room="hall")
                ),
                amount=2,
                text="Ten people need no more than forty seats, where such a room has the booths.",
            ),
        )
