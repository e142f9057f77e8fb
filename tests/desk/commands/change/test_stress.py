"""``stress``: from a scenario file and timetables to what must move."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
from pathlib import Path
from shutil import copy

import pytest

from scenarios import LIBRARY
from scenarios.studies.stress.disturbance import DisturbanceKind
from scheduler.solving.search import Search
from tests.desk.conftest import DRAFTED, PROGRAM, Run, edited


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def looser(tiny: Path) -> Path:
    """The tiny scenario with a quarter of an hour to spare, and a timetable that leaves it open."""
    edited(tiny, "10:00-12:00", "10:00-12:15")
    (tiny.parent / "spread.csv").write_text(
        DRAFTED.replace("11:00,12:00", "11:15,12:15"), encoding="utf-8"
    )
    return tiny


def test_one_thing_after_another_goes_wrong(run: Run, tiny: Path, tmp_path: Path) -> None:
    table, record = tmp_path / "stress.csv", tmp_path / "stress.json"
    outcome = run("stress", tiny, "drafted", "--csv", table, "--json", record)
    assert outcome.code == 0, outcome
    assert "A tiny week\ndrafted\n" in outcome.output
    assert "Clearance overruns" in outcome.output.replace("“", "").replace("”", "")
    assert f"Written: {table}" in outcome.output
    assert "disturbances" in outcome.problems
    found = rows(table)
    assert [row["outcome"] for row in found].count("no repair") == 4
    assert [row["outcome"] for row in found].count("minutes are cut") == 2
    told = json.loads(record.read_text(encoding="utf-8"))["drafted"]
    assert told["legal"] is True
    assert len(told["disturbances"]) == len(found) == 6
    assert told["counts"]["no repair"] == 4


def test_only_what_is_asked_for_goes_wrong(run: Run, tiny: Path, tmp_path: Path) -> None:
    table = tmp_path / "stress.csv"
    words = ("stress", tiny, "drafted", "--csv", table, "--kind")
    assert run(*words, "leaders").code == 0
    assert {row["kind"] for row in rows(table)} == {"leaders"}
    assert run(*words, "rooms", "--kind", "overruns").code == 0
    assert {row["kind"] for row in rows(table)} == {"overruns"}


def test_several_timetables_stand_side_by_side(run: Run, looser: Path, tmp_path: Path) -> None:
    spread, table = tmp_path / "spread.csv", tmp_path / "stress.csv"
    outcome = run("stress", looser, "drafted", spread, "--csv", table)
    assert outcome.code == 0, outcome
    assert "where they differ most" in outcome.output
    assert "Fewest parts to move on average where there is a repair: “spread”" in outcome.output
    assert {row["timetable"] for row in rows(table)} == {"drafted", "spread"}


@pytest.mark.slow
def test_it_is_drawn(run: Run, tiny: Path, tmp_path: Path) -> None:
    plot = tmp_path / "stress.png"
    outcome = run("stress", tiny, "drafted", "--plot", plot)
    assert outcome.code == 0, outcome
    assert plot.read_bytes().startswith(b"\x89PNG")


def test_no_line_is_wider_than_a_terminal(run: Run, looser: Path, tmp_path: Path) -> None:
    outcome = run("stress", looser, "drafted", tmp_path / "spread.csv")
    tables = [line for line in outcome.output.splitlines() if line.startswith(" ")]
    assert tables
    assert max(len(line) for line in tables if "Weakest" not in line) <= 80


def test_no_disturbance_is_tried_on_a_timetable_that_breaks_a_must(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(DRAFTED.replace("11:00,12:00", "10:30,11:30"), encoding="utf-8")
    outcome = run("stress", tiny, bad)
    assert outcome.code == 1
    assert "1 breach of a must to begin with" in outcome.output
    assert "(keep_plenaries_alone): “Victim Assistance” runs beside" in outcome.words
    quiet = run("stress", tiny, bad, "--quiet")
    assert (quiet.code, quiet.output) == (1, "")
    assert "bad: 1 breach of a must" in quiet.problems
    assert "bad: keep_plenaries_alone: “Victim Assistance” runs beside" in quiet.problems
    beside = run("stress", tiny, bad, "drafted")
    assert beside.code == 1
    assert "drafted" in beside.output


def test_quiet_says_nothing(run: Run, tiny: Path) -> None:
    outcome = run("stress", tiny, "drafted", "--quiet")
    assert (outcome.code, outcome.output, outcome.problems) == (0, "", "")


def test_all_problems_are_named_before_any_search(run: Run, tiny: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("session,date,start,end\nclearing,2027-06-14,10:00,11:00\n", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    copy(tmp_path / "drafted.csv", folder / "drafted.csv")
    outcome = run("stress", tiny, "drafted", folder / "drafted.csv", bad, "draftet")
    assert outcome.code == 2
    assert "another timetable is called “drafted” too" in outcome.problems
    assert "there is no session 'clearing'" in outcome.problems
    assert "no such candidate; did you mean drafted?" in outcome.problems


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--csv", "stress.txt"), "the table ends in .csv or .xlsx"),
        (("--kind", "weather"), "weather"),
        (("--plot", "stress.gif"), "the plot ends in .png, .svg or .pdf"),
        (("--csv", "nowhere/stress.csv"), "there is no folder"),
    ],
)
def test_what_cannot_be_used_is_refused(
    run: Run, tiny: Path, words: tuple[str, str], said: str
) -> None:
    outcome = run("stress", tiny, "drafted", *words)
    assert outcome.code == 2
    assert said in outcome.problems


def test_a_file_that_is_read_is_not_written_over(run: Run, tiny: Path, tmp_path: Path) -> None:
    drafted = tmp_path / "drafted.csv"
    outcome = run("stress", tiny, drafted, "--csv", drafted)
    assert outcome.code == 2
    assert drafted.read_text(encoding="utf-8") == DRAFTED


def test_where_the_time_is_over_at_once_nothing_is_found(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Search, "over", property(lambda _: True))
    outcome = run("stress", tiny, "drafted")
    assert outcome.code == 4
    assert "disturbances not settled: the time was over" in outcome.output


def test_the_help_names_every_kind_of_disturbance(run: Run) -> None:
    outcome = run("stress", "--help")
    assert all(kind.value in outcome.output for kind in DisturbanceKind)


@pytest.mark.slow
def test_the_week_of_2010_as_it_was_held(run: Run, tmp_path: Path) -> None:
    """The great hall has no substitute on the days of General Status, nor Salle B on Wednesday."""
    table = tmp_path / "stress.csv"
    outcome = run("stress", LIBRARY / "apmbc-2010.yaml", "held", "--csv", table)
    assert outcome.code == 0, outcome
    found = rows(table)
    assert len(found) == 159
    assert {row["proven"] for row in found} == {"yes"}
    lost = {row["date"]: row for row in found if (row["kind"], row["what"]) == ("rooms", "obasi")}
    assert lost["2010-06-21"]["outcome"] == lost["2010-06-25"]["outcome"] == "no repair"
    assert lost["2010-06-24"]["moves"] == "7"
    assert [row["moves"] for row in found if row["what"] == "b"] == ["", *["1"] * 4]
    assert [row["outcome"] for row in found].count("no repair") == 37
    assert outcome.output.count("Any one of these is") == 3
    assert "102 further rows" in outcome.output


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.slow
def test_ctrl_c_keeps_what_is_known(tmp_path: Path) -> None:
    table = tmp_path / "stress.csv"
    words = ["stress", str(LIBRARY / "apmbc-2011.yaml"), "held", "--csv", str(table)]
    with subprocess.Popen(
        [*PROGRAM, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(("3", "4")):
                break
        process.send_signal(signal.SIGINT)
        said, problems = process.communicate(timeout=600)
    assert process.returncode == 0, problems
    assert "not settled: it was stopped by hand" in said
    outcomes = [row["outcome"] for row in rows(table)]
    assert "not settled" in outcomes
    assert "minutes are cut" in outcomes
