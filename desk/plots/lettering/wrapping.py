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

from desk.plots.lettering.fonts import families

LEADING = 1.2
"""From one line to the next, in sizes of the type."""

SMALLEST = 5.5
"""The smallest type that is still read in print."""

_READABLE = 6.5
"""Type that is not made smaller as long as something can be left out."""

_STEP = 0.5
_LETTERS = 4
"""Letters of a word that is cut short, at least."""

_HYPHENATED = 3
"""Letters of a word before a break in it, and after it, at least."""


class Line(NamedTuple):
    """One line of text, with the size of its type."""

    text: str
    size: float
    bold: bool = False


class Words(NamedTuple):
    """What is to stand in the box of a part.

    Attributes
    ----------
    times
        Its hours in one line, and where that is too long in two.
    more
        What follows the title also where that is abbreviated: ``(2 of 5)``.
    """

    times: tuple[tuple[str, ...], ...] = ((),)
    title: str = ""
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

    family = list(families(text))
    font = FontProperties(family=family, size=100, weight="bold" if bold else "normal")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 100


_PIECE = re.compile(
    r" *(?:[\u3001-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffef][\u3001\u3002\uff01-\uff1f]*"
    r"|[^ \-\u3001-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffef]+-*|-+)"
)
"""What stands together in a line: a word, or one Chinese, Japanese or Korean sign."""


_FRENCH = re.compile(r" (?=[:;!?»%](?:\s|$))|(?<=«) ")
"""Spaces that French sets beside a sign, and at which no line breaks."""


def wrap(
    text: str, size: float, width: float, *, bold: bool = False, cut: bool = False
) -> list[str] | None:
    """Break text into lines at plain spaces, after hyphens and between Chinese signs.

    None where a word is too long.

    Parameters
    ----------
    cut
        Whether a word that is too long goes on in the next line, after a hyphen.
    """
    lines = [""]
    for word in _PIECE.findall(_FRENCH.sub("\N{NO-BREAK SPACE}", text)):
        longer = lines[-1] + word if lines[-1] else word.lstrip()
        if length(longer, size, bold=bold) <= width:
            lines[-1] = longer
            continue
        lines.append(word.lstrip())
        while length(lines[-1], size, bold=bold) > width:
            head = _head(lines[-1], size, width, bold=bold) if cut else ""
            if not head:
                return None
            lines[-1:] = [f"{head}-", lines[-1].removeprefix(head)]
    return [line for line in lines if line]


def _head(word: str, size: float, width: float, *, bold: bool) -> str:
    """As many letters of a word as fit with a hyphen, and leave as many behind; else nothing."""
    for end in range(len(word) - _HYPHENATED, _HYPHENATED - 1, -1):
        if length(f"{word[:end]}-", size, bold=bold) <= width:
            return word[:end]
    return ""


@lru_cache(maxsize=5_000)
def fit_part(words: Words, width: float, height: float, largest: float) -> tuple[Line, ...]:
    """The lines of a part's box; the first of these that fits.

    Time, title and room: in type that is easily read, then in small type, then with words that go
    on in the next line. Then time and room with less of the title: only what follows a colon in it,
    since what stands before it (“Small group:”) says the least, or its first words. In a low box
    time, title and room follow one another in a line. Then the same without the room, and at last
    the title alone, abbreviated where it must be; else nothing.
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
    small = sizes[-2:]
    end = words.title.partition(": ")[2]
    whole, rest = (f"{title} {words.more}".rstrip() for title in (words.title, end))
    shorter = [f"{one}… {words.more}".rstrip() for one in _abbreviations(end or words.title)]
    with_room, with_time, alone = (words.times, words.room), (words.times, ""), (((),), "")
    yield from _blocks(whole, with_room, sizes, width)
    yield from _blocks(whole, with_room, sizes, width, cut=True)
    yield from _blocks(rest, with_room, sizes, width, cut=True)
    if words.room:
        for one in shorter:
            yield from _blocks(one, with_room, small, width, cut=True)
    for title in (whole, rest, *shorter[:-1]):
        yield from _run_in(words, title, readable if title == whole else small, width)
    for text in (whole, rest):
        yield from _blocks(text, with_time, sizes, width)
    yield from _blocks(whole, alone, sizes, width, cut=True)
    for some in (with_time, alone):
        yield from _blocks(rest, some, sizes, width)
        for one in shorter:
            yield from _blocks(one, some, small, width)


def _blocks(
    title: str,
    around: tuple[tuple[tuple[str, ...], ...], str],
    sizes: Iterable[float],
    width: float,
    *,
    cut: bool = False,
) -> Iterator[tuple[Line, ...]]:
    """A title below its hours and above its room, in several sizes; none without a title."""
    times, room = around
    for size in sizes if title else ():
        lines = wrap(title, size, width, cut=cut)
        less = max(SMALLEST, size - 1)
        rooms = wrap(room, less, width, cut=cut) if room else []
        if lines is None or rooms is None:
            continue
        last = [Line(line, less) for line in rooms]
        for time in times:
            first = [Line(line, size, bold=True) for line in time]
            yield (*first, *(Line(line, size) for line in lines), *last)


def _run_in(
    words: Words, title: str, sizes: Iterable[float], width: float
) -> Iterator[tuple[Line, ...]]:
    """Hours, title and room one after the other."""
    text = " · ".join(
        filter(None, (words.times[0][0] if words.times[0] else "", title, words.room))
    )
    for size in sizes if title else ():
        lines = wrap(text, size, width)
        if lines is not None:
            yield tuple(Line(line, size) for line in lines)


def _sizes(largest: float) -> Iterator[float]:
    steps = round((largest - SMALLEST) / _STEP)
    return (largest - step * _STEP for step in range(max(0, steps) + 1))


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
