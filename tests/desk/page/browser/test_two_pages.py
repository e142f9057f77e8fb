"""Two people at one week."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow

STEP = "async (what) => (await import('/lib/api.js')).step(what)"
"""Makes a step as every view of the page does."""


def to(part: dict[str, Any], day: int) -> dict[str, Any]:
    """A step that puts a part on another day."""
    where = {"day": day, "start": part["start"], "room": part["room"]}
    return {"do": "move", "session": part["session"], "number": part["number"], **where}


def days(desk: Desk, part: dict[str, Any]) -> list[int]:
    return [one["day"] for one in desk.now()["parts"] if one["session"] == part["session"]]


def test_what_one_does_the_other_sees(desk: Desk, opened: Callable[..., Page]) -> None:
    page, other = opened(desk.at("week")), opened(desk.at("week"))
    part = desk.now()["parts"][0]
    card = f"[data-day='4'] [data-session='{part['session']}']"
    expect(other.locator("[data-key]").first).to_be_visible()
    expect(other.locator(card)).to_have_count(0)
    page.evaluate(STEP, to(part, 4))
    expect(other.locator(card)).to_have_count(1)


def test_a_stale_write_is_refused_with_what_changed_and_can_be_made_again(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page, other = opened(desk.at("week")), opened("about:blank")
    other.route("**/events", lambda route: route.abort())
    other.goto(desk.at("week"))
    expect(other.locator("[data-key]").first).to_be_visible()
    mine, yours = desk.now()["parts"][:2]
    page.evaluate(STEP, to(mine, 3))
    other.evaluate(STEP, to(yours, 4))
    notice = other.get_by_role("alert")
    expect(notice).to_contain_text("The week has changed since")
    expect(notice).to_contain_text("moved to Thursday 23 June")
    assert 4 not in days(desk, yours)
    notice.get_by_role("button", name="Do it again now").click()
    expect(other.locator(f"[data-day='4'] [data-session='{yours['session']}']")).to_have_count(1)
    assert days(desk, mine) == [3]
    assert days(desk, yours) == [4]
