"""Colours and hatching, the same in every plot: told apart in colour, and in black and white."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from scheduler.document.days import PALETTE

BLUE, ORANGE, GREEN, PINK, SKY, VERMILION, YELLOW, GREY = (colour for colour, _ in PALETTE)

HATCHES = (
    "",
    "////",
    "....",
    "xxxx",
    "----",
    "\\\\\\\\",
    "++++",
    "||||",
    "oooo",
    "//..",
    "--oo",
    "***",
    "||..",
)
"""Their number shares no divisor with that of the colours: the first 104 looks all differ, and the
first 13 also without colour."""

PAPER, INK = "white", "#1a1a1a"
"""Of hatching on dark and on light colours."""

ON_PAPER: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
"""The box behind words that stand on a bar or a line."""


def patch_style(
    colour: str, hatch: str = "", ink: str = "black", line: float = 0.8
) -> dict[str, Any]:
    """How a patch of matplotlib is drawn; hatching tells it apart where colours are lost."""
    return {"facecolor": colour, "edgecolor": ink, "hatch": hatch or None, "linewidth": line}


_DARK = frozenset({BLUE, GREEN, VERMILION, GREY})


class Look(NamedTuple):
    """How one thing among several is drawn.

    Attributes
    ----------
    colour
        Of its bar or band.
    tint
        Of what lies under text.
    hatch
        Pattern of matplotlib; empty for none.
    ink
        Of the hatching: light on a dark colour, and dark on a light one.
    """

    colour: str
    tint: str
    hatch: str
    ink: str

    @property
    def style(self) -> dict[str, Any]:
        """For a patch of matplotlib."""
        return patch_style(self.colour, self.hatch, self.ink, 0.0)


UNKNOWN = Look(PAPER, PAPER, "", INK)
"""Of what the scenario does not know."""


def look(number: int) -> Look:
    """The look of one thing among several, by its place among them, from 0."""
    colour, tint = PALETTE[number % len(PALETTE)]
    ink = PAPER if colour in _DARK else INK
    return Look(colour, tint, HATCHES[number % len(HATCHES)], ink)


def looks(keys: Iterable[Any]) -> dict[Any, Look]:
    """A look for each key, by their order: the same keys always look the same."""
    return {key: look(number) for number, key in enumerate(keys)}
