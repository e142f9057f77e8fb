"""What is written into a revision besides the scenario, the schedule and the leaders.

A writer is given the issue, what went before it and the languages, which all of them share, so that
what has no translation is told once; it yields the files that it
makes, each by its name from the revision's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scenarios.documents.issue import Issue
from scenarios.languages.language import Language
from scenarios.reading.input_problems import warn
from scenarios.reading.revision_folders import revision_numbers
from scenarios.revisions.revision import Revision
from scheduler.errors import BadInput

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Files by their names, with ``/``."""


class WentBefore(NamedTuple):
    """What went before an issue.

    Attributes
    ----------
    folder
        Where the revisions lie.
    revision
        The last of them that can be read.
    """

    folder: Path
    revision: Revision | None


class Writer(NamedTuple):
    """What writes some of the files.

    Attributes
    ----------
    what
        What they are, for people: ``the programme``.
    needs
        The modules of the extra ``office`` without which it cannot write.
    """

    what: str
    needs: tuple[str, ...]
    write: Callable[[Issue, WentBefore, Sequence[Language]], Files]


def missing(writer: Writer) -> bool:
    """Whether a package is missing that a writer needs."""
    return any(find_spec(module) is None for module in writer.needs)


def _workbook(issue: Issue, _: WentBefore, __: Sequence[Language]) -> Files:
    from scenarios.exchange.schedule_workbook import schedule_workbook

    scenario = issue.scenario
    yield "schedule.xlsx", schedule_workbook(scenario.week, issue.timetable, scenario.venue)


def _programme(issue: Issue, _: WentBefore, languages: Sequence[Language]) -> Files:
    from scenarios.documents.programme.publishing import programme_documents

    return programme_documents(issue, languages)


def _calendars(issue: Issue, before: WentBefore, languages: Sequence[Language]) -> Files:
    from scenarios.documents.feeds.run import calendar_files, feed_files

    language = languages[0]
    earlier = last_calendar(before.folder)
    yield from calendar_files(issue, language, earlier)
    yield from feed_files(issue, language, earlier)


def last_calendar(folder: Path) -> bytes | None:
    """The last calendar of all that was published: a revision may have been without one."""
    from scenarios.documents.feeds.earlier_calendar import read_earlier
    from scenarios.documents.feeds.run import ALL

    for number in reversed(revision_numbers(folder)):
        path = folder / str(number) / ALL
        try:
            content = path.read_bytes()
            read_earlier(content, str(path))
        except FileNotFoundError:
            continue
        except (OSError, BadInput):
            what = "this calendar cannot be read, and those of the next revision go on from another"
            warn(str(path), what)
            continue
        return content
    return None


def _changes(issue: Issue, before: WentBefore, languages: Sequence[Language]) -> Files:
    from scenarios.documents.changes.run import change_files

    if before.revision is not None:
        codes = [language.code for language in languages]
        yield from change_files(before.revision.issue, issue, codes)


WORKBOOKS = Writer("the scenario and the schedule as workbooks", ("openpyxl",), _workbook)

WRITERS: tuple[Writer, ...] = (
    WORKBOOKS,
    Writer("the programme and the pages of delegations", ("babel", "docx", "typst"), _programme),
    Writer("calendars and feeds", ("babel", "icalendar", "lxml"), _calendars),
    Writer("what changed, and notices", ("babel", "docx", "openpyxl"), _changes),
)
"""Every writer, in the order in which they write."""
