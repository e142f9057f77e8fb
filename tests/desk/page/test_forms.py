"""The forms of the page: read, filled in as one step, refused at their fields, and undone."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from tests.desk.page.conftest import Browser, Page


def fill(browser: Browser, version: int, *changes: dict[str, Any], **more: Any) -> Response:
    """Fill in forms of the week as it was in a version."""
    body = {"changes": list(changes), **more}
    key = browser.get("/api/desk").json()["weeks"][0]["key"]
    return browser.post(f"/api/weeks/{key}/form", json=body, headers={"If-Match": f'"{version}"'})


def form(browser: Browser) -> dict[str, Any]:
    key = browser.get("/api/desk").json()["weeks"][0]["key"]
    found: dict[str, Any] = browser.get(f"/api/weeks/{key}/form").json()
    return found


def session_in(found: dict[str, Any]) -> dict[str, Any]:
    one: dict[str, Any] = next(e for e in found["entries"] if e["section"] == "sessions")
    return one


@pytest.mark.slow
def test_a_session_is_lengthened_and_that_is_undone(page: Page) -> None:
    browser = page()
    before = form(browser)
    session = session_in(before)
    change = {"do": "fill", "path": session["path"], "field": "title", "cells": ["Anew", "", ""]}
    done = fill(browser, before["version"], change).json()
    assert session_in(form(browser))["cells"]["title"] == ["Anew", "", ""]
    assert done["view"]["undo"] == done["said"]
    key = done["view"]["key"]
    version = {"If-Match": f'"{done["view"]["version"]}"'}
    browser.post(f"/api/weeks/{key}/steps", json={"do": "undo"}, headers=version)
    assert session_in(form(browser)) == session


def test_a_wrong_value_is_refused_with_the_path_of_its_field(page: Page) -> None:
    browser = page()
    before = form(browser)
    path = session_in(before)["path"]
    changes = [
        {"do": "fill", "path": path, "field": "least", "cells": ["long"]},
        {"do": "fill", "path": [], "field": "week.grain", "cells": ["-5"]},
    ]
    answer = fill(browser, before["version"], *changes)
    assert answer.status_code == 422
    found = [one["path"] for one in answer.json()["problems"]]
    assert [*path, "least"] in found
    assert ["week", "grain"] in found
    assert form(browser) == before


def test_what_somebody_else_has_changed_is_not_written_over(page: Page) -> None:
    browser = page()
    before = form(browser)
    path = session_in(before)["path"]
    one = {"do": "fill", "path": path, "field": "title", "cells": ["One", "", ""]}
    assert fill(browser, before["version"], one).status_code == 200
    other = {**one, "cells": ["Other", "", ""]}
    assert fill(browser, before["version"], other).status_code == 412
    assert session_in(form(browser))["cells"]["title"][0] == "One"


def test_a_change_in_words_that_is_not_understood_is_refused(page: Page) -> None:
    browser = page()
    answer = fill(browser, form(browser)["version"], words="make it nicer")
    assert answer.status_code == 422
    assert "not understood" in answer.json()["told"][0]
