"""The timetable that a person names: a schedule CSV, or one of the scenario's candidates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.files import is_file
from scenarios.schedule_csv import read_schedule
from scenarios.spelling import suggestion
from scheduler.errors import BadInput, Problem

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.timetable import Timetable


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
        raise BadInput([Problem(name, f"there is no such file and no such candidate{hint}")])
    return read_schedule(path, scenario.week)
