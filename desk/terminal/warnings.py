"""Warnings and remarks about what a person gave: each is said once, as soon as it is known."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

READERS = "scenarios"
"""The logger of all that reads; see `scenarios.reading.input_problems.warn`."""


class _OnTheErrorStream(logging.Handler):
    """Prints each warning once, though a file may be read again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        from desk.terminal.console import tell

        sentence = " ".join(record.getMessage().split())
        if sentence not in self._said:
            self._said.add(sentence)
            kind = "Warning" if record.levelno >= logging.WARNING else "Note"
            tell(f"{kind}: {sentence}", err=True)


@contextmanager
def saying_warnings() -> Iterator[None]:
    """Print the warnings of all that is read meanwhile."""
    logger, handler = logging.getLogger(READERS), _OnTheErrorStream()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


def say_remarks() -> None:
    """Print the remarks as well, of what is read in the same `saying_warnings`."""
    logging.getLogger(READERS).setLevel(logging.INFO)
