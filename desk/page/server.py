"""The server of the page: what it serves, and how it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from desk.page.api import events, opening, searches, steps, week, words
from desk.page.api.answers import add_answers
from desk.page.open_weeks import OpenDesk

STATIC = Path(__file__).parent / "static"

ROUTERS = (
    opening.router,
    week.router,
    steps.router,
    searches.router,
    events.router,
    words.router,
)

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def create_app(desk: OpenDesk) -> FastAPI:
    """The application that shows a desk."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="meeting-week",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    add_answers(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")

    @app.middleware("http")
    async def headed(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.mount("/", StaticFiles(directory=STATIC, html=True))
    return app


def serve(desk: OpenDesk, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Run until Ctrl-C."""
    import uvicorn

    uvicorn.run(create_app(desk), host=host, port=port, log_level="warning")
