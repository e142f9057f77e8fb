"""Where a part may stand: the variables of a draft, one set for each session and sitting.

A slot is a session in a sitting. It is held or not; where it is held it has a start, a length and
a room. Until a slot is first used it can be narrowed or closed without any variables, which is how
musts keep a draft small.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import gcd
from typing import NamedTuple

from scheduler.drafting.model import Model
from scheduler.rules.draft import Slot, Times
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week


class Member(NamedTuple):
    """A slot, and the literal that says where it can clash."""

    slot: Slot
    literal: Linear

    @property
    def key(self) -> object:
        """A value by which the same member can be found again."""
        return self.slot, self.literal.key()


@dataclass(slots=True)
class _Span:
    """What a slot still allows, in minutes after midnight, before it has variables."""

    least: int
    most: int
    opens: int
    closes: int
    rooms: list[str]


@dataclass(frozen=True, slots=True)
class _Variables:
    """A slot's variables; times in minutes from the opening of the sitting, 0 where not held."""

    held: Linear
    start: Linear
    minutes: Linear
    end: Linear
    rooms: dict[str, Linear] = field(default_factory=dict)


class Slots:
    """The slots of a week, and what a draft knows of each.

    In a sketch, a slot gets variables for its rooms only when one of them is asked for.

    Attributes
    ----------
    speaks
        A literal for a slot with a speaker: whether the speaker is heard there.
    single
        The sessions that are known to have at most one part.
    """

    def __init__(self, week: Week, model: Model, *, sketch: bool = False) -> None:
        self.week = week
        self.model = model
        self._sketch = sketch
        self._spans: dict[Slot, _Span] = {}
        self._variables: dict[Slot, _Variables] = {}
        self._kept: set[Slot] = set()
        self._of_session: dict[str, list[Slot]] = {}
        self._of_sitting: dict[str, list[Slot]] = {sitting.id: [] for sitting in week.sittings}
        self._steps: dict[Slot, list[Linear]] = {}
        self._moments: dict[str, range] = {}
        self.speaks: Callable[[Slot], Linear] = lambda slot: NOTHING
        self.single: set[str] = set()
        for session in week.sessions:
            self._of_session[session.id] = []
            for sitting in week.sittings_for(session.format_word):
                self._open(session, sitting)

    def _open(self, session: Session, sitting: Sitting) -> None:
        grain = self.week.grain
        least = sitting.minutes if sitting.whole else grain
        most = sitting.minutes if sitting.whole else sitting.minutes // grain * grain
        if least > most:
            return
        slot = Slot(session.id, sitting.id)
        rooms = [room.id for room in self.week.rooms]
        self._spans[slot] = _Span(least, most, sitting.opens, sitting.opens + most, rooms)
        self._of_session[session.id].append(slot)
        self._of_sitting[sitting.id].append(slot)

    # Looking

    def of(self, session: str) -> list[Slot]:
        """The slots of a session that are still open, in order of time."""
        return list(self._of_session[session])

    def within(self, sitting: str) -> list[Slot]:
        """The slots in a sitting that are still open, in order of sessions."""
        return list(self._of_sitting[sitting])

    def beside(self, slot: Slot, session: str) -> list[Slot]:
        """The slots of a session in the sitting of another slot, or in one that overlaps it."""
        sittings = (one.id for one in self.week.beside[slot.sitting])
        found = (Slot(session, one) for one in sittings if self.week.overlap(slot.sitting, one))
        return [other for other in found if other in self._spans]

    def __contains__(self, slot: Slot) -> bool:
        return slot.whole in self._spans

    def slot_of(self, part: Part) -> Slot | None:
        """The slot of a part; None where no sitting holds it."""
        sitting = self.week.sitting_of(part)
        return None if sitting is None else Slot(part.session, sitting.id)

    def sitting(self, slot: Slot) -> Sitting:
        return self.week.sitting[slot.sitting]

    def least(self, slot: Slot) -> int:
        """The shortest part that the slot may hold, in minutes."""
        return self._spans[slot.whole].least

    def most(self, slot: Slot) -> int:
        """The longest part that the slot may hold, in minutes."""
        return self._spans[slot.whole].most

    def constant(self, slot: Slot) -> bool:
        """Whether a part here can have only one start and one length."""
        span = self._spans[slot.whole]
        return span.least == span.most == span.closes - span.opens

    def times(self, slot: Slot) -> Times:
        span, midnight = self._spans[slot.whole], self.sitting(slot).day * DAY
        opens, closes = midnight + span.opens, midnight + span.closes
        return Times((opens, closes - span.least), (opens + span.least, closes))

    # Narrowing

    def close(self, slot: Slot) -> None:
        """Take a slot out of the draft."""
        if slot in self._variables:
            self.model.at_most(self._variables[slot].held, 0)
        elif slot in self._spans:
            del self._spans[slot]
            self._of_session[slot.session].remove(slot)
            self._of_sitting[slot.sitting].remove(slot)

    def close_room(self, slot: Slot, room: str) -> None:
        """Take a room out of a slot."""
        if slot in self._variables:
            self.model.at_most(self.in_room(slot, room), 0)
        elif slot in self._spans and room in self._spans[slot].rooms:
            self._spans[slot].rooms.remove(room)
            if not self._spans[slot].rooms:
                self.close(slot)

    def narrow(
        self,
        slot: Slot,
        *,
        least: int | None = None,
        most: int | None = None,
        hours: tuple[int, int] | None = None,
    ) -> None:
        """Narrow the length (minutes) or the hours (after midnight) of a slot."""
        if slot in self._variables:
            self._narrow_variables(slot, least, most, hours)
            return
        span = self._spans.get(slot)
        if span is None:
            return
        grain = 1 if self.sitting(slot).whole else self.week.grain
        if hours is not None:
            base = self.sitting(slot).opens
            span.opens = max(span.opens, base - (base - hours[0]) // grain * grain)
            span.closes = min(span.closes, base + (hours[1] - base) // grain * grain)
        if least is not None:
            span.least = max(span.least, -(-least // grain) * grain)
        longest = span.closes - span.opens
        span.most = min(span.most, longest, longest if most is None else most // grain * grain)
        if span.least > span.most:
            self.close(slot)

    def _narrow_variables(
        self, slot: Slot, least: int | None, most: int | None, hours: tuple[int, int] | None
    ) -> None:
        found, model, base = self._variables[slot], self.model, self.sitting(slot).opens
        if least is not None:
            model.at_most(least * found.held - found.minutes, 0)
        if most is not None:
            model.at_most(found.minutes, most)
        if hours is not None:
            model.at_most((hours[0] - base) * found.held - found.start, 0)
            model.at_most(found.end, hours[1] - base, [found.held])

    def keep_only(self, timetable: Timetable, free: Collection[str] = ()) -> None:
        """Let a timetable's parts stand where they are, before any slot is used, and no other.

        The sessions that are free are not held to it.

        Each of them lies in a sitting of its own for its session, and has a room where the week
        has any.
        """
        kept = {self.slot_of(part): part for part in timetable.parts}
        for slot in [slot for slot in self._spans if slot.session not in free]:
            part = kept.get(slot)
            if part is None:
                self.close(slot)
                continue
            rooms = self._spans[slot].rooms if part.room is None else [part.room]
            end = part.start + part.minutes
            self._spans[slot] = _Span(part.minutes, part.minutes, part.start, end, rooms)
            self._kept.add(slot)

    # Variables

    def _of(self, slot: Slot) -> _Variables:
        if slot not in self._variables:
            self._variables[slot] = self._create(slot)
        return self._variables[slot]

    def _create(self, slot: Slot) -> _Variables:
        span, model, grain = self._spans[slot], self.model, self.week.grain
        base = self.sitting(slot).opens
        held = ALWAYS if slot in self._kept else model.literal()
        first, length = span.opens - base, span.closes - span.opens
        if span.least == span.most:
            minutes = span.least * held
        else:
            minutes = grain * model.integer(0, span.most // grain)
            model.at_most(span.least * held - minutes, 0)
            model.at_most(minutes - span.most * held, 0)
        if span.least == length:
            start = first * held
        else:
            start = grain * model.integer(0, (first + length - span.least) // grain)
            model.at_most(first * held - start, 0)
            model.at_most(start - (first + length - span.least) * held, 0)
        if start.fixed or minutes.fixed or set(start.terms) == set(minutes.terms):
            end = start + minutes
        else:
            end = grain * model.integer(0, (first + length) // grain)
            model.equal(start + minutes - end, 0)
            model.at_most(end - (first + length) * held, 0)
        rooms = {} if self._sketch else self._rooms(span.rooms, held)
        return _Variables(held, start, minutes, end, rooms)

    def _rooms(self, rooms: list[str], held: Linear) -> dict[str, Linear]:
        if len(rooms) < 2:
            return dict.fromkeys(rooms, held)
        found = {room: self.model.literal() for room in rooms}
        self.model.equal(total(found.values()) - held, 0)
        return found

    def held(self, slot: Slot) -> Linear:
        """A literal: whether the session has a part in the sitting."""
        if slot.speaker:
            return self.speaks(slot)
        return self._of(slot).held if slot in self._spans else NOTHING

    def minutes(self, slot: Slot) -> Linear:
        """The length of the part in minutes, 0 where it is not held."""
        return self._of(slot.whole).minutes if slot in self else NOTHING

    def start(self, slot: Slot) -> Linear:
        return self._of(slot.whole).start + self.sitting(slot).begin

    def end(self, slot: Slot) -> Linear:
        return self._of(slot.whole).end + self.sitting(slot).begin

    def in_room(self, slot: Slot, room: str) -> Linear:
        """A literal: whether the part is held in the room."""
        if slot not in self._spans:
            return NOTHING
        found = self._of(slot)
        if not found.rooms:
            found.rooms.update(self._rooms(self._spans[slot].rooms, found.held))
        return found.rooms.get(room, NOTHING)

    def rooms(self, slot: Slot) -> list[str]:
        """The rooms that the slot may still have."""
        return list(self._spans[slot].rooms) if slot in self._spans else []

    # Moments

    def moments(self, sitting: str) -> range:
        """The grid of a sitting, as moments of the week; a whole sitting is one moment."""
        if sitting not in self._moments:
            found = self.week.sitting[sitting]
            step = found.minutes if found.whole else self.week.grain
            self._moments[sitting] = range(found.begin, found.end, step)
        return self._moments[sitting]

    def grid(self, slots: Iterable[Slot]) -> range:
        """The moments of several slots; where sittings overlap, as fine as all their grids."""
        sittings = {slot.sitting for slot in slots}
        if len(sittings) == 1:
            return self.moments(sittings.pop())
        grids = [self.moments(sitting) for sitting in sittings]
        first = min(grid.start for grid in grids)
        step = gcd(*(grid.step for grid in grids), *(grid.start - first for grid in grids))
        return range(first, max(grid.stop for grid in grids), step)

    def active(self, slot: Slot, moment: int) -> Linear:
        """A literal: whether the part runs at a moment of the grid."""
        if slot.speaker:
            return self.model.all([self.speaks(slot), self.active(slot.whole, moment)])
        if slot not in self._spans:
            return NOTHING
        if self.constant(slot):
            span, minute = self._spans[slot], moment - self.sitting(slot).day * DAY
            return self.held(slot) if span.opens <= minute < span.closes else NOTHING
        if slot not in self._steps:
            self._steps[slot] = self._trace(slot)
        grid = self.moments(slot.sitting)
        if not grid.start <= moment < grid.stop:
            return NOTHING
        return self._steps[slot][(moment - grid.start) // grid.step]

    def traced(self, slot: Slot) -> bool:
        """Whether the moments of the slot already have variables."""
        return slot.whole in self._steps

    def _trace(self, slot: Slot) -> list[Linear]:
        """For each moment of the grid, whether the part runs then."""
        found, times, grid = self._of(slot), self.times(slot), self.moments(slot.sitting)
        begun = self._unary(slot, found.start, times.starts)
        over = self._unary(slot, found.end, times.ends)
        return [self._difference(begun(moment), over(moment)) for moment in grid]

    def _unary(
        self, slot: Slot, offset: Linear, window: tuple[int, int]
    ) -> Callable[[int], Linear]:
        """By moment of the grid, whether the part has come to its start (or end) by then.

        Only inside the window in which that can be are there variables.
        """
        held, model, grain = self.held(slot), self.model, self.week.grain
        open_ = range(window[0], window[1], grain)
        steps = [model.literal() for _ in open_]
        latest = window[1] - self.sitting(slot).begin
        model.equal(grain * total(steps) + offset - latest * held, 0)
        for earlier, later in pairwise([*steps, held]):
            model.clause([1 - earlier, later])

        def come(moment: int) -> Linear:
            if moment < window[0]:
                return NOTHING
            return held if moment >= window[1] else steps[(moment - window[0]) // grain]

        return come

    def _difference(self, begun: Linear, over: Linear) -> Linear:
        if over is NOTHING:
            return begun
        if begun is NOTHING or begun is over:
            return NOTHING
        running = self.model.literal()
        self.model.equal(running - begun + over, 0)
        return running

    # Whole timetables

    def fix(self, timetable: Timetable) -> bool:
        """Fix every slot to a timetable; False where the draft does not allow it."""
        wanted: dict[Slot, Part] = {}
        for part in timetable.parts:
            here = self.slot_of(part)
            if here is None:
                return False
            wanted[here] = part
        if not all(self._admits(slot, part) for slot, part in wanted.items()):
            return False
        for slot in self._spans:
            part_here = wanted.get(slot)
            self.model.equal(self.held(slot), int(part_here is not None))
            if part_here is not None:
                self._fix(slot, part_here)
        return True

    def hold(self, session: str, parts: Iterable[Part]) -> bool:
        """Fix the slots of one session to its parts; False where the draft does not allow it."""
        wanted = {self.slot_of(part): part for part in parts}
        if not all(slot is not None and self._admits(slot, p) for slot, p in wanted.items()):
            return False
        for slot in self.of(session):
            self.model.equal(self.held(slot), int(slot in wanted))
            if slot in wanted:
                self._fix(slot, wanted[slot])
        return True

    def _admits(self, slot: Slot, part: Part) -> bool:
        span = self._spans.get(slot)
        if span is None or (self.week.rooms and part.room not in span.rooms):
            return False
        inside = span.opens <= part.start and part.start + part.minutes <= span.closes
        return inside and span.least <= part.minutes <= span.most

    def _fix(self, slot: Slot, part: Part) -> None:
        self.model.equal(self.start(slot), part.begin)
        self.model.equal(self.minutes(slot), part.minutes)
        if part.room is not None:
            self.model.equal(self.in_room(slot, part.room), 1)

    def read(self, values: list[int]) -> Timetable:
        """The timetable in a solution, given a value for every variable."""
        parts = []
        for slot, found in self._variables.items():
            if not self.model.value(found.held, values):
                continue
            rooms = [r for r, here in found.rooms.items() if self.model.value(here, values)]
            sitting = self.sitting(slot)
            start = sitting.opens + self.model.value(found.start, values)
            minutes = self.model.value(found.minutes, values)
            room = rooms[0] if rooms else None
            parts.append(Part(slot.session, sitting.day, start, minutes, room))
        return Timetable(parts=tuple(parts))

    def touch_all(self) -> None:
        """Give every slot that is still open its variables."""
        for slot in self._spans:
            self._of(slot)
