"""Boundary cases of `meet_at_once`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from constraints.meet_at_once import MeetAtOnce, SideBySide
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Format
from tests.constraints.amounts import amounts

WEEK = tiny_week(
    tiny_session("one", most_parts=2, format=Format.SMALL_GROUP),
    tiny_session("other", most_parts=2, format=Format.SMALL_GROUP, optional=True),
    tiny_session("third", format=Format.SMALL_GROUP),
    days=2,
    minutes=90,
)
CASE = ("one", "other")
BOTH, TURNED = (SideBySide(session=one, beside=two) for one, two in (CASE, CASE[::-1]))
RULE = MeetAtOnce(pairs=(BOTH,))


def apart(*parts: Part, rule: MeetAtOnce = RULE) -> int:
    found = amounts(rule, WEEK, *parts)
    assert found.keys() <= {CASE}
    return found.get(CASE, 0)


def test_the_same_minutes_on_the_same_day_are_at_once() -> None:
    assert apart(at("one", 0, "10:30"), at("other", 0, "10:30")) == 0
    assert apart(at("one", 0, "10:30"), at("other", 1, "10:30")) == 60


def test_one_that_begins_late_and_ends_late_counts_at_both_ends() -> None:
    assert apart(at("one", 0, "10:00", 60), at("other", 0, "10:30", 60)) == 60


def test_one_that_ends_early_counts_what_is_left_of_the_other() -> None:
    assert apart(at("one", 0, "10:00", 90), at("other", 0, "10:30", 30)) == 60
    assert apart(at("one", 0, "10:00", 90), at("other", 0, "10:00", 60)) == 30


def test_one_after_the_other_counts_both() -> None:
    assert apart(at("one", 0, "10:00"), at("other", 0, "10:30", 60)) == 90


def test_every_part_needs_its_other() -> None:
    both = (at("one", 0, "10:00"), at("other", 0, "10:00"))
    assert apart(*both, at("one", 1, "10:00")) == 30
    assert apart(*both, at("one", 1, "10:00"), at("other", 1, "10:00")) == 0


def test_where_neither_is_held_nothing_counts() -> None:
    assert apart(at("third", 0, "10:00")) == 0
    assert apart(at("one", 0, "10:00"), at("third", 0, "10:00")) == 30


def test_a_pair_that_is_stated_twice_is_one() -> None:
    twice = MeetAtOnce(pairs=(BOTH, BOTH, TURNED))
    assert apart(at("one", 0, "10:00"), rule=twice) == 30


def test_three_that_are_asked_for_in_pairs_count_by_pairs() -> None:
    chain = MeetAtOnce(pairs=(BOTH, SideBySide(session="third", beside="other")))
    found = amounts(chain, WEEK, at("one", 0, "10:00"), at("other", 0, "10:00"))
    assert found == {("other", "third"): 30}


def test_without_pairs_nothing_is_asked_for() -> None:
    assert amounts(MeetAtOnce(), WEEK, at("one", 0, "10:00")) == {}


def test_the_sentence_says_how_long_one_runs_alone() -> None:
    assert RULE.say(WEEK, CASE) == "“One” and “Other” run at the same time."
    assert RULE.say(WEEK, CASE, 30) == (
        "“One” and “Other” belong side by side, and one of them runs without the other for "
        "30 minutes."
    )


def test_a_session_beside_itself_is_no_pair() -> None:
    with pytest.raises(ValidationError, match="'one' always runs beside itself; name two sessions"):
        SideBySide(session="one", beside="one")
