"""A week that its rooms cannot hold is refused by one count, before any search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk.conftest import Run
from tests.weeks import SMALL_WEEK

HERE = Path(__file__).parent / "one_hall"
WEEK = HERE / "one-hall.yaml"
COUNT = (
    "“One”, “Two” and “Three” can sit only in large and need 8 h 15; large is open to them for "
    "6 hours."
)


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = WEEK.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "week.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("command", ["solve", "explain"])
def test_one_sum_says_it_and_no_list_of_requirements(run: Run, command: str) -> None:
    outcome = run(command, WEEK, "--time-limit", "600")
    assert outcome.code == (3 if command == "solve" else outcome.code)
    assert COUNT in outcome.words
    assert "requirements that cannot all be kept" not in outcome.words
    assert "cannot share a room" not in outcome.words


@pytest.mark.slow
def test_the_count_has_its_numbers_for_other_programs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    assert run("solve", WEEK, "--json", path, "--quiet").code == 3
    [reason] = json.loads(path.read_text(encoding="utf-8"))["reasons"]
    assert (reason["need"], reason["have"]) == (495, 360)


@pytest.mark.slow
def test_what_to_try_is_about_rooms(run: Run) -> None:
    words = run("solve", WEEK).words
    assert "What to try: another room that these sessions fit" in words
    assert "allow more parts" not in words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            [
                ("closed: [tuesday]", "booths: 2, closed: [tuesday]"),
                ("attendance: 120", "languages: 2"),
            ],
            COUNT,
        ),
        (
            [("closed: [tuesday]", "closed: [tuesday, monday]")],
            "“Two” can sit only in large and needs 2 h 45; large is never open to it.",
        ),
        (
            [("least: 165", "least: 105"), ("rooms:", "turnover: 15\n  rooms:")],
            "“One”, “Two” and “Three” can sit only in large and need 3 parts of at least 1 h 45 "
            "each; large holds 2 such parts while it is open to them, with the turnover between "
            "two.",
        ),
        (
            [("least: 165", "least: 180, parts: {at_most: 2, shortest: 90}")],
            "“One”, “Two” and “Three” can sit only in large and need 9 hours; large is open to "
            "them for 6 hours.",
        ),
        (
            [
                ("small: {seats: 40}", "small: {seats: 130, closed: [tuesday, monday afternoon]}"),
                ("closed: [tuesday]", "closed: [tuesday, monday morning]"),
            ],
            "“One”, “Two” and “Three” need 8 h 15; the sittings in which the 2 rooms are open to "
            "them hold 6 hours.",
        ),
    ],
)
def test_booths_closings_lengths_and_several_rooms_are_counted(
    run: Run, tmp_path: Path, changes: list[tuple[str, str]], sentence: str
) -> None:
    outcome = run("solve", changed(tmp_path, *changes))
    assert outcome.code == 3
    assert sentence in outcome.words


def test_a_week_that_just_goes_in_is_solved(run: Run, tmp_path: Path) -> None:
    fits = changed(tmp_path, ("closed: [tuesday]", "closed: [tuesday afternoon]"))
    assert run("solve", fits).code == 0


@pytest.mark.slow
def test_seats_that_no_room_has_are_said_with_the_largest_room(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    text = SMALL_WEEK.read_text(encoding="utf-8")
    path.write_text(text.replace("attendance: 120", "attendance: 1200", 1), encoding="utf-8")
    outcome = run("solve", path)
    assert outcome.code == 3
    assert "needs 1200 seats; the largest room, Large room, has 200." in outcome.words
    assert "What to try: a larger or better equipped room" in outcome.words
    assert "ask for fewer minutes" not in outcome.words
