"""How far a search has come: a live line on a terminal, otherwise a plain line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from shutil import get_terminal_size
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from desk.terminal.console import is_terminal, tell
from scheduler.week.clock import percent

if TYPE_CHECKING:
    from scheduler.solving.search import Progress

    Watcher = Callable[[Progress], None]
    """Whoever is told how far a solve has come."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

EVERY = 1.0
"""Seconds between two plain lines, at least."""

CLEAR = "\r\x1b[2K"
"""Begins the line of a terminal anew."""

OFTEN = 0.125
"""Seconds after which a live line is drawn again."""


class Step(Protocol):
    """How far a study of many things has come: how many are done, and were known before."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    @property
    def reused(self) -> int: ...


class Watchable(Protocol[T_co]):
    """A search that tells how far it has come."""

    def __call__(self, *, watch: Watcher | None) -> T_co: ...


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher | None]:
    """Watch a solve on the error stream while the context lasts; None where it is to be quiet."""
    with _telling(sentence, lambda progress: progress.tier, "the best", quiet=quiet) as watch:
        yield watch


def watched(search: Watchable[T], *, quiet: bool) -> T | None:
    """What a search finds while it is watched; None where a person stopped it before it began."""
    try:
        with watching(quiet=quiet) as watch:
            return search(watch=watch)
    except KeyboardInterrupt:
        return None


@contextmanager
def stepping(*, quiet: bool, what: str = "variants") -> Iterator[Callable[[Step], None] | None]:
    """Watch a study on the error stream while the context lasts; None where it is to be quiet.

    Parameters
    ----------
    what
        What it takes one after the other, as a plural noun.
    """

    def stage(step: Step) -> str:
        return "" if 1 < step.done < step.total else str(step.done)

    words = partial(step_sentence, what)
    with _telling(words, stage, "what is done", quiet=quiet) as watch:
        yield watch


@contextmanager
def _telling(
    words: Callable[[T, float], str], stage: Callable[[T], str], kept: str, *, quiet: bool
) -> Iterator[Callable[[T], None] | None]:
    if quiet:
        yield None
    elif is_terminal(err=True):
        with LiveLine(words, kept).drawn() as line:
            yield line
    else:
        yield PlainLines(words, stage)


def sentence(progress: Progress, seconds: float) -> str:
    """Where a solve stands, in one line."""
    if progress.best is None and progress.bound is None:
        return f"{progress.tier}, {seconds:.1f} s"
    best = "none yet" if progress.best is None else str(progress.best)
    bound = "none yet" if progress.bound is None else str(progress.bound)
    gap = "" if progress.gap is None else f", gap {percent(progress.gap)}"
    return f"{progress.tier}: best {best}, bound {bound}{gap}, {seconds:.1f} s"


def step_sentence(what: str, step: Step, seconds: float) -> str:
    """Where a study stands, and how long it goes on if each takes as long as those solved."""
    known = f" ({step.reused} known)" if step.reused else ""
    line, solved = f"{step.done} of {step.total} {what}{known}", step.done - step.reused
    if step.done == step.total:
        return line
    if solved <= 0:
        return f"{line}, estimating"
    rest = seconds / solved * (step.total - step.done)
    return f"{line}, about {f'{rest:.0f} s' if rest < 90 else f'{rest / 60:.0f} min'} left"


class LiveLine(Generic[T]):
    """The last that was told, in one line that is drawn again and again: its clock runs on.

    Parameters
    ----------
    words
        Says where things stand after some seconds.
    kept
        What Ctrl-C does not lose.
    """

    def __init__(self, words: Callable[[T, float], str], kept: str) -> None:
        self._words, self._kept = words, kept
        self._started = time.perf_counter()
        self._last: T | None = None

    def __call__(self, told: T) -> None:
        self._last = told

    def __str__(self) -> str:
        seconds, last = time.perf_counter() - self._started, self._last
        words = f"preparing, {seconds:.1f} s" if last is None else self._words(last, seconds)
        return f"{words}  (Ctrl-C stops and keeps {self._kept})"

    @contextmanager
    def drawn(self) -> Iterator[LiveLine[T]]:
        """Draw it on the error stream while the context lasts; then it is gone."""
        ended = Event()

        def draw() -> None:
            drawing = True
            while drawing:
                # Where a line reaches the last column, some terminals begin the next.
                line = str(self)[: get_terminal_size().columns - 1]
                tell(line, err=True, end="", steers=CLEAR)
                drawing = not ended.wait(OFTEN)

        thread = Thread(target=draw, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            ended.set()
            thread.join()
            tell(err=True, end="", steers=CLEAR)


class PlainLines(Generic[T]):
    """Lines of text, so few that a log stays readable; may be called from any thread.

    Parameters
    ----------
    words
        Says where things stand after some seconds.
    stage
        A line comes at once where this has changed and is not empty.
    """

    def __init__(self, words: Callable[[T, float], str], stage: Callable[[T], str]) -> None:
        self._words, self._stage = words, stage
        self._started = time.perf_counter()
        self._next, self._before = 0.0, ""
        self._lock = Lock()

    def __call__(self, told: T) -> None:
        with self._lock:
            seconds, stage = time.perf_counter() - self._started, self._stage(told)
            if seconds >= self._next or stage not in ("", self._before):
                self._next, self._before = seconds + EVERY, stage
                tell(self._words(told, seconds), err=True)
