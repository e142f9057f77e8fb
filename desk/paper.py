"""Where a command writes: a terminal, or a file or pipe that must not be wrapped or coloured."""

from __future__ import annotations

from rich.console import Console

WIDE = 200
"""Characters in a line, where no terminal sets a limit."""


def paper(*, err: bool = False) -> Console:
    """A console for tables; words in it are never taken for markup."""
    console = Console(stderr=err, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDE
    return console
