"""A card in the hand: by touch, by keys held down, while others move it and the server is away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow

CARD = 'button.card[data-session="report-back"]'
THERE = {"day": 3, "start": 1050, "minutes": 30, "room": "obasi"}


def place(desk: Desk, session: str = "report-back") -> dict[str, Any]:
    (part,) = (one for one in desk.now()["parts"] if one["session"] == session)
    return {key: part[key] for key in THERE}


def shown(page: Page, at: str) -> None:
    """Wait until the card is drawn at a time."""
    expect(page.locator(CARD)).to_contain_text(at)
    expect(page.locator(".shadow")).to_have_count(0)


def test_a_finger_that_rests_on_a_card_has_it(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened(desk.at("week"), has_touch=True)
    page.locator(CARD).scroll_into_view_if_needed()
    box = page.locator(CARD).bounding_box()
    assert box is not None
    tool = page.context.new_cdp_session(page)

    def touch(kind: str, y: float | None = None) -> None:
        points = [] if y is None else [{"x": box["x"] + 15, "y": y}]
        tool.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", box["y"] + 8)
    expect(page.locator(".shadow")).to_be_visible()
    for step in range(1, 7):
        touch("touchMove", box["y"] + 8 - 10 * step)
    touch("touchEnd")
    shown(page, "16:")
    assert place(desk)["room"] == "obasi"


def test_a_card_stays_in_the_hand_when_somebody_else_moves_it(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page, other = opened(desk.at("week")), opened(desk.at("week"))
    page.locator(CARD).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".place.impossible").first).to_be_visible()
    other.locator(CARD).focus()
    for key in ("Enter", "ArrowUp", "Enter"):
        other.keyboard.press(key)
    shown(other, "17:15")
    expect(page.locator(CARD)).to_contain_text("17:15")
    expect(page.locator(".shadow")).to_be_visible()
    page.keyboard.press("PageUp")
    page.keyboard.press("Enter")
    expect(page.locator(".shadow")).to_have_count(0)
    assert place(desk)["day"] == 2


def test_two_hundred_moves_by_keys_held_down_end_where_they_should(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("week"))
    page.locator(CARD).focus()
    before = desk.now()["version"]
    for number in range(20):
        for key in ("Enter", *["ArrowUp" if number % 2 else "ArrowDown"] * 10, "Enter"):
            page.keyboard.press(key)
    expect(page.locator("#undo")).to_be_visible()
    for _ in range(600):
        if desk.now()["version"] == before + 20:
            break
        page.wait_for_timeout(100)
    shown(page, "17:30")
    assert desk.now()["version"] == before + 20
    assert place(desk) == THERE


def test_a_card_stays_in_the_hand_while_the_server_is_away(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("week"))
    page.locator(CARD).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".place.impossible").first).to_be_visible()
    page.context.set_offline(True)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The server does not answer. Nothing").first).to_be_visible()
    expect(page.locator(".shadow")).to_be_visible()
    assert place(desk) == THERE
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    shown(page, "17:15")
    assert place(desk) == {**THERE, "start": 1035}
