"""Goals that share a search, and the time that each search may take."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from scheduler.drafting.model import Model
from scheduler.rules.linear import total
from scheduler.solving.search import Search, SearchResult
from scheduler.solving.tiers import SHARE, Goal, SolvedTiers, group_goals, solve_tiers, step_of


def goals(model: Model) -> list[Goal]:
    """Goals whose values go in steps of 15, of 1 and of 4."""
    first, second, third = (model.integer(0, most) for most in (2, 3, 2))
    return [
        Goal("first", 15 * first + 30),
        Goal("second", second + first + 7),
        Goal("third", 4 * third),
    ]


def test_an_objective_says_what_its_first_goal_costs_and_keeps_the_order_of_goals() -> None:
    model = Model()
    (group,) = group_goals(model, goals(model))
    every = [list(values) for values in product(range(3), range(4), range(3))]
    costs = {
        model.value(group.objective, one): [model.value(goal.cost, one) for goal in group.goals]
        for one in every
    }
    assert [costs[objective] for objective in sorted(costs)] == sorted(costs.values())
    assert all(group.first(objective) == cost[0] for objective, cost in costs.items())


def test_goals_are_apart_where_together_they_have_too_many_values() -> None:
    model = Model()
    one, other = model.integer(0, 1_000_000), model.integer(0, 20_000)
    both = [Goal("one", one), Goal("other", other)]
    assert [len(group.goals) for group in group_goals(model, both)] == [2]
    assert [len(group.goals) for group in group_goals(model, both, apart=True)] == [1, 1]
    wide = Goal("wide", model.integer(0, 2**40))
    assert [len(group.goals) for group in group_goals(model, [*both, wide])] == [2, 1]


@pytest.mark.parametrize(("cost", "step"), [((15, 30), 15), ((4, 6), 2), ((-6, 9), 3), ((), 1)])
def test_a_cost_goes_in_steps(cost: tuple[int, ...], step: int) -> None:
    model = Model()
    assert step_of(total(number * model.literal() for number in cost) + 7) == step


def settle(
    monkeypatch: pytest.MonkeyPatch, bound: int | None
) -> tuple[SolvedTiers, list[tuple[str, float]]]:
    """Two goals in a search each, where the first search only comes to a bound."""
    model, asked = Model(), list[tuple[str, float]]()
    one, other = model.integer(0, 1_000_000), model.integer(0, 20_000)
    both = [Goal("one", one), Goal("other", other)]
    run = Search.run

    def ends(search: Search, model: Model, name: str, **more: Any) -> SearchResult:
        if name in ("one", "other") and "effort" not in more:
            asked.append((name, search.left / left))
            if name == "one" and bound is not None:
                return SearchResult([5, 3], bound, proven=False, infeasible=False)
        return run(search, model, name, **more)

    monkeypatch.setattr(Search, "run", ends)
    monkeypatch.setattr("scheduler.solving.tiers._wish", lambda *_: None)
    search = Search(10_000, 1, 1)
    left = search.left
    groups = group_goals(model, both, apart=True)
    return solve_tiers(model, groups, search), asked


def test_a_search_leaves_those_after_it_a_share_of_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, asked = settle(monkeypatch, None)
    assert [name for name, _ in asked] == ["one", "other"]
    assert asked[0][1] <= SHARE < asked[1][1]


def test_the_tiers_after_one_that_is_not_proven_are_made_as_small_as_it_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solved, _ = settle(monkeypatch, 2)
    assert [(tier.value, tier.bound) for tier in solved.tiers] == [(5, 2), (0, 0)]
