"""Moving cards by mouse, by keyboard and from a list; undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk.page.browser.conftest import Desk, violations

pytestmark = pytest.mark.slow

SESSION = "report-back"


def part(desk: Desk, session: str = SESSION) -> dict[str, Any]:
    (found,) = (one for one in desk.now()["parts"] if one["session"] == session)
    return {key: found[key] for key in ("day", "start", "minutes", "room")}


def card(page: Page, session: str = SESSION) -> Locator:
    return page.locator(f"button.card[data-session='{session}'][data-number='1']")


def test_a_card_is_moved_by_keyboard_and_undone_also_after_the_page_is_opened_again(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page, before = opened(desk.at("week")), part(desk)
    card(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".place.impossible").first).to_be_attached()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#announcer")).to_have_text("Put back.")
    assert part(desk) == before
    expect(card(page)).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("PageUp")
    expect(page.locator(".beside-shadow .reasons.breaks li").first).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("Wednesday 22 June")
    assert not violations(page)
    page.keyboard.press("Enter")
    expect(page.locator(".after-step")).to_contain_text("It breaks:")
    moved = {**before, "day": before["day"] - 1}
    assert part(desk) == moved
    expect(card(page)).to_be_focused()

    page.reload()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(f"[data-day='{before['day']}'] [data-session='{SESSION}']")).to_have_count(
        1
    )
    assert part(desk) == before
    page.keyboard.press("Control+y")
    expect(page.locator(f"[data-day='{moved['day']}'] [data-session='{SESSION}']")).to_have_count(1)
    assert part(desk) == moved


def test_a_card_is_dragged_with_every_place_coloured_and_its_reasons_shown(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page, before = opened(desk.at("week"), color_scheme="dark"), part(desk)
    card(page).scroll_into_view_if_needed()
    grip = card(page).bounding_box()
    assert grip is not None
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + 30, steps=4)
    expect(page.locator(".place.impossible").first).to_be_attached()
    expect(page.locator(".place.free, .place.dearer").first).to_be_attached()
    lane = page.locator(f".lane[data-day='2'][data-room='{before['room']}']").bounding_box()
    assert lane is not None
    page.mouse.move(lane["x"] + lane["width"] / 2, lane["y"] + lane["height"] / 2, steps=8)
    expect(page.locator(".beside-shadow .why")).to_be_visible()
    expect(page.locator(".beside-shadow .where")).to_contain_text("Wednesday 22 June")
    assert not violations(page)
    page.mouse.up()
    expect(page.locator(f"[data-day='2'] [data-session='{SESSION}']")).to_have_count(1)
    assert part(desk)["day"] == 2
    page.locator("#undo").click()
    expect(page.locator(f"[data-day='2'] [data-session='{SESSION}']")).to_have_count(0)
    assert part(desk) == before


def test_a_card_is_moved_from_a_list_with_reasons(desk: Desk, opened: Callable[..., Page]) -> None:
    session = "survivors-briefing"
    page, before = opened(desk.at("week")), part(desk, session)
    card(page, session).focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Move to …").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button").nth(3)).to_be_visible()
    assert not violations(page)
    expect(dialog.get_by_text("Where it would break a must, and why")).to_be_visible()
    dialog.get_by_role("button", name="13:00–14:30").first.click()
    expect(page.locator(f"[data-day='0'] [data-session='{session}']")).to_have_count(1)
    assert part(desk, session) == {**before, "day": 0, "start": 780}
