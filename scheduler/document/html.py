"""A document as HTML: a page of its own, or a piece inside another with a style of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from scheduler.document.days import days_html
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
    pieces,
    said,
)

_TAGS = {Mark.STRONG: "b", Mark.QUIET: "i", Mark.KEY: "code"}


def page_of(document: Document) -> str:
    """The document as a page that needs nothing but itself, fits a phone and prints on A4."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(said(document.title))}</title><style>{_PAGE}</style></head>\n"
        f"<body>{html_of(document)}</body>\n</html>\n"
    )


def html_of(document: Document) -> str:
    """The document as a piece of HTML that touches nothing else on its page."""
    title = f"<h1>{_text(document.title)}</h1>\n" if document.title else ""
    return piece_of(title + blocks_html(document.blocks))


def blocks_html(blocks: Sequence[Block], level: int = 2) -> str:
    """Blocks as HTML, to stand in a `piece_of` a page; headings begin at a level, from 1 to 6."""
    return "".join(_blocks(blocks, level))


def piece_of(content: str) -> str:
    """Some HTML in the style of reports."""
    # A notebook takes what stands between two dollars for a formula, but not in these classes.
    return f'<div class="report {_NO_FORMULA}"><style>{_STYLE}</style>\n{content}</div>'


def _blocks(blocks: Sequence[Block], level: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text):
                yield f"<p>{_text(text)}</p>\n" if said(text) else ""
            case Bullets():
                yield _list(block)
            case Table():
                yield from _table(block)
            case Days():
                yield days_html(block)
            case Section():
                yield from _section(block, level)


def _section(section: Section, level: int) -> Iterator[str]:
    """A section; a short one is kept on one page, and weeks in one stand side by side."""
    inside = section.blocks
    weeks = bool(inside) and all(
        isinstance(block, Section) and any(isinstance(one, Days) for one in block.blocks)
        for block in inside
    )
    short = all(isinstance(block, Paragraph | Bullets) for block in inside)
    kind = " class='weeks'" if weeks else " class='short'" if short else ""
    head = min(level, 6)
    yield f"<section{kind}><h{head}>{_text(section.heading)}</h{head}>\n<div>"
    yield from _blocks(inside, level + 1)
    yield "</div></section>\n"


def _list(bullets: Bullets) -> str:
    items = (f"<li>{_text(text)}{_list(Bullets(inner))}</li>" for text, inner in bullets.each())
    lines = "\n".join(items)
    return f"<ul>{lines}</ul>\n" if lines else ""


def _table(table: Table) -> Iterator[str]:
    heads = table.heads()
    classes = [" class='figure'" if head.right else "" for head in heads]
    yield "<div class='wide'><table>\n"
    whole = sum(head.share for head in heads)
    if whole:
        widths = (f"<col style='width:{100 * head.share / whole:.0f}%'>" for head in heads)
        yield f"<colgroup>{''.join(widths)}</colgroup>\n"
    if any(said(head.heading) for head in heads):
        yield "<thead><tr>"
        for head, kind in zip(heads, classes, strict=True):
            unit = f" <small>({escape(head.unit)})</small>" if head.unit else ""
            yield f"<th scope='col'{kind}>{_text(head.heading)}{unit}</th>"
        yield "</tr></thead>\n"
    yield "<tbody>"
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield from _group(row, len(heads), classes)
        else:
            cells = zip(row, classes, strict=True)
            yield f"<tr>{''.join(f'<td{kind}>{_text(cell)}</td>' for cell, kind in cells)}</tr>\n"
    yield "</tbody></table></div>\n"


def _group(row: GroupRow, columns: int, classes: Sequence[str]) -> Iterator[str]:
    first, *rest = row.cells
    span = columns - len(rest)
    yield f"<tr class='group{row.level}'><th scope='rowgroup' colspan='{span}'>{_text(first)}</th>"
    for cell, kind in zip(rest, classes[span:], strict=True):
        yield f"<td{kind}>{_text(cell)}</td>"
    yield "</tr>\n"


def _text(text: Cell) -> str:
    return "".join(map(_piece, pieces(text)))


def _piece(piece: Marked) -> str:
    words = escape(piece.text).replace("\n", "<br>")
    if piece.mark is Mark.PLAIN:
        return words
    tag = _TAGS.get(piece.mark)
    return f"<{tag}>{words}</{tag}>" if tag else f"<span class='{piece.mark.value}'>{words}</span>"


_NO_FORMULA = "tex2jax_ignore mathjax_ignore"

_PAGE = """
body {margin: 0; background: #fff}
@page {size: A4; margin: 18mm}
"""

_STYLE = """
.report {font: 15px/1.45 sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 72em; padding: 1em; overflow-wrap: break-word}
.report h1 {font-size: 1.5em; margin: 0 0 .5em}
.report h2 {font-size: 1.2em; margin: 1.3em 0 .3em}
.report h3 {font-size: 1.05em; margin: 1.1em 0 .3em}
.report h4 {font-size: 1em; margin: .8em 0 .2em}
.report h1, .report h2, .report h3, .report h4 {break-after: avoid; line-height: 1.25}
.report .short, .report tr {break-inside: avoid}
.report .group1, .report .group2 {break-after: avoid}
.report p {margin: .3em 0; max-width: 50em}
.report ul {margin: .3em 0; padding-left: 1.4em; max-width: 50em}
.report code {font-size: .8em; color: #595959; overflow-wrap: anywhere}
.report .wide {overflow-x: auto; margin: .8em 0}
.report table {border-collapse: collapse; font-size: 1em}
.report thead {display: table-header-group}
.report th, .report td {border: 1px solid #999; padding: 3px 7px; text-align: left;
  vertical-align: top; white-space: normal}
.report thead th {vertical-align: bottom}
.report .figure {text-align: right; white-space: nowrap}
.report thead .figure {white-space: normal}
.report small {font-weight: normal}
.report .group1 > * {background: #d9e9f3; font-weight: bold; print-color-adjust: exact;
  -webkit-print-color-adjust: exact}
.report .group2 > * {font-weight: normal; font-style: italic; color: #4d4d4d}
.report .worse {text-decoration: underline; text-decoration-color: #d55e00;
  text-decoration-thickness: 2px; text-underline-offset: 3px}
.report .good, .report .fair, .report .poor, .report .open {border: 1px solid; border-radius: 3px;
  padding: 0 6px; font-size: .9rem; font-weight: bold; white-space: nowrap;
  print-color-adjust: exact; -webkit-print-color-adjust: exact}
.report .good {color: #005a8c; background: #d9e9f3}
.report .fair {color: #8a5a00; background: #fbf0d9}
.report .poor {color: #8f3a00; background: #f9e7d9}
.report .open {color: #4d4d4d; background: #ececec}
.report .weeks > div {display: flex; flex-wrap: wrap; gap: 1em}
.report .weeks > div > section {flex: 1 0 min-content; max-width: 100%}
@page weeks {size: A4 landscape; margin: 10mm}
@media (max-width: 480px) {.report {padding: .6em; font-size: 14px}
  .report th, .report td {padding: 2px 4px}}
@media print {.report {max-width: none; padding: 0; font-size: 10.5pt}
  .report .wide {overflow: visible}
  .report .weeks {page: weeks} .report .weeks > div {display: block}
  .report .weeks > div > section {break-inside: avoid}
  .report .days {zoom: .65}}
"""
"""Grades have ink and background after the colours of Okabe and Ito."""
