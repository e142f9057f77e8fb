"""The boundary cases of `hold_every_session`."""

from __future__ import annotations

from constraints.hold_every_session import HoldEverySession
from constraints.tiny import at, tiny_session, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.rules.linear import ALWAYS
from scheduler.rules.rule import Must, Setting
from scheduler.week.week import Format, Week
from tests.constraints.amounts import amounts

RULE = HoldEverySession()
MUST = [Setting(rule=RULE, mode=Must())]
WEEK = tiny_week(
    tiny_session("clearance", least=60, wanted=90, shortest=30, most_parts=2),
    tiny_session("group", least=60, wanted=60, shortest=60, optional=True),
    minutes=120,
    days=3,
)
ONE, OTHER = at("clearance", 0, "10:00"), at("clearance", 1, "10:00")


def test_the_least_time_in_all_parts_together_is_enough() -> None:
    assert amounts(RULE, WEEK, ONE, OTHER) == {}


def test_a_minute_less_in_all_is_short() -> None:
    parts = ONE, at("clearance", 1, "10:00", 29)
    assert amounts(RULE, WEEK, *parts) == {("clearance", "least"): 1, ("clearance", "shortest"): 1}


def test_more_than_the_wanted_time_is_another_rules_business() -> None:
    assert amounts(RULE, WEEK, ONE, at("clearance", 1, "10:00", 120)) == {}


def test_one_part_more_than_allowed_counts_once_whatever_its_length() -> None:
    parts = ONE, OTHER, at("clearance", 2, "10:00")
    assert amounts(RULE, WEEK, *parts) == {("clearance", "parts"): 1}


def test_every_part_under_the_shortest_length_counts() -> None:
    parts = at("clearance", 0, "10:00", 20), at("clearance", 1, "10:00", 25)
    assert amounts(RULE, WEEK, *parts) == {
        ("clearance", "shortest"): 10 + 5,
        ("clearance", "least"): 15,
    }


def test_a_session_that_is_not_held_misses_its_least_time() -> None:
    assert amounts(RULE, WEEK) == {("clearance", "least"): 60}
    assert RULE.say(WEEK, ("clearance", "least"), 60) == (
        "“Clearance” needs at least 1 hour and is not held at all."
    )
    assert RULE.say(WEEK, ("clearance", "least"), 30) == (
        "“Clearance” needs at least 1 hour; 30 minutes are missing."
    )


def test_an_optional_session_may_be_left_out_and_once_begun_is_held_to_the_same() -> None:
    half = at("group", 0, "10:00", 30)
    assert amounts(RULE, WEEK, ONE, OTHER) == {}
    assert amounts(RULE, WEEK, ONE, OTHER, half) == {
        ("group", "shortest"): 30,
        ("group", "least"): 30,
    }


def test_parts_outside_every_sitting_count_as_time_given() -> None:
    assert amounts(RULE, WEEK, ONE, at("clearance", 1, "19:00")) == {}


def test_a_session_longer_than_its_sittings_is_seen_before_any_search() -> None:
    def counted(least: int, most_parts: int) -> tuple[int, int]:
        session = tiny_session("clearance", least=least, most_parts=most_parts)
        week = tiny_week(session, sittings=("morning", "lunch"), days=3)
        (count,) = RULE.count(week)
        assert count.assumes == ("sit_within_hours",)
        return count.need, count.have

    assert counted(120, 2) == (120, 120)
    assert counted(121, 2) == (121, 120)
    assert counted(200, 4) == (200, 180), "the lunches are not open to it"


def test_only_the_sittings_that_it_may_use_are_counted() -> None:
    monday = frozenset({"2011-06-20 morning"})
    session = tiny_session("event", format=Format.SIDE_EVENT, most_parts=3, sittings=monday)
    (count,) = RULE.count(tiny_week(session, days=3))
    assert (count.need, count.have) == (30, 60)
    assert list(RULE.count(tiny_week(tiny_session("group", optional=True)))) == []


def sentences(week: Week) -> list[str]:
    return [count.sentence for count in RULE.count(week) if count.need > count.have]


def test_what_its_hours_and_the_grid_leave_of_a_sitting_is_counted() -> None:
    def week(*hours: int, least: int = 60, whole: bool = False) -> Week:
        given = tiny_week(tiny_session("clearance", least=least, hours=hours or None))
        (sitting,) = given.sittings
        sitting = sitting.model_copy(update={"closes": 700, "whole": whole})
        return given.model_copy(update={"sittings": (sitting,)})

    asked = "“Clearance” needs at least 1 hour, but the sittings that it may use hold"
    assert sentences(week(600, 660)) == []
    assert sentences(week(610, 680)) == [
        f"{asked} 30 minutes in 1 part, within its hours from 10:10 to 11:20, on the grid of 30 "
        "minutes."
    ]
    assert sentences(week(600, 630)) == [
        f"{asked} 30 minutes in 1 part, within its hours from 10:00 to 10:30."
    ]
    assert sentences(week(610, 630)) == [
        f"{asked} 0 minutes in 1 part, within its hours from 10:10 to 10:30, on the grid of 30 "
        "minutes."
    ]
    assert sentences(week(600, 690, whole=True)) == [
        f"{asked} 0 minutes in 1 part, within its hours from 10:00 to 11:30."
    ]
    assert sentences(week(least=90)) == []
    assert "hold 1 h 30 in 1 part, on the grid of 30 minutes." in sentences(week(least=91))[0]


def test_other_rules_may_know_what_is_held_for_sure_and_what_has_one_part() -> None:
    draft = Draft(tiny_week(*WEEK.sessions, days=2), MUST)
    assert [draft.held(name) is ALWAYS for name in ("clearance", "group")] == [True, False]
    assert [draft.single(name) for name in ("clearance", "group")] == [False, True]
