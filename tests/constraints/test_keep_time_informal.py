"""The boundary cases of `keep_time_informal`."""

from __future__ import annotations

from constraints.keep_time_informal import KeepTimeInformal
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.rule import Breach
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("panel"),
    sittings=("morning", "lunch"),
    days=2,
    minutes=120,
)
MORNING = "2011-06-20 morning"


def found(rule: KeepTimeInformal, *parts: Part) -> list[Breach]:
    return list(rule.check(WEEK, tiny_timetable(*parts)))


def test_no_week_is_asked_for_more_lunches_than_it_has() -> None:
    assert not found(KeepTimeInformal(lunches=3))
    assert found(KeepTimeInformal(lunches=3), at("panel", 0, "13:00")) == [(("lunches",), 1)]


def test_two_parts_in_one_lunch_take_one_lunch() -> None:
    parts = at("panel", 0, "13:00"), at("clearance", 0, "13:00")
    assert not found(KeepTimeInformal(lunches=1), *parts)
    assert found(KeepTimeInformal(lunches=2), *parts) == [(("lunches",), 1)]


def test_a_lunch_opens_at_eleven_and_closes_by_four() -> None:
    (lunch,) = tiny_week(sittings=("lunch",)).sittings
    hours = {(660, 720): 1, (659, 720): 0, (900, 960): 1, (900, 961): 0}
    for (opens, closes), amount in hours.items():
        sitting = lunch.model_copy(update={"opens": opens, "closes": closes})
        week = WEEK.model_copy(update={"sittings": (sitting,)})
        part = Part("panel", 0, opens, 30)
        breaches = KeepTimeInformal().check(week, tiny_timetable(part))
        assert sum(breach.amount for breach in breaches) == amount


def test_a_break_is_just_long_enough_and_just_too_short() -> None:
    rule = KeepTimeInformal(long=120)
    assert not found(rule, at("clearance", 0, "10:00", 105))
    assert found(rule, at("clearance", 0, "10:00", 106)) == [(("break", MORNING), 1)]


def test_free_minutes_add_up_to_a_break() -> None:
    parts = at("clearance", 0, "10:10", 50), at("panel", 0, "11:05", 55)
    assert not found(KeepTimeInformal(long=120), *parts)


def test_a_sitting_that_is_not_long_needs_no_break() -> None:
    assert not found(KeepTimeInformal(long=121), at("clearance", 0, "10:00", 120))


def test_a_sitting_that_is_not_used_needs_no_break() -> None:
    rule = KeepTimeInformal(long=100, break_minutes=120)
    assert found(rule, at("clearance", 0, "10:00", 30)) == [(("break", MORNING), 1)]


def test_the_sentences_count_lunches_and_name_the_sitting() -> None:
    rule = KeepTimeInformal()
    assert rule.say(WEEK, ("lunches",), 1) == (
        "Only 1 of the 2 lunches asked for stays free of sessions."
    )
    assert rule.say(WEEK, ("lunches",), 2) == (
        "None of the 2 lunches asked for stays free of sessions."
    )
    assert rule.say(WEEK, ("lunches",)) == "2 lunches of the week stay free of sessions."
    assert rule.say(WEEK, ("break", MORNING), 1) == (
        "Monday 20 June, morning, leaves no time for a break of 15 minutes."
    )
