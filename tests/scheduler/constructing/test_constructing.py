"""Timetables that are built step by step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from constraints.fit_the_room import FitTheRoom
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_experiments_voluntary import KeepExperimentsVoluntary
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.lead_in_person import LeadInPerson
from constraints.reserve_time_for_experiments import ReserveTimeForExperiments
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import at, mornings, tiny_room, tiny_session, tiny_timetable, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.constructing.builder import Builder
from scheduler.constructing.constructing import construct
from scheduler.rules.rule import STRUCTURE, Must, Prefer, Rule, Setting
from scheduler.solving.problem import Problem
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Proposal, Session, Week
from tests.scheduler.weeks import best, cases


def musts(*rules: Rule) -> list[Setting]:
    return [Setting(rule=rule, mode=Must()) for rule in rules]


USUAL = musts(
    HoldEverySession(), SitWithinHours(), FitTheRoom(), UseRoomsOnce(), KeepPlenariesAlone()
)


def places(timetable: Timetable) -> set[Part]:
    return {part.place for part in timetable.parts}


def test_a_hall_that_is_needed_from_edge_to_edge_is_filled() -> None:
    sessions = [tiny_session(f"s{n}", least=30, wanted=30) for n in range(8)]
    week = tiny_week(*sessions, minutes=120, days=2, rooms=(tiny_room("hall"),))
    assert construct(week, USUAL).verdict.legal


def test_what_is_in_the_way_of_the_only_place_of_another_gives_way() -> None:
    """Only an order in which the picky session is placed first, or moved, leaves it its place."""
    picky = tiny_session("a-long-one", least=60, wanted=60)
    only = tiny_session("b", least=60, wanted=60, sittings=mornings(0))
    week = tiny_week(picky, only, days=2, rooms=(tiny_room("hall"),))
    known = tiny_timetable(at("a-long-one", 0, "10:00", 60, room="hall"))
    built = construct(week, USUAL, known)
    assert built.verdict.legal
    assert [part.session for part in built.timetable.parts] == ["b", "a-long-one"]


def test_a_timetable_that_is_known_and_cannot_be_better_stays() -> None:
    week = tiny_week(
        tiny_session("clearance"), tiny_session("assistance"), days=3, rooms=(tiny_room("hall"),)
    )
    known = tiny_timetable(
        at("clearance", 2, "10:30", room="hall"), at("assistance", 1, "10:00", room="hall")
    )
    assert construct(week, USUAL, known).timetable == known


def test_a_session_is_given_what_it_asks_for_where_that_is_preferred() -> None:
    week = tiny_week(tiny_session("clearance", wanted=60), rooms=(tiny_room("hall"),))
    wanted = Setting(rule=GiveWantedTime(), mode=Prefer(tier=1))
    assert [p.minutes for p in construct(week, USUAL).timetable.parts] == [30]
    assert [p.minutes for p in construct(week, [*USUAL, wanted]).timetable.parts] == [60]


def test_a_session_longer_than_any_sitting_is_divided() -> None:
    week = tiny_week(tiny_session("clearance", least=150, wanted=150, most_parts=3), days=3)
    built = construct(week, USUAL)
    assert built.verdict.legal
    assert sum(part.minutes for part in built.timetable.parts) == 150


def test_pins_are_kept() -> None:
    pin = at("clearance", 1, "10:30")
    week = tiny_week(tiny_session("clearance", pinned=(pin,)), tiny_session("b"), days=2)
    built = construct(week, USUAL)
    assert built.verdict.legal
    assert pin in places(built.timetable)


def test_a_session_for_which_there_is_no_room_is_placed_all_the_same() -> None:
    week = tiny_week(tiny_session("clearance", attendance=50), rooms=(tiny_room("hall", seats=20),))
    built = construct(week, USUAL)
    assert built.timetable.holds("clearance")
    assert [finding.rule for finding in built.verdict.breached] == ["fit_the_room"]


def test_an_experiment_is_held_where_the_week_must_set_time_aside_and_else_left_out() -> None:
    group: dict[str, Any] = {"format": Format.SMALL_GROUP, "optional": True}
    proposal = Proposal(host="UGA", volunteered=True)
    week = tiny_week(
        tiny_session("group", proposal=proposal, speakers={"UGA"}, leaders={"NOR"}, **group),
        tiny_session("clearance"),
    )
    rules = [*USUAL, *musts(KeepExperimentsVoluntary())]
    assert not construct(week, rules).timetable.holds("group")
    floor = musts(ReserveTimeForExperiments(floor=30))
    built = construct(week, [*rules, *floor])
    assert built.verdict.legal
    assert built.timetable.holds("group")


def test_sessions_stand_in_their_order() -> None:
    orders = (Order(first="b", then="a"), Order(first="c", then="b"))
    week = tiny_week(*(tiny_session(name) for name in "abc"), minutes=120)
    built = construct(week, [*USUAL, *musts(HonourOrder(orders=orders))])
    assert built.verdict.legal
    assert [part.session for part in built.timetable.parts] == ["c", "b", "a"]


def crowd(number: int = 24) -> Week:
    """A week in which nearly every place is taken, and leaders lead several sessions."""
    states = ("NOR", "UGA", "CHE", "JOR")
    sessions: list[Session] = [
        tiny_session(
            f"s{n:02}",
            format=Format.SMALL_GROUP,
            wanted=60,
            leaders={states[n % 4]},
            attendance=20 * (n % 3),
        )
        for n in range(number)
    ]
    rooms = (tiny_room("hall", seats=90), tiny_room("annex", seats=30))
    return tiny_week(*sessions, days=2, sittings=("morning", "midday"), minutes=120, rooms=rooms)


CROWDED = [
    *USUAL,
    *musts(LeadInPerson()),
    Setting(rule=GiveWantedTime(), mode=Prefer(tier=1)),
]


@pytest.mark.slow
def test_the_same_seed_builds_the_same_timetable() -> None:
    first, again = (construct(crowd(), CROWDED, rounds=30, seed=3) for _ in range(2))
    assert first.timetable == again.timetable
    assert first.verdict.legal


@pytest.mark.slow
def test_rounds_never_make_it_worse() -> None:
    built = construct(crowd(), CROWDED)
    assert construct(crowd(), CROWDED, rounds=40).rank <= built.rank
    builder = Builder(crowd(), CROWDED)
    builder.build()
    costs = [builder.cost]
    for _ in range(5):
        builder.improve(20)
        costs.append(builder.cost)
    assert costs == sorted(costs, reverse=True)


def test_a_week_without_sessions_or_sittings_has_an_empty_timetable() -> None:
    assert construct(tiny_week(), USUAL, rounds=5).timetable == Timetable()
    without = tiny_week(tiny_session("clearance"), sittings=())
    assert construct(without, USUAL, rounds=5).timetable == Timetable()


def test_whoever_asks_to_stop_gets_a_timetable_of_all_sessions() -> None:
    built = construct(crowd(), CROWDED, stop=lambda: True)
    assert {part.session for part in built.timetable.parts} == set(crowd().session)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_is_built_breaks_no_structure_and_never_beats_the_best(case: Problem) -> None:
    built = construct(case.week, case.settings, rounds=10)
    assert all(finding.rule != STRUCTURE for finding in built.verdict.breached)
    found = best(case)
    if built.verdict.legal:
        assert found is not None
        assert built.verdict.costs >= found[0]
