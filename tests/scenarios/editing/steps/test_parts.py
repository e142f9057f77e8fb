"""Moving, lengthening, splitting, joining, placing, taking out and swapping."""

from __future__ import annotations

import pytest

from scenarios.editing.edited_week import EditedWeek, read_text
from scenarios.editing.steps.moving import move
from scenarios.editing.steps.placing import place
from scenarios.editing.steps.removing import clear, remove
from scenarios.editing.steps.resizing import resize
from scenarios.editing.steps.splitting import join, split
from scenarios.editing.steps.swapping import swap
from scheduler.errors import BadInput
from scheduler.week.agenda import Statement
from scheduler.week.timetable import Part, Timetable
from tests.scenarios.editing.conftest import AFTERNOON, MORNING
from tests.weeks import SMALL_WEEK

WHOLE = SMALL_WEEK.read_text(encoding="utf-8").replace(
    "afternoon: 15:00-18:00", "afternoon: {hours: 15:00-18:00, whole: true}"
)


def places(week: EditedWeek, session: str) -> list[tuple[int, int, int, str | None]]:
    return [tuple(part[1:5]) for part in week.timetable.of(session)]


def with_statements(week: EditedWeek) -> EditedWeek:
    """The first part of Clearance has two speakers, its second one speaker and the discussion."""
    said = {
        0: (Statement(0, "COL", 30), Statement(0, "THA", 30)),
        1: (Statement(0, "UGA", 30), Statement(1, "", 150)),
    }
    parts = [
        p._replace(statements=said[p.day]) if p.session == "clearance" else p
        for p in week.timetable.parts
    ]
    return week._replace(timetable=Timetable(parts=tuple(parts)))


def test_a_part_goes_where_it_is_put_and_says_so(week: EditedWeek) -> None:
    edit = move(week, "opening", 1, 1, MORNING + 15, "small")
    assert places(edit.week, "opening") == [(1, MORNING + 15, 120, "small")]
    assert edit.said == (
        "“General Status, opening”: moved to Tuesday 15 June, 10:15–12:15, in Small room"
    )


def test_a_part_that_is_put_nowhere_in_particular_stays_in_its_room(week: EditedWeek) -> None:
    edit = move(week, "clearance", 2, 1, MORNING + 30)
    assert places(edit.week, "clearance")[1] == (1, MORNING + 30, 150, "large")
    assert edit.said == "“Clearance”, part 2: moved to 10:30 on Tuesday 15 June"


def test_a_part_takes_along_what_stands_in_it(week: EditedWeek) -> None:
    edit = move(with_statements(week), "clearance", 1, 2, MORNING)
    assert [one.speaker for one in edit.week.timetable.of("clearance")[1].statements] == [
        "COL",
        "THA",
    ]


def test_a_drop_that_breaks_every_rule_is_made(week: EditedWeek) -> None:
    edit = move(week, "closing", 1, 0, 3, "small")
    assert places(edit.week, "closing") == [(0, 3, 60, "small")]
    assert not edit.week.judge().legal


def test_what_cannot_be_written_down_is_refused_with_all_that_is_wrong(week: EditedWeek) -> None:
    with pytest.raises(BadInput) as caught:
        move(week, "opening", 1, 9, -5, "attic", 0)
    assert [one.where for one in caught.value.problems] == ["day", "start", "minutes", "room"]


def test_a_part_that_is_not_there_cannot_be_moved(week: EditedWeek) -> None:
    with pytest.raises(BadInput, match="no part 3 of ‘clearance’"):
        move(week, "clearance", 3, 0, MORNING)


def test_in_a_sitting_that_is_taken_whole_a_part_takes_all_of_it(week: EditedWeek) -> None:
    week = week._replace(text=WHOLE, scenario=read_text(SMALL_WEEK, WHOLE))
    edit = move(week, "opening", 1, 2, AFTERNOON + 60)
    assert places(edit.week, "opening") == [(2, AFTERNOON, 180, "large")]


@pytest.mark.parametrize(
    ("start", "minutes", "there"),
    [
        (None, 150, (0, MORNING, 150, "large")),
        (None, 90, (0, MORNING, 90, "large")),
        (MORNING - 15, None, (0, MORNING - 15, 135, "large")),
        (MORNING + 30, None, (0, MORNING + 30, 90, "large")),
        (MORNING + 30, 120, (0, MORNING + 30, 120, "large")),
    ],
)
def test_a_part_is_lengthened_and_shortened_at_either_end(
    week: EditedWeek, start: int | None, minutes: int | None, there: tuple[int, int, int, str]
) -> None:
    edit = resize(week, "opening", 1, start, minutes)
    assert places(edit.week, "opening") == [there]


def test_a_part_of_no_length_is_refused(week: EditedWeek) -> None:
    with pytest.raises(BadInput, match="a part lasts 1 to 1440 minutes"):
        resize(week, "opening", 1, MORNING + 120, None)


def test_a_part_is_split_where_it_stands_with_what_stands_in_it(week: EditedWeek) -> None:
    edit = split(with_statements(week), "clearance", 1, 45)
    first, second, _ = edit.week.timetable.of("clearance")
    assert first[1:5] == (0, AFTERNOON, 45, "large")
    assert second[1:5] == (0, AFTERNOON + 45, 45, "large")
    assert [one.speaker for one in first.statements] == ["COL"]
    assert [one.speaker for one in second.statements] == ["THA"]
    assert edit.said == "“Clearance”, part 1: split at 15:45"


def test_the_second_half_of_a_split_goes_elsewhere(week: EditedWeek) -> None:
    edit = split(week, "opening", 1, 60, 2, MORNING, "small")
    assert places(edit.week, "opening") == [(0, MORNING, 60, "large"), (2, MORNING, 60, "small")]
    assert "the second part goes to Wednesday 16 June, 10:00–11:00, in Small room" in edit.said


def test_a_split_leaves_something_for_both(week: EditedWeek) -> None:
    for after in (0, 120):
        with pytest.raises(BadInput, match="the first part can have 1 to 119"):
            split(week, "opening", 1, after)


def test_splitting_and_joining_again_changes_nothing(week: EditedWeek) -> None:
    week = with_statements(week)
    apart = split(week, "clearance", 2, 60).week
    for one, other in ((2, 3), (3, 2)):
        assert join(apart, "clearance", one, other).week == week


def test_parts_that_are_joined_stay_where_the_first_one_named_is(week: EditedWeek) -> None:
    edit = join(week, "clearance", 2, 1)
    assert places(edit.week, "clearance") == [(1, MORNING, 240, "large")]
    with pytest.raises(BadInput, match="cannot be joined with itself"):
        join(week, "clearance", 1, 1)


def test_a_part_or_a_whole_session_goes_to_the_tray(week: EditedWeek) -> None:
    assert len(remove(week, "clearance", 1).week.timetable.of("clearance")) == 1
    edit = remove(week, "clearance")
    assert not edit.week.timetable.holds("clearance")
    assert edit.said == "“Clearance”: taken out of the week"
    with pytest.raises(BadInput, match="no part of ‘chairs’"):
        remove(week, "chairs")


def test_without_one_of_its_parts_an_agenda_runs_as_it_is_written(week: EditedWeek) -> None:
    edit = remove(with_statements(week), "clearance", 1)
    assert edit.week.timetable.of("clearance")[0].statements == ()


def test_clearing_takes_everything_out_that_is_not_pinned(week: EditedWeek) -> None:
    assert clear(week).week.timetable == Timetable()


def test_a_session_is_placed_with_its_usual_length_in_a_room_that_suits_it(
    week: EditedWeek,
) -> None:
    edit = place(week, "chairs", 0, 780)
    assert places(edit.week, "chairs") == [(0, 780, 30, "small")]
    assert edit.said == (
        "“Meeting of the Co-Chairs”: placed on Monday 14 June, 13:00–13:30, in Small room"
    )


def test_a_room_that_is_taken_is_passed_over_for_a_free_one(week: EditedWeek) -> None:
    edit = place(week, "chairs", 2, MORNING)
    assert places(edit.week, "chairs") == [(2, MORNING, 30, "large")]


def test_a_further_part_is_placed_beside_the_others(week: EditedWeek) -> None:
    edit = place(week, "clearance", 2, MORNING, "large", 60)
    assert len(places(edit.week, "clearance")) == 3
    assert "a further part placed" in edit.said
    with pytest.raises(BadInput, match="no session ‘nothing’"):
        place(week, "nothing", 0, MORNING)


def test_two_parts_change_places(week: EditedWeek) -> None:
    edit = swap(week, ("opening", 1), ("uganda", 1))
    assert places(edit.week, "opening") == [(2, MORNING, 120, "small")]
    assert places(edit.week, "uganda") == [(0, MORNING, 60, "large")]
    lengths = swap(week, ("opening", 1), ("uganda", 1), lengths=True).week
    assert places(lengths, "opening") == [(2, MORNING, 60, "small")]
    assert swap(lengths, ("uganda", 1), ("opening", 1), lengths=True).week == week


def test_a_part_whose_room_is_no_more_can_still_be_moved(week: EditedWeek) -> None:
    lost = Timetable(parts=(Part("opening", 0, MORNING, 120, "attic"),))
    edit = move(week._replace(timetable=lost), "opening", 1, 1, MORNING)
    assert places(edit.week, "opening") == [(1, MORNING, 120, "attic")]
