"""What comes of one variant."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from scheduler.solving.result import CANONICAL, Tier
from scheduler.week.frozen import Frozen

EFFORT_A_SECOND = 0.2
"""Work in the solver's own measure that a search of one worker does in a second, roughly: measured
on the weeks of the library, on a machine that had other things to do as well."""

PATIENCE = 3
"""How many times the time limit the clock allows, where a machine is slower than that."""


class Limits(Frozen):
    """How far each variant is searched.

    The limit counts work, not time, so that a search which ends early ends at the same point on
    every machine. The clock only stops what is far behind.
    """

    time_limit: float = Field(
        default=60.0, gt=0, le=86_400, description="Seconds for each variant, roughly."
    )
    seed: int = Field(default=1, ge=0, le=2**31 - 1)

    @property
    def effort(self) -> float:
        """Work in the solver's own measure."""
        return self.time_limit * EFFORT_A_SECOND

    @property
    def clock(self) -> float:
        """Seconds after which a search ends in any case."""
        return min(self.time_limit * PATIENCE, 86_400.0)


class Standing(StrEnum):
    """How a variant stands: as a solve ends, or why it was not solved."""

    PROVEN = "PROVEN"
    FEASIBLE = "FEASIBLE"
    INFEASIBLE = "INFEASIBLE"
    UNKNOWN = "UNKNOWN"
    BAD_INPUT = "BAD INPUT"
    """What the variant says cannot be used."""
    LOST = "LOST"
    """The workers that tried it died, again and again."""
    DEFECT = "DEFECT"
    """The program failed: a defect to be reported."""
    NOT_SOLVED = "NOT SOLVED"
    """A person stopped the sweep before."""

    @property
    def settled(self) -> bool:
        """Whether no other limit or seed could find anything better."""
        return self in (Standing.PROVEN, Standing.INFEASIBLE)

    @property
    def kept(self) -> bool:
        """Whether a search has ended here, and need not be made again."""
        return self.settled or self in (Standing.FEASIBLE, Standing.UNKNOWN)


class Amount(Frozen):
    """What one preference counts in a timetable."""

    rule: str
    tier: int
    unit: str
    amount: int


class Solved(Frozen):
    """A variant once it was solved: what is worth keeping of the result.

    Attributes
    ----------
    tiers
        As the solve gave them, the canonical one included.
    amounts
        Of every preference, the first tier first.
    reason
        Why there is no timetable, or what is not proven of it; a sentence or two.
    seconds
        How long it took.
    schedule, leaders
        The timetable as a schedule CSV, and who takes open posts as a CSV of leaders; empty where
        there is none.
    """

    standing: Standing
    tiers: tuple[Tier, ...] = ()
    amounts: tuple[Amount, ...] = ()
    reason: str = ""
    seconds: float = 0.0
    schedule: str = ""
    leaders: str = ""

    @property
    def final(self) -> bool:
        """Whether no other limit or seed could find anything else."""
        canonical = any(tier.name == CANONICAL and tier.proven for tier in self.tiers)
        return self.standing is Standing.INFEASIBLE or canonical


class Outcome(Frozen):
    """A row of a sweep.

    Attributes
    ----------
    name, title, choices
        The variant, see `scenarios.loading.variants.Variant`.
    standing, reason
        How it stands, and why where that needs saying.
    digest
        Of the variant's scenario; empty where that could not be loaded.
    solved
        None where it was not solved.
    reused
        Whether it had been solved before.
    """

    name: str
    title: str = ""
    choices: dict[str, str] = Field(default_factory=dict)
    standing: Standing
    reason: str = ""
    digest: str = ""
    solved: Solved | None = None
    reused: bool = False

    @property
    def works(self) -> bool:
        """Whether there is a timetable."""
        return bool(self.solved and self.solved.schedule)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers of preferences; none without a timetable."""
        tiers = self.solved.tiers if self.solved else ()
        return tuple(tier for tier in tiers if tier.name != CANONICAL)

    @property
    def amounts(self) -> dict[str, int]:
        """What each preference counts, by rule; nothing without a timetable."""
        return {entry.rule: entry.amount for entry in self.solved.amounts} if self.solved else {}
