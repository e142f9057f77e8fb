"""Searching on the page: to the end, stopped, and seen from a second page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow


def solve(page: Page) -> None:
    page.locator("#search-button").click()
    page.get_by_role("button", name="Solve").click()


@pytest.mark.parametrize("desk", ["ccw-2010-april"], indirect=True)
def test_a_week_is_solved_to_the_end_taken_and_undone(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page, other = opened(desk.at("week")), opened(desk.at("week"))
    before = desk.now()
    solve(page)
    expect(page.locator("#searching").get_by_text("This is the best week")).to_be_visible()
    other.locator("#search-button").click()
    expect(other.get_by_role("button", name="Take it")).to_be_visible()
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("#announcer")).to_contain_text("Take")
    old = page.get_by_text("The week has been changed since this was found.")
    expect(old).to_have_count(0)
    page.locator("#undo").click()
    expect(old).to_be_visible()
    page.locator("#redo").click()
    after = desk.now()
    assert after["verdict"]["legal"]
    assert after["parts"] != before["parts"]


@pytest.mark.parametrize("desk", ["apmbc-ccm-2011"], indirect=True)
def test_a_search_is_stopped_and_what_it_has_found_is_kept(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("week"))
    solve(page)
    expect(page.locator("#searching td").first).to_be_visible()
    expect(page.get_by_text("This is of your week")).to_be_visible()
    page.get_by_role("button", name="Stop and keep the best").click()
    expect(page.get_by_role("button", name="Take it")).to_be_visible()
    expect(page.locator("#search-button")).to_have_text("Plan")
