"""The application of the page: what it serves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from desk.page.api import events, forms, log, opening, places, searches, steps, week, words
from desk.page.api.answers import add_answers
from desk.page.api.keeping import drafts, file
from desk.page.api.sending import comparing, publishing
from desk.page.open_weeks import OpenDesk
from desk.page.security import Admission, Guard
from scenarios import LIBRARY

STATIC = Path(__file__).parent / "static"

ROUTERS = (
    opening.router,
    week.router,
    steps.router,
    forms.router,
    file.router,
    drafts.router,
    places.router,
    searches.router,
    comparing.router,
    publishing.router,
    events.router,
    log.router,
    words.router,
)


@cache
def _routes() -> list[BaseRoute]:
    """The routes of the API, made once: all applications of a process share them."""
    api = APIRouter()
    for router in ROUTERS:
        api.include_router(router, prefix="/api")
    return api.routes


DESCRIPTION = """\
A week of meetings, as the page of `meeting-week desk` shows and changes it. Times are minutes after
the midnight of a day, days are counted from 0 at the first day of the week, rooms and sessions go
by their keys. A write on a week says in `If-Match` on which version it was made; one on an older
version than the last is refused (412). What is wrong is said in `problems` and, in whole sentences,
in `told`.
"""


class PageApp(FastAPI):
    """An application whose document says of each route what the first line of its function says."""

    def openapi(self) -> dict[str, Any]:
        """The document of the API, made when it is asked for."""
        fresh = self.openapi_schema is None
        document = super().openapi()
        for methods in document["paths"].values() if fresh else ():
            for route in methods.values():
                route["summary"] = route.get("description", "").partition("\n")[0].rstrip(".")
        return document


def create_app(desk: OpenDesk, admission: Admission | None = None) -> FastAPI:
    """The application that shows a desk.

    Parameters
    ----------
    admission
        Whom it lets in; None: everybody, where whoever serves it looks to that.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = PageApp(
        title="meeting-week",
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(
                Guard,
                admission=admission or Admission(),
                folders=(desk.folder, LIBRARY, *(one.given.parent for one in desk.weeks.values())),
            )
        ],
    )
    app.state.desk = desk
    app.state.shared = bool(admission and admission.tokens)
    add_answers(app)
    app.router.routes.extend(_routes())
    app.mount("/", StaticFiles(directory=STATIC, html=True))
    return app
