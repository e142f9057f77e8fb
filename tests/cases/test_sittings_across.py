"""Sittings that overlap, where they are for different formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.extending import read_source
from scenarios.loading.loading import load_scenario
from scenarios.studies.replanning.changes_in_words import change_in_words
from scheduler.errors import BadInput
from tests.desk.conftest import Run, edited

GROUPS = "groups: {hours: 11:15-15:45, for: [workshop]}"
WEEK = f"""\
schema: 1
title: Groups across lunch
week:
  from: 2027-06-14
  to: 2027-06-14
  sittings:
    morning: {{hours: 10:00-13:00, for: [plenary, special]}}
    {GROUPS}
    lunch: {{hours: 13:00-15:00, for: [side_event]}}
    afternoon: {{hours: 15:00-18:00, for: [plenary, special]}}
venue: {{rooms: {{r1: {{seats: 100}}, r2: {{seats: 50}}}}}}
delegations: {{also: {{AAA: {{name: Aland}}, BBB: {{name: Bland}}}}}}
bodies:
  x: {{name: Body X, kind: other, co_chairs: [AAA]}}
  y: {{name: Body Y, kind: other, co_chairs: [BBB]}}
sessions:
  one: {{title: One, body: x, format: special, least: 180}}
  two: {{title: Two, body: y, format: workshop, least: 180}}
  film: {{title: Film, body: y, format: side_event, least: 60, leaders: []}}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "week.yaml"
    found.write_text(WEEK, encoding="utf-8")
    return found


def table(folder: Path, *rows: str) -> Path:
    found = folder / "table.csv"
    lines = (f"{row.replace(' ', ',2027-06-14,', 1).replace(' ', ',')}" for row in rows)
    found.write_text("\n".join(["session,date,start,end,room", *lines, ""]), encoding="utf-8")
    return found


def test_groups_run_across_lunch_while_a_session_sits_in_its_sitting(run: Run, path: Path) -> None:
    outcome = run("solve", path, "--output", path.with_suffix(".csv"))
    assert outcome.code == 0
    assert "PROVEN" in outcome.output
    week = load_scenario(path).week
    parts = read_schedule(path.with_suffix(".csv"), week).parts
    names = {part.session: sitting.name for part in parts if (sitting := week.sitting_of(part))}
    assert names["one"] in {"morning", "afternoon"}
    assert (names["two"], names["film"]) == ("groups", "lunch")


def test_a_part_lies_in_the_sitting_of_its_format(run: Run, path: Path) -> None:
    rows = ("one 10:00 13:00 r1", "two 11:15 14:15 r2", "film 14:15 15:00 r2")
    assert run("check", path, table(path.parent, *rows)).code == 1, "the film is cut short"
    rows = (*rows[:2], "film 14:00 15:00 r1")
    assert run("check", path, table(path.parent, *rows)).code == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("one 12:00 14:00 r1", "lies across 2 sittings, morning (10:00 to 13:00) and lunch"),
        ("two 10:00 11:15 r1", "lies in no sitting; that day has groups (11:15 to 15:45)."),
        ("two 15:00 16:00 r1", "lies only partly inside the sitting groups (11:15 to 15:45)."),
        ("film 15:00 16:00 r1", "which is not open to a side event"),
    ],
)
def test_a_part_in_no_sitting_of_its_format_is_told_which_there_are(
    run: Run, path: Path, row: str, said: str
) -> None:
    outcome = run("check", path, table(path.parent, row))
    assert outcome.code == 1
    assert said in outcome.words


def test_sittings_for_one_format_may_not_overlap(run: Run, path: Path) -> None:
    edited(path, GROUPS, GROUPS.replace("[workshop]", "[workshop, special]"))
    outcome = run("show", path)
    assert outcome.code == 2
    said = "the sittings of a day may not overlap unless they are for different formats"
    assert f"before 'morning' ends at 13:00; {said} (both are for special)" in outcome.problems
    assert "sittings › afternoon: the sitting begins at 15:00, before 'groups'" in outcome.problems


def test_sittings_of_the_week_that_overlap_are_told_once_whatever_its_days_add(path: Path) -> None:
    edited(path, "for: [workshop]", "for: [workshop, special]")
    edited(path, "to: 2027-06-14", "to: 2027-06-18")
    days = "{monday: {sittings: {early: 08:00-09:00}}, friday: {sittings: {afternoon: 15:00-17:00}}"
    edited(path, "  sittings:", f"  days: {days}}}\n  sittings:")
    with pytest.raises(BadInput) as error:
        load_scenario(path)
    told = [str(problem) for problem in error.value.problems]
    assert len(told) == 2
    assert not any(word in one for one in told for word in ("What", "friday"))


def test_a_room_serves_both_sittings_and_a_leader_is_in_one(run: Run, path: Path) -> None:
    edited(path, "r2: {seats: 50}", "r2: {seats: 50, closed: monday}")
    edited(path, "co_chairs: [BBB]", "co_chairs: [AAA]")
    outcome = run("check", path, table(path.parent, "one 10:00 13:00 r1", "two 12:15 15:15 r1"))
    assert "“One” and “Two” are in one room for 45 minutes at once." in outcome.words
    assert "Aland leads both “One” and “Two”, which run at the same time for 45" in outcome.words


def test_a_lunch_is_taken_by_a_group_that_runs_into_it(run: Run, path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("rules: {keep_time_informal: {lunches: 1, prefer: {tier: 1, weight: 1}}}\n")
    rows = ("one 15:00 18:00 r1", "two 11:15 14:15 r2")
    outcome = run("check", path, table(path.parent, *rows))
    assert "No lunch of the week stays free of sessions; 1 is asked for." in outcome.words


@pytest.mark.parametrize(
    ("said", "there", "told"),
    [
        ("absent: monday morning", {"lunch", "afternoon"}, "counts as away, too; write 'monday gr"),
        ("absent: [monday morning, monday groups]", {"afternoon"}, ""),
        ("absent: lunch", {"morning", "afternoon"}, "'groups', 11:15 to 15:45, overlaps 'lunch'"),
        ("present: monday morning", {"morning"}, "not count as present; write 'monday groups'"),
        ("present: [monday morning, groups]", {"morning", "groups", "lunch"}, ""),
        ("present: [morning, lunch, afternoon]", {"morning", "groups", "lunch", "afternoon"}, ""),
        ("present: monday", {"morning", "groups", "lunch", "afternoon"}, ""),
    ],
)
def test_a_half_day_means_its_hours_in_whatever_sitting(
    path: Path, caplog: pytest.LogCaptureFixture, said: str, there: set[str], told: str
) -> None:
    edited(path, "BBB: {name: Bland}", f"BBB: {{name: Bland, {said}}}")
    found = load_scenario(path).week.delegation["BBB"].sittings
    assert found == {f"2027-06-14 {name}" for name in there}
    assert (told in caplog.text) if told else not caplog.text


def test_a_sitting_inside_one_that_is_named_goes_with_it(path: Path) -> None:
    edited(path, "lunch: {hours: 13:00-15:00", "lunch: {hours: 13:15-14:45")
    edited(path, "BBB: {name: Bland}", "BBB: {name: Bland, present: [morning, groups]}")
    edited(path, "seats: 50", "seats: 50, closed: [groups, morning]")
    week = load_scenario(path).week
    inside = {"2027-06-14 morning", "2027-06-14 groups", "2027-06-14 lunch"}
    assert week.delegation["BBB"].sittings == week.room["r2"].closed == inside


def test_a_group_in_the_hours_of_a_closed_room_or_without_its_chair_is_a_breach(
    run: Run, path: Path
) -> None:
    edited(path, "BBB: {name: Bland}", "BBB: {name: Bland, absent: monday morning}")
    edited(path, "seats: 50", "seats: 50, closed: monday morning")
    outcome = run("check", path, table(path.parent, "two 11:15 14:15 r2"))
    assert "r2 is closed on Monday 14 June, groups: “Two” cannot sit there." in outcome.words
    assert "Bland leads “Two” and is not present for 3 hours of it." in outcome.words
    assert "r2 › closed: 'groups', 11:15 to 15:45, overlaps 'morning', 10:00 to" in outcome.problems


def test_a_change_in_words_means_the_same_and_is_written_so(path: Path) -> None:
    said = ["r2 closed monday morning", "BBB away monday morning", "AAA away monday"]
    before = load_scenario(path)
    week = change_in_words(before, said).scenario.week
    assert week.room["r2"].closed == {"2027-06-14 morning", "2027-06-14 groups"}
    assert week.delegation["BBB"].sittings == {"2027-06-14 lunch", "2027-06-14 afternoon"}
    written = change_in_words(before, said, source=read_source(path)).scenario.week
    assert (written.rooms, written.delegations) == (week.rooms, week.delegations)


@pytest.mark.slow
def test_places_and_plots_know_of_both(run: Run, path: Path) -> None:
    rows = table(path.parent, "one 10:00 13:00 r1", "two 11:15 14:15 r2", "film 14:15 15:15 r1")
    outcome = run("places", path, rows, "--session", "two")
    assert "Monday 14 June, 11:15 to 12:45" in outcome.words or "groups" in outcome.words
    assert run("plot", path, rows, "--output", path.with_suffix(".svg")).code == 0
