"""The command ``compare``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    LeadersFile,
    PlaceSpeakers,
    Quiet,
    ScenarioFile,
    Seed,
    TimeLimit,
    Workers,
    led_scenario,
    own_timetable,
    writes_csv,
)
from desk.commands.searches import code_of, search_options, solve_watched
from desk.commands.writing import FORMS, in_form, writing
from desk.terminal.console import show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, Wanted, check_places
from scenarios.reading.files import marks
from scenarios.reading.input_problems import InputProblems
from scenarios.studies.comparison.result import Comparison
from scenarios.studies.comparison.run import compare as compare_timetables
from scenarios.studies.comparison.run import name_problems
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable

FORMS_AND_TABLE: dict[str, Callable[[Comparison], str]] = {
    **FORMS,
    **dict.fromkeys((".csv", ".xlsx"), Comparison.csv),
}
"""How a comparison is written, by the ending of the file's name."""


@writes_csv
def compare(
    path: ScenarioFile,
    candidates: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CANDIDATE.csv",
            show_default=False,
            help="More timetables: schedule CSV files, each called by the name of its file, or "
            "revisions.",
        ),
    ] = None,
    solve: Annotated[
        bool,
        typer.Option("--solve/--no-solve", help="Whether to compare the solved timetable, too."),
    ] = True,
    place_speakers: PlaceSpeakers = False,
    leaders: LeadersFile = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="comparison.html",
            help="Write it: .html (with the weeks), .md, .txt, or the table alone: .csv or .xlsx.",
        ),
    ] = None,
    moves: Annotated[
        Path | None,
        typer.Option(metavar="moves.csv", help="Write what moved between each two (.csv, .xlsx)."),
    ] = None,
    findings: Annotated[
        Path | None,
        typer.Option(metavar="findings.csv", help="Write the findings that differ (.csv, .xlsx)."),
    ] = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Compare timetables rule by rule, and say what moved.

    Compares the scenario's candidates, the files given, the schedule of a revision that is given as
    the scenario, and the solved timetable: what each rule finds in each; which is better; what is
    new, dropped or moved; who speaks on another day; and which findings differ.
    """
    given = tuple(candidates or ())
    own = own_timetable(path, None)
    if own is not None and own not in given:
        given = (own, *given)
    writes = {
        "the comparison": Wanted(output, FORMS_AND_TABLE),
        "the table of moves": Wanted(moves, CSV),
        "the table of findings": Wanted(findings, CSV),
    }
    read = partial(_read, solving=solve, speakers=not place_speakers)
    scenario, others = read(path, given, leaders, writes)
    result = None
    if solve:
        options = search_options(time_limit, workers, seed)
        result = solve_watched(scenario, options, quiet=quiet)
    comparison = compare_timetables(
        scenario, others, solve=False, result=result, place_speakers=place_speakers
    )
    if solve and result is None:
        note = "No solved timetable: the search was stopped before any was found."
        comparison = comparison.model_copy(update={"notes": (*comparison.notes, note)})
    files = (
        (output, lambda: in_form(FORMS_AND_TABLE, comparison, output)),
        (moves, comparison.moves_csv),
        (findings, comparison.findings_csv),
    )
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(comparison)
    if comparison.candidates or not solve:
        return Exit.FINE
    return Exit.STOPPED if result is None else code_of(result)


def _read(
    path: Path,
    given: tuple[str, ...],
    leaders: Path | None,
    writes: Mapping[str, Wanted],
    *,
    solving: bool,
    speakers: bool,
) -> tuple[Scenario, dict[str, Timetable]]:
    """The scenario and the further timetables by name.

    Raises
    ------
    BadInput
        With what is wrong in any of the files and places.
    """
    reads = {"the scenario": path, "the leaders": leaders}
    reads |= {f"the timetable {name}": Path(name) for name in given}
    problems = InputProblems()
    try:
        scenario = led_scenario(path, leaders, given)
    except BadInput as error:
        problems.read("", check_places, reads, writes)
        problems.include(error.problems)
        raise problems.error from None
    own = {f"the candidate {n} of the scenario": file for n, file in scenario.candidates.items()}
    problems.read("", check_places, {**reads, **own}, writes)
    files = dict(_files(scenario, given, problems))
    problems.include(name_problems(scenario, files, solving=solving))
    candidate = partial(scenario.candidate, speakers=speakers)
    others = problems.read_each({name: partial(candidate, file) for name, file in files.items()})
    problems.read_each({name: partial(candidate, name) for name in scenario.candidates})
    problems.finish()
    return scenario, others


def _files(
    scenario: Scenario, given: tuple[str, ...], problems: InputProblems
) -> Iterator[tuple[str, str]]:
    """The files to be read, each with the name that it goes by: the file's own, without ending.

    What is a candidate of the scenario, by its name or its file, is compared anyway.
    """
    own = {mark for path in scenario.candidates.values() for mark in marks(path)}
    taken: dict[str, str] = {}
    for file in given:
        if file in scenario.candidates or not own.isdisjoint(marks(file)):
            continue
        name = Path(file).stem or file
        if name in taken:
            what = f"{taken[name]} is called “{name}” too; give one of the files another name"
            problems.note(file, what)
            continue
        taken[name] = file
        yield name, file
