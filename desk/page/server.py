"""The application of the page: what it serves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from inspect import getdoc
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from desk.page.api import events, forms, log, opening, searches, steps, week, words
from desk.page.api.answers import add_answers
from desk.page.api.keeping import drafts, file
from desk.page.api.sending import comparing, publishing
from desk.page.open_weeks import OpenDesk
from desk.page.security import Admission, Guard

STATIC = Path(__file__).parent / "static"

ROUTERS = (
    opening.router,
    week.router,
    steps.router,
    forms.router,
    file.router,
    drafts.router,
    searches.router,
    comparing.router,
    publishing.router,
    events.router,
    log.router,
    words.router,
)

DESCRIPTION = """\
A week of meetings, as the page of `meeting-week desk` shows and changes it. Times are minutes after
the midnight of a day, days are counted from 0 at the first day of the week, rooms and sessions go
by their keys. A write on a week says in `If-Match` on which version it was made; one on an older
version than the last is refused (412). What is wrong is said in `problems` and, in whole sentences,
in `told`.
"""


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

    app = FastAPI(
        title="meeting-week",
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(Guard, admission=admission or Admission())],
    )
    app.state.desk = desk
    app.state.shared = bool(admission and admission.tokens)
    add_answers(app)
    for router in ROUTERS:
        _name(router)
        app.include_router(router, prefix="/api")
    app.mount("/", StaticFiles(directory=STATIC, html=True))
    return app


def _name(router: APIRouter) -> None:
    """Let the document of the API say of each route what the first line of its function says."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            route.summary = (getdoc(route.endpoint) or "").partition("\n")[0].rstrip(".")
