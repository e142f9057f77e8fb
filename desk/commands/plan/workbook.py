"""The command ``workbook``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.options import ScenarioFile
from desk.terminal.console import tell
from desk.terminal.output_files import YAML, Wanted, check_places
from scenarios.exchange.writing import write_bytes
from scenarios.loading.workbook.converting import convert
from scenarios.reading.files import is_file
from scenarios.reading.office import need_office
from scheduler.errors import BadInput

ENDINGS = (".xlsx", *YAML)


def workbook(
    path: ScenarioFile,
    output: Annotated[
        Path,
        typer.Option(
            metavar="my-week.xlsx",
            show_default=False,
            help="The file to write: a workbook (.xlsx) or a scenario file (.yaml).",
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Make a workbook of a scenario, or the other way round.

    Every command takes either. What is written stands by itself: the scenario that it extends is
    part of it. Comments and remarks are left out.
    """
    need_office("openpyxl", "workbooks")
    check_places({"the scenario": path}, {"the new file": Wanted(output, ENDINGS)})
    if is_file(output) and not force:
        what = "something is there already; choose another name, or say --force to replace it"
        raise BadInput.at(str(output), what)
    write_bytes(output, convert(path, output))
    tell(f"Written: {output}. Every command takes it, as in: meeting-week show {output}")
