"""What rules ask of a draft: literals and amounts made of its variables.

Questions post nothing that forbids a timetable. What rules have promised is known here, so that an
answer can do with fewer variables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, combinations, groupby

from scheduler.drafting.linear import ALWAYS, NOTHING, Linear, total
from scheduler.drafting.model import Model
from scheduler.drafting.open_posts import Leading
from scheduler.drafting.overlaps import Overlaps
from scheduler.drafting.slots import Place, Places
from scheduler.drafting.span import Span
from scheduler.week.timetable import Part
from scheduler.week.week import Week


class Questions:
    """The variables of a week, and what can be asked of them.

    Parameters
    ----------
    week
        What is to be placed.
    sketch
        Whether places and rooms that nobody asks about have no variables.

    Attributes
    ----------
    places
        The variables, by session and sitting.
    overlaps
        What is known of parts in each other's way.
    leading
        Who may take the posts that the week leaves open.
    """

    def __init__(self, week: Week, *, sketch: bool = False) -> None:
        self.week = week
        self.model = Model()
        self.places = Places(week, self.model, sketch=sketch)
        self.overlaps = Overlaps(self.places, self.model)
        self.leading = Leading(week, self.model)
        self._single: set[str] = set()
        self._always: set[str] = set()
        self._least: dict[str, int] = {}
        self._over: dict[str, dict[str, Linear]] = {}
        self._excesses: dict[object, Linear] = {}

    def any(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where at least one of the given ones does."""
        return self.model.any(literals)

    def all(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where all of the given ones do."""
        return self.model.all(literals)

    def holds(self, session: str) -> Linear:
        """A literal: whether the session has any part."""
        if session in self._always:
            return ALWAYS
        return self.any(self.places.held(place) for place in self.places.of(session))

    def places_of(self, sessions: Collection[str]) -> list[Place]:
        """The places of several sessions, in the order of the week's sessions."""
        ids = (session.id for session in self.week.sessions if session.id in sessions)
        return [place for session in ids for place in self.places.of(session)]

    def minutes(self, session: str) -> Linear:
        """Minutes of all parts of a session."""
        return total(self.places.minutes(place) for place in self.places.of(session))

    def counted(self, amount: Linear, literal: Linear) -> Linear:
        """An amount of 0 or more where a literal holds, and 0 where it does not: exact."""
        if literal.fixed:
            return amount * literal.constant
        found = self.model.integer(0, self.model.bounds(amount)[1])
        self.model.equal(found - amount, 0, [literal])
        self.model.equal(found, 0, [1 - literal])
        return found

    def begun(self, session: str, day: int) -> Linear:
        """Whether the session has a part before the day: 0 or 1, though not always a literal."""
        places = self.places.of(session)
        before = [place for place in places if self.places.sitting(place).day < day]
        if session in self._single:
            return total(map(self.places.held, before))
        if session in self._always and len(before) == len(places):
            return ALWAYS
        found = NOTHING
        for _, today in groupby(before, key=lambda place: self.places.sitting(place).day):
            found = self.any([found, *map(self.places.held, today)])
        return found

    def meets(self, places: Sequence[Place]) -> Linear:
        """A literal: whether any of the places has a part, with what helps the bound."""
        found = self.any(map(self.places.held, places))
        self._fill(found, places)
        return found

    def comes_after(self, place: Place, session: str) -> Linear:
        """A literal that holds only where a part here begins once all of a session is over.

        It may be 0 even so.
        """
        windows = [self.places.window(other) for other in self.places.of(session)]
        starts = self.places.window(place).starts
        if all(window.ends[0] > starts[1] for window in windows):
            return NOTHING
        found, same = self.model.literal(), Place(session, place.sitting)
        self.model.clause([1 - found, self.places.held(place)])
        self.model.clause([1 - found, self._over_after(session)[place.sitting]])
        if same in self.places:
            late = self.places.end(same) - self.places.start(place)
            self.model.at_most(late, 0, [found, self.places.held(same)])
        return found

    def _over_after(self, session: str) -> dict[str, Linear]:
        """By sitting: a literal that holds only where no later sitting has a part of it."""
        if session not in self._over:
            over = ALWAYS
            self._over[session] = {}
            for sitting in sorted(self.week.sittings, key=lambda s: s.begin, reverse=True):
                self._over[session][sitting.id] = over
                place = Place(session, sitting.id)
                if place in self.places:
                    before = self.model.literal()
                    self.model.clause([1 - before, 1 - self.places.held(place)])
                    self.model.clause([1 - before, over])
                    over = before
        return self._over[session]

    def single(self, session: str) -> bool:
        """Whether the session is known to be held in one part at most."""
        return session in self._single

    def first_part(self, place: Place) -> Linear:
        """A literal: whether the place holds the first part of its session."""
        return self._outermost(place, self.places.of(place.session))

    def last_part(self, place: Place) -> Linear:
        """A literal: whether the place holds the last part of its session."""
        return self._outermost(place, self.places.of(place.session)[::-1])

    def _outermost(self, place: Place, order: Sequence[Place]) -> Linear:
        """A literal: whether the place is the first in the order that is held."""
        held, before = self.places.held(place), NOTHING
        if place.session in self._single:
            return held
        for other in order[: order.index(place)]:
            before = self.any([before, self.places.held(other)])
        return self.all([held, 1 - before])

    def beyond(self, left: Linear, limit: int, when: Sequence[Linear] = ()) -> Linear:
        """A literal that holds wherever ``left > limit`` and all of ``when`` hold.

        It may hold elsewhere too, where it only costs.
        """
        if self.model.bounds(left)[1] <= limit:
            return NOTHING
        found = self.model.literal()
        self.model.at_most(left, limit, [1 - found, *when])
        return found

    def follows(self, before: Place, after: Place, within: int) -> Linear:
        """A literal that holds only where one part follows another in the same room.

        From the end of the one to the begin of the other it is at most ``within`` minutes, forward
        or back. The literal may be 0 even so.
        """
        ends, starts = self.places.window(before).ends, self.places.window(after).starts
        if starts[0] - ends[1] > within or ends[0] - starts[1] > within:
            return NOTHING
        found = self.model.literal()
        wait = self.places.start(after) - self.places.end(before)
        for place in (before, after):
            self.model.clause([1 - found, self.places.held(place)])
        self.model.at_most(wait, within, [found])
        self.model.at_most(-wait, within, [found])
        for room in self.places.rooms(before):
            here, there = self.places.in_room(before, room), self.places.in_room(after, room)
            self.model.clause([1 - found, 1 - here, there])
        return found

    def stretch(self, steps: Sequence[Sequence[Place]]) -> Linear:
        """How many steps, such as days, lie from the first to the last that has any part.

        Exact where it is minimised, otherwise it may be too great.

        Parameters
        ----------
        steps
            The places of each step, in order of time.
        """
        return self.span(steps).length

    def span(self, steps: Sequence[Sequence[Place]]) -> Span:
        """The same as `stretch`, step by step."""
        begun = [self._reached(steps[: n + 1]) for n in range(len(steps))]
        left = [self._reached(steps[n:]) for n in range(len(steps))]
        always = bool(steps) and left[0].fixed and left[0].constant == 1
        for n in range(1, len(steps)):
            self.model.at_most(begun[n - 1] - begun[n], 0)
            self.model.at_most(left[n] - left[n - 1], 0)
            if always:
                self.model.at_most(-begun[n - 1] - left[n], -1)
        inside = [one + other - 1 for one, other in zip(begun, left, strict=True)]
        if not always:
            for n, exact in enumerate(inside):
                inside[n] = self.model.literal()
                self.model.at_most(exact - inside[n], 0)
        for here, step in zip(inside, steps, strict=True):
            self._fill(here, step)
        amount = self.model.integer(max(int(always), self._fewest(steps)), len(steps))
        self.model.at_most(total(inside) - amount, 0)
        return Span(amount, begun, left, inside)

    def excess(self, left: Linear, limit: int) -> Linear:
        """What an expression has beyond a limit, 0 where it has not. Exact where it is minimised.

        The same question has the same variable for its answer.
        """
        key = (left.key(), limit)
        if key not in self._excesses:
            found = self.model.integer(0, max(0, self.model.bounds(left)[1] - limit))
            self.model.at_most(left - found, limit)
            self._excesses[key] = found
        return self._excesses[key]

    def missing_breaks(self, places: Iterable[Place], least: int) -> Linear:
        """Minutes missing from the breaks between any two parts. Exact where it is minimised."""
        in_order = sorted(places, key=lambda place: self.places.sitting(place).begin)
        members = map(self.overlaps.member, in_order)
        pairs = combinations(members, 2)
        return total(self.overlaps.missing_break(one, other, least) for one, other in pairs)

    def product(self, number: Linear, ways: Iterable[Linear], most: int) -> Linear:
        """A number from 0 to ``most`` where any of several expressions is 1, else 0.

        None of them is ever more than 1. Exact where it is minimised.
        """
        found = self.model.integer(0, most)
        for way in ways:
            self.model.at_most(number + most * way - found, most)
        return found

    def _fewest(self, steps: Sequence[Sequence[Place]]) -> int:
        """The fewest steps that can hold what sessions promise to last, one after the other."""
        given = set(chain.from_iterable(steps))
        row: list[str] = []
        for session in sorted(self._least, key=lambda session: -self._least[session]):
            places = self.places.of(session)
            if given.issuperset(places) and all(self._in_turn(session, other) for other in row):
                row.append(session)
        rooms = [
            sum(self.week.sitting[s].minutes for s in {p.sitting for p in step if p.session in row})
            for step in steps
        ]
        needed, fewest = sum(self._least[session] for session in row), 0
        for minutes in sorted(rooms, reverse=True):
            if needed > 0:
                fewest, needed = fewest + 1, needed - minutes
        return fewest

    def _in_turn(self, one: str, other: str) -> bool:
        """Whether no parts of two sessions can overlap."""
        return not any(
            self.overlaps.may_meet(place, Place(other, place.sitting))
            for place in self.places.of(one)
            if Place(other, place.sitting) in self.places
        )

    def _fill(self, inside: Linear, step: Sequence[Place]) -> None:
        """Add what follows where parts in a step need it to be inside a stretch: for the bound."""
        for _, places in groupby(sorted(step), key=lambda place: place.session):
            here = list(places)
            literals = [self.places.held(place) for place in here]
            for left in [total(literals)] if here[0].session in self._single else literals:
                self.model.at_most(left - inside, 0)
            minutes = total(self.places.minutes(place) for place in here)
            self.model.at_most(minutes - sum(map(self.places.most, here)) * inside, 0)
        for _, places in groupby(sorted(step, key=_sitting), key=_sitting):
            here = list(places)
            if len(self.overlaps.crowds(here)) == len(here) > 1:
                minutes = total(map(self.places.minutes, here))
                self.model.at_most(minutes - self.places.sitting(here[0]).minutes * inside, 0)

    def _reached(self, steps: Sequence[Sequence[Place]]) -> Linear:
        """A literal that holds wherever any of the steps has a part; it may hold elsewhere."""
        given = set(chain.from_iterable(steps))
        sure = self._always.intersection(place.session for place in given)
        if any(given.issuperset(self.places.of(session)) for session in sure):
            return ALWAYS
        held: dict[str, list[Linear]] = {}
        for place in chain.from_iterable(steps):
            held.setdefault(place.session, []).append(self.places.held(place))
        found = self.model.literal() if held else NOTHING
        for session, literals in held.items():
            for left in [total(literals)] if session in self._single else literals:
                self.model.at_most(left - found, 0)
        return found

    def matches(self, place: Place, part: Part) -> Linear:
        """A literal that holds only where the place holds just this part. It may be 0 even so.

        The part's room counts only where it names one.
        """
        window = self.places.window(place) if place in self.places else None
        if window is None or not (
            window.starts[0] <= part.begin <= window.starts[1]
            and self.places.least(place) <= part.minutes <= self.places.most(place)
        ):
            return NOTHING
        held = self.places.held(place)
        room = held if part.room is None else self.places.in_room(place, part.room)
        found = self.model.literal()
        self.model.clause([1 - found, room])
        self.model.equal(self.places.start(place), part.begin, [found])
        self.model.equal(self.places.minutes(place), part.minutes, [found])
        return found

    def clashes(self, one: str, other: str) -> Linear:
        """How many pairs of parts of two sessions overlap. Exact where it is minimised."""
        pairs = [
            (a, b)
            for a in self.places.of(one)
            for b in self.places.of(other)
            if a.sitting == b.sitting and self.overlaps.may_meet(a, b)
        ]
        shared = self.model.literal() if {one, other} <= self._single and pairs else None
        found = []
        for a, b in pairs:
            clash = shared or self.model.literal()
            first, second = self.overlaps.member(a), self.overlaps.member(b)
            self.overlaps.separate(first, second, 0, [1 - clash])
            found.append(clash)
        return shared or total(found)


def _sitting(place: Place) -> str:
    return place.sitting
