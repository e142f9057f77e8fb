"""The documents of a week that is not published yet, each made on its own and written nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scenarios.documents.issue import Issue
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.exchange.speakers import speakers_list
from scenarios.languages.language import Language
from scenarios.loading.workbook.converting import as_file
from scenarios.reading.office import need_office
from scenarios.revisions.revision import Revision
from scheduler.errors import BadInput


class DraftIssue(NamedTuple):
    """What a document of a week is made of.

    Attributes
    ----------
    path, text
        The file of the scenario, and what stands in it as YAML, saved or not.
    before
        The revision since which changes are told; None where there is none.
    calendar
        The last calendar that was published, from which entries go on; None where there is none.
    """

    issue: Issue
    path: Path
    text: str
    before: Revision | None = None
    calendar: bytes | None = None


class DraftDocument(NamedTuple):
    """A document that can be made of a draft.

    Attributes
    ----------
    module, what
        The package that it needs, as `need_office` takes them; empty where it needs none.
    told
        Whether it says what changed, so that there is none of a first revision.
    spoken
        Whether it is another in each language.
    """

    make: Callable[[DraftIssue, Language], bytes]
    module: str = ""
    what: str = ""
    told: bool = False
    spoken: bool = True


def make_document(name: str, draft: DraftIssue, language: Language) -> bytes:
    """Make one of `DOCUMENTS`.

    Raises
    ------
    BadInput
        Where there is none of that name, none of a first revision, or a package is missing.
    """
    kind = DOCUMENTS.get(name)
    if kind is None:
        raise BadInput.at(name, "there is no document of this name")
    if kind.told and draft.before is None:
        raise BadInput.at(name, "nothing was published before, so that nothing has changed")
    if kind.module:
        need_office(kind.module, kind.what)
    return kind.make(draft, language)


def _programme(ending: str, draft: DraftIssue, language: Language) -> bytes:
    from scenarios.documents.programme.programme import programme_of
    from scenarios.documents.programme.publishing import written

    return written(programme_of(draft.issue, language), ending)


def _delegations(ending: str, draft: DraftIssue, language: Language) -> bytes:
    from scenarios.documents.programme.delegations import delegations_of
    from scenarios.documents.programme.publishing import written

    return written(delegations_of(draft.issue, language), ending)


def _changes(ending: str, draft: DraftIssue, language: Language) -> bytes:
    from scenarios.documents.changes.changes_document import changes_docx, changes_text
    from scenarios.documents.changes.revised import Revised

    assert draft.before is not None
    write = changes_docx if ending == ".docx" else changes_text
    return write(Revised(draft.before.issue, draft.issue), language)


def _notices(ending: str, draft: DraftIssue, language: Language) -> bytes:
    from scenarios.documents.changes.notice_files import notice_list, notices_text
    from scenarios.documents.changes.notices import notices_of
    from scenarios.documents.changes.revised import Revised

    assert draft.before is not None
    revised = Revised(draft.before.issue, draft.issue)
    found = notices_of(revised, language)
    if ending == ".xlsx":
        return notice_list({language: found})
    return notices_text(revised, language, found)


def _schedule(ending: str, draft: DraftIssue, _: Language) -> bytes:
    from scenarios.exchange.schedule_workbook import schedule_workbook

    scenario, timetable = draft.issue.scenario, draft.issue.timetable
    if ending == ".xlsx":
        return schedule_workbook(scenario.week, timetable, scenario.venue)
    return schedule_text(scenario.week, timetable).encode()


def _speakers(draft: DraftIssue, _: Language) -> bytes:
    return speakers_list(draft.issue.scenario.week, draft.issue.timetable).csv().encode()


def _scenario(ending: str, draft: DraftIssue, _: Language) -> bytes:
    content = as_file(draft.text, draft.path.with_suffix(ending))
    return content if isinstance(content, bytes) else content.encode()


def _calendar(draft: DraftIssue, language: Language) -> bytes:
    from scenarios.documents.feeds.run import calendar_of

    return calendar_of(draft.issue, language, draft.calendar) or b""


def _calendars(draft: DraftIssue, language: Language) -> bytes:
    from scenarios.documents.feeds.run import calendar_files, feed_files

    calendars = calendar_files(draft.issue, language, draft.calendar)
    return zipped((*calendars, *feed_files(draft.issue, language, draft.calendar)))


def zipped(files: tuple[tuple[str, bytes], ...]) -> bytes:
    """Files by their names in one; the same to the byte whenever it is made."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as book:
        for name, one in files:
            book.writestr(ZipInfo(name), one, ZIP_DEFLATED)
    return content.getvalue()


def _documents() -> Iterator[tuple[str, DraftDocument]]:
    word, pdf = ("docx", "Word files"), ("typst", "PDF documents")
    for name, make in (("programme", _programme), ("delegations", _delegations)):
        yield f"{name}.html", DraftDocument(partial(make, ".html"))
        yield f"{name}.pdf", DraftDocument(partial(make, ".pdf"), *pdf)
        yield f"{name}.docx", DraftDocument(partial(make, ".docx"), *word)
    yield "changes.docx", DraftDocument(partial(_changes, ".docx"), *word, told=True)
    yield "changes.txt", DraftDocument(partial(_changes, ".txt"), told=True)
    book = ("openpyxl", "workbooks")
    yield "notices.xlsx", DraftDocument(partial(_notices, ".xlsx"), *book, told=True)
    yield "notices.txt", DraftDocument(partial(_notices, ".txt"), told=True)
    yield "calendar.ics", DraftDocument(_calendar, "icalendar", "calendars")
    yield "calendars.zip", DraftDocument(_calendars, "icalendar", "calendars")
    yield "schedule.csv", DraftDocument(partial(_schedule, ".csv"), spoken=False)
    yield "schedule.xlsx", DraftDocument(partial(_schedule, ".xlsx"), *book, spoken=False)
    yield "speakers.csv", DraftDocument(_speakers, spoken=False)
    yield "scenario.yaml", DraftDocument(partial(_scenario, ".yaml"), spoken=False)
    yield "scenario.xlsx", DraftDocument(partial(_scenario, ".xlsx"), *book, spoken=False)


DOCUMENTS: Mapping[str, DraftDocument] = MappingProxyType(dict(_documents()))
"""What can be made, by the name of its file."""
