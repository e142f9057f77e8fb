"""The command ``revisions``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.writing import writing
from desk.terminal.console import show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import JSON, Wanted, check_places
from scenarios.revisions.revision import list_revisions


def revisions(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", show_default=False, help="The folder that holds the revisions."
        ),
    ],
    json: Annotated[
        Path | None,
        typer.Option(metavar="revisions.json", help="Write the list to this JSON file."),
    ] = None,
) -> Exit:
    """List what has been published, and what was edited since.

    Ends with 1 where a revision is no longer as it was published, or is gone.
    """
    check_places({}, {"the JSON file": Wanted(json, JSON)})
    found = list_revisions(folder)
    with writing((json, found.record)):
        show(found)
    edited = any(one.edits for one in found.each)
    return Exit.BREACHED if edited or found.gone else Exit.FINE
