"""How the tests run."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

# A machine under load is slow without being wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Ten thousand tests are collected and stay: looking through them again and again finds no garbage.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


class _Clock:
    """A clock on which a second passes each time that somebody looks at it."""

    def __init__(self) -> None:
        self._looks = 0

    def perf_counter(self) -> float:
        self._looks += 1
        return float(self._looks)


@pytest.fixture
def hasty_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """For every search a second passes each time that it looks at the clock."""
    monkeypatch.setattr("scheduler.solving.search.time", _Clock())


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is searched: who asks for a search fails."""

    def refused(*_: object) -> None:
        raise AssertionError("the search was over")

    monkeypatch.setattr("ortools.sat.python.cp_model.CpSolver.solve", refused)
