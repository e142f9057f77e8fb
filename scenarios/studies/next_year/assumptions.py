"""What is assumed where this year's minutes and experiments become next year's proposals."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

STEP = 5
"""Minutes to which a topic is rounded up, and seats to which attendance is."""


class NextYearWeights(Frozen):
    """How far a year counts for the next. All of it is an assumption: the Review names no figure.

    Attributes
    ----------
    reserve
        Percent that is added to minutes used and to those who came, 0 to 100.
    more_value, less_value
        Points by which an experiment is worth more that was useful and reported, and less that was
        not useful, 0 to 1000.
    """

    reserve: int = Field(default=10, ge=0, le=100)
    more_value: int = Field(default=1, ge=0, le=1000)
    less_value: int = Field(default=1, ge=0, le=1000)

    def with_reserve(self, used: int) -> int:
        """A whole number with the reserve on it, rounded up."""
        return -(-used * (100 + self.reserve) // 100)

    def said(self, used: int) -> str:
        """The reserve as part of a sentence; nothing where there is none."""
        return f"with a reserve of {self.reserve} %" if self.reserve and used else ""

    def sentences(self) -> Iterator[str]:
        """What is assumed, for those who decide by it."""
        yield (
            f"Minutes used have a reserve of {self.reserve} %; they are rounded up to the week's "
            f"grid for a session, to {STEP} for a topic, and to whole minutes for each speaker."
        )
        yield (
            "What a session cannot do without stays, unless it is more than the session now asks "
            "for. Where only a session is noted, its items are scaled in proportion."
        )
        if self.reserve:
            yield (
                "A session that always takes all the time that it has would grow by the reserve "
                "every year: look at those with a reserve of 0."
            )
        yield "What was not taken up (0 minutes) stays as it is: no time is no measure of its need."
        yield (
            "An experiment that was useful and reported to a plenary is worth "
            f"{count(self.more_value, 'point')} more; one that was not useful "
            f"{count(self.less_value, 'point')} less, and with none left it is left out, "
            "unless its host has volunteered anew."
        )
        yield "No State is taken to volunteer again: each says so anew, every year (Review ¶ 11)."


def rounded_up(minutes: int, step: int) -> int:
    """The next multiple of a step."""
    return -(-minutes // step) * step
