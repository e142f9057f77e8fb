"""No command writes its result over what the scenario is made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scenarios import LIBRARY
from tests.desk.conftest import Run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return shutil.copytree(LIBRARY, tmp_path / "library")


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("season", "season-2011.yaml", "--output"), "reference/states.csv"),
        (
            ("synergy", "ccw-2010-april.yaml", "held", "--output"),
            "candidates/ccw-2010-april-held.csv",
        ),
        (("solve", "apmbc-2011.yaml", "--output"), "candidates/apmbc-2010-held.csv"),
        (("explain", "apmbc-2011.yaml", "--output"), "reference/states.csv"),
        (("solve", "apmbc-2011.yaml", "--output"), "candidates/apmbc-2011-held.csv"),
        (("sweep", "apmbc-2011-structures.yaml", "--output"), "candidates/apmbc-2011-held.csv"),
    ],
)
def test_what_a_scenario_leads_to_is_not_written_over(
    run: Run, library: Path, words: tuple[str, ...], needed: str
) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    command, scenario, *rest = words
    outcome = run(command, library / scenario, *rest, library / needed)
    assert outcome.code == 2
    lines = outcome.problems.splitlines()
    assert len(lines) == 1, lines
    assert "this file is needed as" in lines[0]
    assert "choose another place for" in lines[0]
    assert {path: path.read_bytes() for path in before} == before


def test_what_a_program_reads_it_may_write_again(library: Path) -> None:
    from scenarios.exchange.writing import write_text
    from scenarios.reading.encodings import read_text

    table = library / "reference" / "states.csv"
    write_text(table, read_text(table, 1_000_000, "table"))
    assert read_text(table, 1_000_000, "table")


def test_schedules_are_not_written_over_what_was_read(run: Run, tiny: Path) -> None:
    candidate = tiny.with_name("best.csv")
    shutil.copy(tiny.with_name("drafted.csv"), candidate)
    tiny.write_text(
        tiny.read_text(encoding="utf-8").replace("drafted: drafted.csv", "drafted: best.csv"),
        encoding="utf-8",
    )
    before = candidate.read_bytes()
    outcome = run("alternatives", tiny, "--count", "1", "--output", tiny.parent)
    assert outcome.code == 2
    assert "best.csv: this file is needed as a candidate of the scenario" in outcome.problems
    assert candidate.read_bytes() == before


def test_a_front_is_written_as_csv_only(run: Run, tiny: Path) -> None:
    results = tiny.with_name("results.sqlite")
    outcome = run(
        "tradeoffs", tiny, "--between", "give_wanted_time,shorten_stays", "--output", results
    )
    assert outcome.code == 2
    assert "the table ends in .csv or .xlsx; give it such a name" in outcome.problems
    assert not results.exists()
