"""When committees sit in two timetables, in words."""

from __future__ import annotations

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scenarios.studies.comparison.shape import shape_changes
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("clearance", most_parts=2),
    tiny_session("victims"),
    sittings=("morning", "afternoon"),
    days=2,
)
MORNING, LATER = at("clearance", 0, "10:00"), at("clearance", 0, "15:00")
AFTER, BETWEEN = at("victims", 1, "10:00"), at("victims", 0, "10:30")


def changes(there: list[Part], here: list[Part]) -> list[str]:
    found = shape_changes(WEEK, tiny_timetable(*there), tiny_timetable(*here))
    return [one.say("in “held”") for one in found]


def test_other_half_days_and_interruptions_are_told() -> None:
    assert changes([MORNING, LATER, AFTER], [MORNING, LATER, BETWEEN]) == [
        "Clearance sits on Monday, interrupted by Victims; in “held” it sits on Monday, whole.",
        "Victims sits on Monday morning; in “held” it sits on Tuesday morning.",
    ]


def test_another_start_on_the_same_half_day_is_no_change_of_shape() -> None:
    assert changes([MORNING], [at("clearance", 0, "10:30")]) == []


def test_who_no_longer_sits_and_who_is_new_is_told() -> None:
    assert changes([MORNING], [AFTER]) == [
        "Victims sits on Tuesday morning; in “held” it does not sit.",
        "Clearance does not sit; in “held” it sits on Monday morning.",
    ]


def test_the_same_committees_interrupting_in_another_order_are_no_change() -> None:
    week = tiny_week(
        tiny_session("clearance", most_parts=2),
        tiny_session("victims"),
        tiny_session("stockpiles"),
        sittings=("morning", "afternoon"),
        minutes=90,
    )
    clearance = at("clearance", 0, "10:00"), at("clearance", 0, "15:00")
    one = at("victims", 0, "10:30"), at("stockpiles", 0, "11:00")
    other = at("stockpiles", 0, "10:30"), at("victims", 0, "11:00")
    there, here = (tiny_timetable(*clearance, *between) for between in (one, other))
    assert list(shape_changes(week, there, here)) == []
