"""``leadership``, and who leads in the other commands."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.desk.conftest import Run, edited


@pytest.fixture
def vacant(tiny: Path) -> Path:
    """The tiny scenario, whose committees are led by nobody yet."""
    edited(tiny, "bodies:", "leadership: {vacate: true, pool: [NOR, THA]}\nbodies:")
    return edited(tiny, "name: The Convention}", "name: The Convention, parties: everyone}")


@pytest.mark.slow
def test_who_takes_the_posts_is_said_written_and_read_back(
    run: Run, vacant: Path, tmp_path: Path
) -> None:
    leaders, schedule, record = (tmp_path / n for n in ("leaders.csv", "schedule.csv", "r.json"))
    solved = run("solve", vacant, "--leaders", leaders, "--output", schedule, "--json", record)
    assert solved.code == 0
    assert "Committee on Clearance, Co-Chair: Norway" in solved.output
    with schedule.open(encoding="utf-8", newline="") as stream:
        assert {row["leaders"] for row in csv.DictReader(stream)} == {"NOR", "THA"}
    rows = json.loads(record.read_text(encoding="utf-8"))["leadership"]
    assert {row["chosen"] for row in rows} == {"yes"}
    judged = run("check", vacant, schedule, "--leaders", leaders)
    assert judged.code == 0
    assert "Every must is kept." in judged.output
    assert "Norway" in run("show", vacant, "--leaders", leaders).output
    shown = run("show", vacant, schedule, "--leaders", leaders).output
    assert "Who leads:\n  Committee on Clearance, Co-Chair: Norway" in shown


def test_without_its_leaders_a_timetable_is_said_to_leave_posts_open(
    run: Run, vacant: Path, tmp_path: Path
) -> None:
    run("solve", vacant, "--output", tmp_path / "schedule.csv")
    judged = run("check", vacant, tmp_path / "schedule.csv")
    assert judged.code == 1
    assert "Committee on Clearance is to have 1 Co-Chair, but has none." in judged.output


@pytest.mark.slow
def test_sizes_are_laid_side_by_side(run: Run, vacant: Path, tmp_path: Path) -> None:
    output, plot = tmp_path / "teams.csv", tmp_path / "teams.svg"
    outcome = run(
        "leadership", vacant, "--team-sizes", "1+0,1+1,2", "--output", output, "--plot", plot
    )
    assert outcome.code == 0
    said = "Teams 1 + 0: the week works with 2 States in 2 posts, and cannot do with fewer."
    assert said in outcome.words
    assert "Teams 1 + 1: no, proven impossible." in outcome.output
    assert "4 open posts; the 2 States of the pool may take 2" in outcome.words
    with output.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["team"] for row in rows] == ["as it stands", "1 + 0", "1 + 1"]
    assert [row["states"] for row in rows] == ["2", "2", ""]
    assert plot.read_text(encoding="utf-8").startswith("<?xml")


def test_where_no_size_works_the_exit_code_says_so(run: Run, vacant: Path) -> None:
    edited(vacant, "pool: [NOR, THA]", "pool: [NOR]")
    assert run("leadership", vacant, "--team-sizes", "1+1", "--quiet").code == 3


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--team-sizes", "many"), "'many' is not the size of a team"),
        (("--output", "nowhere/teams.csv"), "there is no folder nowhere"),
        (("--plot", "teams.doc"), "the plot ends in .png, .svg or .pdf"),
    ],
)
def test_what_cannot_be_done_is_refused(
    run: Run, vacant: Path, words: tuple[str, ...], what: str
) -> None:
    outcome = run("leadership", vacant, *words)
    assert outcome.code == 2
    assert what in outcome.problems


def test_a_leader_who_is_not_in_the_pool_is_refused(run: Run, vacant: Path, tmp_path: Path) -> None:
    edited(vacant, "pool: [NOR, THA]", "pool: [NOR]")
    leaders = tmp_path / "leaders.csv"
    leaders.write_text("body,role,state\nvictims,co_chair,THA\n", encoding="utf-8")
    outcome = run("show", vacant, "--leaders", leaders)
    assert outcome.code == 2
    assert "row 2: THA may not take a post: it is not in the scenario's pool" in outcome.problems


def test_where_posts_cannot_be_filled_the_remedies_speak_of_posts(run: Run, vacant: Path) -> None:
    edited(vacant, "pool: [NOR, THA]", "pool: [NOR]")
    outcome = run("solve", vacant)
    assert outcome.code == 3
    assert "What to try: smaller teams, a larger pool" in outcome.output
