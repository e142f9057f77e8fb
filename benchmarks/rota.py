"""Measure the rota of the library with teams of each size, and print lines for the README here.

    python benchmarks/rota.py [--workers N] [--repeat N]

Nothing here asserts a time: machines differ, and are shared. Seconds of the processor stand beside
those on the clock, since other work runs on the machine.
"""

from __future__ import annotations

import argparse
import sys
import time

from scenarios import LIBRARY, load_rota


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--repeat", type=int, default=3, help="runs, each with its own seed (3)")
    arguments = parser.parse_args()
    plan = load_rota(LIBRARY / "rota-2009-2015.yaml")
    print("| teams | status | tiers: value = bound | fewest States | seconds | of the processor |")
    print("|---|---|---|---|---|---|")
    for size in plan.sizes:
        rotations, seconds, processor = set(), [], []
        for seed in range(1, arguments.repeat + 1):
            begun = time.process_time()
            asked = str(size).replace(" ", "")
            study = plan.compare(asked, time_limit=60, workers=arguments.workers, seed=seed)
            processor.append(time.process_time() - begun)
            (team,) = study.teams
            seconds.append(team.result.seconds)
            rotations.add(team.result.rotation)
        result, fewest = team.result, team.result.fewest
        tiers = ", ".join(str(tier.value) for tier in result.tiers if tier.name.startswith("tier"))
        few = "" if fewest is None else f"{fewest.states} (bound {fewest.bound})"
        spread = (f"{min(times):.1f} to {max(times):.1f}" for times in (seconds, processor))
        row = (str(size), result.status.value, tiers, few, *spread)
        print(f"| {' | '.join(row)} |", flush=True)
        if len(rotations) > 1:
            print(f"{len(rotations)} different rotas of {arguments.repeat} seeds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
