"""What the next revision would be, before anything is written: its number, and what stands against.

`scenarios.revisions.publishing.publish` refuses a week for the first reason that it finds; a person
who looks at it before is told all of them, and which of them can be overruled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scenarios.documents.issue import Issue
from scenarios.reading.files import is_folder
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.revision_folders import revision_numbers
from scenarios.revisions.publishing import (
    NOTHING,
    changes_since,
    check_known,
    check_same_week,
    last_readable,
)
from scenarios.revisions.revision import Revision
from scenarios.revisions.staging import check_target, next_number
from scenarios.revisions.taking_back import check_goes_on
from scenarios.scenario import Scenario
from scheduler.errors import BadInput, InputProblem
from scheduler.week.timetable import Timetable


class ReasonKind(StrEnum):
    """Why a week is not published as it is."""

    FOLDER = "folder"
    """Nothing of this week can be published into the folder."""
    UNKNOWN = "unknown"
    """The timetable has meetings that the scenario lacks."""
    BREACHES = "breaches"
    """It breaks musts; published all the same where somebody says so."""
    TAKES_BACK = "takes_back"
    """The scenario comes from an earlier revision; published all the same, as `BREACHES`."""
    UNCHANGED = "unchanged"
    """Nothing has changed; published again with a note, or in other languages."""


class ReasonAgainst(NamedTuple):
    """Why a week is not published as it is, a sentence or more."""

    kind: ReasonKind
    sentences: tuple[str, ...]


class NextRevision(NamedTuple):
    """What would be published.

    Attributes
    ----------
    issue
        What its documents are made of: a draft with the number that it would get.
    last
        The number of the last revision in the folder, also of one that cannot be read; 0: of none.
    before
        The last revision; None where there is none that can be read.
    changes
        What has changed since, in one line; empty where there is none before.
    against
        Why it is not published as it is.
    """

    folder: Path
    issue: Issue
    last: int
    before: Revision | None
    changes: str
    against: tuple[ReasonAgainst, ...]


def next_revision(
    scenario: Scenario, as_written: Scenario, timetable: Timetable, folder: Path, note: str = ""
) -> NextRevision:
    """Say what the next revision in a folder would be; nothing is written.

    Parameters
    ----------
    scenario
        With States in the posts that somebody takes.
    as_written
        The same as its file says it, with open posts left open.
    folder
        It need not be there yet.
    """
    with without_warnings():
        before = last_readable(folder)[0]
        if before is not None and _why(check_same_week, before, scenario):
            changes = ""
        else:
            changes = changes_since(before, scenario, timetable)
        against = tuple(_against(scenario, as_written, timetable, folder, before, changes))
    moment = datetime.now(ZoneInfo(scenario.week.timezone)).replace(microsecond=0)
    return NextRevision(
        folder=folder,
        issue=Issue(
            scenario=scenario,
            timetable=timetable,
            issued=moment,
            number=next_number(folder) if is_folder(folder) else 1,
            note=note,
        ),
        last=max(revision_numbers(folder), default=0),
        before=before,
        changes=changes,
        against=against,
    )


def _against(
    scenario: Scenario,
    as_written: Scenario,
    timetable: Timetable,
    folder: Path,
    before: Revision | None,
    changes: str,
) -> Iterator[ReasonAgainst]:
    """Every reason, those first that nobody can overrule."""
    where = (*_why(check_target, folder), *_why(check_same_week, before, scenario))
    if where:
        yield ReasonAgainst(ReasonKind.FOLDER, tuple(one.what for one in where))
    unknown = _why(check_known, scenario, timetable, "")
    if unknown:
        yield ReasonAgainst(ReasonKind.UNKNOWN, tuple(one.what for one in unknown))
    breached = scenario.judge(timetable).breached
    if breached:
        yield ReasonAgainst(ReasonKind.BREACHES, tuple(one.sentence for one in breached))
    # The first problem says what to type at the command; the rest is what would be taken back.
    back = () if where else _why(check_goes_on, folder, as_written)
    if back:
        told = tuple(f"{one.where.rpartition('@')[2]}: {one.what}" for one in back[1:])
        yield ReasonAgainst(ReasonKind.TAKES_BACK, told)
    if before is not None and changes == NOTHING:
        yield ReasonAgainst(ReasonKind.UNCHANGED, ())


def _why(check: Callable[..., None], *given: object) -> tuple[InputProblem, ...]:
    """What a check has against something; nothing where it lets it pass."""
    try:
        check(*given)
    except BadInput as error:
        return error.problems
    return ()
