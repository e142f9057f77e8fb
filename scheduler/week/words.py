"""Words that several sentences have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list: ``a, b and c``; with another last word, such as ``a, b or c``."""
    words = list(words)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def with_article(noun: str) -> str:
    """A noun with its article before it: ``a reception``, ``an informal meeting``."""
    return f"{'an' if noun[:1].casefold() in 'aeiou' else 'a'} {noun}"


def in_plural(noun: str) -> str:
    """Several of what a noun names: ``receptions``, ``parties``, ``lunches``."""
    if noun[-1:] == "y" and noun[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def capital(text: str) -> str:
    """A text as a sentence begins with it."""
    return text[:1].upper() + text[1:]


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names by their keys; one that others have, or have for their key, has its own key behind it.

    ``Salle (r1)`` and ``Salle (r2)``.
    """
    same = Counter(name.casefold() for name in names.values())
    same.update(key.casefold() for key, name in names.items() if key.casefold() != name.casefold())
    return {
        key: f"{name} ({key})" if same[name.casefold()] > 1 else name for key, name in names.items()
    }


def signed(number: int) -> str:
    """A number as a difference: ``+15``, ``-45``, ``0``."""
    return f"{number:+d}" if number else "0"


def plain(value: bool | int) -> str:
    """A value as a table has it: ``yes`` or ``no`` for a truth value, a number as it is."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""What steers a terminal or turns the order of letters round: all but tabs and line breaks."""
_BREAKS = re.compile("\t|\r\n?|[\u0085\u2028\u2029]")


def visible(text: str) -> str:
    """A text as it may leave the program for people to see: a mark stands for what would steer.

    Files that other programs read, as CSV and JSON, keep it.
    """
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text))


def one_line(text: str) -> str:
    """A name or a title as it may stand in a line or in a box; see `visible`."""
    return visible(" ".join(text.split()))
