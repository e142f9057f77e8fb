"""Boundary cases of `fit_the_room`."""

from __future__ import annotations

from constraints.fit_the_room import FitTheRoom
from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.week.week import Week

RULE = FitTheRoom()
HERE = tiny_timetable(at("clearance", 0, "10:00", room="hall"))


def week(**needs: object) -> Week:
    return tiny_week(tiny_session("clearance", **needs), rooms=(tiny_room("hall", booths=2),))


def test_the_last_seat_and_the_last_booth_may_be_taken() -> None:
    assert not list(RULE.check(week(attendance=100, languages=2), HERE))


def test_a_seat_and_a_booth_too_few_count_one_each() -> None:
    assert list(RULE.check(week(attendance=101, languages=3), HERE)) == [(("clearance", "hall"), 2)]


def test_a_room_that_the_session_may_not_use_counts_even_where_it_has_all() -> None:
    assert list(RULE.check(week(rooms=frozenset({"annex"})), HERE)) == [(("clearance", "hall"), 1)]


def test_each_part_counts() -> None:
    twice = tiny_timetable(*HERE.parts, at("clearance", 1, "10:00", room="hall"))
    tight = week(attendance=110)
    (breach,) = RULE.check(tight, twice)
    assert breach.amount == 20
    assert RULE.say(tight, *breach) == "“Clearance” sits in Hall, in 2 parts: it is 10 seats short."


def test_a_part_without_a_room_is_left_to_the_structure() -> None:
    assert not list(RULE.check(week(attendance=900), tiny_timetable(at("clearance", 0, "10:00"))))


def test_the_head_count_names_the_largest_room() -> None:
    (count,) = RULE.count(week(attendance=120))
    assert (count.need, count.have) == (120, 100)
    assert count.sentence == "“Clearance” needs 120 seats; the largest room, Hall, has 100."


def test_the_head_count_names_what_the_nearest_room_lacks() -> None:
    (count,) = RULE.count(week(equipment=frozenset({"screen"})))
    assert count.need > count.have
    assert count.sentence == "No room fits. Hall does not fit “Clearance”: it has no screen."


def test_what_fits_or_is_optional_or_has_no_rooms_to_choose_from_is_never_too_much() -> None:
    roomless = tiny_week(tiny_session("clearance", attendance=900))
    for fine in (week(attendance=100), week(attendance=101, optional=True), roomless):
        assert all(count.need <= count.have for count in RULE.count(fine))
