"""A document as a PDF, read again: its tags, its language, its words."""

from __future__ import annotations

import logging
import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from scenarios.documents.issue import Issue
from scenarios.documents.programme.programme import programme_of
from scenarios.documents.programme.publishing import written
from scenarios.documents.writing.pdf import pdf_of
from scenarios.languages.language import CODES, language_of
from scheduler.document.document import Column, Table
from tests.scenarios.documents.conftest import HOSTILE
from tests.scenarios.documents.writing.samples import HOSTILE_TEXTS, blocks, cover, headings

pytestmark = pytest.mark.slow


def opened(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def words(reader: PdfReader) -> str:
    """All that is printed, without white space and without places to break a word."""
    return re.sub(r"[\s\u200b]", "", "".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("code", CODES)
def test_a_programme_is_tagged_and_knows_its_title_and_language(held: Issue, code: str) -> None:
    told = programme_of(held, language_of(held.scenario.texts, code))
    reader = opened(written(told, ".pdf"))
    root = reader.root_object
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert reader.metadata is not None
    assert reader.metadata.title == told.cover.name
    assert b"pdfuaid" in root["/Metadata"].get_data()
    outline = [one.title for one in reader.outline if not isinstance(one, list)]
    assert outline == headings(told)
    assert {round(side) for side in reader.pages[0].mediabox[2:]} == {595, 842}
    last = reader.pages[-1].extract_text()
    assert told.cover.foot in last
    pages = str(len(reader.pages))
    assert told.cover.pages.replace("{page}", pages).replace("{pages}", pages) in last


def test_the_bytes_are_the_same_whenever_it_is_written() -> None:
    assert pdf_of(cover(), blocks()) == pdf_of(cover(), blocks())


def test_the_head_of_a_table_stands_on_each_of_its_pages(held: Issue, hard: Issue) -> None:
    told = programme_of(hard, language_of(hard.scenario.texts, "en"))
    reader = opened(written(told, ".pdf"))
    assert all("Presiding" in page.extract_text() for page in reader.pages[2:4])


@pytest.mark.parametrize("number", [300, 900])
def test_a_row_is_divided_only_where_no_page_is_high_enough(number: int) -> None:
    def row(word: str, many: int) -> tuple[str, ...]:
        return (word, " ".join(f"{word}{n:03}" for n in range(many)), "")

    columns = [Column("One", share=20), Column("Two", share=60), Column("Three", share=20)]
    table = Table(columns, [row("first", 150), row("other", number)])
    pages = [page.extract_text() for page in opened(pdf_of(cover(), [table])).pages]
    shown = [len(re.findall(r"other\d", page)) for page in pages]
    assert sum(shown) == number
    assert (number in shown) == (number == 300)


def test_markup_of_any_kind_is_printed_as_it_stands() -> None:
    found = words(opened(pdf_of(cover(HOSTILE), blocks(HOSTILE))))
    bare = re.sub(r"\s", "", HOSTILE)
    assert found.count(bare) == 15


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20))
def test_any_letters_of_a_keyboard_are_printed_as_they_stand(text: str) -> None:
    assert text in words(opened(pdf_of(cover(text), blocks(text))))


@given(HOSTILE_TEXTS)
def test_any_title_can_be_printed(text: str) -> None:
    assert len(opened(pdf_of(cover(text), blocks(text))).pages) >= 2


def test_letters_that_no_font_has_are_told_in_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        content = pdf_of(cover(), blocks("Sign \U00010380 here"))
    assert opened(content).root_object["/MarkInfo"]["/Marked"]
    [told] = caplog.messages
    assert "no font on this machine has “\U00010380” (ugaritic letter alpa); boxes stand" in told
