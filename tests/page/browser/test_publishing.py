"""Publishing a week from the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.page.browser.conftest import Desk

pytestmark = pytest.mark.slow


def test_two_revisions_are_published_with_documents_in_three_languages(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("publish"))
    for language in ("en", "fr", "es"):
        page.locator(f"#publish-{language}").set_checked(True)
    page.locator("#publish-note").fill("After the Bureau <b>met</b>")
    page.get_by_role("button", name="Publish revision 1").click()
    expect(page.get_by_role("button", name="Publish revision 2")).to_be_visible()
    documents = desk.folder / desk.week / "1" / "documents"
    for language in ("en", "fr", "es"):
        assert (documents / f"programme.{language}.docx").stat().st_size > 10_000
    assert "<b>met</b>" not in (documents / "programme.en.html").read_text(encoding="utf-8")
    page.locator("#publish-note").fill("")
    expect(page.locator("#publish-now")).to_be_disabled()
    page.locator("#publish-note").fill("Sent once more")
    page.get_by_role("button", name="Publish revision 2").click()
    expect(page.get_by_role("button", name="Publish revision 3")).to_be_visible()
