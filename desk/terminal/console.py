"""Where a command prints: a terminal, or a file or pipe, which sets no width."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from desk.terminal.live_line import LINE
from scheduler.document.document import Document
from scheduler.document.text import WIDTH, text_of
from scheduler.errors import BadInput
from scheduler.week.words import visible

if TYPE_CHECKING:
    from scheduler.document.report import Report

WHOLE = 1_000_000
"""Characters in a line that is longer than any sentence."""


def is_terminal(*, err: bool = False) -> bool:
    """Whether a person watches what is printed."""
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()


def tell(text: str = "", *, err: bool = False, end: str = "\n") -> None:
    """Print a text; whatever stands in it, it does not steer the terminal.

    What cannot be printed on the error stream is given up: nobody could be told.

    Raises
    ------
    BrokenPipeError
        Where nobody reads the output any more.
    BadInput
        Where it cannot be written to for another reason.
    """
    try:
        with LINE.aside():
            typer.echo(visible(text) + end, nl=False, err=err)
    except OSError as error:
        give_up(err=err)
        if err:
            return
        if isinstance(error, BrokenPipeError):
            raise
        raise output_error(error) from None


def give_up(*, err: bool = False) -> None:
    """Let what is still printed go nowhere, so that it fails no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, (sys.stderr if err else sys.stdout).fileno())
    os.close(nowhere)


def output_error(error: OSError) -> BadInput:
    """That the output cannot be written to, in words."""
    full = error.errno == errno.ENOSPC
    reason = "the disk is full" if full else error.strerror or str(error)
    return BadInput.at("the output", f"nothing more can be printed ({reason}); send it elsewhere")


def say(lines: Iterable[str], *, err: bool = False) -> None:
    """Print one line after another, each as soon as it is known."""
    for line in lines:
        tell(line, err=err)


def say_problems(error: BadInput) -> None:
    """Print what is wrong on the error stream, each problem as a line."""
    say((" ".join(sentence.split()) for sentence in error.told), err=True)


def show(report: Report | Document, *, whole: bool = False) -> None:
    """Print a report, folded to the width of the terminal.

    Parameters
    ----------
    whole
        Whether every sentence stays one line in a file or pipe, for programs that look for lines.
    """
    width = WHOLE if whole and not is_terminal() else text_width()
    tell(text_of(report, width) if isinstance(report, Document) else report.text(width))


def text_width() -> int:
    """Characters in a line of text: those of the terminal, or as many as print well."""
    return get_terminal_size().columns if is_terminal() else WIDTH
