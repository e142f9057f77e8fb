"""A document as Markdown; whatever could be taken for markup is escaped, here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scheduler.document.document import (
    Block,
    Bullets,
    Cell,
    Days,
    Document,
    GroupRow,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
    Text,
    pieces,
)
from scheduler.week.clock import hours

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_KEY = re.compile(r"[\w.:/-]+")
_AROUND = {Mark.STRONG: "**", Mark.WORSE: "**", Mark.QUIET: "*"}


def markdown_of(document: Document) -> str:
    """The document as Markdown, with a line break at its end."""
    lines = [f"# {_line(document.title)}", ""] if document.title else []
    lines += _blocks(document.blocks, 2)
    return "\n".join(lines).strip("\n") + "\n"


def _inside(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _blocks(blocks: Sequence[Block], level: int) -> Iterator[str]:
    for block in blocks:
        lines = list(_block(block, level))
        if lines:
            yield from (*lines, "")


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from filter(None, (_line(text),))
        case Bullets():
            for text, inner in block.each():
                yield f"- {_line(text)}"
                yield from (f"  - {_line(one)}" for one in inner)
        case Table():
            yield from _table(block)
        case Days():
            yield from _days(block)
        case Section(heading, inside):
            yield f"{'#' * min(level, 6)} {_line(heading)}"
            yield ""
            yield from _blocks(inside, level + 1)


def _line(text: Cell) -> str:
    """A text in one line, whose beginning is not taken for that of a list."""
    return _AT_START.sub(r"\\\1", " ".join("".join(map(_piece, pieces(text))).split()))


def _piece(piece: Marked) -> str:
    if piece.mark is Mark.KEY and _KEY.fullmatch(piece.text):
        return f"`{piece.text}`"
    words = _inside(piece.text)
    around = _AROUND.get(piece.mark, "")
    bare = words.strip()
    return words.replace(bare, f"{around}{bare}{around}") if around and bare else words


def _cell(cell: Cell) -> str:
    lines = "".join(map(_piece, pieces(cell))).replace("\r", "").split("\n")
    return "<br>".join(" ".join(line.split()) for line in lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(table: Table) -> Iterator[str]:
    heads = table.heads()
    yield _row([_cell(h.heading) + (f" ({_inside(h.unit)})" if h.unit else "") for h in heads])
    yield f"|{'|'.join('---:' if head.right else '---' for head in heads)}|"
    for row in table.rows:
        if not isinstance(row, GroupRow):
            yield _row([_cell(cell) for cell in row])
            continue
        around = "**" if row.level == 1 else "*"
        first, *rest = (f"{around}{cell}{around}" if cell else "" for cell in map(_cell, row.cells))
        yield _row([first, *[""] * (len(heads) - len(row.cells)), *rest])


def _days(week: Days) -> Iterator[str]:
    rows: list[tuple[Text, ...]] = []
    for day in week.days:
        name = day.name
        for event in day.events:
            when = hours(event.begin, event.end)
            rows.append((Marked(name, Mark.STRONG), when, event.title, event.place))
            name = ""
        if not day.events:
            rows.append((Marked(name, Mark.STRONG), "", "", ""))
    yield from _table(Table(("day", "time", "session", "room"), rows))
    if week.left_out:
        yield f"\nNot held: {_line('; '.join(week.left_out))}"
