"""How far a search has come: a live line on a terminal, otherwise a plain line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from desk.terminal.console import is_terminal, tell
from desk.terminal.live_line import LINE
from scheduler.week.clock import percent
from scheduler.week.words import visible

if TYPE_CHECKING:
    from scheduler.solving.search import Progress

    Watcher = Callable[[Progress], None]
    """Whoever is told how far a solve has come."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

EVERY = 1.0
"""Seconds between two plain lines, at least."""

ENOUGH = 3
"""Things that must be done before it is said how long the rest takes."""

STOPPING = "(Ctrl-C stops and keeps what is found)"
"""What a person may do meanwhile."""


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
    with _telling(sentence, lambda progress: progress.tier, quiet=quiet) as watch:
        yield watch


def watched(search: Watchable[T], *, quiet: bool) -> T | None:
    """What a search finds while it is watched; None where a person stopped it before it began."""
    try:
        with watching(quiet=quiet) as watch:
            return search(watch=watch)
    except KeyboardInterrupt:
        return None


@contextmanager
def stepping(
    *, quiet: bool, what: str = "variants", limit: float = inf
) -> Iterator[Callable[[Step], None] | None]:
    """Watch a study on the error stream while the context lasts; None where it is to be quiet.

    Parameters
    ----------
    what
        What it takes one after the other, as a plural noun.
    limit
        Seconds after which it ends in any case.
    """

    def stage(step: Step) -> str:
        return "" if 1 < step.done < step.total else str(step.done)

    began = time.perf_counter()

    def words(step: Step, seconds: float) -> str:
        return step_sentence(what, step, seconds, time.perf_counter() - began, limit)

    with _telling(words, stage, quiet=quiet) as watch:
        yield watch


@contextmanager
def _telling(
    words: Callable[[T, float], str], stage: Callable[[T], str], *, quiet: bool
) -> Iterator[Callable[[T], None] | None]:
    if quiet:
        yield None
    elif is_terminal(err=True):
        last = LastTold(words)
        with LINE.showing(last.line):
            yield last
    else:
        yield PlainLines(words, stage)


def sentence(progress: Progress, seconds: float) -> str:
    """Where a solve stands, in one line: what is known, and no bound that says nothing."""
    best, bound = progress.best, progress.bound
    if best is None and bound is None:
        return f"{progress.tier}, {seconds:.1f} s"
    known = ["no timetable yet" if best is None else f"best {best}"]
    if bound is not None and (bound or best == bound):
        known.append(f"bound {bound}")
        known += [] if progress.gap is None else [f"gap {percent(progress.gap)}"]
    return f"{progress.tier}: {', '.join(known)}, {seconds:.1f} s"


def step_sentence(what: str, step: Step, seconds: float, spent: float, limit: float = inf) -> str:
    """Where a study stands, and how long it goes on if each takes as long as those solved.

    Parameters
    ----------
    seconds
        Since the beginning, to be said.
    spent
        Seconds in which what is solved was solved.
    limit
        Seconds of these after which it ends in any case.
    """
    known = f" ({step.reused} known)" if step.reused else ""
    line, solved = f"{step.done} of {step.total} {what}{known}", step.done - step.reused
    left = step.total - step.done
    if solved < ENOUGH or not left:
        return f"{line}, {seconds:.1f} s"
    rest = min(spent / solved * left, max(0.0, limit - spent))
    about = f"{rest:.0f} s" if rest < 90 else f"{rest / 60:.0f} min"
    return f"{line}, {seconds:.1f} s, about {about} left"


class LastTold(Generic[T]):
    """The last that was told of a search, for the live line.

    Parameters
    ----------
    words
        Says where things stand after some seconds.
    """

    def __init__(self, words: Callable[[T, float], str]) -> None:
        self._words = words
        self._last: T | None = None

    def __call__(self, told: T) -> None:
        self._last = told

    def line(self, seconds: float) -> str:
        """What the live line says."""
        last = self._last
        words = f"preparing, {seconds:.1f} s" if last is None else self._words(last, seconds)
        return f"{visible(words)}  {STOPPING}"


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
