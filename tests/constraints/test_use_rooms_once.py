"""The boundary cases of `use_rooms_once`."""

from __future__ import annotations

from constraints.tiny import at, tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.week.week import Week
from tests.constraints.amounts import amounts

RULE = UseRoomsOnce()
PAIR = ("clearance", "cooperation")


def week_with(turnover: int) -> Week:
    return tiny_week(
        tiny_session("clearance"),
        tiny_session("cooperation"),
        tiny_session("group"),
        sittings=("morning", "midday"),
        minutes=120,
        days=2,
        rooms=(
            tiny_room("hall"),
            tiny_room("north", hall="hall"),
            tiny_room("south", hall="hall"),
            tiny_room("annex"),
        ),
        turnover=turnover,
    )


JOINED = frozenset({"north", "south"})


def test_two_sections_opened_into_one_room_are_in_the_way_of_both_and_not_of_the_third() -> None:
    rooms = (
        tiny_room("hall"),
        *(tiny_room(name, hall="hall") for name in ("north", "south", "east")),
        tiny_room("wing", hall="hall", joins=JOINED),
        tiny_room("side", hall="hall", joins=frozenset({"south", "east"})),
    )
    week = tiny_week(tiny_session("clearance"), tiny_session("cooperation"), rooms=rooms)
    wing = at("clearance", 0, "10:00", room="wing")
    in_the_way = {
        room.id: amounts(RULE, week, wing, at("cooperation", 0, "10:00", room=room.id))
        == {PAIR: 30}
        for room in rooms
    }
    assert in_the_way == {
        **dict.fromkeys(("hall", "north", "south", "wing", "side"), True),
        "east": False,
    }
    assert RULE.say(week, PAIR, 30) == (
        "“Clearance” and “Cooperation” are in one room, or in two that share a section of a hall, "
        "for 30 minutes at once."
    )


PLAIN, TURNOVER = week_with(0), week_with(15)
FIRST = at("clearance", 0, "10:00", room="hall")


def test_without_a_turnover_one_may_begin_as_the_other_ends() -> None:
    assert amounts(RULE, PLAIN, FIRST, at("cooperation", 0, "10:30", room="hall")) == {}
    assert amounts(RULE, PLAIN, FIRST, at("cooperation", 0, "10:29", room="hall")) == {PAIR: 1}


def test_the_turnover_is_just_kept_or_just_missed() -> None:
    assert amounts(RULE, TURNOVER, FIRST, at("cooperation", 0, "10:45", room="hall")) == {}
    assert amounts(RULE, TURNOVER, FIRST, at("cooperation", 0, "10:44", room="hall")) == {PAIR: 1}


def test_the_turnover_reaches_into_the_next_sitting() -> None:
    last = at("clearance", 0, "11:30", room="hall")
    assert amounts(RULE, TURNOVER, last, at("cooperation", 0, "12:00", room="hall")) == {PAIR: 15}
    assert amounts(RULE, TURNOVER, last, at("cooperation", 0, "12:15", room="hall")) == {}


def test_two_parts_at_once_last_the_turnover_longer() -> None:
    beside = at("cooperation", 0, "10:00", room="hall")
    assert amounts(RULE, PLAIN, FIRST, beside) == {PAIR: 30}
    assert amounts(RULE, TURNOVER, FIRST, beside) == {PAIR: 45}


def test_parts_of_one_session_need_no_turnover_between_them() -> None:
    parts = at("clearance", 0, "11:30", room="hall"), at("clearance", 0, "12:00", room="hall")
    assert amounts(RULE, TURNOVER, *parts) == {}


def test_other_rooms_and_no_room_are_in_nobodys_way() -> None:
    assert amounts(RULE, TURNOVER, FIRST, at("cooperation", 0, "10:00", room="annex")) == {}
    assert amounts(RULE, TURNOVER, at("clearance", 0, "10:00"), at("group", 0, "10:00")) == {}


def test_a_hall_and_its_section_are_one_room_and_two_sections_are_two() -> None:
    north, south = (at("cooperation", 0, "10:00", room=room) for room in ("north", "south"))
    assert amounts(RULE, PLAIN, FIRST, north) == {PAIR: 30}
    assert amounts(RULE, PLAIN, at("clearance", 0, "10:00", room="north"), south) == {}


def test_a_hall_needs_its_turnover_after_each_of_its_sections() -> None:
    parts = at("cooperation", 0, "10:00", room="north"), at("group", 0, "10:00", room="south")
    late = at("clearance", 0, "10:30", room="hall")
    assert amounts(RULE, TURNOVER, *parts, late) == {PAIR: 15, ("clearance", "group"): 15}


def test_the_minutes_of_several_parts_are_added_up_for_each_two_sessions() -> None:
    parts = [FIRST, at("clearance", 1, "10:00", room="hall")]
    others = [at("cooperation", day, "10:15", room="hall") for day in (0, 1)]
    assert amounts(RULE, PLAIN, *parts, *others) == {PAIR: 30}


def test_the_sentence_says_that_the_turnover_is_counted() -> None:
    assert RULE.say(TURNOVER, PAIR, 15) == (
        "“Clearance” and “Cooperation” are in one room, or in a hall and a section of it, "
        "for 15 minutes at once (turnover included)."
    )
    undivided = TURNOVER.model_copy(update={"rooms": (tiny_room("hall"),)})
    assert RULE.say(undivided, PAIR, 15) == (
        "“Clearance” and “Cooperation” are in one room for 15 minutes at once (turnover included)."
    )
    assert RULE.say(PLAIN, PAIR) == (
        "“Clearance” and “Cooperation” cannot share a room at the same time."
    )
    assert RULE.say(TURNOVER, PAIR) == (
        "“Clearance” and “Cooperation” cannot share a room at the same time, or within "
        "15 minutes of each other."
    )
