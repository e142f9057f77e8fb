"""The boundary cases of `share_prime_time`."""

from __future__ import annotations

from constraints.share_prime_time import SharePrimeTime
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Kind, Week

SESSIONS = (
    tiny_session("stockpiles"),
    tiny_session("joint", bodies=("stockpiles", "bureau")),
    tiny_session("bureau"),
)
BODIES = (Body(id="bureau", name="Bureau", kind=Kind.COORDINATING_COMMITTEE),)
WEEK = tiny_week(
    *SESSIONS,
    sittings=("morning", "afternoon"),
    bodies=(*BODIES, Body(id="idle", name="Idle")),
    poor=("2011-06-20 afternoon",),
)


def found(week: Week, *parts: Part) -> list[tuple[object, int]]:
    return [tuple(breach) for breach in SharePrimeTime().check(week, tiny_timetable(*parts))]


def test_a_committee_in_the_poor_sitting_alone_is_one() -> None:
    assert found(WEEK, at("stockpiles", 0, "15:00")) == [(("stockpiles",), 1)]


def test_a_joint_session_outside_it_is_enough() -> None:
    assert not found(WEEK, at("stockpiles", 0, "15:00"), at("joint", 0, "10:00"))


def test_a_committee_that_is_given_nothing_is_one() -> None:
    assert found(WEEK) == [(("stockpiles",), 1)]


def test_a_part_outside_every_sitting_does_not_help() -> None:
    assert found(WEEK, at("stockpiles", 0, "08:00")) == [(("stockpiles",), 1)]


def test_a_week_without_poor_sittings_asks_for_nothing() -> None:
    assert not found(tiny_week(*SESSIONS, bodies=BODIES))


def test_the_sentence_names_the_poor_sittings() -> None:
    assert SharePrimeTime().say(WEEK, ("stockpiles",), 1) == (
        "Stockpiles has no part outside the poor sittings (Monday 20 June, afternoon)."
    )
