"""The week as it is seen: nothing hides anything, and what is wrong shows where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow

OVERLAPS = """() => {
  const cards = [...document.querySelectorAll(".grid .card")].map((card) => ({
    name: card.dataset.key, box: card.getBoundingClientRect(),
    lane: card.closest(".lane").getBoundingClientRect(),
  }));
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const over = [];
  for (const [at, one] of cards.entries()) {
    if (one.box.left < one.lane.left - 1 || one.box.right > one.lane.right + 1) over.push(one.name);
    for (const other of cards.slice(at + 1)) {
      if (meet(one.box, other.box)) over.push(`${one.name} ${other.name}`);
    }
  }
  return over;
}"""
"""The cards that leave their lane or hide another."""

PLACES = """async () => {
  const { placeAt, rectOf } = await import("/week/geometry.js");
  const { get } = await import("/lib/store.js");
  const wrong = [];
  for (const part of get().view.parts) {
    const card = document.querySelector(`[data-key="${part.session}/${part.number}"]`);
    card.scrollIntoView({ block: "center", behavior: "instant" });
    const box = rectOf(part.day, part.room, part.start, part.minutes);
    const place = placeAt(box.left + box.width / 2, box.top + 1);
    if (place.day !== part.day || place.room !== part.room || place.start !== part.start) {
      wrong.push([part, place]);
    }
  }
  return wrong;
}"""
"""The parts that are not found again at the place where they are drawn."""

LEFT = """() => Object.fromEntries([...document.querySelectorAll(".grid .card")].map((card) => {
  const { left, width } = card.getBoundingClientRect();
  return [card.dataset.key, [Math.round(left), Math.round(width)]];
}))"""
"""Where each card stands, and how wide it is."""

HOSTILE = """async (title) => {
  const { get, put } = await import("/lib/store.js");
  const { view } = get();
  const renamed = (all) => all.map((one) => ({ ...one, title, name: title, presides: title }));
  put({ view: {
    ...view, title, sessions: renamed(view.sessions), rooms: renamed(view.rooms),
    bodies: renamed(view.bodies),
  } });
}"""


def _seen(desk: Desk, opened: Callable[..., Page]) -> Page:
    """The week of 2011, drawn."""
    page = opened(desk.at("week"))
    expect(page.locator(".grid .card")).to_have_count(25)
    return page


def test_no_card_hides_another_and_the_week_fits_the_window(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = _seen(desk, opened)
    for width in (1280, 1920, 760):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERLAPS) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    fits = "(grid) => grid.scrollWidth <= grid.clientWidth"
    assert page.locator(".grid").evaluate(fits), "a day is out of sight"


def test_two_sessions_in_one_room_stand_side_by_side_and_are_marked(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = _seen(desk, opened)
    move = {"session": "cooperation", "number": 1, "day": 3, "start": 600, "room": "obasi"}
    page.evaluate("async (to) => (await import('/lib/api.js')).step({ do: 'move', ...to })", move)
    clash = page.locator(".grid .card.clash")
    expect(clash).to_have_count(3)
    assert page.evaluate(OVERLAPS) == []
    must = page.locator(".finding.must", has_text="are in one room").first
    must.hover()
    lit = page.locator(".card.lit").evaluate_all("all => all.map((one) => one.dataset.session)")
    assert "cooperation" in lit
    assert set(lit) <= {"cooperation", "victim-assistance", "mine-clearance"}


def test_a_place_on_the_screen_is_where_it_is_drawn_also_while_a_card_is_held(
    desk: Desk, opened: Callable[..., Page]
) -> None:
    page = _seen(desk, opened)
    assert page.evaluate(PLACES) == []
    lanes = page.locator(".grid .lane:visible")
    expect(lanes).to_have_count(15)
    before = page.evaluate(LEFT)
    page.locator("button.card[data-session='report-back']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".day.unfolded")).to_have_count(1)
    expect(lanes).to_have_count(15 + len(desk.now()["rooms"]) - 5)
    assert page.evaluate(PLACES) == []
    page.locator(".grid").evaluate("(grid) => { grid.scrollLeft = 0; }")
    after = page.evaluate(LEFT)
    parts = desk.now()["parts"]
    stay = [f"{one['session']}/{one['number']}" for one in parts if one["day"] < 3]
    assert {key: after[key] for key in stay} == {key: before[key] for key in stay}
    page.keyboard.press("Escape")
    expect(lanes).to_have_count(15)
    assert page.evaluate(LEFT) == before


def test_only_what_is_asked_for_is_in_colour(desk: Desk, opened: Callable[..., Page]) -> None:
    page = _seen(desk, opened)
    page.get_by_role("button", name="Standing Committee on Stockpile Destruction").click()
    bright = page.locator(".grid .card:not(.faint)")
    expect(bright).to_have_count(1)
    page.locator("#show-by").select_option("delegation")
    page.locator("#show-who").select_option("COL")
    expect(page.locator(".delegation-line")).to_contain_text("leads 6")
    expect(page.locator('[data-key="colombia-clearance/1"]')).to_contain_text("leads")
    expect(page.locator('[data-key="uganda-victim-assistance/1"]')).to_contain_class("faint")


def test_titles_are_text_whatever_stands_in_them(desk: Desk, opened: Callable[..., Page]) -> None:
    page = _seen(desk, opened)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for title in ("<img src=x onerror=alert(1)><script>alert(2)</script>", "لغم " * 75, "W" * 300):
        page.evaluate(HOSTILE, title)
        assert page.evaluate(OVERLAPS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.locator(".week script, .week img").count() == 0


def test_on_paper_stand_the_days_and_no_controls(desk: Desk, opened: Callable[..., Page]) -> None:
    page = _seen(desk, opened)
    page.emulate_media(media="print")
    assert page.locator(".grid .card:visible").count() == 25
    assert page.locator("select:visible, .finding:visible, header button:visible").count() == 0
