"""A document as text: aligned, and folded to the width of a terminal or of a printed line."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    Days,
    Document,
    GroupRow,
    Paragraph,
    Section,
    Table,
    said,
)
from scheduler.week.clock import hours

WIDTH = 80
"""Characters in a line of text that is read in a file or printed."""

_BETWEEN = 2
"""Spaces between two columns."""
_NARROWEST, _WORD = 12, 34
"""Characters that a column of words keeps, and up to which a longer word widens it."""
_APART = Table | Section | Days
"""Blocks that stand apart from what is before and after them."""
_HEAD = 14
"""Characters of the heading of a column of figures, before it is folded."""
_NUMBER = re.compile(r"(?<=\d) (?=(?:h|hours?|minutes?|days?|s|%)(?:\W|$))|(?<=\d h) (?=\d)")
"""The blanks inside an amount such as 1 h 30, at which no line ends."""


def text_of(document: Document, width: int = WIDTH) -> str:
    """The document as text.

    Parameters
    ----------
    width
        Characters in a line, from 40: no line is longer.
    """
    lines = list(_wrapped(said(document.title), width)) if document.title else []
    return "\n".join([*lines, *_blocks(document.blocks, width)])


def _wrapped(line: str, width: int, hang: str = "", first: str = "") -> Iterator[str]:
    words = _NUMBER.sub("\N{NO-BREAK SPACE}", " ".join(line.split()))
    lines = textwrap.wrap(
        words,
        width,
        initial_indent=first,
        subsequent_indent=hang,
        break_on_hyphens=False,
    )
    yield from (line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def _blocks(blocks: Sequence[Block], width: int) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        lines = list(_block(block, width))
        if not lines:
            continue
        if before is not None and (isinstance(before, _APART) or isinstance(block, _APART)):
            yield ""
        yield from lines
        before = block


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from _wrapped(said(text), width)
        case Bullets():
            for text, inner in block.each():
                yield from _wrapped(said(text), width, "  ", "- ")
                for one in inner:
                    yield from _wrapped(said(one), width, "    ", "  - ")
        case Table():
            yield from _table(block, width)
        case Days():
            yield from _days(block, width)
        case Section(heading, blocks):
            number = re.match(r"\d+\. ", said(heading))
            yield from _wrapped(said(heading), width, " " * number.end() if number else "")
            yield from (f"  {line}".rstrip() for line in _blocks(blocks, width - 2))


def _days(week: Days, width: int) -> Iterator[str]:
    events = [event for day in week.days for event in day.events]
    longest = max((len(event.title) for event in events), default=0)
    times = max((len(hours(event.begin, event.end)) for event in events), default=0)
    for day in week.days:
        yield from _wrapped(day.name, width, "  ")
        for event in day.events:
            when = f"  {hours(event.begin, event.end):{times}}  "
            line = f"{when}{event.title:{longest}}  {event.place}".rstrip()
            if len(line) <= width:
                yield line
            else:
                words = f"{event.title}, {event.place}" if event.place else event.title
                yield from _wrapped(words, width, " " * len(when), when)
    if week.left_out:
        yield "Not held"
        for title in week.left_out:
            yield from _wrapped(title, width, "    ", "  ")


def _table(table: Table, width: int) -> Iterator[str]:
    """The table; where its columns do not fit beside each other, in several blocks."""
    heads = table.heads()
    labels = max(1, next((n for n, head in enumerate(heads) if head.right), 1))
    if sum(_least(table, heads, n) + _BETWEEN for n in range(labels)) > width // 2:
        labels = 1  # else every block would say the same, and little beside it
    blocks = list(_fitting(table, heads, labels, width))
    for number, columns in enumerate(blocks):
        if number:
            yield ""
        yield from _part(table, heads, columns, width)


def _fitting(
    table: Table, heads: Sequence[Column], labels: int, width: int
) -> Iterator[tuple[int, ...]]:
    """The columns of each block: the labels, and as many others as fit beside them."""
    first = tuple(range(labels))
    least = [_least(table, heads, number) for number in range(len(heads))]
    if sum(least) + _BETWEEN * (len(heads) - 1) <= width:
        yield tuple(range(len(heads)))
        return
    if labels < len(heads):
        least[0] = max(least[0], min(_WORD, max(map(len, _contents(table, 0)), default=0)))
    line: tuple[int, ...] = ()
    for column in range(labels, len(heads)):
        wanted = (*first, *line, column)
        if line and sum(least[n] + _BETWEEN for n in wanted) > width + _BETWEEN:
            yield (*first, *line)
            line = ()
        line = (*line, column)
    yield (*first, *line)


def _part(
    table: Table, heads: Sequence[Column], columns: Sequence[int], width: int
) -> Iterator[str]:
    """Some of the columns, each as wide as it may be."""
    widths = _widths(table, heads, columns, width)
    right = [bool(heads[n].right) for n in columns]
    titles = [_folded(_heading(heads[n]), w) for n, w in zip(columns, widths, strict=True)]
    depth = max(map(len, titles))
    if any(any(lines) for lines in titles):
        low = [[""] * (depth - len(lines)) + lines for lines in titles]
        yield from _aligned(low, widths, right)
        yield (" " * _BETWEEN).join("─" * width for width in widths)
    grouped = any(isinstance(row, GroupRow) for row in table.rows)
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield from _group(row, len(heads), columns, widths)
            continue
        shown = [
            _folded(said(row[n]), w, "  " if grouped and not place else "")
            for place, (n, w) in enumerate(zip(columns, widths, strict=True))
        ]
        yield from _aligned(shown, widths, right)


def _group(
    row: GroupRow, number: int, columns: Sequence[int], widths: Sequence[int]
) -> Iterator[str]:
    """A row whose first cell reaches over all columns that the others leave."""
    reach = number - len(row.cells) + 1
    over = [w for n, w in zip(columns, widths, strict=True) if n < reach]
    rest = [(n, w) for n, w in zip(columns, widths, strict=True) if n >= reach]
    first = sum(over) + _BETWEEN * (len(over) - 1)
    shown = [_folded(said(row.cells[0]), first, " " * (row.level - 1))]
    shown += [_folded(said(row.cells[n - reach + 1]), w) for n, w in rest]
    yield from _aligned(shown, [first, *(w for _, w in rest)], [False, *[True] * len(rest)])


def _aligned(
    cells: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    for number in range(max(map(len, cells))):
        line = (lines[number] if number < len(lines) else "" for lines in cells)
        yield (
            (" " * _BETWEEN)
            .join(
                f"{word:>{width}}" if to_right else f"{word:{width}}"
                for word, width, to_right in zip(line, widths, right, strict=True)
            )
            .rstrip()
        )


def _folded(text: str, width: int, indent: str = "") -> list[str]:
    """The lines of a cell; what is folded stands a little further in."""
    lines: list[str] = []
    for line in text.split("\n"):
        longest = max(map(len, line.split()), default=1)
        hang = indent + "  " if indent else ""
        lines += _wrapped(line, width, hang if len(hang) + longest <= width else "", indent)
    return lines or [""]


def _heading(head: Column) -> str:
    return f"{said(head.heading)} ({head.unit})" if head.unit else said(head.heading)


def _contents(table: Table, number: int) -> Iterator[str]:
    """The lines in the cells of a column, with the indent of a label that is grouped."""
    size = len(table.columns)
    grouped = any(isinstance(row, GroupRow) for row in table.rows)
    indent = "  " if grouped and not number else ""
    for row in table.rows:
        place = number
        if isinstance(row, GroupRow):
            place = number - size + len(row.cells)
            if place >= 1:
                yield said(row.cells[place])
            elif number == 0:
                yield from (f"{indent}{word}" for word in said(row.cells[0]).split())
        else:
            yield from (f"{indent}{line}" for line in said(row[place]).split("\n"))


def _least(table: Table, heads: Sequence[Column], number: int) -> int:
    """How narrow a column may become: figures are never folded, and words between them only."""
    widest = max(map(len, _contents(table, number)), default=0)
    if heads[number].right:
        return max(1, widest, *(min(_HEAD, len(w)) for w in _heading(heads[number]).split()))
    words = (w for line in _contents(table, number) for w in line.split())
    longest = max((len(w) for w in words), default=0)
    whole = max(widest, len(_heading(heads[number])), 1)
    return min(whole, max(_NARROWEST, min(longest + 2, _WORD)))


def _widths(table: Table, heads: Sequence[Column], columns: Sequence[int], width: int) -> list[int]:
    room = width - _BETWEEN * (len(columns) - 1)
    least = [_least(table, heads, n) for n in columns]
    widths = [
        max(low, *map(len, _contents(table, n)), min(len(_heading(heads[n])), _HEAD * 2))
        for n, low in zip(columns, least, strict=True)
    ]
    while sum(widths) > room:
        spare = [w - low for w, low in zip(widths, least, strict=True)]
        if max(spare) <= 0:
            least = [1] * len(columns)
            if max(widths) == 1:
                break
            continue
        widest = max(range(len(columns)), key=lambda n: (widths[n] if spare[n] > 0 else 0, -n))
        widths[widest] -= 1
    return widths
