"""The boundary cases of `keep_published`."""

from __future__ import annotations

from constraints.keep_published import KeepPublished
from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("clearance"),
    tiny_session("new"),
    days=2,
    rooms=(tiny_room("hall"), tiny_room("annex")),
    references={
        "programme": tiny_timetable(
            at("clearance", 0, "10:00", 60, room="hall"), at("clearance", 1, "10:00")
        )
    },
)
FIRST = at("clearance", 0, "10:00", 60, room="hall")
SECOND = at("clearance", 1, "10:00", room="annex")


def amount(*parts: Part, reference: str = "programme") -> int:
    rule = KeepPublished(reference=reference)
    return sum(breach.amount for breach in rule.check(WEEK, tiny_timetable(*parts)))


def test_a_published_part_without_a_room_may_have_any() -> None:
    assert amount(FIRST, SECOND) == 0
    assert amount(FIRST, SECOND._replace(room="hall")) == 0


def test_another_room_day_begin_or_length_is_a_part_moved() -> None:
    for change in ({"room": "annex"}, {"day": 1}, {"start": 630}, {"minutes": 30}):
        assert amount(FIRST._replace(**change), SECOND) == 1


def test_dropped_and_added_parts_count() -> None:
    assert amount(FIRST) == 1
    assert amount() == 2
    assert amount(FIRST, SECOND, at("new", 0, "10:00", room="annex")) == 1
    assert amount(FIRST, SECOND, at("clearance", 0, "15:00", room="hall")) == 1


def test_a_part_that_moves_counts_once() -> None:
    assert amount(FIRST, at("clearance", 1, "10:30", room="annex")) == 1


def test_a_timetable_that_the_week_does_not_have_asks_for_nothing() -> None:
    assert amount(reference="draft") == 0


def test_the_sentences_say_what_was_published() -> None:
    rule = KeepPublished(reference="programme")
    assert rule.say(WEEK, ("clearance",), 1) == (
        "“Clearance” is published for Monday 20 June at 10:00 and Tuesday 21 June at 10:00; "
        "1 part moved, dropped or added."
    )
    assert rule.say(WEEK, ("new",)) == "“New” is not in the published timetable."
