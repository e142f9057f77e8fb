"""What solving a season gives back."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.document.document import Block, Document, Paragraph, Table
from scheduler.document.report import Report
from scheduler.judging.judge import Verdict
from scheduler.season.season import Dates
from scheduler.solving.result import Provenance, Status, Tier, left_open
from scheduler.week.frozen import Frozen


class SeasonResult(Report, Frozen):
    """A solved season.

    Attributes
    ----------
    status
        ``PROVEN``, ``FEASIBLE`` or ``UNKNOWN``; a season is never infeasible, since every meeting
        has dates that it may have.
    tiers
        Value and bound of each tier; the canonical one counts meetings whose dates are settled.
    calendar
        None where none was found.
    verdict
        What the judge finds in it, None without a calendar.
    interrupted
        Whether a person stopped the search.
    """

    status: Status
    tiers: tuple[Tier, ...] = ()
    seconds: float = 0.0
    calendar: dict[str, Dates] | None = None
    verdict: Verdict | None = None
    interrupted: bool = False
    provenance: Provenance

    def document(self) -> Document:
        rows = [[key, str(dates)] for key, dates in self.in_order()]
        return Document("", [*self.summary(), Table(["meeting", "dates"], rows)])

    def in_order(self) -> list[tuple[str, Dates]]:
        """The meetings with their dates, the earliest first; empty where no calendar was found."""
        return sorted((self.calendar or {}).items(), key=lambda item: item[1])

    def summary(self) -> list[Block]:
        """What came of the search, how sure it is, and the tiers."""
        heads = ["tier", "value", "bound", "seconds"]
        rows = [(tier.name, tier.value, tier.bound, tier.seconds) for tier in self.tiers]
        tiers = [Table(heads, rows)] if rows else []
        return [*map(Paragraph, self.sentences()), *tiers]

    def sentences(self) -> Iterator[str]:
        """What came of the search, and how sure it is."""
        after = f"{', stopped by hand' if self.interrupted else ''} after {self.seconds:.1f} s"
        if self.status is Status.PROVEN:
            yield f"PROVEN{after}: no other calendar costs less in any tier."
        elif self.status is Status.FEASIBLE:
            yield f"FEASIBLE{after}: a calendar that is not proven to be the best."
            yield from left_open(self.tiers)
        else:
            yield f"UNKNOWN{after}: no calendar was found; give more time with --time-limit."
