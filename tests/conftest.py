"""How the tests run."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import settings
from ruamel.yaml import YAML

# A machine under load is slow without being wrong.
settings.register_profile("unhurried", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=10)


def pytest_configure(config: pytest.Config) -> None:
    """Draw fewer examples where only the quick tests run; hear Ctrl-C also in the background."""
    quick = config.getoption("markexpr") == "not slow"
    settings.load_profile("quick" if quick else "unhurried")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the notebooks, which take longest: what comes last is not to be waited for."""
    items.sort(key=lambda item: item.path.parent.name != "notebooks")


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """One worker more where all tests run: many wait for a browser, a disk or another process."""
    number = yield
    alone = config.getoption("markexpr") or "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return number if alone else number + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Unless another way is asked for, who has nothing left takes over from who has most."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


# Ten thousand tests are collected and stay: looking through them again and again finds no garbage.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def composed_once() -> Iterator[None]:
    """The YAML of a text is parsed once: hundreds of tests load the same few weeks."""

    @lru_cache(maxsize=64)
    def once(text: str, depth: int) -> Any:
        yaml = YAML(typ="rt", pure=True)
        yaml.max_depth = depth
        yaml.composer.warn_double_anchors = False
        return compose(yaml, text)

    def composed(yaml: YAML, stream: Any) -> Any:
        return once(stream, yaml.max_depth) if isinstance(stream, str) else compose(yaml, stream)

    compose = YAML.compose
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(YAML, "compose", composed)
        yield


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
