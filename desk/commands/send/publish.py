"""The command ``publish``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.commands.options import (
    LeadersFile,
    Quiet,
    ScenarioFile,
    TimetableName,
    led_scenario,
    needed_timetable,
)
from desk.commands.publishing import say_doubts
from desk.terminal.console import say
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import check_places
from scenarios.revisions.publishing import check_codes
from scenarios.revisions.publishing import publish as publish_week
from scenarios.revisions.staging import check_target
from scheduler.week.clock import count
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from scenarios.revisions.revision import Revision
    from scheduler.judging.judge import Verdict


def publish(
    path: ScenarioFile,
    folder: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FOLDER",
            show_default=False,
            help="The folder that holds the revisions of this week, and nothing else.",
        ),
    ],
    name: TimetableName = None,
    note: Annotated[
        str,
        typer.Option(metavar="TEXT", show_default=False, help="What is said of this revision."),
    ] = "",
    leaders: LeadersFile = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            metavar="en|fr|es",
            help="Of the documents; may be repeated.  [default: as in the last revision, or en]",
        ),
    ] = None,
    documents: Annotated[
        bool, typer.Option("--documents/--no-documents", help="Whether to write documents.")
    ] = True,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Publish also a timetable that breaks a must.")
    ] = False,
    take_back: Annotated[
        bool,
        typer.Option(
            "--take-back",
            help="Publish also a scenario that takes back changes of later revisions.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> Exit:
    """Publish a week as the next revision in a folder.

    A revision is a folder of plain files: the scenario with all that it needs, the schedule, who
    leads and who speaks, what is sent, and what changed. It is written whole or not at all, and
    never changed again. Ends with 1 where nothing was published, as a must is broken.
    """
    name = needed_timetable(path, name)
    check_places({"the scenario": path, "the timetable": name, "the leaders": leaders}, {})
    codes = () if not documents else None if language is None else tuple(dict.fromkeys(language))
    check_codes(codes or ())
    check_target(folder)
    scenario = led_scenario(path, leaders, [name])
    timetable = scenario.candidate(name)
    verdict = scenario.judge(timetable)
    if not verdict.legal and not anyway:
        say(_refusal(verdict), err=True)
        return Exit.BREACHED
    revision = publish_week(
        scenario,
        timetable,
        folder,
        note=note,
        codes=codes,
        source=name,
        anyway=anyway,
        take_back=take_back,
        unchanged=False,
    )
    say(say_doubts(revision), err=True)
    if not quiet:
        say(_said(revision))
    return Exit.FINE


def _refusal(verdict: Verdict) -> Iterator[str]:
    """Why nothing is published, and what can be done about it."""
    number = len(verdict.breached)
    yield f"Nothing is published: the timetable has {count(number, 'breach', 'breaches')} of musts."
    yield from (f"- {finding.sentence}" for finding in verdict.breached)
    yield "If it has to go out as it is, --anyway publishes it, and the manifest says so."


def _said(revision: Revision) -> Iterator[str]:
    """What is published, and what changed."""
    manifest = revision.manifest
    yield f"{one_line(manifest.title) or revision.folder}"
    yield f"Published: revision {revision.number}, {revision.issued:%Y-%m-%d %H:%M}"
    gone = range(manifest.since + 1, revision.number)
    if gone and manifest.since:
        yield f"The last one here is revision {manifest.since}: a number is never given twice."
    if manifest.changes:
        yield f"Since revision {manifest.since}: {manifest.changes}"
    yield f"Written: {revision.folder}"
