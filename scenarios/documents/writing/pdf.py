"""A document as a tagged PDF, set by Typst: what it says is data there, and never markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from scenarios.documents.writing.cover import Cover
from scenarios.reading.input_problems import warn
from scenarios.reading.office import need_office
from scheduler.document.document import (
    Block,
    Bullets,
    Cell,
    GroupRow,
    Paragraph,
    Section,
    Table,
    pieces,
)
from scheduler.week.clock import count
from scheduler.week.words import listed

_TEMPLATE = Path(__file__).with_name("document.typ")
FONTS = (
    *("Arial", "Liberation Sans", "Helvetica", "Noto Sans", "DejaVu Sans"),
    *("Noto Sans Arabic", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"),
    "Droid Sans Fallback",
)
"""The first that the machine has is taken, for each letter; then any that has the letter."""
_UNBROKEN = re.compile(r"\S{24,}")
_SHOWN = 5
"""Letters that no font has that are named in a message."""


def pdf_of(cover: Cover, blocks: Sequence[Block]) -> bytes:
    """A document as an accessible PDF (PDF/UA-1); the same bytes on a machine with the same fonts.

    Where no font has a letter, a warning says so, and the file is tagged without claiming more.

    Raises
    ------
    BadInput
        Where the package that writes such files is not installed.
    """
    need_office("typst", "PDF documents")
    import typst

    files = {"main.typ": _TEMPLATE.read_bytes(), "data.json": _data(cover, blocks)}
    try:
        return _compiled(files, ["ua-1"])
    except typst.TypstError as error:
        warn("", _sentence(error))
    return _compiled(files, [])


def _compiled(files: dict[str, bytes], standards: list[str]) -> bytes:
    import typst

    # The package's own stubs do not know that files may be given by name.
    compiled: Callable[..., bytes] = typst.compile
    return compiled(files, format="pdf", pdf_standards=standards)


def _sentence(error: Any) -> str:
    """Say why a PDF does not keep the standard: mostly since no font has a letter."""
    told = str(error.diagnostic)
    strange = list(dict.fromkeys(re.findall(r"the text `\"(.+?)\"` could not be displayed", told)))
    if not strange:
        return f"the PDF is tagged, but does not keep all of PDF/UA-1: {error.message}"
    some = listed(f"“{text}”{_named(text)}" for text in strange[:_SHOWN])
    more = len(strange) - _SHOWN
    what = some if more <= 0 else f"{some}, nor {count(more, 'other sign')}"
    return (
        f"no font on this machine has {what}; boxes stand for them in the PDF: install a font with "
        "this script, or send Word or HTML"
    )


def _named(letter: str) -> str:
    name = unicodedata.name(letter[:1], "").lower()
    return f" ({name})" if name else ""


def _data(cover: Cover, blocks: Sequence[Block]) -> bytes:
    day = cover.issued_on
    told = cover.model_dump(mode="json", exclude={"issued_on"})
    told |= {"name": cover.name, "foot": cover.foot}
    told["date"] = {"year": day.year, "month": day.month, "day": day.day}
    told["title"] = _breakable(cover.title)
    data = {"cover": told, "fonts": FONTS, "opening": True, "blocks": _said(blocks)}
    return json.dumps(data, ensure_ascii=False).encode("utf-8")


def _said(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                found.append({"kind": "paragraph", "text": _words(text), "keep": False})
            case Bullets():
                if found and found[-1]["kind"] == "paragraph":
                    found[-1]["keep"] = True
                items = [
                    {"text": _words(text), "inner": [_words(one) for one in inner]}
                    for text, inner in block.each()
                ]
                found.append({"kind": "list", "items": items})
            case Table():
                found.append(_table(block))
            case Section(heading, inside, apart):
                said = {"heading": _words(heading), "blocks": _said(inside)}
                found.append({"kind": "section", "apart": apart, **said})
    return found


def _table(table: Table) -> dict[str, Any]:
    heads = table.heads()
    return {
        "kind": "table",
        "heads": [_words(head.heading) for head in heads],
        "shares": [head.share or 1 for head in heads],
        "right": [bool(head.right) for head in heads],
        "rows": [
            {"band": row.level, "cells": [_words(cell) for cell in row.cells]}
            if isinstance(row, GroupRow)
            else {"band": 0, "cells": [_words(cell) for cell in row]}
            for row in table.rows
        ],
    }


def _words(text: Cell) -> list[dict[str, str]]:
    return [{"text": _breakable(one.text), "mark": one.mark.value} for one in pieces(text)]


def _breakable(text: str) -> str:
    """A text in which a word that is wider than a column may be broken."""
    return _UNBROKEN.sub(lambda word: "\u200b".join(_cut(word[0])), text)


def _cut(word: str) -> list[str]:
    return [word[at : at + 8] for at in range(0, len(word), 8)]
