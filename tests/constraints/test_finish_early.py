"""Boundary cases of `finish_early`."""

from __future__ import annotations

from constraints.finish_early import FinishEarly
from constraints.tiny import at, tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.constructing.constructing import construct
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.week.timetable import Part
from scheduler.week.week import Format
from tests.constraints.amounts import amounts

RULE = FinishEarly()
WEEK = tiny_week(
    tiny_session("one", most_parts=2),
    tiny_session("other", optional=True),
    tiny_session("group", format=Format.SMALL_GROUP),
    days=2,
    sittings=("morning", "afternoon"),
    minutes=120,
)
NIGHT = tiny_week(tiny_session("one"), sittings=("morning", "midday", "lunch"), minutes=120)


def ends(*parts: Part) -> dict[object, int]:
    return {case[0]: amount for case, amount in amounts(RULE, WEEK, *parts).items()}


def test_the_first_session_counts_its_own_minutes() -> None:
    assert ends(at("one", 0, "10:00")) == {"one": 30}
    assert ends(at("one", 0, "10:30")) == {"one": 60}


def test_time_between_sittings_counts_nothing() -> None:
    assert ends(at("one", 0, "11:30")) == {"one": 120}
    assert ends(at("one", 0, "15:00")) == {"one": 150}


def test_a_night_counts_nothing() -> None:
    assert ends(at("one", 0, "16:30")) == {"one": 240}
    assert ends(at("one", 1, "10:00")) == {"one": 270}


def test_of_several_parts_the_last_one_counts() -> None:
    assert ends(at("one", 1, "10:00"), at("one", 0, "10:00", 60)) == {"one": 270}


def test_each_session_counts_and_one_that_is_not_held_does_not() -> None:
    assert ends(at("one", 0, "10:00"), at("group", 0, "10:00", 60)) == {"one": 30, "group": 60}


def test_minutes_in_which_two_sittings_are_open_count_once() -> None:
    # From 12:00 to 14:00 and from 13:00 to 15:00.
    assert amounts(RULE, NIGHT, at("one", 0, "13:30")) == {("one",): 240}


def test_no_session_can_be_over_before_its_own_minutes_have_passed() -> None:
    assert RULE.least(WEEK, ("one",)) == 30
    assert RULE.least(WEEK, ("other",)) == 0
    late = WEEK.sittings[1].model_copy(update={"formats": frozenset({Format.SMALL_GROUP})})
    morning = WEEK.sittings[0].model_copy(update={"formats": frozenset({Format.PLENARY})})
    week = WEEK.model_copy(update={"sittings": (morning, late)})
    assert RULE.least(week, ("group",)) == 150


def test_the_sentence_says_after_how_many_hours() -> None:
    assert (
        RULE.say(WEEK, ("one",), 270) == "“One” is over after 4 h 30 of the week's meeting hours."
    )
    assert RULE.say(WEEK, ("one",)) == "“One” comes as early in the week as it can."


def test_a_timetable_that_is_built_begins_with_the_week() -> None:
    hall = tiny_room("hall")
    week = tiny_week(*(tiny_session(name) for name in "abc"), days=3, rooms=(hall,))
    settings = [Setting(rule=RULE, mode=Prefer()), Setting(rule=UseRoomsOnce(), mode=Must())]
    built = construct(week, settings)
    assert built.rank == (0, 30 + 60 + 90)
