"""Where a command prints: a terminal, or a file or pipe, which sets no width."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from scheduler.document.document import Document
from scheduler.document.text import WIDTH, text_of

if TYPE_CHECKING:
    from scheduler.document.report import Report

WHOLE = 1_000_000
"""Characters in a line that is longer than any sentence."""


def is_terminal(*, err: bool = False) -> bool:
    """Whether a person watches what is printed."""
    return (sys.stderr if err else sys.stdout).isatty()


def say(lines: Iterable[str], *, err: bool = False) -> None:
    """Print one line after another, each as soon as it is known."""
    for line in lines:
        typer.echo(line, err=err)


def show(report: Report | Document, *, whole: bool = False) -> None:
    """Print a report, folded to the width of the terminal.

    Parameters
    ----------
    whole
        Whether every sentence stays one line in a file or pipe, for programs that look for lines.
    """
    width = WHOLE if whole and not is_terminal() else text_width()
    typer.echo(text_of(report, width) if isinstance(report, Document) else report.text(width))


def text_width() -> int:
    """Characters in a line of text: those of the terminal, or as many as print well."""
    return get_terminal_size().columns if is_terminal() else WIDTH
