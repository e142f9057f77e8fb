"""Two Word files as one in which what was taken out and put in is marked, to be accepted or not.

The later file is the one that is kept: its styles, head and foot. Of the bodies, paragraphs and
tables are laid side by side, of tables their rows, of rows their cells, and of paragraphs that stay
their words. Accepting all changes gives the later file, rejecting all of them the earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from difflib import SequenceMatcher
from io import BytesIO
from itertools import count
from typing import NamedTuple, TypeVar
from zipfile import ZipFile, ZipInfo

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BODY = "word/document.xml"
ALIKE = 0.6
"""How like two paragraphs or rows are, from 0 to 1, of which one became the other."""

Element = etree._Element
T = TypeVar("T")


class _Mark(NamedTuple):
    """Who changed something, and when; each change has a number of its own."""

    author: str
    date: str
    numbers: Iterator[int]

    def made(self, name: str) -> Element:
        """An element that says that something was put in (``ins``) or taken out (``del``)."""
        values = {
            f"{_W}id": str(next(self.numbers)),
            f"{_W}author": self.author,
            f"{_W}date": self.date,
        }
        return etree.Element(f"{_W}{name}", values)


def redline(before: bytes, after: bytes, author: str, when: datetime) -> bytes:
    """The later of two Word files, with what differs from the earlier one marked.

    Parameters
    ----------
    before, after
        Files of paragraphs and tables, whose paragraphs hold runs of text alone.
    author, when
        As whose changes, and of what time, they are shown.
    """
    old, new = (etree.fromstring(_part(content)) for content in (before, after))
    mark = _Mark(author, when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), count(1))
    body = new.find(f"{_W}body")
    old_body = old.find(f"{_W}body")
    assert body is not None and old_body is not None
    ends = [one for one in body if one.tag == f"{_W}sectPr"]
    blocks = [one for one in body if one.tag != f"{_W}sectPr"]
    old_blocks = [one for one in old_body if one.tag != f"{_W}sectPr"]
    merged = list(_outlined(old_blocks, blocks, mark))
    for one in list(body):
        body.remove(one)
    body.extend([*merged, *ends])
    return _with_body(after, etree.tostring(new, xml_declaration=True, encoding="UTF-8"))


def _part(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        return package.read(_BODY)


def _with_body(content: bytes, body: bytes) -> bytes:
    """The same package with another body; all else is as it was."""
    found = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(found, "w") as new:
        for entry in old.infolist():
            kept = ZipInfo(entry.filename, entry.date_time)
            kept.compress_type, kept.external_attr = entry.compress_type, entry.external_attr
            new.writestr(kept, body if entry.filename == _BODY else old.read(entry))
    return found.getvalue()


# Side by side


class _Chapter(NamedTuple):
    """A heading, and what stands under it."""

    heading: Element
    blocks: list[Element]


def _outlined(old: Sequence[Element], new: Sequence[Element], mark: _Mark) -> Iterator[Element]:
    """Blocks merged under their headings: nothing of one chapter is taken for part of another."""
    levels = [level for one in (*old, *new) if (level := _level(one))]
    if not levels:
        yield from _merged(old, new, mark)
        return
    (lead, chapters), (new_lead, new_chapters) = (
        _chapters(blocks, min(levels)) for blocks in (old, new)
    )
    yield from _merged(lead, new_lead, mark)
    headings, new_headings = ([c.heading for c in side] for side in (chapters, new_chapters))
    for one, other in _aligned(headings, new_headings, _likeness):
        if one is not None and other is not None:
            yield from _merged([chapters[one].heading], [new_chapters[other].heading], mark)
            yield from _outlined(chapters[one].blocks, new_chapters[other].blocks, mark)
        elif one is not None:
            gone = chapters[one]
            yield from (_whole(block, "del", mark) for block in (gone.heading, *gone.blocks))
        elif other is not None:
            fresh = new_chapters[other]
            yield from (_whole(block, "ins", mark) for block in (fresh.heading, *fresh.blocks))


def _level(block: Element) -> int:
    """The level of a heading, from 1; 0 of what is none."""
    found = re.fullmatch(r"Heading(\d)", _style(block))
    return int(found[1]) if found else 0


def _chapters(blocks: Sequence[Element], level: int) -> tuple[list[Element], list[_Chapter]]:
    """What stands before the first heading of a level, and the chapters under such headings."""
    lead: list[Element] = []
    found: list[_Chapter] = []
    for block in blocks:
        if _level(block) == level:
            found.append(_Chapter(block, []))
        else:
            (found[-1].blocks if found else lead).append(block)
    return lead, found


def _merged(old: Sequence[Element], new: Sequence[Element], mark: _Mark) -> Iterator[Element]:
    """Blocks of a chapter or of a cell, or rows of a table, merged."""
    keys, new_keys = list(map(_key, old)), list(map(_key, new))
    matcher = SequenceMatcher(None, keys, new_keys, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from new[c:d]
            continue
        for one, other in _aligned(old[a:b], new[c:d], _likeness):
            if one is not None and other is not None:
                yield from _changed(old[a + one], new[c + other], mark)
            elif one is not None:
                yield _whole(old[a + one], "del", mark)
            elif other is not None:
                yield _whole(new[c + other], "ins", mark)


def _aligned(
    old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Which became which, in order; None beside what was taken out or put in."""
    done_old = done_new = 0
    for number, other in [*_pairs(old, new, alike), (len(old), len(new))]:
        yield from ((one, None) for one in range(done_old, number))
        yield from ((None, one) for one in range(done_new, other))
        if number < len(old):
            yield number, other
        done_old, done_new = number + 1, other + 1


def _pairs(
    old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float]
) -> list[tuple[int, int]]:
    """Which became which, in order: as alike as possible in all."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like = [[alike(one, other) for other in new] for one in old]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            paired = like[a][b] + best[a + 1][b + 1] if like[a][b] >= ALIKE else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], paired)
    found, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if like[a][b] >= ALIKE and best[a][b] == like[a][b] + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _key(block: Element) -> bytes:
    return etree.tostring(block, method="c14n", exclusive=True)


def _likeness(one: Element, other: Element) -> float:
    """How like two blocks are, from 0 to 1; those of another kind or style are not alike."""
    if one.tag != other.tag or _style(one) != _style(other):
        return 0.0
    like = _ratio(one, other)
    if one.tag == f"{_W}tbl":
        return ALIKE + (1 - ALIKE) * like
    if one.tag == f"{_W}tr":
        bold, new_bold = (_words(block, strong=True) for block in (one, other))
        return min(like, SequenceMatcher(None, bold, new_bold, autojunk=False).ratio())
    return like


def _ratio(one: Element, other: Element) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _style(block: Element) -> str:
    """What kind of block it is: its style; of a row, how many cells it has."""
    if block.tag == f"{_W}tr":
        return str(len(block.findall(f"{_W}tc")))
    found = block.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val", "")


def _words(block: Element, *, strong: bool = False) -> list[str]:
    """The words of a block, or those alone that stand out in it."""
    runs = block.iter(f"{_W}r")
    if strong:
        runs = (
            run for run in runs if run.find(f"{_W}rPr/{_W}rStyle[@{_W}val='Strong']") is not None
        )
    texts = (text.text or "" for run in runs for text in run.iter(f"{_W}t"))
    return " ".join(texts).split()


def _changed(old: Element, new: Element, mark: _Mark) -> Iterator[Element]:
    """Two blocks of one kind, merged."""
    if new.tag == f"{_W}tbl":
        yield _merged_inside(old, new, f"{_W}tr", mark)
    elif new.tag == f"{_W}tr":
        row = deepcopy(new)
        cells = zip(old.findall(f"{_W}tc"), row.findall(f"{_W}tc"), strict=True)
        for before, after in cells:
            after.getparent().replace(after, _merged_inside(before, after, f"{_W}p", mark))  # type: ignore[union-attr]
        yield row
    else:
        yield _paragraph(old, new, mark)


def _merged_inside(old: Element, new: Element, tag: str, mark: _Mark) -> Element:
    """A table or a cell, with what is in it merged."""
    before, after = old.findall(tag), new.findall(tag)
    if tag == f"{_W}p" and len(before) == len(after) == 1 and _key(before[0]) != _key(after[0]):
        merged = [_paragraph(before[0], after[0], mark)]
    else:
        merged = list(_merged(before, after, mark))
    found = deepcopy(new)
    for one in found.findall(tag):
        found.remove(one)
    found.extend(merged)
    if tag == f"{_W}p" and not _ends_well(merged):
        # A cell ends with a paragraph that stays, whatever is accepted.
        found.append(etree.Element(f"{_W}p"))
    return found


def _ends_well(blocks: Sequence[Element]) -> bool:
    last = f"{_W}pPr/{_W}rPr/{_W}"
    return bool(blocks) and all(blocks[-1].find(last + name) is None for name in ("ins", "del"))


# Marked as a whole


def _whole(block: Element, name: str, mark: _Mark) -> Element:
    """A block that was put in, or taken out, as a whole."""
    found = deepcopy(block)
    rows = [found] if found.tag == f"{_W}tr" else list(found.iter(f"{_W}tr"))
    for row in rows:
        _first(row, "trPr").append(mark.made(name))
    for paragraph in list(found.iter(f"{_W}p")):
        _end(paragraph).insert(0, mark.made(name))
        runs = paragraph.findall(f"{_W}r")
        if runs:
            _wrap(paragraph, runs, name, mark)
    return found


def _wrap(paragraph: Element, runs: Sequence[Element], name: str, mark: _Mark) -> None:
    around = mark.made(name)
    paragraph.insert(paragraph.index(runs[0]), around)
    for run in runs:
        around.append(run)
        if name == "del":
            _delete(run)


def _delete(run: Element) -> None:
    for text in run.iter(f"{_W}t"):
        text.tag = f"{_W}delText"


def _end(paragraph: Element) -> Element:
    """The properties of the mark at the end of a paragraph."""
    shape = _first(paragraph, "pPr")
    found = shape.find(f"{_W}rPr")
    if found is None:
        found = etree.Element(f"{_W}rPr")
        after = [one for one in shape if one.tag in (f"{_W}sectPr", f"{_W}pPrChange")]
        shape.insert(shape.index(after[0]) if after else len(shape), found)
    return found


def _first(parent: Element, name: str) -> Element:
    """The properties of something, which stand first in it."""
    found = parent.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        behind = [one for one in parent if one.tag == f"{_W}tblPrEx"]
        parent.insert(len(behind), found)
    return found


# Word by word


class _Piece(NamedTuple):
    """A word, a blank or a sign in its shape."""

    text: str
    shape: bytes


def _paragraph(old: Element, new: Element, mark: _Mark) -> Element:
    """A paragraph that differs: line by line, and in lines that are alike word by word."""
    before, after = _lines(old), _lines(new)
    found = deepcopy(new)
    for run in found.findall(f"{_W}r"):
        found.remove(run)
    whole = len(before) == len(after) == 1
    for one, other in [(0, 0)] if whole else _aligned(before, after, _line_likeness):
        gone = () if one is None else before[one]
        come = () if other is None else after[other]
        found.extend(_word_by_word(gone, come, mark))
    return found


def _lines(paragraph: Element) -> list[tuple[_Piece, ...]]:
    """The lines of a paragraph; a line that is not the first begins with its break."""
    lines: list[list[_Piece]] = [[]]
    for piece in _pieces(paragraph):
        if piece.text == "\n":
            lines.append([])
        lines[-1].append(piece)
    return [tuple(line) for line in lines]


def _line_likeness(one: Sequence[_Piece], other: Sequence[_Piece]) -> float:
    texts, other_texts = ([p.text for p in line if p.text.strip()] for line in (one, other))
    return SequenceMatcher(None, texts, other_texts, autojunk=False).ratio()


def _word_by_word(
    before: Sequence[_Piece], after: Sequence[_Piece], mark: _Mark
) -> Iterator[Element]:
    """Words that differ, marked, and those that stay."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in _smoothed(matcher, before):
        if kind == "equal":
            yield from _runs(after[c:d])
            continue
        for name, pieces in (("del", before[a:b]), ("ins", after[c:d])):
            if pieces:
                around = mark.made(name)
                around.extend(_runs(pieces))
                if name == "del":
                    for run in around:
                        _delete(run)
                yield around


def _smoothed(
    matcher: SequenceMatcher[_Piece], before: Sequence[_Piece]
) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from one text to another, where a blank alone between two changes is one, too."""
    held: tuple[int, int, int, int] | None = None
    codes = matcher.get_opcodes()
    for place, (kind, a, b, c, d) in enumerate(codes):
        blank = kind == "equal" and not "".join(one.text for one in before[a:b]).strip(" ,")
        if kind != "equal" or (blank and held and place + 1 < len(codes)):
            held = (a, b, c, d) if held is None else (held[0], b, held[2], d)
            continue
        if held is not None:
            yield "replace", *held
            held = None
        yield kind, a, b, c, d
    if held is not None:
        yield "replace", *held


def _pieces(paragraph: Element) -> Iterator[_Piece]:
    for run in paragraph.findall(f"{_W}r"):
        shape = run.find(f"{_W}rPr")
        key = b"" if shape is None else etree.tostring(shape, method="c14n", exclusive=True)
        for one in run:
            if one.tag == f"{_W}t":
                for text in re.findall(r"[^ ,;]+|[ ,;]", one.text or ""):
                    yield _Piece(text, key)
            elif one.tag == f"{_W}br":
                yield _Piece("\n", key)


def _runs(pieces: Sequence[_Piece]) -> Iterator[Element]:
    """Pieces as runs, those of one shape together."""
    run: Element | None = None
    shape, text = None, None
    for piece in pieces:
        if run is None or piece.shape != shape:
            if run is not None:
                yield run
            run, shape, text = etree.Element(f"{_W}r"), piece.shape, None
            if piece.shape:
                run.append(etree.fromstring(piece.shape))
        if piece.text == "\n":
            etree.SubElement(run, f"{_W}br")
            text = None
            continue
        if text is None:
            text = etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"})
            text.text = ""
        text.text = f"{text.text}{piece.text}"
    if run is not None:
        yield run
