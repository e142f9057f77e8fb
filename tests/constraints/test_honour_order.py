"""The boundary cases of `honour_order`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from constraints.honour_order import HonourOrder, Order
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.rule import Breach

WEEK = tiny_week(tiny_session("opening"), tiny_session("closing"), days=2)


def rule(**gap: int) -> HonourOrder:
    return HonourOrder(orders=(Order(first="opening", then="closing", **gap),))


def found(rule: HonourOrder, *parts: object) -> list[Breach]:
    return list(rule.check(WEEK, tiny_timetable(*parts)))  # type: ignore[arg-type]


def test_one_may_begin_as_the_other_ends() -> None:
    assert not found(rule(), at("opening", 0, "10:00"), at("closing", 0, "10:30"))


def test_a_minute_of_overlap_is_too_early() -> None:
    breaches = found(rule(), at("opening", 0, "10:00", 31), at("closing", 0, "10:30"))
    assert breaches == [(("opening", "closing", "early"), 1)]


def test_the_last_part_of_the_first_and_the_first_part_of_the_other_count() -> None:
    parts = (
        at("opening", 0, "10:00"),
        at("opening", 1, "10:00"),
        at("closing", 0, "10:30"),
        at("closing", 1, "10:30"),
    )
    assert found(rule(), *parts) == [(("opening", "closing", "early"), 24 * 60)]


def test_the_least_gap_is_just_kept_and_just_missed() -> None:
    parts = at("opening", 0, "10:00"), at("closing", 0, "11:00")
    assert not found(rule(at_least=30), *parts)
    assert found(rule(at_least=31), *parts) == [(("opening", "closing", "early"), 1)]


def test_the_greatest_gap_counts_the_night() -> None:
    parts = at("opening", 0, "10:00"), at("closing", 1, "10:00")
    assert not found(rule(at_most=24 * 60 - 30), *parts)
    assert found(rule(at_most=24 * 60 - 31), *parts) == [(("opening", "closing", "late"), 1)]


def test_a_session_that_is_not_held_has_no_order() -> None:
    assert not found(rule(at_most=0), at("closing", 0, "10:00"))


def test_the_tightest_of_several_gaps_counts() -> None:
    orders = tuple(
        Order(first="opening", then="closing", at_least=low, at_most=high)
        for low, high in ((0, None), (60, 90), (30, 120))
    )
    parts = at("opening", 0, "10:00"), at("closing", 0, "11:00")
    late = at("opening", 0, "10:00"), at("closing", 0, "12:30")
    assert found(HonourOrder(orders=orders), *parts) == [(("opening", "closing", "early"), 30)]
    assert found(HonourOrder(orders=orders), *late) == [(("opening", "closing", "late"), 30)]


def test_a_session_that_the_week_does_not_have_is_passed_over() -> None:
    assert not list(
        HonourOrder(orders=(Order(first="absent", then="closing"),)).check(
            WEEK, tiny_timetable(at("closing", 0, "10:00"))
        )
    )


def test_the_sentence_names_the_gap() -> None:
    case = ("opening", "closing", "early")
    assert rule(at_least=30).say(WEEK, case, 15) == (
        "“Closing” is to begin at least 30 minutes after “Opening” has ended, "
        "but begins 15 minutes too early."
    )


@pytest.mark.parametrize(
    "order",
    [
        {"first": "opening", "then": "opening"},
        {"first": "opening", "then": "closing", "at_least": 30, "at_most": 15},
    ],
)
def test_an_order_that_nothing_can_keep_is_refused(order: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Order.model_validate(order)


def orders(*pairs: str) -> HonourOrder:
    return HonourOrder(orders=tuple(Order(first=pair[0], then=pair[1]) for pair in pairs))


def test_an_order_in_a_circle_is_counted_as_impossible() -> None:
    week = tiny_week(*(tiny_session(name) for name in "abcde"))
    (count,) = orders("ab", "bc", "cd", "db", "de").count(week)
    assert (count.need, count.have) == (1, 0)
    assert "“B” before “C” before “D” before “B”" in count.sentence
    assert not list(orders("ab", "bc", "cd", "ad", "de").count(week))


def test_a_circle_through_an_optional_session_is_possible() -> None:
    week = tiny_week(tiny_session("a"), tiny_session("b", optional=True))
    assert not list(orders("ab", "ba").count(week))
