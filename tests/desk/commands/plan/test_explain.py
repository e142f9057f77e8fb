"""The command ``explain``, and what ``solve`` says of a week that is impossible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from scheduler.explaining.explaining import explain
from tests.desk.conftest import TINY, Run

CHANGES = {
    "NOR: {name: Norway}": "NOR: {name: Norway, delegates: 2}",
    "co_chairs: [THA]": "co_chairs: [NOR]",
    "format: plenary": "format: workshop",
    "least: 60, wanted: 90": "least: 60, hours: 10:30-11:30",
    "rules:\n": "rules:\n  limit_tasks_of_a_state: off\n  guarantee_every_committee: off\n",
}
"""What makes of a tiny week two workshops, led by one State; the time beside the first is in two
pieces, too short for the second."""


@pytest.fixture
def clash(tmp_path: Path) -> Path:
    path = tmp_path / "clash.yaml"
    text = TINY
    for before, after in CHANGES.items():
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    (tmp_path / "drafted.csv").write_text("session,date,start,end\n", encoding="utf-8")
    return path


@pytest.fixture
def circle(tiny: Path) -> Path:
    """A week in which either of two sessions is to come first."""
    order = "order: [{first: clearance, then: victims}, {first: victims, then: clearance}]\n"
    tiny.write_text(tiny.read_text(encoding="utf-8") + order, encoding="utf-8")
    return tiny


def test_it_says_what_clashes_what_would_do_and_what_then_comes(run: Run, clash: Path) -> None:
    outcome = run("explain", clash)
    assert outcome.code == 3
    lines = outcome.output.splitlines()
    assert lines[0] == "A tiny week"
    assert lines[1].startswith("Explained in ")
    said = outcome.output
    assert max(map(len, said.split("\n\n")[1].splitlines())) <= 80
    assert "4 requirements that cannot all be kept; it is proven that without any one of\n" in said
    assert (
        "  - Leaders lead in person (lead_in_person)\n    - Norway leads both “Clearance” and"
        in said
    )
    assert "“Clearance” may sit only from 10:30 to 11:30." in said
    assert "Giving up any one of these would be enough:" in said
    assert "Everything outside this conflict can be kept." in said
    assert "The least repair gives up 1 requirement:" in said
    assert "The timetable that results\ngiven up     cost 1, bound 1, " in said
    assert "give_wanted_time" in said, "the price of the repaired week"


@pytest.mark.slow
def test_the_repaired_week_is_written_and_breaks_only_what_is_given_up(
    run: Run, clash: Path, tmp_path: Path
) -> None:
    output, record = tmp_path / "repaired.csv", tmp_path / "why.json"
    outcome = run("explain", clash, "--output", output, "--json", record, "--quiet")
    assert (outcome.code, outcome.output, outcome.problems) == (3, "", "")
    why = json.loads(record.read_text(encoding="utf-8"))
    assert why["status"] == "INFEASIBLE"
    assert why["conflicts"][0]["minimal"] is True
    assert why["repair"]["proven"] is True
    assert why["repair"]["result"]["tiers"][0]["name"] == "given up"
    scenario = load_scenario(clash)
    verdict = scenario.judge(read_schedule(output, scenario.week))
    assert [finding.rule for finding in verdict.breached] == [
        one["rule"] for one in why["repair"]["given_up"]
    ]


@pytest.mark.parametrize("command", ["explain", "solve"])
def test_what_is_counted_is_said_before_anything_is_searched(
    run: Run, circle: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    watched = f"{'solve' if command == 'solve' else 'explain'}_watched"
    monkeypatch.setattr(f"desk.commands.plan.{command}.{watched}", lambda *_, **__: None)
    outcome = run(command, circle)
    assert "The order runs in a circle" in outcome.output


def test_what_is_counted_is_said_once(run: Run, circle: Path) -> None:
    for command in ("explain", "solve"):
        outcome = run(command, circle)
        assert outcome.code == 3
        assert outcome.output.count("The order runs in a circle") == 1
        assert outcome.output.startswith("A tiny week\n\nNo timetable keeps every must")


def test_what_is_kept_is_not_given_up(run: Run, clash: Path) -> None:
    outcome = run("explain", clash, "--keep", "sit_within_hours", "--keep", "hold_every_session")
    assert outcome.code == 3
    assert "  - Leaders lead in person (lead_in_person): Norway leads both" in outcome.output
    assert "given up     cost 30, bound 30" in outcome.output


def test_a_week_that_works_needs_no_explanation(run: Run, tiny: Path) -> None:
    outcome = run("explain", tiny)
    assert outcome.code == 0
    assert "Nothing stands in the way" in outcome.output


def test_every_name_that_is_no_rule_is_told_with_the_nearest(run: Run, clash: Path) -> None:
    outcome = run("explain", clash, "--keep", "sit_within_hour", "--keep", "physics")
    assert outcome.code == 2
    assert "there is no rule 'sit_within_hour'; did you mean sit_within_hours?" in (
        outcome.problems
    )
    assert "there is no rule 'physics'" in outcome.problems


def test_no_file_that_is_read_is_written_over(run: Run, clash: Path) -> None:
    before = clash.read_text(encoding="utf-8")
    outcome = run("explain", clash, "--output", clash)
    assert outcome.code == 2
    assert clash.read_text(encoding="utf-8") == before


@pytest.mark.slow
def test_solve_says_why_nothing_fits(run: Run, clash: Path, tmp_path: Path) -> None:
    record = tmp_path / "result.json"
    outcome = run("solve", clash, "--json", record)
    assert outcome.code == 3
    assert "INFEASIBLE after" in outcome.output
    assert "  - Leaders lead in person (lead_in_person)\n    - Norway leads both" in outcome.output
    assert "The least repair gives up 1 requirement:" in outcome.output
    assert "'meeting-week explain' shows the timetable" in outcome.output
    result = json.loads(record.read_text(encoding="utf-8"))
    assert result["explanation"]["conflicts"][0]["minimal"] is True
    assert result["explanation"]["repair"]["result"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "conflicts", "rules"),
    [
        ("leader-in-two-places", 1, {"lead_in_person"}),
        ("interpretation-short", 1, {"respect_interpretation"}),
        ("group-without-its-volunteer", 1, {"keep_experiments_voluntary"}),
        ("days-against-agenda", 1, {"hear_every_speaker", "follow_the_agenda"}),
        ("order-in-a-circle", 1, {"honour_order"}),
        ("two-conflicts", 2, {"lead_in_person", "keep_experiments_voluntary"}),
    ],
)
def test_each_conflict_of_the_library_is_explained(
    name: str, conflicts: int, rules: set[str]
) -> None:
    explanation = explain(load_scenario(LIBRARY / f"{name}.yaml").problem, timetable=False)
    assert len(explanation.conflicts) == conflicts
    assert all(conflict.minimal for conflict in explanation.conflicts)
    assert explanation.complete
    named = {rule for conflict in explanation.conflicts for rule in conflict.rules}
    assert rules <= named
    assert explanation.repair is not None
    assert explanation.repair.proven
    assert len(explanation.repair.given_up) == conflicts


@pytest.mark.slow
def test_what_is_not_written_is_said(run: Run, tiny: Path, clash: Path, tmp_path: Path) -> None:
    """An older file of that name could be taken for the answer."""
    output = tmp_path / "schedule.csv"
    for words in (("explain", tiny), ("solve", clash)):
        outcome = run(*words, "--output", output)
        assert f"Not written, as there is no timetable: {output}" in outcome.problems
        assert not output.exists()
