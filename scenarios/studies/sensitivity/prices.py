"""The prices of a week, and how far each may go before another timetable is best."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from scheduler.exploring.results import Stretch
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable


class Limit(NamedTuple):
    """How far a weight may go in one direction before something changes.

    Attributes
    ----------
    weight
        Up to which nothing changes.
    then
        What comes after it; None where nothing changes as far as it was looked.
    """

    weight: Fraction
    then: Stretch | None


class PreferencePrice(Frozen):
    """The weight of one preference, and what is best at other weights.

    Attributes
    ----------
    alone
        Whether its tier has no other preference, so that its weight decides nothing.
    below, above
        From today's weight on, downwards and upwards; they meet.
    reasons
        Why something is not settled, where that needs saying.
    """

    rule: str
    tier: int
    weight: int
    alone: bool = False
    below: tuple[Stretch, ...] = ()
    above: tuple[Stretch, ...] = ()
    reasons: tuple[str, ...] = ()

    def limit(self, *, up: bool, same: Callable[[Timetable], bool]) -> Limit:
        """How far the weight may go until a timetable is best that is not ``same``."""
        weight = Fraction(self.weight)
        for one in self.above if up else self.below:
            if not one.stays and (one.timetable is None or not same(one.timetable)):
                return Limit(weight, one)
            weight = one.high if up else one.low
        return Limit(weight, None)


class TierExchange(Frozen):
    """What is best where two neighbouring tiers change places.

    Attributes
    ----------
    timetable
        None where today's is still best, or nothing is settled.
    """

    tier: int
    after: int
    settled: bool
    timetable: Timetable | None = None
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"tiers {self.tier} and {self.after} exchanged"


def plain_weight(weight: Fraction) -> str:
    """A weight as people write it, with up to two decimals."""
    return f"{float(weight):.2f}".rstrip("0").rstrip(".")
