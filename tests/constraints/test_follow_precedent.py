"""The boundary cases of `follow_precedent`."""

from __future__ import annotations

from constraints.follow_precedent import FollowPrecedent
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case
from scheduler.week.timetable import Part
from tests.constraints.amounts import amounts

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("new"),
    days=2,
    references={"2010": tiny_timetable(at("clearance", 0, "10:00"), at("clearance", 1, "15:00"))},
)

LONGER = tiny_week(tiny_session("clearance"), days=3, references=WEEK.references)


def breaks(*parts: Part, reference: str = "2010") -> bool:
    return bool(list(FollowPrecedent(reference=reference).check(WEEK, tiny_timetable(*parts))))


def test_any_time_of_the_same_half_day_follows_the_precedent() -> None:
    assert not breaks(at("clearance", 0, "12:59"))
    assert breaks(at("clearance", 0, "13:00"))
    assert not breaks(at("clearance", 1, "13:00"))
    assert breaks(at("clearance", 1, "12:59"))


def test_one_part_on_another_half_day_is_enough_to_leave_it() -> None:
    assert not breaks(at("clearance", 0, "10:00"), at("clearance", 1, "15:00"))
    assert breaks(at("clearance", 0, "10:00"), at("clearance", 1, "10:00"))


def test_a_session_that_is_dropped_leaves_its_precedent() -> None:
    assert breaks()


def test_a_new_session_has_no_precedent() -> None:
    assert not breaks(at("clearance", 0, "10:00"), at("new", 1, "10:00"))


def test_a_reference_that_the_week_does_not_have_asks_for_nothing() -> None:
    assert not breaks(reference="2009")


def test_the_sentence_names_the_half_days() -> None:
    assert FollowPrecedent(reference="2010").say(WEEK, ("clearance",), 1) == (
        "“Clearance” leaves its precedent, which is Monday 20 June (morning) and "
        "Tuesday 21 June (afternoon)."
    )


def test_by_day_any_time_of_the_day_follows_the_precedent() -> None:
    rule = FollowPrecedent(reference="2010", by="day")
    assert amounts(rule, WEEK, at("clearance", 0, "15:00"), at("clearance", 1, "10:00")) == {}
    assert amounts(rule, LONGER, at("clearance", 0, "15:00"), at("clearance", 2, "10:00")) == {
        ("clearance",): 1
    }
    assert amounts(rule, WEEK) == {("clearance",): 1}
    assert rule.say(WEEK, ("clearance",), 1) == (
        "“Clearance” leaves its precedent, which is Monday 20 June and Tuesday 21 June."
    )


def test_a_session_counts_as_often_as_its_weight_says() -> None:
    def left(weight: int) -> dict[Case, int]:
        return amounts(FollowPrecedent(reference="2010", weights={"clearance": weight}), WEEK)

    assert left(3) == {("clearance",): 3}
    assert left(1) == {("clearance",): 1}
    assert left(0) == {}
