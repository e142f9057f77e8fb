"""Keys and names: what goes before what, and what is too like another to be one of them."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "names"


def test_a_key_goes_before_the_name_of_another_room(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    assert run("solve", FOLDER / "crossed-rooms.yaml", "--output", table).code == 0
    with table.open(encoding="utf-8", newline="") as file:
        rooms = {row["session"]: row["room"] for row in csv.DictReader(file)}
    assert rooms == {"one": "19", "two": "17"}
    checked = run("check", FOLDER / "crossed-rooms.yaml", table)
    assert checked.code == 0
    assert "Every must is kept" in checked.output
    for line, name, other in ((12, "19", 13), (13, "17", 12)):
        warning = f"'{name}' is also the key of another room (line {other})"
        assert f"line {line}, column 18: venue › rooms › " in checked.problems
        assert warning in checked.problems


def test_a_name_of_two_rooms_is_read_as_neither(run: Run) -> None:
    outcome = run("check", FOLDER / "one-name-two-rooms.yaml", FOLDER / "one-name-two-rooms.csv")
    assert outcome.code == 2
    for row in (2, 3):
        place = f"one-name-two-rooms.csv, row {row}, column room: "
        assert f"{place}'Salle' can mean r1 or r2; write one of these keys" in outcome.problems
    told = "line 13, column 16: venue › rooms › r2 › name: 'r1' has the same name, Salle (line 12)"
    assert told in outcome.problems


def test_two_delegations_of_one_name_are_refused_with_both_lines(run: Run) -> None:
    outcome = run("solve", FOLDER / "one-name-two-delegations.yaml")
    assert outcome.code == 2
    assert (
        "line 18, column 17: delegations › also › CCC › name: 'AAA' has the same name, "
        "Aland (line 16); keep one key for it"
    ) in outcome.problems


def test_what_differs_in_accents_capitals_and_blanks_alone_is_told(run: Run) -> None:
    outcome = run("show", FOLDER / "accents.yaml")
    assert outcome.code == 0
    said = [line.partition("column ")[2] for line in outcome.problems.splitlines()]
    assert [line.partition(": ")[2].partition(";")[0] for line in said] == [
        "venue › rooms › r1: its key differs from 'R1' only in capitals, accents, blanks or signs "
        "that look alike",
        "venue › rooms › south › name: 'north' has the same name, Åland (line 8)",
        "delegations › also › THA › name: 'nor' is also the key of another delegation (line 12), "
        "and means that one wherever it is written",
        "bodies › c › name: 'b' has the same name, Côte d'Ivoire (line 15)",
        "sessions › t › title: 'S' is also the key of another session (line 18), and means that "
        "one wherever it is written",
    ]
    assert all(line.startswith("Warning: ") for line in outcome.problems.splitlines())
