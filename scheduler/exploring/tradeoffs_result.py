"""Trade-offs between preferences: what is asked for, and what a search gives back."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from scheduler.exploring.alternatives_result import Ending
from scheduler.solving.result import Result
from scheduler.week.frozen import Frozen


class Weighing(Frozen):
    """What is weighed, and against what.

    A timetable is *possible* where it keeps every must and, with ``within``, where the preferences
    that are not weighed cost at most so much more in each tier than they cost in the best
    timetable, rounded down to a whole number. It is *efficient* where no possible timetable has
    less of one of the weighed amounts without having more of another.
    """

    between: tuple[str, ...] = Field(
        min_length=2, max_length=3, description="Names of two or three preferences, all different."
    )
    points: int | None = Field(
        default=None,
        ge=2,
        le=1_000,
        description="How many points are looked for, spread over the front; None: all.",
    )
    within: Decimal | None = Field(
        default=None,
        ge=0,
        le=1_000,
        decimal_places=4,
        description="What the other preferences of each tier may cost more than in the best "
        "timetable, in per cent; None: anything.",
    )


class Point(Frozen):
    """An efficient timetable, as far as proven.

    Attributes
    ----------
    amounts
        Of the preferences that are weighed, in their order, each in the unit of its rule.
    efficient
        Whether it is proven that no possible timetable is better in one amount and worse in none.
    result
        The timetable: of all that have these amounts, the one best by tiers. Its first tiers are
        the amounts.
    """

    amounts: tuple[int, ...]
    efficient: bool
    result: Result


class Front(Frozen):
    """The efficient timetables of a week, in the order of their amounts.

    Attributes
    ----------
    best
        The best timetable by the scenario's tiers, whatever it has of the amounts.
    complete
        Whether it is proven that these are all efficient points.
    seconds
        In all.
    """

    weighing: Weighing
    best: Result
    points: tuple[Point, ...] = ()
    complete: bool = False
    ending: Ending
    seconds: float = 0.0
