"""Measure replanning the week of 2011 after changes, as lines for `benchmarks/README.md`.

    python benchmarks/replan.py [--workers N] [--seeds N] [--freer]

The published week is the best one, and the week as it was held. Nothing here asserts a time:
machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Sequence

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.replanning.changes import change_scenario
from scenarios.studies.replanning.move_freely import move_freely
from scenarios.studies.replanning.publishing import parse_moment
from scenarios.studies.replanning.run import replan
from scheduler.solving.solving import Options, solve
from scheduler.week.timetable import Timetable

WEEK = "apmbc-2011"
CHANGES = (
    ("UGA away thursday",),
    ("AUS away wednesday",),
    ("obasi closed thursday morning",),
    ("obasi closed wednesday morning",),
    ("mine-clearance longer 30",),
    ("mine-clearance longer 75",),
    ("ERI volunteers",),
    (
        "UGA away thursday",
        "obasi closed thursday morning",
        "mine-clearance longer 30",
        "ERI volunteers",
    ),
)
NOW = "wednesday 13:00"
LIMIT = 120.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--seeds", type=int, default=3, help="runs, each with its own seed (3)")
    parser.add_argument("--freer", action="store_true", help="measure moving more freely as well")
    arguments = parser.parse_args()
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}\n")
    scenario = load_scenario(LIBRARY / f"{WEEK}.yaml")
    options = [
        Options(time_limit=LIMIT, workers=arguments.workers, seed=seed)
        for seed in range(1, arguments.seeds + 1)
    ]
    best = solve(scenario.problem, options[0]).timetable
    assert best is not None
    print("| published | change | status | parts | seconds | processor seconds |")
    print("|---|---|---|---|---|---|")
    for name, published in (("best", best), ("held", scenario.candidate("held"))):
        for texts in CHANGES:
            measure(name, scenario, published, texts, None, options)
        now = parse_moment(scenario.week, NOW, "--now")
        measure(name, scenario, published, ("obasi closed thursday morning",), now, options)
    if arguments.freer:
        freely(scenario, best, options[0])
    return 0


def measure(
    name: str,
    scenario: Scenario,
    published: Timetable,
    texts: Sequence[str],
    now: int | None,
    options: Sequence[Options],
) -> None:
    """A line for one change: median, least and most over the seeds."""
    changed = change_scenario(scenario, texts).scenario
    seconds, work, found = [], [], set()
    for each in options:
        wall, processor = time.perf_counter(), time.process_time()
        replanned = replan(changed, published, now, each)
        seconds.append(time.perf_counter() - wall)
        work.append(time.process_time() - processor)
        found.add((replanned.result.status.value, len(replanned.moves), replanned.result.timetable))
    status = "/".join(sorted({status for status, _, _ in found}))
    moves = "/".join(str(number) for number in sorted({number for _, number, _ in found}))
    same = "" if len(found) == 1 else " (differs by seed)"
    when = f", from {NOW} on" if now is not None else ""
    print(
        f"| {name} | {'; '.join(texts)}{when} | {status}{same} | {moves} | {_spread(seconds)} "
        f"| {_spread(work)} |",
        flush=True,
    )


def freely(scenario: Scenario, published: Timetable, options: Options) -> None:
    """The second search of one change."""
    changed = change_scenario(scenario, CHANGES[1]).scenario
    replanned = replan(changed, published, None, options)
    freer = move_freely(replanned, options)
    assert freer is not None
    print(f"\nmoving freely: {freer.result.status.value}, {freer.result.seconds:.1f} s, ", end="")
    print(f"{freer.moves} parts, {[(p.tier, p.kept, p.free) for p in freer.prices]}")


def _spread(values: Sequence[float]) -> str:
    middle = statistics.median(values)
    return f"{middle:.1f} ({min(values):.1f}, {max(values):.1f})"


if __name__ == "__main__":
    sys.exit(main())
