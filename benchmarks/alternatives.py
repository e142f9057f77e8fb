"""Measure alternatives and trade-offs of the week of 2011, as lines for `benchmarks/README.md`.

    python benchmarks/alternatives.py [--workers N] [--seeds N] [--tradeoffs]

Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import sys

from scenarios import LIBRARY, load
from scenarios.exchange.schedule_csv import schedule_text

WEEK = "apmbc-2011"
BETWEEN = ("give_wanted_time", "shorten_stays")
LIMIT = 300.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--seeds", type=int, default=2, help="runs, each with its own seed (2)")
    parser.add_argument("--tradeoffs", action="store_true", help="measure the front as well")
    arguments = parser.parse_args()
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}\n")
    lists = set()
    for seed in range(1, arguments.seeds + 1):
        lists.add(alternatives(arguments.workers, seed))
    print(f"\n{arguments.seeds} seeds: {len(lists)} list{'s' if len(lists) > 1 else ''}, by bytes")
    if arguments.tradeoffs:
        tradeoffs(arguments.workers)
    return 0


def alternatives(workers: int, seed: int) -> str:
    """Five alternatives: a line for each timetable, and all schedules as one text."""
    week = load(LIBRARY / f"{WEEK}.yaml")
    choice = week.alternatives(time_limit=LIMIT, workers=workers, seed=seed)
    seconds = choice.alternatives.seconds
    print(f"seed {seed}: {seconds:.1f} s. {choice.ending()}", flush=True)
    texts = []
    for name, result in choice.results.items():
        costs = ", ".join(str(tier.value) for tier in result.tiers[:-1])
        print(f"- {name}: {result.status.value}, tiers {costs}, {result.seconds:.1f} s")
        assert result.timetable is not None
        texts.append(schedule_text(week.week, result.timetable))
    return "\n".join(texts)


def tradeoffs(workers: int) -> None:
    """The front between two preferences, the others within 10 % of the best."""
    week = load(LIBRARY / f"{WEEK}.yaml")
    found = week.tradeoffs(*BETWEEN, within=10, time_limit=LIMIT, workers=workers)
    print(f"\n{' and '.join(BETWEEN)}: {found.front.seconds:.1f} s. {found.ending()}")
    for point in found.front.points:
        print(f"- {point.amounts}: {point.result.seconds:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
