"""What a report holds: headings, paragraphs, lists, tables and weeks, and nothing of how they look.

A text is a plain string, or several pieces, marked or not. Writers turn a document into text for a
terminal, into Markdown and into HTML; whatever a text contains, none of it is taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from scheduler.week.words import visible


class Mark(StrEnum):
    """What a piece of text is, beside its words."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    """Said in passing."""
    KEY = "key"
    """As files spell it."""
    WORSE = "worse"
    """A figure that is not the best of its row."""
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    OPEN = "open"
    """The last four are grades, shown as badges; ``OPEN`` where nothing can be said."""


class Marked(NamedTuple):
    """A piece of text with what it is."""

    text: str
    mark: Mark


Text: TypeAlias = str | Marked | tuple[str | Marked, ...]
"""A text, or its pieces one after the other."""

Cell: TypeAlias = Text | int | float | None
"""What stands in a cell: None for nothing. Lines of a text in a cell are kept apart."""


@dataclass(frozen=True)
class Paragraph:
    """Sentences."""

    text: Text


class Entry(NamedTuple):
    """An item of a list that has a list of its own."""

    text: Text
    inner: Sequence[Text] = ()


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: Sequence[Text | Entry]

    def each(self) -> Iterator[Entry]:
        """The items, those that are texts as items without a list of their own."""
        return (one if isinstance(one, Entry) else Entry(one) for one in self.items)


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    heading: Text
    unit: str = ""
    """What its figures are counted in; stands beside the heading."""
    right: bool | None = None
    """Whether it is aligned to the right; None: if it holds numbers only."""
    share: int = 0
    """Its part of the width, among those of all columns, where it is written on pages; 0: equal."""


@dataclass(frozen=True)
class GroupRow:
    """A row above those that it groups."""

    cells: Sequence[Cell]
    """They fill the row from the right; the first reaches over all columns that are left."""
    level: int = 1
    """1 for a group, 2 for a group inside one."""


@dataclass(frozen=True)
class Table:
    """A table; heads are repeated where it is printed on several pages."""

    columns: Sequence[Column | str]
    rows: Sequence[Sequence[Cell] | GroupRow]

    def heads(self) -> tuple[Column, ...]:
        """The columns, with their alignment settled."""
        found = []
        for number, column in enumerate(self.columns):
            head = Column(column) if isinstance(column, str) else column
            if head.right is None:
                cells = [row[number] for row in self.rows if not isinstance(row, GroupRow)]
                filled = [cell for cell in cells if cell not in (None, "")]
                figures = bool(filled) and all(isinstance(cell, int | float) for cell in filled)
                head = replace(head, right=figures)
            found.append(head)
        return tuple(found)


class Event(NamedTuple):
    """Something that happens on a day, from and to times in minutes after midnight."""

    begin: int
    end: int
    title: str
    place: str = ""
    kind: int = 0
    """The place of its kind among the kinds of the week, from 0: its colour."""


class Window(NamedTuple):
    """A named stretch of a day in which things may happen, in minutes after midnight."""

    name: str
    opens: int
    closes: int


class Day(NamedTuple):
    """A day, with what happens on it in order of time."""

    name: str
    events: tuple[Event, ...] = ()
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Days:
    """A week as a grid, with days side by side."""

    days: Sequence[Day]
    kinds: Sequence[str] = ()
    """The names of the kinds that events have, for the legend."""
    left_out: Sequence[str] = ()
    """Titles of what is not held."""


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; sections may stand inside one another."""

    heading: Text
    blocks: Sequence[Block]
    apart: bool = False
    """Whether it begins a page of its own, where it is written on pages."""


Block: TypeAlias = Paragraph | Bullets | Table | Days | Section


@dataclass(frozen=True)
class Document:
    """A report. The title may be empty, for a short one that is shown inside another."""

    title: Text
    blocks: Sequence[Block]


def pieces(text: Cell) -> Iterator[Marked]:
    """The pieces of a text, each with its mark; no sign in them steers a terminal or a page."""
    if isinstance(text, Marked):
        yield Marked(visible(text.text), text.mark)
    elif isinstance(text, tuple):
        for piece in text:
            yield from pieces(piece)
    elif text not in (None, ""):
        words = f"{text:.1f}" if isinstance(text, float) else str(text)
        yield Marked(visible(words), Mark.PLAIN)


def said(text: Cell) -> str:
    """The bare words of a text; keys stand in brackets."""
    return "".join(
        f"({piece.text})" if piece.mark is Mark.KEY else piece.text for piece in pieces(text)
    )
