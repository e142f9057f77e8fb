"""The rule `fit_the_room`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.reach import Reach
from scheduler.rules.rule import Breach, Count, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Room, Session, Week
from scheduler.week.words import listed


class FitTheRoom(Rule):
    """A part sits in a room with the seats, booths and equipment that its session needs.

    Why
    ---
    Delegates who find no seat or cannot follow the language are left out of the discussion, and
    some sessions can be held only in certain rooms.

    Counts
    ------
    For each part, in the room that it is in: the seats short of the expected attendance, the booths
    short of the languages, 1 for each piece of equipment that the room lacks, and 1 where the
    session names the rooms that it may use and this is not one of them.

    Source
    ------
    Practice of the meetings.
    """

    title: ClassVar = "Sessions fit their rooms"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "seats, booths or pieces of equipment short"
    reach: ClassVar = Reach.SESSION
    principles: ClassVar = (Principle.INCLUSION,)
    usual: ClassVar = "must"

    name: Literal["fit_the_room"] = "fit_the_room"

    def encode(self, draft: RuleDraft) -> None:
        for session in draft.week.sessions:
            for room in draft.week.rooms:
                short = sum(_lacks(session, room).values())
                for slot in draft.slots_of(session.id) if short else ():
                    draft.forbid(self, (session.id, room.id), [slot], room=room.id, price=short)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        found: Counter[Case] = Counter()
        for part in timetable.parts:
            if part.room is None:
                continue
            session, room = week.session[part.session], week.room[part.room]
            case: Case = (session.id, room.id)
            seats = max(0, session.attendance - room.seats)
            booths = max(0, session.languages - room.booths)
            left_out = session.rooms is not None and room.id not in session.rooms
            found[case] += seats + booths + len(session.equipment - room.equipment) + left_out
        for what, amount in found.items():
            if amount:
                yield Breach(what, amount)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        session, room = week.session[str(case[0])], week.room[str(case[1])]
        lacks, name = _lacks(session, room), week.room_name(room.id)
        if amount is None:
            return f"{name} does not fit {week.what(session.id)}: {'; '.join(lacks)}."
        parts = amount // sum(lacks.values())
        often = f", in {parts} parts" if parts > 1 else ""
        return f"{week.what(session.id)} sits in {name}{often}: {'; '.join(lacks)}."

    def requirement(self, case: Case) -> Case:
        return case[:1]

    def ask(self, week: Week, requirement: Case) -> str:
        session = week.session[str(requirement[0])]
        fits = [week.room_name(room.id) for room in week.rooms if not _lacks(session, room)]
        rooms = f"only in {' or '.join(fits)}" if fits else "in none of the rooms"
        return f"{week.what(session.id)}{_needs(session)} can sit {rooms}."

    def count(self, week: Week) -> Iterator[Count]:
        for session in week.sessions if week.rooms else ():
            title, need = week.what(session.id), session.attendance
            largest = max(week.rooms, key=lambda room: room.seats)
            short = {room.id: sum(_lacks(session, room).values()) for room in week.rooms}
            nearest = min(short, key=short.__getitem__)
            assumes = ("hold_every_session",)
            if session.optional:
                continue
            if need > largest.seats:
                seats = f"the largest room, {largest.name}, has {largest.seats}"
                sentence = f"{title} needs {count(need, 'seat')}; {seats}."
                yield Count((session.id,), need, largest.seats, sentence, assumes, _REMEDY)
            else:
                sentence = f"No room fits. {self.say(week, (session.id, nearest))}"
                yield Count((session.id,), short[nearest], 0, sentence, assumes, _REMEDY)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(
            tiny_session("clearance", attendance=120, languages=3, equipment=frozenset({"screen"})),
            tiny_session("group", rooms=frozenset({"annex"})),
            minutes=30,
            days=2,
            rooms=(
                tiny_room("hall", seats=275, booths=8, equipment=frozenset({"screen"})),
                tiny_room("annex"),
            ),
        )
        return (
            Example(
                rule=cls(),
                week=week,
                good=tiny_timetable(
                    at("clearance", 0, "10:00", room="hall"), at("group", 0, "10:00", room="annex")
                ),
                bad=tiny_timetable(
                    at("clearance", 0, "10:00", room="annex"), at("group", 0, "10:00", room="hall")
                ),
                amount=25,
                text="Twenty seats, three booths and a screen are missing, in a wrong room.",
            ),
        )


_REMEDY = (
    "a larger or better equipped room, or less to ask of it ('attendance', 'languages', "
    "'equipment', 'rooms'); fewer minutes do not help."
)


def _needs(session: Session) -> str:
    """What a session needs of its room, in words that follow its title."""
    needs = [count(session.attendance, "seat")] if session.attendance else []
    needs += [count(session.languages, "booth")] if session.languages else []
    needs += sorted(session.equipment)
    return f", which needs {listed(needs)}," if needs else ""


def _lacks(session: Session, room: Room) -> dict[str, int]:
    """What keeps a session from fitting a room, in words and in numbers."""
    seats, booths = session.attendance - room.seats, session.languages - room.booths
    left_out = session.rooms is not None and room.id not in session.rooms
    lacks = {
        f"it is {count(seats, 'seat')} short": seats,
        f"it is {count(booths, 'booth')} short": booths,
        "it is not one of the rooms that the session may use": int(left_out),
        **{f"it has no {piece}": 1 for piece in sorted(session.equipment - room.equipment)},
    }
    return {what: short for what, short in lacks.items() if short > 0}
