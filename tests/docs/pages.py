"""The generated pages of ``docs/``, each with what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from tests.docs.keys import keys
from tests.docs.note import NOTE

DOCS = Path(__file__).parents[2] / "docs"
WIDTH = 88


def the_group() -> Any:
    """The command line, as click sees it."""
    from desk.command_line import app

    return typer.main.get_command(app)


def commands() -> dict[str, Any]:
    """Every command by name, in the order in which ``--help`` lists them."""
    group = the_group()
    context = group.make_context("meeting-week", [], resilient_parsing=True)
    return {name: group.get_command(context, name) for name in group.list_commands(context)}


def commands_page() -> str:
    """The help of every command."""
    return "\n".join(_commands_page())


def _commands_page() -> Iterator[str]:
    yield f"{NOTE}\n\n# Commands\n\nWhat `meeting-week COMMAND --help` says.\n"
    heading = ""
    for name, command in commands().items():
        panel = getattr(command, "rich_help_panel", None)
        if isinstance(panel, str) and panel != heading:
            heading = panel
            yield f"## {heading}\n"
        context = command.make_context(f"meeting-week {name}", [], resilient_parsing=True)
        context.terminal_width = WIDTH
        lines = command.get_help(context).splitlines()
        said = "\n".join(line.rstrip() for line in lines).strip("\n")
        yield f"### {name}\n\n```text\n{said}\n```\n"


def rules_page() -> str:
    """The catalogue of the rules."""
    from desk.command_line import app

    said = CliRunner().invoke(app, ["rules", "--markdown"], catch_exceptions=False).stdout
    return f"{NOTE}\n\n{said}"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "keys.md": keys,
    "rules.md": rules_page,
}
