"""Those who listen to what happens to a week, each in a browser of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from threading import Lock
from typing import Any, NamedTuple


class Happening(NamedTuple):
    """Something that happened: ``changed``, ``search``, ``file``; what of it is JSON."""

    name: str
    data: dict[str, Any]


class Listeners:
    """Tells from any thread; is listened to in event loops."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._queues: dict[asyncio.Queue[Happening | None], asyncio.AbstractEventLoop] = {}

    def __len__(self) -> int:
        """How many listen."""
        return len(self._queues)

    def tell(self, name: str, **data: Any) -> None:
        """Tell all who listen."""
        self._put(Happening(name, data))

    def close(self) -> None:
        """End all listening."""
        self._put(None)

    def _put(self, event: Happening | None) -> None:
        with self._lock:
            for queue, loop in self._queues.items():
                if not loop.is_closed():
                    loop.call_soon_threadsafe(queue.put_nowait, event)

    async def listen(self) -> AsyncIterator[Happening]:
        """What is told from now on, until all listening ends."""
        queue: asyncio.Queue[Happening | None] = asyncio.Queue()
        with self._lock:
            self._queues[queue] = asyncio.get_running_loop()
        try:
            while (event := await queue.get()) is not None:
                yield event
        finally:
            with self._lock:
                self._queues.pop(queue, None)
