"""The command ``solve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import Quiet, ScenarioFile, Seed, TimeLimit, Workers, writes_csv
from desk.commands.searches import (
    code_of,
    explain_shortly,
    not_stopped,
    say_counted,
    search_options,
    solve_watched,
)
from desk.commands.writing import writing
from desk.terminal.console import say, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import (
    CSV,
    JSON,
    Wanted,
    check_places,
    nearest_beside,
    result_leaders,
    result_nearest,
    result_schedule,
    result_speakers,
)
from desk.terminal.records import result_record
from desk.terminal.sentences import not_written, status_sentences
from desk.terminal.tables import show_result
from scenarios.loading.loading import load_scenario

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.result import Result


@writes_csv
def solve(
    path: ScenarioFile,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="schedule.csv",
            help="Write the timetable to this file, .csv or .xlsx; where none is found, what came "
            "nearest to one, beside it, to schedule.nearest.csv.",
        ),
    ] = None,
    leaders: Annotated[
        Path | None,
        typer.Option(metavar="leaders.csv", help="Write who holds which post to this file."),
    ] = None,
    speakers: Annotated[
        Path | None,
        typer.Option(metavar="speakers.csv", help="Write who speaks when to this file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="result.json", help="Write the whole result to this JSON file."),
    ] = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Find the best timetable and prove that it is the best.

    Ctrl-C stops the search and keeps the best timetable so far.
    """
    near = nearest_beside(output)
    writes = {
        "the schedule": Wanted(output, CSV),
        "the schedule of what came nearest": Wanted(near, CSV),
        "the table of leaders": Wanted(leaders, CSV),
        "the table of speakers": Wanted(speakers, CSV),
        "the JSON file": Wanted(json, JSON),
    }
    check_places({"the scenario": path}, writes)
    scenario = load_scenario(path)
    counted = say_counted(scenario, quiet=quiet)
    options = search_options(time_limit, workers, seed)
    result = not_stopped(solve_watched(scenario, options, quiet=quiet))
    explanation = explain_shortly(scenario, result, options, quiet=quiet)
    files = (
        (output, lambda: result_schedule(scenario, result)),
        (near, lambda: result_nearest(scenario, result)),
        (leaders, lambda: result_leaders(scenario, result)),
        (speakers, lambda: result_speakers(scenario, result)),
        (json, lambda: result_record(scenario, result, explanation)),
    )
    with writing(*files, quiet=quiet) as written:
        if result.timetable is None:
            say(not_written(output, leaders, speakers), err=True)
        if written.loud:
            _say(scenario.with_leaders(result.leadership), result, explanation, counted=counted)
        elif result.timetable is None:
            say(status_sentences(result, explanation), err=True)
    return code_of(result)


def _say(
    scenario: Scenario, result: Result, explanation: Explanation | None, *, counted: bool
) -> None:
    """Print what came of a solve; what has been counted is said already."""
    if not counted:
        tell(scenario.heading)
    say(status_sentences(result, explanation, counted=counted))
    if explanation is not None and explanation.repair is not None:
        tell("'meeting-week explain' shows the timetable to which the repair leads.")
    show_result(scenario, result)
