from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from tests.desk.conftest import Run, edited

WEEK = LIBRARY / "apmbc-2011.yaml"
BRIEFING = ("places", WEEK, "held", "--session", "survivors-briefing")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_places_come_best_first_and_neighbouring_times_that_cost_the_same_are_one_row(
    run: Run,
) -> None:
    outcome = run(*BRIEFING)
    assert outcome.code == 0
    rows = [
        line for line in outcome.output.splitlines() if " June, 1" in line and ", now" not in line
    ]
    begins = [" ".join(line.split()[:5]) for line in rows]
    assert begins[:4] == [
        "Monday 20 June, 13:00 to",
        "Thursday 23 June, 13:00 to",
        "Wednesday 22 June, 13:00 to",
        "Friday 24 June, 13:00 to",
    ]
    assert rows[2].split()[-3:] == ["0", "+15", "0"]
    assert "(now 13:15)" in outcome.output
    assert all(len(line) <= 80 for line in outcome.output.splitlines())


@pytest.mark.slow
def test_each_row_names_the_preferences_that_change(run: Run) -> None:
    lines = [line.strip() for line in run(*BRIEFING).output.splitlines()]
    row = next(n for n, line in enumerate(lines) if line.startswith("Monday 20 June, 13:00 to"))
    said = " ".join(lines[row + 1 : row + 9])
    assert "- Delegations stay for few days (shorten_stays) -15 - Informal time" in said
    assert "asked for (space_sessions) +10 - Sessions stand" in said
    assert "before (follow_precedent) +1" in said


@pytest.mark.slow
def test_what_cannot_be_stands_by_its_reasons_with_whole_sittings_by_name(run: Run) -> None:
    said = " ".join(run(*BRIEFING).output.split())
    assert (
        "73 starting times are not possible - Sessions lie within sittings (sit_within_hours): "
        "Monday 20 June, Tuesday 21 June" in said
    )
    assert "and Friday 24 June: morning, afternoon; Wednesday 22 June: early" in said
    assert "which is not open to a side event." in said
    assert (
        "Never in Press Room, Salle C1, Salle C2, Salle C3 and Salle C4: "
        "Sessions fit their rooms (fit_the_room)." in said
    )
    assert "Sittings too short for it: Monday 20 June, early." in said


@pytest.mark.slow
def test_rooms_that_cost_more_and_those_of_single_times_are_shown_when_asked_for(run: Run) -> None:
    question = (*BRIEFING[:3], "--session", "coordinating-committee")
    few, every = run(*question).output, run(*question, "--all-rooms").output
    assert "Salle B or 5 " in few
    assert "Press Room" not in few
    assert "others" not in every
    assert "Press Room" in every


def test_with_all_every_place_is_listed(run: Run, tiny: Path) -> None:
    short = run("places", tiny, "drafted", "--session", "victims").output
    full = run("places", tiny, "drafted", "--session", "victims", "--all").output
    assert "(keep_plenaries_alone): Monday 14 June: 10:00 to 10:45" in " ".join(short.split())
    assert "4 places are not possible\n" in full
    assert "- Monday 14 June, 10:30 to 11:30: Nothing runs beside a plenary" in full


def test_a_session_with_one_place_only_is_said_to_have_no_other(run: Run, tiny: Path) -> None:
    outcome = run("places", tiny, "drafted", "--session", "victims")
    assert outcome.code == 0
    assert "No other place is possible, out of 5." in outcome.output


@pytest.mark.slow
def test_every_part_of_a_session_comes_in_turn_or_the_one_that_is_asked_for(run: Run) -> None:
    every = run("places", WEEK, "held", "--session", "victim-assistance").output
    assert all(f"(part {number} of 3)" in every for number in (1, 2, 3))
    second = run("places", WEEK, "held", "--session", "victim-assistance", "--part", "2").output
    assert "(part 2 of 3)" in second
    assert "(part 1 of 3)" not in second


@pytest.mark.slow
def test_a_session_that_is_not_held_and_can_be_nowhere_ends_with_1(run: Run) -> None:
    outcome = run("places", WEEK, "held", "--session", "eritrea-clearance")
    assert outcome.code == 1
    assert "1 h 30, not held in this timetable." in outcome.output
    assert "No place keeps every must, out of 774." in outcome.output
    assert "Eritrea has not volunteered" in outcome.output


def test_a_sitting_that_is_too_short_stands_by_its_day_where_others_of_its_name_are_not(
    run: Run, tiny: Path
) -> None:
    edited(tiny, "to: 2027-06-14", "to: 2027-06-15")
    days = "days:\n    tuesday: {sittings: {morning: 10:00-10:30}}\ndelegations:"
    edited(tiny, "delegations:", f"  {days}")
    outcome = run("places", tiny, "drafted", "--session", "victims")
    assert "Sittings too short for it: Tuesday 15 June, morning." in outcome.output


def test_a_length_that_no_sitting_has_is_answered_in_words(run: Run, tiny: Path) -> None:
    outcome = run("places", tiny, "drafted", "--session", "victims", "--minutes", "135")
    assert outcome.code == 1
    assert "No sitting is long enough; the longest has 2 hours." in outcome.output


@pytest.mark.parametrize("minutes", ["100", "7"])
def test_a_length_off_the_grid_is_refused_with_the_nearest_ones(
    run: Run, tiny: Path, minutes: str
) -> None:
    outcome = run("places", tiny, "drafted", "--session", "victims", "--minutes", minutes)
    assert outcome.code == 2
    assert "on a grid of 15 minutes; write" in outcome.problems
    assert ("90 or 105" if minutes == "100" else "write 15") in outcome.problems


def test_everything_that_is_wrong_with_a_question_is_said_at_once(run: Run, tiny: Path) -> None:
    outcome = run("places", tiny, "draftd", "--session", "victim")
    assert outcome.code == 2
    assert "did you mean drafted?" in outcome.problems
    assert "did you mean victims (Victim Assistance)?" in outcome.problems
    numbered = run("places", tiny, "drafted", "--session", "victims", "--part", "2")
    assert numbered.code == 2
    assert "has no part 2; 1 is Monday 14 June, 11:00 to 12:00" in numbered.problems


@pytest.mark.slow
def test_the_csv_file_has_a_row_for_each_place_in_order(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    run(*BRIEFING, "--csv", path)
    rows = rows_of(path)
    assert list(rows[0]) == [
        "session",
        "part",
        "number",
        "date",
        "start",
        "end",
        "minutes",
        "room",
        "now",
        "possible",
        "tier 1",
        "tier 2",
        "tier 3",
        "changes",
        "against",
    ]
    assert len(rows) == 774
    assert [int(row["number"]) for row in rows] == list(range(1, 775))
    assert [row["start"] for row in rows if row["now"] == "yes"] == ["13:15"]
    possible = [row["possible"] for row in rows]
    assert possible == ["yes"] * 23 + ["no"] * 751
    assert rows[-1]["tier 1"] == "" != rows[-1]["against"]
    costs = [tuple(int(row[f"tier {n}"]) for n in (1, 2, 3)) for row in rows[:23]]
    assert costs == sorted(costs)


@pytest.mark.slow
def test_a_place_of_the_csv_file_costs_what_the_judge_says(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    run(*BRIEFING, "--csv", path)
    scenario = load_scenario(WEEK)
    held = scenario.candidate("held")
    row = rows_of(path)[20]
    (part,) = held.of("survivors-briefing")
    hours, minutes = map(int, row["start"].split(":"))
    to = part._replace(day=int(row["date"][-2:]) - 20, start=60 * hours + minutes, room=row["room"])
    others = tuple(one for one in held.parts if one != part)
    after = scenario.judge(held.model_copy(update={"parts": (*others, to)}))
    before = scenario.judge(held)
    differences = [b - a for a, b in zip(before.costs, after.costs, strict=True)]
    assert differences == [int(row[f"tier {n}"]) for n in (1, 2, 3)]


def test_the_json_file_has_every_part_with_all_its_places(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    path = tmp_path / "places.json"
    run("places", tiny, "drafted", "--session", "victims", "--json", path)
    (part,) = json.loads(path.read_text(encoding="utf-8"))["parts"]
    assert part["now"]["start"] == "11:00"
    assert [place["possible"] for place in part["places"]] == [True, False, False, False, False]
    assert part["places"][0]["costs"] == {"2": 0}
    assert part["places"][1]["against"][0]["rule"] == "keep_plenaries_alone"


def test_who_takes_an_open_post_is_read_from_the_file_of_leaders(run: Run, tiny: Path) -> None:
    edited(tiny, "co_chairs: [NOR]}", "posts: {co_chairs: 1}}")
    edited(tiny, "bodies:", "leadership: {pool: [NOR, THA]}\nbodies:")
    leaders = tiny.parent / "leaders.csv"
    leaders.write_text("body,role,state\nclearance,co_chair,THA\n", encoding="utf-8")
    question = ("places", tiny, "drafted", "--session", "victims")
    assert "lead_in_person" not in run(*question).output
    assert "Thailand leads both" in run(*question, "--leaders", leaders).output
    missing = run(*question, "--leaders", tiny.parent / "none.csv")
    assert missing.code == 2
    assert "there is no such file" in missing.problems


@pytest.mark.slow
def test_it_works_on_a_terminal_that_knows_only_ascii(start: Run, tiny: Path) -> None:
    question = ("--session", "victims")
    told = start("places", tiny, "drafted", *question, PYTHONIOENCODING="ascii")
    assert told.code == 0
    assert "No other place is possible, out of 5." in told.output


def test_a_table_that_is_no_csv_or_takes_the_place_of_the_scenario_is_refused(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    wrong = run("places", tiny, "drafted", "--session", "victims", "--csv", tmp_path / "a.xls")
    assert wrong.code == 2
    assert "the table ends in .csv or .xlsx" in wrong.problems
    taken = run("places", tiny, "drafted", "--session", "victims", "--json", tiny)
    assert taken.code == 2
    assert "this is the scenario; choose another place" in taken.problems


def test_a_week_without_rooms_has_a_table_without(run: Run, tiny: Path) -> None:
    edited(tiny, "10:00-12:00", "10:00-13:00")
    outcome = run("places", tiny, "drafted", "--session", "victims")
    assert "4 other places are possible, at 4 times." in outcome.output
    assert "Monday 14 June, 11:00 to 12:00 (now 11:00)" in outcome.output
    assert "room" not in outcome.output


@pytest.mark.slow
def test_on_request_each_half_day_is_said_with_other_sessions_moving(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    edited(tiny, "to: 2027-06-14", "to: 2027-06-15")
    question = ("places", tiny, "drafted", "--session", "victims", "--json", tmp_path / "p.json")
    assert "With other sessions moving" not in run(*question).output
    outcome = run(*question, "--moving")
    assert "With other sessions moving - Where it is now (Monday 14 June): " in outcome.words
    assert "- Tuesday 15 June: yes, 1 other part changes, 90 less in tier 2." in outcome.words
    (part,) = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["parts"]
    assert [one["possible"] for one in part["moving"]] == [True, True]


def test_once_the_time_is_over_the_half_days_left_open_are_named(run: Run, tiny: Path) -> None:
    edited(tiny, "to: 2027-06-14", "to: 2027-06-15")
    question = ("places", tiny, "drafted", "--session", "victims", "--moving")
    outcome = run(*question, "--time-limit", "0.001")
    assert "Stopped: 2 half-days are left open: Monday 14 June; Tuesday 15 June." in outcome.words
    assert outcome.output.index("Costs are differences") < outcome.output.index("With other")
