"""In which direction a text is written, and where its lines may break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_TO_THE_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that is written to the left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def in_order(times: str, texts: Iterable[str]) -> str:
    """Hours that keep their order beside some texts, whatever the script of these."""
    mark = _TO_THE_RIGHT if any(map(is_right_to_left, texts)) else ""
    return f"{mark}{times}{mark}"


def after_times(times: str, title: str) -> str:
    """A title behind its hours, which keep their order whatever the script of the title."""
    return f"{in_order(times, [title])}  {title}"


def unbroken(text: str) -> str:
    """A few words that stand on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
