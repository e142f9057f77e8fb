"""How far a solve has come: a live line on a terminal, otherwise a plain line now and then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import typer
from rich.live import Live
from rich.text import Text

from desk.paper import paper
from desk.wording import percent

if TYPE_CHECKING:
    from scheduler.search import Progress

EVERY = 1.0
"""Seconds between two plain lines, at least."""


class Watcher(Protocol):
    """Whoever is told how far a solve has come."""

    def __call__(self, progress: Progress) -> None: ...


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher | None]:
    """Watch a solve on the error stream while the context lasts; None where it shall be quiet."""
    console = paper(err=True)
    if quiet:
        yield None
    elif console.is_terminal:
        line = LiveLine()
        with Live(line, console=console, transient=True, refresh_per_second=8):
            yield line
    else:
        yield PlainLines()


def sentence(progress: Progress, seconds: float) -> str:
    """Where a solve stands, in one line."""
    best = "none yet" if progress.best is None else str(progress.best)
    bound = "none yet" if progress.bound is None else str(progress.bound)
    gap = "" if progress.gap is None else f", gap {percent(progress.gap)}"
    return f"{progress.tier}: best {best}, bound {bound}{gap}, {seconds:.1f} s"


class LiveLine:
    """One line that is drawn again and again; the clock runs between improvements."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._last: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        self._last = progress

    def __rich__(self) -> Text:
        seconds = time.perf_counter() - self._started
        last = self._last
        words = f"preparing, {seconds:.1f} s" if last is None else sentence(last, seconds)
        return Text(
            f"{words}  (Ctrl-C stops and keeps the best)", no_wrap=True, overflow="ellipsis"
        )


class PlainLines:
    """Lines of text, so few that a log stays readable; may be called from any thread."""

    def __init__(self) -> None:
        self._next = 0.0
        self._tier = ""
        self._lock = Lock()

    def __call__(self, progress: Progress) -> None:
        with self._lock:
            if progress.seconds < self._next and progress.tier == self._tier:
                return
            self._next, self._tier = progress.seconds + EVERY, progress.tier
            typer.echo(sentence(progress, progress.seconds), err=True)
