"""Measure how long it takes to explain each impossible week, as lines for `benchmarks/README.md`.

    python benchmarks/explain.py [--workers N] [--repeat N]

Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys

from scenarios import LIBRARY, load
from scheduler.explaining.explanation import Explanation

WEEKS = (
    "overfull",
    "order-in-a-circle",
    "leader-in-two-places",
    "interpretation-short",
    "group-without-its-volunteer",
    "days-against-agenda",
    "two-conflicts",
)
LIMIT = 60.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each week (3)")
    arguments = parser.parse_args()
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    print("seconds are medians and (least, most)\n")
    print("| week | counts | requirements | given up | explained after | with its timetable |")
    print("|---|---|---|---|---|---|")
    for name in WEEKS:
        row(name, arguments.workers, arguments.repeat)
    return 0


def row(name: str, workers: int, repeat: int) -> None:
    """One week, explained several times."""
    week = load(LIBRARY / f"{name}.yaml")
    runs = [week.explain(time_limit=LIMIT, workers=workers, seed=n + 1) for n in range(repeat)]
    cells = [name, str(len(runs[0].counts)), sizes(runs[0]), given_up(runs[0])]
    cells += [times([run.found_after for run in runs]), times([run.seconds for run in runs])]
    print(f"| {' | '.join(cells)} |", flush=True)


def times(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.1f} ({min(seconds):.1f}, {max(seconds):.1f})"


def sizes(explanation: Explanation) -> str:
    """How many requirements each conflict has, and whether each of them is really needed."""
    return ", ".join(
        f"{len(conflict.requirements)}{'' if conflict.minimal else ' (not settled)'}"
        for conflict in explanation.conflicts
    )


def given_up(explanation: Explanation) -> str:
    """How many requirements the least repair gives up, and how sure its timetable is."""
    repair = explanation.repair
    if repair is None:
        return "not settled"
    least = "" if repair.proven else " (not proven)"
    status = f", {repair.result.status.value}" if repair.result else ""
    return f"{len(repair.given_up)}{least}{status}"


if __name__ == "__main__":
    sys.exit(main())
