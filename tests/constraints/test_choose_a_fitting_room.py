"""Boundary cases of `choose_a_fitting_room`."""

from __future__ import annotations

from typing import Any

from constraints.choose_a_fitting_room import ChooseAFittingRoom
from constraints.tiny import at, tiny_room, tiny_session, tiny_week
from scheduler.rules.draft import Case
from scheduler.week.week import Week
from tests.constraints.amounts import amounts

RULE = ChooseAFittingRoom()


def week(seats: int = 275, **group: Any) -> Week:
    """A group of 30 people, a hall and two smaller rooms, one of them with a booth."""
    return tiny_week(
        tiny_session("group", **{"attendance": 30, "most_parts": 2, **group}),
        days=2,
        rooms=(
            tiny_room("hall", seats=seats, booths=2),
            tiny_room("salon", seats=130, booths=1, equipment=frozenset({"screen"})),
            tiny_room("annex", seats=60),
        ),
    )


def found(room: str, rule: ChooseAFittingRoom = RULE, **more: Any) -> dict[Case, int]:
    return amounts(rule, week(**more), at("group", 0, "10:00", room=room))


def test_four_seats_for_each_person_are_just_enough() -> None:
    assert found("hall", seats=120) == {}
    assert found("hall", seats=121) == {("group", "hall"): 1}
    assert found("annex") == {}


def test_the_factor_is_the_scenarios_to_choose() -> None:
    assert found("salon") == {("group", "salon"): 1}
    assert found("salon", ChooseAFittingRoom(factor=5)) == {}
    assert found("annex", ChooseAFittingRoom(factor=1)) == {}


def test_the_smallest_room_that_fits_is_never_too_large() -> None:
    assert found("salon", equipment=frozenset({"screen"})) == {}
    assert found("hall", equipment=frozenset({"screen"})) == {("group", "hall"): 1}
    assert found("salon", languages=1) == {}
    assert found("salon", rooms=frozenset({"salon", "hall"})) == {}
    assert found("hall", languages=2) == {}


def test_a_room_that_does_not_fit_is_too_large_as_well() -> None:
    assert found("hall", rooms=frozenset({"annex"})) == {("group", "hall"): 1}


def test_a_session_that_fits_no_room_counts_nothing() -> None:
    assert found("hall", languages=3) == {}


def test_a_session_without_attendance_says_nothing() -> None:
    assert found("hall", attendance=0) == {}
    assert found("hall", attendance=1) == {("group", "hall"): 1}


def test_each_part_counts() -> None:
    both = (at("group", 0, "10:00", room="hall"), at("group", 1, "10:00", room="hall"))
    assert amounts(RULE, week(), *both) == {("group", "hall"): 2}
    mixed = (at("group", 0, "10:00", room="hall"), at("group", 1, "10:00", room="salon"))
    assert amounts(RULE, week(), *mixed) == {("group", "hall"): 1, ("group", "salon"): 1}


def test_a_part_without_a_room_counts_nothing() -> None:
    assert amounts(RULE, week(), at("group", 0, "10:00")) == {}


def test_the_sentence_names_the_seats() -> None:
    assert RULE.say(week(), ("group", "hall"), 2) == (
        "“Group” sits in Hall, in 2 parts, which has 275 seats for 30; a smaller room fits."
    )
    assert RULE.say(week(), ("group", "hall")) == (
        "“Group” does not sit in Hall, which has 275 seats for 30; a smaller room fits."
    )
