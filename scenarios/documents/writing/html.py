"""A document as a page of HTML that needs nothing but itself, fits a phone and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from scenarios.documents.writing.cover import Cover
from scheduler.document.document import Block, Section, said
from scheduler.document.html import blocks_html, piece_of
from scheduler.week.words import visible

_CONTENTS = 2
"""Sections from which the page begins with links to them."""


def html_of(cover: Cover, blocks: Sequence[Block]) -> bytes:
    """A document as a page of HTML, in UTF-8; the same bytes whenever it is written."""
    content = "".join([*_cover(cover), *_contents(cover, blocks), *_body(blocks)])
    before, _, rest = cover.pages.partition("{page}")
    between, _, after = rest.partition("{pages}")
    numbers = f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}"
    foot = (
        f"{_PAGE}@page {{@bottom-left {{content: {_css(cover.foot)}; font: 8pt sans-serif}}\n"
        f"@bottom-right {{content: {numbers}; font: 8pt sans-serif}}}}"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(cover.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(cover.name)}</title></head>\n"
        f"<body>{piece_of(content)}<style>{foot}</style></body>\n</html>\n"
    ).encode()


def _text(text: str) -> str:
    return escape(visible(text))


def _css(text: str) -> str:
    """A text in a style sheet: letters and figures as they are, all else by its number."""
    letters = (c if c.isalnum() else f"\\{ord(c):06x}" for c in visible(text))
    return f'"{"".join(letters)}"'


def _cover(cover: Cover) -> Iterator[str]:
    yield "<header>"
    yield f'<h1 dir="auto">{_text(cover.title or cover.kind)}</h1>\n'
    lines = (cover.kind if cover.title else "", cover.place, cover.dates, cover.foot)
    for name, line in zip(("kind", "place", "dates", "foot"), lines, strict=True):
        if line:
            yield f'<p class="{name}" dir="auto">{_text(line)}</p>\n'
    for line in cover.note:
        yield f'<p class="note" dir="auto">{_text(line)}</p>\n'
    yield "</header>\n"


def _contents(cover: Cover, blocks: Sequence[Block]) -> Iterator[str]:
    """Links to the sections, which nobody prints."""
    sections = _numbered(blocks)
    if len(sections) < _CONTENTS:
        return
    yield f'<nav aria-label="{_text(cover.kind)}"><ul>'
    for number, section in sections:
        yield f'<li><a href="#s{number}" dir="auto">{escape(said(section.heading))}</a></li>'
    yield "</ul></nav>\n"


def _numbered(blocks: Sequence[Block]) -> list[tuple[int, Section]]:
    return [(number, one) for number, one in enumerate(blocks, 1) if isinstance(one, Section)]


def _body(blocks: Sequence[Block]) -> Iterator[str]:
    yield "<main>"
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Section):
            kind = ' class="apart"' if block.apart else ""
            heading = escape(said(block.heading))
            yield f'<section id="s{number}"{kind}><h2 dir="auto">{heading}</h2>\n'
            yield blocks_html(block.blocks, 3)
            yield "</section>\n"
        else:
            yield blocks_html((block,), 2)
    yield "</main>"


_PAGE = """
body {margin: 0; background: #fff}
@page {size: A4; margin: 18mm 18mm 20mm}
.report h1, .report h2, .report h3 {color: #1f3a5f}
.report h3, .report p, .report li, .report td, .report th {unicode-bidi: plaintext;
  text-align: start}
.report header {border-bottom: 1px solid #a6a6a6; margin-bottom: 1em; padding-bottom: .5em}
.report header p {margin: .1em 0}
.report .kind {font-size: 1.2em; color: #1f3a5f}
.report .note {margin-top: .6em}
.report i {font-style: normal; font-size: .88em; color: #595959}
.report nav ul {list-style: none; margin: 0; padding: 0; max-width: none; columns: 16em}
.report nav li {padding: .15em 0; break-inside: avoid}
.report table {width: 100%; border-color: #a6a6a6}
.report thead th {background: #e3ebf3; vertical-align: top}
.report .group1 > * {background: #eff3f7}
.report .group2 > * {font-style: normal; color: #1f3a5f}
.report td:first-child {white-space: nowrap}
.report td, .report th {overflow-wrap: break-word; word-break: break-word}
@media (max-width: 480px) {
  .report table:not(:has(.group1)) {min-width: 36em}
  .report table:has(.group1) {
    &, tbody {display: block; border: 0}
    thead {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}
    tr {display: block; border: 1px solid #a6a6a6; margin-bottom: .5em}
    td, th {display: block; border: 0; padding: 2px 8px}
    td:empty {display: none}
    td:first-child {font-weight: bold}
  }
}
@media print {
  .report {font-size: 9.5pt; line-height: 1.3}
  .report nav {display: none}
  .report .apart {break-before: page}
  .report p:has(+ ul) {break-after: avoid}
  .report thead th, .report .group1 > * {print-color-adjust: exact;
    -webkit-print-color-adjust: exact}
}
"""
