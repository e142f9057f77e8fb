"""Comparing weeks on the page."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow


def test_what_has_moved_is_marked_and_told_and_another_folder_is_remembered(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("publish"))
    page.locator("#publish-folder").fill("sent")
    page.locator("#publish-folder").press("Tab")
    expect(page.locator("#publish-now")).to_be_enabled()
    for language in ("en", "fr", "es"):
        page.locator(f"#publish-{language}").set_checked(False)
    expect(page.locator("#publish-now")).to_be_enabled()
    page.locator("#publish-now").click()
    expect(page.get_by_role("button", name="Publish revision 2")).to_be_visible()
    assert (desk.folder / "sent" / "1" / "schedule.csv").is_file()
    view = desk.now()
    part = view["parts"][0]
    body = {"do": "move", "session": part["session"], "number": part["number"]}
    body |= {"day": part["day"] + 1, "start": part["start"], "room": part["room"]}
    headers = {"If-Match": f'"{view["version"]}"'}
    address = f"{desk.url}/api/weeks/{desk.week}/steps"
    assert httpx.post(address, json=body, headers=headers, timeout=60).is_success
    page.goto(desk.at("compare"))
    expect(page.locator("#compare-one")).to_have_value("revision:1")
    expect(page.locator(".side-part.moved")).to_have_count(2)
    row = page.get_by_role("region", name="Why it matters").get_by_role("row").nth(1)
    expect(row).to_contain_text("Monday 20 June")
    expect(row).to_contain_text("Tuesday 21 June")
    page.get_by_role("button", name="Turn round").click()
    expect(page.locator("#compare-other")).to_have_value("revision:1")


def test_a_draft_is_kept_renamed_taken_and_taken_away(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    before = desk.now()["parts"]
    page = opened(desk.at("compare"))
    page.locator("#draft-name").fill("Lakes <b>first</b>")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.locator("[data-draft] strong")).to_have_text("Lakes <b>first</b>")
    page.get_by_role("button", name="Rename the draft").click()
    page.locator("#draft-to").fill("Lakes last")
    page.locator("#draft-to").press("Enter")
    expect(page.locator("[data-draft] strong")).to_have_text("Lakes last")
    view = desk.now()
    body = {"do": "remove", "session": before[0]["session"], "number": before[0]["number"]}
    headers = {"If-Match": f'"{view["version"]}"'}
    address = f"{desk.url}/api/weeks/{desk.week}/steps"
    assert httpx.post(address, json=body, headers=headers, timeout=60).is_success
    page.goto(desk.at("compare"))
    page.reload()
    with page.expect_response("**/steps"):
        page.get_by_role("button", name="Take the draft “Lakes last”", exact=True).click()
    assert desk.now()["parts"] == before
    page.get_by_role("button", name="Take the draft “Lakes last” away").click()
    expect(page.locator("[data-draft]")).to_have_count(0)
