"""The nearest known spelling of a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str] | Mapping[str, str], cutoff: float = 0.6) -> str | None:
    """The known word, by itself or by its name, that is near to another; None where none is.

    Parameters
    ----------
    cutoff
        How like the two have to be, from 0 to 1.
    """
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    by_lower = {name.lower(): key for key, name in names.items() if name}
    by_lower |= {key.lower(): key for key in names}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[near[0]] if near else None


def suggestion(word: str, known: Iterable[str] | Mapping[str, str]) -> str:
    """Give ``; did you mean …?`` or, where nothing is near, what there is to choose from.

    Parameters
    ----------
    word
        As a person wrote it.
    known
        What it may be: words, or words with the names that people know them by.
    """
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    key = nearest(word, names)
    if key is not None:
        return f"; did you mean {key}{f' ({names[key]})' if names[key] else ''}?"
    if 0 < len(names) <= 12:
        return f"; it can be {', '.join(sorted(names))}"
    return ""
