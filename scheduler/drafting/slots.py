"""Where a part may stand: the variables of a draft, one set for each session and sitting.

A place is a session in a sitting. It is held or not; where it is held it has a start, a length and
a room. Until a place is first spoken of it can still be narrowed or closed, which makes no variable
at all: that is how rules that are musts keep a draft small.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from scheduler.drafting.linear import NOTHING, Linear, total
from scheduler.drafting.model import Model
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Sitting, Week


class Place(NamedTuple):
    """A session in a sitting, by their identifiers."""

    session: str
    sitting: str


class Window(NamedTuple):
    """The moments of the week at which a held part can start and end, first and last."""

    starts: tuple[int, int]
    ends: tuple[int, int]


@dataclass(slots=True)
class _Span:
    """What a place may still be, in minutes after midnight, before it has variables."""

    least: int
    most: int
    opens: int
    closes: int
    rooms: list[str]


@dataclass(frozen=True, slots=True)
class _Variables:
    """A place's variables; times in minutes from the opening of the sitting, 0 where not held."""

    held: Linear
    start: Linear
    minutes: Linear
    end: Linear
    rooms: dict[str, Linear] = field(default_factory=dict)


class Places:
    """The places of a week, and what a draft knows of each.

    In a sketch a place has variables for its rooms only once somebody asks for one of them.
    """

    def __init__(self, week: Week, model: Model, *, sketch: bool = False) -> None:
        self.week = week
        self.model = model
        self._sketch = sketch
        self._spans: dict[Place, _Span] = {}
        self._variables: dict[Place, _Variables] = {}
        self._of_session: dict[str, list[Place]] = {}
        self._of_sitting: dict[str, list[Place]] = {sitting.id: [] for sitting in week.sittings}
        self._steps: dict[Place, list[Linear]] = {}
        for session in week.sessions:
            self._of_session[session.id] = []
            for sitting in week.sittings:
                self._open(session, sitting)

    def _open(self, session: Session, sitting: Sitting) -> None:
        grain = self.week.grain
        least = sitting.minutes if sitting.whole else grain
        most = sitting.minutes if sitting.whole else sitting.minutes // grain * grain
        if least > most:
            return
        place = Place(session.id, sitting.id)
        rooms = [room.id for room in self.week.rooms]
        self._spans[place] = _Span(least, most, sitting.opens, sitting.opens + most, rooms)
        self._of_session[session.id].append(place)
        self._of_sitting[sitting.id].append(place)

    # Looking

    def of(self, session: str) -> list[Place]:
        """The places of a session that are still open, in order of time."""
        return list(self._of_session[session])

    def within(self, sitting: str) -> list[Place]:
        """The places in a sitting that are still open, in order of sessions."""
        return list(self._of_sitting[sitting])

    def __contains__(self, place: Place) -> bool:
        return place in self._spans

    def sitting(self, place: Place) -> Sitting:
        return self.week.sitting[place.sitting]

    def least(self, place: Place) -> int:
        """The shortest part that the place may hold, in minutes."""
        return self._spans[place].least

    def most(self, place: Place) -> int:
        """The longest part that the place may hold, in minutes."""
        return self._spans[place].most

    def constant(self, place: Place) -> bool:
        """Whether a part here can have one start and one length only."""
        span = self._spans[place]
        return span.least == span.most == span.closes - span.opens

    def window(self, place: Place) -> Window:
        """When a part here can start and end."""
        span, midnight = self._spans[place], self.sitting(place).day * DAY
        opens, closes = midnight + span.opens, midnight + span.closes
        return Window((opens, closes - span.least), (opens + span.least, closes))

    # Narrowing

    def close(self, place: Place) -> None:
        """Take a place out of the draft."""
        if place in self._variables:
            self.model.at_most(self._variables[place].held, 0)
        elif place in self._spans:
            del self._spans[place]
            self._of_session[place.session].remove(place)
            self._of_sitting[place.sitting].remove(place)

    def close_room(self, place: Place, room: str) -> None:
        """Take a room out of a place."""
        if place in self._variables:
            self.model.at_most(self.in_room(place, room), 0)
        elif place in self._spans and room in self._spans[place].rooms:
            self._spans[place].rooms.remove(room)
            if not self._spans[place].rooms:
                self.close(place)

    def narrow(
        self,
        place: Place,
        *,
        least: int | None = None,
        most: int | None = None,
        hours: tuple[int, int] | None = None,
    ) -> None:
        """Narrow the length (minutes) or the hours (after midnight) of a place."""
        if place in self._variables:
            self._narrow_variables(place, least, most, hours)
            return
        span = self._spans.get(place)
        if span is None:
            return
        grain = 1 if self.sitting(place).whole else self.week.grain
        if hours is not None:
            base = self.sitting(place).opens
            span.opens = max(span.opens, base - (base - hours[0]) // grain * grain)
            span.closes = min(span.closes, base + (hours[1] - base) // grain * grain)
        if least is not None:
            span.least = max(span.least, -(-least // grain) * grain)
        longest = span.closes - span.opens
        span.most = min(span.most, longest, longest if most is None else most // grain * grain)
        if span.least > span.most:
            self.close(place)

    def _narrow_variables(
        self, place: Place, least: int | None, most: int | None, hours: tuple[int, int] | None
    ) -> None:
        found, model, base = self._variables[place], self.model, self.sitting(place).opens
        if least is not None:
            model.at_most(least * found.held - found.minutes, 0)
        if most is not None:
            model.at_most(found.minutes, most)
        if hours is not None:
            model.at_most((hours[0] - base) * found.held - found.start, 0)
            model.at_most(found.end, hours[1] - base, [found.held])

    # Variables

    def _of(self, place: Place) -> _Variables:
        if place not in self._variables:
            self._variables[place] = self._create(place)
        return self._variables[place]

    def _create(self, place: Place) -> _Variables:
        span, model, grain = self._spans[place], self.model, self.week.grain
        base = self.sitting(place).opens
        held = model.literal()
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

    def held(self, place: Place) -> Linear:
        """A literal: whether the session has a part in the sitting."""
        return self._of(place).held if place in self._spans else NOTHING

    def minutes(self, place: Place) -> Linear:
        """The length of the part in minutes, 0 where it is not held."""
        return self._of(place).minutes if place in self._spans else NOTHING

    def start(self, place: Place) -> Linear:
        """The moment of the week at which the part begins; means nothing where it is not held."""
        return self._of(place).start + self.sitting(place).begin

    def end(self, place: Place) -> Linear:
        """The moment of the week at which the part ends; means nothing where it is not held."""
        return self._of(place).end + self.sitting(place).begin

    def in_room(self, place: Place, room: str) -> Linear:
        """A literal: whether the part is held in the room."""
        if place not in self._spans:
            return NOTHING
        found = self._of(place)
        if not found.rooms:
            found.rooms.update(self._rooms(self._spans[place].rooms, found.held))
        return found.rooms.get(room, NOTHING)

    def rooms(self, place: Place) -> list[str]:
        """The rooms that the place may still have."""
        return list(self._spans[place].rooms) if place in self._spans else []

    # Moments

    def moments(self, sitting: str) -> range:
        """The grid of a sitting, as moments of the week; a whole sitting is one moment."""
        found = self.week.sitting[sitting]
        return range(found.begin, found.end, found.minutes if found.whole else self.week.grain)

    def active(self, place: Place, moment: int) -> Linear:
        """A literal: whether the part runs at a moment of the grid."""
        if place not in self._spans:
            return NOTHING
        if self.constant(place):
            span, minute = self._spans[place], moment - self.sitting(place).day * DAY
            return self.held(place) if span.opens <= minute < span.closes else NOTHING
        if place not in self._steps:
            found = self._of(place)
            begun, over = self._unary(place, found.start), self._unary(place, found.end)
            self._steps[place] = [self._difference(*pair) for pair in zip(begun, over, strict=True)]
        grid = self.moments(place.sitting)
        return self._steps[place][(moment - grid.start) // grid.step]

    def traced(self, place: Place) -> bool:
        """Whether the place has been asked for its moments already."""
        return place in self._steps

    def _unary(self, place: Place, offset: Linear) -> list[Linear]:
        """For each moment of the grid, whether the part has come to its start (or end) by then."""
        held, model, grain = self.held(place), self.model, self.week.grain
        steps = [model.literal() for _ in self.moments(place.sitting)]
        model.equal(grain * total(steps) + offset - len(steps) * grain * held, 0)
        for earlier, later in pairwise(steps):
            model.clause([1 - earlier, later])
        return steps

    def _difference(self, begun: Linear, over: Linear) -> Linear:
        running = self.model.literal()
        self.model.equal(running - begun + over, 0)
        return running

    # Whole timetables

    def fix(self, timetable: Timetable) -> bool:
        """Fix every place to a timetable; False where the draft has no room for it."""
        wanted: dict[Place, Part] = {}
        for part in timetable.parts:
            sitting = self.week.sitting_of(part)
            if sitting is None:
                return False
            wanted[Place(part.session, sitting.id)] = part
        if not all(self._admits(place, part) for place, part in wanted.items()):
            return False
        for place in self._spans:
            part_here = wanted.get(place)
            self.model.equal(self.held(place), int(part_here is not None))
            if part_here is not None:
                self._fix(place, part_here)
        return True

    def _admits(self, place: Place, part: Part) -> bool:
        span = self._spans.get(place)
        if span is None or (self.week.rooms and part.room not in span.rooms):
            return False
        inside = span.opens <= part.start and part.start + part.minutes <= span.closes
        return inside and span.least <= part.minutes <= span.most

    def _fix(self, place: Place, part: Part) -> None:
        self.model.equal(self.start(place), part.begin)
        self.model.equal(self.minutes(place), part.minutes)
        if part.room is not None:
            self.model.equal(self.in_room(place, part.room), 1)

    def read(self, values: list[int]) -> Timetable:
        """The timetable in a solution, given a value for every variable."""
        parts = []
        for place, found in self._variables.items():
            if not self.model.value(found.held, values):
                continue
            rooms = [r for r, here in found.rooms.items() if self.model.value(here, values)]
            sitting = self.sitting(place)
            start = sitting.opens + self.model.value(found.start, values)
            minutes = self.model.value(found.minutes, values)
            room = rooms[0] if rooms else None
            parts.append(Part(place.session, sitting.day, start, minutes, room))
        return Timetable(parts=tuple(parts))

    def touch_all(self) -> None:
        """Give every place that is still open its variables."""
        for place in self._spans:
            self._of(place)
