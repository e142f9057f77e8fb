"""Revisions as a command takes them: the published week, and the folder of the next one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.languages.texts import LANGUAGES
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.reading.files import is_folder
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.revision_folders import find_revision, revision_numbers
from scheduler.errors import BadInput
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable

if TYPE_CHECKING:
    from scenarios.revisions.revision import Revision
    from scenarios.studies.replanning.case import ReplanCase
    from scenarios.studies.replanning.result import Replanned


def is_revision(path: Path) -> bool:
    """Whether a name is that of a revision, or of a folder of them."""
    try:
        return find_revision(path) is not None
    except BadInput:
        return False


def published_name(path: Path) -> str:
    """The timetable that was published with a scenario: a revision's own.

    Raises
    ------
    BadInput
        Where the scenario is no revision, so that nothing says which was published.
    """
    if find_revision(path, "scenario file") is None:
        what = (
            "which schedule was published? Give its CSV after the scenario, or a folder of "
            "revisions, as 'meeting-week publish' makes them, in place of both"
        )
        raise BadInput.at(str(path), what)
    return str(path)


def revisions_folder(path: Path, option: str) -> Path:
    """The folder of the revisions among which the next one will be.

    Raises
    ------
    BadInput
        Where the name is of no revision, or of one that is not the last: what has changed since
        would be taken back.
    """
    found = find_revision(path, "scenario file")
    if found is None:
        what = (
            f"{option} makes the next revision in a folder of revisions, and this is a file; "
            "publish the first revision with 'meeting-week publish'"
        )
        raise BadInput.at(str(path), what)
    folder = path if is_folder(path) and found != path else found.parent
    last = revision_numbers(folder)[-1]
    if found.name != str(last):
        what = f"revision {last} is the last in {folder}, and what has changed since revision "
        what += f"{found.name} would be taken back; give {folder}, or leave {option} out"
        raise BadInput.at(str(path), what)
    from scenarios.revisions.staging import check_target

    check_target(folder)
    return folder


def letters(case: ReplanCase, replanned: Replanned, code: str) -> str:
    """A paragraph for each who must be told of a replan, in a language, as it can be mailed.

    Raises
    ------
    BadInput
        Where there is no such language.
    """
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from scenarios.documents.changes.notice_files import notices_text
    from scenarios.documents.changes.notices import notices
    from scenarios.documents.changes.revised import Revised
    from scenarios.documents.issue import Issue
    from scenarios.languages.language import language_of

    after, was = replanned.led, case.before or case.scenario
    assert replanned.result.timetable is not None, "only a week that was found is told"
    later = (after.week.first - was.week.first).days
    gone_out = Timetable(
        parts=tuple(
            part._replace(day=part.day + later) for part in (case.gone_out or case.published).parts
        )
    )
    issued = datetime.now(ZoneInfo(after.week.timezone))
    issues = (
        Issue(scenario=was, timetable=gone_out, issued=issued),
        Issue(scenario=after, timetable=replanned.result.timetable, issued=issued),
    )
    language = language_of(after.texts, code if code in LANGUAGES else "en")
    return notices_text(Revised(*issues), language, notices(*issues, language)).decode()


def publish_replanned(replanned: Replanned, folder: Path, note: str, source: str) -> Revision:
    """Publish a replanned week as the next revision, with the changes in its scenario.

    Raises
    ------
    BadInput
        Where it cannot be published.
    """
    from scenarios.revisions.publishing import publish

    timetable, origin = replanned.result.timetable, replanned.origin
    if timetable is None or origin is None:
        raise BadInput.at(str(folder), "there is nothing to be published")
    text = replanned.scenario_text(origin.path)
    with without_warnings():  # They have been told of the changes.
        led = resolve(read_source(origin.path, text=text), origin.path)
    for leadership in (origin.leadership, replanned.result.leadership):
        if leadership is not None:
            led = led.with_leaders(leadership)
    return publish(
        led,
        timetable,
        folder,
        note=note,
        asked=replanned.changes,
        source=source,
        text=text,
        lost=replanned.lost,
        after=int(origin.path.parent.name),
        unchanged=False,
    )


def say_doubts(revision: Revision) -> Iterator[str]:
    """What must not go out in silence."""
    broken = revision.manifest.breaches
    if broken:
        number = count(len(broken), "breach", "breaches")
        yield f"Published with {number} of musts, which the manifest names:"
        yield from (f"- {sentence}" for sentence in broken)
    yield from (f"Left out: {sentence}" for sentence in revision.manifest.left_out)
