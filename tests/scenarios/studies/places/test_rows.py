from __future__ import annotations

import pytest

from constraints.tiny import tiny_room, tiny_session, tiny_week
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.places.result import PartPlaces
from scenarios.studies.places.rows import (
    best_rows,
    impossible_rows,
    never,
    rooms_in_words,
    times,
    times_in_words,
)
from scenarios.studies.places.run import part_places
from scheduler.judging.every_place import JudgedPlace
from scheduler.judging.judge import Finding
from scheduler.judging.verdict_changes import Difference, RuleChange
from scheduler.week.timetable import Part

WEEK = tiny_week(
    tiny_session("clearance"),
    days=3,
    minutes=120,
    rooms=[tiny_room("annex"), tiny_room("hall")],
)
"""Mornings from 10:00 to 12:00 on a grid of 30 minutes: a part has four starts."""


def costing(cost: int, rule: str = "shorten_stays") -> Difference:
    change = RuleChange(rule=rule, unit="days", tier=1, after=cost, cost_after=cost)
    return Difference(changes=(change,) if cost else (), tiers=(1,))


def against(*rules: str) -> Difference:
    changes = [
        RuleChange(
            rule=rule,
            unit="parts",
            new=(Finding(rule=rule, case=(), amount=1, unit="parts", must=True, sentence="No."),),
        )
        for rule in rules
    ]
    return Difference(changes=tuple(changes), tiers=(1,))


def place(start: int, difference: Difference, room: str = "hall", day: int = 0) -> JudgedPlace:
    return JudgedPlace(Part("clearance", day, start, 30, room), difference)


def test_neighbouring_starts_that_cost_the_same_are_one_row() -> None:
    rows = best_rows(WEEK, [place(start, costing(5)) for start in (600, 630, 660)])
    assert [times(row) for row in rows] == ["10:00 to 11:00"]


def test_a_start_that_is_missing_between_them_or_costs_more_divides_a_row() -> None:
    apart = best_rows(WEEK, [place(600, costing(5)), place(660, costing(5))])
    assert [times(row) for row in apart] == ["10:00", "11:00"]
    dearer = best_rows(
        WEEK, [place(600, costing(5)), place(660, costing(5)), place(630, costing(6))]
    )
    assert [times(row) for row in dearer] == ["10:00", "11:00", "10:30"]


def test_the_same_cost_for_another_reason_divides_a_row() -> None:
    rows = best_rows(WEEK, [place(600, costing(5)), place(630, costing(5, "reserve_slack"))])
    assert len(rows) == 2


def test_a_run_has_the_rooms_that_are_alike_at_all_its_times() -> None:
    places = [
        place(600, costing(0)),
        place(600, costing(0), "annex"),
        place(630, costing(0)),
        place(630, costing(5), "annex"),
    ]
    (row,) = best_rows(WEEK, places)
    assert (times(row), row.rooms) == ("10:00 to 10:30", ("hall",))
    every = best_rows(WEEK, places, all_rooms=True)
    assert [(times(row), row.rooms) for row in every] == [
        ("10:00", ("hall", "annex")),
        ("10:30", ("hall",)),
        ("10:30", ("annex",)),
    ]


def test_times_with_no_room_in_common_are_rows_of_their_own() -> None:
    rows = best_rows(WEEK, [place(600, costing(0)), place(630, costing(0), "annex")])
    assert [row.rooms for row in rows] == [("hall",), ("annex",)]


def test_a_time_at_which_one_room_will_do_is_not_impossible() -> None:
    places = [place(600, costing(0)), place(600, against("fit_the_room"), "annex")]
    assert impossible_rows(WEEK, places) == {}


def test_impossible_times_stand_by_their_musts_the_fewest_first() -> None:
    places = [
        place(600, against("sit_within_hours", "honour_order")),
        place(630, against("honour_order")),
        place(660, against("honour_order")),
    ]
    groups = impossible_rows(WEEK, places)
    assert list(groups) == [("honour_order",), ("sit_within_hours", "honour_order")]
    assert [times(row) for row in groups["honour_order",]] == ["10:30 to 11:00"]


def test_days_that_are_alike_stand_together_and_a_full_sitting_by_its_name() -> None:
    places = [
        place(start, against("honour_order"), day=day)
        for day, last in ((0, 720), (1, 720), (2, 690))
        for start in range(600, last, 30)
    ]
    (rows,) = impossible_rows(WEEK, places).values()
    assert times_in_words(WEEK, rows) == (
        "Monday 20 June and Tuesday 21 June: morning; Wednesday 22 June: 10:00 to 11:00"
    )


def test_a_room_that_never_does_is_named_unless_none_ever_does() -> None:
    small = [place(start, against("fit_the_room"), "annex") for start in (600, 630)]
    large = [place(start, against("honour_order")) for start in (600, 630)]
    assert never([*small, place(600, costing(0))]) == {("fit_the_room",): ["annex"]}
    assert never(small) == {}
    assert never([*small, *large]) == {("fit_the_room",): ["annex"], ("honour_order",): ["hall"]}


# As tables, on the week of 2011


@pytest.fixture(scope="module")
def week_2011() -> Scenario:
    return load_scenario(LIBRARY / "apmbc-2011.yaml")


@pytest.fixture(scope="module")
def briefing(week_2011: Scenario) -> PartPlaces:
    held = week_2011.candidate("held")
    (part,) = held.of("survivors-briefing")
    return part_places(week_2011, held, "survivors-briefing", part)


@pytest.mark.slow
def test_the_best_places_are_a_table_that_people_read(
    week_2011: Scenario, briefing: PartPlaces
) -> None:
    table = briefing.best()
    assert list(table.columns) == ["begins", "room", "tier 1", "tier 2", "tier 3", "because"]
    assert table.begins[0] == "Monday 20 June, 13:00 to 13:30"
    assert table["tier 2"][0] == "-5"
    assert table.begins[1] == "Thursday 23 June, 13:00 to 13:30 (now 13:15)"
    assert list(table.iloc[1])[1:] == ["Salle B", "0", "0", "0", ""]
    tuesday = table[table.begins == "Tuesday 21 June, 13:15"].iloc[0]
    assert tuesday.room == "Salle Obasi"
    assert tuesday["tier 1"] == "+360"
    assert tuesday.because.startswith("let_delegations_attend +360, ")


@pytest.mark.slow
def test_the_times_that_are_ruled_out_are_a_table_with_an_example(
    week_2011: Scenario, briefing: PartPlaces
) -> None:
    table = briefing.ruled_out()
    assert list(table.columns) == ["musts", "times", "for example"]
    assert table.musts[0] == "sit_within_hours"
    assert "Monday 20 June" in table.times[0]
    assert table["for example"][0] == (
        "“Briefing by survivors” sits on Monday 20 June, morning, which is not open to a side "
        "event."
    )


def test_of_many_rooms_that_are_alike_the_first_is_named() -> None:
    assert rooms_in_words(WEEK, ["hall"]) == "Hall"
    assert rooms_in_words(WEEK, ["hall", "annex"]) == "Hall or Annex"
    assert rooms_in_words(WEEK, ["hall", "annex", "c1"]) == "Hall or 2 others"
    assert rooms_in_words(WEEK, ["hall", "annex", "c1"], in_full=True) == "Hall, Annex or c1"
