"""A tiny week with variants of every kind, and an engine that needs no Dask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scenarios.studies.sweep import engine
from scenarios.studies.sweep.outcome import Solved
from scenarios.studies.sweep.solving import Task, solve_task
from scenarios.studies.sweep.workforce import Workforce

VARIED = """\
schema: 1
title: A tiny week
week:
  from: 2027-06-14
  to: 2027-06-14
  sittings: {morning: 10:00-12:00}
delegations: {also: {NOR: {name: Norway}, THA: {name: Thailand}}}
instruments: {convention: {name: The Convention}}
bodies:
  clearance: {name: Clearance, instrument: convention, co_chairs: [NOR]}
  victims: {name: Victim Assistance, instrument: convention, co_chairs: [THA]}
sessions:
  clearance: {body: clearance, format: plenary, least: 60, wanted: 120}
  victims: {body: victims, format: plenary, least: 60}
rules:
  keep_experiments_voluntary: off
  give_wanted_time: {prefer: {tier: 1, weight: 3}}
variants:
  longer: {title: Longer mornings, patch: {week: {sittings: {morning: 09:30-12:00}}}}
  full: {patch: {sessions: {victims: {least: 105}}}}
  wrong: {patch: {week: {too: 2027-06-15}}}
grid:
  days: {one: {}, two: {week: {to: 2027-06-15}}}
"""

NAMES = ("as it is", "longer", "full", "wrong", "days=one", "days=two")


def varied(folder: Path, name: str = "varied.yaml") -> Path:
    path = folder / name
    path.write_text(VARIED, encoding="utf-8")
    return path


class Counting:
    """Solves tasks one after the other in this thread, and counts them.

    Parameters
    ----------
    stop_after
        Tasks after which a person presses Ctrl-C; None for none.
    """

    def __init__(self, stop_after: int | None = None) -> None:
        self.solved = 0
        self._stop_after = stop_after

    @contextmanager
    def engine(self, workforce: Workforce) -> Iterator[None]:
        yield None

    def solve_tasks(self, client: None, tasks: Iterator[Task]) -> Iterator[tuple[Task, Solved]]:
        for task in tasks:
            if self.solved == self._stop_after:
                raise KeyboardInterrupt
            self.solved += 1
            yield task, solve_task(task)


def counting(monkeypatch: pytest.MonkeyPatch, stop_after: int | None = None) -> Counting:
    """Put such an engine in the place of Dask."""
    counter = Counting(stop_after)
    monkeypatch.setattr(engine, "engine", counter.engine)
    monkeypatch.setattr(engine, "solve_tasks", counter.solve_tasks)
    return counter
