"""Solving a season: a calendar that is proven best, tier after tier, and judged."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.season.draft import SeasonDraft
from scheduler.season.judging import judge_season
from scheduler.season.result import SeasonResult
from scheduler.season.season import Season
from scheduler.solving.canonical import Choices
from scheduler.solving.result import Status
from scheduler.solving.search import Progress
from scheduler.solving.solving import (
    Options,
    hold_against,
    provenance_of,
    solve_goals,
    start_search,
    status_of,
    tier_name,
)
from scheduler.solving.tiers import Goal


def solve_season(
    season: Season,
    options: Options | None = None,
    *,
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
) -> SeasonResult:
    """Find the best calendar of a season, and prove that it is.

    Of several best calendars it is the one in which the first meeting by key is earliest, then the
    second, and so on.

    Parameters
    ----------
    options
        Limits of the search.
    name, digest
        The season file, for the provenance.
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
        draft = SeasonDraft(season)
        goals = [Goal(tier_name(rank), draft.cost(rank)) for rank in season.tiers or (0,)]
        choices = Choices(draft.patterns())
        tiers, values, _ = solve_goals(draft.model, goals, lambda: choices, options, search)
    status, calendar, verdict = Status.UNKNOWN, None, None
    if values is not None:
        calendar = draft.read(values)
        verdict = judge_season(season, calendar)
        tiers = hold_against(tiers, verdict)
        status = status_of(tiers)
    return SeasonResult(
        status=status,
        tiers=tuple(tiers),
        seconds=search.seconds,
        calendar=calendar,
        verdict=verdict,
        interrupted=search.interrupted,
        provenance=provenance_of(name, digest, options, search),
    )
