"""Gaps that reach from one sitting into the next.

In each place one literal says that a part runs late, and where it holds no part starts early there.
What is posted grows with the parts on both sides, and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from scheduler.drafting.model import Model
from scheduler.drafting.slots import Member, Slots
from scheduler.rules.draft import Slot
from scheduler.rules.linear import ALWAYS, Linear
from scheduler.week.week import Sitting


class Turnovers:
    """The gaps of a draft between parts in different sittings.

    Parameters
    ----------
    slots, model
        The draft's variables, and the model that holds them.
    """

    def __init__(self, slots: Slots, model: Model) -> None:
        self.slots = slots
        self.model = model
        self._boundaries: dict[int, list[tuple[Sitting, Sitting]]] = {}
        self._literals: dict[object, Linear] = {}
        self._kept: set[object] = set()

    def boundaries(self, gap: int) -> list[tuple[Sitting, Sitting]]:
        """Every two sittings of which one begins after the other, but within the gap."""
        if gap not in self._boundaries:
            self._boundaries[gap] = [
                (before, after)
                for before, after in permutations(self.slots.week.sittings if gap else (), 2)
                if before.end <= after.begin < before.end + gap
            ]
        return self._boundaries[gap]

    def keep(self, members: Sequence[Member], against: Sequence[Member], gap: int) -> None:
        """Require a gap between parts of different sessions across the ends of sittings.

        Parameters
        ----------
        members, against
            Those in ``against`` are a gap apart from the members, and not from each other. Inside
            a sitting, no two of either kind overlap, and parts of different sessions are the gap
            apart.
        """
        ours, others = in_sittings(members), in_sittings(against)
        for before, after in self.boundaries(gap):
            for left, right in ((ours, ours), (ours, others), (others, ours)):
                if before.id in left and after.id in right:
                    self._keep(left[before.id], right[after.id], before, after, gap)

    def _keep(
        self,
        left: Sequence[Member],
        right: Sequence[Member],
        before: Sitting,
        after: Sitting,
        gap: int,
    ) -> None:
        times = self.slots.times
        for moment in self.slots.moments(after.id):
            late = [one for one in left if times(one.slot).ends[1] + gap > moment]
            early = [one for one in right if times(one.slot).starts[0] <= moment]
            if moment >= before.end + gap or not (late and early):
                continue
            runs_late = self._any_late(late, moment, gap)
            for one in early:
                key = (runs_late.key(), one.key, moment)
                if key in self._kept:
                    continue
                self._kept.add(key)
                unless = [1 - one.literal, 1 - self._starts_early(one.slot, moment), 1 - runs_late]
                if one.slot.session not in self.slots.single:
                    own = [same for same in late if same.slot.session == one.slot.session]
                    unless += [self._is_late(same, moment, gap) for same in own]
                self.model.clause(unless)

    def _any_late(self, members: Sequence[Member], moment: int, gap: int) -> Linear:
        """A literal that holds where the gap after any member reaches beyond a moment."""
        key = ("any", frozenset(one.key for one in members), moment, gap)
        if key not in self._literals:
            found = self._literals[key] = self.model.literal()
            for one in members:
                late = self._runs_late(one.slot, moment, gap)
                self.model.clause([1 - one.literal, 1 - late, found])
        return self._literals[key]

    def _runs_late(self, slot: Slot, moment: int, gap: int) -> Linear:
        """A literal that holds where the gap after a held part reaches beyond a moment."""
        if self.slots.times(slot).ends[0] + gap > moment:
            return ALWAYS
        key = ("late", slot, moment - gap)
        if key not in self._literals:
            found = self._literals[key] = self.model.literal()
            late = self.slots.end(slot) + gap - moment
            self.model.at_most(late, 0, [1 - found, self.slots.held(slot)])
        return self._literals[key]

    def _starts_early(self, slot: Slot, moment: int) -> Linear:
        """A literal that holds where a held part starts by a moment."""
        if self.slots.times(slot).starts[1] <= moment:
            return ALWAYS
        key = ("early", slot, moment)
        if key not in self._literals:
            found = self._literals[key] = self.model.literal()
            left = moment + 1 - self.slots.start(slot)
            self.model.at_most(left, 0, [1 - found, self.slots.held(slot)])
        return self._literals[key]

    def _is_late(self, one: Member, moment: int, gap: int) -> Linear:
        """A literal that holds only where it is this member after which the gap reaches so far.

        No other does then: they keep the gap before it, or are over before it begins.
        """
        if self.slots.times(one.slot).ends[0] + gap > moment:
            return one.literal
        key = ("is late", one.key, moment, gap)
        if key not in self._literals:
            found = self._literals[key] = self.model.literal()
            self.model.clause([1 - found, one.literal])
            self.model.at_most(moment + 1 - gap - self.slots.end(one.slot), 0, [found])
        return self._literals[key]


def in_sittings(members: Iterable[Member]) -> dict[str, list[Member]]:
    """Members by their sitting."""
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member.slot.sitting, []).append(member)
    return found
