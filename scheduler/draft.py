"""The draft: a week's places, and the verbs with which rules post themselves on them.

Each verb takes the rule and the case, and says what must not be. Whether that becomes a plain
constraint, one behind a gate, or a slack with a price depends on how the scenario applies the rule,
which the rule never learns:

- a must posts the constraint;
- a must in a *gated* draft posts it behind the literal of its case in `Draft.gates`;
- a preference lets the amount grow, and `Draft.cost` prices it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from scheduler.clock import DAY
from scheduler.linear import ALWAYS, NOTHING, Linear, total
from scheduler.model import Model
from scheduler.places import Place, Places
from scheduler.rule import Case, Must, Prefer, Rule, Setting
from scheduler.timetable import Part
from scheduler.week import Week

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Member(NamedTuple):
    """A place that takes part in a clash where its literal holds."""

    place: Place
    literal: Linear


class Draft:
    """The decision variables of a week, and the rules posted on them.

    Parameters
    ----------
    week
        What is to be placed.
    settings
        The rules to post: musts first, each kind in the order given.
    gated
        Whether every case of a must stands behind a gate of its own.

    Attributes
    ----------
    places
        The variables, by session and sitting.
    gates
        In a gated draft: the literal that closes the gate of each (rule, case).
    amounts
        The amount of each (rule, case) of a preference. An amount is exact where it is minimised.
    """

    def __init__(self, week: Week, settings: Sequence[Setting], *, gated: bool = False) -> None:
        self.week = week
        self.model = Model()
        self.places = Places(week, self.model)
        self.gates: dict[tuple[str, Case], Linear] = {}
        self.amounts: dict[tuple[str, Case], Linear] = {}
        self._gated = gated
        self._settings = {setting.rule.name: setting for setting in settings}
        self._apart: set[frozenset[Place]] = set()
        self._single: set[str] = set()
        self._always: set[str] = set()
        self._intervals: dict[tuple[Place, tuple[object, ...], int], cp_model.IntervalVar] = {}
        for setting in sorted(settings, key=lambda setting: not setting.must):
            setting.rule.encode(self)
        self.places.touch_all()

    def cost(self, tier: int) -> Linear:
        """What the preferences of a tier cost in all."""
        return total(
            amount * self._weight(rule, tier) for (rule, _), amount in self.amounts.items()
        )

    def _weight(self, rule: str, tier: int) -> int:
        mode = self._settings[rule].mode
        return mode.weight if isinstance(mode, Prefer) and mode.tier == tier else 0

    def _plain(self, rule: Rule) -> bool:
        """Whether what the rule posts holds without condition."""
        return isinstance(self._settings[rule.name].mode, Must) and not self._gated

    def _priced(self, rule: Rule) -> bool:
        return isinstance(self._settings[rule.name].mode, Prefer)

    def _gate(self, rule: Rule, case: Case) -> list[Linear]:
        """The literals behind which a constraint of this case stands."""
        if not self._gated:
            return []
        key = (rule.name, case)
        if key not in self.gates:
            self.gates[key] = self.model.literal()
        return [self.gates[key]]

    # What rules ask

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

    def minutes(self, session: str) -> Linear:
        """Minutes of all parts of a session."""
        return total(self.places.minutes(place) for place in self.places.of(session))

    def on_day(self, session: str, day: int) -> Linear:
        """A literal: whether the session has a part on the day."""
        return self.any(
            self.places.held(place)
            for place in self.places.of(session)
            if self.places.sitting(place).day == day
        )

    def covered(self, places: Sequence[Place], *, exactly: bool = True) -> Linear:
        """Minutes of one sitting in which at least one of the places has its part running.

        Parameters
        ----------
        places
            Places in one and the same sitting.
        exactly
            Where False, a value that may be too great but never too small: cheaper, and right
            wherever more minutes only cost more.
        """
        return total(self._covered(group, exactly) for group in self._crowds(places))

    def _covered(self, crowd: list[Place], exactly: bool) -> Linear:
        if len(crowd) == 1:
            return self.places.minutes(crowd[0])
        grid = self.places.moments(crowd[0].sitting)
        minutes = []
        for moment in grid:
            running = [self.places.active(place, moment) for place in crowd]
            if exactly:
                minutes.append(grid.step * self.any(running))
                continue
            busy = self.model.literal()
            for literal in running:
                self.model.clause([1 - literal, busy])
            minutes.append(grid.step * busy)
        return total(minutes)

    def _crowds(self, places: Sequence[Place]) -> list[list[Place]]:
        """Split places of one sitting so that no two from different groups can overlap."""
        groups: list[list[Place]] = []
        for place in places:
            joined = [g for g in groups if any(self._may_meet(place, other) for other in g)]
            groups = [g for g in groups if g not in joined]
            groups.append([place, *(other for group in joined for other in group)])
        return groups

    def _may_meet(self, one: Place, other: Place) -> bool:
        """Whether parts at two places of one sitting can overlap, by what is known so far."""
        return frozenset((one, other)) not in self._apart

    # What rules promise: consequences of what they post, so that others can post less

    def promise(
        self, rule: Rule, session: str, *, held: bool = False, single: bool = False
    ) -> None:
        """Say that the rule makes a session always held, or never held in more than one part."""
        if self._plain(rule):
            if held:
                self._always.add(session)
            if single:
                self._single.add(session)
                self.model.one_at_most([self.places.held(p) for p in self.places.of(session)])

    def imply(self, rule: Rule, case: Case, left: Linear, limit: int) -> None:
        """Post ``left <= limit``, which follows from the rule, to help the proof.

        It has no price: a preference does not post it.
        """
        if not self._priced(rule):
            self.model.at_most(left, limit, self._gate(rule, case))

    def imply_length(self, rule: Rule, place: Place, most: int) -> None:
        """Narrow the length of a part (minutes), where that follows from the rule."""
        if self._plain(rule):
            self.places.narrow(place, most=most)

    # What rules post on one place

    def forbid(self, rule: Rule, case: Case, place: Place, amount: int = 1) -> None:
        """Post that a place is not held; each that is costs ``amount``."""
        if self._plain(rule):
            self.places.close(place)
        else:
            self.at_most(rule, case, amount * self.places.held(place))

    def forbid_minutes(self, rule: Rule, case: Case, place: Place) -> None:
        """Post that a place is not held; each that is costs its minutes."""
        if self._plain(rule):
            self.places.close(place)
        else:
            self.at_most(rule, case, self.places.minutes(place))

    def forbid_room(self, rule: Rule, case: Case, place: Place, room: str, amount: int) -> None:
        """Post that a place is not held in a room; each that is costs ``amount``."""
        if self._plain(rule):
            self.places.close_room(place, room)
        else:
            self.at_most(rule, case, amount * self.places.in_room(place, room))

    def at_least_long(self, rule: Rule, case: Case, place: Place, least: int) -> None:
        """Post that a part has a least length in minutes; a shorter one costs what is missing."""
        if self._plain(rule):
            self.places.narrow(place, least=least)
        else:
            held, minutes = self.places.held(place), self.places.minutes(place)
            self.at_most(rule, case, least * held - minutes)

    def keep_hours(self, rule: Rule, case: Case, place: Place, hours: tuple[int, int]) -> None:
        """Post that a part lies within hours (minutes after midnight); each outside costs 1."""
        if self._plain(rule):
            self.places.narrow(place, hours=hours)
            return
        midnight = self.places.sitting(place).day * DAY
        inside, held = self.model.literal(), self.places.held(place)
        self.model.at_most(midnight + hours[0] - self.places.start(place), 0, [inside, held])
        self.model.at_most(self.places.end(place) - midnight - hours[1], 0, [inside, held])
        self.at_most(rule, case, held - self.model.all([inside, held]))

    def keep_part(self, rule: Rule, case: Case, place: Place, part: Part) -> None:
        """Post that a place holds no other part than this one; any other costs 1.

        The part's room counts only where it names one.
        """
        if self._plain(rule):
            hours = (part.start, part.start + part.minutes)
            self.places.narrow(place, least=part.minutes, hours=hours)
            for room in self.places.rooms(place):
                if part.room not in (None, room):
                    self.places.close_room(place, room)
            return
        self.at_most(rule, case, self.places.held(place) - self.matches(place, part))

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

    # What rules post on several

    def at_most(
        self, rule: Rule, case: Case, left: Linear, limit: int = 0, when: Sequence[Linear] = ()
    ) -> None:
        """Post ``left <= limit`` wherever the literals of ``when`` hold; the excess costs."""
        self.worst(rule, case, [(left, when)], limit)

    def at_least(
        self, rule: Rule, case: Case, left: Linear, limit: int, when: Sequence[Linear] = ()
    ) -> None:
        """Post ``left >= limit`` wherever the literals of ``when`` hold; what is missing costs."""
        self.worst(rule, case, [(-left, when)], -limit)

    def worst(
        self,
        rule: Rule,
        case: Case,
        lefts: Iterable[tuple[Linear, Sequence[Linear]]],
        limit: int = 0,
    ) -> None:
        """Post ``left <= limit`` for each of several; the greatest excess costs, once."""
        excesses = [(left - limit, when) for left, when in lefts]
        if not self._priced(rule):
            for excess, when in excesses:
                self.model.at_most(excess, 0, [*when, *self._gate(rule, case)])
            return
        highest = max((self.model.bounds(excess)[1] for excess, _ in excesses), default=0)
        if highest <= 0:
            return
        if len(excesses) == 1 and not excesses[0][1] and self.model.bounds(excesses[0][0])[0] >= 0:
            self._price(rule, case, excesses[0][0])
            return
        amount = self.model.integer(0, highest)
        for excess, when in excesses:
            self.model.at_most(excess - amount, 0, when)
        self._price(rule, case, amount)

    def _price(self, rule: Rule, case: Case, amount: Linear) -> None:
        key = (rule.name, case)
        self.amounts[key] = self.amounts.get(key, NOTHING) + amount

    def member(self, place: Place, room: str | None = None) -> Member:
        """A place as a party to a clash: wherever it is held, or only where it is in a room."""
        held = self.places.held(place)
        return Member(place, held if room is None else self.places.in_room(place, room))

    def no_overlap(
        self,
        rule: Rule,
        case: Callable[[str, str], Case],
        members: Sequence[Member],
        against: Sequence[Member] = (),
        *,
        loose: bool = True,
        gap: int = 0,
    ) -> None:
        """Post that parts of different sessions do not overlap; each minute of each pair costs.

        Parameters
        ----------
        case
            Makes the case of two sessions, in either order.
        members
            No two of them may overlap.
        against
            None of these may overlap with a member.
        loose
            Whether those in ``against`` may overlap among each other; where False, another post
            keeps them apart.
        gap
            Minutes by which each part is taken to last longer than it does.
        """
        members = [member for member in members if not _never(member)]
        against = [member for member in against if not _never(member)]
        if self._plain(rule):
            self._keep_apart(members, against, gap, loose)
            return
        for one, other in self._pairs(members, against, gap):
            what = case(one.place.session, other.place.session)
            if self._priced(rule):
                self._price(rule, what, self._overlap(one, other, gap))
            else:
                self._order(one, other, gap, self._gate(rule, what))

    def cumulative(self, rule: Rule, case: Case, places: Sequence[Place], capacity: int) -> None:
        """Post that at most so many places run at any moment; each minute of each excess costs."""
        for sitting in self.week.sittings:
            crowd = [place for place in places if place.sitting == sitting.id]
            for group in self._crowds(crowd):
                if len(group) > capacity:
                    self._limit_crowd(rule, case, group, capacity)

    def clashes(self, one: str, other: str) -> Linear:
        """How many pairs of parts of two sessions overlap. Exact where it is minimised."""
        pairs = [
            (a, b)
            for a in self.places.of(one)
            for b in self.places.of(other)
            if a.sitting == b.sitting and self._may_meet(a, b)
        ]
        shared = self.model.literal() if {one, other} <= self._single and pairs else None
        found = []
        for a, b in pairs:
            clash = shared or self.model.literal()
            first, second = self.member(a), self.member(b)
            self._order(first, second, 0, [1 - clash])
            found.append(clash)
        return shared or total(found)

    def most_at_once(self, places: Sequence[Place]) -> Linear:
        """The greatest number of places of one sitting that run at one moment.

        Exact where it is minimised, otherwise it may be too great.
        """
        if not places:
            return NOTHING
        most = self.model.integer(0, len(places))
        for place in places:
            self.model.at_most(self.places.held(place) - most, 0)
        if any(len(crowd) > 1 for crowd in self._crowds(places)):
            intervals = [self._interval(self.member(place), 0) for place in places]
            self.model.cumulative(intervals, most)
        return most

    # How clashes are posted

    def _keep_apart(
        self, members: list[Member], against: list[Member], gap: int, loose: bool = True
    ) -> None:
        cliques = [members, *(_with(members, other) for other in against)]
        if not loose:
            cliques = [[*members, *against]]
        for clique in cliques:
            for sitting in self.week.sittings:
                here = [member for member in clique if member.place.sitting == sitting.id]
                if len(here) > 1:
                    self._keep_clique_apart(here, gap)
        for one, other in self._pairs(members, against, gap):
            if one.place.sitting != other.place.sitting:
                self._order(one, other, gap, [])
            elif self._held(one) and self._held(other):
                self._apart.add(frozenset((one.place, other.place)))

    def _keep_clique_apart(self, clique: list[Member], gap: int) -> None:
        if all(self._always_meet(one, other, gap) for one, other in combinations(clique, 2)):
            self.model.one_at_most([member.literal for member in clique])
            return
        self.model.no_overlap([self._interval(member, gap) for member in clique])
        if all(self._held(member) for member in clique):
            length = self.week.sitting[clique[0].place.sitting].minutes
            used = total(self.places.minutes(m.place) + gap * m.literal for m in clique)
            self.model.at_most(used, length + gap)

    def _held(self, member: Member) -> bool:
        return member.literal.key() == self.places.held(member.place).key()

    def _always_meet(self, one: Member, other: Member, gap: int) -> bool:
        """Whether two parts in one sitting overlap wherever both are held."""
        return all(self._wait(a, b, gap)[0] > 0 for a, b in ((one, other), (other, one)))

    def _wait(self, first: Member, second: Member, gap: int) -> tuple[int, int]:
        """Least and most minutes by which the first, with the gap, runs on into the second."""
        before, after = self.places.window(first.place), self.places.window(second.place)
        return before.ends[0] + gap - after.starts[1], before.ends[1] + gap - after.starts[0]

    def _pairs(
        self, members: Sequence[Member], against: Sequence[Member], gap: int
    ) -> Iterator[tuple[Member, Member]]:
        """Every two members of different sessions that can come within the gap of each other."""
        mixed = [(one, other) for one in members for other in against]
        for one, other in [*combinations(members, 2), *mixed]:
            if one.place.session == other.place.session:
                continue
            first, second = self.places.sitting(one.place), self.places.sitting(other.place)
            if first.id == second.id or (
                first.begin < second.begin and first.end + gap > second.begin
            ):
                yield one, other
            elif second.begin < first.begin and second.end + gap > first.begin:
                yield other, one

    def _order(self, one: Member, other: Member, gap: int, when: Sequence[Linear]) -> None:
        """Require, where ``when`` holds, that one part ends a gap before the other begins."""
        ways = [(one, other), (other, one)]
        if one.place.sitting != other.place.sitting:
            ways = ways[:1]
        choices = []
        for first, second in ways:
            low, high = self._wait(first, second, gap)
            if high <= 0:
                return
            if low > 0:
                continue
            choice = self.model.literal()
            wait = self.places.end(first.place) + gap - self.places.start(second.place)
            self.model.at_most(wait, 0, [choice, one.literal, other.literal])
            choices.append(choice)
        unless = [1 - literal for literal in (one.literal, other.literal, *when)]
        self.model.clause([*choices, *unless])

    def _overlap(self, one: Member, other: Member, gap: int) -> Linear:
        """Minutes in which two parts are in each other's way. Exact where it is minimised."""
        same = one.place.sitting == other.place.sitting
        if gap == 0 and same and self._held(one) and self._held(other):
            if not self._may_meet(one.place, other.place):
                return NOTHING
        if gap == 0 and not same:
            return NOTHING
        both = [one.literal, other.literal]
        spans = [(one, other)]
        if same:
            spans += [(other, one), (one, one), (other, other)]
        highest = min(self._wait(a, b, gap)[1] for a, b in spans)
        if highest <= 0:
            return NOTHING
        amount = self.model.integer(0, highest)
        ways = [self.places.end(a.place) + gap - self.places.start(b.place) for a, b in spans]
        choices = []
        for way in ways:
            choice = self.model.literal() if len(ways) > 1 else ALWAYS
            self.model.at_most(way - amount, 0, [choice, *both])
            choices.append(choice)
        self.model.clause([*choices, *(1 - literal for literal in both)])
        return amount

    def _limit_crowd(self, rule: Rule, case: Case, group: list[Place], capacity: int) -> None:
        if self._priced(rule):
            grid = self.places.moments(group[0].sitting)
            for moment in grid:
                running = total(self.places.active(place, moment) for place in group)
                excess = self.model.integer(0, len(group) - capacity)
                self.model.at_most(running - excess, capacity)
                self._price(rule, case, grid.step * excess)
            return
        intervals = [self._interval(self.member(place), 0) for place in group]
        gate = self._gate(rule, case)
        if capacity > 1 or gate:
            self.model.cumulative(intervals, Linear(constant=capacity), gate)
        else:
            self._keep_apart([self.member(place) for place in group], [], 0)

    def _interval(self, member: Member, gap: int) -> cp_model.IntervalVar:
        key = (member.place, member.literal.key(), gap)
        if key not in self._intervals:
            start, end = self.places.start(member.place), self.places.end(member.place)
            size = self._size(member.place)
            self._intervals[key] = self.model.interval(start, size + gap, end + gap, member.literal)
        return self._intervals[key]

    def _size(self, place: Place) -> Linear:
        """The length as an interval needs it: constant where only the held part's length is."""
        least, most = self.places.least(place), self.places.most(place)
        return Linear(constant=most) if least == most else self.places.minutes(place)


def _never(member: Member) -> bool:
    return member.literal.fixed and member.literal.constant == 0


def _with(members: Sequence[Member], other: Member) -> list[Member]:
    return [*(m for m in members if m.place.session != other.place.session), other]
