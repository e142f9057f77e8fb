"""The command ``season``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from desk.commands.options import Quiet, Seed, TimeLimit, Workers
from desk.commands.searches import search_options
from desk.plots.canvas import check_plot
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from desk.terminal.progress import watched
from desk.terminal.records import verdict_record, write_record
from scenarios import load_season
from scenarios.reading.files import write_text
from scenarios.season.calendar_csv import calendar_rows, calendar_text, read_calendar
from scenarios.season.result import HEADINGS, SeasonStudy
from scenarios.season.run import study_season


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
    output: Annotated[
        Path | None,
        typer.Option(metavar="season.csv", help="Write the best calendar to this CSV."),
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
        {"the calendar CSV": output, "the JSON file": json, "the plot": plot},
    )
    check_plot(plot)
    plan = load_season(path)
    if calendar is not None:
        found: SeasonStudy | None = study_season(plan, read_calendar(calendar, plan.season))
    else:
        options = search_options(time_limit, workers, seed)
        found = watched(partial(study_season, plan, None, options), quiet=quiet)
    if found is None:
        typer.echo("Stopped before any calendar was found.", err=True)
        return Exit.NOTHING_FOUND
    written = list(_write(found, output, json, plot))
    if not quiet:
        show(found)
        say(f"Written: {file}" for file in written)
    elif found.result is not None and found.other is None:
        say(found.result.sentences(), err=True)
    if found.other is None:
        return Exit.NOTHING_FOUND
    return Exit.FINE if found.other.verdict.legal else Exit.BREACHED


def _write(
    found: SeasonStudy, output: Path | None, json: Path | None, plot: Path | None
) -> Iterator[Path]:
    """Write the files that were asked for; a calendar only where there is one."""
    meetings, other = found.plan.season, found.other
    if output is not None and other is not None:
        write_text(output, calendar_text(meetings, other.calendar))
        yield output
    if json is not None:
        write_record(json, _record(found))
        yield json
    if plot is not None:
        from desk.plots.canvas import write_plot
        from desk.plots.season import plot_season

        if other is None:
            axes = plot_season(meetings)
        else:
            axes = plot_season(meetings, other.calendar, name=HEADINGS[other.name].lower())
        write_plot(axes, plot)
        yield plot


def _record(found: SeasonStudy) -> dict[str, Any]:
    """Both calendars with their verdicts, and how the search went where there was one."""
    plan, result = found.plan, found.result
    record: dict[str, Any] = {"title": plan.title}
    if result is not None:
        record |= {
            "status": result.status.value,
            "interrupted": result.interrupted,
            "tiers": [tier.model_dump() for tier in result.tiers],
            "seconds": result.seconds,
            "provenance": result.provenance.model_dump(),
        }
    for judged in found.calendars:
        rows = calendar_rows(plan.season, judged.calendar)
        record[judged.name] = {"calendar": rows, **verdict_record(judged.verdict)}
    return record
