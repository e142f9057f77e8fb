"""A scenario that extends a file of another folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from scenarios import LIBRARY, load_scenario


def test_paths_of_the_base_are_taken_from_where_the_base_lies(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "library")
    mine = tmp_path / "mine.yaml"
    mine.write_text("schema: 1\nextends: library/apmbc-2011.yaml\ntitle: Mine\n", encoding="utf-8")
    scenario = load_scenario(mine)
    assert scenario.title == "Mine"
    assert len(scenario.week.delegations) > 190
    assert scenario.candidates["held"] == tmp_path / "library/candidates/apmbc-2011-held.csv"
    assert all(reference.parts for reference in scenario.week.references.values())


def test_a_path_that_the_patch_gives_is_taken_from_the_patch(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "library")
    (tmp_path / "my-states.csv").write_text(
        (LIBRARY / "reference" / "states.csv").read_text(encoding="utf-8"), encoding="utf-8"
    )
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "schema: 1\nextends: library/apmbc-2011.yaml\ndelegations: {table: my-states.csv}\n",
        encoding="utf-8",
    )
    assert len(load_scenario(mine).week.delegations) > 190
