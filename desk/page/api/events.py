"""What happens to a week, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent

from desk.page.access import WeekAsked

router = APIRouter()


@router.get("/weeks/{key}/events", response_class=EventSourceResponse)
async def events(week: WeekAsked) -> AsyncIterator[ServerSentEvent]:
    """First the version of now, then each thing that happens."""
    yield ServerSentEvent(event="changed", data={"version": week.now.version})
    async for event in week.listeners.listen():
        yield ServerSentEvent(event=event.name, data=event.data)
