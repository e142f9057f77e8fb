"""Changes marked in a Word file: accepted they give the later file, rejected the earlier one."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from scenarios.documents.changes.redline import redline
from scenarios.documents.programme.programme import programme_of
from scenarios.documents.writing.word import word_of
from scheduler.document.document import Bullets, Paragraph, Section, Table
from scheduler.week.timetable import Part
from tests.scenarios.documents.feeds.weeks import (
    ENGLISH,
    TEN,
    THREE,
    clearance,
    issued,
    victims,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHEN = datetime(2027, 5, 3, 12, tzinfo=UTC)
COVER = programme_of(issued(), ENGLISH).cover


def body(content: bytes) -> etree._Element:
    with ZipFile(BytesIO(content)) as package:
        found = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    assert found is not None
    return found


def resolved(content: bytes, keep: str) -> list[str]:
    """What a file says once its changes are accepted (``ins``) or rejected (``del``)."""
    root, drop = body(content), "del" if keep == "ins" else "ins"
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{drop}") is not None:
            row.getparent().remove(row)  # type: ignore[union-attr]
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)  # type: ignore[union-attr]
    for paragraph in list(root.iter(f"{W}p")):
        for change in paragraph.findall(f"{W}{drop}"):
            paragraph.remove(change)
        gone = paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is not None
        if gone:
            assert not "".join(paragraph.itertext()), "a paragraph that goes is marked as a whole"
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
    return said(root)


def said(root: etree._Element) -> list[str]:
    """Each paragraph and each row, with its style and its words."""
    lines = []
    for one in root.iter(f"{W}p", f"{W}tr"):
        if one.tag == f"{W}tr":
            lines.append(f"row of {len(one.findall(f'{W}tc'))}")
            continue
        style = one.find(f"{W}pPr/{W}pStyle")
        texts = [
            "\n" if text.tag == f"{W}br" else text.text or ""
            for text in one.iter(f"{W}t", f"{W}delText", f"{W}br")
        ]
        lines.append(f"{'' if style is None else style.get(f'{W}val')}: {''.join(texts)}")
    return lines


def programme(*parts: Part) -> bytes:
    told = programme_of(issued(*parts), ENGLISH)
    return word_of(COVER, told.blocks())


def marked(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """What is marked, in order: ``ins`` or ``del``, and the words."""
    return [
        (one.tag.removeprefix(W), "".join(one.itertext()))
        for one in body(redline(before, after, "Secretariat", WHEN)).iter(f"{W}ins", f"{W}del")
        if "".join(one.itertext())
    ]


def assert_both_ways(before: bytes, after: bytes) -> None:
    found = redline(before, after, "Secretariat", WHEN)
    assert resolved(found, "ins") == said(body(after))
    assert resolved(found, "del") == said(body(before))
    Document(BytesIO(found))


@pytest.mark.slow
def test_another_time_is_marked_and_nothing_else() -> None:
    before, after = programme(clearance(0, TEN)), programme(clearance(0, TEN, 90))
    times = [("del", "10:00–11:00"), ("ins", "10:00–11:30")]
    assert [one for one in marked(before, after) if "– " not in one[1]] == times * 2
    assert_both_ways(before, after)


def test_what_goes_to_another_day_is_taken_out_there_and_put_in_here() -> None:
    before, after = programme(clearance(0, TEN)), programme(clearance(1, TEN))
    changes = marked(before, after)
    gone = [text for kind, text in changes if kind == "del"]
    come = [text for kind, text in changes if kind == "ins"]
    assert "Great Hall" in gone
    assert "Great Hall" in come
    assert not any("June 2027" in text for _, text in changes), "the days themselves stay"
    assert_both_ways(before, after)


@pytest.mark.slow
def test_changes_say_whose_they_are_and_of_when() -> None:
    found = body(redline(programme(clearance(0, TEN)), programme(), "Secretariat", WHEN))
    changes = list(found.iter(f"{W}ins", f"{W}del"))
    assert {one.get(f"{W}author") for one in changes} == {"Secretariat"}
    assert {one.get(f"{W}date") for one in changes} == {"2027-05-03T12:00:00Z"}
    numbers = [one.get(f"{W}id") for one in changes]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.slow
def test_the_same_file_has_nothing_marked_and_the_same_bytes_come_each_time() -> None:
    one, other = programme(clearance(0, TEN)), programme(victims(1, THREE))
    assert marked(one, one) == []
    assert redline(one, other, "S", WHEN) == redline(one, other, "S", WHEN)


TEXTS = st.sampled_from(
    ["", "Opening of the week", "Opening of the day", "A; b, c", "إزالة", "one"]
)
BLOCKS = st.recursive(
    st.one_of(
        st.builds(Paragraph, TEXTS),
        st.builds(Bullets, st.lists(TEXTS, min_size=1, max_size=3).map(tuple)),
        st.builds(
            Table,
            st.just(("Time", "Meeting")),
            st.lists(st.tuples(TEXTS, TEXTS), max_size=3),
        ),
    ),
    lambda inner: st.builds(Section, TEXTS, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(BLOCKS, max_size=4), st.lists(BLOCKS, max_size=4))
@pytest.mark.slow
def test_any_two_documents_can_be_told_apart_and_put_together(one: list, other: list) -> None:  # type: ignore[type-arg]
    assert_both_ways(word_of(COVER, one), word_of(COVER, other))


PLACES = st.builds(
    Part,
    st.sampled_from(["clearance", "victims"]),
    st.integers(0, 2),
    st.sampled_from([TEN, THREE]),
    st.sampled_from([30, 60]),
    st.sampled_from([None, "hall", "annex"]),
    st.just(()),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(PLACES, max_size=4), st.lists(PLACES, max_size=4))
@pytest.mark.slow
def test_any_two_programmes_can_be_told_apart_and_put_together(
    one: list[Part], other: list[Part]
) -> None:
    assert_both_ways(programme(*one), programme(*other))
