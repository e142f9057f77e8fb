"""What else is asked of the solver on the page: the rest rearranged, and why nothing fits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("desk", ["ccw-2010-april"], indirect=True)
def test_the_rest_is_rearranged_looked_at_left_and_taken(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("week"))
    before = desk.now()
    page.locator("#search-button").click()
    panel = page.locator("#searching")
    panel.locator("#search-part").select_option(index=1)
    panel.get_by_role("button", name="Rearrange the rest").click()
    expect(panel.get_by_role("button", name="Leave it")).to_be_visible()
    expect(page.get_by_text("Only looked at")).to_be_visible()
    panel.get_by_role("button", name="Leave it").click()
    expect(page.get_by_text("Only looked at")).to_have_count(0)
    assert desk.now()["parts"] == before["parts"]
    panel.get_by_role("button", name="Take it").click()
    expect(page.locator("#announcer")).to_contain_text("Take")
    assert desk.now()["version"] == before["version"] + 1
    expect(page.get_by_text("Only looked at")).to_have_count(0)


@pytest.mark.parametrize("desk", ["overfull"], indirect=True)
def test_where_nothing_fits_each_way_out_leads_to_where_it_can_be_changed(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("week"))
    page.locator("#search-button").click()
    panel = page.locator("#searching")
    panel.get_by_role("button", name="Solve").click()
    expect(panel.get_by_text("Nothing fits")).to_be_visible()
    expect(panel.get_by_role("heading", name="What can be counted")).to_be_visible()
    link = panel.get_by_role("link", name="Every session is held").first
    expect(link).to_have_attribute("href", "#/overfull/change/rules/hold_every_session")
