"""Every view can be read and used by everybody, in light and dark, on a telephone and a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.desk.page.browser.conftest import Desk, violations

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_no_view_has_a_serious_violation_of_accessibility(
    desk: Desk, opened: Callable[..., Page], scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    page = opened(desk.at("week"), color_scheme=scheme, viewport=size)
    page.wait_for_selector("[data-key]")
    views = page.eval_on_selector_all("header nav a", "all => all.map((one) => one.href)")
    wrong = violations(page)
    for view in [*views, f"{desk.url}/#/"]:
        page.goto(view)
        page.wait_for_load_state("networkidle")
        wrong += violations(page)
    assert not wrong, "\n".join(wrong)
