"""The command ``schema``."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from desk.terminal.console import tell
from scenarios.loading.json_schema import scenario_schema
from scenarios.rota.schema import rota_schema
from scenarios.season.schema import season_schema
from scheduler.errors import BadInput


def schema(
    season: Annotated[
        bool, typer.Option("--season", help="Print that of season files instead.")
    ] = False,
    rota: Annotated[bool, typer.Option("--rota", help="Print that of rota files instead.")] = False,
) -> None:
    """Print the JSON Schema of scenario files.

    Editors complete and check scenario files with it.
    """
    if season and rota:
        raise BadInput.at("", "--season and --rota cannot both be printed; ask for one of them")
    wanted = rota_schema if rota else season_schema if season else scenario_schema
    tell(json.dumps(wanted(), indent=2))
