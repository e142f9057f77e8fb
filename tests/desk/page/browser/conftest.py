"""A real server and a real browser; skipped where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scenarios import LIBRARY
from tests.desk.page.browser.started import start

CHROMIUM = shutil.which("chromium")
PATIENCE = 30_000
"""Milliseconds that a step may take on a busy machine before a test gives up."""


class Desk(NamedTuple):
    """A server that shows a week of the library as held, in a folder of its own."""

    url: str
    folder: Path
    week: str

    def at(self, view: str) -> str:
        """The address of a view of the week."""
        return f"{self.url}/#/{self.week}/{view}"

    def now(self) -> Any:
        """The week as the server has it."""
        return httpx.get(f"{self.url}/api/weeks/{self.week}", timeout=60).json()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser of these tests, which ends with them: its loop lets no other run beside it."""
    if CHROMIUM is None:
        pytest.skip("the page is tried in Chromium, and there is none")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def serving(
    folder: Path, week: str = "", ended_by: signal.Signals = signal.SIGINT
) -> Iterator[Desk]:
    """A server in a folder, with a week of it opened or none; it ends by a signal."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["desk", *([f"{week}.yaml"] if week else []), "--port", str(port), "--no-browser"]
    told = folder.with_name(f"{folder.name}-{port}.txt")
    server = start(folder, told, *words)
    desk = Desk(f"http://127.0.0.1:{port}", folder, week)
    try:
        while server.is_alive() and not _answers(desk.url):
            time.sleep(0.1)
        yield desk
    finally:
        if server.pid and server.is_alive():
            os.kill(server.pid, ended_by)
        server.join()
    said = told.read_text(encoding="utf-8")
    assert "Traceback" not in said, said


@pytest.fixture
def desk(tmp_path: Path, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The week of 2011, or another that a test names."""
    folder = tmp_path / "weeks"
    shutil.copytree(LIBRARY, folder)
    with serving(folder, getattr(request, "param", "apmbc-2011")) as desk:
        yield desk


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/desk").is_success
    except httpx.TransportError:
        return False


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser of its own; nothing may go wrong in any of them."""
    pages, wrong = list[Page](), list[str]()

    def opened(address: str, **options: object) -> Page:
        page = browser.new_context(**{**SIZE, **options}).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: _note(said.type, said.text, wrong))
        pages.append(page)
        page.goto(address)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert not wrong, wrong


SIZE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


def _note(kind: str, text: str, wrong: list[str]) -> None:
    """A refused answer, such as to a stale write, is an error to the browser and none to us."""
    if kind == "error" and "Failed to load resource" not in text:
        wrong.append(text)


def violations(page: Page) -> list[str]:
    """What axe calls serious or critical, with the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {one['help']}: {node['html']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
