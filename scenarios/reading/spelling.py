"""The nearest known spelling of a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from scenarios.reading.dates import WEEKDAYS

Known: TypeAlias = Iterable[str] | Mapping[str, str]
"""What a word may be: words, or words with the names that people know them by."""


def with_names(known: Known) -> Mapping[str, str]:
    """Known words with their names, empty where they have none."""
    return known if isinstance(known, Mapping) else dict.fromkeys(known, "")


def nearest(word: str, known: Known, cutoff: float = 0.6) -> str | None:
    """The known word, by itself or by its name, that is near to another; None where none is.

    Parameters
    ----------
    cutoff
        How like the two have to be, from 0 to 1.
    """
    names = with_names(known)
    by_lower = {name.lower(): key for key, name in names.items() if name}
    by_lower |= {key.lower(): key for key in names}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[near[0]] if near else None


def near_miss(word: str, known: Known, cutoff: float = 0.6) -> str:
    """Give ``; did you mean …?``, or nothing where nothing is near; see `nearest`."""
    names = with_names(known)
    key = nearest(word, names, cutoff)
    if key is None:
        return ""
    called = "" if names[key].lower() == key.lower() else names[key]
    return f"; did you mean {key}{f' ({called})' if called else ''}?"


def suggestion(word: str, known: Known) -> str:
    """Give ``; did you mean …?`` or, where nothing is near, what there is to choose from.

    Words stand by the alphabet, and weekdays after them, in the order in which they are given.
    """
    names = with_names(known)
    known_days = [name for name in names if name in WEEKDAYS]
    choices = [*sorted(names.keys() - set(known_days)), *known_days]
    choice = f"; it can be {', '.join(choices)}" if 0 < len(names) <= 12 else ""
    return near_miss(word, names) or choice
