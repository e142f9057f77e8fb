"""What happens to a week, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from desk.page.access import WeekAsked

router = APIRouter()


@router.get("/weeks/{key}/events", response_class=EventSourceResponse)
async def events(week: WeekAsked) -> AsyncIterator[ServerSentEvent]:
    """What happens to the week, as it happens.

    First comes the version of now (`changed`) and how many have the week open (`people`).
    """
    heard = week.listeners.listen()
    try:
        first = await anext(heard, None)  # from here on nothing is missed
        version = await run_in_threadpool(lambda: week.now.version)
        yield ServerSentEvent(event="changed", data={"version": version})
        if first is not None:
            yield ServerSentEvent(event=first.name, data=first.data)
        async for event in heard:
            yield ServerSentEvent(event=event.name, data=event.data)
    finally:
        await heard.aclose()
