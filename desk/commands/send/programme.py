"""The command ``programme``."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from desk.commands.options import (
    LeadersFile,
    ScenarioFile,
    TimetableName,
    led_scenario,
    needed_timetable,
)
from desk.commands.sending import warn_of_breaches
from desk.commands.writing import writing
from desk.terminal.console import tell
from desk.terminal.output_files import Wanted, check_places
from scenarios.documents.issue import Issue
from scenarios.documents.programme.delegations import DelegationPages, delegations_of
from scenarios.documents.programme.programme import Programme, programme_of
from scenarios.documents.programme.publishing import FORMS, warn_untranslated, written
from scenarios.languages.language import language_of
from scenarios.reading.dates import read_date
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import find
from scenarios.reading.office import need_office
from scheduler.week.clock import count
from scheduler.week.words import listed

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.week import Week

_NAMED = 5
"""Delegations without a page that are named."""


def programme(
    path: ScenarioFile,
    output: Annotated[
        Path,
        typer.Option(
            metavar="programme.docx",
            show_default=False,
            help="Where to write it: .docx for Word, .pdf or .html.",
        ),
    ],
    name: TimetableName = None,
    code: Annotated[
        str, typer.Option("--language", metavar="en|fr|es", help="English, French or Spanish.")
    ] = "en",
    delegation: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The page of one delegation instead, by code or name."),
    ] = None,
    delegations: Annotated[
        bool,
        typer.Option("--delegations", help="A page for each delegation instead, in one file."),
    ] = False,
    number: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="The number of the revision.  [default: a draft]"),
    ] = None,
    issued: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The date that stands on it.  [default: today]"),
    ] = None,
    note: Annotated[
        str, typer.Option(metavar="TEXT", show_default=False, help="What to say at its top.")
    ] = "",
    leaders: LeadersFile = None,
) -> None:
    """Write the programme, or a page for each delegation.

    Days, meetings, rooms, agenda and speakers, with names in the place of keys.
    """
    name = needed_timetable(path, name)
    reads = {"the scenario": path, "the timetable": Path(name), "the leaders": leaders}
    check_places(reads, {"the programme": Wanted(output, FORMS)})
    ending = output.suffix.lower()
    if (form := FORMS[ending]).module:
        need_office(form.module, form.what)
    scenario = led_scenario(path, leaders, [name])
    problems = InputProblems()
    if delegation is not None and delegations:
        problems.note("--delegation", "this asks for one page and --delegations for all; give one")
    language = problems.read("--language", language_of, scenario.texts, code)
    day = problems.read("--issued", read_date, issued) if issued is not None else None
    who = (
        problems.read("--delegation", find, scenario.week, "delegation", delegation or "")
        if (delegation is not None)
        else None
    )
    problems.finish()
    assert language is not None
    timetable = scenario.candidate(name)
    warn_of_breaches(scenario, timetable)
    issue = Issue(
        scenario=scenario,
        timetable=timetable,
        issued=_issued(scenario, day),
        number=number,
        note=note,
    )
    document: Programme | DelegationPages
    if who is not None or delegations:
        document = delegations_of(issue, language, None if who is None else [who])
        _say_idle(scenario.week, document)
    else:
        document = programme_of(issue, language)
    warn_untranslated(language)
    with writing((output, lambda: written(document, ending))):
        pass


def _issued(scenario: Scenario, day: date | None) -> datetime:
    """The beginning of a day where the week is held, or now."""
    zone = ZoneInfo(scenario.week.timezone)
    return datetime.now(zone) if day is None else datetime.combine(day, time(), zone)


def _say_idle(week: Week, document: DelegationPages) -> None:
    """Say who has no page, since nothing in the week concerns them."""
    if document.idle:
        number = len(document.idle)
        some = sorted(map(week.who, document.idle))[:_NAMED]
        more = [count(number - _NAMED, "other")] if number > _NAMED else []
        whom = listed([*some, *more])
        tell(f"Nothing in this week concerns {whom}: no page is written for them.")
