"""What moved, as rows and in sentences."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given

from scenarios.loading.loading import load_scenario
from scenarios.studies.comparison.moves import COLUMNS, Moves, Names, find_moves
from scheduler.judging.verdict_changes import moved
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from tests.scenarios.studies.comparison.test_matching import timetables
from tests.weeks import SMALL_WEEK

MONDAY, TUESDAY = 0, 1
TEN, ELEVEN, THREE = 10 * 60, 11 * 60, 15 * 60
NAMES = Names("held", "by hand")


@cache
def week() -> Week:
    return load_scenario(SMALL_WEEK).week


def opening(day: int, start: int, minutes: int = 60, room: str | None = "large") -> Part:
    return Part("opening", day, start, minutes, room)


def moves(before: list[Part], after: list[Part]) -> Moves:
    one, other = Timetable(parts=tuple(before)), Timetable(parts=tuple(after))
    return find_moves(week(), one, other, NAMES)


def said(before: list[Part], after: list[Part]) -> str:
    """The only sentence, without the title."""
    (sentence,) = moves(before, after).sentences()
    return sentence.replace(week().what("opening"), "It").replace(week().room["large"].name, "HALL")


def day(number: int) -> str:
    return week().day_name(number)


def test_another_day_is_said_with_both_moments() -> None:
    text = said([opening(MONDAY, TEN)], [opening(TUESDAY, TEN)])
    assert text == f"It moved from {day(MONDAY)} 10:00 to {day(TUESDAY)} 10:00."


def test_another_time_of_the_same_day_does_not_repeat_the_day() -> None:
    text = said([opening(MONDAY, TEN)], [opening(MONDAY, THREE)])
    assert text == f"It moved from {day(MONDAY)} 10:00 to 15:00."


def test_another_room_alone() -> None:
    text = said([opening(MONDAY, TEN)], [opening(MONDAY, TEN, room=None)])
    assert text == f"It on {day(MONDAY)} 10:00 moved from HALL to no room."


def test_another_length_alone_is_no_move_in_time() -> None:
    text = said([opening(MONDAY, TEN)], [opening(MONDAY, TEN, 90)])
    assert text == f"It on {day(MONDAY)} 10:00 has 1 h 30 instead of 1 hour."


def test_another_room_and_length() -> None:
    text = said([opening(MONDAY, TEN, room=None)], [opening(MONDAY, TEN, 90)])
    assert text == (
        f"It on {day(MONDAY)} 10:00 moved from no room to HALL, with 1 h 30 instead of 1 hour."
    )


def test_everything_at_once() -> None:
    old, new = opening(MONDAY, TEN), opening(TUESDAY, ELEVEN, 30, None)
    assert moves([old], [new]).rows[0].what == ("day", "time", "room", "length")
    assert said([old], [new]) == (
        f"It moved from {day(MONDAY)} 10:00 to {day(TUESDAY)} 11:00, from HALL to no room, "
        "with 30 minutes instead of 1 hour."
    )


def test_a_session_that_was_not_held_is_new() -> None:
    text = said([], [opening(MONDAY, TEN)])
    assert text == f"It is new: {day(MONDAY)} 10:00, 1 hour, HALL."


def test_a_session_that_is_no_longer_held_is_dropped() -> None:
    text = said([opening(MONDAY, TEN, room=None)], [])
    assert text == f"It is dropped: {day(MONDAY)} 10:00, 1 hour."


def test_a_session_that_is_split_has_a_further_part_and_is_not_new() -> None:
    whole, half = opening(MONDAY, TEN, 120), opening(MONDAY, TEN)
    rest = opening(TUESDAY, TEN)
    shorter, further = moves([whole], [half, rest]).sentences()
    assert shorter.endswith("has 1 hour instead of 2 hours.")
    assert f"has a further part: {day(TUESDAY)} 10:00" in further
    assert [row.change for row in moves([whole], [half, rest]).rows] == ["moved", "new"]


def test_a_session_can_lose_a_part_and_be_held_all_the_same() -> None:
    text = said([opening(MONDAY, TEN), opening(TUESDAY, TEN)], [opening(MONDAY, TEN)])
    assert text == f"It loses a part: {day(TUESDAY)} 10:00, 1 hour, HALL."


def test_a_part_of_several_is_named_by_its_number() -> None:
    both = [opening(MONDAY, TEN), opening(TUESDAY, TEN)]
    text = said(both, [both[0], opening(TUESDAY, THREE)])
    assert text.startswith("Part 2 of It moved from")


def test_a_part_that_passes_another_is_named_with_both_numbers() -> None:
    tuesday, wednesday = opening(TUESDAY, TEN), opening(TUESDAY + 1, TEN)
    text = said([tuesday, wednesday], [opening(MONDAY, TEN), tuesday])
    assert text.startswith("Part 2 of It (now part 1) moved from")


def test_a_session_that_the_week_does_not_have_goes_by_its_key() -> None:
    (sentence,) = moves([Part("gone", MONDAY, TEN, 60)], []).sentences()
    assert sentence.startswith("“gone” is dropped")


def test_nothing_moved_is_said() -> None:
    same = moves([opening(MONDAY, TEN)], [opening(MONDAY, TEN)])
    assert same.sentences() == ("Nothing moves from “held” to “by hand”.",)
    assert same.to_frame().empty
    assert list(same.to_frame().columns) == list(COLUMNS)


def test_a_row_has_both_places_as_text() -> None:
    table = moves([opening(MONDAY, TEN)], [opening(TUESDAY, THREE, 90)]).to_frame()
    (row,) = table.to_dict("records")
    assert row["what"] == "day;time;length"
    assert row["before date"] == week().date_of(MONDAY).isoformat()
    assert (row["before start"], row["before end"], row["before room"]) == (
        "10:00",
        "11:00",
        "large",
    )
    assert (row["after start"], row["after end"]) == ("15:00", "16:30")


def test_it_displays_itself_and_escapes_what_it_shows() -> None:
    shown = moves([Part("<script>", MONDAY, TEN, 60)], [])
    assert str(shown).startswith("From “held” to “by hand”:\n- “<script>”")
    assert "<script" not in shown._repr_html_()


def test_rows_cannot_be_applied_where_their_parts_are_not() -> None:
    [row] = moves([opening(MONDAY, TEN)], [opening(TUESDAY, TEN)]).rows
    with pytest.raises(ValueError, match="has no such part"):
        moved(Timetable(), row.before, row.after)


@pytest.mark.slow
@given(timetables(), timetables())
def test_applying_the_rows_to_the_first_timetable_gives_the_second(
    one: Timetable, other: Timetable
) -> None:
    for row in find_moves(week(), one, other, NAMES).rows:
        one = moved(one, row.before, row.after)
    assert one == other


@pytest.mark.slow
@given(timetables(), timetables())
def test_every_row_can_be_said(one: Timetable, other: Timetable) -> None:
    found = find_moves(week(), one, other, NAMES)
    if found.rows:
        assert len(found.sentences()) == len(found.rows) == len(found.to_frame())
    assert all(sentence.endswith(".") for sentence in found.sentences())
