"""The command ``stress``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    LeadersFile,
    Quiet,
    ScenarioFile,
    Seed,
    TimeForAll,
    Workers,
    led_scenario,
    needed_timetable,
    writes_csv,
)
from desk.commands.searches import search_options
from desk.commands.writing import writing
from desk.plots.robustness import plot_robustness
from desk.terminal.console import say, show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, JSON, PLOT, Wanted, check_places
from desk.terminal.progress import stepping
from scenarios.exchange.csv_text import rows_text
from scenarios.reading.input_problems import InputProblems
from scenarios.studies.stress.disturbance import DisturbanceKind
from scenarios.studies.stress.impact import Consequence
from scenarios.studies.stress.result import COLUMNS
from scenarios.studies.stress.run import stress_all
from scenarios.studies.stress.side_by_side import RobustnessComparison

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


@writes_csv
def stress(
    path: ScenarioFile,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TIMETABLE...",
            show_default=False,
            help="Schedule CSVs, names of candidates, or revisions; several are laid side by side. "
            "Without any, the schedule of the revision that is given as the scenario.",
        ),
    ] = None,
    leaders: LeadersFile = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="stress.csv", help="Write a row for each disturbance to this file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="stress.json", help="Write the whole result to this JSON file."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            metavar="stress.png",
            help="Draw how many disturbances cost how much (.png, .svg, .pdf).",
        ),
    ] = None,
    kind: Annotated[
        list[DisturbanceKind] | None,
        typer.Option(help="What goes wrong; may be repeated.  [default: everything]"),
    ] = None,
    time_limit: TimeForAll = 300.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Say what must move when one thing goes wrong.

    One at a time, each part overruns by 15 and by 30 minutes, each leader and each speaker is
    missing for a day, and each room is lost for a day. Shows the weakest points first. Ctrl-C stops
    and keeps what is known.
    """
    names = names or [needed_timetable(path, None)]
    reads = {"the scenario": path, "the leaders": leaders}
    reads |= {f"the timetable {name}": Path(name) for name in names}
    writes = {
        "the table": Wanted(csv, CSV),
        "the JSON file": Wanted(json, JSON),
        "the plot": Wanted(plot, PLOT),
    }
    check_places(reads, writes)
    scenario = led_scenario(path, leaders, names)
    timetables = _timetables(scenario, names)
    options, kinds = search_options(time_limit, workers, seed), frozenset(kind or DisturbanceKind)
    with stepping(quiet=quiet, what="disturbances", limit=time_limit) as watch:
        each = stress_all(scenario, timetables, options, watch, kinds=kinds)
    found = RobustnessComparison(found=each)
    files = (
        (csv, lambda: rows_text(found.rows(), COLUMNS)),
        (json, lambda: {name: one.record() for name, one in each.items()}),
        (plot, lambda: plot_robustness(each)),
    )
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(found)
            if scenario.week.open_posts() and len(found.legal) < len(found.found):
                tell("Posts are open: name who takes them with --leaders.")
        else:
            for one in (one for one in each.values() if not one.legal):
                said = (f"{finding.rule}: {finding.sentence}" for finding in one.verdict.breached)
                say((f"{one.name}: {line}" for line in (one.broken(), *said)), err=True)
    return _code(found)


def _timetables(scenario: Scenario, names: Sequence[str]) -> dict[str, Timetable]:
    """The timetables by name, with every problem at once."""
    problems, files = InputProblems(), dict[str, str]()
    for given in names:
        name = given if given in scenario.candidates else Path(given).stem or given
        if name in files:
            what = f"another timetable is called “{name}” too; give one of them another name"
            problems.note(given, what)
        files.setdefault(name, given)
    read = {name: partial(scenario.candidate, file) for name, file in files.items()}
    timetables = problems.read_each(read)
    problems.finish()
    return timetables


def _code(found: RobustnessComparison) -> Exit:
    if len(found.legal) < len(found.found):
        return Exit.BREACHED
    impacts = [impact for one in found.found.values() for impact in one.impacts]
    settled = any(impact.outcome is not Consequence.NOT_SETTLED for impact in impacts)
    return Exit.FINE if settled or not impacts else Exit.NOTHING_FOUND
