"""The page in another language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.desk.page.browser.conftest import Desk

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("locale", "language", "day"),
    [("fr-CH", "fr", "lundi 20 juin"), ("es-ES", "es", "lunes 20 de junio")],
)
def test_the_page_speaks_the_language_of_the_browser(
    desk: Desk, opened: Callable[..., Page], locale: str, language: str, day: str
) -> None:
    page = opened(desk.at("week"), locale=locale)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("region", name=day)).to_be_visible()
