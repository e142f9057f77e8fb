"""The weeks of the library cost what they are known to cost; `tests.frozen.renew` saves it anew.

Neither the saved result nor a new one need be proven, and a faster machine comes further. But what
one of them has found, the other cannot have proven to be impossible.
"""

from __future__ import annotations

import pytest

from tests.frozen.renew import NAMES, REFUSED, WEEKS, Frozen, freeze, load, read, solved

REMEDY = "look at what has changed, and renew it with: python -m tests.frozen.renew"


def beaten(finder: Frozen, prover: Frozen) -> str:
    """The first tier in which what one has found costs less than the other's bound, or nothing.

    The bound of a tier holds for all who do as well in the tiers before it.
    """
    for name, (value, _) in finder.tiers.items():
        known, bound = prover.tiers[name]
        if value < bound:
            return name
        if value > known:
            break
    return ""


@pytest.mark.parametrize("name", NAMES)
def test_the_saved_result_is_of_the_week_as_it_is_now(name: str) -> None:
    assert load(name).problem.digest == read(name).digest, f"the week {name} has changed: {REMEDY}"


@pytest.mark.parametrize("name", WEEKS)
@pytest.mark.slow
def test_what_is_found_was_not_proven_impossible(name: str) -> None:
    scenario, saved = load(name), read(name)
    now = freeze(scenario, solved(scenario))
    assert now.status in ("PROVEN", "FEASIBLE")
    assert list(now.tiers) == list(saved.tiers)
    assert not beaten(now, saved), f"{now} costs less than was proven: {REMEDY}"
    assert not beaten(saved, now), f"{saved} costs less than is proven now: {REMEDY}"


@pytest.mark.parametrize("name", REFUSED)
def test_a_week_refused_by_a_count_stays_impossible_and_says_why(name: str) -> None:
    scenario, saved = load(name), read(name)
    now = freeze(scenario, solved(scenario))
    assert now == saved
    assert now.status == "INFEASIBLE"
    assert now.reasons
    assert now.reasons[0].endswith(".")


@pytest.mark.parametrize(
    ("finder", "prover", "tier"),
    [
        ([(5, 5), (7, 7)], [(5, 5), (7, 7)], ""),
        ([(4, 4), (9, 9)], [(5, 5), (7, 7)], "tier 1"),
        ([(6, 3), (1, 0)], [(5, 5), (7, 7)], ""),
        ([(5, 3), (6, 0)], [(5, 5), (7, 7)], "tier 2"),
        ([(4, 0), (6, 0)], [(5, 2), (7, 7)], "tier 2"),
    ],
)
def test_a_bound_counts_for_those_who_do_as_well_before_it(
    finder: list[tuple[int, int]], prover: list[tuple[int, int]], tier: str
) -> None:
    assert beaten(frozen(finder), frozen(prover)) == tier


def frozen(tiers: list[tuple[int, int]]) -> Frozen:
    return Frozen("", "FEASIBLE", {f"tier {n}": tier for n, tier in enumerate(tiers, 1)}, ())
