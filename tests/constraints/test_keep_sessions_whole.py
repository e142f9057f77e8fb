"""Boundary cases of `keep_sessions_whole`."""

from __future__ import annotations

from typing import Any

from constraints.keep_sessions_whole import KeepSessionsWhole
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Week
from tests.constraints.amounts import amounts

RULE = KeepSessionsWhole()


def week(**given: Any) -> Week:
    """A committee that may sit on four mornings of 90 minutes, also in four parts."""
    committee = {"least": 180, "wanted": 360, "most_parts": 4, **given}
    return tiny_week(tiny_session("clearance", **committee), days=4, minutes=90)


def too_many(parts: int, **given: Any) -> int:
    """What a number of parts costs, one on each day."""
    found = amounts(RULE, week(**given), *(at("clearance", n, "10:00") for n in range(parts)))
    return found.get(("clearance",), 0)


def test_as_many_parts_as_the_least_minutes_need_cost_nothing() -> None:
    assert [too_many(parts) for parts in (0, 1, 2, 3, 4)] == [0, 0, 0, 1, 2]


def test_a_minute_more_than_two_sittings_have_needs_a_third_part() -> None:
    assert too_many(3, least=180) == 1
    assert too_many(3, least=181) == 0


def test_the_wanted_minutes_need_no_part() -> None:
    assert too_many(3, wanted=240) == 1


def test_only_sittings_that_are_open_to_it_count() -> None:
    assert too_many(3, hours=(600, 660)) == 0, "an hour on each morning: three for three hours"
    assert too_many(4, hours=(600, 660)) == 1


def test_a_sitting_too_short_for_one_of_its_parts_does_not_count() -> None:
    assert too_many(3, least=180, shortest=90) == 1
    assert too_many(1, least=180, shortest=120) == 0, "it fits nowhere, and one part is none over"


def test_the_longest_sittings_count_wherever_they_are() -> None:
    first, *others = (given := week()).sittings
    short = first.model_copy(update={"closes": first.opens + 30})
    late = given.model_copy(update={"sittings": (short, *others)})
    parts = [at("clearance", day, "10:00") for day in range(3)]
    assert amounts(RULE, late, *parts) == {("clearance",): 1}, "Tuesday and Wednesday would do"


def test_a_session_that_the_sittings_cannot_hold_has_no_part_too_many() -> None:
    assert too_many(4, least=600, wanted=600) == 0


def test_the_sentence_says_how_many_parts_would_do() -> None:
    said = RULE.say(week(), ("clearance",), 1)
    assert said == "“Clearance” sits in 3 parts; 2 parts can hold its least time (3 hours)."
    asked = RULE.say(week(), ("clearance",))
    assert asked == "“Clearance” sits in up to 2 parts, enough for its least time (3 hours)."
