"""The boundary cases of `keep_committees_together`."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.keep_committees_together import KeepCommitteesTogether
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Week
from tests.constraints.amounts import amounts

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("report", body="clearance"),
    days=3,
    sittings=("morning", "lunch", "afternoon"),
    minutes=60,
)


def amount(*parts: Part, leave_out: frozenset[str] = frozenset()) -> int:
    rule = KeepCommitteesTogether(leave_out=leave_out)
    return sum(breach.amount for breach in rule.check(WEEK, tiny_timetable(*parts)))


def test_a_lunch_that_is_closed_to_the_body_is_no_gap() -> None:
    assert amount(at("clearance", 0, "10:00"), at("clearance", 0, "15:00")) == 0


def test_an_afternoon_between_two_mornings_is_one_sitting() -> None:
    assert amount(at("clearance", 0, "10:00"), at("clearance", 1, "10:00")) == 1


def test_two_parts_in_one_sitting_use_it_once() -> None:
    parts = (
        at("clearance", 0, "10:00"),
        at("report", 0, "10:30"),
        at("report", 1, "10:00"),
        at("clearance", 2, "10:00"),
    )
    assert amount(*parts) == 2


def with_session(**more: Any) -> Week:
    """A week of one day in which the committee has one session more."""
    session = tiny_session("more", body="clearance", **more)
    return tiny_week(*WEEK.sessions, session, sittings=("morning", "lunch", "afternoon"))


def amount_with(format_: Format, *parts: Part) -> int:
    found = amounts(KeepCommitteesTogether(), with_session(format=format_), *parts)
    return found.get(("clearance",), 0)


@pytest.mark.parametrize("format_", [Format.SIDE_EVENT, Format.COORDINATION])
def test_a_committee_that_may_meet_at_lunch_as_well_leaves_out_no_lunch(format_: Format) -> None:
    whole_day = at("clearance", 0, "10:00"), at("clearance", 0, "15:00")
    assert amount_with(format_, *whole_day) == 0
    assert amount_with(format_, *whole_day, at("more", 0, "13:00")) == 0


def test_a_side_event_is_no_sitting_of_a_committee() -> None:
    week = tiny_week(*with_session(format=Format.SIDE_EVENT).sessions, days=3)
    parts = at("clearance", 0, "10:00"), at("report", 2, "10:00"), at("more", 1, "10:00")
    assert amounts(KeepCommitteesTogether(), week, *parts) == {("clearance",): 1}
    assert amounts(KeepCommitteesTogether(), week, *parts[::2]) == {}


def test_a_sitting_open_to_small_groups_alone_is_not_left_out_by_a_plenary() -> None:
    week = with_session(format=Format.SMALL_GROUP)
    lunch = next(sitting for sitting in week.sittings if sitting.name == "lunch")
    open_to = lunch.model_copy(update={"formats": frozenset({Format.SMALL_GROUP})})
    sittings = tuple(open_to if one is lunch else one for one in week.sittings)
    week = week.model_copy(update={"sittings": sittings})
    whole_day = at("clearance", 0, "10:00"), at("clearance", 0, "15:00")
    assert amounts(KeepCommitteesTogether(), week, *whole_day) == {}


def test_a_body_without_plenaries_leaves_out_a_lunch_that_is_open_to_it() -> None:
    chairs = tiny_session("chairs", format=Format.COORDINATION, most_parts=2)
    week = tiny_week(chairs, sittings=("morning", "lunch", "afternoon"))
    whole_day = at("chairs", 0, "10:00"), at("chairs", 0, "15:00")
    assert amounts(KeepCommitteesTogether(), week, *whole_day) == {("chairs",): 1}


def test_a_part_outside_every_sitting_is_passed_over() -> None:
    assert amount(at("clearance", 0, "10:00"), at("clearance", 2, "19:00")) == 0


def test_a_body_that_is_left_out_may_meet_here_and_there() -> None:
    parts = at("clearance", 0, "10:00"), at("clearance", 2, "10:00")
    assert amount(*parts) == 3
    assert amount(*parts, leave_out=frozenset({"clearance"})) == 0


def test_the_sentence_names_the_body() -> None:
    assert KeepCommitteesTogether().say(WEEK, ("clearance",), 2) == (
        "Clearance pauses for 2 sittings between its first part and its last."
    )
