"""The command ``rules``."""

from __future__ import annotations

import typer

from desk.terminal.catalogue import catalogue, leaf
from desk.terminal.console import paper


def show_rules(name: str | None, *, markdown: bool) -> None:
    """Show the catalogue, or one rule in full.

    Parameters
    ----------
    markdown
        Whether to show the Markdown itself also on a terminal, which can show it laid out.

    Raises
    ------
    BadInput
        Where there is no rule of the name.
    """
    text = catalogue() if name is None else leaf(name)
    console = paper()
    if markdown or not console.is_terminal:
        typer.echo(text, nl=False)
        return
    from rich.markdown import Markdown

    console.print(Markdown(text))
