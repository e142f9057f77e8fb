"""What moving more freely would buy: the best week with no regard for the published one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from constraints.keep_published import KeepPublished
from scenarios.replanning.replanned import Replanned, changed_parts
from scheduler.frozen import Frozen
from scheduler.result import CANONICAL, Result

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
    """The best week with no regard for the published one, beside the week that keeps it.

    Attributes
    ----------
    result
        Its tiers have the names that they have where the published week is kept.
    moves
        Parts that it would change.
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
    """Solve the changed week anew, with what has begun kept and nothing else.

    Returns
    -------
    Freer or None
        None where the replanned week has no timetable to compare with.
    """
    kept = replanned.result
    if kept.timetable is None or kept.verdict is None:
        return None
    settings = tuple(
        setting
        for setting in replanned.scenario.settings
        if not isinstance(setting.rule, KeepPublished)
    )
    scenario = replanned.scenario.model_copy(update={"settings": settings})
    result = scenario.solve(options, watch)
    if result.timetable is None:
        return Freer(result=result)
    return Freer(
        result=result,
        moves=len(changed_parts(replanned, result.timetable)),
        prices=tuple(_prices(kept, result)),
    )


def _prices(kept: Result, free: Result) -> Iterator[TierPrice]:
    there = {tier.name: tier for tier in kept.tiers}
    for tier in free.tiers:
        if tier.name != CANONICAL and tier.name in there:
            proven = tier.proven and there[tier.name].proven
            yield TierPrice(tier.name, there[tier.name].value, tier.value, proven)
