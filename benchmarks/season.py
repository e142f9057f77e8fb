"""Measure the season of the library, and print a line for `benchmarks/README.md`.

    python benchmarks/season.py [--workers N] [--repeat N]

Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import statistics
import sys

from scenarios import LIBRARY, load_season


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--repeat", type=int, default=5, help="runs, each with its own seed (5)")
    arguments = parser.parse_args()
    plan = load_season(LIBRARY / "season-2011.yaml")
    results = [
        plan.solve(time_limit=120, workers=arguments.workers, seed=seed)
        for seed in range(1, arguments.repeat + 1)
    ]
    status = " ".join(sorted({result.status.value for result in results}))
    tiers = ", ".join(f"{tier.name} {tier.value}" for tier in results[0].tiers)
    seconds = sorted(result.seconds for result in results)
    spread = f"{statistics.median(seconds):.1f} ({seconds[0]:.1f}, {seconds[-1]:.1f})"
    print("| what | status | tiers: value = bound | solve |\n|---|---|---|---|")
    print(f"| season-2011 | {status} | {tiers} | {spread} |")
    found = {tuple(sorted((result.calendar or {}).items())) for result in results}
    print(f"\n{len(results)} seeds: {len(found)} calendar{'s' if len(found) > 1 else ''}")
    print(f"as held: cost by tier {plan.judge().costs}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
