"""What moving more freely would buy: the best week, whatever has to change for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from constraints.keep_published import KeepPublished
from scenarios.scenario import Scenario
from scenarios.studies.replanning.publishing import GIVE_WAY, NEAR
from scenarios.studies.replanning.result import Replanned
from scenarios.studies.replanning.run import changed_parts, changed_statements
from scheduler.document.document import Bullets, Document, Paragraph
from scheduler.document.report import Report
from scheduler.judging.judge import tiers_of
from scheduler.rules.rule import Prefer, Setting
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


TIER = "tier "
"""How the names of the tiers of preferences begin."""


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

    def say(self) -> str:
        """The tier in words: ``tier 2: 600 instead of 810 (210 less)``."""
        sure = "" if self.proven else ", not proven"
        less = self.kept - self.free
        said = f"{abs(less)} {'less' if less > 0 else 'more'}" if less else "the same"
        return f"{self.tier}: {self.free} instead of {self.kept} ({said}{sure})"


class FreeMove(Report, Frozen):
    """The best week, whatever has to change for it, beside the one that changes the least.

    Attributes
    ----------
    result
        The scenario's own tiers come first in it, the published week last.
    more
        How many parts might change beyond the fewest; None: any number.
    moves
        Parts that it changes: the fewest, where all tiers are proven.
    speakers
        Statements that then stand in another part than published.
    parts
        The published parts that have not begun.
    prices
        The scenario's own tiers, in their order.
    """

    result: Result
    more: int | None = None
    moves: int = 0
    speakers: int = 0
    parts: int = 0
    prices: tuple[TierPrice, ...] = ()

    @property
    def gains(self) -> bool:
        """Whether it is better in the first tier in which the two differ."""
        return [price.free for price in self.prices] < [price.kept for price in self.prices]

    def sentences(self) -> Iterator[str]:
        """What moving more freely would buy."""
        more = "Moving more freely" if self.more is None else f"{count(self.more, 'change')} more"
        if self.result.timetable is None:
            yield f"{more}: what it would gain was not found in the time given."
            return
        if not self.gains:
            proven = all(price.proven for price in self.prices)
            sure = "" if proven else ", as far as was found in the time given"
            yield f"{more} would gain nothing{sure}."
            return
        parts = f"{self.moves} of {count(self.parts, 'part')}"
        if self.speakers:
            parts = f"{parts} and {count(self.speakers, 'statement')}"
        if self.result.status is Status.PROVEN:
            best = "the best there is" if self.more is None else "better"
            yield f"With {parts} changed, and not with fewer, the week could be {best}:"
        else:
            found = "as far as was found in the time given"
            yield f"With {parts} changed the week could be better, {found}:"

    def document(self) -> Document:
        """What moving more freely would buy, tier by tier."""
        prices = [price.say() for price in self.prices] if self.gains else []
        return Document("", [*map(Paragraph, self.sentences()), Bullets(prices)])

    def rows(self) -> list[dict[str, str]]:
        """The tiers as rows of a CSV file, with the names of `TierPrice`."""
        return [
            {name: str(value) for name, value in price._asdict().items()} for price in self.prices
        ]

    def to_frame(self) -> pd.DataFrame:
        """The tiers as a table: a row for each, with the columns of `TierPrice`."""
        import pandas as pd

        return pd.DataFrame(self.prices, columns=list(TierPrice._fields))

    def record(self) -> dict[str, Any]:
        """All of it for other programs."""
        return {
            "status": self.result.status.value,
            "more": self.more,
            "moves": self.moves,
            "speakers": self.speakers,
            "tiers": [price._asdict() for price in self.prices],
        }


def move_freely(
    replanned: Replanned,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    *,
    more: int | None = None,
) -> FreeMove | None:
    """Find the best week first, and only then the one that changes the least of the published.

    What has begun stays here too.

    Parameters
    ----------
    more
        How many parts may change beyond the fewest; None: any number.

    Returns
    -------
    FreeMove or None
        None where the replanned week has no timetable to compare with.
    """
    from scheduler.solving.solving import solve

    kept, scenario = replanned.result, _freed(replanned.scenario)
    if kept.timetable is None or replanned.kept is None:
        return None
    limits = {} if more is None else {KeepPublished.key(): replanned.kept.value + more}
    result = solve(
        scenario.problem,
        options,
        eased=replanned.lost,
        limits=limits,
        conflict=False,
        watch=watch,
    )
    if result.timetable is None:
        return FreeMove(result=result, more=more, parts=len(replanned.ahead))
    return FreeMove(
        result=result,
        more=more,
        parts=len(replanned.ahead),
        moves=len(changed_parts(replanned, result.timetable)),
        speakers=len(changed_statements(replanned, result.timetable)),
        prices=tuple(_prices(kept, result)),
    )


def _freed(scenario: Scenario) -> Scenario:
    """The scenario's own tiers first, counted from 1, and the published week after them."""
    own = len(tiers_of(scenario.settings)) - NEAR

    def freed(setting: Setting) -> Setting:
        if not isinstance(setting.mode, Prefer):
            return setting
        tier = setting.mode.tier
        kept = setting.rule.name in GIVE_WAY
        tier += own if kept else -NEAR
        return setting.model_copy(update={"mode": setting.mode.model_copy(update={"tier": tier})})

    return scenario.model_copy(update={"settings": tuple(map(freed, scenario.settings))})


def _prices(kept: Result, free: Result) -> Iterator[TierPrice]:
    there, here = ([t for t in result.tiers if t.name.startswith(TIER)] for result in (kept, free))
    for one, other in zip(there[NEAR:], here, strict=False):
        yield TierPrice(one.name, one.value, other.value, one.proven and other.proven)
