"""The command ``new``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from desk.terminal.console import tell
from desk.terminal.output_files import YAML, Wanted, check_places
from scenarios import EVERY_KEY, STARTER
from scenarios.exchange.writing import write_text
from scenarios.loading.json_schema import scenario_schema
from scenarios.reading.files import is_file
from scheduler.errors import BadInput

SCHEMA = "meeting-week.schema.json"
"""The file beside a scenario with which an editor completes and checks it."""

MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""The first line of a scenario, by which editors find that file."""


def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", show_default=False, help="The file to write.")
    ],
    full: Annotated[
        bool, typer.Option("--full", help="Show every key of a scenario, each with a comment.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write a small scenario with comments, to start from.

    Beside it stands the JSON Schema with which an editor completes and checks it.
    """
    if is_file(path) and not force:
        what = "something is there already; choose another name, or say --force to replace it"
        raise BadInput.at(str(path), what)
    check_places({}, {"the scenario": Wanted(path, (*YAML, ""))})
    text = (EVERY_KEY if full else STARTER).read_text(encoding="utf-8")
    write_text(path, MODELINE + text)
    tell(f"Written: {path}. Edit it, then: meeting-week solve {path} --output schedule.csv")
    write_schema(path.with_name(SCHEMA))


def write_schema(path: Path) -> None:
    """Write the JSON Schema of scenario files where nothing is; what is there stays."""
    text = json.dumps(scenario_schema(), indent=2) + "\n"
    if not is_file(path):
        write_text(path, text)
        tell(f"Written: {path}, with which an editor completes and checks the file")
    elif path.read_bytes() != text.encode("utf-8"):
        tell(f"{path} is there already, and stays as it is")
