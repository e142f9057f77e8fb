"""Parts that overlap: intervals, what may overlap, and by how long.

Everything here is posted or priced sitting by sitting, and together for sittings that overlap: only
a gap between parts reaches from one sitting into the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, permutations, product
from typing import TYPE_CHECKING

from scheduler.drafting.model import Model
from scheduler.drafting.slots import Member, Slots
from scheduler.drafting.turnovers import Turnovers
from scheduler.rules.draft import Slot
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Overlaps:
    """The intervals of a draft, and which slots are known never to overlap.

    Parameters
    ----------
    slots, model
        The draft's variables, and the model that holds them.
    """

    def __init__(self, slots: Slots, model: Model) -> None:
        self.slots = slots
        self.model = model
        self.turnovers = Turnovers(slots, model)
        self._apart: dict[Slot, set[Slot]] = {}
        self._covers: dict[tuple[frozenset[Slot], bool], Linear] = {}
        self._intervals: dict[tuple[Slot, tuple[object, ...], int], cp_model.IntervalVar] = {}
        self._amounts: dict[object, Linear] = {}
        self._cliques: dict[tuple[int, object], list[set[object]]] = {}

    def member(self, slot: Slot, room: str | None = None) -> Member:
        """A slot that can clash wherever it is held, or only where it is held in a room."""
        held = self.slots.held(slot)
        return Member(slot, held if room is None else self.slots.in_room(slot, room))

    def may_meet(self, one: Slot, other: Slot) -> bool:
        """Whether parts at two slots can overlap, as far as is known."""
        return other.whole not in self._apart.get(one.whole, ()) and self._beside(one, other)

    def _beside(self, one: Slot, other: Slot) -> bool:
        """Whether two slots are in one sitting, or in two that overlap."""
        return self.slots.week.overlap(one.sitting, other.sitting)

    def _by_sitting(self, members: Iterable[Member]) -> dict[str, list[Member]]:
        """Members by their sitting: by the first of those that overlap, also by way of others."""
        found: dict[str, list[Member]] = {}
        for member in members:
            found.setdefault(self._where(member.slot), []).append(member)
        return found

    def _where(self, slot: Slot) -> str:
        return self.slots.week.beside[slot.sitting][0].id

    def together(self, slots: Iterable[Slot]) -> list[list[Slot]]:
        """Slots by their sitting; those of sittings that overlap, also by way of others, as one."""
        found: dict[str, list[Slot]] = {}
        for slot in slots:
            found.setdefault(self._where(slot), []).append(slot)
        return list(found.values())

    def note_apart(self, one: Slot, other: Slot) -> None:
        """Remember that parts at two slots never overlap."""
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def crowds(self, slots: Sequence[Slot]) -> list[list[Slot]]:
        """Split slots of sittings that overlap so that none can overlap one of another group."""
        groups: list[list[Slot]] = []
        rest, spread = set(slots), _spread(slots)
        for slot in slots:
            if slot not in rest:
                continue
            rest.remove(slot)
            group, reached = {slot}, [slot]
            while reached:
                one = reached.pop()
                apart = self._apart.get(one.whole, ())
                near = {two for two in rest if two.whole not in apart}
                near = {two for two in near if self._beside(one, two)} if spread else near
                rest -= near
                group |= near
                reached.extend(near)
            groups.append([slot for slot in slots if slot in group])
        return groups

    def crowding(self, crowd: Sequence[Slot], capacity: int) -> Linear:
        """For every minute, the slots of sittings that overlap that run beyond a capacity.

        Exact where it is minimised; otherwise it may be too great.
        """
        key = (frozenset(crowd), capacity)
        if key not in self._amounts:
            grid = self.slots.grid(crowd)
            excesses = []
            for moment in grid:
                running = [self.slots.active(slot, moment) for slot in crowd]
                running = [literal for literal in running if literal is not NOTHING]
                excess = self.model.integer(0, max(0, len(running) - capacity))
                self.model.at_most(total([*running, -excess]), capacity)
                excesses.append(grid.step * excess)
            self._amounts[key] = total(excesses)
        return self._amounts[key]

    def covered(self, slots: Sequence[Slot], *, exactly: bool = True) -> Linear:
        return total(self._covered_here(here, exactly) for here in self.together(slots))

    def _covered_here(self, slots: Sequence[Slot], exactly: bool) -> Linear:
        covered = total(self._covered(crowd, exactly) for crowd in self.crowds(slots))
        self._fill(slots, covered)
        return covered

    def _fill(self, slots: Sequence[Slot], covered: Linear) -> None:
        """Post a bound: what keeps apart from the slots has only the rest of their sittings."""
        beside: list[Slot] = []
        for sitting in self.slots.week.beside[slots[0].sitting] if len(slots) > 1 else ():
            for slot in self.slots.within(sitting.id):
                if slot not in slots and self._all_apart(slot, [*slots, *beside]):
                    beside.append(slot)
        if beside:
            minutes = total(self.slots.minutes(slot) for slot in beside)
            self.model.tighten(minutes + covered, self._length([*slots, *beside]))

    def _covered(self, crowd: list[Slot], exactly: bool) -> Linear:
        if len(crowd) == 1:
            return self.slots.minutes(crowd[0])
        key = (frozenset(crowd), exactly)
        if key not in self._covers:
            grid = self.slots.grid(crowd)
            cliques = self._apart_groups(crowd)
            if exactly or all(self.slots.constant(slot) for slot in crowd):
                busy = [self._busy(crowd, cliques, moment, exactly) for moment in grid]
            else:
                busy = self._unless_free(cliques, grid)
            self._covers[key] = grid.step * total(busy)
        return self._covers[key]

    def _unless_free(self, cliques: list[list[Slot]], grid: range) -> list[Linear]:
        """For each moment of a grid, a literal that holds unless the crowd leaves it free.

        A free moment is an interval that no part overlaps, which takes far fewer variables than
        stating for each part when it runs.
        """
        busy = [self.model.literal() for _ in grid]
        free = [
            self.model.interval(_fixed(at), _fixed(grid.step), _fixed(at + grid.step), 1 - literal)
            for at, literal in zip(grid, busy, strict=True)
        ]
        for clique in cliques:
            parts = [self.interval(self.member(slot), 0) for slot in clique]
            self.model.no_overlap([*parts, *free])
            minutes = total(self.slots.minutes(slot) for slot in clique)
            self.model.tighten(minutes - grid.step * total(busy), 0)
        return busy

    def _busy(
        self, crowd: list[Slot], cliques: list[list[Slot]], moment: int, exactly: bool
    ) -> Linear:
        """A literal that holds where the part of any slot of a crowd is running."""
        busy = self.model.literal()
        for clique in cliques:
            running = total(self.slots.active(slot, moment) for slot in clique)
            self.model.at_most(running - busy, 0)
        if exactly:
            running = total(self.slots.active(slot, moment) for slot in crowd)
            self.model.at_most(busy - running, 0)
        return busy

    def _apart_groups(self, crowd: list[Slot]) -> list[list[Slot]]:
        """Groups of slots that keep apart, so that each slot is in at least one of them.

        A bound on their sum is stronger than a bound on each slot.
        """
        groups: list[list[Slot]] = []
        for slot in crowd:
            if not any(slot in group for group in groups):
                group = [slot]
                for other in crowd:
                    if other != slot and self._all_apart(other, group):
                        group.append(other)
                groups.append(group)
        return groups

    def _all_apart(self, slot: Slot, others: Sequence[Slot]) -> bool:
        return all(not self.may_meet(slot, other) for other in others)

    def most_at_once(self, slots: Sequence[Slot]) -> Linear:
        if not slots:
            return NOTHING
        most = self.model.integer(0, len(slots))
        for slot in slots:
            self.model.at_most(self.slots.held(slot) - most, 0)
        if any(len(crowd) > 1 for crowd in self.crowds(slots)):
            intervals = [self.interval(self.member(slot), 0) for slot in slots]
            self.model.cumulative(intervals, most)
            length = self._length(slots)
            self.model.tighten(total(map(self.slots.minutes, slots)) - length * most, 0)
        return most

    def _length(self, slots: Iterable[Slot]) -> int:
        """Minutes in which the sittings of some slots are open, one or more of them."""
        minutes, until = 0, 0
        for begin, end in sorted({(one.begin, one.end) for one in map(self.slots.sitting, slots)}):
            minutes += max(0, end - max(begin, until))
            until = max(until, end)
        return minutes

    def pairs(
        self, members: Sequence[Member], against: Sequence[Member], gap: int
    ) -> Iterator[tuple[Member, Member]]:
        """Every two members of different sessions that can come within the gap of each other."""
        yield from self._within(members, against)
        yield from self._across(members, against, gap)

    def _within(
        self, members: Sequence[Member], against: Sequence[Member]
    ) -> Iterator[tuple[Member, Member]]:
        """The pairs inside one sitting, or in two that overlap."""
        others = self._by_sitting(against)
        for sitting, here in self._by_sitting(members).items():
            mixed = product(here, others.get(sitting, ()))
            for one, other in chain(combinations(here, 2), mixed):
                if one.slot.session != other.slot.session and self._beside(one.slot, other.slot):
                    yield one, other

    def _across(
        self, members: Sequence[Member], against: Sequence[Member], gap: int
    ) -> Iterator[tuple[Member, Member]]:
        """The pairs where the sitting of one begins within the gap after that of the other."""
        ours, others = _in_sittings(members), _in_sittings(against)
        for before, after in self.turnovers.boundaries(gap):
            for left, right in ((ours, ours), (ours, others), (others, ours)):
                for one, other in product(left.get(before.id, ()), right.get(after.id, ())):
                    if one.slot.session != other.slot.session:
                        yield one, other

    def separate(self, one: Member, other: Member, gap: int, when: Sequence[Linear]) -> None:
        """Require, where ``when`` holds, that one part ends a gap before the other begins."""
        ways = [(one, other), (other, one)]
        if not self._beside(one.slot, other.slot):
            ways = ways[:1]
        choices = []
        for first, second in ways:
            low, high = self._wait(first, second, gap)
            if high <= 0:
                return
            if low > 0:
                continue
            choices.append(self._before(first.slot, second.slot, gap))
        unless = [1 - literal for literal in (one.literal, other.literal, *when)]
        self.model.clause([*choices, *unless])

    def _before(self, first: Slot, second: Slot, gap: int) -> Linear:
        """A literal that holds only where one held part ends a gap before another begins."""
        key = ("before", first, second, gap)
        if key not in self._amounts:
            found = self._amounts[key] = self.model.literal()
            wait = self.slots.end(first) + gap - self.slots.start(second)
            both = self.slots.held(first.whole), self.slots.held(second.whole)
            self.model.at_most(wait, 0, [found, *both])
        return self._amounts[key]

    def overlap(self, one: Member, other: Member, gap: int) -> Linear:
        """Minutes in which two parts overlap; exact where minimised."""
        key = (one.key, other.key, gap)
        if key not in self._amounts:
            self._amounts[key] = self._overlap(one, other, gap)
        return self._amounts[key]

    def overlap_with(self, one: Slot, others: Sequence[Slot]) -> Linear:
        """Minutes in which the part of a slot overlaps with each of others; exact where minimised.

        Those that keep apart are counted together, as no two of them ever run at one moment.
        """
        near = [other for other in others if self.may_meet(one, other)]
        alike = [slot for slot in near if self.slots.traced(one) and self.slots.traced(slot)]
        rows = [[slot] for slot in near if slot not in alike]
        for slot in alike:
            row = next((row for row in rows if self._all_apart(slot, row)), None)
            if row is None or row[0] not in alike:
                rows.append([slot])
            else:
                row.append(slot)
        return total(self._overlap_with_row(one, row) for row in rows)

    def _overlap_with_row(self, one: Slot, row: Sequence[Slot]) -> Linear:
        if len(row) == 1:
            return self.overlap(self.member(one), self.member(row[0]), 0)
        key = ("overlap", one, frozenset(row))
        if key not in self._amounts:
            self._amounts[key] = self._running_together(one, row)
        return self._amounts[key]

    def _running_together(self, one: Slot, row: Sequence[Slot]) -> Linear:
        """Minutes in which a slot has its part running, and one of a row that keeps apart.

        Counted moment by moment, which the linear relaxation sees through; worth it only where
        the moments of all already have variables.
        """
        grid, together = self.slots.grid([one, *row]), list[Linear]()
        for moment in grid:
            here = self.slots.active(one, moment)
            there = [self.slots.active(other, moment) for other in row]
            there = [running for running in there if running is not NOTHING]
            if here is not NOTHING and there:
                together.append(self.model.literal())
                self.model.at_most(total([here, *there, -together[-1]]), 1)
        return grid.step * total(together)

    def _overlap(self, one: Member, other: Member, gap: int) -> Linear:
        same = self._beside(one.slot, other.slot)
        always = gap == 0 and self._held(one) and self._held(other)
        if always and not self.may_meet(one.slot, other.slot):
            return NOTHING
        both = [one.literal, other.literal]
        spans = [(one, other)]
        if same:
            spans += [(other, one), (one, one), (other, other)]
        waits = [self._wait(a, b, gap) for a, b in spans]
        highest = min(most for _, most in waits)
        if highest <= 0:
            return NOTHING
        if all(least == most for least, most in waits):
            clash = self.model.literal()
            self.model.clause([clash, *(1 - literal for literal in both)])
            return highest * clash
        if always and self.slots.traced(one.slot) and self.slots.traced(other.slot):
            return self._running_together(one.slot, [other.slot])
        amount = self.model.integer(0, highest)
        ways = [self.slots.end(a.slot) + gap - self.slots.start(b.slot) for a, b in spans]
        choices = []
        for way in ways:
            choice = self.model.literal() if len(ways) > 1 else ALWAYS
            self.model.at_most(way - amount, 0, [choice, *both])
            choices.append(choice)
        self.model.clause([*choices, *(1 - literal for literal in both)])
        return amount

    def missing_break(self, one: Member, other: Member, least: int) -> Linear:
        """Minutes missing from a break between two parts, all of it where they overlap.

        Exact where it is minimised. The sitting of ``one`` does not begin after that of ``other``.
        """
        key = ("break", one.key, other.key, least)
        if key not in self._amounts:
            self._amounts[key] = self._missing_break(one, other, least)
        return self._amounts[key]

    def _missing_break(self, one: Member, other: Member, least: int) -> Linear:
        same = self._beside(one.slot, other.slot)
        ways = [(one, other), (other, one)] if same else [(one, other)]
        if any(self._wait(first, second, least)[1] <= 0 for first, second in ways):
            return NOTHING
        amount, both = self.model.integer(0, least), [one.literal, other.literal]
        lefts = [self.slots.end(a.slot) + least - self.slots.start(b.slot) for a, b in ways]
        if same and self.may_meet(one.slot, other.slot):
            lefts.append(Linear(constant=least))
        choices = [self.model.literal() if same else ALWAYS for _ in lefts]
        for choice, left in zip(choices, lefts, strict=True):
            self.model.at_most(left - amount, 0, [choice, *both])
        self.model.clause([*choices, *(1 - literal for literal in both)])
        return amount

    def keep_apart(
        self, members: list[Member], against: list[Member], gap: int, loose: bool = True
    ) -> None:
        """Require that members are a gap apart from each other and from those in ``against``.

        ``loose`` says whether those in ``against`` may overlap among each other.
        """
        if loose and against:
            self._keep_row_apart(members, gap)
            near = self._by_sitting(members)
            for other in against:
                here = near.get(self._where(other.slot), ())
                self._keep_row_apart(_with(here, other), gap)
            for one, other in self._across(members, against, gap):
                self.separate(one, other, gap, [])
        else:
            row = [*members, *against]
            self._keep_row_apart(row, gap, self._keep_turnover(row, gap))
        everywhere = [member for member in members if self._held(member)]
        for one, other in self._within(everywhere, [m for m in against if self._held(m)]):
            self.note_apart(one.slot, other.slot)

    def _keep_row_apart(
        self,
        row: Sequence[Member],
        gap: int,
        closed: Mapping[str, list[cp_model.IntervalVar]] | None = None,
    ) -> None:
        """Require that members are a gap apart inside each sitting, and from what is closed there.

        Parameters
        ----------
        closed
            By sitting.
        """
        closed = closed or {}
        for here in self._by_sitting(row).values():
            if gap and _spread(member.slot for member in here):
                # Two parts of a session may follow each other without the gap.
                self.keep_pairs_apart(list(self._within(here, [])), gap)
                for sitting, there in _in_sittings(here).items():
                    self._keep_clear(there, gap, closed.get(sitting))
                continue
            here_closed = closed.get(here[0].slot.sitting)
            if len(here) > 1:
                self._keep_clique_apart(here, gap, here_closed)
            else:
                self._keep_clear(here, gap, here_closed)

    def _keep_turnover(
        self, row: Sequence[Member], gap: int
    ) -> dict[str, list[cp_model.IntervalVar]]:
        """By sitting: what has to be closed so that members of others keep the gap."""
        closed: dict[str, list[cp_model.IntervalVar]] = {}
        for step in self.turnovers.steps(row, gap):
            free, taken = (self.turnovers.closed(step, one) for one in (1 - step.taken, step.taken))
            closed.setdefault(step.before, []).append(free)
            own = self.turnovers.follow_on(step, gap)
            if own:
                self._keep_clear([one for one in step.early if one not in own], gap, [taken])
            else:
                closed.setdefault(step.after, []).append(taken)
        return closed

    def _keep_clear(
        self,
        members: Sequence[Member],
        gap: int,
        closed: Sequence[cp_model.IntervalVar] | None,
    ) -> None:
        """Require of members that keep apart anyway that they do not overlap what is closed."""
        if members and closed:
            intervals = [self.interval(member, gap) for member in members]
            self.model.no_overlap([*intervals, *closed])

    def keep_pairs_apart(self, pairs: Sequence[tuple[Member, Member]], gap: int) -> None:
        """Require of pairs of members that they are a gap apart.

        Members of one sitting that must all keep apart are posted together: their minutes then
        share the sitting, without which a crowded week cannot be shown to be impossible.
        """
        near: dict[object, dict[object, Member]] = {}
        for one, other in pairs:
            if not self._beside(one.slot, other.slot):
                self.separate(one, other, gap, [])
                continue
            near.setdefault(one.key, {})[other.key] = other
            near.setdefault(other.key, {})[one.key] = one
        done: set[tuple[object, object]] = set()
        for one, other in pairs:
            if (one.key, other.key) in done or not self._beside(one.slot, other.slot):
                continue
            clique = {one.key: one, other.key: other}
            for key, member in near[one.key].items():
                if key not in clique and clique.keys() <= near[key].keys():
                    clique[key] = member
            done |= set(permutations(clique, 2))
            self._keep_clique_apart(list(clique.values()), gap)

    def _keep_clique_apart(
        self,
        clique: list[Member],
        gap: int,
        closed: Sequence[cp_model.IntervalVar] | None = None,
    ) -> None:
        keys: set[object] = {member.key for member in clique}
        if any(keys <= other for other in self._cliques.get((gap, clique[0].key), ())):
            self._keep_clear(clique, gap, closed)
            return
        for key in keys:
            self._cliques.setdefault((gap, key), []).append(keys)
        if self._always_meet(clique, gap):
            self.model.one_at_most([member.literal for member in clique])
            self._keep_clear(clique, gap, closed)
            return
        self.model.no_overlap([*(self.interval(member, gap) for member in clique), *(closed or ())])
        if all(self._held(member) for member in clique):
            length = self._length(member.slot for member in clique)
            used = total(self.slots.minutes(m.slot) + gap * m.literal for m in clique)
            self.model.tighten(used, length + gap)

    def _held(self, member: Member) -> bool:
        return member.literal.key() == self.slots.held(member.slot.whole).key()

    def _always_meet(self, clique: Sequence[Member], gap: int) -> bool:
        """Whether every part, wherever it is held in the sitting, covers some common moment."""
        windows = [self.slots.times(member.slot) for member in clique]
        return min(w.ends[0] for w in windows) + gap > max(w.starts[1] for w in windows)

    def _wait(self, first: Member, second: Member, gap: int) -> tuple[int, int]:
        """Least and most minutes by which the first, with the gap, runs into the second."""
        before, after = self.slots.times(first.slot), self.slots.times(second.slot)
        return before.ends[0] + gap - after.starts[1], before.ends[1] + gap - after.starts[0]

    def interval(self, member: Member, gap: int) -> cp_model.IntervalVar:
        """The interval of a member, a gap longer than its part; each is made only once."""
        key = (member.slot, member.literal.key(), gap)
        if key not in self._intervals:
            start, end = self.slots.start(member.slot), self.slots.end(member.slot)
            size = self._size(member.slot)
            self._intervals[key] = self.model.interval(start, size + gap, end + gap, member.literal)
        return self._intervals[key]

    def _size(self, slot: Slot) -> Linear:
        """The length as an interval needs it: a constant where every held part has one length."""
        least, most = self.slots.least(slot), self.slots.most(slot)
        return Linear(constant=most) if least == most else self.slots.minutes(slot)


def _spread(slots: Iterable[Slot]) -> bool:
    """Whether slots are in more than one sitting."""
    return len({slot.sitting for slot in slots}) > 1


def _in_sittings(members: Iterable[Member]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member.slot.sitting, []).append(member)
    return found


def _fixed(value: int) -> Linear:
    return Linear(constant=value)


def _with(members: Sequence[Member], other: Member) -> list[Member]:
    return [*(m for m in members if m.slot.session != other.slot.session), other]
