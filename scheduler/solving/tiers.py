"""Goals in order: each is minimised, then capped at its value while the next is minimised.

The tiers of a week are such goals. So are the amounts that a person weighs against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import gcd
from typing import NamedTuple

from scheduler.drafting.model import Model
from scheduler.rules.linear import Linear, total
from scheduler.solving.problem import Known
from scheduler.solving.result import Tier
from scheduler.solving.search import Search, SearchResult

SHARE = 0.5
"""The share of the time left that a search may take where goals come after it."""

WISH = 3.0
"""Effort for finding a solution in which a goal costs nothing, in the solver's measure."""

WISH_AGAIN = 50.0
"""The same where nothing has shown for some time that it costs anything."""

FIRST = 3.0
"""Effort for finding any solution, before goals are asked for, in the solver's measure."""

WIDEST = 2**50
"""The most values that goals may have in all to be settled in one search: within what the solver's
arithmetic tells apart.

Each search of its own proves anew what the one before has proven, and takes as long; and what is
best in one goal alone is far from the best in the next."""

SMALL = 12_000
"""The same for goals that are settled with the one before them wherever the search begins."""

NEARBY = 5e-5
"""Effort for each look around a solution, in the solver's measure, for each variable."""

LOOKS, GAIN = 8, 1_000
"""Looks around a solution before the proof is tried, until two after each other make it cheaper by
no more than one part in so many.

From a good solution it is far shorter: what costs more is passed over."""


class Goal(NamedTuple):
    """Something to be made least."""

    name: str
    """What it is called to those who watch, and in the result."""
    cost: Linear
    """How much of it there is. It is exact where it is minimised."""


class TierGroup(NamedTuple):
    """Goals that share one search: the first, and those too small to need a search of their own."""

    goals: tuple[Goal, ...]
    factors: tuple[int, ...]
    """What a unit of each goal's cost counts in the search, so that their order is kept."""
    least: tuple[int, ...]
    """The least that each goal can cost by its variables' domains."""

    @property
    def name(self) -> str:
        return self.goals[0].name

    @property
    def objective(self) -> Linear:
        pairs = zip(self.goals, self.factors, strict=True)
        return total(goal.cost * factor for goal, factor in pairs)

    def first(self, objective: int) -> int:
        """What the first goal costs, given the objective; or its bound, given that of both."""
        lowest = sum(low * factor for low, factor in zip(self.least, self.factors, strict=True))
        step = step_of(self.goals[0].cost)
        return self.least[0] + (objective - lowest) // (self.factors[0] * step) * step


class SolvedTiers(NamedTuple):
    """The goals as far as they were solved."""

    tiers: list[Tier]
    """Value and bound of each goal that was reached."""
    values: list[int] | None
    """The last solution; None where none was found."""
    infeasible: bool
    """Whether it is proven that no solution exists."""


def group_goals(model: Model, goals: Sequence[Goal], *, apart: bool = False) -> list[TierGroup]:
    """Group goals so that those of a group have few enough values in all.

    Parameters
    ----------
    apart
        Whether only `SMALL` goals join the one before them, as where no good solution is known to
        begin from: all together are then far harder to bring down.
    """
    grouped: list[list[Goal]] = []
    room = 0
    for goal in goals:
        low, high = model.bounds(goal.cost)
        values = high + 1 if apart else (high - low) // step_of(goal.cost) + 1
        room //= values
        if room:
            grouped[-1].append(goal)
        else:
            grouped.append([goal])
            room = SMALL if apart else WIDEST // values
    return [_tier_group(model, goals) for goals in grouped]


def step_of(cost: Linear) -> int:
    """A number by which all differences between values of a cost can be divided, 1 or more."""
    return gcd(*cost.terms.values()) or 1


def _tier_group(model: Model, goals: Sequence[Goal]) -> TierGroup:
    """A group in which a step of one goal counts for more than all that come after it."""
    factors: list[int] = []
    after = 0
    for goal in reversed(goals):
        factors.insert(0, after // step_of(goal.cost) + 1)
        low, high = model.bounds(goal.cost)
        after += factors[0] * (high - low)
    lows = tuple(model.bounds(goal.cost)[0] for goal in goals)
    return TierGroup(tuple(goals), tuple(factors), lows)


def solve_tiers(
    model: Model,
    groups: Sequence[TierGroup],
    search: Search,
    known: Sequence[int] = (),
    start: list[int] | None = None,
    *,
    looks: bool = True,
    wishes: bool = True,
) -> SolvedTiers:
    """Minimise one group of goals after the other, each with the earlier ones capped.

    Parameters
    ----------
    model
        What is posted on it stays: every goal reached is capped at its value.
    known
        Costs of the first goals, in their order. No solution undercuts them: where a solution
        first differs from them, it costs more.
    start
        A solution of the model to begin from; None: one is looked for.
    looks
        Whether to look around the solution from which it begins before the proof is tried.
    wishes
        Whether to ask outright for a goal at the lowest conceivable cost before the proof is tried.
        It is in vain where the relaxation is what finds solutions.
    """
    tiers: list[Tier] = []

    def found_in(solution: list[int] | None) -> Callable[[], Known] | None:
        return None if solution is None else search.reader(lambda: solution)

    search.tell(groups[0].name)
    values = start
    if values is None:
        first = _first(model, search)
        if first.infeasible:
            return SolvedTiers(tiers, None, True)
        values = first.values
    if values is not None:
        model.hint(values)
    for group in groups:
        share = 1 if group is groups[-1] else SHARE
        before = search.seconds
        least = _least(group, tiers, known)
        model.minimise(group.objective)
        best = None if values is None else model.value(group.goals[0].cost, values)
        search.tell(group.name, best, found=found_in(values))
        found = None
        if values is None or not (search.over or group.objective.fixed):
            found = _wish(model, group, search) if wishes else None
            if found is None and values is not None and start is not None and looks:
                values = _nearer(model, group.objective, values, search)
                nearer = model.value(group.goals[0].cost, values)
                search.tell(group.name, nearer, found=found_in(values))
            again = partial(_wish_again, model, group, search) if wishes else None
            with search.only(share):
                found = found or search.run(
                    model, group.name, said=group.first, enough=least, between=again
                )
            values = found.values if found.values is not None else values
        if values is None:
            return SolvedTiers(tiers, None, found is not None and found.infeasible)
        model.hint(values)
        tiers += _tiers(model, group, values, found, search.seconds - before)
        for tier, goal in zip(tiers[-len(group.goals) :], group.goals, strict=True):
            model.at_most(goal.cost, tier.value)
            search.tell(tier.name, tier.value, tier.bound, found_in(values))
    return SolvedTiers(tiers, values, False)


def _least(group: TierGroup, tiers: Sequence[Tier], known: Sequence[int]) -> int | None:
    """The least that a group can cost, where that is known for all its goals.

    The search stops there. Posting it as a constraint was tried and makes searches far longer.
    """
    costs = known[len(tiers) :][: len(group.goals)]
    if [tier.value for tier in tiers] != list(known[: len(tiers)]) or len(costs) < len(group.goals):
        return None
    return sum(cost * factor for cost, factor in zip(costs, group.factors, strict=True))


def _tiers(
    model: Model, group: TierGroup, values: list[int], found: SearchResult | None, seconds: float
) -> Iterator[Tier]:
    """Value and bound of each goal of a group; its time stands with the first."""
    bound = None if found is None or found.values is None else found.bound
    pairs = list(zip(group.goals, group.factors, strict=True))
    after = sum(factor * model.bounds(goal.cost)[1] for goal, factor in pairs)
    for goal, factor in pairs:
        value = model.value(goal.cost, values)
        least, most = model.bounds(goal.cost)
        after -= factor * most
        if found is not None and found.proven:
            least = value
        elif bound is not None:
            # Whatever the goals after it cost at most; then up to the next value that it can have.
            step, lowest = step_of(goal.cost), -((after - bound) // factor)
            least = max(least, value - (value - lowest) // step * step)
            bound = bound - value * factor if least == value else None
        yield Tier(name=goal.name, value=value, bound=min(least, value), seconds=seconds)
        seconds = 0.0


def _first(model: Model, search: Search) -> SearchResult:
    """Any solution, or the proof that there is none, where little effort shows it.

    A goal, the linear relaxation that bounds it and much preparation keep the solver from its first
    solution for minutes in a large week; the goals' searches begin from this one.
    """
    return search.run(
        model.without_objective(), "", quick=True, first=True, light=True, effort=FIRST
    )


def _wish(
    model: Model, group: TierGroup, search: Search, effort: float = WISH
) -> SearchResult | None:
    """A solution at the lowest conceivable cost, where one is found with little effort.

    Asking for it outright often finds it far sooner than working down from costly solutions.
    """
    least, most = model.bounds(group.objective)
    if least == most:
        return None
    found = search.run(model.wish(group.objective, least), group.name, effort=effort)
    return None if found.values is None else found._replace(bound=least)


def _wish_again(
    model: Model, group: TierGroup, search: Search, so_far: SearchResult
) -> SearchResult | None:
    """The same with more effort, where the proof has not excluded it by then."""
    if so_far.bound > model.bounds(group.objective)[0]:
        return None
    return _wish(model, group, search, WISH_AGAIN)


def _nearer(model: Model, objective: Linear, values: list[int], search: Search) -> list[int]:
    """A solution that costs less than a known one, where little effort finds any around it."""
    vain = 0
    for look in range(1, LOOKS + 1):
        before = model.value(objective, values)
        found = search.run(model, "", nearby=look, effort=NEARBY * model.size)
        if found.values is not None and model.value(objective, found.values) < before:
            values = found.values
            model.hint(values)
        gain = before - model.value(objective, values)
        vain = 0 if gain * GAIN > before else vain + 1
        if vain == 2:
            break
    return values
