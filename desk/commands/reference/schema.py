"""The command ``schema``."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from desk.terminal.console import tell
from scenarios.loading.json_schema import scenario_schema
from scenarios.season.schema import season_schema


def schema(
    season: Annotated[
        bool, typer.Option("--season", help="Print that of season files instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of scenario files.

    Editors complete and check scenario files with it.
    """
    tell(json.dumps(season_schema() if season else scenario_schema(), indent=2))
