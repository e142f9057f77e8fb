"""What moving more freely would buy: the best week, whatever has to change for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from constraints.keep_published import KeepPublished
from scenarios.publishing import KEPT
from scenarios.replanning.replanned import Replanned, changed_parts
from scenarios.scenario import Scenario
from scheduler.frozen import Frozen
from scheduler.judge import tiers_of
from scheduler.result import CANONICAL, Result
from scheduler.rule import Prefer, Setting

if TYPE_CHECKING:
    from scheduler.search import Progress
    from scheduler.solving import Options


class TierPrice(NamedTuple):
    """What a tier costs where the published week is kept, and where it is not.

    Attributes
    ----------
    proven
        Whether both are the least there is.
    """

    tier: str
    kept: int
    free: int
    proven: bool


class Freer(Frozen):
    """The best week, whatever has to change for it, beside the one that changes the least.

    Attributes
    ----------
    result
        The scenario's own tiers come first in it, the published week last.
    moves
        Parts that it changes: the fewest, where all tiers are proven.
    prices
        The scenario's own tiers, in their order.
    """

    result: Result
    moves: int = 0
    prices: tuple[TierPrice, ...] = ()

    @property
    def gains(self) -> bool:
        """Whether it is better in any tier."""
        return any(price.free < price.kept for price in self.prices)


def move_freely(
    replanned: Replanned,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Freer | None:
    """Find the best week first, and only then the one that changes the least of the published.

    What has begun stays here too.

    Returns
    -------
    Freer or None
        None where the replanned week has no timetable to compare with.
    """
    kept = replanned.result
    if kept.timetable is None or kept.verdict is None:
        return None
    scenario = _freed(replanned.scenario)
    result = scenario.solve(options, watch)
    if result.timetable is None:
        return Freer(result=result)
    return Freer(
        result=result,
        moves=len(changed_parts(replanned, result.timetable)),
        prices=tuple(_prices(kept, result)),
    )


def _freed(scenario: Scenario) -> Scenario:
    """The scenario's own tiers first, counted from 1, and the published week after them."""
    last = len(tiers_of(scenario.settings))

    def freed(setting: Setting) -> Setting:
        if not isinstance(setting.mode, Prefer):
            return setting
        kept = isinstance(setting.rule, KeepPublished)
        tier = last if kept else setting.mode.tier - KEPT
        return setting.model_copy(update={"mode": setting.mode.model_copy(update={"tier": tier})})

    return scenario.model_copy(update={"settings": tuple(map(freed, scenario.settings))})


def _prices(kept: Result, free: Result) -> Iterator[TierPrice]:
    there = [tier for tier in kept.tiers if tier.name != CANONICAL][KEPT:]
    here = [tier for tier in free.tiers if tier.name != CANONICAL]
    for one, other in zip(there, here, strict=False):
        yield TierPrice(one.name, one.value, other.value, one.proven and other.proven)
