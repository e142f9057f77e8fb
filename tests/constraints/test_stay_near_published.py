"""The boundary cases of `stay_near_published`."""

from __future__ import annotations

from itertools import pairwise

import pytest

from constraints.stay_near_published import Nearness, StayNearPublished
from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part
from tests.constraints.amounts import amounts

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("victims"),
    tiny_session("new"),
    days=2,
    sittings=("morning", "afternoon"),
    rooms=(tiny_room("hall"), tiny_room("annex")),
    references={
        "programme": tiny_timetable(
            at("clearance", 0, "10:00", 60, room="hall"),
            at("clearance", 1, "10:00", 30),
            at("victims", 0, "15:00", room="hall"),
        )
    },
)
FIRST = at("clearance", 0, "10:00", 60, room="hall")
SECOND = at("clearance", 1, "10:00", 30, room="annex")
VICTIMS = at("victims", 0, "15:00", room="hall")


def steps(*parts: Part, session: str, reference: str = "programme") -> dict[str, int]:
    """The steps of one session by what of it changed."""
    found = amounts(StayNearPublished(reference=reference), WEEK, *parts)
    return {str(kind): amount for (name, kind), amount in found.items() if name == session}


def test_what_stays_costs_nothing_and_a_room_counts_only_where_it_was_published() -> None:
    assert steps(FIRST, SECOND, session="clearance") == {}
    assert steps(FIRST, SECOND._replace(room="hall"), session="clearance") == {}


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"minutes": 60}, {"length": 1}),
        ({"room": "annex"}, {"room": 2}),
        ({"start": 930}, {"time": 4}),
        ({"start": 600}, {"sitting": 8, "time": 4}),
        ({"day": 1}, {"day": 16, "sitting": 8}),
        ({"day": 1, "start": 930}, {"day": 16, "sitting": 8, "time": 4}),
    ],
)
def test_each_thing_that_a_part_loses_has_its_steps(
    change: dict[str, int | str], lost: dict[str, int]
) -> None:
    assert steps(VICTIMS._replace(**change), session="victims") == lost


def test_a_part_that_is_dropped_loses_all_and_one_that_is_added_only_adds() -> None:
    assert steps(session="victims") == {
        "parts": 32,
        "day": 16,
        "sitting": 8,
        "time": 4,
        "room": 2,
        "length": 1,
    }
    added = at("victims", 1, "10:00", room="annex")
    assert steps(VICTIMS, added, session="victims") == {"parts": 32, "length": 1}
    assert steps(at("new", 0, "10:00", room="hall"), session="new") == {}


def test_what_parts_have_in_common_counts_as_often_as_they_have_it() -> None:
    """Two parts begin at ten; one that still does leaves one time of day behind."""
    later = SECOND._replace(start=630)
    assert steps(FIRST, later, session="clearance") == {"time": 4}
    both = (FIRST._replace(start=630, minutes=30), later)
    assert steps(*both, session="clearance") == {"time": 8, "length": 1}


def test_minutes_may_go_from_one_part_to_another() -> None:
    shared = (FIRST._replace(minutes=30), SECOND._replace(minutes=60))
    assert steps(*shared, session="clearance") == {}


def test_each_change_counts_more_than_all_that_are_smaller_together() -> None:
    counted = [kind.steps for kind in Nearness]
    assert all(more > less for more, less in pairwise(counted))
    assert all(step > sum(counted[n + 1 :]) for n, step in enumerate(counted))


def test_a_timetable_that_the_week_does_not_have_asks_for_nothing() -> None:
    assert steps(VICTIMS, session="victims", reference="draft") == {}


def test_the_sentences_say_what_was_published_and_what_is_lost() -> None:
    rule = StayNearPublished(reference="programme")
    said = [rule.say(WEEK, ("victims", kind.value), kind.steps) for kind in Nearness]
    when = "“Victims” is published for Monday 20 June at 15:00; "
    assert said == [
        f"{when}it has more parts, or fewer.",
        f"{when}it is on another day.",
        f"{when}it is in another sitting.",
        f"{when}it begins at another time of day.",
        f"{when}it is in another room.",
        f"{when}it is longer or shorter.",
    ]
    assert rule.say(WEEK, ("victims", "parts")) == (
        "“Victims” keeps its number of parts, as published for Monday 20 June at 15:00."
    )
    assert rule.say(WEEK, ("victims", "room")) == (
        "“Victims” keeps its room, as published for Monday 20 June at 15:00."
    )
