"""What the weeks of the library are known to cost, saved as JSON beside this file.

    python -m tests.frozen.renew [NAME ...]

solves the weeks again and saves what comes out, for all of them or for those named, such as
``apmbc-2011``. Do so on purpose only: after a change of a week or of what a rule counts, or where
`test_frozen` says that the saved result has been bettered; and read the difference before you
commit it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import scenarios
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scheduler.solving.result import CANONICAL, Result, Tier
from scheduler.solving.solving import Options, solve

FOLDER = Path(__file__).parent
LIBRARY = Path(scenarios.__file__).parent / "library"
WEEKS = (
    "apmbc-2010",
    "apmbc-2010-free",
    "apmbc-2010-reformed",
    "apmbc-2011",
    "apmbc-2011-free",
    "apmbc-2011-open-posts",
    "apmbc-ccm-2011",
    "apmbc-ccm-2011-one-week",
    "ccw-2010-april",
)
REFUSED = ("overfull", "order-in-a-circle")
NAMES = (*WEEKS, *REFUSED)
PATIENCE = 300.0
"""Seconds for each week that is saved anew."""

GLANCE = 20.0
"""Seconds for each week that is held against what is saved."""


class Frozen(NamedTuple):
    """What is kept of a result: all that does not depend on the machine, but for its speed.

    Attributes
    ----------
    digest
        Of the scenario that was solved.
    status
        Of the result, in its own word.
    tiers
        Value and bound of each tier of preferences by its name, in order.
    reasons
        The sentences that say why there is no timetable.
    """

    digest: str
    status: str
    tiers: dict[str, tuple[int, int]]
    reasons: tuple[str, ...]


def load(name: str) -> Scenario:
    return load_scenario(LIBRARY / f"{name}.yaml")


def solved(scenario: Scenario, seconds: float = GLANCE) -> Result:
    # The canonical tier changes no cost.
    return solve(scenario.problem, Options(time_limit=seconds, canonical=False))


def freeze(scenario: Scenario, result: Result) -> Frozen:
    return Frozen(
        scenario.problem.digest,
        result.status.value,
        {tier.name: (tier.value, tier.bound) for tier in settled(result)},
        tuple(count.sentence for count in result.reasons),
    )


def settled(result: Result) -> list[Tier]:
    """The tiers of preferences."""
    return [tier for tier in result.tiers if tier.name != CANONICAL]


def read(name: str) -> Frozen:
    saved = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    tiers = {tier: (found["value"], found["bound"]) for tier, found in saved["tiers"].items()}
    return Frozen(saved["digest"], saved["status"], tiers, tuple(saved["reasons"]))


def write(name: str, frozen: Frozen) -> None:
    tiers = {tier: {"value": v, "bound": b} for tier, (v, b) in frozen.tiers.items()}
    text = json.dumps({**frozen._asdict(), "tiers": tiers}, indent=2, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    for name in names or NAMES:
        scenario = load(name)
        write(name, freeze(scenario, solved(scenario, PATIENCE)))


if __name__ == "__main__":
    main(sys.argv[1:])
