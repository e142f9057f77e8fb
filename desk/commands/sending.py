"""What several commands do before a week is sent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scenarios.documents.issue import Issue
from scenarios.reading.input_problems import warn, without_warnings
from scenarios.reading.revision_folders import find_revision
from scheduler.document.when import how_often

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Timetable


def warn_of_breaches(scenario: Scenario, timetable: Timetable) -> None:
    """Say that what is to be sent breaks musts, and where to read which."""
    breached = scenario.judge(timetable).breached
    if breached:
        often = how_often(len(breached))
        warn("", f"this timetable breaks a must {often}; 'meeting-week check' says where")


def revision_of(scenario: Scenario, name: str) -> Path | None:
    """The folder of the revision that a timetable is; None where it is another."""
    return None if name in scenario.candidates else find_revision(name)


def issue_of(scenario: Scenario, name: str) -> Issue:
    """What is to be told: a revision with its number, day and note, or a draft of this moment.

    Raises
    ------
    BadInput
        Where the timetable cannot be used.
    """
    issue = Issue(
        scenario=scenario,
        timetable=scenario.candidate(name),
        issued=datetime.now(ZoneInfo(scenario.week.timezone)),
    )
    folder = revision_of(scenario, name)
    if folder is None:
        return issue
    from scenarios.revisions.revision import read_revision

    with without_warnings():  # of edits: it has been read
        published = read_revision(folder)
    said = {"issued": published.issued, "number": published.number, "note": published.note}
    return issue.model_copy(update=said)
