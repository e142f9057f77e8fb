"""The line at the foot of a terminal that says what a command is doing: one look for all of them.

It is there before anything else is loaded, so this module loads nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from shutil import get_terminal_size
from threading import Event, RLock, Thread

CLEAR = "\r\x1b[2K"
"""Begins the line of a terminal anew."""

OFTEN = 0.125
"""Seconds after which the line is drawn again."""

Words = Callable[[float], str]
"""What is said, given the seconds since the program began."""


class LiveLine:
    """What is being done, drawn again and again on the error stream: its clock runs on."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._lock = RLock()
        self._said: list[tuple[Words, bool]] = []
        self._drawn = False
        self._depth = 0

    def __str__(self) -> str:
        words, _ = self._said[-1]
        return words(time.perf_counter() - self._began)

    @contextmanager
    def showing(self, words: Words, *, until_printed: bool = False) -> Iterator[None]:
        """Say something for as long as the context lasts; a context inside it has precedence.

        Where no person watches the error stream, nothing is drawn.

        Parameters
        ----------
        until_printed
            Whether it is said no more once anything else is printed.
        """
        if sys.stderr is None or not sys.stderr.isatty():
            yield
            return
        said = (words, until_printed)
        with self._lock:
            self._said.append(said)
            self._depth += 1
        try:
            self._draw()
            with self._redrawing() if self._depth == 1 else nullcontext():
                yield
        finally:
            with self._lock:
                self._depth -= 1
                if said in self._said:
                    self._said.remove(said)
                self._erase()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Make room for what is printed meanwhile."""
        with self._lock:
            self._erase()
            self._said = [said for said in self._said if not said[1]]
            yield

    @contextmanager
    def ended_by_failure(self) -> Iterator[None]:
        """Make room for what is said of a failure, whoever says it."""
        try:
            yield
        except BaseException:
            with self.aside():
                raise

    @contextmanager
    def _redrawing(self) -> Iterator[None]:
        ended = Event()

        def draw() -> None:
            while not ended.wait(OFTEN):
                self._draw()

        thread = Thread(target=draw, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _draw(self) -> None:
        with self._lock:
            if self._said:
                # Where a line reaches the last column, some terminals begin the next.
                self._write(CLEAR + str(self)[: get_terminal_size().columns - 1])
                self._drawn = True

    def _erase(self) -> None:
        if self._drawn:
            self._write(CLEAR)
            self._drawn = False

    def _write(self, text: str) -> None:
        # Nobody could be told that the error stream takes nothing more.
        with suppress(OSError, ValueError):
            if os.name == "nt":
                import typer  # It knows how to steer each of the terminals there.

                typer.echo(text, nl=False, err=True)
            else:
                sys.stderr.write(text)
                sys.stderr.flush()


LINE = LiveLine()
"""There is one, as there is one terminal."""


def at_work(words: Sequence[str]) -> AbstractContextManager[None]:
    """Say that a command is at work until it says anything else.

    Parameters
    ----------
    words
        Those of the command line. Where they name no command, or it is to be quiet or only to show
        its help, nothing is said.
    """
    if not words or words[0].startswith("-") or not _SILENT.isdisjoint(words):
        return nullcontext()
    return LINE.showing(_at_work, until_printed=True)


_SILENT = frozenset({"--quiet", "--help", "-h"})


def _at_work(seconds: float) -> str:
    return f"at work, {seconds:.1f} s"
