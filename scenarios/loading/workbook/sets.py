"""Sets of delegations as they stand in a cell: ``where art5; and ICBL, EU; but not COL``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

EVERYONE, NOBODY = "everyone", "nobody"

_CLAUSES = {
    "where": "where",
    "parties of": "parties_of",
    "leaders of": "leaders_of",
    "co-chairs of": "co_chairs_of",
    "but not": "but_not",
    "and": "and",
}
"""What a clause begins with, and the key of a scenario file that means the same."""

_WORDS = {key: words for words, key in _CLAUSES.items()}
_CLAUSE = re.compile(rf"({'|'.join(_CLAUSES).replace(' ', r' +')}) *:? +(.+)", re.IGNORECASE)
_DIVIDERS = re.compile(r"[,;\n]")


def divided(text: str) -> list[str]:
    """The words of a cell, between commas, semicolons and line breaks."""
    return [word for piece in _DIVIDERS.split(text) if (word := " ".join(piece.split()))]


def joined(words: Sequence[Any]) -> str | None:
    """Words as they stand in a cell; None where they would not be divided again as they were."""
    if not all(isinstance(word, str) for word in words):
        return None
    text = ", ".join(words)
    return text if words and divided(text) == list(words) and text[0] not in "[{" else None


def read_set(text: str) -> Any:
    """What a cell means, as a scenario file would have it.

    Raises
    ------
    ValueError
        With a sentence, where it cannot be understood.
    """
    if text.strip().lower() == NOBODY:
        return []
    found: dict[str, Any] = {}
    for clause in re.split(r"[;\n]", text):
        said = " ".join(clause.split())
        if not said:
            continue
        begun = _CLAUSE.fullmatch(said)
        key = _CLAUSES[" ".join(begun[1].lower().split())] if begun else "and"
        rest = begun[2] if begun else said
        if key == "where":
            if key in found:
                raise ValueError("'where' stands twice; write one condition, as in 'where art5'")
            found[key] = _condition(rest)
        elif rest.lower() == EVERYONE:
            found[EVERYONE] = True
        else:
            found.setdefault(key, []).extend(divided(rest))
    if found == {EVERYONE: True}:
        return EVERYONE
    return found["and"] if set(found) == {"and"} else found


def _condition(text: str) -> Any:
    """A column that must hold 1, or columns with what each must hold: ``apmbc = S, va = 1``."""
    if "=" not in text:
        return text
    pairs = [piece.partition("=") for piece in text.split(",")]
    return {column.strip(): value.strip() or "1" for column, _, value in pairs}


def written_set(value: Any) -> str | None:
    """A set of delegations as it stands in a cell; None where a cell cannot say it so."""
    if isinstance(value, str):
        return value if value == EVERYONE else joined([value])
    if isinstance(value, list):
        return joined(value) if value else NOBODY
    if not isinstance(value, dict):
        return None
    clauses = list(_clauses(value))
    return None if None in clauses or not clauses else "; ".join(filter(None, clauses))


def _clauses(value: dict[str, Any]) -> Iterator[str | None]:
    for key, said in value.items():
        if key == EVERYONE:
            yield EVERYONE if said is True else None
        elif key == "where" and isinstance(said, dict):
            yield f"where {', '.join(f'{column} = {asked}' for column, asked in said.items())}"
        elif key == "where" and isinstance(said, str):
            yield f"where {said}"
        elif key in _WORDS and isinstance(said, str | list):
            words = joined([said] if isinstance(said, str) else said)
            yield words and f"{_WORDS[key]} {words}"
        else:
            yield None
