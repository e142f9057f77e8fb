"""Replanning: no more changes than it must, and the nearest place of those it may have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "replan"


def moves(run: Run, folder: Path, name: str, *words: str, published: str = "") -> list[str]:
    """What becomes of each part that changes, in sentences; nothing else may be broken."""
    record = folder / "replan.json"
    places = (FOLDER / f"{name}.yaml", FOLDER / f"{published or name}.csv")
    outcome = run("replan", *places, *words, "--no-freer", "--json", record)
    assert outcome.code == 0, outcome.problems
    assert "cannot be mended" not in outcome.output
    found = json.loads(record.read_text(encoding="utf-8"))
    assert found["fewest"]
    return [move["sentence"] for move in found["moves"]]


@pytest.mark.parametrize("name", ["running", "running-parts"])
def test_a_session_that_is_running_goes_on_for_longer(run: Run, tmp_path: Path, name: str) -> None:
    words = ("--change", "one longer 30", "--now", "monday 10:30")
    assert moves(run, tmp_path, name, *words, published="running") == [
        "“One” on Monday 14 June 10:00 has 1 h 30 instead of 1 hour."
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "minutes"), [("shorter 15", "45 minutes"), ("longer 90", "2 h 30")]
)
def test_a_session_that_is_running_ends_when_it_is_asked_to(
    run: Run, tmp_path: Path, change: str, minutes: str
) -> None:
    words = ("--change", f"one {change}", "--now", "monday 11:00")
    assert moves(run, tmp_path, "near", *words) == [
        f"“One” on Monday 14 June 10:30 has {minutes} instead of 1 hour."
    ]


def test_what_is_over_has_its_further_minutes_in_a_later_part(run: Run, tmp_path: Path) -> None:
    words = ("--change", "three longer 15", "--now", "monday 16:00")
    assert moves(run, tmp_path, "near", *words) == [
        "Part 2 of “Three” on Wednesday 16 June 10:00 has 1 h 15 instead of 1 hour."
    ]


@pytest.mark.parametrize("now", [(), ("--now", "monday 09:59")])
def test_a_session_that_has_room_to_be_longer_stays_where_it_is(
    run: Run, tmp_path: Path, now: tuple[str, ...]
) -> None:
    assert moves(run, tmp_path, "longer", "--change", "two longer 30", *now) == [
        "“Two” on Tuesday 15 June 15:00 has 1 h 30 instead of 1 hour."
    ]


@pytest.mark.slow
def test_longer_is_longer_than_published_whatever_the_session_could_do_with(
    run: Run, tmp_path: Path
) -> None:
    """“Two” has 90 minutes and could do with 60: half an hour more are 2 hours, not 90 minutes."""
    assert moves(run, tmp_path, "near", "--change", "two longer 30") == [
        "“Two” on Tuesday 15 June 15:00 has 2 hours instead of 1 h 30."
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("closed", "sentences"),
    [
        (
            ["r1 closed monday"],
            [
                "“One” on Monday 14 June 10:30 moved from Room One to Room Two.",
                "Part 1 of “Three” on Monday 14 June 15:00 moved from Room One to Room Two.",
            ],
        ),
        (
            ["r1 closed monday morning", "r2 closed monday morning"],
            ["“One” moved from Monday 14 June 10:30 to 16:00."],
        ),
        (
            ["r1 closed monday", "r2 closed monday"],
            [
                "“One” moved from Monday 14 June 10:30 to Tuesday 15 June 10:30.",
                "Part 1 of “Three” moved from Monday 14 June 15:00 to Tuesday 15 June 15:00.",
            ],
        ),
    ],
)
def test_what_must_change_keeps_its_time_then_its_day_then_its_time_of_day_and_room(
    run: Run, tmp_path: Path, closed: list[str], sentences: list[str]
) -> None:
    words = [word for change in closed for word in ("--change", change)]
    assert moves(run, tmp_path, "near", *words) == sentences


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("one longer 20", "80 minutes are not on the grid of 15 minutes; write 90"),
        ("one longer 20", "as in: longer 30"),
        ("one shorter 10", "50 minutes are not on the grid of 15 minutes; write 45"),
        ("one shorter 10", "as in: shorter 15"),
        ("one shorter 50", "10 minutes are not on the grid of 15 minutes; write 15"),
        ("one longer 150", "3 h 30 in one part is longer than any sitting open to it"),
    ],
)
def test_a_length_that_a_file_could_not_ask_for_is_refused_in_the_same_words(
    run: Run, change: str, sentence: str
) -> None:
    files = (FOLDER / "fifteen.yaml", FOLDER / "fifteen.csv")
    outcome = run("replan", *files, "--change", change)
    assert outcome.code == 2
    assert outcome.problems.startswith(f"--change '{change}': ")
    assert sentence in " ".join(outcome.problems.split())


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2028-06-14 10:00", "; did you mean 2027-06-14?"),
        ("15.06.2026 10:00", "; did you mean 2027-06-15?"),
        ("2027-05-13 23:00", "\n"),
        ("2027-07-18 00:00", "\n"),
    ],
)
def test_a_moment_that_is_far_outside_the_week_is_refused(run: Run, now: str, said: str) -> None:
    outcome = run("replan", FOLDER / "near.yaml", FOLDER / "near.csv", "--now", now)
    assert outcome.code == 2
    told = f"'{now}' is far outside this week, 2027-06-14 to 2027-06-16{said}"
    assert told in f"{' '.join(outcome.problems.split())}\n"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2027-05-14 10:00", "Friday 14 May 2027 at 10:00 is before the week begins: nothing"),
        ("2027-06-13 23:59", "Sunday 13 June 2027 at 23:59 is before the week begins: nothing"),
        ("2027-06-17", "Thursday 17 June 2027 at 00:00 is after the week is over: everything"),
        ("2027-07-17 10:00", "Saturday 17 July 2027 at 10:00 is after the week is over: every"),
        ("2027-06-14 00:00", "What began before Monday 14 June at 00:00 stays as it was."),
    ],
)
def test_a_moment_that_is_near_the_week_is_said_with_its_year(
    run: Run, now: str, said: str
) -> None:
    places = (FOLDER / "near.yaml", FOLDER / "near.csv")
    outcome = run("replan", *places, "--now", now, "--no-freer")
    assert outcome.code == 0, outcome.problems
    assert said in " ".join(outcome.output.split())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("AAA away 15-Jun-27", "Aland is away on Tuesday 15 June"),
        ("AAA away 15.6.", "Aland is away on Tuesday 15 June"),
        ("AAA away 15 juin 2027", "Aland is away on Tuesday 15 June"),
        ("15.6. closed", "Nobody meets on Tuesday 15 June"),
        (
            "AAA away 15 jui 2027",
            "'15 jui 2027' is not understood as a date; write it as 2027-06-14",
        ),
        ("AAA away later", "; it can be afternoon, morning, monday, tuesday, wednesday"),
        ("AAA away 15.6. morning", "Aland is away on Tuesday 15 June, morning"),
    ],
)
def test_a_day_is_read_as_people_write_it_or_is_not_understood(
    run: Run, change: str, said: str
) -> None:
    places = (FOLDER / "near.yaml", FOLDER / "near.csv")
    outcome = run("replan", *places, "--change", change, "--no-freer")
    assert said in " ".join(f"{outcome.output} {outcome.problems}".split())


@pytest.mark.parametrize("time", ["3pm", "3 pm", "at 3 p.m.", "15.00", "3.00 pm"])
def test_a_time_of_day_after_a_day_needs_no_colon(run: Run, time: str) -> None:
    place = ("--session", "two", "--at", f"wednesday {time}")
    outcome = run("why", FOLDER / "near.yaml", FOLDER / "near.csv", *place)
    assert outcome.code == 0, outcome.problems
    assert "Wednesday 16 June" in outcome.output
    assert "15:00" in outcome.output


def test_a_dot_that_can_be_of_a_date_is_asked_about(run: Run) -> None:
    place = ("--session", "two", "--at", "wednesday 16.06")
    outcome = run("why", FOLDER / "near.yaml", FOLDER / "near.csv", *place)
    assert outcome.code == 2
    assert "'16.06' can be a time or a date; write the time as 16:06" in outcome.problems


@pytest.mark.parametrize(
    ("change", "now", "ended"),
    [
        ("two longer 30", "wednesday 12:00", "“Two” was over on Tuesday 15 June at 16:30"),
        ("one longer 30", "monday 11:30", "“One” was over on Monday 14 June at 11:30"),
        ("one longer 20", "2027-06-20", "“One” was over on Monday 14 June at 11:30"),
        ("three longer 30", "wednesday 18:00", "“Three” was over on Wednesday 16 June at 11:00"),
    ],
)
def test_what_is_over_can_no_longer_last_longer(
    run: Run, change: str, now: str, ended: str
) -> None:
    places = (FOLDER / "near.yaml", FOLDER / "near.csv")
    outcome = run("replan", *places, "--change", change, "--now", now, "--no-freer")
    assert outcome.code == 2
    said = f"--change '{change}': {ended} and can no longer last longer; leave this change out"
    assert said in " ".join(outcome.problems.split())


def test_what_may_have_a_further_part_can_still_last_longer(run: Run, tmp_path: Path) -> None:
    words = ("--change", "three longer 60", "--now", "wednesday 12:00")
    sentences = moves(run, tmp_path, "near", *words)
    assert len(sentences) == 1
    assert "“Three”" in sentences[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ("two longer 110", "write 180 minutes in all, as in: longer 90"),
        ("two longer 80", "write 180 minutes in all, as in: longer 90"),
        ("two shorter 80", "write 15 minutes in all, as in: shorter 75"),
    ],
)
def test_the_length_that_is_advised_is_possible(
    run: Run, tmp_path: Path, change: str, advice: str
) -> None:
    places = (FOLDER / "near.yaml", FOLDER / "near.csv")
    outcome = run("replan", *places, "--change", change)
    assert outcome.code == 2
    assert advice in outcome.problems
    assert moves(run, tmp_path, "near", "--change", f"two {advice.partition(': ')[2]}")


def test_the_longest_is_said_where_nothing_longer_is_possible(run: Run, tmp_path: Path) -> None:
    full = tmp_path / "full.csv"
    full.write_text(
        (FOLDER / "near.csv").read_text().replace("15:00,16:30,r2", "15:00,18:00,r2"),
        encoding="utf-8",
    )
    outcome = run("replan", FOLDER / "near.yaml", full, "--change", "two longer 20")
    assert outcome.code == 2
    said = "200 minutes are not on the grid of 15 minutes, and 3 hours is the longest that fits"
    assert said in outcome.problems


@pytest.mark.parametrize("title", ["Two", "Three"])
def test_what_is_dropped_is_said_with_its_title(run: Run, title: str) -> None:
    places = (FOLDER / "near.yaml", FOLDER / "near.csv")
    outcome = run("replan", *places, "--change", f"{title} dropped", "--no-freer")
    assert outcome.code == 0, outcome.problems
    lines = outcome.output.splitlines()
    after = lines[lines.index("Staying as published would break") + 1 :]
    assert after[:2] == [f"  - “{title}” is dropped: it is not in the scenario any more.", ""]
