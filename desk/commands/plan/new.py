"""The command ``new``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.terminal.console import tell
from desk.terminal.output_files import Wanted, check_places
from scenarios import STARTER
from scenarios.exchange.writing import write_text
from scenarios.reading.files import is_file
from scheduler.errors import BadInput

YAML = (".yaml", ".yml", "")


def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", show_default=False, help="The file to write.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write a small scenario with comments, to start from."""
    if is_file(path) and not force:
        what = "something is there already; choose another name, or say --force to replace it"
        raise BadInput.at(str(path), what)
    check_places({}, {"the scenario": Wanted(path, YAML)})
    write_text(path, STARTER.read_text(encoding="utf-8"))
    tell(f"Written: {path}. Edit it, then: meeting-week solve {path} --output schedule.csv")
