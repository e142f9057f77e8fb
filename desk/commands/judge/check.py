"""The command ``check``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    LeadersFile,
    PlaceSpeakers,
    ScenarioFile,
    TimetableName,
    led_scenario,
    needed_timetable,
    read_timetable,
    writes_csv,
)
from desk.commands.writing import writing
from desk.terminal.console import say, show, tell
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, JSON, Wanted, check_places
from desk.terminal.records import verdict_record
from desk.terminal.tables import show_prices
from scenarios.exchange.schedule_workbook import Schedule
from scenarios.exchange.speakers import say_unsaid, speakers_list, unsaid
from scheduler.document.document import Document
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


@writes_csv
def check(
    path: ScenarioFile,
    name: TimetableName = None,
    leaders: LeadersFile = None,
    place_speakers: PlaceSpeakers = False,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="schedule.csv", help="Write the timetable as it was read (.csv, .xlsx)."
        ),
    ] = None,
    speakers: Annotated[
        Path | None,
        typer.Option(metavar="speakers.csv", help="Write who speaks when to this file."),
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(metavar="verdict.json", help="Write the verdict to this JSON file."),
    ] = None,
) -> Exit:
    """Judge any timetable, whoever made it.

    Says every finding in a sentence, musts first, and then what the preferences cost. Where the
    timetable does not say who speaks in which part, the agenda is read as it is written.
    """
    name = needed_timetable(path, name)
    check_places(
        {"the scenario": path, "the timetable": name, "the leaders": leaders},
        {
            "the schedule": Wanted(output, CSV),
            "the table of speakers": Wanted(speakers, CSV),
            "the JSON file": Wanted(json, JSON),
        },
    )
    scenario = led_scenario(path, leaders, [name])
    week, timetable = scenario.week, read_timetable(scenario, name, place_speakers=place_speakers)
    verdict = scenario.judge(timetable)
    files = (
        (output, lambda: Schedule(week, timetable, scenario.venue)),
        (speakers, lambda: speakers_list(week, timetable).csv()),
        (json, lambda: verdict_record(verdict)),
    )
    with writing(*files):
        tell(f"{name}, judged by {scenario.path.name}: {one_line(scenario.title)}")
        say(_say_speakers(scenario, timetable, placed=place_speakers))
        tell()
        show(Document("", (scenario.grid(timetable).summary.paragraph(),)))
        tell()
        show(verdict, whole=True)
        show_prices(scenario, verdict)
    return Exit.FINE if verdict.legal else Exit.BREACHED


def _say_speakers(scenario: Scenario, timetable: Timetable, *, placed: bool) -> Iterator[str]:
    """How it is known who speaks in which part, where the timetable does not say."""
    for sentence in say_unsaid(scenario.week, unsaid(scenario.week, timetable)):
        hint = "" if placed else " With --place-speakers they are placed as well as they can be."
        yield f"{sentence}{hint}"
    if placed and any(part.statements for part in timetable.parts):
        yield "The speakers are placed as well as they can be, with all parts where they are."
