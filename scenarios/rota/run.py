"""Solving a rota with teams of several sizes, side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from scenarios.rota.result import RotaStudy, SizedTeams
from scheduler.rota.rota import Rota
from scheduler.week.leadership import TeamSize

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


def study_rota(
    rota: Rota,
    sizes: Collection[TeamSize],
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    *,
    name: str = "",
    digest: str = "",
) -> RotaStudy:
    """Find the best rota with teams of each size, and lay them side by side.

    Parameters
    ----------
    sizes
        Sizes of teams.
    options
        Limits of each search.
    watch
        Called as the searches proceed; may be called from another thread.
    name, digest
        The rota file, for the provenance.
    """
    from scheduler.rota.solving import solve_rota

    found: list[SizedTeams] = []
    for size in sizes:
        each = None if watch is None else partial(_tell, watch, str(size))
        sized = rota.of_size(size)
        result = solve_rota(sized, options, name=name, digest=digest, watch=each)
        found.append(SizedTeams(rota=sized, result=result))
        if result.interrupted:
            break
    return RotaStudy(title=rota.title, rota=rota, teams=tuple(found))


def _tell(watch: Callable[[Progress], None], size: str, progress: Progress) -> None:
    """Tell how far the search for one size has come."""
    watch(progress._replace(tier=f"teams {size}, {progress.tier}"))
