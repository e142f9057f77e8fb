"""What is counted short of rooms is short: no timetable exists, and the words have both numbers."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from constraints.fit_the_room import FitTheRoom
from constraints.hold_every_session import HoldEverySession
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.drafting.draft import Draft
from scheduler.rules.room_count import parts_at_once, room_shortages
from scheduler.rules.rule import Must, Setting
from scheduler.rules.shortages import Shortage, unmet
from scheduler.week.week import Room, Session, Week

MUSTS = [
    Setting(rule=rule(), mode=Must())
    for rule in (SitWithinHours, FitTheRoom, HoldEverySession, UseRoomsOnce)
]
MORNING, AFTERNOON = "2011-06-20 morning", "2011-06-20 afternoon"


def shortages(week: Week) -> list[Shortage]:
    return list(room_shortages(week, Session.fits))


def possible(week: Week, musts: list[Setting]) -> bool:
    """Whether a timetable exists, as a model finds that holds no count of rooms."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    with patch.object(Draft, "imply", lambda *_: None):
        found = solver.solve(Draft(week, musts).model.cp)
    assert found in (cp_model.FEASIBLE, cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return found != cp_model.INFEASIBLE


@st.composite
def sessions(draw: st.DrawFn, number: int) -> Session:
    least = draw(st.sampled_from((30, 60, 90, 120)))
    return tiny_session(
        f"s{number}",
        least=least,
        wanted=least + draw(st.sampled_from((0, 30))),
        most_parts=draw(st.sampled_from((1, 1, 2))),
        shortest=draw(st.sampled_from((30, 60))),
        attendance=draw(st.sampled_from((0, 60, 150))),
        rooms=draw(st.sampled_from((None, None, frozenset({"annex"}), frozenset({"north"})))),
        sittings=draw(st.sampled_from((None, None, frozenset({MORNING})))),
        hours=draw(st.sampled_from((None, None, (600, 660)))),
        optional=draw(st.sampled_from((False, False, False, True))),
    )


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    closed = st.sampled_from((frozenset[str](), frozenset({MORNING}), frozenset({AFTERNOON})))
    halls = (
        tiny_room("hall", seats=200, closed=draw(closed)),
        tiny_room("north", seats=70, hall="hall", closed=draw(closed)),
        tiny_room("south", seats=70, hall="hall"),
        tiny_room("east", seats=70, hall="hall"),
        tiny_room("wing", seats=150, hall="hall", joins=frozenset({"north", "south"})),
    )
    some = (halls, halls[:3], halls[:1], ())
    rooms = (*draw(st.sampled_from(some)), tiny_room("annex", seats=70))
    named = {room.id for room in rooms}
    asked = [draw(sessions(n)) for n in range(draw(st.integers(1, 6)))]
    asked = [
        one if one.rooms is None or one.rooms <= named else one.model_copy(update={"rooms": None})
        for one in asked
    ]
    return tiny_week(
        *asked,
        sittings=draw(st.sampled_from((("morning",), ("morning", "afternoon")))),
        minutes=120,
        rooms=rooms,
        turnover=draw(st.sampled_from((0, 30))),
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(weeks())
def test_where_rooms_are_counted_short_no_timetable_exists(week: Week) -> None:
    in_any_room = [setting for setting in MUSTS if setting.rule.name != "fit_the_room"]
    for fits, musts in ((Session.fits, MUSTS), (lambda *_: True, in_any_room)):
        for one in room_shortages(week, fits):
            assert one.need > one.have
            only = tuple(session for session in week.sessions if session.id in one.sessions)
            assert not possible(week.model_copy(update={"sessions": only}), musts)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(weeks())
def test_the_implied_counts_forbid_no_timetable_that_keeps_the_rules(week: Week) -> None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    found = solver.solve(Draft(week, MUSTS).model.cp)
    assert (found != cp_model.INFEASIBLE) == possible(week, MUSTS)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1),
    st.dictionaries(st.frozensets(st.sampled_from("abcd"), min_size=1), st.integers(0, 9)),
)
def test_what_cannot_be_met_is_found_wherever_any_set_asks_for_too_much(
    asked: dict[str, int], open_to: dict[frozenset[str], int]
) -> None:
    open_to = {who: number for who, number in open_to.items() if who <= set(asked)}

    def lacks(names: frozenset[str]) -> int:
        have = sum(number for who, number in open_to.items() if who & names)
        return sum(asked[name] for name in names) - have

    subsets = [
        frozenset(name for bit, name in enumerate(asked) if number >> bit & 1)
        for number in range(1, 2 ** len(asked))
    ]
    short = [names for names in subsets if lacks(names) > 0]
    found = unmet(asked, open_to)
    assert bool(found) == bool(short)
    assert all(lacks(frozenset(names)) > 0 for names in found)
    assert sum(map(len, found)) == len(set().union(*found))
    assert sum(lacks(frozenset(names)) for names in found) == max(map(lacks, short), default=0)


def test_a_hall_that_is_closed_for_a_day_holds_less() -> None:
    closed = frozenset({"2011-06-21 morning"})
    hall: Room = tiny_room("hall", seats=200, closed=closed)
    asked = [tiny_session(f"s{n}", least=90, attendance=150) for n in range(2)]
    week = tiny_week(*asked, days=2, minutes=120, rooms=(hall, tiny_room("annex")))
    assert shortages(week) == [Shortage(("s0", "s1"), ("hall",), 180, 120)]
    apart = hall.model_copy(update={"closed": frozenset()})
    assert not shortages(week.model_copy(update={"rooms": (apart, week.rooms[1])}))


def test_interpreted_sessions_have_only_the_rooms_with_booths() -> None:
    asked = [tiny_session(f"s{n}", least=60, languages=3) for n in range(3)]
    rooms = (tiny_room("hall", booths=3), tiny_room("annex"), tiny_room("cabin", booths=2))
    week = tiny_week(*asked, minutes=120, rooms=rooms)
    assert shortages(week) == [Shortage(("s0", "s1", "s2"), ("hall",), 180, 120)]


def test_the_turnover_between_two_sessions_counts_but_none_after_the_last() -> None:
    asked = [tiny_session(f"s{n}", least=60) for n in range(2)]
    week = tiny_week(*asked, minutes=120, rooms=(tiny_room("hall"),), turnover=30)
    assert shortages(week) == [Shortage(("s0", "s1"), ("hall",), 150, 120, turnover=30)]
    longer = tiny_week(
        *[tiny_session(f"s{n}", least=30) for n in range(3)],
        sittings=("morning", "afternoon"),
        rooms=(tiny_room("hall"),),
        turnover=30,
    )
    assert not shortages(longer.model_copy(update={"sessions": longer.sessions[:2]}))
    assert shortages(longer) == [Shortage(("s0", "s1", "s2"), ("hall",), 3, 2, length=30)]


def test_parts_that_are_too_long_to_share_a_sitting_are_counted_as_parts() -> None:
    split = [tiny_session(f"s{n}", least=90, most_parts=2, shortest=90) for n in range(3)]
    week = tiny_week(*split, days=2, minutes=120, rooms=(tiny_room("hall"),))
    assert shortages(week) == [Shortage(("s0", "s1", "s2"), ("hall",), 270, 240)]
    three = tiny_week(*split, days=2, minutes=150, rooms=(tiny_room("hall"),))
    assert shortages(three) == [Shortage(("s0", "s1", "s2"), ("hall",), 3, 2, length=90)]


def test_a_divisible_hall_is_one_room_or_its_sections() -> None:
    rooms = (
        tiny_room("hall", seats=200),
        tiny_room("north", hall="hall"),
        tiny_room("south", hall="hall"),
    )
    large = [tiny_session(f"s{n}", least=60, attendance=150) for n in range(2)]
    small = [tiny_session(f"t{n}", least=60) for n in range(2)]
    week = tiny_week(*large, rooms=rooms)
    assert shortages(week) == [Shortage(("s0", "s1"), ("hall",), 120, 60)]
    assert not shortages(tiny_week(*small, rooms=rooms))
    mixed = tiny_week(large[0], small[0], rooms=rooms)
    assert [(one.need, one.have) for one in shortages(mixed)] == [(180, 120)]


def test_a_sitting_that_a_format_may_not_use_is_not_open_to_it() -> None:
    asked = [tiny_session(f"s{n}", least=60) for n in range(2)]
    week = tiny_week(*asked, sittings=("morning", "lunch"), rooms=(tiny_room("hall"),))
    assert shortages(week) == [Shortage(("s0", "s1"), ("hall",), 120, 60)]


def test_two_of_three_sections_are_one_room_beside_the_third() -> None:
    rooms = (
        tiny_room("hall", seats=300),
        *(tiny_room(name, hall="hall") for name in ("north", "south", "east")),
        tiny_room("wing", seats=200, hall="hall", joins=frozenset({"north", "south"})),
        tiny_room("side", seats=200, hall="hall", joins=frozenset({"south", "east"})),
    )
    week = tiny_week(tiny_session("s0"), rooms=rooms)
    assert parts_at_once(week, ["wing", "side"]) == 1
    assert parts_at_once(week, ["wing", "side", "hall"]) == 1
    assert parts_at_once(week, ["wing", "east"]) == 2
    assert parts_at_once(week, ["hall", "wing", "north", "east"]) == 2
    assert parts_at_once(week, week.room) == 3
    asked = [tiny_session(f"s{n}", least=60, attendance=150) for n in range(2)]
    week = tiny_week(*asked, rooms=rooms)
    assert shortages(week) == [Shortage(("s0", "s1"), ("hall", "wing", "side"), 120, 90)]


def test_two_halls_that_are_too_full_are_told_apart() -> None:
    asked = [
        tiny_session(f"{room}{n}", least=60, rooms=frozenset({room}))
        for room in ("hall", "annex")
        for n in range(2)
    ]
    week = tiny_week(*asked, rooms=(tiny_room("hall"), tiny_room("annex")))
    assert [one.rooms for one in shortages(week)] == [("hall",), ("annex",)]
