"""Solving a rota: who leads, proven best tier after tier, and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from scheduler.judging.judge import Verdict
from scheduler.rota.draft import RotaDraft
from scheduler.rota.judging import judge_rota
from scheduler.rota.result import FewestStates, RotaResult
from scheduler.rota.rota import Rota, RotaAim
from scheduler.rules.linear import total
from scheduler.solving.result import CANONICAL, Status, Tier
from scheduler.solving.search import Progress, Search
from scheduler.solving.solving import (
    Options,
    hold_against,
    provenance_of,
    start_search,
    status_of,
    tier_name,
)
from scheduler.solving.tiers import Goal, SolvedTiers, group_goals, solve_tiers

FEWEST = "fewest States"
"""What those who watch are told while these are searched."""


def solve_rota(
    rota: Rota,
    options: Options | None = None,
    *,
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
) -> RotaResult:
    """Find the best rota, prove that it is, and how few States would do.

    Parameters
    ----------
    options
        Limits of the search.
    name, digest
        The rota file, for the provenance.
    watch
        Called as the search proceeds; may be called from another thread.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of an aim.
    """
    options = options or Options()
    search = start_search(options, watch)
    with search.listening():
        draft = RotaDraft(rota)
        goals = [Goal(tier_name(rank), draft.cost(rank)) for rank in rota.tiers or (0,)]
        tiers, values, _ = _solve(draft, goals, search)
        status, rotation, verdict, fewest = Status.UNKNOWN, None, None, None
        if values is not None:
            status = status_of(tiers)
            if status is Status.PROVEN:
                caps = {tier.name: tier.value for tier in tiers}
                canonical, values = _canonical(rota, caps, values, search)
                tiers.append(canonical)
                fewest = _fewest(rota, caps, values, search)
            rotation = draft.read(values)
            verdict = judge_rota(rota, rotation)
            tiers = hold_against(list(_loosened(tiers, verdict)), verdict)
    return RotaResult(
        status=status,
        tiers=tuple(tiers),
        seconds=search.seconds,
        rotation=rotation,
        verdict=verdict,
        fewest=fewest,
        interrupted=search.interrupted,
        provenance=provenance_of(name, digest, options, search),
    )


def _loosened(tiers: Sequence[Tier], verdict: Verdict) -> Iterator[Tier]:
    """The tiers, where none after the first that is not proven claims more than the judge finds.

    States may be named better than the model asked, by which such a tier can be lower still.
    """
    sure, found = True, {tier_name(rank): verdict.cost(rank) for rank in verdict.tiers}
    for tier in tiers:
        bound = tier.bound if sure else min(tier.bound, found.get(tier.name, tier.bound))
        yield tier.model_copy(update={"bound": bound})
        sure = sure and tier.proven


def _solve(
    draft: RotaDraft, goals: list[Goal], search: Search, start: list[int] | None = None
) -> SolvedTiers:
    groups = group_goals(draft.model, goals, apart=True)
    return solve_tiers(draft.model, groups, search, start=start, looks=False, wishes=False)


def _capped(rota: Rota, caps: Mapping[str, int]) -> RotaDraft:
    """A new draft in which no tier costs more than it must."""
    draft = RotaDraft(rota)
    for rank in rota.tiers:
        draft.model.at_most(draft.cost(rank), caps[tier_name(rank)])
    return draft


def _canonical(
    rota: Rota, caps: Mapping[str, int], values: list[int], search: Search
) -> tuple[Tier, list[int]]:
    """Which of the best rotas it is: the one to which a search leads that knows only the file.

    It has neither a solution to begin from nor more than one worker, and the same chance whatever
    the seed, so that it ends at the same one each time.
    """
    before, posts = search.seconds, rota.posts_in(*rota.open_years)
    search.tell(CANONICAL)
    found = search.run(_capped(rota, caps).model, CANONICAL, quick=True, first=True)
    settled = 0 if found.values is None else posts
    tier = Tier(name=CANONICAL, value=settled, bound=posts, seconds=search.seconds - before)
    return tier, values if found.values is None else found.values


def _fewest(
    rota: Rota, caps: Mapping[str, int], values: list[int], search: Search
) -> FewestStates | None:
    """The fewest States with which nothing but the sharing of terms costs more than in a rota."""
    draft = RotaDraft(rota)
    price = rota.prices[RotaAim.SHARE_TERMS]
    shared = total(draft.amounts.get(RotaAim.SHARE_TERMS, [])) * price.weight
    for rank in rota.tiers:
        value = caps[tier_name(rank)]
        if rank == price.tier:
            value -= draft.model.value(shared, values)
        draft.model.at_most(draft.cost(rank, but=(RotaAim.SHARE_TERMS,)), value)
    found = _solve(draft, [Goal(FEWEST, draft.states)], search, values)
    if found.values is None:
        return None
    rotation, (tier,) = draft.read(found.values), found.tiers
    states = len({seat.state for seat in rotation})
    return FewestStates(states=states, bound=tier.bound, rotation=rotation)
