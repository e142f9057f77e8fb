"""The command ``rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.terminal.catalogue import catalogue, leaf
from desk.terminal.console import is_terminal, tell


def rules(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="RULE", show_default=False, help="One rule, in full and with examples."
        ),
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
) -> None:
    """Show the catalogue of rules, or one rule."""
    text = catalogue() if name is None else leaf(name)
    if markdown or not is_terminal():
        tell(text, end="")
        return
    from rich import print as printed
    from rich.markdown import Markdown

    printed(Markdown(text))
