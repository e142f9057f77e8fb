"""The week is changed in forms: saved, refused at the field, and renewed by what others do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk.page.browser.conftest import Desk, violations

pytestmark = pytest.mark.slow

SESSION = "mine-clearance"


def at(desk: Desk, way: str) -> str:
    return f"{desk.at('change')}/{way}"


def cell(page: Page, field: str, where: str = "f") -> Locator:
    """A cell of the session, in its form or (`t`) in the table."""
    return page.locator(f"[id='{where}/sessions/sessions/{SESSION}/{field}/0']")


def test_an_address_leads_to_a_field_and_saving_says_what_that_changes(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(at(desk, f"sessions/{SESSION}/wanted"))
    wanted = cell(page, "wanted")
    expect(wanted).to_be_focused()
    wanted.fill("600")
    expect(cell(page, "wanted", "t")).to_have_value("600")
    page.keyboard.press("Control+s")
    done = page.locator(".outcome")
    expect(done).to_contain_text("Saved")
    assert not violations(page)
    done.get_by_role("button", name="Undo").click()
    expect(cell(page, "wanted")).to_have_value("")


def test_what_is_refused_stays_and_is_led_to(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened(at(desk, f"sessions/{SESSION}"))
    cell(page, "rooms").fill("nowhere")
    page.get_by_role("button", name="Save", exact=True).click()
    problems = page.locator(".problems")
    expect(problems).to_contain_text("there is no room 'nowhere'")
    problems.get_by_role("link").click()
    expect(cell(page, "rooms")).to_be_focused()
    expect(cell(page, "rooms")).to_have_value("nowhere")
    expect(cell(page, "rooms")).to_have_attribute("aria-invalid", "true")
    assert not violations(page)


def test_what_is_touched_stays_and_is_marked_where_somebody_else_changes_it(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page, other = (opened(at(desk, f"sessions/{SESSION}")) for _ in range(2))
    cell(page, "title").fill("Mine")
    cell(other, "title").fill("Yours")
    cell(other, "wanted").fill("600")
    other.keyboard.press("Control+s")
    expect(cell(page, "wanted")).to_have_value("600")
    expect(cell(page, "title")).to_have_value("Mine")
    expect(page.locator(".theirs")).to_contain_text("Yours")
    page.get_by_role("button", name="Take theirs").click()
    expect(cell(page, "title")).to_have_value("Yours")


def test_a_side_event_takes_three_fields(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened(at(desk, "sessions"))
    fields = {"title/0": "A film", "body/0": SESSION, "least/0": "60"}
    for key, text in fields.items():
        page.locator(f"[id='new/sessions/{key}']").fill(text)
    page.get_by_role("button", name="Add a side event").click()
    expect(page.locator(".outcome")).to_contain_text("Added: A film")
    assert any(one["id"] == "a-film" for one in desk.now()["sessions"])


def test_what_is_not_saved_is_said_on_every_view(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened(at(desk, f"sessions/{SESSION}"))
    head = page.locator("#head")
    expect(head).to_contain_text("Saved")
    cell(page, "wanted").fill("600")
    expect(head).to_contain_text("1 field is changed and not saved")
    page.get_by_role("link", name="The week", exact=True).click()
    expect(page.locator("button.card").first).to_be_visible()
    expect(head).to_contain_text("1 field is changed and not saved")
    page.locator("#search-button").click()
    expect(page.locator("#searching")).to_contain_text("not saved in the forms")
    head.get_by_role("link", name="1 field is changed").click()
    page.keyboard.press("Control+s")
    expect(head).not_to_contain_text("not saved")


def test_an_agenda_is_written_item_by_item_and_saved_as_a_whole(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(at(desk, "sessions"))
    for key, text in {"title/0": "A film", "body/0": SESSION, "least/0": "60"}.items():
        page.locator(f"[id='new/sessions/{key}']").fill(text)
    page.get_by_role("button", name="Add a session").click()
    expect(page.locator(".outcome")).to_contain_text("Added: A film")
    for item, minutes in (("Welcome", "15"), ("The film", "45")):
        page.locator("[id='new/sessions.*.agenda/item/0']").fill(item)
        page.locator("[id='new/sessions.*.agenda/minutes/0']").fill(minutes)
        page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.locator("#head")).to_contain_text("not saved")
    page.keyboard.press("Control+s")
    expect(page.locator("#head")).not_to_contain_text("not saved")
    expect(page.locator(".problems")).to_have_count(0)
    assert "The film" in (desk.folder / f"{desk.week}.yaml").read_text(encoding="utf-8")
