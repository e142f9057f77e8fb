"""One relation of two things counts once, however it is written."""

from __future__ import annotations

from pathlib import Path

from tests.desk.conftest import Run, edited

FOLDER = Path(__file__).parent / "relations"


def copied(folder: Path) -> Path:
    path = folder / "week.yaml"
    path.write_text((FOLDER / "both-ways.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_a_distance_that_is_asked_for_from_both_sides_counts_once(run: Run) -> None:
    outcome = run("check", FOLDER / "both-ways.yaml", FOLDER / "same-day.csv")
    assert outcome.code == 0
    assert "Tier 1 costs 2" in outcome.output
    assert outcome.output.count("should stand on neighbouring days") == 1


def test_of_two_distances_between_the_same_sessions_the_greater_counts(
    run: Run, tmp_path: Path
) -> None:
    path = edited(copied(tmp_path), "relation: neighbouring}, {", "relation: apart}, {")
    path = edited(path, "relation: neighbouring}]", "relation: apart, least_days_apart: 3}]")
    outcome = run("check", path, FOLDER / "same-day.csv")
    assert "Tier 1 costs 2" in outcome.output
    assert "should be at least 3 days apart" in outcome.output


def test_sessions_that_overlap_do_not_follow_each_other(run: Run, tmp_path: Path) -> None:
    path = copied(tmp_path)
    rules = path.read_text(encoding="utf-8").partition("  space_sessions")
    asked = "{prefer: {tier: 1}, neighbours: [{session: s0, next_to: s1, within: 60}]}"
    path.write_text(f"{rules[0]}  sit_back_to_back: {asked}\n", encoding="utf-8")
    side_by_side, in_turn = tmp_path / "side.csv", tmp_path / "turn.csv"
    rows = "session,date,start,end\ns0,2027-06-14,10:00,11:00\ns1,2027-06-14,{},{}\n"
    side_by_side.write_text(rows.format("10:30", "11:30"), encoding="utf-8")
    in_turn.write_text(rows.format("11:30", "12:30"), encoding="utf-8")
    assert "Tier 1 costs 1" in run("check", path, side_by_side).output
    assert "Tier 1 costs 0" in run("check", path, in_turn).output


def test_a_body_that_is_named_twice_makes_no_joint_session(run: Run, tmp_path: Path) -> None:
    path = edited(copied(tmp_path), "{b: {name: B}}", "{b: {name: B, co_chairs: [NOR]}}")
    path = edited(path, "s0: {body: b, format", "s0: {body: [b, B], format")
    path = edited(path, "s1: {body: b, format", "s1: {body: [b, B], format")
    path = edited(path, "bodies:", "delegations: {also: {NOR: {name: Norway}}}\nbodies:")
    outcome = run("check", path, FOLDER / "same-day.csv")
    assert "guarantee_every_committee" not in outcome.output
    assert outcome.code == 0
