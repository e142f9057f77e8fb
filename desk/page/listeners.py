"""Those who listen to what happens to a week, each in a browser of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from threading import Lock
from typing import Any, NamedTuple


class Happening(NamedTuple):
    """Something that happened: ``changed``, ``search``, ``file``, ``people``; its data is JSON."""

    name: str
    data: dict[str, Any]


class Listeners:
    """Tells from any thread; is listened to in event loops."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._queues: dict[asyncio.Queue[Happening | None], asyncio.AbstractEventLoop] = {}
        self._ended = False

    @property
    def people(self) -> int:
        """How many listen: the browsers that have the week open."""
        return len(self._queues)

    def __len__(self) -> int:
        """How many listen."""
        return len(self._queues)

    def tell(self, name: str, **data: Any) -> None:
        """Tell all who listen."""
        self._put(Happening(name, data))

    def close(self) -> None:
        """End all listening, for good."""
        self._ended = True
        self._put(None)

    def _put(self, event: Happening | None) -> None:
        with self._lock:
            for queue, loop in self._queues.items():
                if not loop.is_closed():
                    loop.call_soon_threadsafe(queue.put_nowait, event)

    async def listen(self) -> AsyncGenerator[Happening, None]:
        """What is told from now on, until all listening ends; all hear how many listen."""
        queue: asyncio.Queue[Happening | None] = asyncio.Queue()
        with self._lock:
            self._queues[queue] = asyncio.get_running_loop()
        try:
            self.tell("people", n=self.people)
            while not self._ended and (event := await queue.get()) is not None:
                yield event
        finally:
            with self._lock:
                self._queues.pop(queue, None)
            self.tell("people", n=self.people)
