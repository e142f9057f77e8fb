"""Words that several sentences have in common."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list: ``a, b and c``; with another last word, such as ``a, b or c``."""
    words = list(words)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def signed(number: int) -> str:
    """A number as a difference: ``+15``, ``-45``, ``0``."""
    return f"{number:+d}" if number else "0"


def plain(value: bool | int) -> str:
    """A value as a table has it: ``yes`` or ``no`` for a truth value, a number as it is."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
