"""The command ``export``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from desk.commands.options import (
    LeadersFile,
    Quiet,
    ScenarioFile,
    TimetableName,
    led_scenario,
    needed_timetable,
)
from desk.commands.sending import issue_of, revision_of, warn_of_breaches
from desk.commands.writing import writing
from desk.terminal.console import tell
from desk.terminal.output_files import Wanted, check_folder, check_places
from scenarios.documents.feeds.run import ALL, calendar_files, calendar_of, feed_files
from scenarios.documents.issue import Issue
from scenarios.documents.programme.publishing import warn_untranslated
from scenarios.languages.language import Language, language_of
from scenarios.reading.dates import read_date
from scenarios.reading.files import is_file, read_bytes
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.names import Named, find
from scenarios.reading.revision_folders import find_revision
from scheduler.errors import BadInput
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scenarios.scenario import Scenario

LARGEST = 50_000_000
"""Bytes of the largest calendar that is read."""

FEW = 5
"""Calendars that are named in a warning."""

FEEDS = {".xml": "feeds/schedule.xml", ".json": "feeds/schedule.json", ".csv": "feeds/indico.csv"}
"""What other programs read, by the ending of its file."""


def export(
    path: ScenarioFile,
    name: TimetableName = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="week.ics",
            help="Write one file: .ics is a calendar, .xml and .json are for conference apps, .csv "
            "is for Indico.",
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write all of them into this folder.")
    ] = None,
    delegation: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The calendar of a delegation, by its code or name."),
    ] = None,
    room: Annotated[
        str | None, typer.Option(metavar="ROOM", help="The calendar of a room, by key or name.")
    ] = None,
    body: Annotated[
        str | None, typer.Option(metavar="BODY", help="The calendar of a body, by key or name.")
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="all.ics",
            help="The calendar of all that went out before: what moved or is cancelled since then "
            "changes where people have it.",
        ),
    ] = None,
    code: Annotated[
        str, typer.Option("--language", metavar="en|fr|es", help="English, French or Spanish.")
    ] = "en",
    number: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="The number of the revision.  [default: a draft]"),
    ] = None,
    issued: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The date that stands on it.  [default: today]"),
    ] = None,
    leaders: LeadersFile = None,
    quiet: Quiet = False,
) -> None:
    """Write calendars, and the week for other programs.

    Calendars are for all, or for one delegation, room or body; schedule.xml and schedule.json are
    for conference apps, and a CSV is for Indico.
    """
    name = needed_timetable(path, name)
    reads: dict[str, str | Path | None] = {"the scenario": path, "the timetable": name}
    reads |= {"the leaders": leaders, "the calendar before": before}
    check_places(reads, {"the file for other programs": Wanted(output, (".ics", *FEEDS))})
    check_folder(folder)
    scenario = led_scenario(path, leaders, [name])
    asked: dict[Named, str | None] = {"delegation": delegation, "room": room, "body": body}
    problems = InputProblems()
    whose = _whose(scenario, asked, output, problems)
    if output is None and folder is None:
        problems.note("--output", "say where to write: --output week.ics, or --folder FOLDER")
    language = problems.read("--language", language_of, scenario.texts, code)
    day = problems.read("--issued", read_date, issued) if issued is not None else None
    problems.finish()
    assert language is not None
    issue = issue_of(scenario, name)
    warn_of_breaches(scenario, issue.timetable)
    said: dict[str, Any] = {"number": number or issue.number}
    if day is not None:
        said["issued"] = datetime.combine(day, time(), ZoneInfo(scenario.week.timezone))
    issue = issue.model_copy(update=said)
    earlier = _earlier(revision_of(scenario, name) or find_revision(path), before)
    if output is not None:
        make = partial(_file, issue, language, earlier, output, whose)
        with writing((output, make), quiet=quiet):
            pass
    if folder is not None:
        made = (*calendar_files(issue, language, earlier), *feed_files(issue, language, earlier))
        _write_all(folder, dict(made))
        if not quiet:
            tell(f"Written: {count(len(made), 'file')} in {folder}")
    warn_untranslated(language)


def _whose(
    scenario: Scenario,
    asked: dict[Named, str | None],
    output: Path | None,
    problems: InputProblems,
) -> tuple[str, str] | None:
    """For whom a calendar is asked for, by kind and key; None for all."""
    given = {kind: text for kind, text in asked.items() if text is not None}
    if not given:
        return None
    kind, text = next(iter(given.items()))
    if len(given) > 1:
        named = " and ".join(f"--{other}" for other in given)
        problems.note(named, "each asks for another calendar; give one of them")
    elif output is None or output.suffix.lower() != ".ics":
        what = "this is asked for a calendar alone; write it to a file that ends in .ics"
        problems.note(f"--{kind}", what)
    key = problems.read(f"--{kind}", find, scenario.week, kind, text, scenario.texts)
    return None if key is None else (kind, key)


def _earlier(revision: Path | None, before: Path | None) -> bytes | None:
    """The calendar from which entries go on: the one that is given, or that of the revision."""
    if before is not None:
        return read_bytes(before, LARGEST, "calendar")
    own = None if revision is None else revision / ALL
    return own.read_bytes() if own is not None and is_file(own) else None


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, and warn of calendars that stand there from before."""
    paths = {folder / name: content for name, content in files.items()}
    for inside in {path.parent for path in paths}:
        inside.mkdir(parents=True, exist_ok=True)
    with writing(*((path, partial(bytes, one)) for path, one in paths.items()), quiet=True):
        pass
    left = [path.name for path in folder.glob("calendars/*/*.ics") if path not in paths]
    if left:
        what = f"{count(len(left), 'calendar')} of an earlier export stand there still"
        named = ", ".join(sorted(left)[:FEW])
        more = ", …" if len(left) > FEW else ""
        warn(str(folder), f"{what} ({named}{more}); nothing in this week concerns them")


def _file(
    issue: Issue,
    language: Language,
    before: bytes | None,
    output: Path,
    whose: tuple[str, str] | None,
) -> bytes:
    """The content of one file, by the ending of its name."""
    ending = output.suffix.lower()
    if ending in FEEDS:
        return dict(feed_files(issue, language, before))[FEEDS[ending]]
    found = calendar_of(issue, language, before, whose=whose)
    if found is None:
        kind, key = whose or ("", "")
        what = f"nothing in this week concerns {key}, so there is no calendar of it"
        raise BadInput.at(f"--{kind}", what)
    return found
