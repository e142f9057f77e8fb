"""The whole job on the page alone, from an empty folder to a second revision."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import PATIENCE, serving

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "fr", "es")


def view(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def planned(page: Page, button: str) -> None:
    """Let the program plan, and take what it finds."""
    view(page, "The week")
    page.locator("#search-button").click()
    again = page.get_by_role("button", name="Search for something else")
    if again.is_visible():
        again.click()
    page.get_by_role("button", name=button, exact=True).click()
    take = page.locator("#searching").get_by_role("button", name="Take it")
    take.wait_for(timeout=4 * PATIENCE)
    take.click()
    expect(page.locator("#searching")).to_contain_text("This is the week as it is now.")
    page.locator("#searching").get_by_role("button", name="Close").click()


def said(page: Page, words: str, answer: str) -> None:
    """Say in words what changes, and read what has become of it."""
    page.get_by_label("Say what changes").fill(words)
    page.get_by_role("button", name="Change it").click()
    expect(page.locator(".change .outcome")).to_contain_text(answer)


def published(page: Page, number: int) -> None:
    view(page, "Publish")
    for language in LANGUAGES:
        page.locator(f"#publish-{language}").set_checked(True)
    page.get_by_role("button", name=f"Publish revision {number}").click()
    following = page.get_by_role("button", name=f"Publish revision {number + 1}")
    following.wait_for(timeout=4 * PATIENCE)


def test_a_week_is_begun_planned_published_changed_five_times_and_published_again(
    tmp_path: Path, opened: Callable[..., Page]
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    with serving(folder) as desk:
        page = opened(desk.url)
        page.get_by_label("Name", exact=True).fill("lakes")
        page.get_by_role("button", name="Begin", exact=True).click()
        expect(page.get_by_text("15 sessions not placed")).to_be_visible()
        planned(page, "Solve")
        published(page, 1)

        view(page, "Change the week")
        said(page, "EST away wednesday", "Estonia")
        said(page, "shore closed wednesday", "Shore Room")
        said(page, "thursday ends 17:00", "Thursday 17 June")
        page.locator("[id='t/sessions/sessions/fisheries/least/0']").fill("150")
        page.keyboard.press("Control+s")
        expect(page.locator(".change .outcome")).to_contain_text("Fisheries")
        for key, text in {"title/0": "A film", "body/0": "fisheries", "least/0": "60"}.items():
            page.locator(f"[id='new/sessions/{key}']").fill(text)
        page.get_by_role("button", name="Add a side event").click()
        expect(page.locator(".change .outcome")).to_contain_text("Added: A film")

        planned(page, "Keep the rest")
        desk = desk._replace(week="lakes")
        week = desk.now()
        assert week["verdict"]["legal"]
        assert any(part["session"] == "a-film" for part in week["parts"])
        published(page, 2)

    for number in ("1", "2"):
        manifest = json.loads((folder / "lakes" / number / "manifest.json").read_text("utf-8"))
        assert manifest["languages"] == list(LANGUAGES)
    changes = (folder / "lakes" / "2" / "changes" / "changes.en.txt").read_text("utf-8")
    for one in ("A film", "Estonia", "Shore Room"):
        assert one in changes, one
