"""Boundary cases of `walk_between_buildings`."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from constraints.tiny import at, heard, tiny_room, tiny_session, tiny_week
from constraints.walk_between_buildings import Walk, WalkBetweenBuildings
from scheduler.rules.draft import Case
from scheduler.week.agenda import Item
from scheduler.week.timetable import Part
from scheduler.week.week import Delegation, Format, Week
from tests.constraints.amounts import amounts

RULE = WalkBetweenBuildings(minutes=30)
ALB, TWO = frozenset({"ALB"}), frozenset({"BEL"})
CASE = ("one", "other")


def week(one: dict[str, Any], other: dict[str, Any]) -> Week:
    """Two groups, and rooms in three buildings: one that is not named, the annex, and the tower."""
    group = {"format": Format.SMALL_GROUP, "most_parts": 2}
    return tiny_week(
        tiny_session("one", **{**group, **one}),
        tiny_session("other", **{**group, **other}),
        days=2,
        minutes=120,
        sittings=("morning", "midday"),
        rooms=(
            tiny_room("hall"),
            tiny_room("section", hall="hall"),
            tiny_room("salon", building="annex"),
            tiny_room("studio", building="annex"),
            tiny_room("deck", building="tower"),
        ),
        delegations=(
            Delegation(code="ALB", name="Albania"),
            Delegation(code="BEL", name="Belgium", delegates=2),
        ),
    )


SPEAKS = week({"speakers": ALB}, {"speakers": ALB})


def short(*parts: Part, rule: WalkBetweenBuildings = RULE, here: Week = SPEAKS) -> int:
    found = amounts(rule, here, *parts)
    assert found.keys() <= {CASE}
    return found.get(CASE, 0)


def after(minutes: int, one: str = "hall", other: str = "salon") -> tuple[Part, Part]:
    """Half an hour, and so many minutes later another."""
    first = at("one", 0, "10:00", room=one)
    return first, first._replace(session="other", start=630 + minutes, room=other)


def test_the_time_to_walk_is_enough_and_a_minute_less_is_short() -> None:
    assert short(*after(30)) == 0
    assert short(*after(29)) == 1
    assert short(*after(0)) == 30


def test_parts_that_overlap_lack_all_of_the_walk_and_no_more() -> None:
    assert short(*after(-10)) == 30
    assert short(*after(-30)) == 30


def test_inside_one_building_nobody_has_to_walk() -> None:
    assert short(*after(0, "salon", "studio")) == 0
    assert short(*after(0, "hall", "section")) == 0
    assert short(*after(0, "salon", "hall")) == 30


def test_the_order_of_the_two_makes_no_difference() -> None:
    assert short(at("other", 0, "10:00", room="salon"), at("one", 0, "10:40", room="hall")) == 20


def test_the_way_leads_from_one_sitting_into_the_next_and_not_into_the_next_day() -> None:
    assert short(at("one", 0, "11:30", room="hall"), at("other", 0, "12:00", room="salon")) == 30
    assert short(at("one", 0, "11:30", room="hall"), at("other", 1, "10:00", room="salon")) == 0


def test_every_two_parts_count() -> None:
    parts = (*after(10), at("one", 1, "10:00", room="hall"), at("other", 1, "10:45", room="deck"))
    assert short(*parts) == 20 + 15


def test_some_ways_are_longer_and_some_shorter() -> None:
    ways = (Walk(between=("tower", "annex"), minutes=60),)
    rule = WalkBetweenBuildings(minutes=5, ways=ways)
    assert short(*after(20, "salon", "deck"), rule=rule) == 40
    assert short(*after(20, "deck", "salon"), rule=rule) == 40
    assert short(*after(0, "hall", "deck"), rule=rule) == 5
    assert short(*after(0), rule=WalkBetweenBuildings(minutes=0)) == 0


def test_a_delegation_of_two_sends_another_but_who_leads_both_walks() -> None:
    assert short(*after(0), here=week({"speakers": TWO}, {"speakers": TWO})) == 0
    assert short(*after(0), here=week({"leaders": TWO}, {"speakers": TWO})) == 0
    assert short(*after(0), here=week({"leaders": TWO}, {"leaders": TWO})) == 30


def test_one_delegate_leads_here_and_speaks_there() -> None:
    assert short(*after(0), here=week({"leaders": ALB}, {"speakers": ALB})) == 30
    assert short(*after(0), here=week({"leaders": ALB}, {"speakers": TWO})) == 0
    assert short(*after(0), here=week({"speakers": ALB}, {"audience": ALB})) == 0


def test_a_session_that_changes_its_building_takes_its_people_with_it() -> None:
    parts = (at("one", 0, "11:30", room="hall"), at("one", 0, "12:10", room="salon"))
    assert amounts(RULE, SPEAKS, *parts) == {("one", "one"): 20}
    assert amounts(RULE, week({"speakers": TWO}, {}), *parts) == {}
    assert amounts(RULE, week({"leaders": TWO}, {}), *parts) == {("one", "one"): 20}


def test_who_makes_a_statement_walks_only_from_the_part_in_which_it_stands() -> None:
    item = Item(title="Updates", minutes=15, speakers=("ALB", "BEL"))
    here = week({"agenda": (item,)}, {"speakers": ALB | TWO})
    first, then = after(10)
    assert short(heard(first, (0, "ALB", 15)), then, here=here) == 20
    assert short(heard(first, (0, "BEL", 15)), then, here=here) == 0
    assert short(first, then, here=here) == 0


def test_many_who_need_the_walk_count_once() -> None:
    both = week({"leaders": ALB | TWO, "speakers": ALB}, {"leaders": ALB | TWO})
    assert short(*after(0), here=both) == 30


def test_parts_without_a_room_count_nothing() -> None:
    assert short(at("one", 0, "10:00"), at("other", 0, "10:30", room="salon")) == 0


@pytest.mark.parametrize(
    ("case", "amount", "said"),
    [
        (
            CASE,
            10,
            "“One” and “Other” both need Albania, and are in different buildings, 10 minutes "
            "short of the walk.",
        ),
        (
            CASE,
            None,
            "“One” and “Other” both need Albania, so there is time to walk where they are in "
            "different buildings.",
        ),
        (
            ("one", "one"),
            10,
            "The parts of “One” all need Albania, and are in different buildings, 10 minutes "
            "short of the walk.",
        ),
    ],
)
def test_the_sentence_names_who_has_to_walk(case: Case, amount: int | None, said: str) -> None:
    assert RULE.say(SPEAKS, case, amount) == said


def test_more_than_four_who_have_to_walk_are_counted() -> None:
    many = frozenset({"A", "B", "C", "D", "E", "F"})
    said = RULE.say(week({"leaders": many}, {"leaders": many}), CASE, 10)
    assert said.startswith("“One” and “Other” both need A, B, C, D and 2 others, and ")
    four = many - {"E", "F"}
    said = RULE.say(week({"leaders": four}, {"leaders": four}), CASE, 10)
    assert said.startswith("“One” and “Other” both need A, B, C and D, and ")


def test_a_way_is_between_two_buildings_and_has_one_length() -> None:
    with pytest.raises(ValidationError, match="'annex' has no way to itself; name two buildings"):
        Walk(between=("annex", "annex"), minutes=5)
    ways = (
        Walk(between=("annex", "tower"), minutes=5),
        Walk(between=("tower", "annex"), minutes=6),
    )
    with pytest.raises(ValidationError, match="between 'annex' and 'tower' stands here twice"):
        WalkBetweenBuildings(ways=ways)


def test_one_beyond_those_who_are_named_is_named_too() -> None:
    def said(codes: str) -> str:
        found = week({"leaders": frozenset(codes)}, {"leaders": frozenset(codes)})
        return RULE.say(found, CASE)

    assert "both need A, B, C, D and E, so" in said("ABCDE")
    assert "both need A, B, C, D and 2 others, so" in said("ABCDEF")
