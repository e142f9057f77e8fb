"""Sessions that are pinned: every pin is required, and one that nothing can hold is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited

FOLDER = Path(__file__).parent / "pins"


def copied(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_a_session_that_is_pinned_twice_sits_in_both_places(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    outcome = run("solve", FOLDER / "two-pins.yaml", "--output", table, "--quiet")
    assert outcome.code == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["session"], row["date"], row["start"]) for row in csv.DictReader(file)]
    assert [row[1:] for row in rows if row[0] == "one"] == [
        ("2027-06-14", "10:00"),
        ("2027-06-15", "10:00"),
    ]
    checked = run("check", FOLDER / "two-pins.yaml", table)
    assert checked.code == 0
    assert "Tier 1 costs 3" in checked.output


def test_a_pinned_part_that_is_missing_is_a_breach(run: Run) -> None:
    outcome = run("check", FOLDER / "two-pins.yaml", FOLDER / "one-missing.csv")
    assert outcome.code == 1
    assert "1 breach of a must" in outcome.output
    missing = "“One” is pinned to Tuesday 15 June at 10:00 for 1 hour in r1; that part is missing."
    assert missing in outcome.words


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("one-part.yaml", 23, "pinned to 2 places, but it may have at most 1 part"),
        ("outside.yaml", 23, "lies in no sitting; that day has morning (10:00 to 13:00) and"),
        ("across.yaml", 23, "lies across 2 sittings, morning (10:00 to 13:00) and afternoon"),
        ("offgrid.yaml", 23, "not on the grid of 15 minutes, counted from the opening of the sit"),
    ],
)
def test_a_pin_that_nothing_can_hold_is_refused_at_its_line(
    run: Run, name: str, line: int, words: str
) -> None:
    outcome = run("solve", FOLDER / name, "--quiet")
    assert outcome.code == 2
    assert len(outcome.problems.splitlines()) == 1
    assert f"{name}, line {line}, column" in outcome.problems
    assert words in outcome.problems


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ('{at: "monday 12:30", minutes: 60}', "lies only partly inside the sitting morning"),
        ('{at: "monday 12:40", minutes: 60}', "lies only partly inside the sitting morning"),
        ('{at: "monday 10:00", minutes: 50}', "let it last 45 minutes or 1 hour"),
        ('{at: "monday 12:55", minutes: 5}', "let it begin at 12:45 and last 15 minutes"),
        (
            '[{at: "monday 10:00", minutes: 60}, {at: "monday 11:00", minutes: 60}]',
            "has two parts in one sitting",
        ),
        ('[{at: "monday 10:00", minutes: 60}, {at: "monday 10:00", minutes: 60}]', "two parts in"),
    ],
)
def test_other_pins_that_nothing_can_hold_are_refused_too(
    run: Run, tmp_path: Path, pins: str, words: str
) -> None:
    old = (FOLDER / "two-pins.yaml").read_text(encoding="utf-8").partition("pinned: ")[2]
    path = edited(copied("two-pins.yaml", tmp_path), old.splitlines()[0], f"{pins}}}")
    outcome = run("solve", path, "--quiet")
    assert outcome.code == 2
    assert "sessions › one › pinned › item" in outcome.problems
    assert words in outcome.problems


def test_a_mistaken_sitting_is_not_said_again_for_each_pin(run: Run, tmp_path: Path) -> None:
    path = edited(copied("two-pins.yaml", tmp_path), "to: 2027-06-15", "to: 2027-06-13")
    outcome = run("solve", path, "--quiet")
    assert outcome.code == 2
    assert "pinned" not in outcome.problems


def test_pins_that_together_last_longer_than_is_wanted_are_explained(
    run: Run, tmp_path: Path
) -> None:
    path = edited(copied("two-pins.yaml", tmp_path), "wanted: 120", "wanted: 60")
    outcome = run("solve", path, "--quiet")
    assert outcome.code == 3
    assert "“One” asks for no more than 1 hour." in outcome.words + outcome.problems
