"""Boundary cases of `let_committees_finish`."""

from __future__ import annotations

from typing import Any

from constraints.let_committees_finish import LetCommitteesFinish
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Format, Kind, Week
from tests.constraints.amounts import amounts

RULE = LetCommitteesFinish()


def week(**other: Any) -> Week:
    """Two committees, of which one has three sittings and the other is as given."""
    return tiny_week(
        tiny_session("clearance", least=90, most_parts=3),
        tiny_session("other", **{"least": 90, "most_parts": 3, **other}),
        days=3,
        minutes=90,
        bodies=(
            Body(id="munitions", name="Munitions", instrument="munitions"),
            Body(id="coordination", name="Coordination", kind=Kind.COORDINATING_COMMITTEE),
        ),
    )


CLEARANCE = (at("clearance", 0, "10:30"), at("clearance", 1, "10:30"))


def found(*parts: Part, **other: Any) -> dict[object, int]:
    return {case[0]: n for case, n in amounts(RULE, week(**other), *CLEARANCE, *parts).items()}


def test_what_begins_after_one_part_and_before_the_next_interrupts() -> None:
    assert found(at("other", 0, "11:00")) == {"clearance": 1}
    assert found(at("other", 1, "10:00")) == {"clearance": 1}


def test_what_begins_before_the_first_part_or_after_the_last_does_not() -> None:
    assert found(at("other", 0, "10:00")) == {}
    assert found(at("other", 1, "11:00")) == {}
    assert found(at("other", 2, "10:00")) == {}


def test_what_begins_with_a_part_does_not_lie_between_two() -> None:
    assert found(at("other", 0, "10:30")) == {}
    assert found(at("other", 1, "10:30")) == {}


def test_two_plenaries_between_two_parts_are_one_interruption() -> None:
    assert found(at("other", 0, "11:00"), at("other", 1, "10:00")) == {"clearance": 1}


def test_each_part_that_comes_after_another_committee_counts() -> None:
    taking_turns = (at("other", 0, "11:00"), at("other", 1, "11:00"), at("clearance", 2, "10:00"))
    assert found(*taking_turns) == {"clearance": 2, "other": 1}


def test_only_plenaries_of_other_committees_of_the_instrument_interrupt() -> None:
    between = at("other", 0, "11:00")
    assert found(between, body="munitions") == {}
    assert found(between, body="coordination") == {}
    assert found(between, body="clearance") == {}
    assert found(between, bodies=("clearance", "other")) == {}
    assert found(between, format=Format.SMALL_GROUP) == {}
    assert found(between, format=Format.REPORT_BACK) == {}


def test_what_is_left_out_neither_interrupts_nor_is_interrupted() -> None:
    parts = (*CLEARANCE, at("other", 0, "11:00"), at("other", 1, "11:00"))
    assert amounts(RULE, week(), *parts) == {("clearance",): 1, ("other",): 1}
    for body in ("clearance", "other"):
        rule = LetCommitteesFinish(leave_out=frozenset({body}))
        assert amounts(rule, week(), *parts) == {}


def test_an_interruption_is_said_with_its_number() -> None:
    said = RULE.say(week(), ("clearance",), 1)
    assert said == "“Clearance” is interrupted once by another committee's plenary."
    said = RULE.say(week(), ("clearance",), 3)
    assert said == "“Clearance” is interrupted 3 times by another committee's plenary."
