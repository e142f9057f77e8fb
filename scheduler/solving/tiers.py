"""Goals in order: each is minimised, then capped at its value while the next is minimised.

The tiers of a week are such goals. So are the amounts that a person weighs against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.drafting.model import Model
from scheduler.rules.linear import Linear, total
from scheduler.solving.result import Tier
from scheduler.solving.search import Search, SearchResult

WISH = 3.0
"""Effort for finding a solution in which a goal costs nothing, in the solver's measure."""

FIRST = 3.0
"""Effort for finding any solution, before goals are asked for, in the solver's measure."""

SMALL = 12_000
"""The most values that goals may have in all to join the search of the goal before them.

Each search of its own proves anew what the one before has proven, and takes as long."""


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

    @property
    def name(self) -> str:
        return self.goals[0].name

    @property
    def objective(self) -> Linear:
        pairs = zip(self.goals, self.factors, strict=True)
        return total(goal.cost * factor for goal, factor in pairs)


class SolvedTiers(NamedTuple):
    """The goals as far as they were solved."""

    tiers: list[Tier]
    """Value and bound of each goal that was reached."""
    values: list[int] | None
    """The last solution; None where none was found."""
    infeasible: bool
    """Whether it is proven that no solution exists."""


def group_goals(model: Model, goals: Sequence[Goal], most: int = SMALL) -> list[TierGroup]:
    """Group goals so that those after the first of a group have few values even together.

    Parameters
    ----------
    most
        The most values that they may have.
    """
    grouped: list[list[Goal]] = []
    room = 0
    for goal in goals:
        room //= model.bounds(goal.cost)[1] + 1
        if room:
            grouped[-1].append(goal)
        else:
            grouped.append([goal])
            room = most
    return [_tier_group(model, goals) for goals in grouped]


def _tier_group(model: Model, goals: Sequence[Goal]) -> TierGroup:
    factors = [1]
    for goal in goals[:0:-1]:
        factors.insert(0, factors[0] * (model.bounds(goal.cost)[1] + 1))
    return TierGroup(tuple(goals), tuple(factors))


def solve_tiers(
    model: Model,
    groups: Sequence[TierGroup],
    search: Search,
    known: Sequence[int] = (),
    start: list[int] | None = None,
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
    """
    tiers: list[Tier] = []
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
        before = search.seconds
        least = _least(group, tiers, known)
        model.minimise(group.objective)
        best = None if values is None else model.value(group.goals[0].cost, values)
        search.tell(group.name, best)
        found = None
        if values is None or not (search.over or group.objective.fixed):
            scale = group.factors[0]
            found = _wish(model, group, search)
            found = found or search.run(model, group.name, scale=scale, enough=least)
            values = found.values if found.values is not None else values
        if values is None:
            return SolvedTiers(tiers, None, found is not None and found.infeasible)
        model.hint(values)
        tiers += _tiers(model, group, values, found, search.seconds - before)
        for tier, goal in zip(tiers[-len(group.goals) :], group.goals, strict=True):
            model.at_most(goal.cost, tier.value)
            search.tell(tier.name, tier.value, tier.bound)
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
    for goal, factor in zip(group.goals, group.factors, strict=True):
        value = model.value(goal.cost, values)
        least = model.bounds(goal.cost)[0]
        if found is not None and found.proven:
            least = value
        elif bound is not None:
            least = max(least, bound // factor)
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


def _wish(model: Model, group: TierGroup, search: Search) -> SearchResult | None:
    """A solution at the lowest conceivable cost, where one is found with little effort.

    Asking for it outright often finds it far sooner than working down from costly solutions.
    """
    least, most = model.bounds(group.objective)
    if least == most:
        return None
    found = search.run(model.wish(group.objective, least), group.name, effort=WISH)
    return None if found.values is None else found._replace(bound=least)
