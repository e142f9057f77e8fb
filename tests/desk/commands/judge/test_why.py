from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from scenarios import LIBRARY
from tests.desk.conftest import Run, edited

WEEK = LIBRARY / "apmbc-2011.yaml"


def test_a_must_that_stands_against_a_place_is_a_sentence_and_ends_with_1(
    run: Run, tiny: Path
) -> None:
    outcome = run("why", tiny, "drafted", "--session", "victims", "--at", "2027-06-14 10:30")
    assert outcome.code == 1
    assert outcome.output.startswith(
        "“Victim Assistance”\nOn Monday 14 June, 10:30 to 11:30, instead of Monday 14 June, "
        "11:00 to 12:00,\nwith all else where it is:\nThis is not possible:\n- Nothing runs beside "
        "a plenary (keep_plenaries_alone)\n  - “Victim"
    )
    assert "for 30 minutes" in " ".join(outcome.output.split())


def test_a_place_that_can_be_ends_with_0_and_says_what_it_costs(run: Run, tiny: Path) -> None:
    edited(tiny, "least: 60, wanted: 90", "least: 60, wanted: 120")
    edited(tiny, "keep_experiments_voluntary: off", "guarantee_every_committee: off")
    edited(tiny, "format: plenary, least: 60}", "format: plenary, least: 30, wanted: 60}")
    question = ("why", tiny, "drafted", "--session", "victims", "--at", "monday 11:15")
    outcome = run(*question, "--minutes", "30")
    assert outcome.code == 0
    assert (
        "This is possible. Against the timetable given it costs 90 more in tier 2."
        in outcome.output
    )
    rows = [line.split() for line in outcome.output.splitlines()]
    assert [
        "2",
        "Sessions",
        "get",
        "the",
        "time",
        "they",
        "want",
        "60",
        "90",
        "minutes",
        "+90",
    ] in rows
    assert "  - new: “Victim Assistance” asks for 1 hour" in outcome.output


def test_where_it_is_now_nothing_changes(run: Run, tiny: Path) -> None:
    outcome = run("why", tiny, "drafted", "--session", "victims", "--at", "monday 11:00")
    assert outcome.code == 0
    assert "where it is now:" in outcome.output
    assert "This is possible, and no preference changes." in outcome.output


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("monday 10:05", "is not on the grid of 15 minutes"),
        ("monday 11:15", "lies only partly inside the sitting morning (10:00 to 12:00)"),
        ("monday 20:00", "lies in no sitting; that day has morning (10:00 to 12:00)"),
    ],
)
def test_a_place_outside_the_sittings_and_off_the_grid_is_answered_in_words(
    run: Run, tiny: Path, at: str, words: str
) -> None:
    outcome = run("why", tiny, "drafted", "--session", "victims", "--at", at)
    assert outcome.code == 1
    assert words in " ".join(outcome.output.split())
    assert "Traceback" not in outcome.problems


def test_everything_that_is_wrong_with_a_question_is_said_at_once(run: Run, tiny: Path) -> None:
    outcome = run(
        "why",
        tiny,
        "draftd",
        "--session",
        "victim",
        "--at",
        "tuesday 10:00",
        "--room",
        "obasi",
    )
    assert outcome.code == 2
    assert len(outcome.problems.splitlines()) == 4
    for words in (
        "did you mean drafted?",
        "--session: there is no session 'victim'; did you mean victims",
        "--at: 'tuesday' is not a day of this week, 2027-06-14",
        "--room: this scenario names no rooms; leave the room out",
    ):
        assert words in outcome.problems


def test_a_title_does_for_a_session_where_only_one_has_it(run: Run, tiny: Path) -> None:
    question = ("--session", "victim assistance", "--at", "monday 11:00")
    assert run("why", tiny, "drafted", *question).code == 0
    edited(tiny, "title: Clearance", "title: Victim Assistance")
    outcome = run("why", tiny, "drafted", *question)
    assert outcome.code == 2
    assert "can mean clearance or victims; write one of these keys" in outcome.problems


@pytest.mark.slow
def test_a_session_in_several_parts_needs_the_number_of_one(run: Run) -> None:
    question = ("why", WEEK, "held", "--session", "victim-assistance", "--at", "thursday 10:00")
    outcome = run(*question, "--still")
    assert outcome.code == 2
    assert "--part: which part of" in outcome.problems
    assert "1 is Wednesday 22 June, " in outcome.problems
    assert "; 2 is " in outcome.problems
    assert "has no part 9; 1 is " in run(*question, "--part", "9").problems
    assert "(part 1 of 3)" in run(*question, "--part", "1", "--still").output


@pytest.mark.slow
def test_a_session_that_is_not_held_is_asked_about_as_one_to_be_added(run: Run) -> None:
    question = ("--session", "eritrea-clearance", "--at", "thursday 15:00", "--still")
    outcome = run("why", WEEK, "held", *question)
    assert outcome.code == 1
    said = " ".join(outcome.output.split())
    assert "which this timetable does not hold" in said
    assert "Eritrea has not volunteered" in said


@pytest.mark.slow
def test_the_present_room_is_taken_where_it_can_be_and_the_best_one_where_not(run: Run) -> None:
    briefing = ("why", WEEK, "held", "--session", "survivors-briefing", "--still", "--at")
    same = run(*briefing, "thursday 13:00")
    assert "No room was asked for: Salle B, as now." in same.output
    other = " ".join(run(*briefing, "friday 13:15").output.split())
    assert "in Salle C, instead of Thursday 23 June" in other
    assert "the best there. Salle B, where it is now, is not possible." in other
    none = " ".join(run(*briefing, "friday 10:00").output.split())
    assert "No room is possible at that time; the least stands against" in none
    asked = run(*briefing, "friday 13:15", "--room", "salle obasi")
    assert "in Salle Obasi, instead of" in " ".join(asked.output.split())
    assert "No room was asked for" not in asked.output


def test_where_the_room_asked_for_will_not_do_those_that_would_are_named(run: Run) -> None:
    question = ("--session", "survivors-briefing", "--at", "friday 13:15", "--room", "press")
    outcome = run("why", WEEK, "held", *question, "--still")
    assert outcome.code == 1
    assert "At that time it is possible in Salle C or Salle Obasi." in outcome.output
    assert "Sessions fit their rooms (fit_the_room)" in outcome.output
    assert "meeting-week places shows which places are possible." in outcome.output


def test_what_changes_is_said_case_by_case(run: Run) -> None:
    question = ("--session", "survivors-briefing", "--at", "24.06.2011 13:15", "--still")
    outcome = run("why", WEEK, "held", *question)
    said = " ".join(outcome.output.split())
    assert "it costs 65 more in tier 2" in said
    assert (
        "tier 2, Informal time stays free (keep_time_informal) - less (2 before, now 1): "
        "Only 2 of the 3 lunches" in said
    )
    assert "(keep_bodies_apart) - new: “Coordinating Committee”" in said
    assert all(len(line) <= 80 for line in outcome.output.splitlines())


def test_a_breach_that_is_there_already_is_not_held_against_a_place(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    clash = tmp_path / "clash.csv"
    clash.write_text(
        "session,date,start,end\nclearance,2027-06-14,10:00,11:00\n"
        "victims,2027-06-14,10:30,11:30\n",
        encoding="utf-8",
    )
    stays = run("why", tiny, clash, "--session", "victims", "--at", "monday 10:30")
    assert stays.code == 0
    assert "already has 1 breach of a must" in stays.output
    mends = run("why", tiny, clash, "--session", "victims", "--at", "monday 11:00")
    assert (
        "must, Nothing runs beside a plenary (keep_plenaries_alone): 1 breach mended" in mends.words
    )
    worse = ("why", tiny, clash, "--session", "victims", "--at", "monday 10:15")
    assert run(*worse, "--still").code == 1
    assert run(*worse).code == 0


def test_the_answer_is_written(run: Run, tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "why.json"
    question = ("why", tiny, "drafted", "--session", "victims", "--json", path, "--at")
    run(*question, "monday 10:30")
    answer = json.loads(path.read_text(encoding="utf-8"))
    assert set(answer) == {"from", "to", "possible", "costs", "changes", "moving"}
    assert answer["to"]["start"] == "10:30"
    assert answer["possible"] is False
    assert answer["costs"] is None
    assert answer["changes"][0]["new"][0]["rule"] == "keep_plenaries_alone"
    assert answer["moving"]["possible"] is False
    assert answer["moving"]["against"]
    run(*question, "monday 11:00")
    answer = json.loads(path.read_text(encoding="utf-8"))
    assert answer["from"] == answer["to"]
    assert answer["costs"] == {"2": 0}


def test_an_answer_that_would_take_the_place_of_the_timetable_is_refused(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    path = tmp_path / "drafted.csv"
    outcome = run("why", tiny, path, "--session", "victims", "--at", "monday 11:00", "--json", path)
    assert outcome.code == 2
    assert "this is the timetable; choose another place" in outcome.problems


def test_in_a_sitting_that_is_taken_whole_the_part_takes_all_of_it(run: Run, tiny: Path) -> None:
    edited(tiny, "morning: 10:00-12:00", "morning: {hours: 10:00-12:00, whole: true}")
    outcome = run("why", tiny, "drafted", "--session", "victims", "--at", "monday 10:00")
    assert "Monday 14 June, 10:00 to 12:00" in outcome.output


@pytest.mark.slow
def test_who_takes_an_open_post_is_read_from_the_file_of_leaders(run: Run, tiny: Path) -> None:
    edited(tiny, "co_chairs: [NOR]}", "posts: {co_chairs: 1}}")
    edited(tiny, "bodies:", "leadership: {pool: [NOR, THA]}\nbodies:")
    leaders = tiny.parent / "leaders.csv"
    leaders.write_text("body,role,state\nclearance,co_chair,THA\n", encoding="utf-8")
    question = ("why", tiny, "drafted", "--session", "victims", "--at", "monday 10:30")
    assert "Thailand leads both" not in run(*question).output
    assert "Thailand leads both" in run(*question, "--leaders", leaders).output


SWAPPED = ("--session", "victims", "--at", "monday 10:00")


def test_where_a_must_stands_against_it_as_things_are_a_swap_may_do(run: Run, tiny: Path) -> None:
    outcome = run("why", tiny, "drafted", *SWAPPED)
    assert outcome.code == 0
    assert "with all else where it is: This is not possible:" in outcome.words
    assert (
        "With other sessions moving: yes, 1 other part changes, at the same cost." in outcome.words
    )
    assert "“Clearance” moved from Monday 14 June 10:00 to 11:00." in outcome.words


def test_with_all_else_held_still_nothing_is_searched(run: Run, tiny: Path) -> None:
    outcome = run("why", tiny, "drafted", *SWAPPED, "--still")
    assert outcome.code == 1
    assert "With other sessions moving" not in outcome.words


@pytest.mark.slow
def test_without_a_time_each_half_day_is_said_as_it_is_found(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    edited(tiny, "to: 2027-06-14", "to: 2027-06-16")
    edited(tiny, "victims: {title", "victims: {sittings: [monday, tuesday], title")
    files = tmp_path / "why.csv", tmp_path / "why.json"
    question = ("why", tiny, "drafted", "--session", "victims", "--csv", files[0])
    outcome = run(*question, "--json", files[1])
    assert outcome.code == 0
    assert outcome.output.startswith(
        "“Victim Assistance”\nNow Monday 14 June, 11:00 to 12:00.\nFor each half-day"
    )
    for said in (
        "- Wednesday 16 June: no. - “Victim Assistance” may sit only on Monday 14 June and",
        "- Where it is now (Monday 14 June): another week costs 90 less in tier 2; 1 other part",
        "- Tuesday 15 June: yes, 1 other part changes, 90 less in tier 2. - Tier 2: Sessions get",
        "Least costly elsewhere: Tuesday 15 June: 1 other part changes, 90 less in tier 2.",
    ):
        assert said in outcome.words
    assert [row["possible"] for row in rows_of(files[0])] == ["no", "yes", "yes"]
    record = json.loads(files[1].read_text(encoding="utf-8"))
    assert record["asked"] == 3
    assert [one["possible"] for one in record["weeks"]] == [False, True, True]
    assert run(*question, "--quiet").output == ""


def test_options_of_a_time_need_one(run: Run, tiny: Path) -> None:
    outcome = run("why", tiny, "drafted", "--session", "victims", "--still", "--minutes", "30")
    assert outcome.code == 2
    assert "--still: it goes with a time; give one with --at" in outcome.problems
    assert "--minutes: it goes with a time" in outcome.problems
    outcome = run("why", tiny, "drafted", *SWAPPED, "--csv", "why.csv")
    assert outcome.code == 2
    assert "--csv: it has a row for each half-day; leave --at out for that" in outcome.problems


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.slow
def test_it_works_on_a_terminal_that_knows_only_ascii(start: Run, tiny: Path) -> None:
    question = ("--session", "victims", "--at", "monday 11:00")
    told = start("why", tiny, "drafted", *question, PYTHONIOENCODING="ascii")
    assert told.code == 0
    assert "where it is now" in told.output


def test_a_session_that_is_not_there_is_answered_with_those_that_are(run: Run) -> None:
    outcome = run("why", WEEK, "held", "--session", "xyz")
    assert outcome.code == 2
    assert "there is no session 'xyz'; the sessions are " in outcome.problems
    named = outcome.problems.partition("the sessions are ")[2]
    assert named.count(",") == 11
    assert named.rstrip().endswith("more")
