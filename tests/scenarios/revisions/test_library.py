"""Every week of the library is published, and reads back as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.revisions.flattening import find_difference
from scenarios.revisions.publishing import publish
from scenarios.revisions.revision import list_revisions, read_revision
from tests.library_weeks import library_weeks

WEEKS = library_weeks()


@pytest.mark.slow
@pytest.mark.parametrize("path", WEEKS, ids=lambda path: path.stem)
def test_a_week_of_the_library_reads_back_as_it_was(path: Path, tmp_path: Path) -> None:
    scenario = load_scenario(path)
    for name in scenario.candidates:
        timetable = scenario.candidate(name)
        publish(scenario, timetable, tmp_path / "first", codes=(), anyway=True)
        shutil.move(tmp_path / "first", tmp_path / name)
        found = read_revision(tmp_path / name)
        assert find_difference(found.scenario, scenario) == ""
        assert found.timetable == timetable
        assert found.scenario.judge(found.timetable).costs == scenario.judge(timetable).costs
        assert [one.edits for one in list_revisions(tmp_path / name).each] == [()]
