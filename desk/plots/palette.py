"""Colours and hatching, the same in every plot: told apart in colour, and in black and white."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from scheduler.document.days import PALETTE

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

KEPT, MOVED, BROKEN = "#44546a", "#d9bd84", "#9b1c31"
"""Of what stays, is saved or is proven; of what moves or costs more; of what breaks a must.

No body has one of these: in every picture a colour means one thing.
"""

ON_PAPER: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
"""The box behind words that stand on a bar or a line."""


def patch_style(
    colour: str, hatch: str = "", ink: str = "black", line: float = 0.8
) -> dict[str, Any]:
    """How a patch of matplotlib is drawn; hatching tells it apart where colours are lost."""
    return {"facecolor": colour, "edgecolor": ink, "hatch": hatch or None, "linewidth": line}


_DARK = frozenset({"#0072b2", "#009e73", "#d55e00", "#808080"})
"""Of the colours of bodies, those on which dark hatching is lost."""

_LIGHTEST, _DARKEST = 0.95, 0.35
"""Of the greys of things in a row, from 0 for black."""


STANDS = patch_style(KEPT, line=0.0)
"""What stays, is saved or is proven to be best."""

MOVES = patch_style(MOVED, "////", INK, 0.0)
"""What moves, or costs more."""

UNSURE = patch_style(PAPER, "xxxx", "#8c8c8c", 0.0)
"""What is not proven, or not settled."""


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


def greys(keys: Iterable[Any]) -> dict[Any, Look]:
    """A look for each of things in a row, such as days: ever darker greys, told apart by hatching.

    They have no colour, since colours are those of bodies.
    """
    listed = list(keys)
    found = {}
    for number, key in enumerate(listed):
        share = number / max(1, len(listed) - 1)
        light = _LIGHTEST + share * (_DARKEST - _LIGHTEST)
        ink = INK if light > 0.6 else PAPER
        grey = f"#{round(255 * light):02x}" + f"{round(255 * light):02x}" * 2
        found[key] = Look(grey, PAPER, HATCHES[number % len(HATCHES)], ink)
    return found
