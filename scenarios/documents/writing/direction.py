"""In which direction a text is written, and where its lines may break."""

from __future__ import annotations

import unicodedata

_TO_THE_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that is written to the left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def after_times(times: str, title: str) -> str:
    """A title behind its hours, which keep their order whatever the script of the title."""
    mark = _TO_THE_RIGHT if is_right_to_left(title) else ""
    return f"{mark}{times}{mark}  {title}"


def unbroken(text: str) -> str:
    """A few words that stand on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
