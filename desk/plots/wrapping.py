"""Text that fits its box: shrunk, abbreviated or left out, and never beyond the edge.

Lengths are in points, a 72nd of an inch.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

LEADING = 1.2
"""From one line to the next, in sizes of the type."""

SMALLEST = 5.5
"""The smallest type that is still read in print."""

_READABLE = 6.5
"""Type that is not made smaller as long as something can be left out."""

_STEP = 0.5
_LETTERS = 4
"""Letters of a word that is cut short, at least."""


class Line(NamedTuple):
    """One line of text, with the size of its type."""

    text: str
    size: float
    bold: bool = False


class Words(NamedTuple):
    """What is to stand in the box of a part.

    Attributes
    ----------
    more
        What follows the title also where that is abbreviated: ``(2 of 5)``.
    """

    time: str
    title: str
    more: str = ""
    room: str = ""


def length(text: str, size: float, *, bold: bool = False) -> float:
    """How long a line of text is."""
    return _length(text, bold) * size


@lru_cache(maxsize=20_000)
def _length(text: str, bold: bool) -> float:
    """In sizes of the type; measured large and without hinting, so that it holds everywhere."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=100, weight="bold" if bold else "normal")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 100


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str] | None:
    """Break text into lines at plain spaces and after hyphens; None where a word is too long."""
    lines = [""]
    for word in re.findall(r" *(?:[^ -]+-*|-+)", text):
        longer = lines[-1] + word if lines[-1] else word.lstrip()
        if length(longer, size, bold=bold) <= width:
            lines[-1] = longer
            continue
        lines.append(word.lstrip())
        if length(lines[-1], size, bold=bold) > width:
            return None
    return [line for line in lines if line]


@lru_cache(maxsize=5_000)
def fit_part(words: Words, width: float, height: float, largest: float) -> tuple[Line, ...]:
    """The lines of a part's box; the first of these that fits.

    In type that is easily read: time, title and room; time and title; the title. Then the same in
    small type; then only what follows a colon in the title, since what stands before it (“Small
    group:”) says the least; then an abbreviated title, with the time and without; else nothing.
    """
    for lines in _choices(words, width, height, largest):
        if lines and _fits(lines, width, height):
            return lines
    return ()


def _choices(
    words: Words, width: float, height: float, largest: float
) -> Iterator[tuple[Line, ...]]:
    sizes = list(_sizes(largest))
    readable = [size for size in sizes if size >= _READABLE]
    title = f"{words.title} {words.more}".rstrip()
    for some in (readable, sizes):
        for time, room in ((words.time, words.room), (words.time, ""), ("", "")):
            for size in some:
                yield _block(time, wrap(title, size, width), room, size)
    end = words.title.partition(": ")[2]
    for time in (words.time, ""):
        for size in sizes if end else ():
            yield _block(time, wrap(f"{end} {words.more}".rstrip(), size, width), "", size)
    for time in (words.time, ""):
        for shorter in _abbreviations(end or words.title):
            for size in sizes[-2:]:
                lines = wrap(f"{shorter}… {words.more}".rstrip(), size, width)
                yield _block(time, lines, "", size)


def _sizes(largest: float) -> Iterator[float]:
    steps = round((largest - SMALLEST) / _STEP)
    return (largest - step * _STEP for step in range(max(0, steps) + 1))


def _block(time: str, title: Sequence[str] | None, room: str, size: float) -> tuple[Line, ...]:
    """Nothing where the title cannot be broken into lines."""
    if title is None:
        return ()
    first = [Line(time, size, bold=True)] if time else []
    last = [Line(room, max(SMALLEST, size - 1))] if room else []
    return (*first, *(Line(line, size) for line in title), *last)


def _abbreviations(title: str) -> Iterator[str]:
    """Ever shorter beginnings of a title: word by word, and the first one by letters."""
    words = title.split()
    for number in range(len(words) - 1, 0, -1):
        yield " ".join(words[:number]).rstrip(",;:–-")
    for letters in range(len(words[0]) - 1 if words else 0, _LETTERS - 1, -1):
        yield words[0][:letters]


def _fits(lines: Sequence[Line], width: float, height: float) -> bool:
    return tall(lines) <= height and all(
        length(line.text, line.size, bold=line.bold) <= width for line in lines
    )


def tall(lines: Iterable[Line]) -> float:
    """How tall lines are, one below the other."""
    return sum(line.size * LEADING for line in lines)


def fit_line(
    texts: Sequence[str], width: float, height: float, largest: float, *, bold: bool = False
) -> tuple[Line, ...]:
    """One line: the first of several wordings that fits in type easily read, or else in small."""
    sizes = list(_sizes(largest))
    readable = list(takewhile(lambda size: size >= _READABLE, sizes))
    for some in (readable, sizes):
        for text in texts:
            for size in some:
                if text and _fits([Line(text, size, bold)], width, height):
                    return (Line(text, size, bold),)
    return ()
