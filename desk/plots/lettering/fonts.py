"""Fonts for every script: one for all pictures, and others of the machine for what it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

BASE = "DejaVu Sans"
"""The font of all pictures, which comes with matplotlib."""

_NOT_READ = ("last resort", "mono", "serif", "symbol")
"""In the names of fonts that are taken only where no other will do; the first never."""


class _Font(NamedTuple):
    name: str
    path: str
    letters: frozenset[int]


def families(text: str) -> tuple[str, ...]:
    """The fonts in which a text is set: one of all pictures, then others for what it lacks."""
    return (BASE, *(font.name for font in _fallbacks(_beyond_base(text))))


def unseen(texts: Iterable[str]) -> str:
    """The letters of some texts that no font of the machine has, each once, in order."""
    wanted = _beyond_base("".join(texts))
    there = {letter for font in _fallbacks(wanted) for letter in font.letters}
    return "".join(sorted(letter for letter in wanted if ord(letter) not in there))


def scripts(letters: str) -> list[str]:
    """The scripts of some letters, as people call them."""
    words = (unicodedata.name(letter, "other signs").split()[0].capitalize() for letter in letters)
    usual = {"Cjk": "Chinese", "Hangul": "Korean", "Hiragana": "Japanese", "Katakana": "Japanese"}
    return list(dict.fromkeys(usual.get(word, word) for word in words))


@lru_cache(maxsize=5_000)
def _beyond_base(text: str) -> frozenset[str]:
    return frozenset(
        letter
        for letter in text
        if ord(letter) not in _base() and unicodedata.category(letter)[0] not in "CZ"
    )


@cache
def _base() -> frozenset[int]:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(findfont(BASE))).get_charmap())


@lru_cache(maxsize=500)
def _fallbacks(letters: frozenset[str]) -> tuple[_Font, ...]:
    """The fewest fonts that have these letters, as far as the machine has them."""
    from matplotlib.font_manager import fontManager

    found, left = list[_Font](), {ord(letter) for letter in letters}
    while left:
        best = max(_others(), key=lambda font: len(font.letters & left), default=None)
        if best is None or not best.letters & left:
            break
        if best.path not in {entry.fname for entry in fontManager.ttflist}:
            fontManager.addfont(best.path)  # It came to the machine after matplotlib looked.
        found.append(best)
        left -= best.letters
    return tuple(found)


@cache
def _others() -> tuple[_Font, ...]:
    """The upright fonts of the machine, those first that are read most easily."""
    from matplotlib.font_manager import findSystemFonts
    from matplotlib.ft2font import FT2Font

    found = []
    for path in sorted(map(str, findSystemFonts())):
        try:
            font = FT2Font(path)
            letters = frozenset(font.get_charmap())
        except (RuntimeError, OSError, ValueError):
            continue
        if font.style_name.lower() in ("regular", "book", "medium", "normal", "roman"):
            found.append(_Font(font.family_name, path, letters))
    usable = [font for font in found if _NOT_READ[0] not in font.name.lower()]
    return tuple(sorted(usable, key=lambda font: any(w in font.name.lower() for w in _NOT_READ)))
