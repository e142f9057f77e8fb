"""The command ``desk``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.terminal.console import tell
from scenarios.reading.files import is_folder
from scenarios.reading.office import need_office
from scenarios.reading.revision_folders import revision_numbers
from scheduler.errors import BadInput


def desk(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="SCENARIO",
            show_default=False,
            help="What to open: a scenario (YAML), a workbook (.xlsx), a folder of revisions, one "
            "of them (lakes-2027@2), or a folder with weeks; without it, the page offers what is "
            "in this folder.",
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            max=65535,
            help="The port, or the next that is free; 0: any that is free.",
        ),
    ] = 8765,
    host: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Open the page to others, on this name or address of the machine (0.0.0.0: on all "
            "networks): who comes needs one of two addresses that are shown once, to edit or to "
            "look.",
        ),
    ] = "127.0.0.1",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
) -> None:
    """Plan the week on a page in the browser."""
    need_office("fastapi", "the page")
    from desk.page.open_weeks import OpenDesk
    from desk.page.running import address_of, bind, open_browser, serve
    from desk.page.security import EDITOR, VIEWER, Admission

    path = path and path.absolute()
    folder = _folder(path)
    bound = bind(host, port)
    desk = OpenDesk(folder)
    if path is not None and path != folder:
        try:
            desk.open(path)
        except BadInput as error:
            desk.refused = (path, error)
            tell(f"{path.name} cannot be opened yet; the page says what is wrong.", err=True)
    admission = Admission.of(host)
    address = address_of(bound, host)
    taken = port and bound.getsockname()[1] != port
    said = f"Port {port} is taken. The page: {address}" if taken else f"The page: {address}"
    first = address
    if admission.tokens:
        first = f"{address}?token={admission.tokens[EDITOR]}"
        tell(f"The page, for those who edit: {first}")
        tell(f"For those who look: {address}?token={admission.tokens[VIEWER]}")
        tell("Both hold until the page is closed with Ctrl-C. Send them on a safe way.")
    else:
        tell(f"{said} (Ctrl-C closes it)")
    serve(desk, admission, bound, lambda: open_browser(first) if browser else None)
    tell("The page is closed; everything is kept.")


def _folder(path: Path | None) -> Path:
    """The working folder: that in which the command was started, if what is opened lies in it."""
    from scenarios import LIBRARY

    here = Path.cwd()
    if path is None or path.parent == LIBRARY:  # a week of the library is copied to be changed
        return here
    if is_folder(path) and not revision_numbers(path) and not revision_numbers(path.parent):
        return path
    return here if path.is_relative_to(here) else path.parent
