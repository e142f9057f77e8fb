"""Takes the pictures of the guide anew: ``python -m tests.desk.page.browser.pictures``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from scenarios import LIBRARY
from tests.desk.page.browser.conftest import CHROMIUM, PATIENCE, SIZE, Desk, serving

PICTURES = Path(__file__).parents[4] / "docs" / "guide" / "pictures"


def main() -> int:
    with TemporaryDirectory() as made, sync_playwright() as tool:
        folder = Path(made) / "weeks"
        shutil.copytree(LIBRARY, folder)
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(folder, "apmbc-2011") as desk:
            page = browser.new_page(**SIZE)
            page.set_default_timeout(PATIENCE)
            _take(page, desk)
        browser.close()
    return 0


def _take(page: Page, desk: Desk) -> None:
    page.goto(desk.at("week"))
    card = page.locator("button.card[data-session='survivors-briefing']").first
    card.wait_for()
    _keep(page, "week")
    card.focus()
    page.keyboard.press("Enter")
    page.locator(".places > *").first.wait_for()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(1500)
    _keep(page, "held")
    page.keyboard.press("Escape")
    page.locator("#search-button").click()
    page.get_by_role("button", name="Solve", exact=True).click()
    page.get_by_role("button", name="Take it").first.wait_for(timeout=4 * PATIENCE)
    _keep(page, "planned")
    page.get_by_role("button", name="Take it").first.click()
    page.get_by_role("button", name="Close", exact=True).click()
    page.goto(desk.at("change"))
    page.locator(".sheet").wait_for()
    _keep(page, "change")
    page.goto(desk.at("compare"))
    page.locator(".side-part").first.wait_for()
    _keep(page, "compare")
    page.goto(desk.at("publish"))
    page.get_by_role("button", name="Show").first.click()
    page.locator("iframe").wait_for()
    _keep(page, "publish")


def _keep(page: Page, name: str) -> None:
    """Keep a picture, when all that was asked for has come."""
    page.wait_for_timeout(700)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
