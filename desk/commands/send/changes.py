"""The command ``changes``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from desk.commands.writing import writing
from desk.terminal.console import say
from desk.terminal.output_files import Wanted, check_places
from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.programme.publishing import warn_untranslated
from scenarios.languages.language import Language, language_of
from scenarios.reading.office import need_office
from scenarios.revisions.revision import read_revision
from scheduler.errors import BadInput

WORD, TEXT, WORKBOOK = ".docx", ".txt", ".xlsx"
PACKAGES = {WORD: ("docx", "Word files"), WORKBOOK: ("openpyxl", "workbooks")}


def changes(
    before: Annotated[
        str,
        typer.Argument(metavar="REVISION", show_default=False, help="What went out: lakes-2027@1."),
    ],
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="REVISION",
            show_default=False,
            help="What goes out now: lakes-2027@3.  [default: the last one in the folder]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="changes.docx",
            help="Write what changed: .docx marks it in the programme, .txt says it in sentences.",
        ),
    ] = None,
    notices: Annotated[
        Path | None,
        typer.Option(
            metavar="notices.xlsx",
            help="Write a paragraph for each whose own days change: .txt to copy from, .xlsx to "
            "mail from.",
        ),
    ] = None,
    code: Annotated[
        str, typer.Option("--language", metavar="en|fr|es", help="English, French or Spanish.")
    ] = "en",
) -> None:
    """Say what changed since a revision, and who is told.

    In sentences, or marked in the programme so that Word accepts or rejects each change; and a
    paragraph that can be mailed for each whose own days change.
    """
    writes = {
        "what changed": Wanted(output, (WORD, TEXT)),
        "the notices": Wanted(notices, (TEXT, WORKBOOK)),
    }
    check_places({"the revision before": before, "the revision": after}, writes)
    for path in (output, notices):
        if path is not None and path.suffix.lower() in PACKAGES:
            need_office(*PACKAGES[path.suffix.lower()])
    old = read_revision(before)
    new = read_revision(old.folder.parent if after is None else after)
    if old.folder.resolve() == new.folder.resolve():
        what = "this is the revision itself; name an earlier one, as in lakes-2027@1"
        raise BadInput.at(before, what)
    revised = Revised(old.issue, new.issue)
    language = language_of(revised.texts, code)
    files: list[tuple[Path | None, Callable[[], bytes]]] = [
        (output, partial(_changes, revised, language, output)),
        (notices, partial(_notices, revised, language, notices)),
    ]
    with writing(*files):
        say(ChangeTeller(revised, language).sentences())
    warn_untranslated(language)


def _changes(revised: Revised, language: Language, path: Path | None) -> bytes:
    from scenarios.documents.changes.changes_document import changes_docx, changes_text

    word = path is not None and path.suffix.lower() == WORD
    return (changes_docx if word else changes_text)(revised, language)


def _notices(revised: Revised, language: Language, path: Path | None) -> bytes:
    from scenarios.documents.changes.notice_files import notice_list, notices_text
    from scenarios.documents.changes.notices import notices_of

    found = notices_of(revised, language)
    if path is not None and path.suffix.lower() == WORKBOOK:
        return notice_list({language: found})
    return notices_text(revised, language, found)
