"""Measure how long it takes to find how robust weeks are, for `benchmarks/README.md`.

    python benchmarks/stress.py [--workers N] [--week NAME ...]

Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import sys

from scenarios import LIBRARY, load
from scenarios.studies.stress.result import Robustness

WEEKS = ("apmbc-2010", "apmbc-2011")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--week", nargs="+", default=WEEKS, help="weeks of the library, as held")
    arguments = parser.parse_args()
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}\n")
    print(
        "| week as held | disturbances | searched | longest | no repair | mean | most | seconds |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in arguments.week:
        week = load(LIBRARY / f"{name}.yaml")
        found = week.stress("held", time_limit=600, workers=arguments.workers)
        print(line(name, found), flush=True)
    return 0


def line(name: str, found: Robustness) -> str:
    searched = [impact for impact in found.impacts if impact.struck]
    longest = max((impact.seconds for impact in searched), default=0.0)
    mean = "" if found.mean is None else f"{found.mean:.2f}"
    cells = [
        name,
        len(found.impacts) + found.untouched,
        len(searched),
        f"{longest:.1f} s",
        found.counts()["no repair"],
        mean,
        found.most,
        f"{found.seconds:.1f}{'' if found.complete else ' (not all settled)'}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    sys.exit(main())
