"""Pins, values of the scenario, and the timetable that follows them."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.editing.changing_text import BadValues, NewValue
from scenarios.editing.edited_week import EditedWeek, read_text
from scenarios.editing.steps.moving import move
from scenarios.editing.steps.pinning import pin, unpin
from scenarios.editing.steps.placing import place
from scenarios.editing.steps.setting import set_values
from scheduler.errors import BadInput
from scheduler.week.timetable import Part
from tests.scenarios.editing.conftest import MORNING
from tests.scenarios.editing.steps.test_parts import with_statements
from tests.weeks import SMALL_WEEK


def changed_lines(before: EditedWeek, after: EditedWeek) -> list[str]:
    """The lines that are new; those that were there are left out."""
    old = before.text.splitlines()
    return [line.strip() for line in after.text.splitlines() if line not in old]


def values(*pairs: tuple[str, Any]) -> list[NewValue]:
    """New values by their keys with dots between; numbers are places in lists."""
    return [
        NewValue(tuple(int(k) if k.isdecimal() else k for k in keys.split(".")), value)
        for keys, value in pairs
    ]


def test_a_pin_is_written_into_the_scenario_with_its_comments_kept(week: EditedWeek) -> None:
    edit = pin(week, "opening")
    assert changed_lines(week, edit.week) == [
        "pinned:",
        "- {at: 2027-06-14 10:00, minutes: 120, room: large}",
    ]
    assert "# minutes that it cannot do without" in edit.week.text
    assert edit.week.scenario.week.session["opening"].pinned == (
        Part("opening", 0, MORNING, 120, "large"),
    )
    assert edit.week.timetable == week.timetable


def test_a_pin_that_is_taken_away_leaves_the_file_as_it_was(week: EditedWeek) -> None:
    assert unpin(pin(week, "opening").week, "opening").week.text == week.text


@pytest.mark.slow
def test_pinning_again_moves_the_pin_of_a_session_in_one_part(week: EditedWeek) -> None:
    moved = move(pin(week, "opening").week, "opening", 1, 1, MORNING).week
    assert not moved.judge().legal
    [found] = pin(moved, "opening").week.scenario.week.session["opening"].pinned
    assert (found.day, found.start) == (1, MORNING)


@pytest.mark.slow
def test_a_session_is_pinned_in_all_its_parts_and_breaks_nothing(week: EditedWeek) -> None:
    before = week.judge()
    edit = pin(week, "clearance")
    assert [one.day for one in edit.week.scenario.week.session["clearance"].pinned] == [0, 1]
    assert edit.said == "“Clearance”: pinned in its 2 parts"
    assert edit.week.judge().findings == before.findings
    assert pin(edit.week, "clearance").week == edit.week
    assert unpin(edit.week, "clearance").week.text == week.text


@pytest.mark.slow
def test_the_pin_of_a_part_that_stays_is_not_written_anew(week: EditedWeek) -> None:
    text = pin(week, "clearance").week.text.replace("minutes: 90, room: large}", "minutes: 90}")
    there = week._replace(text=text, scenario=read_text(SMALL_WEEK, text))
    edit = pin(move(there, "clearance", 2, 2, MORNING).week, "clearance")
    assert changed_lines(there, edit.week) == [
        "- {at: 2027-06-16 10:00, minutes: 150, room: large}"
    ]


def test_a_proposal_is_pinned_where_it_stands_in_the_file(week: EditedWeek) -> None:
    edit = pin(week, "uganda")
    assert edit.week.scenario.week.session["uganda"].pinned


def test_nothing_is_pinned_outside_every_sitting(week: EditedWeek) -> None:
    moved = move(week, "opening", 1, 0, 60).week
    with pytest.raises(BadInput, match="01:00"):
        pin(moved, "opening")
    with pytest.raises(BadInput, match="pinned nowhere"):
        unpin(week, "opening")


def test_a_value_becomes_another_in_its_line(week: EditedWeek) -> None:
    edit = set_values(week, values(("venue.rooms.large.closed", ["monday morning"])))
    assert edit.week.scenario.week.room["large"].closed == {"2027-06-14 morning"}
    assert changed_lines(week, edit.week) == [
        "large: {name: Large room, seats: 200, booths: 6, closed: [monday morning]}"
    ]
    assert edit.said == "Changed: Large room, closed"


def test_null_takes_a_value_away(week: EditedWeek) -> None:
    edit = set_values(week, values(("experiments.floor", None), ("rules.shorten_stays", None)))
    assert "floor: 60" not in edit.week.text
    assert "shorten_stays" not in {one.rule.name for one in edit.week.scenario.settings}
    same = set_values(week, values(("venue.rooms.cellar.closed", None)))
    assert same.week == week


def test_items_of_a_list_are_counted_from_0_and_one_is_added_at_its_end(week: EditedWeek) -> None:
    item = {"item": "Any other business", "minutes": 15}
    edit = set_values(
        week,
        values(
            ("sessions.clearance.agenda.0.minutes_each", 20), ("sessions.clearance.agenda.2", item)
        ),
    )
    first, _, last = edit.week.scenario.week.session["clearance"].agenda
    assert (first.minutes, last.title) == (20, "Any other business")


@pytest.mark.slow
def test_what_is_said_in_short_is_opened_for_one_thing_of_it(week: EditedWeek) -> None:
    edit = set_values(
        week,
        values(
            ("week.sittings.morning.whole", True),
            ("rules.keep_plenaries_alone", "off"),
            ("sessions.opening.parts", 3),
        ),
    )
    again = set_values(edit.week, values(("sessions.opening.parts.shortest", 30)))
    opening = again.week.scenario.week.session["opening"]
    assert (opening.most_parts, opening.shortest) == (3, 30)
    assert again.week.scenario.week.sittings[0].whole


@pytest.mark.slow
def test_every_problem_comes_with_the_path_of_its_field(week: EditedWeek) -> None:
    wrong = values(
        ("sessions.opening.least", "soon"),
        ("venue.rooms.large.closed", ["someday"]),
        ("bodies.clearance.co_chairs", ["COL", "ATLANTIS"]),
    )
    with pytest.raises(BadValues) as caught:
        set_values(week, wrong[:1])
    assert caught.value.paths == (("sessions", "opening", "least"),)
    with pytest.raises(BadValues) as caught:
        set_values(week, wrong[1:])
    assert caught.value.paths == (
        ("venue", "rooms", "large", "closed", 0),
        ("bodies", "clearance", "co_chairs", 1),
    )


def test_a_field_that_is_lacking_is_named_by_what_lacks_it(week: EditedWeek) -> None:
    with pytest.raises(BadValues) as caught:
        set_values(week, values(("sessions.new", {"title": "New"})))
    assert {path[:2] for path in caught.value.paths} == {("sessions", "new")}


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("title.en.deep", 1),
        ("sessions.0", {}),
        ("sessions.clearance.agenda.9", {}),
        ("sessions.clearance.agenda.first", {}),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(week: EditedWeek, keys: str, value: Any) -> None:
    with pytest.raises(BadValues):
        set_values(week, values((keys, value)))


def test_no_path_at_all_is_refused(week: EditedWeek) -> None:
    with pytest.raises(BadValues, match="what is to become another"):
        set_values(week, [NewValue((), {})])


def test_parts_of_a_session_that_goes_go_with_it_and_it_is_said(week: EditedWeek) -> None:
    edit = set_values(week, values(("sessions.victim-assistance", None)))
    assert not edit.week.timetable.holds("victim-assistance")
    assert edit.notes == ("“Victim Assistance” went out: the week has no such session any more.",)
    assert len(edit.week.timetable.parts) == len(week.timetable.parts) - 1


def test_parts_in_a_room_that_goes_take_another_at_the_same_time(week: EditedWeek) -> None:
    edit = set_values(week, values(("venue.rooms.small", None)))
    [part] = edit.week.timetable.of("uganda")
    assert part[1:5] == (2, MORNING, 60, "large")
    assert edit.notes == (
        "“Small group: victim assistance in Uganda” is in Large room now: "
        "there is no Small room any more.",
    )


def test_a_week_that_begins_later_keeps_its_dates(week: EditedWeek) -> None:
    edit = set_values(week, values(("week.from", "2027-06-15")))
    assert edit.week.timetable.of("victim-assistance")[0].day == 0
    assert not edit.week.timetable.holds("opening")
    assert any("“General Status, opening” went out: Monday 14 June" in one for one in edit.notes)


def test_a_week_that_goes_to_other_dates_keeps_its_days(week: EditedWeek) -> None:
    edit = set_values(week, values(("week.from", "2027-06-21"), ("week.to", "2027-06-23")))
    assert edit.week.timetable == week.timetable
    assert edit.notes == ()


def test_what_an_agenda_says_anew_is_no_longer_divided_as_it_was(week: EditedWeek) -> None:
    edit = set_values(with_statements(week), values(("sessions.clearance.agenda.1.minutes", 120)))
    assert not any(part.statements for part in edit.week.timetable.parts)
    assert "its agenda is another" in edit.notes[0]


def test_one_of_the_meetings_that_repeat_is_pinned_by_itself(week: EditedWeek) -> None:
    text = week.text.replace("    least: 30\n", "    repeat: {at: '13:00', minutes: 30}\n")
    text = text.replace("  - {first: chairs, then: opening}\n", "")
    week = week._replace(text=text, scenario=read_text(SMALL_WEEK, text))
    there = place(week, "chairs-tuesday", 1, 13 * 60 + 30).week
    edit = pin(there, "chairs-tuesday")
    [found] = edit.week.scenario.week.session["chairs-tuesday"].pinned
    assert (found.day, found.start) == (1, 810)
    assert edit.week.scenario.week.session["chairs-monday"].pinned[0].start == 780


def test_values_stay_in_the_file_that_extends_another(tmp_path: Any) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(SMALL_WEEK.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "above.yaml"
    text = "# Ours.\nschema: 1\nextends: base.yaml\ntitle: Above\n"
    week = EditedWeek(text, read_text(path, text))
    edit = set_values(week, values(("sessions.opening.least", 90), ("rules.shorten_stays", None)))
    assert edit.week.text.startswith(text)
    assert "opening" in edit.week.text and "clearance" not in edit.week.text
    assert edit.week.scenario.week.session["opening"].least == 90
    assert base.read_text(encoding="utf-8") == SMALL_WEEK.read_text(encoding="utf-8")
