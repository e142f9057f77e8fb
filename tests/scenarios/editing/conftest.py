"""A small week in which everything stands somewhere."""

from __future__ import annotations

import pytest

from scenarios.editing.edited_week import EditedWeek, read_text
from scheduler.week.timetable import Part, Timetable
from tests.weeks import SMALL_WEEK

MORNING, AFTERNOON = 600, 900


@pytest.fixture
def week() -> EditedWeek:
    """Three days: the opening, Clearance in two parts, Victim Assistance and the closing."""
    text = SMALL_WEEK.read_text(encoding="utf-8")
    parts = (
        Part("opening", 0, MORNING, 120, "large"),
        Part("clearance", 0, AFTERNOON, 90, "large"),
        Part("clearance", 1, MORNING, 150, "large"),
        Part("victim-assistance", 1, AFTERNOON, 120, "large"),
        Part("uganda", 2, MORNING, 60, "small"),
        Part("closing", 2, AFTERNOON, 60, "large"),
    )
    return EditedWeek(text, read_text(SMALL_WEEK, text), Timetable(parts=parts))
