"""The command `sweep`: the variants of a scenario side by side."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.desk.conftest import Run
from tests.scenarios.studies.sweep.weeks import VARIED, counting, varied


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return varied(tmp_path)


@pytest.mark.slow
def test_all_variants_are_shown_and_kept(
    run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    told = run("sweep", scenario, "--output", "table.csv")
    assert told.code == 0, told
    lines = [" ".join(line.split()) for line in told.output.splitlines()]
    assert lines[0] == "A tiny week"
    assert "Longer mornings: give_wanted_time 30 less (minutes)." in told.words
    assert any(line.startswith("longer PROVEN 90 (-90)") for line in lines)
    assert any(line.startswith("wrong BAD INPUT") for line in lines)
    assert "60 30 (-30) 60 0 (-60) (give_wanted_time), minutes" in told.words
    assert lines[-2:] == ["Written: table.csv", "Written: varied-sweep.sqlite"]
    assert "6 of 6 variants (1 known)" in told.problems
    rows = list(csv.DictReader(io.StringIO(Path("table.csv").read_text(encoding="utf-8"))))
    assert [row["status"] for row in rows][2:4] == ["INFEASIBLE", "BAD INPUT"]
    again = counting(monkeypatch)
    assert run("sweep", scenario, "--quiet").output == ""
    assert again.solved == 0


@pytest.mark.slow
def test_variants_can_be_chosen_by_name(
    run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = counting(monkeypatch)
    told = run("sweep", scenario, "--only", "longer", "--only", "days=two")
    assert told.code == 0, told
    assert "3 of 3 variants" in told.problems
    assert counter.solved == 3
    wrong = run("sweep", scenario, "--only", "longr")
    assert wrong.code == 2
    assert wrong.problems.startswith("longr: no variant has this name; did you mean longer?")


@pytest.mark.slow
@pytest.mark.parametrize(("end", "begin"), [(".md", "# A tiny"), (".html", "<!DOCTYPE html>")])
def test_the_table_is_written_as_its_name_says(
    end: str, begin: str, run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    table = Path(f"table{end}")
    assert run("sweep", scenario, "--quiet", "--output", table).code == 0
    assert table.read_text(encoding="utf-8").startswith(begin)


def test_a_table_of_another_kind_is_refused_before_anything_is_solved(
    run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = counting(monkeypatch)
    told = run("sweep", scenario, "--output", "table.docx")
    assert told.code == 2
    assert "the table ends in .csv, .xlsx, .md or .html" in told.problems
    assert counter.solved == 0
    assert not Path("varied-sweep.sqlite").exists()


def test_no_file_is_read_and_written_at_once(run: Run, scenario: Path) -> None:
    told = run("sweep", scenario, "--results", scenario)
    assert told.code == 2
    assert "this is the scenario" in told.problems
    assert scenario.read_text(encoding="utf-8") == VARIED


def test_the_results_of_something_else_are_not_written_over(run: Run, scenario: Path) -> None:
    Path("notes.sqlite").write_text("something of mine " * 100, encoding="utf-8")
    told = run("sweep", scenario, "--results", "notes.sqlite")
    assert told.code == 2
    assert told.problems.startswith("notes.sqlite: this is no file of results")
    assert Path("notes.sqlite").read_text(encoding="utf-8").startswith("something of mine")


def test_a_scenario_that_is_bad_itself_ends_with_2(run: Run, scenario: Path) -> None:
    scenario.write_text(VARIED.replace("clearance, format", "clerance, format"), encoding="utf-8")
    told = run("sweep", scenario)
    assert told.code == 2
    assert "did you mean clearance" in told.problems
    assert not Path("varied-sweep.sqlite").exists()


def test_where_no_variant_works_the_exit_code_says_so(
    run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    text = VARIED[: VARIED.index("variants:")].replace(
        "victims, format: plenary, least: 60", "victims, format: plenary, least: 105"
    )
    scenario.write_text(text, encoding="utf-8")
    told = run("sweep", scenario)
    assert told.code == 3
    assert "0 with a timetable" in told.output


def test_a_sweep_that_is_stopped_says_how_to_go_on(
    run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, stop_after=1)
    told = run("sweep", scenario)
    assert told.code == 0
    assert "The same command goes on where this one was stopped." in told.output
    scenario.with_name("other.yaml").write_text(VARIED, encoding="utf-8")
    counting(monkeypatch, stop_after=0)
    assert run("sweep", scenario.with_name("other.yaml")).code == 130


def test_a_place_that_cannot_be_is_said_with_the_option(run: Run, scenario: Path) -> None:
    told = run("sweep", scenario, "--scheduler", "here")
    assert told.code == 2
    assert told.problems.startswith("--scheduler: 'here' is no address")


@pytest.mark.slow
def test_the_timetable_of_each_variant_is_written(
    run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    told = run("sweep", scenario, "--schedules", "schedules")
    assert told.code == 2
    assert "schedules: there is no such folder; make it first" in told.problems
    folder = Path("schedules")
    folder.mkdir()
    assert run("sweep", scenario, "--quiet", "--schedules", folder).code == 0
    written = sorted(path.name for path in folder.iterdir())
    assert written == [
        "00-as-it-is.csv",
        "01-longer.csv",
        "04-days-one.csv",
        "05-days-two.csv",
    ]
    assert run("check", scenario, folder / "00-as-it-is.csv").code == 0


@pytest.mark.slow
def test_a_plot_is_drawn(run: Run, scenario: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting(monkeypatch)
    assert run("sweep", scenario, "--quiet", "--plot", "sweep.png").code == 0
    assert Path("sweep.png").read_bytes().startswith(b"\x89PNG")
