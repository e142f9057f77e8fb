"""The draft: a week's slots, and the verbs with which rules post themselves on them.

`scheduler.rules.draft.RuleDraft` describes the verbs. What a verb posts depends on how the scenario
applies the rule, which the rule never learns:

- a must posts the constraint;
- a must in a *gated* draft posts it behind the literal of its requirement in `Draft.gates`;
- a must posts nothing in the cases of a requirement that is *left out*, and lets the amount grow in
  the cases of one that is *eased*: `Draft.given_up` then adds up what is not kept;
- a preference lets the amount grow, and `Draft.cost` prices it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from itertools import chain, combinations
from math import gcd

from scheduler.drafting.queries import Queries
from scheduler.drafting.slots import Member
from scheduler.rules.draft import Case, Crowd, Poster, Slot, When
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.rules.requirement import WHOLE, Key, key_of
from scheduler.rules.rule import Prefer, Setting
from scheduler.week.as_written import with_agendas
from scheduler.week.clock import DAY
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
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
        Whether every requirement of a must stands behind its own gate. What follows from a rule
        only as a whole stands behind one more gate, that of its requirement `WHOLE`.
    eased
        Requirements of musts that may be given up, at a price.
    left_out
        Requirements of musts that are dropped.
    sketch
        Whether the draft only has to show whether a timetable exists or what it breaks: slots and
        rooms that no rule mentions then have no variables.
    stop
        Asked again and again whether to give up.
    placed
        A timetable whose parts stay as they are, so that only who speaks where is to be found;
        see `scheduler.drafting.slots.Slots.keep_only`. None: all is to be found.
    free
        With ``placed``: sessions that are to be placed all the same.

    Raises
    ------
    Unfinished
        Where ``stop`` said so; see `scheduler.drafting.model`.

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
        stop: Callable[[], bool] | None = None,
        placed: Timetable | None = None,
        free: Collection[str] = (),
    ) -> None:
        super().__init__(week, sketch=sketch, stop=stop)
        if placed is not None:
            self.slots.keep_only(placed, free)
        self.gates: dict[Key, Linear] = {}
        self.amounts: dict[tuple[str, Case], Linear] = {}
        self._gated = gated
        self.eased = frozenset(eased)
        self._left_out = frozenset(left_out)
        self._loosened = frozenset(rule for rule, _ in self.eased | self._left_out)
        self._settings = {setting.rule.name: setting for setting in settings}
        self._amounts: dict[object, Linear] = {}
        self._crowds: dict[object, Linear] = {}
        self._apart: dict[tuple[str, str, str], Linear] = {}
        in_order = sorted(settings, key=lambda setting: not setting.must)
        for setting in in_order:
            setting.rule.narrow(self)
        for setting in in_order:
            setting.rule.encode(self)
        self.statements.link()
        if not sketch:
            self.slots.touch_all()
        self.model.stop = None

    def fork(self) -> Draft:
        """A copy with the same variables; what is posted on it does not change this draft.

        It can be searched, fixed and read. A query that needs new variables must not be made of it.
        """
        other = copy(self)
        other.model = self.model.fork()
        other.slots = copy(self.slots)
        other.statements = copy(self.statements)
        other.open_posts = copy(self.open_posts)
        other.slots.model = other.statements.model = other.open_posts.model = other.model
        return other

    def read(self, values: list[int]) -> Timetable:
        """The timetable in a solution, with its statements, given a value for every variable."""
        return self.statements.read(self.slots.read(values), values)

    def fix(self, timetable: Timetable, leadership: Leadership) -> bool:
        """Fix all that is placed and who leads; False where the draft does not allow it."""
        filled = with_agendas(self.week, timetable)
        placed = self.open_posts.fix(leadership) and self.slots.fix(filled)
        return placed and self.statements.fix(filled)

    def amount(self, rule: str) -> Linear:
        """The total amount of a preference in its unit, or of what is eased of a must."""
        return total(amount for (name, _), amount in self.amounts.items() if name == rule)

    def cost(self, tier: int) -> Linear:
        """The total cost of the preferences of a tier."""
        return total(
            amount * self._weight(rule, tier) for (rule, _), amount in self.amounts.items()
        )

    @property
    def given_up(self) -> Linear:
        """By how much the eased requirements are not kept, each in the unit of its rule."""
        return total(
            amount for (rule, _), amount in self.amounts.items() if self._settings[rule].must
        )

    def _weight(self, rule: str, tier: int) -> int:
        mode = self._settings[rule].mode
        return mode.weight if isinstance(mode, Prefer) and mode.tier == tier else 0

    def _whole(self, rule: Poster) -> bool:
        """Whether the rule holds unconditionally, in every case."""
        must = self._settings[rule.name].must
        return must and not self._gated and rule.name not in self._loosened

    def _plain(self, rule: Poster, case: Case) -> bool:
        """Whether the rule holds unconditionally in a case."""
        if self._whole(rule):
            return True
        loose = self._gated or self._waived(rule, case) or self._soft(rule, case)
        return self._settings[rule.name].must and not loose

    def _waived(self, rule: Poster, case: Case) -> bool:
        """Whether the case is dropped."""
        return rule.name in self._loosened and key_of(rule, case) in self._left_out

    def _soft(self, rule: Poster, case: Case) -> bool:
        """Whether an amount of the case is priced: of a preference, or of what is eased."""
        if not self._settings[rule.name].must:
            return True
        return rule.name in self._loosened and key_of(rule, case) in self.eased

    def _gate(self, rule: Poster, case: Case) -> list[Linear]:
        """The literals behind which a constraint of this case stands."""
        return self._gate_of(key_of(rule, case)) if self._gated else []

    def _gate_of(self, key: Key) -> list[Linear]:
        if key not in self.gates:
            self.gates[key] = self.model.literal()
        return [self.gates[key]]

    # Limits

    def at_most(
        self, rule: Poster, case: Case, left: Linear, limit: int = 0, when: When = ()
    ) -> None:
        self.each_at_most(rule, case, [(left, when)], limit)

    def at_least(self, rule: Poster, case: Case, left: Linear, limit: int, when: When = ()) -> None:
        self.each_at_most(rule, case, [(-left, when)], -limit)

    def each_at_most(
        self, rule: Poster, case: Case, lefts: Iterable[tuple[Linear, When]], limit: int = 0
    ) -> None:
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

    def _price(self, rule: Poster, case: Case, amount: Linear) -> None:
        """Price an amount that is exact where it is minimised."""
        key = (rule.name, case)
        self.amounts[key] = self.amounts.get(key, NOTHING) + amount

    def imply(self, rule: Poster, left: Linear, limit: int) -> None:
        if self._whole(rule):
            self.model.tighten(left, limit)
        elif self._gated and self._settings[rule.name].must:
            self.model.tighten(left, limit, self._gate_of((rule.name, WHOLE)))

    # One slot

    def forbid(
        self,
        rule: Poster,
        case: Case,
        slots: Sequence[Slot],
        *,
        room: str | None = None,
        when: When = (),
        price: int = 1,
        by_minute: bool = False,
    ) -> None:
        if self._plain(rule, case) and not when:
            for slot in slots:
                if room is None:
                    self.slots.close(slot)
                else:
                    self.slots.close_room(slot, room)
            return
        if room is not None:
            held = [self.slots.in_room(slot, room) for slot in slots]
        else:
            held = [self.minutes(slot) if by_minute else self.held(slot) for slot in slots]
        self.each_at_most(rule, case, [(price * literal, when) for literal in held])

    def allow_only(
        self,
        rule: Poster,
        case: Case,
        slot: Slot,
        *,
        part: Part | None = None,
        longer: bool = False,
        hours: tuple[int, int] | None = None,
    ) -> None:
        if slot not in self.slots:
            return  # Another case of the rule has closed it.
        if part is not None:
            self._keep_part(rule, case, slot, part, longer)
        if hours is not None:
            self._keep_hours(rule, case, slot, hours)

    def _keep_part(self, rule: Poster, case: Case, slot: Slot, part: Part, longer: bool) -> None:
        if not self._plain(rule, case):
            self.at_most(rule, case, self.held(slot) - self.matches(slot, part, longer=longer))
            return
        end = self.slots.sitting(slot).closes if longer else part.start + part.minutes
        self.slots.narrow(slot, least=part.minutes, hours=(part.start, end))
        if longer and slot in self.slots:
            self.model.at_most(self.start(slot) - part.begin, 0, [self.held(slot)])
        for room in self.slots.rooms(slot):
            if part.room not in (None, room):
                self.slots.close_room(slot, room)

    def _keep_hours(self, rule: Poster, case: Case, slot: Slot, hours: tuple[int, int]) -> None:
        if self._plain(rule, case):
            self.slots.narrow(slot, hours=hours)
            return
        if self._waived(rule, case):
            return
        midnight = self.slots.sitting(slot).day * DAY
        inside, held = self.model.literal(), self.held(slot)
        self.model.at_most(midnight + hours[0] - self.start(slot), 0, [inside, held])
        self.model.at_most(self.end(slot) - midnight - hours[1], 0, [inside, held])
        self.at_most(rule, case, held - self.all([inside, held]))

    def keep_length(self, rule: Poster, case: Case, slot: Slot, least: int) -> None:
        if self._plain(rule, case):
            self.slots.narrow(slot, least=least)
        else:
            self.at_most(rule, case, least * self.held(slot) - self.minutes(slot))

    # Several slots

    def no_overlap(
        self,
        rule: Poster,
        case: Callable[[str, str], Case],
        slots: Sequence[Slot],
        against: Sequence[Slot] = (),
        *,
        room: str | None = None,
        beside: Sequence[Sequence[str]] = (),
        gap: int = 0,
    ) -> None:
        members = self._members(slots, room)
        others = self._members(against, None)
        shared = [[m for one in rooms for m in self._members(slots, one)] for rooms in beside]
        if self._whole(rule):
            if others or not shared:
                self.overlaps.keep_apart(members, others, gap)
            for there in shared:
                self.overlaps.keep_apart(members, there, gap, loose=False)
            return
        others += [m for one in dict.fromkeys(chain(*beside)) for m in self._members(slots, one)]
        hard = []
        for one, other in self.overlaps.pairs(members, others, gap):
            what = case(one.slot.session, other.slot.session)
            if self._waived(rule, what):
                continue
            if self._soft(rule, what):
                self._price(rule, what, self.overlaps.overlap(one, other, gap))
            elif self._gated:
                self.overlaps.separate(one, other, gap, self._gate(rule, what))
            else:
                hard.append((one, other))
        self.overlaps.keep_pairs_apart(hard, gap)

    def _members(self, slots: Sequence[Slot], room: str | None = None) -> list[Member]:
        members = [self.overlaps.member(slot, room) for slot in slots]
        return [m for m in members if not m.literal.fixed or m.literal.constant]

    def no_clash(
        self,
        rule: Poster,
        case: Case,
        one: str,
        *others: str,
        when: When = (),
        price: int = 1,
        by_pairs: bool = False,
    ) -> None:
        if len(others) > 1:
            self.at_most(rule, case, price * self._minutes_beside(one, others), when=when)
            return
        (other,) = others
        if self._waived(rule, case):
            return
        slots = [*self.slots.of(one), *self.slots.of(other)]
        if not when and not self._soft(rule, case):
            self.no_overlap(rule, lambda *_: case, slots)
            return
        pairs = [
            (a, b)
            for a, b in self.overlaps.pairs(self._members(slots), [], 0)
            if self.overlaps.may_meet(a.slot, b.slot)
        ]
        if not pairs:
            return
        if self._soft(rule, case):
            clash = (
                self._clashes(one, other, pairs)
                if by_pairs
                else total(self.overlaps.overlap(*pair, 0) for pair in pairs)
            )
            self.at_most(rule, case, price * clash, when=when)
        elif self._gated:
            for pair in pairs:
                self.overlaps.separate(*pair, 0, [*when, *self._gate(rule, case)])
        else:
            key = (rule.name, one, other)
            if key not in self._apart:
                apart = self._apart[key] = self.model.literal()
                for pair in pairs:
                    self.overlaps.separate(*pair, 0, [apart])
            self.model.clause([self._apart[key], *(1 - literal for literal in when)])

    def _minutes_beside(self, one: str, others: Sequence[str]) -> Linear:
        """Minutes in which a session overlaps with each of others. Exact where it is minimised."""
        minutes = NOTHING
        for slot in self.slots.of(one):
            near = [beside for other in others for beside in self.slots.beside(slot, other)]
            minutes += self.overlaps.overlap_with(slot, near)
        return minutes

    def _clashes(self, one: str, other: str, pairs: Sequence[tuple[Member, Member]]) -> Linear:
        """How many pairs of parts of two sessions overlap. Exact where it is minimised."""
        key = ("clashes", one, other)
        if key not in self._memory:
            shared = self.model.literal() if {one, other} <= self.slots.single else None
            clashes = []
            for pair in pairs:
                clash = shared or self.model.literal()
                self.overlaps.separate(*pair, 0, [1 - clash])
                clashes.append(clash)
            self._memory[key] = shared or total(clashes)
        return self._memory[key]

    def cumulative(self, rule: Poster, case: Case, crowds: Iterable[Crowd], capacity: int) -> None:
        costs = []
        for slots, when in crowds if not self._waived(rule, case) else ():
            groups = [
                group
                for crowd in self.overlaps.together(slots)
                for group in self.overlaps.crowds(crowd)
                if len(group) > capacity
            ]
            if self._soft(rule, case):
                costs.append((total(self.overlaps.crowding(g, capacity) for g in groups), when))
                continue
            for group in groups:
                self._limit_crowd(group, capacity, [*when, *self._gate(rule, case)])
        if costs:
            self.each_at_most(rule, case, costs)

    def _limit_crowd(self, group: list[Slot], capacity: int, when: When) -> None:
        if capacity == 1 and not when:
            self.overlaps.keep_apart([self.overlaps.member(slot) for slot in group], [], 0)
            return
        key = (frozenset(group), capacity)
        if key not in self._crowds:
            within = self._crowds[key] = self.model.literal() if when else ALWAYS
            members = [self.overlaps.member(slot) for slot in group]
            intervals = [self.overlaps.interval(member, 0) for member in members]
            self.model.cumulative(intervals, Linear(constant=capacity), [within])
        self.model.clause([self._crowds[key], *(1 - literal for literal in when)])

    def keep_breaks(self, rule: Poster, case: Case, crowds: Iterable[Crowd], least: int) -> None:
        costs = []
        for slots, when in crowds if not self._waived(rule, case) else ():
            if self._soft(rule, case):
                costs.append((self.missing_breaks(slots, least), when))
                continue
            in_order = sorted(slots, key=lambda slot: self.slots.sitting(slot).begin)
            for one, other in combinations(map(self.overlaps.member, in_order), 2):
                self.overlaps.separate(one, other, least, [*when, *self._gate(rule, case)])
        if costs:
            self.each_at_most(rule, case, costs)

    # Promises

    def promise(
        self,
        rule: Poster,
        case: Case,
        session: str,
        *,
        least: int = 0,
        longest: int | None = None,
        single: bool = False,
        apart_from: str | None = None,
    ) -> None:
        if not self._plain(rule, case):
            return
        if longest is not None:
            for slot in self.slots.of(session):
                self.slots.narrow(slot, most=longest)
        if least > 0:
            self._promise_least(session, least)
        if single:
            self.slots.single.add(session)
            self.model.one_at_most(list(self._held_in(session)))
        if apart_from is not None:
            for here in self.slots.of(session):
                for there in self.slots.beside(here, apart_from):
                    self.overlaps.note_apart(here, there)

    def _promise_least(self, session: str, least: int) -> None:
        parts = total(self._held_in(session))
        self._always.add(session)
        self._least[session] = least
        longest = max(map(self.slots.most, self.slots.of(session)), default=least)
        self.model.tighten(-parts, -least // longest)

    def promise_posts(self, rule: Poster, *, most: int | None = None, filled: bool = False) -> None:
        if self._whole(rule):
            if most is not None:
                self.open_posts.most = min(self.open_posts.most, most)
            self.open_posts.filled |= filled

    def tells_alike(self, rule: Poster) -> bool:
        return not self._settings[rule.name].must

    def pools(self, rule: Poster) -> bool:
        posts, must = self.open_posts, self._settings[rule.name].must
        return not must and posts.open and posts.filled and posts.most <= 1


def _numbers(expression: Linear) -> Iterable[int]:
    """The numbers in an expression; what divides them all divides every value of it."""
    return expression.constant, *expression.terms.values()
