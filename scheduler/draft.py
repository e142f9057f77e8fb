"""The draft: a week's places, and the verbs with which rules post themselves on them.

Each verb takes the rule and the case, and says what must not be. Whether that becomes a plain
constraint, one behind a gate, or a slack with a price depends on how the scenario applies the rule,
which the rule never learns:

- a must posts the constraint;
- a must in a *gated* draft posts it behind the literal of its case in `Draft.gates`;
- a preference lets the amount grow, and `Draft.cost` prices it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, combinations, groupby
from math import gcd

from scheduler.clock import DAY
from scheduler.linear import ALWAYS, NOTHING, Linear, total
from scheduler.model import Model
from scheduler.overlaps import Member, Overlaps
from scheduler.places import Place, Places
from scheduler.rule import Case, Must, Prefer, Rule, Setting
from scheduler.timetable import Part
from scheduler.week import Week


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
    overlaps
        What is known of parts in each other's way.
    gates
        In a gated draft: the literal that closes the gate of each (rule, case).
    amounts
        The amount of each (rule, case) of a preference. An amount is exact where it is minimised.
    """

    def __init__(self, week: Week, settings: Sequence[Setting], *, gated: bool = False) -> None:
        self.week = week
        self.model = Model()
        self.places = Places(week, self.model)
        self.overlaps = Overlaps(self.places, self.model)
        self.gates: dict[tuple[str, Case], Linear] = {}
        self.amounts: dict[tuple[str, Case], Linear] = {}
        self._gated = gated
        self._settings = {setting.rule.name: setting for setting in settings}
        self._amounts: dict[object, Linear] = {}
        self._crowds: dict[object, Linear] = {}
        self._over: dict[str, dict[str, Linear]] = {}
        self._single: set[str] = set()
        self._always: set[str] = set()
        self._least: dict[str, int] = {}
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

    def begun(self, session: str, day: int) -> Linear:
        """Whether the session has a part before the day: 0 or 1, though not always a literal."""
        held = [
            self.places.held(place)
            for place in self.places.of(session)
            if self.places.sitting(place).day < day
        ]
        return total(held) if session in self._single else self.any(held)

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
        begun = [self._reached(steps[: n + 1]) for n in range(len(steps))]
        left = [self._reached(steps[n:]) for n in range(len(steps))]
        given = set(chain.from_iterable(steps))
        sessions = self._always.intersection(place.session for place in given)
        always = any(given.issuperset(self.places.of(session)) for session in sessions)
        for n in range(1, len(steps)):
            self.model.at_most(begun[n - 1] - begun[n], 0)
            self.model.at_most(left[n] - left[n - 1], 0)
            if always:
                self.model.at_most(-begun[n - 1] - left[n], -1)
        if always:
            begun[-1] = left[0] = ALWAYS
        inside = [one + other - 1 for one, other in zip(begun, left, strict=True)]
        if not always:
            for n, exact in enumerate(inside):
                inside[n] = self.model.literal()
                self.model.at_most(exact - inside[n], 0)
        for here, step in zip(inside, steps, strict=True):
            self._fill(here, step)
        amount = self.model.integer(max(int(always), self._fewest(steps)), len(steps))
        self.model.at_most(total(inside) - amount, 0)
        return amount

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
        held: dict[str, list[Linear]] = {}
        for place in chain.from_iterable(steps):
            held.setdefault(place.session, []).append(self.places.held(place))
        found = self.model.literal() if held else NOTHING
        for session, literals in held.items():
            for left in [total(literals)] if session in self._single else literals:
                self.model.at_most(left - found, 0)
        return found

    # What rules promise: consequences of what they post, so that others can post less

    def promise(self, rule: Rule, session: str, *, least: int = 0, single: bool = False) -> None:
        """Say that the rule makes a session last for so long, or never have more than one part.

        Parameters
        ----------
        least
            Minutes of all its parts; 0 where it need not be held.
        single
            Whether it never has more than one part.
        """
        if self._plain(rule):
            parts = [self.places.held(place) for place in self.places.of(session)]
            if least > 0:
                self._always.add(session)
                self._least[session] = least
                longest = max(map(self.places.most, self.places.of(session)), default=least)
                self.model.at_most(-total(parts), -least // longest)
            if single:
                self._single.add(session)
                self.model.one_at_most(parts)

    def promise_apart(self, rule: Rule, one: str, other: str) -> None:
        """Say that the rule never lets parts of two sessions overlap."""
        if self._plain(rule):
            for here in self.places.of(one):
                there = Place(other, here.sitting)
                if there in self.places:
                    self.overlaps.note_apart(here, there)

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

    def forbid_any(self, rule: Rule, case: Case, places: Sequence[Place]) -> None:
        """Post that none of several places is held; it costs 1 where any is."""
        if self._plain(rule):
            for place in places:
                self.places.close(place)
        else:
            self.worst(rule, case, [(self.places.held(place), ()) for place in places])

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
        key = tuple((excess.key(), tuple(w.key() for w in when)) for excess, when in excesses)
        if key not in self._amounts:
            step = gcd(*(number for excess, _ in excesses for number in _numbers(excess)))
            amount = step * self.model.integer(0, highest // step)
            for excess, when in excesses:
                self.model.at_most(excess - amount, 0, when)
            self._amounts[key] = amount
        self._price(rule, case, self._amounts[key])

    def _price(self, rule: Rule, case: Case, amount: Linear) -> None:
        key = (rule.name, case)
        self.amounts[key] = self.amounts.get(key, NOTHING) + amount

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
            self.overlaps.keep_apart(members, against, gap, loose)
            return
        for one, other in self.overlaps.pairs(members, against, gap):
            what = case(one.place.session, other.place.session)
            if self._priced(rule):
                self._price(rule, what, self.overlaps.overlap(one, other, gap))
            else:
                self.overlaps.separate(one, other, gap, self._gate(rule, what))

    def no_clash(
        self, rule: Rule, prices: Mapping[Case, int], one: str, other: str, *, pairs: bool
    ) -> None:
        """Post that two sessions do not overlap; each case costs its price for every minute.

        With ``pairs`` the price is for every pair of parts that overlap.
        """
        first = [self.overlaps.member(place) for place in self.places.of(one)]
        second = [self.overlaps.member(place) for place in self.places.of(other)]
        if self._priced(rule):
            met = self.overlaps.pairs([*first, *second], [], 0)
            clash = (
                self.clashes(one, other)
                if pairs
                else total(self.overlaps.overlap(a, b, 0) for a, b in met)
            )
            for case, price in prices.items():
                self.at_most(rule, case, price * clash)
            return
        for case in list(prices)[:1] if self._plain(rule) else prices:
            self.no_overlap(rule, partial(_constantly, case), [*first, *second])

    def cumulative(self, rule: Rule, case: Case, places: Sequence[Place], capacity: int) -> None:
        """Post that at most so many places run at any moment; each minute of each excess costs."""
        by_sitting: dict[str, list[Place]] = {}
        for place in places:
            by_sitting.setdefault(place.sitting, []).append(place)
        for crowd in by_sitting.values():
            for group in self.overlaps.crowds(crowd):
                if len(group) > capacity:
                    self._limit_crowd(rule, case, group, capacity)

    def keep_breaks(self, rule: Rule, case: Case, places: Iterable[Place], least: int) -> None:
        """Post a least break in minutes between any two parts; what is missing of each costs."""
        in_order = sorted(places, key=lambda place: self.places.sitting(place).begin)
        for pair in combinations(in_order, 2):
            one, other = map(self.overlaps.member, pair)
            if self._priced(rule):
                self._price(rule, case, self.overlaps.missing_break(one, other, least))
            else:
                self.overlaps.separate(one, other, least, self._gate(rule, case))

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

    def _limit_crowd(self, rule: Rule, case: Case, group: list[Place], capacity: int) -> None:
        if self._priced(rule):
            self._price(rule, case, self.overlaps.crowding(group, capacity))
            return
        gate = self._gate(rule, case)
        if capacity == 1 and not gate:
            self.overlaps.keep_apart([self.overlaps.member(place) for place in group], [], 0)
            return
        key = (frozenset(group), capacity)
        if key not in self._crowds:
            within = self._crowds[key] = self.model.literal() if gate else ALWAYS
            members = [self.overlaps.member(place) for place in group]
            intervals = [self.overlaps.interval(member, 0) for member in members]
            self.model.cumulative(intervals, Linear(constant=capacity), [within])
        self.model.clause([self._crowds[key], *(1 - literal for literal in gate)])


def _constantly(case: Case, _one: str, _other: str) -> Case:
    return case


def _numbers(expression: Linear) -> Iterable[int]:
    """The numbers in an expression; what divides them all divides every value of it."""
    return expression.constant, *expression.terms.values()


def _sitting(place: Place) -> str:
    return place.sitting


def _never(member: Member) -> bool:
    return member.literal.fixed and member.literal.constant == 0
