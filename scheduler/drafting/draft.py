"""The draft: a week's slots, and the verbs with which rules post themselves on them.

Each verb takes the rule and the case, and says what must not be. Whether that becomes a plain
constraint, one behind a gate, or a slack with a price depends on how the scenario applies the rule,
which the rule never learns:

- a must posts the constraint;
- a must in a *gated* draft posts it behind the literal of its requirement in `Draft.gates`;
- a must posts nothing in the cases of a requirement that is *left out*, and lets the amount grow in
  those of one that is *eased*: `Draft.given_up` is what is then not kept;
- a preference lets the amount grow, and `Draft.cost` prices it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import partial
from itertools import combinations
from math import gcd

from scheduler.drafting.linear import ALWAYS, NOTHING, Linear, total
from scheduler.drafting.overlaps import Member
from scheduler.drafting.queries import Queries
from scheduler.drafting.slots import Slot
from scheduler.rules.requirement import WHOLE, Key, key_of
from scheduler.rules.rule import Case, Must, Prefer, Rule, Setting
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part
from scheduler.week.week import Week


class Draft(Queries):
    """The decision variables of a week, and the rules posted on them.

    Parameters
    ----------
    week
        What is to be placed.
    settings
        The rules to post: musts first, each kind in the order given.
    gated
        Whether every requirement of a must stands behind a gate of its own. What follows from a
        rule only as a whole stands behind one more gate, that of its requirement `WHOLE`.
    eased
        Requirements of musts that may be given up, at a price.
    left_out
        Requirements of musts that are not asked for.
    sketch
        Whether it is only asked if there is a timetable, or what it breaks: slots and rooms of
        which no rule speaks are left without variables.

    Attributes
    ----------
    gates
        In a gated draft: the literal that closes the gate of each requirement.
    eased
        The requirements that may be given up.
    amounts
        The amount of each (rule, case) of a preference, and of what is eased. An amount is exact
        where it is minimised.
    """

    def __init__(
        self,
        week: Week,
        settings: Sequence[Setting],
        *,
        gated: bool = False,
        eased: Collection[Key] = (),
        left_out: Collection[Key] = (),
        sketch: bool = False,
    ) -> None:
        super().__init__(week, sketch=sketch)
        self.gates: dict[Key, Linear] = {}
        self.amounts: dict[tuple[str, Case], Linear] = {}
        self._gated = gated
        self.eased = frozenset(eased)
        self._left_out = frozenset(left_out)
        self._loosened = frozenset(rule for rule, _ in self.eased | self._left_out)
        self._settings = {setting.rule.name: setting for setting in settings}
        self._amounts: dict[object, Linear] = {}
        self._crowds: dict[object, Linear] = {}
        for setting in sorted(settings, key=lambda setting: not setting.must):
            setting.rule.encode(self)
        if not sketch:
            self.slots.touch_all()

    def fork(self) -> Draft:
        """A copy to settle something on, with the same variables: what is posted stays off this.

        It can be searched and read. Nothing can be asked of it that takes new variables.
        """
        other = copy(self)
        other.model = self.model.fork()
        return other

    def amount(self, rule: str) -> Linear:
        """The amount of a rule in all, in its unit: a preference, or what is eased of a must."""
        return total(amount for (name, _), amount in self.amounts.items() if name == rule)

    def cost(self, tier: int) -> Linear:
        """What the preferences of a tier cost in all."""
        return total(
            amount * self._weight(rule, tier) for (rule, _), amount in self.amounts.items()
        )

    @property
    def given_up(self) -> Linear:
        """How much of the eased requirements is not kept, each in the unit of its rule."""
        return total(
            amount for (rule, _), amount in self.amounts.items() if self._settings[rule].must
        )

    def _weight(self, rule: str, tier: int) -> int:
        mode = self._settings[rule].mode
        return mode.weight if isinstance(mode, Prefer) and mode.tier == tier else 0

    def _whole(self, rule: Rule) -> bool:
        """Whether the rule holds without condition, in every case."""
        must = isinstance(self._settings[rule.name].mode, Must)
        return must and not self._gated and rule.name not in self._loosened

    def _plain(self, rule: Rule, case: Case) -> bool:
        """Whether the rule holds without condition in a case."""
        if self._whole(rule):
            return True
        must = isinstance(self._settings[rule.name].mode, Must)
        return must and not self._gated and not (self._waived(rule, case) or self._soft(rule, case))

    def _waived(self, rule: Rule, case: Case) -> bool:
        """Whether the case is not asked for."""
        return rule.name in self._loosened and key_of(rule, case) in self._left_out

    def _soft(self, rule: Rule, case: Case) -> bool:
        """Whether an amount of the case is priced: of a preference, or of what is eased."""
        if isinstance(self._settings[rule.name].mode, Prefer):
            return True
        return rule.name in self._loosened and key_of(rule, case) in self.eased

    def _gate(self, rule: Rule, case: Case) -> list[Linear]:
        """The literals behind which a constraint of this case stands."""
        return self._gate_of(key_of(rule, case)) if self._gated else []

    def _gate_of(self, key: Key) -> list[Linear]:
        if key not in self.gates:
            self.gates[key] = self.model.literal()
        return [self.gates[key]]

    # What rules promise: consequences of what they post, so that others can post less

    def promise_least(self, rule: Rule, case: Case, session: str, least: int) -> None:
        """Say that the rule makes all parts of a session last so many minutes, or longer."""
        if self._plain(rule, case) and least > 0:
            parts = [self.slots.held(slot) for slot in self.slots.of(session)]
            self._always.add(session)
            self._least[session] = least
            longest = max(map(self.slots.most, self.slots.of(session)), default=least)
            self.model.at_most(-total(parts), -least // longest)

    def promise_single(self, rule: Rule, case: Case, session: str) -> None:
        """Say that the rule never lets a session have more than one part."""
        if self._plain(rule, case):
            self._single.add(session)
            self.model.one_at_most([self.slots.held(slot) for slot in self.slots.of(session)])

    def promise_apart(self, rule: Rule, case: Case, one: str, other: str) -> None:
        """Say that the rule never lets parts of two sessions overlap."""
        if self._plain(rule, case):
            for here in self.slots.of(one):
                there = Slot(other, here.sitting)
                if there in self.slots:
                    self.overlaps.note_apart(here, there)

    def promise_posts(self, rule: Rule, most: int) -> None:
        """Say that the rule lets no State take more than so many of the open posts."""
        if self._whole(rule):
            self.open_posts.promise_most(most)

    def promise_filled(self, rule: Rule) -> None:
        """Say that the rule has every open post taken."""
        if self._whole(rule):
            self.open_posts.promise_filled()

    def pools(self, rule: Rule) -> bool:
        """Whether what open posts cost may be priced for all States together.

        So it is where a preference costs each post once: every post is known to be taken, and by
        a State of its own.
        """
        open_posts, mode = self.open_posts, self._settings[rule.name].mode
        return (
            isinstance(mode, Prefer) and open_posts.open and open_posts.single and open_posts.filled
        )

    def price(self, rule: Rule, case: Case, amount: Linear) -> None:
        """Price an amount: one that is exact where it is minimised."""
        key = (rule.name, case)
        self.amounts[key] = self.amounts.get(key, NOTHING) + amount

    def imply(self, rule: Rule, left: Linear, limit: int) -> None:
        """Post ``left <= limit``, which follows from the rule as a whole, to help the proof.

        It has no price: a preference does not post it.
        """
        if self._whole(rule):
            self.model.at_most(left, limit)
        elif self._gated and self._settings[rule.name].must:
            self.model.at_most(left, limit, self._gate_of((rule.name, WHOLE)))

    def imply_length(self, rule: Rule, case: Case, slot: Slot, most: int) -> None:
        """Narrow the length of a part (minutes), where that follows from the rule."""
        if self._plain(rule, case):
            self.slots.narrow(slot, most=most)

    # What rules post on one slot

    def forbid(self, rule: Rule, case: Case, slot: Slot) -> None:
        """Post that a slot is not held; each that is costs 1."""
        if self._plain(rule, case):
            self.slots.close(slot)
        else:
            self.at_most(rule, case, self.slots.held(slot))

    def forbid_any(self, rule: Rule, case: Case, slots: Sequence[Slot]) -> None:
        """Post that none of several slots is held; it costs 1 where any is."""
        if self._plain(rule, case):
            for slot in slots:
                self.slots.close(slot)
        else:
            self.worst(rule, case, [(self.slots.held(slot), ()) for slot in slots])

    def forbid_minutes(
        self, rule: Rule, case: Case, slot: Slot, when: Sequence[Linear] = ()
    ) -> None:
        """Post that a slot is not held, where ``when`` holds; each that is costs its minutes."""
        if self._plain(rule, case) and not when:
            self.slots.close(slot)
        else:
            self.at_most(rule, case, self.slots.minutes(slot), when=when)

    def forbid_room(self, rule: Rule, case: Case, slot: Slot, room: str, amount: int) -> None:
        """Post that a slot is not held in a room; each that is costs ``amount``."""
        if self._plain(rule, case):
            self.slots.close_room(slot, room)
        else:
            self.at_most(rule, case, amount * self.slots.in_room(slot, room))

    def at_least_long(self, rule: Rule, case: Case, slot: Slot, least: int) -> None:
        """Post that a part has a least length in minutes; a shorter one costs what is missing."""
        if self._plain(rule, case):
            self.slots.narrow(slot, least=least)
        else:
            held, minutes = self.slots.held(slot), self.slots.minutes(slot)
            self.at_most(rule, case, least * held - minutes)

    def keep_hours(self, rule: Rule, case: Case, slot: Slot, hours: tuple[int, int]) -> None:
        """Post that a part lies within hours (minutes after midnight); each outside costs 1."""
        if self._plain(rule, case):
            self.slots.narrow(slot, hours=hours)
            return
        if self._waived(rule, case):
            return
        midnight = self.slots.sitting(slot).day * DAY
        inside, held = self.model.literal(), self.slots.held(slot)
        self.model.at_most(midnight + hours[0] - self.slots.start(slot), 0, [inside, held])
        self.model.at_most(self.slots.end(slot) - midnight - hours[1], 0, [inside, held])
        self.at_most(rule, case, held - self.model.all([inside, held]))

    def keep_part(self, rule: Rule, case: Case, slot: Slot, part: Part) -> None:
        """Post that a slot holds no other part than this one; any other costs 1.

        The part's room counts only where it names one.
        """
        if self._plain(rule, case):
            hours = (part.start, part.start + part.minutes)
            self.slots.narrow(slot, least=part.minutes, hours=hours)
            for room in self.slots.rooms(slot):
                if part.room not in (None, room):
                    self.slots.close_room(slot, room)
            return
        self.at_most(rule, case, self.slots.held(slot) - self.matches(slot, part))

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
        if self._waived(rule, case):
            return
        excesses = [(left - limit, when) for left, when in lefts]
        if not self._soft(rule, case):
            for excess, when in excesses:
                self.model.at_most(excess, 0, [*when, *self._gate(rule, case)])
            return
        highest = max((self.model.bounds(excess)[1] for excess, _ in excesses), default=0)
        if highest <= 0:
            return
        if len(excesses) == 1 and not excesses[0][1] and self.model.bounds(excesses[0][0])[0] >= 0:
            self.price(rule, case, excesses[0][0])
            return
        key = tuple((excess.key(), tuple(w.key() for w in when)) for excess, when in excesses)
        if key not in self._amounts:
            step = gcd(*(number for excess, _ in excesses for number in _numbers(excess)))
            amount = step * self.model.integer(0, highest // step)
            for excess, when in excesses:
                self.model.at_most(excess - amount, 0, when)
            self._amounts[key] = amount
        self.price(rule, case, self._amounts[key])

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
        if self._whole(rule):
            self.overlaps.keep_apart(members, against, gap, loose)
            return
        hard = []
        for one, other in self.overlaps.pairs(members, against, gap):
            what = case(one.slot.session, other.slot.session)
            if self._waived(rule, what):
                continue
            if self._soft(rule, what):
                self.price(rule, what, self.overlaps.overlap(one, other, gap))
            elif self._gated:
                self.overlaps.separate(one, other, gap, self._gate(rule, what))
            else:
                hard.append((one, other))
        self.overlaps.keep_pairs_apart(hard, gap)

    def no_clash(
        self, rule: Rule, prices: Mapping[Case, int], one: str, other: str, *, pairs: bool
    ) -> None:
        """Post that two sessions do not overlap; each case costs its price for every minute.

        With ``pairs`` the price is for every pair of parts that overlap.
        """
        first = [self.overlaps.member(slot) for slot in self.slots.of(one)]
        second = [self.overlaps.member(slot) for slot in self.slots.of(other)]
        soft, hard = self._split(rule, prices)
        if soft:
            met = self.overlaps.pairs([*first, *second], [], 0)
            clash = (
                self.clashes(one, other)
                if pairs
                else total(self.overlaps.overlap(a, b, 0) for a, b in met)
            )
            for case in soft:
                self.at_most(rule, case, prices[case] * clash)
        for case in hard if self._gated else hard[:1]:
            self.no_overlap(rule, partial(_constantly, case), [*first, *second])

    def no_meeting(
        self, rule: Rule, cases: Mapping[Case, Sequence[Linear]], one: str, other: str
    ) -> None:
        """Post that two sessions do not overlap where all literals of a case hold.

        Each minute in which they do costs, in each such case.
        """
        pairs = list(
            self.overlaps.pairs(
                [self.overlaps.member(slot) for slot in self.slots.of(one)],
                [self.overlaps.member(slot) for slot in self.slots.of(other)],
                0,
            )
        )
        pairs = [pair for pair in pairs if self.overlaps.may_meet(pair[0].slot, pair[1].slot)]
        if not pairs:
            return
        soft, hard = self._split(rule, cases)
        if soft:
            minutes = total(self.overlaps.overlap(*pair, 0) for pair in pairs)
            for case in soft:
                self.at_most(rule, case, minutes, when=cases[case])
        if self._gated:
            for case in hard:
                for pair in pairs:
                    self.overlaps.separate(*pair, 0, [*cases[case], *self._gate(rule, case)])
        elif hard:
            apart = self.model.literal()
            for case in hard:
                self.model.clause([apart, *(1 - literal for literal in cases[case])])
            for pair in pairs:
                self.overlaps.separate(*pair, 0, [apart])

    def _split(self, rule: Rule, cases: Iterable[Case]) -> tuple[list[Case], list[Case]]:
        """Cases that have a price, and those that have none; what is left out is in neither."""
        asked = [case for case in cases if not self._waived(rule, case)]
        soft = [case for case in asked if self._soft(rule, case)]
        return soft, [case for case in asked if not self._soft(rule, case)]

    def cumulative(self, rule: Rule, case: Case, slots: Sequence[Slot], capacity: int) -> None:
        """Post that at most so many slots run at any moment; each minute of each excess costs."""
        self.cumulative_worst(rule, case, [(slots, ())], capacity)

    def cumulative_worst(
        self,
        rule: Rule,
        case: Case,
        crowds: Iterable[tuple[Sequence[Slot], Sequence[Linear]]],
        capacity: int,
    ) -> None:
        """Post for each of several that at most so many slots run at any moment.

        Each minute of each excess costs, in the one that has most of it.

        Parameters
        ----------
        crowds
            Slots, and the literals where all of which hold they count.
        """
        costs = []
        for slots, when in crowds if not self._waived(rule, case) else ():
            by_sitting: dict[str, list[Slot]] = {}
            for slot in slots:
                by_sitting.setdefault(slot.sitting, []).append(slot)
            groups = [
                group
                for crowd in by_sitting.values()
                for group in self.overlaps.crowds(crowd)
                if len(group) > capacity
            ]
            if self._soft(rule, case):
                costs.append((total(self.overlaps.crowding(g, capacity) for g in groups), when))
                continue
            for group in groups:
                self._limit_crowd(rule, case, group, capacity, when)
        if costs:
            self.worst(rule, case, costs)

    def keep_breaks(
        self,
        rule: Rule,
        case: Case,
        rows: Iterable[tuple[Iterable[Slot], Sequence[Linear]]],
        least: int,
    ) -> None:
        """Post a least break in minutes between any two parts; what is missing of each costs.

        Parameters
        ----------
        rows
            Slots, and the literals where all of which hold they count; the row that lacks most
            costs.
        """
        costs = []
        for slots, when in rows if not self._waived(rule, case) else ():
            if self._soft(rule, case):
                costs.append((self.missing_breaks(slots, least), when))
                continue
            in_order = sorted(slots, key=lambda slot: self.slots.sitting(slot).begin)
            for one, other in combinations(map(self.overlaps.member, in_order), 2):
                self.overlaps.separate(one, other, least, [*when, *self._gate(rule, case)])
        if costs:
            self.worst(rule, case, costs)

    def _limit_crowd(
        self, rule: Rule, case: Case, group: list[Slot], capacity: int, when: Sequence[Linear]
    ) -> None:
        gate = [*when, *self._gate(rule, case)]
        if capacity == 1 and not gate:
            self.overlaps.keep_apart([self.overlaps.member(slot) for slot in group], [], 0)
            return
        key = (frozenset(group), capacity)
        if key not in self._crowds:
            within = self._crowds[key] = self.model.literal() if gate else ALWAYS
            members = [self.overlaps.member(slot) for slot in group]
            intervals = [self.overlaps.interval(member, 0) for member in members]
            self.model.cumulative(intervals, Linear(constant=capacity), [within])
        self.model.clause([self._crowds[key], *(1 - literal for literal in gate)])


def _constantly(case: Case, _one: str, _other: str) -> Case:
    return case


def _numbers(expression: Linear) -> Iterable[int]:
    """The numbers in an expression; what divides them all divides every value of it."""
    return expression.constant, *expression.terms.values()


def _never(member: Member) -> bool:
    return member.literal.fixed and member.literal.constant == 0
