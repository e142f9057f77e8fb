"""A document as a Word file, opened again as a word processor would."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given

from scenarios.documents.issue import Issue
from scenarios.documents.programme.delegations import delegations_of
from scenarios.documents.programme.programme import programme_of
from scenarios.documents.programme.publishing import written
from scenarios.documents.writing.word import word_of
from scenarios.languages.language import CODES, language_of
from scheduler.week.words import visible
from tests.scenarios.documents.conftest import ARABIC
from tests.scenarios.documents.writing.samples import HOSTILE_TEXTS, blocks, cover, headings

pytestmark = pytest.mark.slow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def styled(document: Any, style: str) -> list[str]:
    """The paragraphs in a style, by their texts."""
    return [one.text for one in document.paragraphs if one.style.name == style]


@pytest.mark.parametrize("code", CODES)
def test_a_programme_has_headings_a_table_a_day_and_a_foot(held: Issue, code: str) -> None:
    told = programme_of(held, language_of(held.scenario.texts, code))
    document = opened(written(told, ".docx"))
    assert styled(document, "Title") == [told.cover.title]
    assert styled(document, "Heading 1") == headings(told)
    details = [part for day in told.days for part in day.parts if part.has_details]
    assert len(styled(document, "Heading 2")) == len(details)
    assert len(document.tables) == 6
    for table, day in zip(document.tables[1:], told.days, strict=True):
        head = table.rows[0]
        assert head.cells[0].text == told.words.time
        assert head._tr.trPr.find(f"{W}tblHeader") is not None
        assert table.style.name == "Document Table"
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") == day.name
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
        assert sum(column.width for column in table.columns) == pytest.approx(
            174 * 36_000, rel=0.01
        )
    foot = document.sections[0].footer.paragraphs[0]
    fields = [one.get(f"{W}instr").strip() for one in foot._p.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert told.cover.foot in "".join(text.text or "" for text in foot._p.iter(f"{W}t"))
    assert document.core_properties.title == told.cover.name
    assert document.core_properties.language == LOCALES[code]
    languages = {one.get(f"{W}val") for one in document.styles.element.iter(f"{W}lang")}
    assert languages == {LOCALES[code]}


def test_every_paragraph_has_a_style_that_the_file_names(held: Issue) -> None:
    told = programme_of(held, language_of(held.scenario.texts, "en"))
    document = opened(written(told, ".docx"))
    named = {style.style_id for style in document.styles}
    used = {one.get(f"{W}val") for one in document.element.body.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= named
    assert {"TableHead", "TableText", "TableBand", "TableBand2", "Quiet", "Strong"} <= used
    direct = {one.tag for run in document.element.body.iter(f"{W}rPr") for one in run}
    assert direct <= {f"{W}rStyle", f"{W}rtl"}


def test_every_day_begins_a_page_after_the_week_at_a_glance(held: Issue) -> None:
    told = programme_of(held, language_of(held.scenario.texts, "en"))
    document = opened(written(told, ".docx"))
    heads = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    breaks = [one._p.pPr.find(f"{W}pageBreakBefore") is not None for one in heads]
    assert breaks == [False, True, True, True, True, True, False]


def test_each_delegation_has_a_heading_on_a_page_of_its_own(held: Issue) -> None:
    told = delegations_of(held, language_of(held.scenario.texts, "en"))
    document = opened(written(told, ".docx"))
    assert styled(document, "Heading 1") == [page.name for page in told.pages]


def test_the_bytes_are_the_same_whenever_it_is_written() -> None:
    first, second = word_of(cover(), blocks()), word_of(cover(), blocks())
    assert first == second
    with ZipFile(BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2027, 6, 4, 0, 0, 0)}
        assert not any("thumbnail" in name for name in file.namelist())
    about = opened(first).core_properties
    assert (about.created.year, about.author, about.comments, about.revision) == (2027, "", "", 3)


def test_what_is_written_to_the_left_is_marked_so() -> None:
    document = opened(word_of(cover(ARABIC), blocks(ARABIC)))
    [title] = [one for one in document.paragraphs if one.style.name == "Title"]
    assert title._p.pPr.find(f"{W}bidi") is not None
    assert title.runs[0]._r.rPr.find(f"{W}rtl") is not None
    kind = next(one for one in document.paragraphs if one.style.name == "Subtitle")
    assert kind._p.pPr.find(f"{W}bidi") is None


@given(HOSTILE_TEXTS)
def test_whatever_a_title_is_it_stands_there_as_it_is(text: str) -> None:
    document = opened(word_of(cover(text), blocks(text)))
    shown = visible(text)
    assert styled(document, "Heading 2") == [shown]
    assert document.tables[0].cell(4, 1).text == shown
    name = cover(text).name
    assert document.core_properties.title == (name if len(name) < 256 else f"{name[:254]}…")
