"""Patches that are laid over a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.studies.replanning.case import read_case
from scenarios.studies.replanning.patches import lay_patches
from scheduler.errors import BadInput
from scheduler.week.week import Interpretation


def test_a_patch_is_laid_over_the_file_before_what_is_said_in_words(tmp_path: Path) -> None:
    patch = tmp_path / "smaller.yaml"
    patch.write_text("venue: {interpretation: {teams: 1}}\n", encoding="utf-8")
    before = load_scenario(LIBRARY / "apmbc-2011.yaml")
    found = read_case(before, "held", ["UGA away thursday", str(patch)])
    assert found.scenario.week.interpretation == Interpretation(teams=1)
    week = found.scenario.week
    assert {day for day in week.days if week.present_on("UGA", day)} == {0, 1, 2, 4}
    assert found.changes == (
        "The scenario changes as smaller.yaml says.",
        "Uganda is away on Thursday 23 June.",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "where", "sentence"),
    [
        ("venue: {rooms: {obasi: {seets: 5}}}", "line 1, column 25", "no key 'seets' here"),
        ("- a list", "line 1, column 1", "a patch begins with keys of the scenario"),
        ("extends: other.yaml", "line 1, column 1", "it is a scenario itself: give it in place"),
    ],
)
def test_a_bad_patch_is_refused_at_its_place(
    tmp_path: Path, text: str, where: str, sentence: str
) -> None:
    patch = tmp_path / "patch.yaml"
    patch.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        lay_patches(load_scenario(LIBRARY / "apmbc-2011.yaml"), [patch])
    assert any(
        where in problem.where and "patch.yaml" in problem.where and sentence in problem.what
        for problem in error.value.problems
    ), error.value.problems
