"""Who did what to a week, and when."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from desk.page.access import WeekAsked

router = APIRouter()


class LogLine(BaseModel):
    """What somebody did."""

    version: int = Field(description="The version that it made.")
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
def log(week: WeekAsked, before: int | None = None) -> LogView:
    """Who did what to the week, the last first.

    With `before`, only what made an older version than that.
    """
    with week.lock:
        entries = week.journal.since(-1)
    found = [one for one in entries if before is None or one.version < before]
    last = found[::-1][:MOST]
    return LogView(
        lines=[
            LogLine(version=one.version, who=one.who, at=one.at.isoformat(), what=one.what)
            for one in last
        ],
        more=len(found) > len(last),
    )
