"""A timetable as it goes out."""

from __future__ import annotations

from datetime import datetime

from scenarios.scenario import Scenario
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable


class Issue(Frozen):
    """What a document is made of: a week, its timetable, and when it is issued.

    Attributes
    ----------
    scenario
        With leaders in all posts that somebody takes.
    timetable
        Its parts as they are published, each with its statements.
    issued
        Date and time with a time zone.
    number
        Of the revision, from 1; None for a draft.
    note
        What the secretariat says of it; may be empty.
    """

    scenario: Scenario
    timetable: Timetable
    issued: datetime
    number: int | None = None
    note: str = ""
