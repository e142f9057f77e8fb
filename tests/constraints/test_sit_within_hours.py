"""The boundary cases of `sit_within_hours`."""

from __future__ import annotations

from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, tiny_room, tiny_session, tiny_week
from scheduler.week.week import Format
from tests.constraints.amounts import amounts

RULE = SitWithinHours()
MORNING, AFTERNOON = "2011-06-20 morning", "2011-06-20 afternoon"
WEEK = tiny_week(
    tiny_session("early", hours=(600, 660)),
    tiny_session("closing", sittings=frozenset({AFTERNOON})),
    tiny_session("plenary"),
    tiny_session("side", format=Format.SIDE_EVENT),
    tiny_session("fixed", pinned=(at("fixed", 0, "10:30", 60, "hall"),)),
    tiny_session("loose", pinned=(at("loose", 0, "10:30"), at("loose", 1, "10:30"))),
    sittings=("morning", "lunch", "afternoon"),
    minutes=120,
    days=2,
    rooms=(tiny_room("hall", closed=frozenset({AFTERNOON})), tiny_room("annex")),
)


def test_hours_may_be_filled_to_the_last_minute_and_not_beyond() -> None:
    assert amounts(RULE, WEEK, at("early", 0, "10:00", 60)) == {}
    assert amounts(RULE, WEEK, at("early", 0, "10:00", 61)) == {("early", "hours", MORNING): 1}
    assert amounts(RULE, WEEK, at("early", 0, "10:45", 15)) == {}


def test_a_part_wholly_outside_its_hours_counts_as_one_part() -> None:
    part = at("early", 0, "15:00")
    assert amounts(RULE, WEEK, part) == {("early", "hours", AFTERNOON): 1}


def test_lunch_is_open_to_side_events_and_to_no_plenary() -> None:
    assert amounts(RULE, WEEK, at("side", 0, "13:00")) == {}
    lunch = "2011-06-20 lunch"
    assert amounts(RULE, WEEK, at("plenary", 0, "13:00")) == {("plenary", "sitting", lunch): 1}
    assert RULE.say(WEEK, ("plenary", "sitting", lunch), 1) == (
        "“Plenary” sits on Monday 20 June, lunch, which is not open to a plenary."
    )


def test_a_session_with_sittings_of_its_own_keeps_to_them() -> None:
    assert amounts(RULE, WEEK, at("closing", 0, "15:00")) == {}
    tuesday = "2011-06-21 afternoon"
    assert amounts(RULE, WEEK, at("closing", 1, "15:00")) == {("closing", "sitting", tuesday): 1}
    assert RULE.say(WEEK, ("closing", "sitting", tuesday), 1).endswith(
        "which its days and sittings in the scenario exclude."
    )


def test_a_room_is_closed_in_the_sittings_named_and_in_no_other() -> None:
    assert amounts(RULE, WEEK, at("plenary", 0, "10:00", room="hall")) == {}
    assert amounts(RULE, WEEK, at("plenary", 0, "15:00", room="annex")) == {}
    assert amounts(RULE, WEEK, at("plenary", 0, "15:00", room="hall")) == {
        ("plenary", "room", AFTERNOON, "hall"): 1
    }


def test_a_pinned_session_sits_just_as_it_is_pinned() -> None:
    assert amounts(RULE, WEEK, at("fixed", 0, "10:30", 60, "hall")) == {}
    pinned = {("fixed", "pinned", MORNING): 1}
    assert amounts(RULE, WEEK, at("fixed", 0, "10:30", 60, "annex")) == pinned
    assert amounts(RULE, WEEK, at("fixed", 0, "10:30", 30, "hall")) == pinned
    assert amounts(RULE, WEEK, at("fixed", 0, "10:00", 60, "hall")) == pinned


def test_a_pin_without_a_room_leaves_the_room_open_and_each_pin_is_a_place() -> None:
    parts = at("loose", 0, "10:30", room="hall"), at("loose", 1, "10:30", room="annex")
    assert amounts(RULE, WEEK, *parts) == {}
    tuesday = at("loose", 1, "15:00")
    assert amounts(RULE, WEEK, parts[0], tuesday) == {
        ("loose", "missing", 1): 1,
        ("loose", "pinned", "2011-06-21 afternoon"): 1,
    }


def test_each_pin_that_is_missing_counts_once_and_is_said() -> None:
    assert amounts(RULE, WEEK, at("loose", 1, "10:30", room="hall")) == {("loose", "missing", 0): 1}
    asked = "“Loose” is pinned to Monday 20 June at 10:30 for 30 minutes"
    assert RULE.say(WEEK, ("loose", "missing", 0), 1) == f"{asked}; that part is missing."
    assert RULE.say(WEEK, ("loose", "missing", 0)) == f"{asked}."


def test_a_part_that_is_moved_within_the_sitting_of_its_pin_counts_once() -> None:
    parts = at("loose", 0, "11:00", room="hall"), at("loose", 1, "10:30", room="hall")
    assert amounts(RULE, WEEK, *parts) == {("loose", "pinned", MORNING): 1}


def test_a_pinned_session_that_is_not_held_breaks_another_rule_not_this_one() -> None:
    assert amounts(RULE, WEEK) == {}


def test_a_part_may_be_wrong_in_more_than_one_way() -> None:
    week = tiny_week(
        tiny_session("early", hours=(600, 630), pinned=(at("early", 0, "10:00"),)),
        rooms=(tiny_room("hall", closed=frozenset({MORNING})),),
    )
    found = amounts(RULE, week, at("early", 0, "10:30", room="hall"))
    assert [case[1] for case in found] == ["pinned", "hours", "room"]


def test_a_part_outside_every_sitting_is_left_to_the_structure() -> None:
    assert amounts(RULE, WEEK, at("early", 0, "19:00"), at("fixed", 0, "09:30", 60)) == {}


def test_the_sentence_names_the_pin_with_its_room() -> None:
    case = ("fixed", "pinned", MORNING)
    asked = "“Fixed” is pinned to Monday 20 June at 10:30 for 1 hour in Hall"
    assert RULE.say(WEEK, case, 1) == (f"{asked}, but sits otherwise on Monday 20 June, morning.")
    assert RULE.say(WEEK, case) == f"{asked}, and may not sit otherwise on Monday 20 June, morning."
