"""Scenario files with slips of the pen: each loads, or every problem in it has its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scenarios import LIBRARY, STARTER, load_rota, load_season
from scenarios.loading.loading import load_scenario
from scheduler.errors import BadInput
from tests.mutated.yaml_slips import mutated


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library, beside which mutated files find their tables."""
    copy = tmp_path_factory.mktemp("mutations") / "library"
    shutil.copytree(LIBRARY, copy)
    shutil.copy(STARTER, copy)
    return copy


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_a_mutated_file_loads_or_is_refused_with_places(folder: Path, seed: int) -> None:
    originals = sorted([*LIBRARY.glob("*.yaml"), STARTER])
    original = originals[seed % len(originals)]
    path = folder / f"mutated-{seed}.yaml"
    path.write_text(mutated(seed, original.read_text(encoding="utf-8")), encoding="utf-8")
    loaders = {"season": load_season, "rota": load_rota}
    load = loaders.get(original.stem.split("-")[0], load_scenario)
    try:
        load(path)
    except BadInput as error:
        assert error.problems
        for problem in error.problems:
            assert re.search(r"\.yaml, line \d+|\.csv", problem.where), problem
            assert problem.what
