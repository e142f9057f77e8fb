"""``check``: any timetable is judged, and every finding said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited

CLASH = "session,date,start,end\nclearance,2027-06-14,10:00,11:00\nvictims,2027-06-14,10:30,11:30\n"


@pytest.fixture
def clash(tmp_path: Path) -> Path:
    path = tmp_path / "clash.csv"
    path.write_text(CLASH, encoding="utf-8")
    return path


def test_a_legal_timetable_ends_well(run: Run, tiny: Path) -> None:
    outcome = run("check", tiny, tiny.with_name("drafted.csv"))
    assert outcome.code == 0
    assert "\n\nThe week runs on Monday 14 June from 10:00 to 12:00; " in outcome.output
    assert "Every must is kept." in outcome.output
    assert "“Clearance” asks for 1 h 30 and has 1 hour." in outcome.output


def test_a_candidate_is_known_by_its_name(run: Run, tiny: Path) -> None:
    outcome = run("check", tiny, "drafted")
    assert outcome.code == 0
    assert outcome.output.startswith("drafted, judged by tiny.yaml: A tiny week\n")


def test_a_breached_must_ends_otherwise_and_stands_first(run: Run, tiny: Path, clash: Path) -> None:
    outcome = run("check", tiny, clash)
    assert outcome.code == 1
    must, preference = outcome.output.index("keep_plenaries_alone"), outcome.output.index("Tier 2")
    assert must < preference
    assert (
        "\n1 breach of a must\n  - Nothing runs beside a plenary (keep_plenaries_alone)\n"
        in outcome.output
    )


def test_what_is_switched_off_is_said(run: Run, tiny: Path) -> None:
    outcome = run("check", tiny, "drafted")
    assert "Switched off in this scenario: keep_experiments_voluntary" in outcome.output


def test_the_preferences_stand_in_a_table(run: Run, tiny: Path) -> None:
    edited(tiny, "give_wanted_time", "shorten_stays: {prefer: {tier: 1}}\n  give_wanted_time")
    rows = [line.split() for line in run("check", tiny, "drafted").output.splitlines()]
    assert ["preference", "tier", "amount", "unit", "weight", "cost"] in rows
    assert ["2", "30", "minutes", "3", "90"] in [row[-5:] for row in rows if "want" in row]
    assert ["1", "2", "delegation-days", "1", "2"] in [row[-5:] for row in rows if "stay" in row]


def test_the_verdict_is_written(run: Run, tiny: Path, clash: Path, tmp_path: Path) -> None:
    path = tmp_path / "verdict.json"
    run("check", tiny, clash, "--json", path)
    verdict = json.loads(path.read_text(encoding="utf-8"))
    assert set(verdict) == {"legal", "off", "findings", "amounts", "costs"}
    assert verdict["legal"] is False
    assert verdict["off"] == ["keep_experiments_voluntary"]
    assert verdict["amounts"]["keep_plenaries_alone"] == 30
    assert verdict["costs"] == {"2": 90}
    assert verdict["findings"][0]["rule"] == "keep_plenaries_alone"
    assert "for 30 minutes" in verdict["findings"][0]["sentence"]


def test_an_unknown_candidate_is_guessed(run: Run, tiny: Path) -> None:
    outcome = run("check", tiny, "draftd")
    assert outcome.code == 2
    assert "did you mean drafted?" in outcome.problems


def test_a_verdict_that_cannot_be_written_is_bad_input(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    outcome = run("check", tiny, "drafted", "--json", tmp_path / "no" / "verdict.json")
    assert outcome.code == 2
    assert "there is no folder" in outcome.problems
