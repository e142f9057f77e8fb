"""Solving a week: tier after tier, the last one canonical, and every timetable judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import NamedTuple

from pydantic import Field

from scheduler.canonical import make_canonical
from scheduler.conflict import conflicting_rules
from scheduler.draft import Draft
from scheduler.errors import Disagreement
from scheduler.frozen import Frozen
from scheduler.judge import Verdict, judge, tiers_of
from scheduler.linear import Linear, total
from scheduler.preflight import preflight
from scheduler.result import CANONICAL, Provenance, Result, Status, Tier
from scheduler.rule import Setting
from scheduler.search import Found, Progress, Search
from scheduler.week import Week

WISH = 3.0
"""Effort for finding a timetable in which a tier costs nothing, in the solver's measure."""


SMALL = 1_000
"""How many values the tiers that are settled in one search with another may have in all."""


class Options(Frozen):
    """How to search. None of it changes which timetable is proven best."""

    time_limit: float = Field(default=60.0, gt=0, le=86_400, description="Seconds in all.")
    workers: int | None = Field(
        default=None, ge=1, le=64, description="Searches side by side; None: one for each core."
    )
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    canonical: bool = Field(
        default=True, description="Whether to settle which of several best timetables it is."
    )


def solve(
    week: Week,
    settings: Sequence[Setting],
    options: Options | None = None,
    *,
    off: Iterable[str] = (),
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
) -> Result:
    """Find the best timetable of a week, and prove that it is.

    Parameters
    ----------
    week, settings
        The week and the rules applied to it.
    options
        Limits of the search.
    off
        Must-rules that the scenario switches off, for the verdict's header.
    name, digest
        The scenario, for the provenance.
    watch
        Called as the search proceeds; may be called from another thread.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    options = options or Options()
    workers = options.workers or os.cpu_count() or 1
    search = Search(options.time_limit, options.seed, workers, watch)
    provenance = Provenance(
        scenario=name,
        digest=digest,
        seed=options.seed,
        workers=workers,
        time_limit=options.time_limit,
        versions=versions(),
    )
    reasons = preflight(week, settings)
    if reasons:
        return Result(
            status=Status.INFEASIBLE,
            seconds=search.seconds,
            reasons=reasons,
            provenance=provenance,
        )
    with search.listening():
        draft = Draft(week, settings)
        flights = _flights(draft, tiers_of(settings) or (0,))
        tiers, values, infeasible = _settle(draft, flights, search)
        if values is not None and options.canonical and all(tier.proven for tier in tiers):
            tier, values = make_canonical(draft, flights[-1].objective, values, search)
            tiers.append(tier)
        conflict, minimal = conflicting_rules(week, settings, search) if infeasible else ((), False)
    if values is None:
        return Result(
            status=Status.INFEASIBLE if infeasible else Status.UNKNOWN,
            seconds=search.seconds,
            conflict=conflict,
            conflict_minimal=minimal,
            interrupted=search.interrupted,
            provenance=provenance,
        )
    timetable, leadership = draft.places.read(values), draft.leading.read(values)
    verdict = judge(week.with_leaders(leadership), settings, timetable, off)
    tiers = _judged(tiers, verdict)
    finished = all(tier.proven for tier in tiers)
    finished = finished and (not options.canonical or tiers[-1].name == CANONICAL)
    return Result(
        status=Status.PROVEN if finished else Status.FEASIBLE,
        tiers=tuple(tiers),
        seconds=search.seconds,
        timetable=timetable,
        leadership=leadership,
        verdict=verdict,
        interrupted=search.interrupted,
        provenance=provenance,
    )


class _Flight(NamedTuple):
    """Tiers that are settled in one search: the first, and those too small to be worth another.

    Attributes
    ----------
    ranks
        The tiers, in order.
    costs
        The cost of each.
    factors
        What the cost of each counts in the search, so that their order is kept.
    """

    ranks: tuple[int, ...]
    costs: tuple[Linear, ...]
    factors: tuple[int, ...]

    @property
    def objective(self) -> Linear:
        return total(cost * factor for cost, factor in zip(self.costs, self.factors, strict=True))


def _flights(draft: Draft, ranks: Sequence[int]) -> list[_Flight]:
    """Group the tiers; those that ride with another have few values even taken together."""
    groups: list[list[int]] = []
    room = 0
    for rank in ranks:
        room //= draft.model.bounds(draft.cost(rank))[1] + 1
        if room:
            groups[-1].append(rank)
        else:
            groups.append([rank])
            room = SMALL
    flights = []
    for group in groups:
        costs = tuple(draft.cost(rank) for rank in group)
        factors = [1]
        for cost in costs[:0:-1]:
            factors.insert(0, factors[0] * (draft.model.bounds(cost)[1] + 1))
        flights.append(_Flight(tuple(group), costs, tuple(factors)))
    return flights


def _settle(
    draft: Draft, flights: Sequence[_Flight], search: Search
) -> tuple[list[Tier], list[int] | None, bool]:
    """Minimise one flight of tiers after the other, each with the earlier ones capped."""
    tiers: list[Tier] = []
    values: list[int] | None = None
    for flight in flights:
        before, name = search.seconds, _name(flight.ranks[0])
        draft.model.minimise(flight.objective)
        search.tell(name)
        found = None
        if values is None or not search.over:
            found = _wish(draft, flight, name, search)
            found = found or search.run(draft.model, name, scale=flight.factors[0])
            values = found.values if found.values is not None else values
        if values is None:
            return tiers, None, found is not None and found.infeasible
        draft.model.hint(values)
        tiers += _tiers(draft, flight, values, found, search.seconds - before)
        for tier, cost in zip(tiers[-len(flight.costs) :], flight.costs, strict=True):
            draft.model.at_most(cost, tier.value)
            search.tell(tier.name, tier.value, tier.bound)
    return tiers, values, False


def _name(rank: int) -> str:
    return f"tier {rank}" if rank else "musts"


def _tiers(
    draft: Draft, flight: _Flight, values: list[int], found: Found | None, seconds: float
) -> Iterator[Tier]:
    """Value and bound of each tier of a flight; its time stands with the first."""
    bound = None if found is None or found.values is None else found.bound
    for rank, cost, factor in zip(flight.ranks, flight.costs, flight.factors, strict=True):
        value = draft.model.value(cost, values)
        least = draft.model.bounds(cost)[0]
        if found is not None and found.proven:
            least = value
        elif bound is not None:
            least = max(least, bound // factor)
            bound = bound - value * factor if least == value else None
        yield Tier(name=_name(rank), value=value, bound=min(least, value), seconds=seconds)
        seconds = 0.0


def _wish(draft: Draft, flight: _Flight, name: str, search: Search) -> Found | None:
    """A solution at the least cost that could be at all, where one is found with little effort.

    Asked for outright, it is often found far sooner than by stepping down from dear ones.
    """
    least, most = draft.model.bounds(flight.objective)
    if least == most:
        return None
    found = search.run(draft.model.wish(flight.objective, least), name, effort=WISH)
    return None if found.values is None else found._replace(bound=least)


def _judged(tiers: Sequence[Tier], verdict: Verdict) -> list[Tier]:
    """Hold what the solver claims against the verdict, which counts in the end."""
    for finding in verdict.breached:
        raise Disagreement(
            f"The solver's timetable breaks {finding.rule} in the case {finding.case}: "
            f"{finding.sentence} Please report this with the scenario file."
        )
    found = []
    ranks = {_name(rank): rank for rank in verdict.tiers}
    for tier in tiers:
        rank = ranks.get(tier.name)
        if rank is None:
            found.append(tier)
            continue
        cost = verdict.cost(rank)
        if cost > tier.value or (tier.proven and cost != tier.value):
            raise Disagreement(
                f"In {tier.name} the solver counts {tier.value} and the judge {cost} "
                f"({verdict.amounts()}). Please report this with the scenario file."
            )
        found.append(tier.model_copy(update={"value": cost}))
    return found


def versions() -> dict[str, str]:
    python = ".".join(str(number) for number in sys.version_info[:3])
    return {
        "python": python,
        "ortools": version("ortools"),
        "meeting-week": version("meeting-week"),
    }
