"""The best rota against every rotation that there is, on rotas small enough to try all."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from scheduler.errors import Disagreement
from scheduler.rota.draft import RotaDraft
from scheduler.rota.judging import judge_rota
from scheduler.rota.rota import Rota, RotaAim
from scheduler.rota.solving import solve_rota
from scheduler.solving.result import CANONICAL, Status
from scheduler.solving.search import Search
from scheduler.solving.solving import Options, tier_name
from scheduler.solving.tiers import Goal, group_goals, solve_tiers
from scheduler.week.leadership import TeamSize
from tests.sampling import first
from tests.scheduler.rotas import (
    CHAIR,
    RAPPORTEUR,
    committee,
    random_rota,
    rota,
    rotations,
    seat,
    state,
)

ONE = Options(workers=1)


def assert_best(one: Rota) -> None:
    """The solver's tiers are the least that any rotation has, and its bounds the same.

    So is the number of States of those that cost as little but for the terms shared.
    """
    result, least, few = solve_rota(one, ONE), None, dict[tuple[int, ...], int]()
    share, weight = RotaAim.SHARE_TERMS, one.prices[RotaAim.SHARE_TERMS].weight
    place = one.tiers.index(one.prices[share].tier) if weight else None
    for rotation in rotations(one):
        verdict = judge_rota(one, rotation)
        assert verdict.legal
        least = verdict.costs if least is None else min(least, verdict.costs)
        without = list(verdict.costs)
        if place is not None:
            without[place] -= weight * verdict.amount(share)
        states = len({each.state for each in rotation})
        few[tuple(without)] = min(few.get(tuple(without), states), states)
    assert result.status is Status.PROVEN
    assert result.verdict is not None
    assert result.verdict.legal
    assert result.verdict.costs == least
    tiers = [tier for tier in result.tiers if tier.name.startswith("tier")]
    assert tuple(tier.value for tier in tiers) == least
    assert tuple(tier.bound for tier in tiers) == least
    caps = list(result.verdict.costs)
    if place is not None:
        caps[place] -= weight * result.verdict.amount(share)
    fewest = min(
        states
        for costs, states in few.items()
        if all(c <= cap for c, cap in zip(costs, caps, strict=True))
    )
    assert result.fewest is not None
    assert (result.fewest.states, result.fewest.bound) == (fewest, fewest)


@pytest.mark.parametrize("seed", first(3, range(30)))
def test_no_other_rotation_is_better(seed: int) -> None:
    assert_best(random_rota(random.Random(seed)))


def test_the_random_rotas_are_worth_solving() -> None:
    """Many have several rotations, and every aim matters in some of them."""
    several, differing = 0, dict.fromkeys(RotaAim, 0)
    for seed in range(40):
        one = random_rota(random.Random(seed))
        verdicts = [judge_rota(one, each) for each in islice(rotations(one), 0, 2000, 97)]
        several += len(verdicts) > 3
        for aim in RotaAim:
            amounts = {verdict.amount(aim.value) for verdict in verdicts}
            differing[aim] += len(amounts) > 1 and one.prices[aim].weight > 0
    assert several > 25
    assert min(differing.values()) > 3, differing


@pytest.mark.parametrize("seed", first(2, range(16)))
def test_the_model_counts_no_rotation_as_dearer_than_the_judge_does(seed: int) -> None:
    """Each by the posts that its classes hold: the model may name other States of a class."""
    one = random_rota(random.Random(seed))
    chosen = random.Random(seed).sample(list(islice(rotations(one), 3000)), 4)
    for rotation in chosen:
        draft = RotaDraft(one)
        draft.hold(rotation)
        goals = [Goal(tier_name(rank), draft.cost(rank)) for rank in one.tiers or (0,)]
        tiers = solve_tiers(draft.model, group_goals(draft.model, goals), Search(60, 1, 1)).tiers
        counted = tuple(tier.value for tier in tiers)[: len(one.tiers)]
        assert counted <= judge_rota(one, rotation).costs


def test_a_post_for_which_there_is_nobody_stays_open() -> None:
    one = rota([state("x"), state("y", may_lead=False)], committee("a"))
    result = solve_rota(one, ONE)
    assert result.status is Status.PROVEN
    assert result.tiers[0].value == result.tiers[0].bound == 3


def test_teams_of_the_record_run_out_in_smaller_teams() -> None:
    """Two Co-Rapporteurs of the record become Co-Chairs, though teams have one from now on."""
    record = frozenset(
        [
            *(seat(1, "a", CHAIR, code) for code in ("c1", "c2")),
            *(seat(1, "a", RAPPORTEUR, code) for code in ("r1", "r2")),
        ]
    )
    states = [state(code) for code in ("c1", "c2", "r1", "r2", "n1", "n2", "n3")]
    result = solve_rota(rota(states, recorded=1, record=record), ONE)
    assert result.rotation is not None
    chairs = {s.state for s in result.rotation if s.year == 2 and s.role == CHAIR}
    assert chairs == {"r1", "r2"}
    assert len([s for s in result.rotation if s.year == 3]) == 2


def test_of_a_class_the_first_states_by_code_lead() -> None:
    states = [state(code) for code in ("d", "b", "c", "a")]
    result = solve_rota(rota(states, years=(1,)), ONE)
    assert result.rotation is not None
    assert {one.state for one in result.rotation} == {"a", "b"}


def test_a_committee_that_begins_later_has_no_leaders_before() -> None:
    states = [state(code) for code in "uvwxyz"]
    result = solve_rota(rota(states, committee("a"), committee("b", begins=3)), ONE)
    assert result.rotation is not None
    assert {one.year for one in result.rotation if one.committee == "b"} == {3}


def test_a_state_that_wants_to_lead_again_may_stay_on() -> None:
    """With two Co-Chairs and one Co-Rapporteur somebody has to, or a Co-Chair is new."""
    states = [state(code, willing=True) for code in "wxyz"]
    one = rota(states, size=TeamSize(2, 1), rest=2)
    result = solve_rota(one, ONE)
    assert result.verdict is not None
    assert result.verdict.amount(RotaAim.KEEP_EXPERIENCE) == 0
    assert result.verdict.amount(RotaAim.LET_STATES_REST) == 0
    unwilling = one.model_copy(update={"states": tuple(state(code) for code in "tuvwxyz")})
    found = solve_rota(unwilling, ONE)
    assert found.verdict is not None
    assert found.verdict.amount(RotaAim.KEEP_EXPERIENCE) == 2


def test_seeds_and_workers_make_no_difference() -> None:
    one = random_rota(random.Random(5))
    found = {
        solve_rota(one, Options(workers=workers, seed=seed)).rotation
        for workers in (1, 2)
        for seed in (1, 2)
    }
    assert len(found) == 1


def test_a_search_without_time_finds_nothing_and_says_so() -> None:
    states = [state(f"s{n}") for n in range(40)]
    result = solve_rota(rota(states, committee("a"), committee("b")), Options(time_limit=1e-9))
    assert result.status in (Status.UNKNOWN, Status.FEASIBLE)
    assert result.fewest is None


@pytest.mark.parametrize("effort", [0.01, 0.05, 0.1])
def test_what_a_search_leaves_off_with_stands_before_the_judge(effort: float) -> None:
    states = [state(f"s{n}", ("AFR", "APG", "EEG")[n % 3]) for n in range(9)]
    one = rota(states, committee("a"), committee("b"), years=(1, 2, 3, 4), rest=2)
    result = solve_rota(one, Options(workers=1, effort=effort))
    assert result.verdict is None or result.verdict.legal


def test_a_judge_who_finds_something_else_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    one = rota([state("x"), state("y", "APG")], years=(1,))
    wrong = judge_rota(one, frozenset())
    monkeypatch.setattr("scheduler.rota.solving.judge_rota", lambda *_: wrong)
    with pytest.raises(Disagreement, match="the solver counts 0 and the judge 2"):
        solve_rota(one, ONE)


def test_the_canonical_tier_settles_every_open_post() -> None:
    result = solve_rota(rota([state("x"), state("y")], years=(1, 2)), ONE)
    (tier,) = [tier for tier in result.tiers if tier.name == CANONICAL]
    assert (tier.value, tier.bound) == (4, 4)
    assert "canonical: 4 of 4 posts settled" in str(result)
