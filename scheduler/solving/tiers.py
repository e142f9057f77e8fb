"""Settling goals one after the other: each is made least, and kept so while the next is settled.

The tiers of a week are such goals. So are the amounts between which a person weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.drafting.linear import Linear, total
from scheduler.drafting.model import Model
from scheduler.solving.result import Tier
from scheduler.solving.search import Found, Search

WISH = 3.0
"""Effort for finding a solution in which a goal costs nothing, in the solver's measure."""

SMALL = 1_000
"""How many values the goals that are settled in one search with another may have in all."""


class Goal(NamedTuple):
    """Something to be made least.

    Attributes
    ----------
    name
        What it is called to those who watch, and in the result.
    cost
        How much of it there is. It is exact where it is minimised.
    """

    name: str
    cost: Linear


class Flight(NamedTuple):
    """Goals that are settled in one search: the first, and those too small to be worth another.

    Attributes
    ----------
    goals
        In their order.
    factors
        What the cost of each counts in the search, so that their order is kept.
    """

    goals: tuple[Goal, ...]
    factors: tuple[int, ...]

    @property
    def name(self) -> str:
        return self.goals[0].name

    @property
    def objective(self) -> Linear:
        pairs = zip(self.goals, self.factors, strict=True)
        return total(goal.cost * factor for goal, factor in pairs)


class Settled(NamedTuple):
    """What came of settling.

    Attributes
    ----------
    tiers
        Value and bound of each goal that was reached.
    values
        The last solution; None where there is none.
    infeasible
        Whether it is proven that there is none.
    """

    tiers: list[Tier]
    values: list[int] | None
    infeasible: bool


def group(model: Model, goals: Sequence[Goal]) -> list[Flight]:
    """Group goals; those that ride with another have few values even taken together."""
    groups: list[list[Goal]] = []
    room = 0
    for goal in goals:
        room //= model.bounds(goal.cost)[1] + 1
        if room:
            groups[-1].append(goal)
        else:
            groups.append([goal])
            room = SMALL
    return [_flight(model, goals) for goals in groups]


def _flight(model: Model, goals: Sequence[Goal]) -> Flight:
    factors = [1]
    for goal in goals[:0:-1]:
        factors.insert(0, factors[0] * (model.bounds(goal.cost)[1] + 1))
    return Flight(tuple(goals), tuple(factors))


def settle(
    model: Model, flights: Sequence[Flight], search: Search, known: Sequence[int] = ()
) -> Settled:
    """Minimise one flight of goals after the other, each with the earlier ones capped.

    Parameters
    ----------
    model
        What is posted on it stays: every goal reached is capped at its value.
    known
        Costs of the first goals, in their order, than which no solution has less: in the first
        goal in which it has not the same, it has more.
    """
    tiers: list[Tier] = []
    values: list[int] | None = None
    for flight in flights:
        before = search.seconds
        least = _least(flight, tiers, known)
        model.minimise(flight.objective)
        search.tell(flight.name)
        found = None
        if values is None or not search.over:
            scale = flight.factors[0]
            found = _wish(model, flight, search)
            found = found or search.run(model, flight.name, scale=scale, enough=least)
            values = found.values if found.values is not None else values
        if values is None:
            return Settled(tiers, None, found is not None and found.infeasible)
        model.hint(values)
        tiers += _tiers(model, flight, values, found, search.seconds - before)
        for tier, goal in zip(tiers[-len(flight.goals) :], flight.goals, strict=True):
            model.at_most(goal.cost, tier.value)
            search.tell(tier.name, tier.value, tier.bound)
    return Settled(tiers, values, False)


def _least(flight: Flight, tiers: Sequence[Tier], known: Sequence[int]) -> int | None:
    """The least that a flight can cost, as far as that is known for all its goals.

    The search stops there. To post it as a constraint was tried, and makes searches far longer.
    """
    costs = known[len(tiers) :][: len(flight.goals)]
    if [tier.value for tier in tiers] != list(known[: len(tiers)]) or len(costs) < len(
        flight.goals
    ):
        return None
    return sum(cost * factor for cost, factor in zip(costs, flight.factors, strict=True))


def _tiers(
    model: Model, flight: Flight, values: list[int], found: Found | None, seconds: float
) -> Iterator[Tier]:
    """Value and bound of each goal of a flight; its time stands with the first."""
    bound = None if found is None or found.values is None else found.bound
    for goal, factor in zip(flight.goals, flight.factors, strict=True):
        value = model.value(goal.cost, values)
        least = model.bounds(goal.cost)[0]
        if found is not None and found.proven:
            least = value
        elif bound is not None:
            least = max(least, bound // factor)
            bound = bound - value * factor if least == value else None
        yield Tier(name=goal.name, value=value, bound=min(least, value), seconds=seconds)
        seconds = 0.0


def _wish(model: Model, flight: Flight, search: Search) -> Found | None:
    """A solution at the least cost that could be at all, where one is found with little effort.

    Asked for outright, it is often found far sooner than by stepping down from dear ones.
    """
    least, most = model.bounds(flight.objective)
    if least == most:
        return None
    found = search.run(model.wish(flight.objective, least), flight.name, effort=WISH)
    return None if found.values is None else found._replace(bound=least)
