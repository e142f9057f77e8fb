"""``synergy``: what it says, what it writes, and how it ends."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from scenarios.studies.synergy.result import COLUMNS
from scenarios.studies.synergy.sentences import NOTE
from tests.cases.test_status import cut
from tests.desk.conftest import Run, edited

PAIR = """\
schema: 1
title: Two conventions in one week
week:
  from: 2027-06-14
  to: 2027-06-18
  sittings: {morning: 10:00-12:00}
delegations:
  also:
    NOR: {name: Norway, from: mission}
    THA: {name: Thailand}
    NAM: {name: Namibia, delegates: 2}
instruments:
  mines: {name: Mine Ban Convention, parties: [NOR, THA, NAM]}
  munitions: {name: Cluster Munitions Convention, parties: [NOR, THA, NAM]}
bodies:
  mines: {name: Mines, instrument: mines, subject: clearance, co_chairs: [NOR]}
  munitions:
    {name: Munitions, kind: other, instrument: munitions, subject: clearance, co_chairs: [NOR]}
  survivors:
    {name: Survivors, kind: other, instrument: munitions, subject: victims, co_chairs: [THA]}
sessions:
  mines:
    {body: mines, format: plenary, least: 60, days: [monday], audience: [NOR, THA, NAM]}
  munitions:
    {body: munitions, format: plenary, least: 60, days: [friday], audience: [NOR, THA, NAM]}
  survivors:
    {body: survivors, format: plenary, least: 60, days: [friday], audience: [NOR, THA, NAM]}
candidates:
  together: together.csv
"""

OPEN = """\
leadership:
  pool: [NOR]
candidates:"""

TOGETHER = """\
session,date,start,end
mines,2027-06-14,10:00,11:00
munitions,2027-06-14,10:30,11:30
survivors,2027-06-15,10:00,11:00
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Two instruments on one subject; solved, they meet on Monday and on Friday."""
    path = tmp_path / "pair.yaml"
    path.write_text(PAIR, encoding="utf-8")
    (tmp_path / "together.csv").write_text(TOGETHER, encoding="utf-8")
    return path


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["subject"]: row for row in csv.DictReader(stream)}


def test_without_a_timetable_the_scenario_is_solved(run: Run, pair: Path, tmp_path: Path) -> None:
    output = tmp_path / "synergy.csv"
    outcome = run("synergy", pair, "--output", output)
    assert outcome.code == 0
    assert "Timetable: solved for this.\nPROVEN after" in outcome.output
    assert "To evaluate a candidate instead, name it: together." in outcome.output
    assert f"Written: {output}" in outcome.output
    assert NOTE in outcome.words
    row = rows_of(output)["clearance"]
    assert list(row) == list(COLUMNS)
    assert (row["parties"], row["leaders"]) == ("NAM;NOR;THA", "NOR")
    assert (row["sessions"], row["other_sessions"], row["joint_sessions"]) == (
        "mines",
        "munitions",
        "",
    )
    assert row["working_days_apart"] == "4"
    assert (row["journeys_saved"], row["journeys_doubled"], row["doubled"]) == ("0", "2", "NAM;THA")
    assert (row["minutes_in_two_places"], row["in_two_places"]) == ("0", "")


def test_a_candidate_is_evaluated_by_its_name(run: Run, pair: Path, tmp_path: Path) -> None:
    output = tmp_path / "synergy.csv"
    outcome = run("synergy", pair, "together", "--output", output, "--states")
    assert outcome.code == 0
    assert "Timetable: together\n" in outcome.output
    assert "PROVEN" not in outcome.output
    row = rows_of(output)["clearance"]
    assert (row["working_days_apart"], row["journeys_saved"], row["saved"]) == (
        "0",
        "2",
        "NAM;THA",
    )
    assert row["minutes_in_two_places"] == "60", "half an hour each for Norway and Thailand"
    assert row["in_two_places"] == "NOR;THA"
    assert "in two places (2): Norway for 30 minutes, Thailand for 30 minutes." in outcome.output


def test_a_schedule_is_evaluated_by_its_file(run: Run, pair: Path) -> None:
    path = pair.with_name("together.csv")
    outcome = run("synergy", pair, path)
    assert outcome.code == 0
    assert f"Timetable: {path}\n" in outcome.output
    assert "journeys still doubled" not in outcome.output, "States are named only where asked for"


@pytest.mark.slow
def test_open_posts_are_filled_by_the_search_or_by_a_file(
    run: Run, pair: Path, tmp_path: Path
) -> None:
    held = "kind: other, instrument: munitions, subject: clearance, "
    edited(pair, f"{held}co_chairs: [NOR]", f"{held}posts: {{co_chairs: 1}}")
    edited(pair, "candidates:", OPEN)
    output, leaders = tmp_path / "synergy.csv", tmp_path / "leaders.csv"
    outcome = run("synergy", pair, "together", "--output", output)
    assert "1 post is open; name who takes them with --leaders" in outcome.output
    assert rows_of(output)["clearance"]["leaders"] == ""
    run("synergy", pair, "--output", output)
    assert rows_of(output)["clearance"]["leaders"] == "NOR", "who alone is in the pool"
    run("solve", pair, "--leaders", leaders)
    outcome = run("synergy", pair, "together", "--leaders", leaders, "--output", output)
    assert "post is open" not in outcome.output
    assert rows_of(output)["clearance"]["leaders"] == "NOR"


def test_a_missing_session_is_said(run: Run, pair: Path) -> None:
    outcome = run("synergy", pair, "together")
    assert (
        "victims: Only the Cluster Munitions Convention has a session on it; "
        "3 States party to both follow it."
    ) in outcome.words


@pytest.mark.parametrize(("days", "saved"), [("3", "0"), ("4", "2")])
def test_days_apart_decide_what_is_one_journey(
    run: Run, pair: Path, tmp_path: Path, days: str, saved: str
) -> None:
    output = tmp_path / "synergy.csv"
    run("synergy", pair, "--most-days-apart", days, "--output", output)
    assert rows_of(output)["clearance"]["journeys_saved"] == saved


def test_unless_it_is_said_the_days_are_those_of_the_rule_on_journeys(run: Run, pair: Path) -> None:
    assert "with more than 2 free days between" in run("synergy", pair, "together").output
    edited(
        pair, "candidates:", "rules:\n  save_trips: {prefer: true, most_days_apart: 6}\ncandidates:"
    )
    assert "with more than 5 free days between" in run("synergy", pair, "together").output
    outcome = run("synergy", pair, "together", "--most-days-apart", "1")
    assert "with a free day between" in outcome.output


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_plot_is_drawn(run: Run, pair: Path, tmp_path: Path, ending: str) -> None:
    plot = tmp_path / f"synergy.{ending}"
    outcome = run("synergy", pair, "together", "--plot", plot)
    assert outcome.code == 0
    assert f"Written: {plot}" in outcome.output
    begin = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[ending]
    assert plot.read_bytes().startswith(begin)


@pytest.mark.slow
def test_an_impossible_week_gives_what_needs_no_timetable(
    run: Run, pair: Path, tmp_path: Path
) -> None:
    edited(pair, "least: 60, days: [monday]", "least: 120, days: [friday]")
    output, plot = tmp_path / "synergy.csv", tmp_path / "synergy.svg"
    outcome = run("synergy", pair, "--output", output, "--plot", plot)
    assert outcome.code == 3
    assert "Timetable: none.\nINFEASIBLE after" in outcome.output
    assert "What does not depend on a timetable follows" in outcome.output
    row = rows_of(output)["clearance"]
    assert (row["parties_in_common"], row["follow_both"]) == ("3", "3")
    assert (row["sessions"], row["leaders"]) == ("mines", "NOR")
    assert (row["working_days_apart"], row["journeys_saved"], row["in_two_places"]) == ("",) * 3
    assert plot.exists()


def test_one_instrument_has_no_pair(run: Run, tiny: Path, tmp_path: Path) -> None:
    output = tmp_path / "synergy.csv"
    outcome = run("synergy", tiny, "--output", output)
    assert outcome.code == 0
    assert (
        "The scenario has one instrument (The Convention), so there is no pair to compare."
    ) in outcome.output
    assert "Nothing is written." in outcome.output
    assert not output.exists()


def test_no_instrument_has_no_pair_either(run: Run, tiny: Path) -> None:
    edited(tiny, "instruments:\n  convention: {name: The Convention}\n", "")
    edited(tiny, "instrument: convention, ", "")
    edited(tiny, "instrument: convention, ", "")
    outcome = run("synergy", tiny)
    assert outcome.code == 0
    assert "The scenario names no instrument" in outcome.output


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["togehter"], "there is no such file and no such candidate; did you mean together?"),
        (["none.csv"], "there is no such file; check the spelling of the schedule CSV"),
        (["--output", "nowhere/synergy.csv"], "there is no folder nowhere; make it first"),
        (["--plot", "nowhere/synergy.png"], "there is no folder nowhere; make it first"),
        (["--plot", "synergy.doc"], "the plot ends in .png, .svg or .pdf"),
        (["--output", "same.csv", "--plot", "same.csv"], "this is the table; choose another"),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_solved(
    run: Run, pair: Path, words: list[str], problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pair.parent)
    outcome = run("synergy", pair, *words)
    assert outcome.code == 2
    assert problem in outcome.problems
    assert (outcome.output, outcome.problems.count("\n")) == ("", 1)


def test_a_written_file_does_not_replace_the_timetable(run: Run, pair: Path) -> None:
    path = pair.with_name("together.csv")
    outcome = run("synergy", pair, path, "--output", path)
    assert outcome.code == 2
    assert "this is the timetable; choose another place" in outcome.problems
    assert path.read_text(encoding="utf-8") == TOGETHER


def test_where_matplotlib_is_missing_it_is_said_how_to_install_it(
    run: Run, pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    output, plot = tmp_path / "synergy.csv", tmp_path / "synergy.png"
    outcome = run("synergy", pair, "together", "--output", output, "--plot", plot)
    assert outcome.code == 2
    assert "python -m pip install -e '.[office]'" in outcome.problems
    assert not output.exists()
    outcome = run("synergy", pair, "together", "--output", output)
    assert outcome.code == 0, "all but the plot works without it"
    assert output.exists()


def test_nothing_solved_in_no_time_gives_what_needs_no_timetable(
    run: Run, pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch)
    outcome = run("synergy", pair, "--time-limit", "1")
    assert outcome.code == 4
    assert "3 States are parties to both." in outcome.output
