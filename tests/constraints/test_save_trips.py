"""The boundary cases of `save_trips`."""

from __future__ import annotations

from typing import Any

import pytest

from constraints.save_trips import SaveTrips
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Delegation, Instrument, Week
from tests.constraints.amounts import amounts

RULE = SaveTrips()
STATES = {"ALB", "CHE", "JOR", "NOR"}


def week_with(**munitions: Any) -> Week:
    """Two weeks from Monday; of four States that follow all, Albania alone could save a journey."""
    return tiny_week(
        tiny_session("mines", audience=STATES, most_parts=3),
        tiny_session("munitions", **{"audience": STATES, **munitions}),
        tiny_session("friends", audience=STATES),
        days=10,
        bodies=(
            Body(id="mines", name="Mines", instrument="mines"),
            Body(id="munitions", name="Munitions", instrument="munitions"),
            Body(id="friends", name="Friends"),
        ),
        instruments=(
            Instrument(id="mines", name="Mines", parties=frozenset({"ALB", "CHE", "NOR"})),
            Instrument(id="munitions", name="Munitions", parties=frozenset({"ALB", "CHE", "JOR"})),
        ),
        delegations=(
            Delegation(code="ALB", name="Albania"),
            Delegation(code="CHE", name="Switzerland", from_capital=False),
        ),
    )


WEEK = week_with()


def on(session: str, *days: int) -> list[Part]:
    return [at(session, day, "10:00") for day in days]


@pytest.mark.parametrize(("second", "journeys"), [(0, 0), (1, 0), (2, 0), (3, 0), (4, 1), (9, 1)])
def test_meetings_up_to_three_days_apart_are_one_journey_and_four_days_apart_two(
    second: int, journeys: int
) -> None:
    found = amounts(RULE, WEEK, *on("mines", 0), *on("munitions", second))
    assert sum(found.values()) == journeys


def test_a_weekend_breaks_no_journey_unless_a_scenario_says_so() -> None:
    friday_and_monday = [*on("mines", 4), *on("munitions", 7)]
    assert amounts(RULE, WEEK, *friday_and_monday) == {}
    assert amounts(SaveTrips(most_days_apart=2), WEEK, *friday_and_monday) == {("ALB",): 1}


def test_with_one_day_apart_only_neighbouring_days_are_one_journey() -> None:
    rule = SaveTrips(most_days_apart=1)
    assert amounts(rule, WEEK, *on("mines", 0), *on("munitions", 1)) == {}
    assert amounts(rule, WEEK, *on("mines", 0), *on("munitions", 2)) == {("ALB",): 1}


def test_every_journey_beyond_the_first_counts_also_for_one_instrument_alone() -> None:
    found = amounts(RULE, WEEK, *on("mines", 0, 9), *on("munitions", 4))
    assert found == {("ALB",): 2}
    assert amounts(RULE, WEEK, *on("mines", 0, 9)) == {("ALB",): 1}


def test_a_meeting_in_between_makes_one_journey_of_two() -> None:
    assert amounts(RULE, WEEK, *on("mines", 0, 3), *on("munitions", 6)) == {}


def test_a_session_without_an_instrument_is_no_reason_to_travel() -> None:
    assert amounts(RULE, WEEK, *on("mines", 0), *on("friends", 9)) == {}
    found = amounts(RULE, WEEK, *on("mines", 0), *on("friends", 3), *on("munitions", 6))
    assert found == {("ALB",): 1}


def test_who_follows_one_instrument_only_saves_nothing() -> None:
    week = week_with(audience={"NOR"})
    assert amounts(RULE, week, *on("mines", 0, 9), *on("munitions", 5)) == {}


@pytest.mark.parametrize("way", ["leaders", "speakers"])
def test_to_lead_or_to_speak_is_to_follow(way: str) -> None:
    week = week_with(audience=set(), **{way: {"ALB"}})
    assert amounts(RULE, week, *on("mines", 0), *on("munitions", 9)) == {("ALB",): 1}


def test_nothing_held_is_no_journey() -> None:
    assert amounts(RULE, WEEK) == {}


@pytest.mark.parametrize(
    ("days", "amount", "said"),
    [
        (3, 1, "travels twice, with more than 2 days free between meetings that it follows."),
        (2, 2, "travels 3 times, with more than 1 day free between meetings that it follows."),
        (1, 1, "travels twice, with a day or more free between meetings that it follows."),
        (3, None, "is to travel to the meetings that it follows on one journey."),
    ],
)
def test_the_sentence_counts_journeys(days: int, amount: int | None, said: str) -> None:
    sentence = SaveTrips(most_days_apart=days).say(WEEK, ("ALB",), amount)
    assert sentence == f"Albania, a party to the Mines and the Munitions, {said}"


def test_the_sentence_names_no_instrument_whose_meetings_the_delegation_does_not_follow() -> None:
    remnants = Instrument(id="remnants", name="Remnants", parties=frozenset({"ALB"}))
    week = tiny_week(
        *WEEK.sessions,
        tiny_session("remnants", audience={"CHE"}),
        bodies=(*WEEK.bodies, Body(id="remnants", name="Remnants", instrument="remnants")),
        instruments=(*WEEK.instruments, remnants),
        delegations=WEEK.delegations,
    )
    assert RULE.say(week, ("ALB",)) == RULE.say(WEEK, ("ALB",))
    assert "Remnants" not in RULE.say(week, ("ALB",))
