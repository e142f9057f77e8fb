"""The command ``explain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from constraints import RULE_BY_NAME
from desk.commands.options import Quiet, ScenarioFile, Seed, TimeForAll, Workers, writes_csv
from desk.commands.searches import explain_watched, not_stopped, say_counted, search_options
from desk.commands.writing import writing
from desk.terminal.console import say, show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, JSON, Wanted, check_places, result_schedule
from desk.terminal.records import explanation_record
from desk.terminal.sentences import not_written
from desk.terminal.tables import show_result
from scenarios.loading.loading import load_scenario
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.spelling import suggestion
from scheduler.document.document import Document
from scheduler.solving.result import Status

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.result import Result

CODES = {Status.FEASIBLE: Exit.FINE, Status.INFEASIBLE: Exit.INFEASIBLE}


@writes_csv
def explain(
    path: ScenarioFile,
    keep: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="A rule that must not be given up; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="schedule.csv", help="Write the timetable of the least repair (.csv, .xlsx)."
        ),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="why.json", help="Write the explanation to this JSON file."),
    ] = None,
    time_limit: TimeForAll = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Say why no timetable fits and what would make one fit.

    Names the musts that clash, and the least that must be given up.
    """
    writes = {"the schedule": Wanted(output, CSV), "the JSON file": Wanted(json, JSON)}
    check_places({"the scenario": path}, writes)
    _check_names(keep or ())
    scenario = load_scenario(path)
    counted = say_counted(scenario, quiet=quiet)
    options = search_options(time_limit, workers, seed)
    explanation = not_stopped(
        explain_watched(scenario, options, quiet=quiet, kept=keep or ()),
        "Stopped before anything was found.",
    )
    result = explanation.repair.result if explanation.repair else None
    timetable = None if result is None else result.timetable
    files = (
        (output, lambda: None if result is None else result_schedule(scenario, result)),
        (json, lambda: explanation_record(scenario, explanation)),
    )
    with writing(*files, quiet=quiet) as written:
        if timetable is None:
            say(not_written(output), err=True)
        if written.loud:
            _say(scenario, explanation, result, counted=counted)
    if explanation.status is Status.UNKNOWN and explanation.interrupted:
        return Exit.STOPPED
    return CODES.get(explanation.status, Exit.NOTHING_FOUND)


def _check_names(names: Sequence[str]) -> None:
    problems = InputProblems()
    for name in names:
        if name not in RULE_BY_NAME:
            hint = suggestion(name, list(RULE_BY_NAME))
            problems.note("--keep", f"there is no rule '{name}'{hint}")
    problems.finish()


def _say(
    scenario: Scenario, explanation: Explanation, result: Result | None, *, counted: bool
) -> None:
    """Print an explanation; what has been counted is said already."""
    if not counted:
        tell(scenario.heading)
    stopped = ", stopped by hand" if explanation.interrupted else ""
    tell(f"Explained in {explanation.found_after:.1f} s{stopped}.")
    tell()
    show(Document("", explanation.clashes()) if counted else explanation)
    if result is not None and result.timetable is not None:
        tell("\nThe timetable that results")
        say(result.left_open())
        show_result(scenario.with_leaders(result.leadership), result)
