"""Solving a rota with teams of several sizes, side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from scenarios.rota.plan import RotaPlan
from scenarios.rota.result import RotaStudy, SizedTeams
from scheduler.week.leadership import TeamSize

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


def study_rota(
    plan: RotaPlan,
    sizes: Collection[TeamSize] = (),
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> RotaStudy:
    """Find the best rota with teams of each size, and lay them side by side.

    Parameters
    ----------
    sizes
        Sizes of teams; empty for those of the file.
    options
        Limits of each search.
    watch
        Called as the searches proceed; may be called from another thread.
    """
    from scheduler.rota.solving import solve_rota

    found: list[SizedTeams] = []
    for size in sizes or plan.sizes:
        each = None if watch is None else partial(_tell, watch, str(size))
        rota = plan.rota.of_size(size)
        result = solve_rota(rota, options, name=plan.path.name, digest=plan.digest, watch=each)
        found.append(SizedTeams(rota=rota, result=result))
        if result.interrupted:
            break
    return RotaStudy(plan=plan, teams=tuple(found))


def _tell(watch: Callable[[Progress], None], size: str, progress: Progress) -> None:
    """Tell how far the search for one size has come."""
    watch(progress._replace(tier=f"teams {size}, {progress.tier}"))
