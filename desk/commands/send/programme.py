"""The command ``programme``."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from desk.commands.options import (
    LeadersFile,
    ScenarioFile,
    TimetableName,
    led_scenario,
    needed_timetable,
)
from desk.commands.sending import issue_of, warn_of_breaches
from desk.commands.writing import writing
from desk.terminal.console import tell
from desk.terminal.output_files import Wanted, check_places
from scenarios.documents.programme.delegations import DelegationPages, delegations_of
from scenarios.documents.programme.programme import Programme, programme_of
from scenarios.documents.programme.publishing import FORMS, warn_untranslated, written
from scenarios.languages.language import language_of
from scenarios.reading.dates import read_date
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import find
from scenarios.reading.office import need_office
from scheduler.week.clock import count
from scheduler.week.words import listed, one_line

if TYPE_CHECKING:
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
        typer.Option(metavar="N", min=1, help="Its number.  [default: the revision's, or a draft]"),
    ] = None,
    issued: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Its date.  [default: the revision's, or today]"),
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What to say below its title.")
    ] = None,
    leaders: LeadersFile = None,
    untranslated: Annotated[
        bool,
        typer.Option(
            "--untranslated", help="List every text without a translation, one on a line."
        ),
    ] = False,
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
    issue = issue_of(led_scenario(path, leaders, [name]), name)
    week, problems = issue.scenario.week, InputProblems()
    if delegation is not None and delegations:
        problems.note("--delegation", "this asks for one page and --delegations for all; give one")
    language = problems.read("--language", language_of, issue.scenario.texts, code)
    day = None if issued is None else problems.read("--issued", read_date, issued)
    who = None
    if delegation is not None:
        who = problems.read(
            "--delegation", find, week, "delegation", delegation, issue.scenario.texts
        )
    problems.finish()
    assert language is not None
    said: dict[str, Any] = {"number": number, "note": note}
    if day is not None:
        said["issued"] = datetime.combine(day, time(), ZoneInfo(week.timezone))
    issue = issue.model_copy(update={key: one for key, one in said.items() if one is not None})
    warn_of_breaches(issue.scenario, issue.timetable)
    document: Programme | DelegationPages
    if who is not None or delegations:
        document = delegations_of(issue, language, None if who is None else [who])
        _say_idle(week, document)
    else:
        document = programme_of(issue, language)
    warn_untranslated(language)
    for text in language.missing if untranslated else ():
        tell(f"No translation: {one_line(text)}")
    with writing((output, lambda: written(document, ending))):
        pass


def _say_idle(week: Week, document: DelegationPages) -> None:
    """Say who has no page, since nothing in the week concerns them."""
    if document.idle:
        number = len(document.idle)
        some = sorted(map(week.who, document.idle))[:_NAMED]
        more = [count(number - _NAMED, "other")] if number > _NAMED else []
        whom = listed([*some, *more])
        tell(f"Nothing in this week concerns {whom}: no page is written for them.")
