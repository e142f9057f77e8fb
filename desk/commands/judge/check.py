"""The command ``check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.options import LeadersFile, ScenarioFile, TimetableName, led_scenario
from desk.commands.writing import writing
from desk.terminal.console import show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import JSON, Wanted, check_places
from desk.terminal.records import verdict_record
from desk.terminal.tables import show_prices
from scheduler.document.document import Document
from scheduler.week.words import one_line


def check(
    path: ScenarioFile,
    name: TimetableName,
    leaders: LeadersFile = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="verdict.json", help="Write the verdict to this JSON file."),
    ] = None,
) -> Exit:
    """Judge any timetable, whoever made it.

    Says every finding in a sentence, musts first, and then what the preferences cost.
    """
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the JSON file": Wanted(json, JSON)},
    )
    scenario = led_scenario(path, leaders)
    timetable = scenario.candidate(name)
    verdict = scenario.judge(timetable)
    with writing((json, lambda: verdict_record(verdict))):
        tell(f"{name}, judged by {scenario.path.name}: {one_line(scenario.title)}")
        tell()
        show(Document("", (scenario.grid(timetable).summary.paragraph(),)))
        tell()
        show(verdict, whole=True)
        show_prices(scenario, verdict)
    return Exit.FINE if verdict.legal else Exit.BREACHED
