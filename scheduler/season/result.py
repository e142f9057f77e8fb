"""What solving a season gives back."""

from __future__ import annotations

from typing import ClassVar

from scheduler.document.document import Block, Document, Paragraph, Table
from scheduler.season.season import Dates
from scheduler.solving.result import Status, TieredResult


class SeasonResult(TieredResult):
    """A solved season.

    A season is never infeasible, since every meeting has dates that it may have. Its canonical tier
    counts meetings whose dates are settled.
    """

    SURE: ClassVar = {
        Status.PROVEN: "no other calendar costs less in any tier",
        Status.FEASIBLE: "a calendar that is not proven to be the best",
        Status.UNKNOWN: "no calendar was found; give more time with --time-limit",
    }

    PLACED: ClassVar = "meetings"
    calendar: dict[str, Dates] | None = None
    """None where none was found."""

    def document(self) -> Document:
        rows = [[key, str(dates)] for key, dates in self.in_order()]
        return Document("", [*self.summary(), Table(["meeting", "dates"], rows)])

    def in_order(self) -> list[tuple[str, Dates]]:
        """The meetings with their dates, the earliest first; empty where no calendar was found."""
        return sorted((self.calendar or {}).items(), key=lambda item: item[1])

    def summary(self) -> list[Block]:
        """What came of the search, how sure it is, and the tiers."""
        return [*map(Paragraph, self.sentences()), *self.tiers_block()]
