"""The scenario that a person names, with those who lead in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.exchange.leadership_csv import read_leadership
from scenarios.loading.loading import load_scenario

if TYPE_CHECKING:
    from scenarios.scenario import Scenario


def led_scenario(path: Path, leaders: Path | None) -> Scenario:
    """Load a scenario, with the States in its open posts that a CSV of leaders names.

    Raises
    ------
    BadInput
        Where one of the files cannot be used.
    """
    scenario = load_scenario(path)
    if leaders is None:
        return scenario
    return scenario.with_leaders(read_leadership(leaders, scenario.week))
