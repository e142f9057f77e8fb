"""What a verdict says: nothing that no timetable could change, nothing twice, and good English."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk.conftest import Run

HERE = Path(__file__).parent
FINDINGS, GRAMMAR = HERE / "findings", HERE / "grammar"
WEEK = FINDINGS / "week.yaml"


def test_what_no_timetable_can_lower_is_one_line_and_costs_what_it_costs(run: Run) -> None:
    outcome = run("check", WEEK, FINDINGS / "best.csv")
    assert outcome.code == 0
    assert "5 findings that no timetable can lower: 6 delegation-days." in outcome.words
    assert "is needed over" not in outcome.words
    assert "Tier 1 costs 12" in outcome.words
    assert "“Clearance” asks for 4 hours and has 2 hours." in outcome.words


def test_what_could_be_lower_is_said_beside_the_line(run: Run, tmp_path: Path) -> None:
    text = (FINDINGS / "best.csv").read_text(encoding="utf-8")
    path = tmp_path / "apart.csv"
    path.write_text(
        text.replace("2027-06-15,10:00,11:30", "2027-06-15,10:00,11:00")
        + "victims,2027-06-14,13:00,13:30\n",
        encoding="utf-8",
    )
    words = run("check", WEEK, path).words
    assert "Colombia travels to the meetings and is needed over 2 days." in words
    assert "And 3 findings that no timetable can lower: 4 delegation-days." in words


def test_the_findings_for_other_programs_stay_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "verdict.json"
    assert run("check", WEEK, FINDINGS / "best.csv", "--json", path).code == 0
    findings = json.loads(path.read_text(encoding="utf-8"))["findings"]
    stays = [one for one in findings if one["rule"] == "shorten_stays"]
    assert [one["amount"] for one in stays] == [1, 1, 1, 2, 1]
    assert all(one["unavoidable"] for one in stays)
    assert [one["unavoidable"] for one in findings if one not in stays] == [False]


def test_where_a_session_need_not_be_held_nothing_is_unavoidable(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    text = WEEK.read_text(encoding="utf-8")
    path.write_text(text.replace("rules:", "rules:\n  hold_every_session: off"), encoding="utf-8")
    words = run("check", path, FINDINGS / "best.csv").words
    assert "no timetable can lower" not in words
    assert "Australia travels to the meetings and is needed over 1 day." in words


def test_a_part_outside_every_sitting_is_not_also_said_not_to_be_held(run: Run) -> None:
    outcome = run("check", WEEK, FINDINGS / "outside.csv")
    assert outcome.code == 1
    assert "“Opening” on Monday 14 June at 09:00 for 1 hour lies in no sitting" in outcome.words
    assert "“Closing” on Tuesday 15 June at 11:30 for 1 h 07 is not on the grid" in outcome.words
    assert "not held" not in outcome.words
    assert "is missing" not in outcome.words


def test_a_finding_on_the_distance_of_two_sessions_says_what_is_wrong(
    run: Run,
) -> None:
    outcome = run("check", GRAMMAR / "week.yaml", GRAMMAR / "neighbouring.csv")
    said = (
        "“General Status, opening” and “Victim Assistance” should not stand on neighbouring days."
    )
    assert said in outcome.words
