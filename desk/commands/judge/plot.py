"""The command ``plot``."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    LeadersFile,
    ScenarioFile,
    Seed,
    TimeLimit,
    Workers,
    led_scenario,
    own_timetable,
)
from desk.commands.searches import STOPPED, code_of, search_options, solve_watched
from desk.commands.writing import writing
from desk.plots.week.telling import Telling
from desk.terminal.console import say, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import PLOT, Wanted, check_places
from desk.terminal.sentences import open_posts, status_sentences
from scenarios.documents.programme.publishing import warn_untranslated
from scenarios.languages.language import language_of
from scenarios.reading.files import is_file, is_folder
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.revision_folders import find_revision
from scheduler.errors import BadInput
from scheduler.solving.result import Result, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.languages.language import Language
    from scenarios.scenario import Scenario
    from scheduler.solving.solving import Options
    from scheduler.week.timetable import Timetable


class What(StrEnum):
    """What to draw: a week, several of them, or who leads in one."""

    WEEK = "week"
    CANDIDATES = "candidates"
    LEADERS = "leaders"


def plot(
    path: ScenarioFile,
    output: Annotated[
        Path,
        typer.Option(
            metavar="week.png", show_default=False, help="Where to write it: .png, .svg or .pdf."
        ),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TIMETABLE.csv",
            show_default=False,
            help="Schedule CSVs, names of candidates, or revisions; without any, the scenario is "
            "solved, or the schedule of its revision is taken.",
        ),
    ] = None,
    what: Annotated[
        What | None,
        typer.Option(
            help="One week; candidates side by side (without any named: all of the scenario's and "
            "the solved one); or how long each State leads.  "
            "[default: the week, or candidates where several are named]",
        ),
    ] = None,
    code: Annotated[
        str,
        typer.Option(
            "--language", metavar="en|fr|es", help="Of the week: English, French or Spanish."
        ),
    ] = "en",
    internal: Annotated[
        bool,
        typer.Option(
            "--internal",
            help="With what only the secretariat needs: the week in five sentences, poor sittings, "
            "what lies outside every sitting, and what is not held.",
        ),
    ] = False,
    leaders: LeadersFile = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
) -> Exit:
    """Draw a week, several side by side, or the leaders' load.

    In colours that colour-blind readers can tell apart, with hatching for print. A large week takes
    several pages of a PDF, or several files with a number.
    """
    own = own_timetable(path, None)
    given = tuple(names or ([] if own is None else [own]))
    reads = {"the scenario": path, "the leaders": leaders}
    reads |= {f"the timetable {name}": Path(name) for name in given}
    check_places(reads, {"the plot": Wanted(output, PLOT)})
    what = _what(what, len(given))
    if what is What.LEADERS and code != "en":
        raise BadInput.at("--language", "who leads is drawn in English; leave this out")
    scenario = led_scenario(path, leaders, given)
    language = language_of(scenario.texts, code)
    named = _named(scenario, given, what)
    tell(scenario.heading)
    exit_code = Exit.FINE
    if not given:
        result = _solved(scenario, search_options(time_limit, workers, seed))
        exit_code = Exit.STOPPED if result is None else code_of(result)
        if result is not None and result.timetable is not None:
            scenario = scenario.with_leaders(result.leadership)
            named[_solved_name(result, named)] = result.timetable
    if not named:
        tell("Nothing is written.")
        return exit_code
    if what is What.LEADERS:
        say(open_posts(scenario.week, "nobody is drawn there"))
    telling = Telling(language, internal)
    sent = _sent(given[0] if given else "", language)
    with writing((output, lambda: _draw(scenario, named, what, telling, sent))):
        warn_untranslated(language)
        return exit_code


def _what(what: What | None, number: int) -> What:
    """What is to be drawn: where it is not said, a week, or several side by side."""
    if what is None:
        return What.WEEK if number < 2 else What.CANDIDATES
    if number > 1 and what is not What.CANDIDATES:
        wrong = (
            f"--what {what} draws one timetable, and {number} are named; name one, or ask for "
            f"--what {What.CANDIDATES}"
        )
        raise BadInput.at("", wrong)
    return what


def _named(scenario: Scenario, names: tuple[str, ...], what: What) -> dict[str, Timetable]:
    """The timetables to draw that need not be solved, by the names to write above them."""
    if not names and what is What.CANDIDATES:
        names = tuple(scenario.candidates)
    problems = InputProblems()
    read = problems.read_each({name: partial(scenario.candidate, name) for name in names})
    problems.finish()
    short = [name if name in scenario.candidates else Path(name).stem for name in read]
    if len(set(short)) < len(short):
        return read
    return dict(zip(short, read.values(), strict=True))


def _solved(scenario: Scenario, options: Options) -> Result | None:
    """Solve the scenario and say what came of it; None where it was stopped before."""
    result = solve_watched(scenario, options, quiet=False)
    say([STOPPED] if result is None else status_sentences(result))
    return result


def _solved_name(result: Result, taken: dict[str, Timetable]) -> str:
    sure = "proven best" if result.status is Status.PROVEN else "not proven best"
    name = f"solved, {sure}"
    return name if name not in taken else f"{name} (this run)"


def _draw(
    scenario: Scenario, named: dict[str, Timetable], what: What, telling: Telling, sent: str
) -> Axes | list[Axes]:
    """Draw; below the title, or in it, stands which timetable it is.

    Parameters
    ----------
    sent
        What a single one is called where it is sent.
    """
    title = None if scenario.title else scenario.heading
    language, internal = telling
    if what is What.CANDIDATES:
        from desk.plots.candidates import plot_candidates

        return plot_candidates(scenario, named, title=title, language=language)[0]
    name, timetable = next(iter(named.items()))
    if what is What.WEEK:
        from desk.plots.week.plot import plot_pages

        return plot_pages(
            scenario,
            timetable,
            title=title,
            more=name if internal else sent,
            language=language,
            internal=internal,
        )
    from desk.plots.leaders import plot_leaders

    heading = f"Who leads, and how long: {scenario.heading}, {name}"
    return plot_leaders(scenario, timetable, title=heading)


def _sent(given: str, language: Language) -> str:
    """How a timetable is called in what is sent: a revision by its number, any other a draft."""
    revision = find_revision(given, "timetable") if given and is_folder(Path(given)) else None
    if revision is None and "@" in given and not is_file(Path(given)):
        revision = find_revision(given, "timetable")
    if revision is None:
        return language.say("Draft")
    return language.say("Revision {number}", number=revision.name)
