"""Publishing a week from the page."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

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


def test_the_timetable_of_a_revision_is_taken_back_and_the_log_says_so(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("publish"))
    expect(page.locator("#publish-now")).to_be_enabled()
    for language in ("en", "fr", "es"):
        page.locator(f"#publish-{language}").set_checked(False)
    expect(page.locator("#publish-now")).to_be_enabled()
    page.get_by_role("button", name="Publish revision 1").click()
    expect(page.get_by_role("button", name="Publish revision 2")).to_be_visible()
    view = desk.now()
    part = view["parts"][0]
    body = {"do": "remove", "session": part["session"], "number": part["number"]}
    headers = {"If-Match": f'"{view["version"]}"'}
    address = f"{desk.url}/api/weeks/{desk.week}/steps"
    assert httpx.post(address, json=body, headers=headers, timeout=60).is_success
    page.reload()
    with page.expect_response("**/take?**"):
        page.get_by_role("button", name="Take this timetable back").click()
    expect(page.locator("#notices")).to_contain_text("It can be undone.")
    assert desk.now()["parts"] == view["parts"]
    page.goto(desk.at("log"))
    expect(page.locator(".log")).to_contain_text("Published revision 1")
