"""The boundary cases of `keep_bodies_apart`."""

from __future__ import annotations

from typing import Literal

from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("second", body="clearance"),
    tiny_session("victims"),
    tiny_session("joint", bodies=("clearance", "victims")),
    minutes=120,
)
OVERLAP = at("clearance", 0, "10:00", 60), at("victims", 0, "10:30", 60)


def rule(
    *pairs: tuple[str, str], price: int = 1, counted_in: Literal["minutes", "pairs"] = "minutes"
) -> KeepBodiesApart:
    classes = {"chairs": ConflictClass(price=price, pairs=pairs)}
    return KeepBodiesApart(classes=classes, counted_in=counted_in)


def found(rule: KeepBodiesApart, *parts: Part) -> dict[object, int]:
    return dict(rule.check(WEEK, tiny_timetable(*parts)))


def test_one_may_begin_as_the_other_ends() -> None:
    parts = at("clearance", 0, "10:00"), at("victims", 0, "10:30")
    assert not found(rule(("clearance", "victims")), *parts)


def test_minutes_count_at_their_price() -> None:
    assert found(rule(("clearance", "victims")), *OVERLAP) == {
        ("chairs", "clearance", "victims"): 30
    }
    assert found(rule(("victims", "clearance"), price=3), *OVERLAP) == {
        ("chairs", "clearance", "victims"): 90
    }


def test_both_directions_count_twice() -> None:
    both = rule(("clearance", "victims"), ("victims", "clearance"), counted_in="pairs")
    assert found(both, *OVERLAP) == {("chairs", "clearance", "victims"): 2}


def test_a_pair_that_stands_twice_counts_once() -> None:
    twice = rule(("clearance", "victims"), ("clearance", "victims"))
    assert found(twice, *OVERLAP) == {("chairs", "clearance", "victims"): 30}
    assert "for 30 minutes" in twice.say(WEEK, ("chairs", "clearance", "victims"), 30)


def test_a_body_that_is_not_named_may_meet_at_any_time() -> None:
    parts = at("clearance", 0, "10:00"), at("second", 0, "10:00")
    assert not found(rule(("clearance", "victims"), ("victims", "victims")), *parts)


def test_a_body_with_itself_means_two_of_its_sessions() -> None:
    parts = at("clearance", 0, "10:00"), at("second", 0, "10:00")
    assert found(rule(("clearance", "clearance")), *parts) == {
        ("chairs", "clearance", "second"): 30
    }


def test_a_joint_session_is_not_in_conflict_with_itself() -> None:
    assert not found(rule(("clearance", "victims")), at("joint", 0, "10:00"))


def test_a_joint_session_counts_for_each_body_but_once_for_a_stated_pair() -> None:
    parts = at("joint", 0, "10:00"), at("victims", 0, "10:00")
    assert found(rule(("clearance", "victims")), *parts) == {("chairs", "joint", "victims"): 30}
    assert found(rule(("clearance", "victims"), ("victims", "victims")), *parts) == {
        ("chairs", "joint", "victims"): 60
    }


def test_the_sentence_gives_minutes_and_not_points() -> None:
    chairs = rule(("clearance", "victims"), ("victims", "clearance"), price=5)
    assert chairs.say(WEEK, ("chairs", "clearance", "victims"), 300) == (
        "“Clearance” and “Victims” sit at the same time for 30 minutes; "
        "their bodies have asked not to (chairs)."
    )
