"""Gaps that reach from one sitting into the next.

In each place one literal says, for each step of such a gap, whether what runs late takes it up. It
closes the step to the one side or to the other, as an interval that no part may overlap: what is
posted grows neither with the pairs of parts nor with the parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from scheduler.drafting.model import Model
from scheduler.drafting.slots import Member, Slots
from scheduler.rules.linear import Linear
from scheduler.week.week import Sitting

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class GapStep(NamedTuple):
    """A step of a gap that reaches from one sitting into another.

    Attributes
    ----------
    begin, end
        Moments of the week.
    late
        The members in the one sitting whose gap may reach into the step.
    early
        Those in the other that may have begun with it.
    taken
        A literal: whether the step belongs to what runs late. If not, it is free for the others.
    """

    before: str
    after: str
    begin: int
    end: int
    late: list[Member]
    early: list[Member]
    taken: Linear


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

    def boundaries(self, gap: int) -> list[tuple[Sitting, Sitting]]:
        """Every two sittings of which one begins after the other, but within the gap."""
        if gap not in self._boundaries:
            self._boundaries[gap] = [
                (before, after)
                for before, after in permutations(self.slots.week.sittings if gap else (), 2)
                if before.end <= after.begin < before.end + gap
            ]
        return self._boundaries[gap]

    def steps(self, members: Sequence[Member], gap: int) -> Iterator[GapStep]:
        """Every step of a gap between members, no two of which may overlap, across sittings."""
        times, here = self.slots.times, dict[str, list[Member]]()
        for member in members if gap else ():
            here.setdefault(member.slot.sitting, []).append(member)
        for before, after in self.boundaries(gap):
            grid, last = self.slots.moments(after.id), before.end + gap
            for begin in range(grid.start, min(grid.stop, last), grid.step):
                late = [m for m in here.get(before.id, ()) if times(m.slot).ends[1] + gap > begin]
                early = [m for m in here.get(after.id, ()) if times(m.slot).starts[0] <= begin]
                if late and early:
                    end = min(begin + grid.step, last)
                    taken = self.model.literal()
                    yield GapStep(before.id, after.id, begin, end, late, early, taken)

    def closed(self, step: GapStep, literal: Linear) -> cp_model.IntervalVar:
        """An interval over a step, where a literal holds."""
        begin, end = Linear(constant=step.begin), Linear(constant=step.end)
        return self.model.interval(begin, end - begin, end, literal)

    def follow_on(self, step: GapStep, gap: int) -> list[Member]:
        """The early members whose session may itself run late, and be followed without the gap.

        It is posted here that they start after the step where another session takes it.
        """
        late: dict[str, list[Member]] = {}
        for member in step.late:
            late.setdefault(member.slot.session, []).append(member)
        own = [
            member
            for member in step.early
            if member.slot.session in late and member.slot.session not in self.slots.single
        ]
        for member in own:
            unless = [1 - self._runs_late(one, step, gap) for one in late[member.slot.session]]
            when = [member.literal, step.taken, *unless]
            self.model.at_most(step.begin + 1 - self.slots.start(member.slot), 0, when)
        return own

    def _runs_late(self, member: Member, step: GapStep, gap: int) -> Linear:
        """A literal that holds only where it is this member that takes up the step.

        No other member does then: it keeps the gap before this one, or is over before it begins.
        """
        found = self.model.literal()
        self.model.clause([1 - found, member.literal])
        self.model.at_most(step.begin + 1 - gap - self.slots.end(member.slot), 0, [found])
        return found
