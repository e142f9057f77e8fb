"""The command ``desk``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.terminal.console import tell
from scenarios.reading.office import need_office


def desk(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="SCENARIO",
            show_default=False,
            help="The scenario to open; without it, the page offers what there is.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0: any that is free.")
    ] = 8765,
) -> None:
    """Open the week on a page in the browser, on which the whole job is done."""
    need_office("fastapi", "the page")
    from desk.page.open_weeks import OpenDesk
    from desk.page.server import serve

    desk = OpenDesk(Path.cwd())
    if path is not None:
        desk.open(path.resolve())
    tell(f"The page: http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    serve(desk, port=port)
