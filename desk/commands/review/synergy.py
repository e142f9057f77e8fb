"""The command ``synergy``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from desk.commands.options import (
    LeadersFile,
    ScenarioFile,
    Seed,
    TimeLimit,
    TimetableToSolve,
    Workers,
    led_scenario,
    own_timetable,
    writes_csv,
)
from desk.commands.searches import code_of, search_options, solve_watched
from desk.commands.writing import writing
from desk.plots.synergy import plot_synergy
from desk.terminal.console import say, show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, PLOT, Wanted, check_places
from desk.terminal.sentences import open_posts, status_sentences
from scenarios.studies.synergy.run import evaluate_synergy, usual_days_apart

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.solving.solving import Options
    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Week


class Basis(NamedTuple):
    """What is evaluated: a week with its posts filled, a timetable if any, and what that is."""

    week: Week
    timetable: Timetable | None
    sentences: tuple[str, ...]
    code: Exit = Exit.FINE


@writes_csv
def synergy(
    path: ScenarioFile,
    name: TimetableToSolve = None,
    leaders: LeadersFile = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="synergy.csv", help="Write every figure, with the States, as CSV."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="synergy.png", help="Draw the journeys (.png, .svg or .pdf)."),
    ] = None,
    most_days_apart: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=1,
            max=366,
            help="The most days between the dates of two meetings of one journey.  "
            "[default: as in the scenario's rule save_trips, or else 3]",
        ),
    ] = None,
    states: Annotated[bool, typer.Option("--states", help="Name the States as well.")] = False,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
) -> Exit:
    """Evaluate what related instruments gain from each other.

    For each two instruments, by subject: the States and leaders in common, the sessions, and what
    the timetable makes of them. Decisions stay with each instrument.
    """
    name = own_timetable(path, name)
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {"the table": Wanted(output, CSV), "the plot": Wanted(plot, PLOT)},
    )
    scenario = led_scenario(path, leaders, [name])
    given = None if name is None else scenario.candidate(name)
    tell(scenario.heading)
    if len(scenario.week.instruments) < 2:
        tell(_alone(scenario.week))
        if output is not None or plot is not None:
            tell("Nothing is written.")
        return Exit.FINE
    if given is None:
        basis = _solved(scenario, search_options(time_limit, workers, seed))
    else:
        vacant = open_posts(scenario.week, "they count for nobody")
        basis = Basis(scenario.week, given, (f"Timetable: {name}", *vacant))
    if most_days_apart is None:
        most_days_apart = usual_days_apart(scenario)
    found = evaluate_synergy(basis.week, basis.timetable, most_days_apart=most_days_apart)
    with writing((output, found.csv_text), (plot, lambda: plot_synergy(found))):
        say(basis.sentences)
        tell()
        show(found.document(states=states))
    return basis.code


def _alone(week: Week) -> str:
    if not week.instruments:
        return "The scenario names no instrument, so there is no pair to compare."
    name = week.instruments[0].name
    return f"The scenario has one instrument ({name}), so there is no pair to compare."


def _solved(scenario: Scenario, options: Options) -> Basis:
    """The scenario's own timetable; none where it has none, or where none was found."""
    result = solve_watched(scenario, options, quiet=False)
    if result is None:
        said = ("Timetable: none; stopped before any was found.", *_without())
        return Basis(scenario.week, None, said, Exit.STOPPED)
    what = "none" if result.timetable is None else "solved for this"
    said = (f"Timetable: {what}.", *status_sentences(result))
    if result.timetable is None:
        said = (*said, *_without())
    elif scenario.candidates:
        names = ", ".join(scenario.candidates)
        said = (*said, f"To evaluate a candidate instead, name it: {names}.")
    week = scenario.week.with_leaders(result.leadership)
    return Basis(week, result.timetable, said, code_of(result))


def _without() -> Iterator[str]:
    yield "What does not depend on a timetable follows; the rest is left open (–)."
