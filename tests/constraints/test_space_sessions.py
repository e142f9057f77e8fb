"""The boundary cases of `space_sessions`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from constraints.space_sessions import Relation, SpaceSessions, Spacing
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part

WEEK = tiny_week(tiny_session("first"), tiny_session("second"), days=5)


def spacing(relation: Relation, days: int = 2) -> Spacing:
    return Spacing(first="first", second="second", relation=relation, least_days_apart=days)


def found(*parts: Part, asked: tuple[Spacing, ...]) -> dict[object, int]:
    return dict(SpaceSessions(spacings=asked).check(WEEK, tiny_timetable(*parts)))


def on(first: int, second: int) -> tuple[Part, Part]:
    return at("first", first, "10:00"), at("second", second, "10:00")


@pytest.mark.parametrize(
    ("relation", "days", "kept"),
    [
        ("neighbouring", 2, [False, True, False, False]),
        ("not_neighbouring", 2, [True, False, True, True]),
        ("apart", 1, [False, True, True, True]),
        ("apart", 2, [False, False, True, True]),
        ("apart", 3, [False, False, False, True]),
    ],
)
def test_the_distance_of_the_days_decides(relation: Relation, days: int, kept: list[bool]) -> None:
    asked = (spacing(relation, days),)
    assert [not found(*on(1, 1 + distance), asked=asked) for distance in range(4)] == kept
    assert [not found(*on(1 + distance, 1), asked=asked) for distance in range(4)] == kept


def test_both_sessions_count() -> None:
    asked = (spacing("neighbouring"),)
    assert found(*on(0, 0), asked=asked) == {("first", "second", "neighbouring"): 2}


def test_the_first_part_of_a_session_says_its_day() -> None:
    parts = (*on(0, 2), at("second", 1, "10:00"))
    assert not found(*parts, asked=(spacing("neighbouring"),))


def test_a_session_that_is_not_held_has_no_distance() -> None:
    assert not found(at("first", 0, "10:00"), asked=(spacing("neighbouring"),))


@pytest.mark.parametrize("relation", ["neighbouring", "apart"])
def test_one_relation_counts_once_whichever_session_is_named_first(relation: Relation) -> None:
    other = Spacing(first="second", second="first", relation=relation, least_days_apart=3)
    asked = (spacing(relation), other)
    assert found(*on(0, 0), asked=asked) == {("first", "second", relation): 2}
    assert found(*on(0, 2), asked=asked) == {("first", "second", relation): 2}
    assert not found(*on(0, {"neighbouring": 1, "apart": 3}[relation]), asked=asked)


def test_one_relation_asked_for_twice_counts_once_with_the_most_days() -> None:
    asked = (spacing("apart", 3), spacing("apart", 2))
    assert found(*on(0, 2), asked=asked) == {("first", "second", "apart"): 2}
    case = ("first", "second", "apart")
    assert SpaceSessions(spacings=asked).say(WEEK, case, 2) == (
        "“First” and “Second” should be at least 3 days apart."
    )


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("neighbouring", "stand on neighbouring days."),
        ("not_neighbouring", "not stand on neighbouring days."),
        ("apart", "be at least 2 days apart."),
    ],
)
def test_each_relation_is_said_as_a_wish_and_as_a_must(relation: Relation, said: str) -> None:
    rule, case = SpaceSessions(spacings=(spacing(relation),)), ("first", "second", relation)
    assert rule.say(WEEK, case, 2) == f"“First” and “Second” should {said}"
    assert rule.say(WEEK, case) == f"“First” and “Second” must {said}"


def test_monday_and_wednesday_are_two_days_apart() -> None:
    monday_and_wednesday = on(0, 2)
    assert not found(*monday_and_wednesday, asked=(spacing("apart", 2),))
    assert found(*monday_and_wednesday, asked=(spacing("apart", 3),))


def test_a_session_has_no_distance_from_itself() -> None:
    with pytest.raises(ValidationError):
        Spacing(first="first", second="first", relation="apart")
