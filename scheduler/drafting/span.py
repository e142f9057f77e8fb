"""How far a stretch of steps, such as days, reaches in a draft."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.drafting.linear import Linear


class Span(NamedTuple):
    """The steps from the first to the last that has any part.

    Each is right where it is minimised, and may be too great otherwise.

    Attributes
    ----------
    length
        How many they are.
    begun, left, inside
        For each step, 0 or 1: whether any part lies in it or before it; in it or after it; and
        whether both do.
    """

    length: Linear
    begun: list[Linear]
    left: list[Linear]
    inside: list[Linear]
