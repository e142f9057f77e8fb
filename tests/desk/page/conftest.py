"""A desk with a small week, and the page around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from desk.page.open_weeks import OpenDesk
from desk.page.security import LOOPBACK, Admission
from desk.page.server import create_app

HERE = "http://127.0.0.1:8765"
"""The address of a page that is open to this machine."""


class Browser:
    """Asks the page, keeps its cookies, and waits for each answer."""

    def __init__(self, app: Any, address: str) -> None:
        transport = ASGITransport(app=app, raise_app_exceptions=False)
        self._client = AsyncClient(transport=transport, base_url=address)
        self.headers = self._client.headers
        self.cookies = self._client.cookies

    def request(self, method: str, path: str, *, content: Any = None, **given: Any) -> Response:
        """Ask, as httpx does; a content that is no bytes comes piece by piece."""
        if content is not None and not isinstance(content, bytes):
            content = _pieces(content)
        return asyncio.run(self._client.request(method, path, content=content, **given))

    def get(self, path: str, **given: Any) -> Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> Response:
        return self.request("POST", path, **given)

    def delete(self, path: str, **given: Any) -> Response:
        return self.request("DELETE", path, **given)


async def _pieces(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    for piece in content:
        yield piece


Page = Callable[..., Browser]


@pytest.fixture
def laid(tiny: Path) -> Iterator[OpenDesk]:
    """A desk on which the tiny week lies."""
    desk = OpenDesk(tiny.parent)
    desk.open(tiny)
    yield desk
    desk.close()


@pytest.fixture
def page(laid: OpenDesk) -> Page:
    """The page of that desk, for a browser at an address."""

    def at(address: str = HERE, admission: Admission | None = None) -> Browser:
        return Browser(create_app(laid, admission or Admission(LOOPBACK)), address)

    return at
