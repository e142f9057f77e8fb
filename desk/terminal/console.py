"""Where a command writes: a terminal, or a file or pipe that must not be wrapped or coloured."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

import typer
from rich.console import Console

if TYPE_CHECKING:
    from scheduler.document.report import Report

WIDE = 200
"""Characters in a line, where no terminal sets a limit."""

WHOLE = 1_000_000
"""Characters in a line that is longer than any sentence."""

PRINTED = 80
"""Characters in a line of text that is read in a file or printed."""


def console(*, err: bool = False) -> Console:
    """A console for tables; words in it are never taken for markup."""
    found = Console(stderr=err, markup=False, highlight=False, emoji=False)
    if not found.is_terminal:
        found.width = WIDE
    return found


def say(lines: Iterable[str], *, err: bool = False) -> None:
    """Print one line after another, each as soon as it is known."""
    for line in lines:
        typer.echo(line, err=err)


def show(report: Report, *, whole: bool = False) -> None:
    """Print a report, folded to the width of the terminal.

    Parameters
    ----------
    whole
        Whether every sentence stays one line in a file or pipe, for programs that look for lines.
    """
    typer.echo(report.text(WHOLE if whole and not console().is_terminal else text_width()))


def text_width() -> int:
    """Characters in a line of text: those of the terminal, or as many as print well."""
    terminal = console()
    return terminal.width if terminal.is_terminal else PRINTED


_MARK = re.compile(r"\s*(- |\d+\. )?")
"""What stands before the words of a line: its indent, and the mark of a list."""


def folded(line: str) -> str:
    """A line folded to the width of the terminal; what is folded stands below its words."""
    mark = _MARK.match(line)
    return fill(
        line,
        text_width(),
        subsequent_indent=" " * (mark.end() if mark else 0),
        break_on_hyphens=False,
        break_long_words=False,
    )
