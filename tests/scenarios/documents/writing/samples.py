"""A document with everything in it, under a cover; texts of it can be anything."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from scenarios.documents.programme.programme import Programme
from scenarios.documents.writing.cover import Cover
from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    GroupRow,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
)
from tests.scenarios.documents.conftest import ARABIC, CHINESE, HOSTILE, LONG, UNBROKEN

HOSTILE_TEXTS = st.one_of(
    st.sampled_from(
        [HOSTILE, ARABIC, CHINESE, UNBROKEN, "]]>", "#{", "*/", "\\u{1}", "…\u200b", ""]
    ),
    st.just(LONG),
    st.text(max_size=60),
)
"""Texts that would break a page that took them for markup, and any others."""


def headings(told: Programme) -> list[str]:
    """The headings of the first level of a programme."""
    return [told.words.glance, *(day.name for day in told.days), told.words.left_out]


def cover(title: str = "A week", **more: Any) -> Cover:
    """The head of a document of its third revision."""
    told: dict[str, Any] = {
        "language": "en",
        "title": title,
        "kind": "Programme",
        "year": "2027",
        "place": "Palais",
        "dates": "Monday 14 June 2027",
        "revision": "Revision 3",
        "issued": "issued on Friday 4 June 2027",
        "issued_on": date(2027, 6, 4),
        "number": 3,
        "note": ("Mind the hours.",),
        "pages": "Page {page} of {pages}",
    }
    return Cover(**{**told, **more})


def blocks(text: str = "Clearance") -> tuple[Block, ...]:
    """Two sections, with a text in each place where one can stand."""
    columns = (Column("Time", share=20), Column(text, share=60), Column("Minutes", right=True))
    rows = (
        GroupRow((text,)),
        GroupRow((f"{text} beside",), 2),
        ("10:00–13:00", (Marked(text, Mark.STRONG), Marked(f"\n{text}", Mark.QUIET)), 15),
        (text, text, None),
    )
    inner = Section(text, (Paragraph((Marked("Body: ", Mark.STRONG), text)), Bullets((text, "b"))))
    return (
        Section(f"First {text}", (Table(columns, rows), inner)),
        Section(f"Second {text}", (Paragraph(text),), apart=True),
    )
