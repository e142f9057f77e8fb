"""What rules ask of a draft: literals and amounts made of its variables.

Queries post nothing that forbids a timetable. They know what rules have promised, so that their
answers need fewer variables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, groupby, product
from math import ceil, floor

from scheduler.drafting.model import Model
from scheduler.drafting.open_posts import OpenPosts
from scheduler.drafting.overlaps import Overlaps
from scheduler.drafting.slots import Slots
from scheduler.drafting.statements import Statements
from scheduler.rules.draft import Duty, Slot, Span
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.week.timetable import Part
from scheduler.week.week import Week


class Queries:
    """The variables of a week, and what can be asked of them.

    `scheduler.rules.draft.RuleDraft` describes each query that rules use.

    Parameters
    ----------
    week
        What is to be placed.
    sketch
        Whether slots and rooms that nobody asks about are left without variables.
    stop
        Whether to give up; see `scheduler.drafting.model.Model`.

    Attributes
    ----------
    slots
        The variables, by session and sitting.
    overlaps
        Which parts can overlap, and by how long.
    statements
        Which statements stand in which part.
    open_posts
        Who may take the posts that the week leaves open.
    """

    def __init__(
        self, week: Week, *, sketch: bool = False, stop: Callable[[], bool] | None = None
    ) -> None:
        self.week = week
        self.model = Model(stop)
        self.slots = Slots(week, self.model, sketch=sketch)
        self.overlaps = Overlaps(self.slots, self.model)
        self.open_posts = OpenPosts(week, self.model)
        self._places = {session.id: number for number, session in enumerate(week.sessions)}
        self._always: set[str] = set()
        self._least: dict[str, int] = {}
        self._over: dict[str, dict[str, Linear]] = {}
        self._memory: dict[object, Linear] = {}
        self.statements = Statements(self.slots, self.model, self.held)
        self.slots.speaks = self.statements.speaks
        self.stands, self.says = self.statements.stands, self.statements.says
        self.heard_on = self.statements.heard_on
        self.start, self.end = self.slots.start, self.slots.end
        self.times = self.slots.times
        self.covered, self.most_at_once = self.overlaps.covered, self.overlaps.most_at_once
        self.in_post, self.takers = self.open_posts.in_post, self.open_posts.takers
        self.concerned, self.duties = self.open_posts.concerned, self.open_posts.duties
        self.without_leader = self.open_posts.without_leader

    def any(self, literals: Iterable[Linear]) -> Linear:
        return self.model.any(literals)

    def all(self, literals: Iterable[Linear]) -> Linear:
        return self.model.all(literals)

    def slots_of(
        self,
        sessions: str | Collection[str] | None = None,
        *,
        day: int | None = None,
        sitting: str | None = None,
        room: str | None = None,
    ) -> list[Slot]:
        wanted = {sessions} if isinstance(sessions, str) else sessions
        known = self._places.keys() & wanted if wanted is not None else self._places
        return [
            slot
            for session in sorted(known, key=self._places.__getitem__)
            for slot in self.slots.of(session)
            if sitting in (None, slot.sitting)
            and day in (None, self.week.sitting[slot.sitting].day)
            and (room is None or room in self.slots.rooms(slot))
        ]

    def slots_for(self, duty: Duty, *, day: int | None = None) -> list[Slot]:
        heard = self.slots_of(duty.heard, day=day)
        return [
            *self.slots_of(duty.sessions, day=day),
            *(slot._replace(speaker=duty.speaker) for slot in heard),
        ]

    def held(self, what: str | Slot | Sequence[Slot], *, room: str | None = None) -> Linear:
        if isinstance(what, Slot):
            return self.slots.held(what) if room is None else self.slots.in_room(what, room)
        if isinstance(what, str):
            return ALWAYS if what in self._always else self.any(self._held_in(what))
        found = self.any(map(self.slots.held, what))
        self._fill(found, what)
        return found

    def _held_in(self, session: str) -> Iterator[Linear]:
        return map(self.slots.held, self.slots.of(session))

    def minutes(self, what: str | Slot) -> Linear:
        if isinstance(what, Slot):
            return self.slots.minutes(what)
        return total(map(self.slots.minutes, self.slots.of(what)))

    def single(self, session: str) -> bool:
        return session in self.slots.single

    def outermost(self, slot: Slot, *, last: bool = False) -> Linear:
        held, before = self.slots.held(slot), NOTHING
        if slot.session in self.slots.single:
            return held
        order = self.slots.of(slot.session)[:: -1 if last else 1]
        for other in order[: order.index(slot)]:
            before = self.any([before, self.slots.held(other)])
        return self.all([held, 1 - before])

    def counted(self, amount: Linear, literal: Linear) -> Linear:
        if literal.fixed:
            return amount * literal.constant
        found = self.model.integer(0, self.model.bounds(amount)[1])
        self.model.equal(found - amount, 0, [literal])
        self.model.equal(found, 0, [1 - literal])
        return found

    def rounded(
        self, left: Linear, share: Fraction, *, up: bool = False, maximised: bool = False
    ) -> Linear:
        if share.denominator == 1:
            return left * share.numerator
        key = ("rounded", left.key(), share, up, maximised)
        if key not in self._memory:
            highest = self.model.bounds(left)[1] * share
            found = self.model.integer(0, ceil(highest) if up else floor(highest))
            exact, steps = left * share.numerator, found * share.denominator
            if maximised:
                self.model.at_most(steps - exact, (share.denominator - 1) * up)
            else:
                self.model.at_most(exact - steps, (share.denominator - 1) * (not up))
            self._memory[key] = found
        return self._memory[key]

    def comes_after(self, slot: Slot, session: str) -> Linear:
        windows = [self.slots.times(other) for other in self.slots.of(session)]
        starts = self.slots.times(slot).starts
        if all(window.ends[0] > starts[1] for window in windows):
            return NOTHING
        found = self.model.literal()
        self.model.clause([1 - found, self.slots.held(slot)])
        self.model.clause([1 - found, self._over_after(session)[slot.sitting]])
        for other in self.slots.beside(slot, session):
            late = self.slots.end(other) - self.slots.start(slot)
            self.model.at_most(late, 0, [found, self.slots.held(other)])
        return found

    def _over_after(self, session: str) -> dict[str, Linear]:
        """By sitting: a literal that holds only where no later sitting has a part of it.

        A sitting that begins before another ends is not later.
        """
        if session not in self._over:
            over, later = ALWAYS, self.slots.of(session)
            self._over[session] = {}
            for sitting in sorted(self.week.sittings, key=lambda s: s.end, reverse=True):
                while later and self.slots.sitting(later[-1]).begin >= sitting.end:
                    before = self.model.literal()
                    self.model.clause([1 - before, 1 - self.slots.held(later.pop())])
                    self.model.clause([1 - before, over])
                    over = before
                self._over[session][sitting.id] = over
        return self._over[session]

    def beyond(self, left: Linear, limit: int, when: Sequence[Linear] = ()) -> Linear:
        if self.model.bounds(left)[1] <= limit:
            return NOTHING
        found = self.model.literal()
        self.model.at_most(left, limit, [1 - found, *when])
        return found

    def follows(self, before: Slot, after: Slot, within: int) -> Linear:
        ends, starts = self.slots.times(before).ends, self.slots.times(after).starts
        if starts[0] - ends[1] > within or starts[1] < ends[0]:
            return NOTHING
        found = self.model.literal()
        wait = self.slots.start(after) - self.slots.end(before)
        for slot in (before, after):
            self.model.clause([1 - found, self.slots.held(slot)])
        self.model.at_most(wait, within, [found])
        self.model.at_most(-wait, 0, [found])
        for room in self.slots.rooms(before):
            here, there = self.slots.in_room(before, room), self.slots.in_room(after, room)
            self.model.clause([1 - found, 1 - here, there])
        return found

    def span(self, steps: Sequence[Sequence[Slot]]) -> Span:
        begun = [self._reached(steps[: n + 1]) for n in range(len(steps))]
        left = [self._reached(steps[n:]) for n in range(len(steps))]
        always = bool(steps) and left[0].fixed and left[0].constant == 1
        for n in range(1, len(steps)):
            self.model.tighten(begun[n - 1] - begun[n], 0)
            self.model.tighten(left[n] - left[n - 1], 0)
            if always:
                self.model.tighten(-begun[n - 1] - left[n], -1)
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

    def greatest(self, lefts: Iterable[Linear], most: int | None = None) -> Linear:
        lefts = list(lefts)
        key = (most, *(left.key() for left in lefts))
        if key not in self._memory:
            highest = max([0, *(self.model.bounds(left)[1] for left in lefts)])
            found = self.model.integer(0, highest if most is None else most)
            for left in lefts:
                self.model.at_most(left - found, 0)
            self._memory[key] = found
        return self._memory[key]

    def missing_breaks(self, slots: Iterable[Slot], least: int) -> Linear:
        in_order = sorted(slots, key=lambda slot: self.slots.sitting(slot).begin)
        members = map(self.overlaps.member, in_order)
        pairs = combinations(members, 2)
        return total(self.overlaps.missing_break(one, other, least) for one, other in pairs)

    def _fewest(self, steps: Sequence[Sequence[Slot]]) -> int:
        """The fewest steps that can hold, one after the other, the time that sessions promise."""
        given = set(chain.from_iterable(steps))
        row: list[str] = []
        for session in sorted(self._least, key=lambda session: -self._least[session]):
            slots = self.slots.of(session)
            if given.issuperset(slots) and all(self._in_turn(session, other) for other in row):
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
        """Whether parts of two sessions can never overlap."""
        return not any(
            self.overlaps.may_meet(slot, beside)
            for slot in self.slots.of(one)
            for beside in self.slots.beside(slot, other)
        )

    def _fill(self, inside: Linear, step: Sequence[Slot]) -> None:
        """Post that a step with parts lies inside the span, in a form that tightens the bound."""
        alone = [slot for slot in step if slot.speaker]
        for slot in alone:
            self.model.tighten(self.slots.held(slot) - inside, 0)
        step = [slot for slot in step if not slot.speaker]
        for _, slots in groupby(sorted(step), key=lambda slot: slot.session):
            here = list(slots)
            literals = [self.slots.held(slot) for slot in here]
            for left in [total(literals)] if here[0].session in self.slots.single else literals:
                self.model.tighten(left - inside, 0)
            minutes = total(self.slots.minutes(slot) for slot in here)
            self.model.tighten(minutes - sum(map(self.slots.most, here)) * inside, 0)
        for _, slots in groupby(sorted(step, key=_sitting), key=_sitting):
            here = list(slots)
            if len(self.overlaps.crowds(here)) == len(here) > 1:
                minutes = total(map(self.slots.minutes, here))
                self.model.tighten(minutes - self.slots.sitting(here[0]).minutes * inside, 0)

    def _reached(self, steps: Sequence[Sequence[Slot]]) -> Linear:
        """A literal that holds wherever any of the steps has a part; it may hold elsewhere too."""
        given = set(chain.from_iterable(steps))
        sure = self._always.intersection(slot.session for slot in given)
        speakers = {slot.speaker for slot in given}
        for session, speaker in product(sorted(sure), sorted(speakers)):
            if given.issuperset(s._replace(speaker=speaker) for s in self.slots.of(session)):
                return ALWAYS
        held: dict[tuple[str, str], list[Linear]] = {}
        for slot in chain.from_iterable(steps):
            held.setdefault((slot.session, slot.speaker), []).append(self.slots.held(slot))
        found = self.model.literal() if held else NOTHING
        for (session, _), literals in held.items():
            for left in [total(literals)] if session in self.slots.single else literals:
                self.model.at_most(left - found, 0)
        return found

    def matches(self, slot: Slot, part: Part, *, longer: bool = False) -> Linear:
        window = self.slots.times(slot)
        if not (
            window.starts[0] <= part.begin <= window.starts[1]
            and (longer or self.slots.least(slot) <= part.minutes)
            and part.minutes <= self.slots.most(slot)
        ):
            return NOTHING
        held = self.slots.held(slot)
        room = held if part.room is None else self.slots.in_room(slot, part.room)
        found = self.model.literal()
        self.model.clause([1 - found, room])
        self.model.equal(self.slots.start(slot), part.begin, [found])
        if longer:
            self.model.at_most(part.minutes - self.slots.minutes(slot), 0, [found])
        else:
            self.model.equal(self.slots.minutes(slot), part.minutes, [found])
        return found


def _sitting(slot: Slot) -> str:
    return slot.sitting
