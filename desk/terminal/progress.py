"""How far a solve has come: a live line on a terminal, otherwise a plain line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from desk.terminal.console import console
from scheduler.week.clock import percent

if TYPE_CHECKING:
    from scheduler.solving.search import Progress

T = TypeVar("T")

EVERY = 1.0
"""Seconds between two plain lines, at least."""


class Watcher(Protocol):
    """Whoever is told how far a solve has come."""

    def __call__(self, progress: Progress) -> None: ...


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher | None]:
    """Watch a solve on the error stream while the context lasts; None where it is to be quiet."""
    terminal = console(err=True)
    if quiet:
        yield None
    elif terminal.is_terminal:
        line = LiveLine()
        with Live(line, console=terminal, transient=True, refresh_per_second=8):
            yield line
    else:
        yield PlainLines()


def watched(search: Callable[[Watcher | None], T], *, quiet: bool) -> T | None:
    """What a search finds while it is watched; None where a person stopped it before it began."""
    try:
        with watching(quiet=quiet) as watch:
            return search(watch)
    except KeyboardInterrupt:
        return None


def sentence(progress: Progress, seconds: float) -> str:
    """Where a solve stands, in one line."""
    if progress.best is None and progress.bound is None:
        return f"{progress.tier}, {seconds:.1f} s"
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


class Step(Protocol):
    """How far a study of many things has come: how many are done, and were known before."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    @property
    def reused(self) -> int: ...


class StepWatcher(Protocol):
    """Whoever is told how far a study has come."""

    def __call__(self, step: Step) -> None: ...


@contextmanager
def stepping(*, quiet: bool, what: str = "variants") -> Iterator[StepWatcher | None]:
    """Watch a study on the error stream while the context lasts; None where it is to be quiet.

    Parameters
    ----------
    what
        What it takes one after the other, as a plural noun.
    """
    terminal = console(err=True)
    if quiet:
        yield None
    elif terminal.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}  (Ctrl-C stops and keeps what is done)"),
        )
        with Bar(*columns, console=terminal, transient=True) as bar:
            yield StepBar(bar, what)
    else:
        yield StepLines(what)


class Estimate:
    """How long a study will go on: as long for each that is left as for each that was solved."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    def seconds(self, step: Step) -> float | None:
        """Seconds left; None before anything was solved."""
        solved = step.done - step.reused
        if solved <= 0:
            return None
        return (time.perf_counter() - self._started) / solved * (step.total - step.done)

    def words(self, step: Step) -> str:
        """The estimate as people say it."""
        seconds = self.seconds(step)
        if seconds is None:
            return "estimating"
        if seconds < 90:
            return f"about {seconds:.0f} s left"
        return f"about {seconds / 60:.0f} min left"


class StepBar:
    """A bar that fills."""

    def __init__(self, bar: Bar, what: str = "variants") -> None:
        self._bar = bar
        self._estimate = Estimate()
        self._task = bar.add_task(what, total=None, left="")

    def __call__(self, step: Step) -> None:
        left = self._estimate.words(step)
        self._bar.update(self._task, completed=step.done, total=step.total, left=left)


class StepLines:
    """Lines of text, so few that a log stays readable."""

    def __init__(self, what: str = "variants") -> None:
        self._what = what
        self._next = 0.0
        self._estimate = Estimate()

    def __call__(self, step: Step) -> None:
        now = time.perf_counter()
        if now < self._next and 1 < step.done < step.total:
            return
        self._next = now + EVERY
        known = f" ({step.reused} known)" if step.reused else ""
        left = "" if step.done == step.total else f", {self._estimate.words(step)}"
        typer.echo(f"{step.done} of {step.total} {self._what}{known}{left}", err=True)
