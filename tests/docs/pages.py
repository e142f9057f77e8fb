"""The generated pages of ``docs/``, each with what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import CliRunner

from desk.group import COMMANDS, app
from tests.docs.keys import keys
from tests.docs.note import NOTE
from tests.docs.review import review
from tests.docs.verbs import verbs

DOCS = Path(__file__).parents[2] / "docs"
WIDTH = 80


def said(*arguments: str) -> str:
    """What the command line says."""
    runner = CliRunner()
    told = runner.invoke(
        app, arguments, prog_name="meeting-week", terminal_width=WIDTH, catch_exceptions=False
    )
    return "\n".join(line.rstrip() for line in told.stdout.splitlines()).strip("\n")


def commands() -> str:
    """The help of every command."""
    return "\n".join(_commands())


def _commands() -> Iterator[str]:
    yield f"{NOTE}\n\n# Commands\n\nWhat `meeting-week COMMAND --help` says.\n"
    for heading, lines in COMMANDS.items():
        yield f"## {heading}\n"
        for name in lines:
            yield f"### {name}\n\n```text\n{said(name, '--help')}\n```\n"


def rules() -> str:
    """The catalogue of the rules."""
    return f"{NOTE}\n\n{said('rules', '--markdown')}\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "keys.md": keys,
    "review.md": review,
    "rules.md": rules,
    "verbs.md": verbs,
}
