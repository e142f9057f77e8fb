"""The command ``next-year``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from desk.commands.options import Quiet, ScenarioFile, TimetableName, own_timetable, writes_csv
from desk.commands.writing import FORMS, in_form, writing
from desk.terminal.console import say, show
from desk.terminal.exit_codes import Exit
from desk.terminal.output_files import CSV, YAML, Wanted, check_places
from scenarios.exchange.csv_text import rows_text
from scenarios.loading.loading import load_scenario
from scenarios.reading.dates import read_date
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import find
from scenarios.reading.office import need_office
from scenarios.studies.next_year.assumptions import NextYearWeights
from scenarios.studies.next_year.file import next_year_file
from scenarios.studies.next_year.notes import form_text, with_notes
from scenarios.studies.next_year.run import propose_next_year
from scheduler.errors import BadInput
from scheduler.week.timetable import Timetable
from scheduler.week.words import listed

if TYPE_CHECKING:
    from datetime import date

    from scenarios.scenario import Scenario
    from scenarios.studies.next_year.result import NextYear

WORD = ".docx"

_USUAL = NextYearWeights()


@writes_csv
def next_year(
    path: ScenarioFile,
    timetable: TimetableName = None,
    notes: Annotated[
        Path | None,
        typer.Option(
            metavar="notes.csv",
            help="What was noted of the week (.csv or .xlsx): minutes used by session and item.",
        ),
    ] = None,
    form: Annotated[
        Path | None,
        typer.Option(
            metavar="notes.csv",
            help="Write the empty table of notes, to be filled in (.csv, .xlsx), and no more.",
        ),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The first day of next year's week."),
    ] = None,
    volunteered: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="A State that has volunteered for next year; may be given several times.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="next-year.yaml",
            help="Write next year's scenario (.yaml, or .xlsx for a workbook).",
        ),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="proposals.csv", help="Write the proposals (.csv, .xlsx)."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="report.docx",
            help="Write what is shown here for others to read: .docx, .html, .md or .txt.",
        ),
    ] = None,
    reserve: Annotated[
        int,
        typer.Option(metavar="PERCENT", min=0, max=100, help="Added to minutes and seats used."),
    ] = _USUAL.reserve,
    more_value: Annotated[
        int,
        typer.Option(
            metavar="POINTS",
            min=0,
            max=1000,
            help="What a small group is worth more that was useful and reported.",
        ),
    ] = _USUAL.more_value,
    less_value: Annotated[
        int,
        typer.Option(
            metavar="POINTS",
            min=0,
            max=1000,
            help="What a small group is worth less that was not useful.",
        ),
    ] = _USUAL.less_value,
    quiet: Quiet = False,
) -> Exit:
    """Propose next year's minutes and small groups.

    Goes by the minutes that this year's sessions really used, and by what its small groups came to.
    """
    writes = {
        "the empty table of notes": Wanted(form, CSV),
        "next year's scenario": Wanted(output, (*YAML, ".xlsx")),
        "the table of proposals": Wanted(csv, CSV),
        "the report": Wanted(report, (WORD, *FORMS)),
    }
    check_places({"the scenario": path, "the notes": notes}, writes)
    if report is not None and report.suffix.lower() == WORD:
        need_office("docx", "Word files")
    if form is not None:
        _refuse_beside_form(
            {"--notes": notes, "--output": output, "--csv": csv, "--report": report}
        )
    scenario = load_scenario(path)
    if form is not None:
        with writing((form, lambda: form_text(scenario)), quiet=quiet) as written:
            if written.loud:
                say([f"Fill in the minutes in {form.name}, and give it back with --notes."])
        return Exit.FINE
    found = _propose(
        scenario,
        own_timetable(path, timetable),
        notes,
        first,
        volunteered or [],
        NextYearWeights(reserve=reserve, more_value=more_value, less_value=less_value),
    )
    content = None if output is None else next_year_file(found, output)
    files = (
        (output, lambda: content),
        (csv, lambda: rows_text(found.rows())),
        (report, lambda: _report(found, report)),
    )
    with writing(*files, quiet=quiet) as written:
        if written.loud:
            show(found)
    return Exit.FINE


def _refuse_beside_form(files: dict[str, Path | None]) -> None:
    """Refuse files that are asked for where the empty table alone is written."""
    given = [option for option, path in files.items() if path is not None]
    if given:
        what = (
            "this writes the empty table of notes and no more; give it alone, then go on without it"
        )
        raise BadInput.at("--form", f"{what} and with {listed(given)}")


def _report(found: NextYear, path: Path | None) -> str | bytes | None:
    """The proposals for others to read, as the ending of the file's name says."""
    if path is None or path.suffix.lower() != WORD:
        return in_form(FORMS, found, path)
    from scenarios.documents.issue import Issue
    from scenarios.documents.writing.cover import cover_of
    from scenarios.documents.writing.word import word_of
    from scenarios.languages.language import language_of

    now = datetime.now(ZoneInfo(found.scenario.week.timezone))
    issue = Issue(scenario=found.scenario, timetable=Timetable(), issued=now)
    language = language_of(found.scenario.texts, "en")
    return word_of(cover_of(issue, language, "Proposals for next year"), found.document().blocks)


def _propose(
    scenario: Scenario,
    timetable: str | None,
    notes: Path | None,
    first: str | None,
    volunteered: list[str],
    weights: NextYearWeights,
) -> NextYear:
    """Read what is given, and say what is wrong in any of it at once."""
    problems = InputProblems()
    day: date | None = None
    if first is not None:
        day = problems.read("--from", read_date, first)
    states = [
        problems.read("--volunteered", find, scenario.week, "delegation", name, scenario.texts)
        for name in volunteered
    ]
    noted = scenario if notes is None else problems.read(str(notes), with_notes, scenario, notes)
    held = None if timetable is None else problems.read(timetable, scenario.candidate, timetable)
    problems.finish()
    return propose_next_year(
        noted or scenario,
        held,
        weights,
        first=day,
        volunteered=[state for state in states if state is not None],
        precedent=None if timetable is None else scenario.candidate_file(timetable),
    )
