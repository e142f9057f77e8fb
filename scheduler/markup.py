"""What every report shares that is written as Markdown or as a page of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])|^([-+]|\d+(?=[.)]))")


def plain(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def cells(row: Iterable[str]) -> str:
    """Cells of HTML as a row of a table."""
    return f"<tr>{''.join(row)}</tr>\n"


def piece(kind: str, content: str, style: str = "", *, width: str = "50em") -> str:
    """A piece of HTML that brings its own style, and touches nothing else on a page.

    Parameters
    ----------
    kind
        The class of the piece, a single word.
    content
        Its HTML.
    style
        Rules of style beyond the common ones, in which ``&`` stands for the class.
    width
        How wide it grows at the most on a screen; print takes the whole page.
    """
    rules = (_STYLE + style).replace("&", f".{kind}").replace("WIDTH", width)
    return f'<div class="{kind}"><style>{rules}</style>{content}</div>'


def page(title: str, body: str) -> str:
    """A page of HTML that needs nothing but itself."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title></head>\n<body>{body}</body>\n</html>\n"
    )


_STYLE = """
& {font: 15px/1.45 sans-serif; color: #1a1a1a; background: #fff;
  max-width: WIDTH; margin: 0 auto; padding: 1em}
& h1 {font-size: 1.5em; margin: 0 0 .5em}
& h2 {font-size: 1.1em; margin: 1.2em 0 .3em; break-after: avoid}
& section {break-inside: avoid}
& p {margin: .3em 0}
& ul {margin: .3em 0; padding-left: 1.4em}
& table {border-collapse: collapse; margin: .8em 0; width: 100%}
& th, & td {border: 1px solid #999; padding: 3px 7px;
  text-align: left; vertical-align: top}
& tr {break-inside: avoid}
@page {margin: 18mm}
@media print {& {max-width: none; padding: 0; font-size: 11pt}}
"""
