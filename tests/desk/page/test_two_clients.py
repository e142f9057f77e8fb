"""Two clients who do anything at random lose nothing, and see what the judge says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.page.two_clients import run


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_two_clients_who_do_anything_at_random_lose_nothing(tmp_path: Path, seed: int) -> None:
    two = run(tmp_path, 150, seed)
    assert len(two.told) > 50
