"""What solving a week gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from scheduler.document.document import Block, Bullets, Document, Paragraph
from scheduler.document.report import Report
from scheduler.judging.judge import Verdict
from scheduler.rules.rule import Count
from scheduler.week.clock import count, percent
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    import pandas as pd

CANONICAL = "canonical"
"""The name of the last tier, which makes the best timetable the only one."""


OTHERS = "Others may cost the same: a search that goes on longer may choose another of them."
"""What is said of the best where it is not known to be the one that every search gives."""

MOST_NAMED = 8
"""The most breaches that are said of what came nearest to a timetable."""

GIVEN_UP = "given up"
"""The name of the tier before all others where requirements may be given up: how much of them."""


class Status(StrEnum):
    """How far a solve came."""

    PROVEN = "PROVEN"
    """The value of every tier of preferences equals its bound: nothing is better. Others may cost
    the same, where the canonical tier is not settled."""
    FEASIBLE = "FEASIBLE"
    """A timetable that keeps every must; there may be a better one."""
    INFEASIBLE = "INFEASIBLE"
    """Proven: no timetable keeps every must."""
    UNKNOWN = "UNKNOWN"
    """Nothing was found and nothing proven in the time given."""


class Tier(Frozen):
    """One tier of a solve.

    For a tier of preferences ``value`` and ``bound`` are costs, each unit at its weight. For the
    canonical tier they count the sessions whose place is settled, and how many there are.
    """

    name: str
    value: int
    bound: int
    seconds: float

    @property
    def proven(self) -> bool:
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a share of the value: 0 to 1."""
        return abs(self.value - self.bound) / max(1, abs(self.value), abs(self.bound))

    def outcome(self, placed: str = "sessions") -> str:
        """What it came to; the canonical tier settles sessions, or what else is placed."""
        if self.name == CANONICAL:
            return f"{self.value} of {self.bound} {placed} settled, {self.seconds:.1f} s"
        return f"cost {self.value}, bound {self.bound}, {self.seconds:.1f} s"


class Provenance(Frozen):
    """From what a result was made: enough to make it again."""

    scenario: str = ""
    digest: str = ""
    """SHA-256 over the resolved week and its rules."""
    seed: int
    workers: int
    time_limit: float
    versions: dict[str, str]


class TieredResult(Report, Frozen):
    """What solving gives back, tier after tier: what the results of a week and a season share."""

    SURE: ClassVar[Mapping[Status, str]]
    """What each status means for what is solved."""
    PLACED: ClassVar = "sessions"
    """What is placed."""

    status: Status
    tiers: tuple[Tier, ...] = ()
    seconds: float = 0.0
    verdict: Verdict | None = None
    """What the judge finds; None where nothing was found."""
    interrupted: bool = False
    """Whether a person stopped the search."""
    provenance: Provenance

    @property
    def canonical(self) -> bool:
        """Whether it is the one that every search gives, of all that cost the same."""
        return any(tier.name == CANONICAL and tier.proven for tier in self.tiers)

    def sentences(self) -> Iterator[str]:
        """What came of the search, and how sure it is."""
        after = f"{', stopped by hand' if self.interrupted else ''} after {self.seconds:.1f} s"
        yield f"{self.status.value}{after}: {self.SURE[self.status]}."
        yield from self.left_open()

    def left_open(self) -> Iterator[str]:
        """What is not proven of what was found: the first such tier, or that it is the only one."""
        if self.status is Status.PROVEN and not self.canonical:
            yield OTHERS
        if self.status is not Status.FEASIBLE:
            return
        tier = next(tier for tier in self.tiers if not tier.proven)
        if tier.name == GIVEN_UP:
            yield "Whether giving up less would do is not settled."
        else:
            yield (
                f"In {tier.name} it costs {tier.value}, where {tier.bound} may be possible: "
                f"a gap of {percent(tier.gap)}."
            )
        after = [later.name for later in self.tiers[self.tiers.index(tier) + 1 :]]
        if after:
            yield f"The tiers after it are not proven either: {', '.join(after)}."

    def tiers_block(self) -> list[Block]:
        """What each tier came to; nothing where none was reached."""
        said = [f"{tier.name}: {tier.outcome(self.PLACED)}" for tier in self.tiers]
        return [Bullets(said)] if said else []


class Result(TieredResult):
    """A solved week."""

    SURE: ClassVar = {
        Status.PROVEN: "every must is kept, and no timetable costs less in any tier",
        Status.FEASIBLE: "every must is kept, but it is not proven to be the best",
        Status.INFEASIBLE: "it is proven that no timetable keeps every must",
        Status.UNKNOWN: "no timetable was found, and none is proven impossible",
    }

    timetable: Timetable | None = None
    """None where none was found."""
    leadership: Leadership = Leadership()
    """Who takes the posts that the week leaves open."""
    nearest: Timetable | None = None
    """What came nearest, where no timetable was found that keeps every must."""
    nearest_verdict: Verdict | None = None
    """What the judge finds in it."""
    reasons: tuple[Count, ...] = ()
    """Counts that cannot hold, where that is why the week is infeasible."""
    conflict: tuple[str, ...] = ()
    """Names of musts that cannot be kept together, where a search proved the week infeasible."""
    conflict_minimal: bool = False
    """Whether it is proven that the others can be kept without any one of them."""

    def sentences(self) -> Iterator[str]:
        yield from super().sentences()
        if self.nearest_verdict is None:
            return
        breached = self.nearest_verdict.breached
        yield f"What came nearest to one breaks musts in {count(len(breached), 'case')}:"
        yield from (f"- {finding.sentence}" for finding in breached[:MOST_NAMED])
        if len(breached) > MOST_NAMED:
            yield f"- And {count(len(breached) - MOST_NAMED, 'more such case')}."

    def tiers_frame(self) -> pd.DataFrame:
        """What each tier came to, and how good it could be.

        Returns
        -------
        pandas.DataFrame
            A row for each tier with ``value``, ``bound`` and ``proven``. For the canonical tier
            they count sessions whose place is settled.
        """
        import pandas as pd

        rows = [(tier.name, tier.value, tier.bound, tier.proven) for tier in self.tiers]
        return pd.DataFrame(rows, columns=["tier", "value", "bound", "proven"]).set_index("tier")

    def __repr__(self) -> str:
        costs = f", costs {self.verdict.costs}" if self.verdict else ""
        return f"<Result: {self.status.value} in {self.seconds:.1f} s{costs}>"

    def document(self) -> Document:
        said = Paragraph(f"{self.status.value} in {self.seconds:.1f} s")
        reasons = Bullets(tuple(reason.sentence for reason in self.reasons))
        verdict = self.verdict.document().blocks if self.verdict else ()
        return Document("", (said, *self.tiers_block(), reasons, *verdict))
