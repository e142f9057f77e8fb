"""Two issues of one week, laid side by side: what moved, who leads and speaks otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from scenarios.documents.issue import Issue
from scenarios.exchange.delegation_week import DelegationWeek
from scenarios.exchange.speakers import SpeakersList, Turn, speakers_list
from scenarios.reading.names import renamed
from scenarios.studies.comparison.moves import Names, PartMove, find_moves
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

SHIFT = 10
"""Minutes: a statement that comes so much earlier or later in its day is told to its speaker."""


class TurnMove(NamedTuple):
    """A statement that is due at another time, is no longer made, or is made now.

    Attributes
    ----------
    session
        The key of its session in the later week.
    item
        The title of its item.
    speaker
        The code of a delegation.
    before, after
        The moments of the week at which it is due, about; None where it is not made.
    along
        Whether it only goes along with its part, which moves.
    """

    session: str
    item: str
    speaker: str
    before: int | None
    after: int | None
    along: bool = False


class LeadMove(NamedTuple):
    """A delegation that leads a session in one of two issues only."""

    session: str
    code: str
    leads: bool
    """Whether it leads now."""


class AttendanceMove(NamedTuple):
    """What changes in where one delegation is to be.

    Attributes
    ----------
    moves
        The changes of parts that it attends afterwards, or of such as are no longer held.
    no_more
        The parts, as they were, that go on without it.
    also
        The parts that stay and that it attends now.
    """

    moves: tuple[PartMove, ...]
    no_more: tuple[Part, ...]
    also: tuple[Part, ...]


class Revised:
    """What changed from one issue to a later one of the same week.

    Sessions go by their keys in the later week, and days are counted from its first. A session
    whose key has changed is known by its title, and a room by its name.

    Attributes
    ----------
    before, after
        The issues as they went out.
    """

    def __init__(self, before: Issue, after: Issue) -> None:
        self.before, self.after = before, after
        old, new = before.scenario.week, after.scenario.week
        self._keys = renamed(_titles(old), _titles(new))
        self._room_keys = renamed(_rooms(old), _rooms(new))
        self._days = (before.scenario.week.first - after.scenario.week.first).days

    @property
    def week(self) -> Week:
        return self.after.scenario.week

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """The texts of both weeks by language, those of the later one first: see `Scenario`."""
        old, new = self.before.scenario.texts, self.after.scenario.texts
        return {code: {**old.get(code, {}), **new.get(code, {})} for code in {**old, **new}}

    def session_before(self, key: str) -> Session | None:
        """A session of the later week as it was in the earlier one."""
        old = {new: old for old, new in self._keys.items()}.get(key, key)
        return self.before.scenario.week.session.get(old)

    def session(self, key: str) -> Session | None:
        """A session as it is, or else as it was."""
        return self.week.session.get(key) or self.session_before(key)

    def part_before(self, part: Part) -> Part:
        """A part of the earlier issue, as this one counts days and calls sessions."""
        key = self._keys.get(part.session, part.session)
        room = None if part.room is None else self._room_keys.get(part.room, part.room)
        return part._replace(session=key, day=part.day + self._days, room=room, statements=())

    @cached_property
    def moves(self) -> tuple[PartMove, ...]:
        """The parts that are new, dropped or moved, in order of time."""
        return find_moves(self.week, self.gone_out, self.goes_out, Names("", "")).rows

    @cached_property
    def gone_out(self) -> Timetable:
        """The earlier timetable, as this one counts days and calls sessions; without statements."""
        return Timetable(parts=tuple(map(self.part_before, self.before.timetable.parts)))

    @cached_property
    def goes_out(self) -> Timetable:
        """The later timetable without statements."""
        return Timetable(parts=tuple(part.place for part in self.after.timetable.parts))

    def is_whole(self, key: str, old: Collection[Part], new: Collection[Part]) -> bool:
        """Whether these are all the parts that a session had, and all that it has."""
        held, now = self.gone_out.of(key), self.goes_out.of(key)
        return (len(old), len(new)) == (len(held), len(now))

    def only_longer(self, key: str) -> bool:
        """Whether a session has further parts, and all others stay as they are."""
        return all(row.before is None for row in self.moves if row.part.session == key)

    def by_session(self, rows: Iterable[PartMove]) -> dict[str, list[PartMove]]:
        """Moves by the key of their session, in the order of the first of each."""
        found: dict[str, list[PartMove]] = {}
        for row in rows:
            found.setdefault(row.part.session, []).append(row)
        return found

    @cached_property
    def speaking_before(self) -> SpeakersList:
        return speakers_list(self.before.scenario.week, self.before.timetable)

    @cached_property
    def speaking_after(self) -> SpeakersList:
        return speakers_list(self.week, self.after.timetable)

    @cached_property
    def turns(self) -> tuple[TurnMove, ...]:
        """The statements that are due at another time, in order of time."""
        old, new = self._due(self.speaking_before, earlier=True), self._due(self.speaking_after)
        found = []
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key, []), new.get(key, [])
            for number in range(max(len(was), len(now))):
                then = was[number] if number < len(was) else None
                due = now[number] if number < len(now) else None
                if then is None or due is None or abs(then - due) >= SHIFT:
                    along = self._goes_along(key[0], then, due)
                    found.append(TurnMove(*key, then, due, along))
        return tuple(sorted(found, key=_when))

    def _goes_along(self, session: str, then: int | None, due: int | None) -> bool:
        """Whether a statement is due as long after the beginning of its part as before."""
        if then is None or due is None:
            return not (self.held_before(session) and self.after.timetable.holds(session))
        for row in self.moves:
            old, new = row.before, row.after
            if old is None or new is None or new.session != session:
                continue
            if old.begin <= then < old.end and new.begin <= due < new.end:
                return abs((then - old.begin) - (due - new.begin)) < SHIFT
        return False

    def held_before(self, key: str) -> bool:
        """Whether a session was held in the earlier issue."""
        old = {new: old for old, new in self._keys.items()}.get(key, key)
        return self.before.timetable.holds(old)

    def _due(
        self, speaking: SpeakersList, *, earlier: bool = False
    ) -> dict[tuple[str, str, str], list[int]]:
        """By session, item and speaker: when its statements are due."""
        due: dict[tuple[str, str, str], list[int]] = {}
        for one in speaking.all_turns:
            if one.speaker:
                key, begin = self._placed(one, earlier=earlier)
                due.setdefault((key, one.item, one.speaker), []).append(begin)
        return due

    def _placed(self, turn: Turn, *, earlier: bool) -> tuple[str, int]:
        if not earlier:
            return turn.session, turn.begin
        part = self.part_before(Part(turn.session, 0, turn.begin, 1))
        return part.session, part.begin

    @cached_property
    def leads(self) -> tuple[LeadMove, ...]:
        """Who leads a session that is held in either issue, and did not, or did and does not."""
        return tuple(self._leads())

    def _leads(self) -> Iterator[LeadMove]:
        held = [part.session for part in self.after.timetable.parts]
        for key in dict.fromkeys(held):
            now, was = self.week.session.get(key), self.session_before(key)
            if now is not None and was is not None:
                for code in sorted(now.leaders ^ was.leaders):
                    yield LeadMove(key, code, code in now.leaders)

    def duties(self, code: str) -> tuple[frozenset[Part], frozenset[Part]]:
        """The parts that concern a delegation before and after."""
        old, new = (
            DelegationWeek(code=code, speaking=speaking)
            for speaking in (self.speaking_before, self.speaking_after)
        )
        known = code in self.before.scenario.week.delegation
        before = (self.part_before(one.part) for one in old.duties) if known else ()
        after = (one.part.place for one in new.duties) if code in self.week.delegation else ()
        return frozenset(before), frozenset(after)

    def attendance(self, code: str) -> AttendanceMove:
        """What changes in where a delegation is to be."""
        before, after = self.duties(code)
        moved = {row.before: row.after for row in self.moves if row.before is not None}
        come = {row.after for row in self.moves}
        told = (row for row in self.moves if row.after in after or not row.after)
        return AttendanceMove(
            tuple(row for row in told if row.before in before or row.after in after),
            tuple(
                part
                for part in self.gone_out.parts
                if part in before and moved.get(part, part) not in {None, *after}
            ),
            tuple(
                part
                for part in self.goes_out.parts
                if part in after and part not in before and part not in come
            ),
        )


def _when(move: TurnMove) -> tuple[int, str, str]:
    due = move.before if move.after is None else move.after
    return due or 0, move.session, move.speaker


def _titles(week: Week) -> dict[str, str]:
    return {session.id: session.title for session in week.sessions}


def _rooms(week: Week) -> dict[str, str]:
    return {room.id: room.name for room in week.rooms}
