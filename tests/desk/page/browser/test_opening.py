"""The first minutes at the page, and the first after the server was killed."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scenarios import LIBRARY
from tests.desk.page.browser.conftest import serving, violations
from tests.desk.page.browser.test_two_pages import STEP, days, to

pytestmark = pytest.mark.slow


def test_in_an_empty_folder_the_week_of_2011_is_a_click_away_and_can_be_read_in_french(
    tmp_path: Path, opened: Callable[..., Page]
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with serving(folder) as desk:
        page = opened(desk.url)
        expect(page.get_by_text("No week is open.")).to_be_visible()
        assert not violations(page)
        page.locator("section", has_text="library").get_by_role("button").first.click()
        expect(page.get_by_role("region", name="Monday 20 June 2011")).to_be_visible()
        page.locator("#language").select_option("fr")
        expect(page.get_by_role("region", name="lundi 20 juin 2011")).to_be_visible()
        page.reload()
        expect(page.get_by_role("region", name="lundi 20 juin 2011")).to_be_visible()
        assert not violations(page)


def test_a_file_that_is_no_week_is_said_to_be_none(
    tmp_path: Path, opened: Callable[..., Page]
) -> None:
    folder, picture = tmp_path / "empty", tmp_path / "picture.xlsx"
    folder.mkdir()
    picture.write_bytes(b"\x89PNG\r\n")
    with serving(folder) as desk:
        page = opened(desk.url)
        page.locator("#start-upload").set_input_files(picture)
        expect(page.locator(".notice.wrong")).to_contain_text("picture.xlsx is no scenario")


def test_what_was_shown_is_there_after_the_server_was_killed_and_can_still_be_undone(
    tmp_path: Path, opened: Callable[..., Page]
) -> None:
    folder = tmp_path / "weeks"
    shutil.copytree(LIBRARY, folder)
    with serving(folder, "apmbc-2011", ended_by=signal.SIGKILL) as desk:
        part = desk.now()["parts"][0]
        before = days(desk, part)
        page = opened(desk.at("week"))
        expect(page.locator("button.card").first).to_be_visible()
        page.evaluate(STEP, to(part, 4))
        expect(page.locator(f"[data-day='4'] [data-session='{part['session']}']")).to_have_count(1)
        page.goto("about:blank")
    with serving(folder, "apmbc-2011") as desk:
        page = opened(desk.at("week"))
        expect(page.locator(f"[data-day='4'] [data-session='{part['session']}']")).to_have_count(1)
        page.evaluate(STEP, {"do": "undo"})
        expect(page.locator(f"[data-day='4'] [data-session='{part['session']}']")).to_have_count(0)
        assert days(desk, part) == before
