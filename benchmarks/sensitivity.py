"""Measure what it takes to find how sure best weeks are, for `benchmarks/README.md`.

    python benchmarks/sensitivity.py [--factor N] [--week NAME ...]

Seconds are those of the processor, in this process and with one search at a time. Nothing here
asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import sys
import time

from scenarios import LIBRARY, load
from scenarios.studies.sensitivity.result import Sensitivity

WEEKS = ("apmbc-2010", "apmbc-2010-reformed")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--factor", type=int, default=2, help="how far each weight goes (2)")
    parser.add_argument("--week", nargs="+", default=WEEKS, help="weeks of the library")
    arguments = parser.parse_args()
    print("| week | solved, CPU s | weights | sessions that stay | not settled | CPU s |")
    print("|---|---|---|---|---|---|")
    for name in arguments.week:
        week = load(LIBRARY / f"{name}.yaml")
        begun = time.process_time()
        week.solve(workers=1, time_limit=600)
        solved = time.process_time()
        found = week.sensitivity(factor=arguments.factor)
        spent = time.process_time() - solved
        print(line(name, found, solved - begun, spent), flush=True)
    return 0


def line(name: str, found: Sensitivity, solved: float, spent: float) -> str:
    cells = [
        name,
        f"{solved:.1f}",
        sum(not price.alone for price in found.prices),
        f"{len(found.firm)} of {len(found.sessions)}",
        len(found.open_changes),
        f"{spent:.1f}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    sys.exit(main())
