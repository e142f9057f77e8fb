"""Other prices: whether the best timetable stays best at other weights, and tiers exchanged.

All else as it is, what a tier costs at best is a concave function of one weight: straight pieces,
each with timetables of its own. Its corners are found exactly, from the ends inwards: where the
lines of two timetables cross, either nothing is cheaper there and it is a corner, or what is
cheaper has a line of its own. Where the line of the best timetable reaches to the end, one search
says so. The draft does not depend on prices, and one serves all questions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scheduler.drafting.draft import Draft
from scheduler.errors import Disagreement
from scheduler.exploring.results import Exchanged, Stretch
from scheduler.judging.judge import tiers_of
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Prefer
from scheduler.solving.problem import Problem
from scheduler.solving.result import Result, Status
from scheduler.solving.solving import SolveRun, tier_name
from scheduler.solving.tiers import Goal
from scheduler.week.difference import Where, slots_used
from scheduler.week.timetable import Timetable


class Ground(NamedTuple):
    """What every question about prices begins from.

    Attributes
    ----------
    run
        The search that goes on.
    draft
        Of the problem; nothing is settled on it.
    best
        The best timetable, proven in every tier.
    values
        Of the draft's variables in it: a hint, and nothing depends on it.
    home
        Sessions that stay where they are before others do, where several timetables are best.
    """

    run: SolveRun
    draft: Draft
    best: Result
    values: Sequence[int]
    home: Collection[str] = ()

    @property
    def problem(self) -> Problem:
        return self.run.problem

    @property
    def timetable(self) -> Timetable:
        assert self.best.timetable is not None
        return self.best.timetable

    def amount(self, rule: str) -> int:
        """What a preference counts in the best timetable, in its unit."""
        assert self.best.verdict is not None
        return self.best.verdict.amount(rule)

    def cost(self, tier: int) -> int:
        """What a tier costs in the best timetable."""
        assert self.best.verdict is not None
        return self.best.verdict.cost(tier)


class _Line(NamedTuple):
    """What timetables cost in a tier, for each weight of one preference: rest + weight x amount."""

    rest: int
    amount: int

    def at(self, weight: Fraction) -> Fraction:
        return self.rest + weight * self.amount


class _Known(NamedTuple):
    """A line, and a solution of the draft that lies on it."""

    line: _Line
    values: Sequence[int]


def walk(ground: Ground, rule: str, end: Fraction) -> tuple[Stretch, ...]:
    """Find what is best at the weights of one preference, from today's weight to another.

    Parameters
    ----------
    rule
        Name of the preference.
    end
        The last weight, above or below today's, and above 0.

    Returns
    -------
    tuple of Stretch
        From today's weight on; the stretches meet.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    return _WeightWalk(ground, rule, end).go()


class _WeightWalk:
    """The questions about one weight, in one direction."""

    def __init__(self, ground: Ground, rule: str, end: Fraction) -> None:
        draft, modes = ground.draft, _modes(ground.problem)
        mode = modes[rule]
        others = [name for name in modes if name != rule and modes[name].tier == mode.tier]
        self._ground, self._tier, self._end = ground, mode.tier, end
        self._now = Fraction(mode.weight)
        self._amount = draft.amount(rule)
        self._rest = total(draft.amount(name) * modes[name].weight for name in others)
        amount = ground.amount(rule)
        line = _Line(ground.cost(mode.tier) - mode.weight * amount, amount)
        self._base = _Known(line, ground.values)
        self._least = ground.draft.model.bounds(self._amount if end > self._now else self._rest)[0]

    def go(self) -> tuple[Stretch, ...]:
        line = self._base.line
        least = line.amount if self._end > self._now else line.rest
        if self._rest.fixed or self._least == least:
            # It has the least of what comes to weigh more, so that no other gains on it.
            return (self._stretch(self._now, self._end, line),)
        last = self._cheapest(self._end, [self._base])
        if last is None:
            return (self._unsettled(self._now, self._end),)
        pieces = _joined(self._pieces(self._now, self._base, self._end, last))
        return tuple(
            self._unsettled(one, other) if known is None else self._named(one, other, known)
            for one, other, known in pieces
        )

    def _pieces(
        self, one: Fraction, left: _Known, other: Fraction, right: _Known
    ) -> Iterator[tuple[Fraction, Fraction, _Known | None]]:
        """The pieces from one weight to another, given what is cheapest at both."""
        rise = right.line.amount - left.line.amount
        crossing = Fraction(left.line.rest - right.line.rest, rise) if rise else one
        if left.line == right.line or crossing == other:
            yield one, other, left
        elif crossing == one:
            yield one, other, right
        else:
            found = self._cheapest(crossing, [left, right])
            if found is None:
                yield one, other, None
            elif found.line.at(crossing) == left.line.at(crossing):
                yield one, crossing, left
                yield crossing, other, right
            else:
                yield from self._pieces(one, left, crossing, found)
                yield from self._pieces(crossing, found, other, right)

    def _cheapest(self, weight: Fraction, known: Sequence[_Known]) -> _Known | None:
        """What costs least in the tier at a weight; None where that is not proven.

        Of what is known, the first that costs least is preferred to anything that is new.
        """
        first = min(known, key=lambda one: one.line.at(weight))
        draft, search = self._ground.draft.fork(), self._ground.run.search
        model = draft.model
        _cap(draft, self._ground, before=self._tier)
        model.minimise(self._rest * weight.denominator + self._amount * weight.numerator)
        model.hint(first.values)
        found = search.run(model, tier_name(self._tier))
        if found.infeasible:
            raise Disagreement(
                f"The search for other weights of {tier_name(self._tier)} finds no timetable, not "
                "even the best one. Please report this with the scenario file."
            )
        if found.values is None or not found.proven:
            return None
        rest, amount = (model.value(part, found.values) for part in (self._rest, self._amount))
        line = _Line(rest, amount)
        return first if line.at(weight) >= first.line.at(weight) else _Known(line, found.values)

    def _named(self, one: Fraction, other: Fraction, known: _Known) -> Stretch:
        """A piece with the timetable that is best there, the lower tiers included."""
        if known.line == self._base.line:
            return self._stretch(one, other, known.line)
        draft = self._ground.draft.fork()
        _cap(draft, self._ground, before=self._tier)
        draft.model.at_most(self._rest, known.line.rest)
        draft.model.at_most(self._amount, known.line.amount)
        lower = [tier for tier in tiers_of(self._ground.problem.settings) if tier > self._tier]
        found = _nearest(self._ground, draft, lower, known.values)
        if found is None:
            return self._unsettled(one, other)
        return self._stretch(one, other, known.line, found)

    def _stretch(
        self, one: Fraction, other: Fraction, line: _Line, timetable: Timetable | None = None
    ) -> Stretch:
        return Stretch(min(one, other), max(one, other), True, timetable)

    def _unsettled(self, one: Fraction, other: Fraction) -> Stretch:
        return Stretch(min(one, other), max(one, other), False)


def exchange(ground: Ground, tier: int) -> Exchanged:
    """Find what is best where a tier changes places with the one after it.

    Parameters
    ----------
    tier
        The rank of the first of the two.

    Raises
    ------
    Disagreement
        As `walk`.
    """
    draft = ground.draft.fork()
    _cap(draft, ground, before=tier)
    ranks = tiers_of(ground.problem.settings)
    after = ranks[ranks.index(tier) + 1]
    cost = draft.cost(after)
    if draft.model.bounds(cost)[0] == ground.cost(after):
        return Exchanged(True)
    model = draft.fork().model
    model.minimise(cost)
    model.hint(ground.values)
    found = ground.run.search.run(model, tier_name(after))
    if found.values is None or not found.proven:
        return Exchanged(False)
    least = model.value(cost, found.values)
    if least >= ground.cost(after):
        # What costs least in both, in either order, is the same.
        return Exchanged(True)
    draft.model.at_most(cost, least)
    lower = [tier, *(rank for rank in ranks if rank > after)]
    timetable = _nearest(ground, draft, lower, found.values)
    return Exchanged(timetable is not None, timetable)


def _joined(
    pieces: Iterator[tuple[Fraction, Fraction, _Known | None]],
) -> list[tuple[Fraction, Fraction, _Known | None]]:
    """Pieces of the same line, one after the other, as one."""
    joined: list[tuple[Fraction, Fraction, _Known | None]] = []
    for one, other, known in pieces:
        before = joined[-1] if joined else None
        if before and (before[2] and before[2].line) == (known and known.line):
            joined[-1] = before[0], other, before[2]
        else:
            joined.append((one, other, known))
    return joined


def _nearest(
    ground: Ground, draft: Draft, tiers: Sequence[int], start: Sequence[int]
) -> Timetable | None:
    """Of what a draft allows, the best by tiers, and of these the nearest to the best of today.

    It begins from a solution of the draft. None where what is found is not proven.
    """
    goals = [Goal(tier_name(rank), draft.cost(rank)) for rank in tiers]
    used = slots_used(ground.problem.week, ground.timetable)
    if ground.home:
        goals.append(Goal("from home", _away(draft, used, ground.home)))
    goals.append(Goal("elsewhere", _away(draft, used, ground.problem.week.session)))
    result, _ = ground.run.finish(draft, goals, start=list(start))
    return result.timetable if result.status is Status.PROVEN else None


def _away(draft: Draft, used: Collection[Where], sessions: Collection[str]) -> Linear:
    """In how many slots some sessions are not as in a timetable; a part that moves counts 2."""
    away = []
    for slot in (slot for session in sessions for slot in draft.slots.of(session)):
        held, day = draft.slots.held(slot), draft.week.sitting[slot.sitting].day
        where = Where(slot.session, day, slot.sitting)
        away.append(1 - held if where in used else held)
    return total(away)


def _cap(draft: Draft, ground: Ground, before: int) -> None:
    """Let the tiers before one cost no more than in the best timetable."""
    for tier in tiers_of(ground.problem.settings):
        if tier < before:
            draft.model.at_most(draft.cost(tier), ground.cost(tier))


def _modes(problem: Problem) -> dict[str, Prefer]:
    """The preferences by name: tier and weight."""
    return {one.rule.name: one.mode for one in problem.settings if isinstance(one.mode, Prefer)}
