"""The boundary cases of `align_instruments`."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.align_instruments import AlignInstruments
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.week import Body, Instrument, Week
from tests.constraints.amounts import amounts

RULE = AlignInstruments()
PAIR = ("mines", "munitions")


def week_with(days: tuple[int, ...] = tuple(range(9)), **munitions: Any) -> Week:
    """From Monday; Albania and Chile can follow both, unless the second session is changed."""
    states = {"ALB", "CHL"}
    week = tiny_week(
        tiny_session("mines", subject="clearance", leaders={"ALB"}, audience={"CHL", "JOR", "ICB"}),
        tiny_session(
            "munitions",
            **{"subject": "clearance", "audience": {*states, "JOR", "ICB"}, **munitions},
        ),
        days=9,
        bodies=(
            Body(id="mines", name="Mines", instrument="mines"),
            Body(id="more mines", name="More Mines", instrument="mines"),
            Body(id="munitions", name="Munitions", instrument="munitions"),
            Body(id="friends", name="Friends"),
        ),
        instruments=(
            Instrument(id="mines", name="Mines", parties=frozenset(states)),
            Instrument(id="munitions", name="Munitions", parties=frozenset(states | {"JOR"})),
        ),
    )
    return Week.model_validate({**week.model_dump(), "days": days})


def apart(first: int, second: int, week: Week) -> int:
    parts = at("mines", first, "10:00"), at("munitions", second, "10:00")
    return amounts(RULE, week, *parts).get(PAIR, 0)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [(0, 0, 0), (0, 1, 1), (1, 0, 1), (0, 4, 4), (4, 7, 1), (4, 5, 0), (5, 7, 1), (0, 8, 6)],
)
def test_working_days_are_counted_after_the_earlier_day_and_up_to_the_later(
    first: int, second: int, days: int
) -> None:
    assert apart(first, second, week_with()) == 2 * days, "two States can follow both"


def test_a_day_that_is_not_in_the_week_is_no_working_day() -> None:
    assert apart(0, 3, week_with(days=(0, 1, 3))) == 2 * 2


def test_the_first_part_of_each_counts() -> None:
    parts = [at("mines", 3, "10:00"), at("mines", 0, "10:00"), at("munitions", 1, "10:00")]
    assert amounts(RULE, week_with(), *parts) == {PAIR: 2}


def test_only_parties_to_both_that_follow_both_count() -> None:
    assert apart(0, 1, week_with(audience={"ALB", "JOR"})) == 1
    assert apart(0, 1, week_with(audience={"JOR", "ICB"})) == 0


def test_a_session_that_is_not_held_is_far_from_nothing() -> None:
    assert amounts(RULE, week_with(), at("mines", 0, "10:00")) == {}


@pytest.mark.parametrize(
    "munitions",
    [
        {"subject": "victim assistance"},
        {"bodies": ("more mines",)},
        {"bodies": ("mines", "munitions")},
        {"bodies": ("friends",)},
    ],
)
def test_another_subject_a_shared_instrument_or_none_makes_no_pair(munitions: Any) -> None:
    assert apart(0, 4, week_with(**munitions)) == 0


def test_two_sessions_without_a_subject_make_no_pair() -> None:
    week = week_with()
    bare = [session.model_copy(update={"subject": ""}) for session in week.sessions]
    assert apart(0, 4, Week.model_validate({**week.model_dump(), "sessions": bare})) == 0


def test_the_sentence_tells_days_from_states() -> None:
    assert RULE.say(week_with(), PAIR, 6) == (
        "“Mines” and “Munitions” begin 3 working days apart: 2 States can follow clearance in both."
    )


def test_no_timetable_brings_sessions_closer_than_the_days_that_they_may_use() -> None:
    monday, wednesday = frozenset({"2011-06-20 morning"}), frozenset({"2011-06-22 morning"})
    states = {"ALB", "CHL"}
    week = week_with(sittings=wednesday)
    first = week.sessions[0].model_copy(update={"sittings": monday})
    week = week.model_copy(update={"sessions": (first, *week.sessions[1:])})
    assert RULE.least(week, PAIR) == len(states) * 2
    assert RULE.least(week_with(), PAIR) == 0
