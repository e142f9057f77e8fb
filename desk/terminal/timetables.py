"""The timetable that a person names: a schedule CSV, or one of the scenario's candidates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.exchange.leadership_csv import read_leadership
from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from scenarios.reading.files import is_file
from scenarios.reading.spelling import suggestion
from scheduler.errors import BadInput, InputProblem

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


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


def named_timetable(scenario: Scenario, name: str) -> Timetable:
    """Read a candidate of the scenario, or else the file of that name.

    Raises
    ------
    BadInput
        Where there is neither, and where it cannot be used.
    """
    if name in scenario.candidates:
        return scenario.candidate(name)
    path = Path(name)
    if scenario.candidates and not is_file(path) and path.suffix == "":
        hint = suggestion(name, list(scenario.candidates))
        raise BadInput([InputProblem(name, f"there is no such file and no such candidate{hint}")])
    return read_schedule(path, scenario.week)
