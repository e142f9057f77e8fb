"""Each thing that the menu of a card offers, carried through to what becomes of the week."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow

FILM = "survivors-briefing"


def parts(desk: Desk, session: str = FILM) -> list[tuple[int, int, int, str]]:
    """Day, start, minutes and room of the parts of a session."""
    found: list[dict[str, Any]] = [p for p in desk.now()["parts"] if p["session"] == session]
    return [(one["day"], one["start"], one["minutes"], one["room"]) for one in found]


def card(page: Page, session: str = FILM, number: int = 1) -> Locator:
    return page.locator(f"button.card[data-session='{session}'][data-number='{number}']")


def chosen(page: Page, item: str, session: str = FILM, number: int = 1) -> None:
    """Choose something from the menu of a card."""
    card(page, session, number).focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name=item).click()
    expect(page.get_by_role("menu")).to_have_count(0)


def becomes(
    desk: Desk, page: Page, wanted: list[tuple[int, int, int, str]], session: str = FILM
) -> None:
    """Wait until the page has drawn it, and see that the server has it."""
    expect(page.locator(f".grid [data-session='{session}'].card")).to_have_count(len(wanted))
    for _ in range(300):
        if parts(desk, session) == wanted:
            break
        page.wait_for_timeout(100)
    assert parts(desk, session) == wanted


def test_a_part_becomes_longer_shorter_two_one_pinned_moved_and_taken_out(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(desk.at("week"))
    card(page).wait_for()
    (begun,) = parts(desk)
    day, start, minutes, room = begun
    chosen(page, "Longer by")
    becomes(desk, page, [(day, start, minutes + 15, room)])
    expect(page.locator(".after-step")).to_have_count(1)
    page.locator("#undo").click()
    becomes(desk, page, [begun])
    expect(page.locator(".after-step")).to_have_count(0)
    chosen(page, "Longer by")
    becomes(desk, page, [(day, start, minutes + 15, room)])
    expect(page.locator(".after-step")).to_have_count(1)
    chosen(page, "Shorter by")
    becomes(desk, page, [begun])
    page.get_by_role("link", name="Compare").click()
    expect(page.locator(".after-step")).to_have_count(0)
    page.get_by_role("link", name="The week", exact=True).click()

    chosen(page, "Split …")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button").nth(1).click()
    expect(page.locator(f".grid [data-session='{FILM}'].card")).to_have_count(2)
    assert sum(one[2] for one in parts(desk)) == minutes
    chosen(page, "Join with …")
    becomes(desk, page, [begun])

    chosen(page, "Pin here")
    expect(card(page)).to_have_accessible_name(re.compile("pinned", re.IGNORECASE))
    chosen(page, "Unpin")
    becomes(desk, page, [begun])

    chosen(page, "Another room …")
    dialog.locator(".move-row button:enabled").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(f".lane[data-room='{room}'] [data-session='{FILM}']")).to_have_count(0)
    page.locator("#undo").click()
    becomes(desk, page, [begun])

    other = "completion-briefing"
    (there,) = parts(desk, other)
    chosen(page, "Swap with …")
    dialog.get_by_role("button", name="Briefing on completing").first.click()
    becomes(desk, page, [there])
    becomes(desk, page, [begun], other)

    chosen(page, "Take out")
    becomes(desk, page, [])
    tray = page.locator(f".tray [data-session='{FILM}']")
    tray.focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Put into the week …").click()
    dialog.locator(".move-row button:enabled, .move-rows button:enabled").first.click()
    expect(page.locator(f".grid [data-session='{FILM}'].card")).to_have_count(1)


def test_the_lower_edge_of_a_card_makes_it_longer(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened(desk.at("week"))
    (begun,) = parts(desk)
    day, start, minutes, room = begun
    box = card(page).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"]
    page.mouse.move(x, y - 3)
    page.mouse.down()
    page.mouse.move(x, y + 2, steps=3)
    page.mouse.move(x, y - 3 + box["height"] / minutes * 30, steps=6)
    expect(page.locator(".place").first).to_be_attached()
    page.mouse.up()
    becomes(desk, page, [(day, start, minutes + 30, room)])
