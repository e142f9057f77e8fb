"""Solving a week: tier after tier, the last one canonical, and every timetable judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version

from pydantic import Field

from scheduler.canonical import make_canonical
from scheduler.draft import Draft
from scheduler.errors import Disagreement
from scheduler.frozen import Frozen
from scheduler.judge import Verdict, judge, tiers_of
from scheduler.linear import Linear
from scheduler.preflight import preflight
from scheduler.result import CANONICAL, Provenance, Result, Status, Tier
from scheduler.rule import Setting
from scheduler.search import Found, Progress, Search
from scheduler.week import Week

WISH = 3.0
"""Effort for finding a timetable in which a tier costs nothing, in the solver's measure."""


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
        versions=_versions(),
    )
    reasons = preflight(week, settings)
    if reasons:
        return Result(
            status=Status.INFEASIBLE,
            seconds=search.seconds,
            reasons=reasons,
            provenance=provenance,
        )
    draft = Draft(week, settings)
    tiers, values, infeasible = _settle(draft, tiers_of(settings), search)
    if values is not None and options.canonical and all(tier.proven for tier in tiers):
        tier, values = make_canonical(draft, values, search)
        tiers.append(tier)
    if values is None:
        status = Status.INFEASIBLE if infeasible else Status.UNKNOWN
        return Result(
            status=status,
            seconds=search.seconds,
            interrupted=search.interrupted,
            provenance=provenance,
        )
    timetable = draft.places.read(values)
    verdict = judge(week, settings, timetable, off)
    tiers = _judged(tiers, verdict)
    finished = all(tier.proven for tier in tiers) and not (options.canonical and search.over)
    finished = finished and (not options.canonical or tiers[-1].name == CANONICAL)
    return Result(
        status=Status.PROVEN if finished else Status.FEASIBLE,
        tiers=tuple(tiers),
        seconds=search.seconds,
        timetable=timetable,
        verdict=verdict,
        interrupted=search.interrupted,
        provenance=provenance,
    )


def _settle(
    draft: Draft, ranks: Sequence[int], search: Search
) -> tuple[list[Tier], list[int] | None, bool]:
    """Minimise one tier after the other, each with the earlier ones capped."""
    tiers: list[Tier] = []
    values: list[int] | None = None
    for rank in ranks or (0,):
        name = f"tier {rank}" if ranks else "musts"
        before, cost = search.seconds, draft.cost(rank)
        draft.model.minimise(cost)
        if values is not None and search.over:
            tiers.append(_left(name, draft, rank, values))
            continue
        found = _wish(draft, cost, name, search) or search.run(draft.model, name)
        if found.values is not None:
            values = found.values
            draft.model.hint(values)
        elif values is None:
            return tiers, None, found.infeasible
        value = draft.model.value(cost, values)
        bound = found.bound if found.values is not None else draft.model.bounds(cost)[0]
        bound = value if found.proven else bound
        draft.model.at_most(cost, value)
        tiers.append(Tier(name=name, value=value, bound=bound, seconds=search.seconds - before))
    return tiers, values, False


def _wish(draft: Draft, cost: Linear, name: str, search: Search) -> Found | None:
    """A solution at the least cost that could be at all, where one is found with little effort.

    Asked for outright, it is often found far sooner than by stepping down from dear ones.
    """
    least, most = draft.model.bounds(cost)
    if least == most:
        return None
    found = search.run(draft.model.wish(cost, least), name, effort=WISH)
    return None if found.values is None else found._replace(objective=least, bound=least)


def _left(name: str, draft: Draft, rank: int, values: list[int]) -> Tier:
    """A tier for which no time was left."""
    cost = draft.cost(rank)
    value, bound = draft.model.value(cost, values), draft.model.bounds(cost)[0]
    return Tier(name=name, value=value, bound=bound, seconds=0.0)


def _judged(tiers: Sequence[Tier], verdict: Verdict) -> list[Tier]:
    """Hold what the solver claims against the verdict, which counts in the end."""
    for finding in verdict.breached:
        raise Disagreement(
            f"The solver's timetable breaks {finding.rule} in the case {finding.case}: "
            f"{finding.sentence} Please report this with the scenario file."
        )
    found = []
    for tier, rank in zip(tiers, [*verdict.tiers, None], strict=False):
        if rank is None or tier.name == CANONICAL:
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


def _versions() -> dict[str, str]:
    python = ".".join(str(number) for number in sys.version_info[:3])
    return {"python": python, "ortools": version("ortools"), "meeting-week": _own_version()}


def _own_version() -> str:
    return version("meeting-week")
