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
        (("synergy", "apmbc-ccm-2011.yaml", "held", "--output"), "apmbc-2011.yaml"),
        (
            ("synergy", "ccw-2010-april.yaml", "held", "--output"),
            "candidates/ccw-2010-april-held.csv",
        ),
        (("solve", "apmbc-2011.yaml", "--output"), "candidates/apmbc-2010-held.csv"),
        (("check", "apmbc-2011.yaml", "held", "--json"), "reference/states.csv"),
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
    from scenarios.files import read_text, write_text

    table = library / "reference" / "states.csv"
    write_text(table, read_text(table, 1_000_000, "table"))
    assert read_text(table, 1_000_000, "table")
