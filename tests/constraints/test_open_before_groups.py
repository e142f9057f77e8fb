"""Boundary cases of `open_before_groups`."""

from __future__ import annotations

from typing import Any

from constraints.open_before_groups import OpenBeforeGroups
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Proposal, Week
from tests.constraints.amounts import amounts

RULE = OpenBeforeGroups()
EARLY = {("group",): 1}


def week(**given: Any) -> Week:
    """A group of the clearance committee, or as given, and two plenaries."""
    group = {"body": "clearance", "format": Format.SMALL_GROUP, "most_parts": 2, **given}
    return tiny_week(
        tiny_session("clearance", most_parts=2),
        tiny_session("status"),
        tiny_session("report", body="clearance", format=Format.REPORT_BACK),
        tiny_session("group", **group),
        days=2,
        minutes=120,
    )


def found(*parts: Part, opening: str = "", **given: Any) -> dict[object, int]:
    rule = OpenBeforeGroups(opening=frozenset({opening} - {""}))
    return dict(amounts(rule, week(**given), *parts))


def test_a_group_may_begin_as_its_committee_ends_and_not_before() -> None:
    assert found(at("clearance", 0, "10:00"), at("group", 0, "10:30")) == {}
    assert found(at("clearance", 0, "10:00", 60), at("group", 0, "10:30")) == EARLY
    assert found(at("clearance", 0, "10:30"), at("group", 0, "10:00")) == EARLY


def test_a_group_whose_committee_is_not_held_is_early() -> None:
    assert found(at("group", 1, "10:00")) == EARLY


def test_one_part_of_the_committee_is_enough() -> None:
    parts = at("clearance", 0, "10:00"), at("group", 0, "10:30"), at("clearance", 1, "10:00")
    assert found(*parts) == {}


def test_the_first_part_of_the_group_must_be_late_enough() -> None:
    parts = at("group", 0, "10:00"), at("clearance", 0, "10:30"), at("group", 1, "10:00")
    assert found(*parts) == EARLY


def test_a_group_that_is_not_held_is_not_early() -> None:
    assert found(at("clearance", 1, "10:00")) == {}


def test_only_a_plenary_opens() -> None:
    assert found(at("report", 0, "10:00"), at("group", 1, "10:00")) == EARLY


def test_another_committee_opens_only_where_it_is_named() -> None:
    parts = at("status", 0, "10:00"), at("group", 1, "10:00")
    assert found(*parts) == EARLY
    assert found(*parts, opening="status") == {}
    assert found(at("clearance", 0, "10:00"), at("group", 0, "10:30"), opening="status") == {}


def test_a_group_of_several_bodies_waits_for_one_of_them() -> None:
    bodies = ("clearance", "friends")
    assert found(at("clearance", 0, "10:00"), at("group", 1, "10:00"), bodies=bodies) == {}


def test_a_group_without_any_plenary_to_wait_for_counts_nothing() -> None:
    assert found(at("group", 0, "10:00"), body="friends") == {}
    assert found(at("group", 0, "10:00"), body="friends", opening="status") == EARLY


def test_every_experiment_waits_and_no_other_session() -> None:
    early = (at("group", 0, "10:00"),)
    assert found(*early, format=Format.WORKSHOP, proposal=Proposal()) == EARLY
    assert found(*early, format=Format.PLENARY, proposal=Proposal()) == EARLY
    assert found(*early, format=Format.WORKSHOP) == {}


def test_the_sentence_names_who_has_to_meet_first() -> None:
    rule = OpenBeforeGroups(opening=frozenset({"status"}))
    early = "“Group” begins before Clearance or Status has met in plenary."
    assert rule.say(week(), ("group",), 1) == early
    asked = "“Group”, if it is held, begins after Clearance has met in plenary."
    assert RULE.say(week(optional=True), ("group",)) == asked
    assert RULE.say(week(), ("group",)) == asked.replace(", if it is held,", "")
