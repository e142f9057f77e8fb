"""Weeks side by side: what moved, by weekday and half-day."""

from __future__ import annotations

from datetime import date

import pytest

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scenarios.studies.comparison.years import (
    HalfDay,
    MoveKind,
    compare_changes,
    compare_minutes,
    compare_weeks,
    half_days,
    say_moves,
    transferred,
)
from scheduler.document.week_grid import WeekGrid
from scheduler.week.clock import clock
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Proposal, Session, Week

MONDAY, TUESDAY, FRIDAY = 0, 1, 4
BOTH = ("morning", "afternoon")


def week(*sessions: Session, first: date = date(2010, 6, 21), days: int = 5) -> Week:
    """A week that begins on a Monday, unless told otherwise."""
    return tiny_week(*sessions, days=days, sittings=BOTH).model_copy(update={"first": first})


def grid(found: Week, *parts: Part) -> WeekGrid:
    return WeekGrid(found, tiny_timetable(*parts))


def changed(before: WeekGrid, after: WeekGrid) -> dict[str, MoveKind]:
    return {move.session: move.change for move in compare_weeks(before, after)}


def found(before: WeekGrid, after: WeekGrid, proposed: WeekGrid) -> dict[str, str]:
    return dict(compare_changes(before, after, proposed)["solver"])


def test_the_same_half_day_of_another_year_is_no_move() -> None:
    one, other = week(tiny_session("a")), week(tiny_session("a"), first=date(2011, 6, 20))
    assert changed(grid(one, at("a", MONDAY, "10:00")), grid(other, at("a", MONDAY, "12:30"))) == {
        "a": MoveKind.STAYS
    }


def test_a_part_that_begins_at_one_o_clock_belongs_to_the_afternoon() -> None:
    here = week(tiny_session("a"))
    assert half_days(grid(here, at("a", 0, "12:45")), "a") == (HalfDay(MONDAY, False),)
    assert half_days(grid(here, at("a", 0, "13:00")), "a") == (HalfDay(MONDAY, True),)


def test_a_window_that_is_closed_to_plenaries_stands_by_its_own_name() -> None:
    talk = tiny_session("talk", title="Talk", format=Format.SIDE_EVENT)
    three = tiny_week(talk, days=5, sittings=("morning", "lunch", "afternoon"))
    sittings = tuple(
        sitting.model_copy(update={"formats": frozenset({Format.SIDE_EVENT})})
        if sitting.name == "lunch"
        else sitting
        for sitting in three.sittings
    )
    here = three.model_copy(update={"sittings": sittings})
    opens = next(clock(sitting.opens) for sitting in sittings if sitting.name == "lunch")
    morning, lunch, afternoon = (
        grid(here, at("talk", MONDAY, start)) for start in ("10:00", opens, "15:00")
    )
    assert list(say_moves(compare_weeks(morning, lunch))) == [
        "“Talk” moves from Monday morning to Monday lunch."
    ]
    assert changed(lunch, afternoon) == {"talk": MoveKind.MOVED}
    whole = grid(here, *(at("talk", MONDAY, start) for start in ("10:00", opens, "15:00")))
    [said] = say_moves(compare_weeks(morning, whole))
    assert said.startswith("“Talk” moves from Monday morning to Monday and Monday lunch, with ")


def test_weekdays_count_whatever_the_day_on_which_a_week_begins() -> None:
    monday, tuesday = week(tiny_session("a")), week(tiny_session("a"), first=date(2011, 6, 21))
    assert changed(grid(monday, at("a", TUESDAY, "10:00")), grid(tuesday, at("a", 0, "10:00"))) == {
        "a": MoveKind.STAYS
    }


def test_the_monday_of_a_second_week_is_another_day() -> None:
    long = week(tiny_session("a"), days=8)
    second = grid(long, at("a", 7, "10:00"))
    assert changed(grid(long, at("a", 0, "10:00")), second) == {"a": MoveKind.MOVED}
    assert str(half_days(second, "a")[0]) == "Monday morning of week 2"


def test_new_and_dropped_sessions_are_told_apart_also_where_a_week_does_not_know_them() -> None:
    before, after = week(tiny_session("old")), week(tiny_session("new"))
    moves = compare_weeks(grid(before, at("old", 0, "10:00")), grid(after, at("new", 0, "10:00")))
    assert [(move.session, move.change) for move in moves] == [
        ("old", MoveKind.DROPPED),
        ("new", MoveKind.NEW),
    ]
    assert list(say_moves(moves)) == [
        "“Old” is dropped; it had 30 minutes, Monday morning.",
        "“New” is new: Monday morning, 30 minutes.",
    ]


def test_a_session_held_in_neither_week_is_passed_over() -> None:
    here = week(tiny_session("a"))
    assert compare_weeks(grid(here), grid(here)) == ()
    assert list(say_moves(())) == []
    assert list(compare_changes(grid(here), grid(here), grid(here)).columns) == [
        "title",
        "change",
        "before",
        "after",
        "proposed",
        "solver",
    ]


def test_what_stays_is_said_only_where_its_length_changes() -> None:
    here = week(tiny_session("a"), tiny_session("b"))
    before = grid(here, at("a", 0, "10:00"), at("b", 1, "10:00"))
    after = grid(here, at("a", 0, "10:00", 60), at("b", 1, "10:30"))
    assert list(say_moves(compare_weeks(before, after))) == [
        "“A” stays on Monday morning, with 1 hour instead of 30 minutes."
    ]


def test_a_move_says_from_where_to_where_and_the_new_length() -> None:
    here = week(tiny_session("a"))
    moves = compare_weeks(
        grid(here, at("a", 0, "10:00")), grid(here, at("a", 1, "15:00"), at("a", 4, "10:00"))
    )
    assert list(say_moves(moves)) == [
        "“A” moves from Monday morning to Tuesday afternoon and Friday morning, "
        "with 1 hour instead of 30 minutes."
    ]
    [move] = moves
    assert (move.change, move.minutes_after) == (MoveKind.MOVED, 60)
    assert move.before == (HalfDay(MONDAY, False),)


def test_a_day_of_which_both_halves_are_used_stands_by_its_name() -> None:
    here = week(tiny_session("a"))
    held = grid(here, at("a", 0, "10:00"), at("a", 0, "15:00"), at("a", 1, "10:00"))
    [said] = say_moves(compare_weeks(grid(here), held))
    assert said.startswith("“A” is new: Monday and Tuesday morning, ")


def test_minutes_count_for_each_body_of_a_joint_session_and_experiments_apart() -> None:
    group = {"format": Format.SMALL_GROUP, "proposal": Proposal()}
    here = week(
        tiny_session("joint", bodies=("a", "b")),
        tiny_session("a"),
        tiny_session("one", body="a", **group),
        tiny_session("two", body="b", **group),
    )
    held = grid(
        here,
        at("joint", 0, "10:00"),
        at("a", 0, "10:30"),
        at("one", 1, "10:00"),
        at("two", 1, "10:00", 60),
    )
    table = compare_minutes({"held": held, "empty": grid(here)})
    assert dict(table["held"]) == {"a": 60, "b": 30, "experiments": 60}
    assert dict(table["empty"]) == {"a": 0, "b": 0, "experiments": 0}


@pytest.mark.parametrize(
    ("proposed", "word"),
    [
        ((at("a", TUESDAY, "15:00"),), "found"),
        ((at("a", TUESDAY, "15:00"), at("a", FRIDAY, "10:00")), "in part"),
        ((at("a", MONDAY, "10:00"),), "otherwise"),
        ((), "left out"),
    ],
)
def test_a_change_is_found_in_part_otherwise_or_left_out(
    proposed: tuple[Part, ...], word: str
) -> None:
    here = week(tiny_session("a"))
    before, after = grid(here, at("a", 0, "10:00")), grid(here, at("a", TUESDAY, "15:00"))
    assert found(before, after, grid(here, *proposed)) == {"a": word}


def test_what_may_sit_nowhere_else_was_not_found_but_prescribed() -> None:
    free = week(tiny_session("a"))
    bound = week(tiny_session("a", sittings=frozenset({"2011-06-21 afternoon"})))
    after = at("a", TUESDAY, "15:00")
    assert found(grid(free), grid(free, after), grid(bound, after)) == {"a": "prescribed"}


def test_what_the_proposed_week_does_not_have_was_not_asked() -> None:
    free, without = week(tiny_session("a")), week(tiny_session("b"))
    after = grid(free, at("a", 0, "10:00"))
    assert found(grid(free), after, grid(without)) == {"a": "not asked"}


def test_a_session_that_was_dropped_is_found_where_it_is_not_held() -> None:
    here = week(tiny_session("a"))
    before = grid(here, at("a", 0, "10:00"))
    assert found(before, grid(here), grid(here)) == {"a": "found"}
    assert found(before, grid(here), before) == {"a": "otherwise"}


def test_side_events_and_coordination_are_no_part_of_the_programme() -> None:
    here = week(tiny_session("talk", format=Format.SIDE_EVENT), tiny_session("a"))
    held = grid(here, at("talk", 0, "10:00"), at("a", 0, "10:00"))
    assert found(held, held, held) == {"a": "found"}


def test_a_timetable_is_laid_into_another_week_by_weekday() -> None:
    sessions = tiny_session("a"), tiny_session("other")
    one = week(*sessions).model_copy(update={"rooms": (tiny_room("x"), tiny_room("y"))})
    two = week(tiny_session("a"), first=date(2011, 6, 21), days=3)
    two = two.model_copy(update={"rooms": (tiny_room("x"),)})
    held = grid(
        one,
        at("a", MONDAY, "10:00"),
        at("a", TUESDAY, "10:00", room="x"),
        at("a", 2, "10:00", room="y"),
        at("other", TUESDAY, "10:00"),
    )
    assert transferred(held, two).parts == (
        at("a", 0, "10:00", room="x"),
        at("a", 1, "10:00", room=None),
    )
