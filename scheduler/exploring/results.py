"""Alternatives, trade-offs, prices, places: what is asked, and what a search gives back."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from pydantic import Field

from scheduler.judging.judge import Finding
from scheduler.rules.requirement import Requirement
from scheduler.solving.result import Result
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable


class Terms(Frozen):
    """What makes a timetable an alternative.

    It keeps every must. Let *c* be what the best timetable costs in a tier: the alternative costs
    at most *c* and ``within`` per cent of *c* in it, rounded down to a whole number. So where the
    best costs nothing, the alternative costs nothing either. And it has a `difference` of at least
    ``differ`` from the best timetable and from every alternative before it.
    """

    count: int = Field(default=5, ge=1, le=100, description="Alternatives that are looked for.")
    within: Decimal = Field(
        default=Decimal(5),
        ge=0,
        le=1_000,
        decimal_places=4,
        description="What an alternative may cost more in each tier, in per cent of the best.",
    )
    differ: int = Field(
        default=4,
        ge=1,
        le=10_000,
        description="Slots (session, day, sitting) that one of two timetables uses and the "
        "other does not; a part that moves counts 2.",
    )


def most_within(cost: int, within: Decimal) -> int:
    """A cost plus some per cent of it, rounded down to a whole number: exact."""
    parts = 10**4
    return cost + int(cost * int(within * parts) // (100 * parts))


class Ending(StrEnum):
    """Why a search for several timetables ended."""

    ENOUGH = "as many as asked for"
    NO_MORE = "proven: there are no more"
    TIME = "the time was over"
    STOPPED = "stopped by hand"


class Alternatives(Frozen):
    """The best timetable of a week, and its alternatives in the order in which they were found."""

    terms: Terms
    best: Result
    """Where it is not proven, alternatives are those of the best that is known: one of them may
    cost less."""
    found: tuple[Result, ...] = ()
    """``PROVEN``: of all timetables that the terms allow beside those before it, none costs less in
    any tier, in their order."""
    differences: tuple[int, ...] = ()
    """For each alternative, its `difference` from the best."""
    ending: Ending
    seconds: float = 0.0
    """In all."""


class Weighing(Frozen):
    """What is weighed, and against what.

    A timetable is *possible* where it keeps every must and, in each tier, the preferences that are
    not weighed cost at most ``within`` per cent more than in the best timetable, rounded down to a
    whole number. It is *efficient* where no possible timetable has less of one of the weighed
    amounts without having more of another.
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


class FrontPoint(Frozen):
    """An efficient timetable, as far as proven."""

    amounts: tuple[int, ...]
    """Of the preferences that are weighed, in their order, each in the unit of its rule."""
    efficient: bool
    """Whether it is proven that no possible timetable is better in one amount and worse in none."""
    result: Result
    """Of all timetables with these amounts the best by tiers. Its first tiers are the amounts."""


class Front(Frozen):
    """The efficient timetables of a week, in the order of their amounts."""

    weighing: Weighing
    best: Result
    """The best timetable by the scenario's tiers, whatever it has of the amounts."""
    points: tuple[FrontPoint, ...] = ()
    complete: bool = False
    """Whether it is proven that these are all efficient points."""
    ending: Ending
    seconds: float = 0.0
    """In all."""


class Stretch(NamedTuple):
    """Weights of one preference over which the same timetables are best, all else as it is.

    Attributes
    ----------
    low, high
        Its ends. Between them, and not at an end itself, the timetables are best.
    settled
        Whether it is proven what is best there.
    timetable
        Of those that are best there, one that is nearest to the best at today's weight; None for
        that one itself, and where nothing is settled.
    """

    low: Fraction
    high: Fraction
    settled: bool
    timetable: Timetable | None = None

    @property
    def stays(self) -> bool:
        """Whether the best timetable at today's weight is still best."""
        return self.settled and self.timetable is None


class Exchanged(NamedTuple):
    """What is best where two neighbouring tiers change places; as for a `Stretch`."""

    settled: bool
    timetable: Timetable | None = None

    @property
    def stays(self) -> bool:
        """Whether the best timetable of today is still best."""
        return self.settled and self.timetable is None


class Spot(NamedTuple):
    """Where a session is to be, whatever else moves for it.

    Attributes
    ----------
    session
        Its identifier.
    sittings
        Identifiers of sittings, each of which holds a part of it.
    leaves
        Identifiers of sittings that hold none.
    start, minutes, room
        When the part begins (a moment of the week), its length and its room, where there is one
        sitting; None: any.
    """

    session: str
    sittings: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    start: int | None = None
    minutes: int | None = None
    room: str | None = None


class There(Frozen):
    """What a week comes to with a session in a spot.

    Attributes
    ----------
    timetable
        The best that was found; None where none was.
    nearest
        One that changes little of the given timetable, as good as that allows; None where none was
        found.
    proven
        Whether no timetable with the session there is better in any tier.
    impossible
        Whether it is proven that there is none.
    closed
        Whether a must leaves no such place, whatever else the week holds.
    against
        Where it is impossible: musts that cannot all be kept then, as far as they were found.
    """

    spot: Spot
    timetable: Timetable | None = None
    nearest: Timetable | None = None
    proven: bool = False
    impossible: bool = False
    closed: bool = False
    against: tuple[Requirement, ...] = ()


class Stays(Frozen):
    """What a week comes to in which a part stays where it is.

    Attributes
    ----------
    result
        Its timetable, where there is one, keeps every must but for what is ``broken``. Its tier
        `scheduler.solving.result.GIVEN_UP`, where it has one, counts what that comes to.
    broken
        What the given timetable breaks and this one, too.
    against
        Where something stays broken, or nothing was possible: musts that cannot all be kept with
        the part there, as far as they were found.
    """

    result: Result
    broken: tuple[Finding, ...] = ()
    against: tuple[Requirement, ...] = ()
