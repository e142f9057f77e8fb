"""A week of many sessions has a timetable long before anything is proven about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import load
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, solve
from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "many-sessions"


def test_a_timetable_made_by_hand_keeps_every_must(run: Run) -> None:
    outcome = run("check", FOLDER / "sixty-four.yaml", FOLDER / "hand.csv")
    assert outcome.code == 0
    assert "Every must is kept." in outcome.words


@pytest.mark.slow
def test_little_effort_finds_a_timetable_for_sixty_four_sessions() -> None:
    """Effort is the solver's own count of its work, not time; the first timetable takes 0.1."""
    options = Options(workers=1, effort=0.2, time_limit=3_600, canonical=False)
    result = solve(load(FOLDER / "sixty-four.yaml").problem, options)
    assert result.status is Status.FEASIBLE
    assert result.verdict is not None
    assert result.verdict.legal
