"""The agenda of a session: items in order, and the statements that stand in its parts."""

from __future__ import annotations

from functools import cached_property
from math import gcd
from typing import NamedTuple

from pydantic import Field

from scheduler.week.frozen import Frozen

STEP = 5
"""A topic is divided over parts in steps of so many minutes, where its own minutes allow it."""


class Statement(NamedTuple):
    """One speaker's minutes in one item; without a speaker, minutes of the topic itself."""

    item: int
    """The place of the item in the agenda, from 0."""
    speaker: str
    """The code of a delegation; empty for minutes of a topic."""
    minutes: int
    """Minutes that it asks for."""


class Item(Frozen):
    """An item of an agenda: a topic with its minutes, or speakers with minutes each."""

    title: str
    minutes: int = Field(ge=0, description="Of the topic, 1 or more, or of each speaker.")
    speakers: tuple[str, ...] = Field(default=(), description="In the order given; each once.")
    in_order: bool = Field(default=False, description="Whether they speak in this order.")
    least: int | None = Field(
        default=None,
        ge=0,
        description="Minutes that the topic, or each speaker, cannot do without; None: the share "
        "of the minutes that the session cannot do without.",
    )
    used: int | None = Field(
        default=None,
        ge=0,
        exclude=True,
        description="Minutes that the whole item really used, as noted after the week.",
    )

    @cached_property
    def step(self) -> int:
        """Minutes of what cannot be divided: of a statement, or of a step of the topic."""
        return self.minutes if self.speakers else gcd(self.minutes, STEP)

    @cached_property
    def count(self) -> int:
        """How many statements, or steps of the topic, there are."""
        return len(self.speakers) or self.minutes // self.step

    @cached_property
    def asked(self) -> int:
        """Minutes that the whole item asks for."""
        return self.count * self.step

    def statements(self, number: int) -> list[Statement]:
        """What cannot be divided, in order; ``number`` is the item's place in the agenda."""
        who = self.speakers or ("",) * self.count
        return [Statement(number, speaker, self.step) for speaker in who]
