"""Who did what to a week, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter
from pydantic import BaseModel, Field

from desk.page.access import DeskAsked, WeekAsked
from desk.page.api.sending.publishing import revisions_folder
from scenarios.reading.revision_folders import read_manifest, revision_numbers
from scheduler.errors import BadInput

router = APIRouter()


class LogLine(BaseModel):
    """What somebody did."""

    version: int = Field(description="The version that it made, or that was published.")
    who: str = Field(description="What the person is called; empty where nobody said.")
    at: str = Field(description="When, in UTC: 2027-03-01T09:30:00+00:00.")
    what: str = Field(description="What was done, in English.")


class LogView(BaseModel):
    """The log of a week."""

    lines: list[LogLine] = Field(description="What was done last stands first.")
    more: bool = Field(description="Whether older lines are left out.")


MOST = 1_000
"""Lines that are given at once."""


@router.get("/weeks/{key}/log")
def log(week: WeekAsked, desk: DeskAsked, before: int | None = None) -> LogView:
    """Who did what to the week, the last first, and when it was published beside its file.

    With `before`, only what made an older version than that.
    """
    with week.lock:
        entries = week.journal.since(-1)
    published = sorted(_published(revisions_folder(desk, week, "")))
    lines, more, after = list[LogLine](), False, None
    for one in reversed(entries):
        here = [row for row in published if one.at <= row[0] and (not after or row[0] < after)]
        after = one.at
        if before is not None and one.version >= before:
            continue
        if len(lines) >= MOST:
            more = True
            break
        lines += [
            LogLine(
                version=one.version, who="", at=at.isoformat(), what=f"Published revision {number}"
            )
            for at, number in reversed(here)
        ]
        lines.append(
            LogLine(version=one.version, who=one.who, at=one.at.isoformat(), what=one.what)
        )
    return LogView(lines=lines, more=more)


def _published(folder: Path) -> Iterator[tuple[datetime, int]]:
    """When each revision was published; one whose manifest cannot be read is left out."""
    for number in revision_numbers(folder):
        try:
            at = datetime.fromisoformat(str(read_manifest(folder / str(number)).get("issued")))
        except (BadInput, ValueError):
            continue
        if at.tzinfo is not None:
            yield at.astimezone(UTC), number
