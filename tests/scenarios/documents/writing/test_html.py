"""A document as a page of HTML, parsed again."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given

from scenarios.documents.issue import Issue
from scenarios.documents.programme.delegations import delegations_of
from scenarios.documents.programme.programme import programme_of
from scenarios.documents.programme.publishing import written
from scenarios.documents.writing.html import html_of
from scenarios.languages.language import CODES, language_of
from scheduler.week.words import visible
from tests.scenarios.documents.writing.samples import HOSTILE_TEXTS, blocks, cover, headings

EMPTY = {"meta", "br", "col"}


class Page(HTMLParser):
    """Reads a page: its elements with their attributes, and the text of each."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(content.decode("utf-8"))
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("code", CODES)
def test_a_programme_is_one_page_with_its_headings_and_tables(held: Issue, code: str) -> None:
    told = programme_of(held, language_of(held.scenario.texts, code))
    page = Page(written(told, ".html"))
    assert page.all("html") == [{"lang": code}]
    assert page.texts["title"] == [told.cover.name]
    assert page.texts["h1"] == [told.cover.title]
    assert page.texts["h2"] == headings(told)
    assert len(page.texts["h3"]) == sum(part.has_details for d in told.days for part in d.parts)
    assert all(one["dir"] == "auto" for tag in ("h1", "h2") for one in page.all(tag))
    assert len(page.all("table")) == 6
    assert {one.get("scope") for one in page.all("th")} == {"col", "rowgroup"}
    assert told.cover.foot in page.texts["p"]


def test_nothing_is_fetched_and_nothing_runs(held: Issue) -> None:
    told = programme_of(held, language_of(held.scenario.texts, "en"))
    content = written(told, ".html").decode()
    page = Page(content.encode())
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert "url(" not in content
    assert "http" not in content
    assert all(str(one["href"]).startswith("#") for one in page.all("a"))


@pytest.mark.slow
def test_links_lead_to_the_days_and_to_the_delegations(held: Issue) -> None:
    told = delegations_of(held, language_of(held.scenario.texts, "en"))
    page = Page(written(told, ".html"))
    targets = {f"#{one['id']}" for one in page.all("section") if "id" in one}
    assert {one["href"] for one in page.all("a")} == targets
    assert len(targets) == len(told.pages)


@pytest.mark.slow
@given(HOSTILE_TEXTS)
def test_whatever_a_title_is_it_is_never_markup(text: str) -> None:
    plain = Page(html_of(cover("A week"), blocks("Clearance")))
    page = Page(html_of(cover(text), blocks(text)))
    assert page.texts["h2"] == [f"First {visible(text)}", f"Second {visible(text)}"]
    tags = {tag for tag, _ in page.elements}
    assert tags <= {tag for tag, _ in plain.elements} | {"br"}


def test_a_foot_with_quotes_does_not_end_the_style_sheet() -> None:
    content = html_of(cover(revision='"} </style><b>'), blocks()).decode()
    assert Page(content.encode()).all("b") == Page(html_of(cover(), blocks())).all("b")
