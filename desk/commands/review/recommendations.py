"""The command ``recommendations``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from desk.commands.options import (
    LeadersFile,
    Quiet,
    ScenarioFile,
    Seed,
    TimeForEach,
    TimetableToSolve,
    Workers,
    led_scenario,
    own_timetable,
)
from desk.commands.searches import code_of, search_options, solve_watched
from desk.commands.writing import FORMS, in_form, writing
from desk.terminal.console import tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import Wanted, check_places
from desk.terminal.progress import watching
from desk.terminal.sentences import status_sentences
from scenarios.reading.team_sizes import parse_team_sizes
from scenarios.scenario import Scenario
from scenarios.studies.leadership.run import study_team_sizes
from scenarios.studies.recommendations.run import answer_recommendations
from scenarios.studies.sweep.reading import list_ways, read_ways
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    from scheduler.solving.solving import Options


class _Subject(NamedTuple):
    """What a report speaks of, and how the command ends."""

    scenario: Scenario
    timetable: Timetable | None
    name: str
    notes: tuple[str, ...] = ()
    code: Exit = Exit.FINE


def recommendations(
    path: ScenarioFile,
    name: TimetableToSolve = None,
    leaders: LeadersFile = None,
    team_sizes: Annotated[
        str | None,
        typer.Option(
            metavar="SIZES",
            help="Also study how many leaders the week needs, as in 2,3,4; see `leadership`.",
        ),
    ] = None,
    sweep: Annotated[
        Path | None,
        typer.Option(
            metavar="results.sqlite",
            help="Results of a sweep of this scenario, or of the structures that lie beside it.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="report.html", help="Write the report to this file: .html, .md or .txt."
        ),
    ] = None,
    time_limit: TimeForEach = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Say how a timetable meets the Review's recommendations.

    Each of the nine is met, partly met or not met, with the evidence; or the scenario says nothing
    about it.
    """
    name = own_timetable(path, name)
    check_places(
        {
            "the scenario": path,
            "the timetable": name,
            "the leaders": leaders,
            "the results of the sweep": sweep,
        },
        {"the report": Wanted(output, FORMS)},
    )
    sizes = parse_team_sizes(team_sizes) if team_sizes is not None else ()
    options = search_options(time_limit, workers, seed)
    scenario, study = led_scenario(path, leaders, [name]), None
    ways = list_ways(scenario.path) if sweep is None else read_ways(sweep, scenario.path)
    subject = _solved(scenario, options, quiet=quiet) if name is None else _named(scenario, name)
    if sizes:
        with watching(quiet=quiet) as watch:
            study = study_team_sizes(path, sizes, options, watch)
    answers = answer_recommendations(
        subject.scenario,
        subject.timetable,
        name=subject.name,
        notes=subject.notes,
        study=study,
        ways=ways,
    )
    with writing((output, lambda: in_form(FORMS, answers, output)), quiet=quiet) as written:
        if written.loud:
            tell(str(answers))
    return subject.code


def _named(scenario: Scenario, name: str) -> _Subject:
    kind = "the candidate " if name in scenario.candidates else ""
    return _Subject(scenario, scenario.candidate(name), f"{kind}“{name}”")


def _solved(scenario: Scenario, options: Options, *, quiet: bool) -> _Subject:
    result = solve_watched(scenario, options, quiet=quiet)
    if result is None:
        stopped = "The search was stopped before any timetable was found."
        return _Subject(scenario, None, "", (stopped,), Exit.STOPPED)
    return _Subject(
        scenario.with_leaders(result.leadership),
        result.timetable,
        f"solved ({result.status.value})",
        () if result.timetable is not None else tuple(status_sentences(result)),
        code_of(result),
    )
