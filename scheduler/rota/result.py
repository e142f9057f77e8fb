"""What solving a rota gives back."""

from __future__ import annotations

from typing import ClassVar

from scheduler.document.document import Block, Document, Paragraph
from scheduler.rota.rota import Rotation
from scheduler.solving.result import Status, TieredResult
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen


class FewestStates(Frozen):
    """The fewest States with which the aims of no tier cost more than in the best rota.

    `RotaAim.SHARE_TERMS` is left out, which asks for many States.
    """

    states: int
    bound: int
    """No rota takes fewer."""
    rotation: Rotation

    @property
    def proven(self) -> bool:
        return self.states == self.bound

    def sentence(self) -> str:
        """What it comes to, and how sure it is."""
        if self.proven:
            return (
                f"{count(self.states, 'State')} would do as well, but for sharing the terms; it "
                "is proven that fewer would not."
            )
        return (
            f"{count(self.states, 'State')} would do as well, but for sharing the terms; whether "
            f"{self.bound} would is not settled."
        )


class RotaResult(TieredResult):
    """A solved rota.

    A rota is never infeasible, since posts may stay open. Its canonical tier counts posts whose
    holders are settled.
    """

    SURE: ClassVar = {
        Status.PROVEN: "no other rota costs less in any tier",
        Status.FEASIBLE: "a rota that is not proven to be the best",
        Status.UNKNOWN: "no rota was found; give more time with --time-limit",
    }

    PLACED: ClassVar = "posts"
    rotation: Rotation | None = None
    """None where none was found."""
    fewest: FewestStates | None = None
    """None where the best rota is not proven, or time was up."""

    def document(self) -> Document:
        return Document("", self.summary())

    def summary(self) -> list[Block]:
        """What came of the search, how sure it is, and the tiers."""
        return [*map(Paragraph, self.sentences()), *self.tiers_block()]
