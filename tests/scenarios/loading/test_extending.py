"""A scenario that extends a file of another folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.rules.rule import Must, Prefer


def test_paths_of_the_base_are_taken_from_where_the_base_lies(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "library")
    mine = tmp_path / "mine.yaml"
    mine.write_text("schema: 1\nextends: library/apmbc-2011.yaml\ntitle: Mine\n", encoding="utf-8")
    scenario = load_scenario(mine)
    assert scenario.title == "Mine"
    assert len(scenario.week.delegations) > 190
    assert scenario.candidates["held"] == tmp_path / "library/candidates/apmbc-2011-held.csv"
    assert all(reference.parts for reference in scenario.week.references.values())


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("entry", "mode"),
    [
        ("{must: true}", Must()),
        ("must", Must()),
        ("{prefer: {weight: 7}}", Prefer(tier=2, weight=7)),
        ("off", None),
    ],
)
def test_a_rule_applied_anew_applies_as_it_says_last(
    entry: str, mode: Must | Prefer | None, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        f"extends: {(LIBRARY / 'apmbc-2011.yaml').as_posix()}\nrules: {{shorten_stays: {entry}}}\n",
        encoding="utf-8",
    )
    modes = {setting.rule.name: setting.mode for setting in load_scenario(mine).settings}
    assert modes.get("shorten_stays") == mode


def test_parameters_of_the_base_hold_where_only_the_mode_is_given_anew(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "library")
    base = tmp_path / "base.yaml"
    base.write_text(
        "extends: library/apmbc-2011.yaml\n"
        "rules: {keep_time_informal: {prefer: {tier: 1, weight: 3}, lunches: 1}}\n",
        encoding="utf-8",
    )
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "extends: base.yaml\nrules: {keep_time_informal: {must: true}}\n", encoding="utf-8"
    )
    found = {setting.rule.name: setting for setting in load_scenario(mine).settings}
    setting = found["keep_time_informal"]
    assert setting.mode == Must()
    assert setting.rule.model_dump()["lunches"] == 1
