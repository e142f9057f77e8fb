"""The command ``season``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.commands.options import Quiet, Seed, TimeLimit, Workers, writes_csv
from desk.commands.searches import not_stopped, search_options
from desk.commands.writing import writing
from desk.plots.season import plot_season
from desk.terminal.console import say, show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, JSON, PLOT, Wanted, check_places
from desk.terminal.progress import watched
from desk.terminal.records import verdict_record
from scenarios import SeasonPlan, load_season
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import read_name
from scenarios.season.calendar_csv import calendar_rows, calendar_text, read_calendar
from scenarios.season.result import HEADINGS, SeasonStudy
from scenarios.season.run import study_season

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@writes_csv
def season(
    path: Annotated[
        Path, typer.Argument(metavar="SEASON", show_default=False, help="A season file (YAML).")
    ],
    calendar: Annotated[
        Path | None,
        typer.Argument(
            metavar="CALENDAR.csv",
            show_default=False,
            help="A calendar to judge instead of solving: a CSV, as this command writes it.",
        ),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Say too what each date of this meeting would come to."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="season.csv", help="Write the best calendar (.csv, .xlsx)."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="season.json", help="Write both calendars and all findings."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="season.png", help="Draw both calendars (.png, .svg or .pdf)."),
    ] = None,
    time_limit: TimeLimit = 60.0,
    workers: Workers = None,
    seed: Seed = 1,
    quiet: Quiet = False,
) -> Exit:
    """Plan the meetings of related instruments in a year.

    Judges the calendar as held beside the best one. Ctrl-C keeps the best so far.
    """
    check_places(
        {"the season": path, "the calendar": calendar},
        {
            "the calendar": Wanted(output, CSV),
            "the JSON file": Wanted(json, JSON),
            "the plot": Wanted(plot, PLOT),
        },
    )
    plan = load_season(path)
    asked = None if meeting is None else _meeting(plan, meeting)
    if calendar is not None:
        found = study_season(plan, read_calendar(calendar, plan.season))
    else:
        search = partial(study_season, plan, None, search_options(time_limit, workers, seed))
        stopped = "Stopped before any calendar was found."
        found = not_stopped(watched(search, quiet=quiet), stopped)
    meetings, other = plan.season, found.other
    files = (
        (output, lambda: None if other is None else calendar_text(meetings, other.calendar)),
        (json, lambda: _record(found)),
        (plot, lambda: _draw(found)),
    )
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(found)
            if asked is not None:
                tell()
                show(plan.each_date(asked, found.calendars[-1].calendar))
        elif found.result is not None and other is None:
            say(found.result.sentences(), err=True)
    if other is None:
        interrupted = found.result is not None and found.result.interrupted
        return Exit.STOPPED if interrupted else Exit.NOTHING_FOUND
    return Exit.FINE if other.verdict.legal else Exit.BREACHED


def _meeting(plan: SeasonPlan, text: str) -> str | None:
    """The key of a meeting that a person names."""
    problems = InputProblems()
    names = {one.id: one.name for one in plan.season.meetings}
    key = problems.read("--meeting", read_name, text, names, "meeting")
    problems.finish()
    return key


def _draw(found: SeasonStudy) -> Axes:
    other, title = found.other, found.plan.title
    if other is None:
        return plot_season(found.plan.season, title=title)
    name = HEADINGS[other.name].lower()
    return plot_season(found.plan.season, other.calendar, name=name, title=title)


def _record(found: SeasonStudy) -> dict[str, Any]:
    """Both calendars with their verdicts, and how the search went where there was one."""
    plan, result = found.plan, found.result
    record: dict[str, Any] = {"title": plan.title}
    if result is not None:
        record |= {
            "status": result.status.value,
            "canonical": result.canonical,
            "interrupted": result.interrupted,
            "tiers": [tier.model_dump() for tier in result.tiers],
            "seconds": result.seconds,
            "provenance": result.provenance.model_dump(),
        }
    for judged in found.calendars:
        rows = calendar_rows(plan.season, judged.calendar)
        record[judged.name] = {"calendar": rows, **verdict_record(judged.verdict)}
    return record
