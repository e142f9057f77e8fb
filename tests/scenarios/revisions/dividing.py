"""Publishing in several processes: run in a process of its own, which has no threads."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scenarios.loading.loading import load_scenario
from scenarios.revisions import staging
from scenarios.scenario import Scenario
from tests.scenarios.revisions.conftest import published

MOST = 300
"""Steps of a publish, at the most."""


def dying(step: int) -> Callable[..., Any]:
    """Wraps functions so that the process is killed at the nth call of any of them."""
    left = [step]

    def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*given, **named)

        return called

    return wrapped


def dies(scenario: Scenario, folder: Path, step: int) -> bool:
    """Publish in a process that is killed before a step; whether it was."""
    child = os.fork()
    if not child:
        wrapped = dying(step)
        staging.os.fsync = wrapped(os.fsync)  # type: ignore[attr-defined]
        staging.shutil.rmtree = wrapped(shutil.rmtree)  # type: ignore[attr-defined]
        for name in ("mkdir", "open", "rename", "iterdir"):
            setattr(Path, name, wrapped(getattr(Path, name)))
        published(scenario, folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def publish_and_die(path: str, place: str) -> None:
    """Publish again and again, each time killed a step later, into folders beside one another."""
    scenario = load_scenario(path)
    published(scenario, Path(place, "first"))
    for step in range(1, MOST):
        folder = Path(place, f"lakes-{step}")
        shutil.copytree(Path(place, "first"), folder)
        if not dies(scenario, folder, step):
            return
    raise AssertionError("it never comes to its end")


def publish_at_once(path: str, place: str) -> None:
    """Publish three times in each of four processes."""
    scenario, children = load_scenario(path), list[int]()
    for _ in range(4):
        child = os.fork()
        if not child:
            for _ in range(3):
                published(scenario, Path(place))
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
