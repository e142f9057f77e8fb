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

from scenarios import LIBRARY, WeekPlan, load
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
    week, workers = load(LIBRARY / f"{WEEK}.yaml"), arguments.workers
    best = week.solve(time_limit=LIMIT, workers=workers).timetable
    assert best is not None
    print("| published | change | status | parts | seconds | processor seconds |")
    print("|---|---|---|---|---|---|")
    for name, published in (("best", best), ("held", week.timetable("held"))):
        for texts in CHANGES:
            measure(name, week, published, texts, None, workers, arguments.seeds)
        closed = ("obasi closed thursday morning",)
        measure(name, week, published, closed, NOW, workers, arguments.seeds)
    if arguments.freer:
        freely(week, best, workers)
    return 0


def measure(
    name: str,
    week: WeekPlan,
    published: Timetable,
    texts: Sequence[str],
    now: str | None,
    workers: int,
    seeds: int,
) -> None:
    """A line for one change: median, least and most over the seeds."""
    seconds, work, found = [], [], set()
    for seed in range(1, seeds + 1):
        wall, processor = time.perf_counter(), time.process_time()
        replanned = week.replan(
            published, *texts, now=now, time_limit=LIMIT, workers=workers, seed=seed
        )
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


def freely(week: WeekPlan, published: Timetable, workers: int) -> None:
    """The second search of one change."""
    replanned = week.replan(published, *CHANGES[1], time_limit=LIMIT, workers=workers)
    freer = week.move_freely(replanned, time_limit=LIMIT, workers=workers)
    assert freer is not None
    print(f"\nmoving freely: {freer.result.status.value}, {freer.result.seconds:.1f} s, ", end="")
    print(f"{freer.moves} parts, {[(p.tier, p.kept, p.free) for p in freer.prices]}")


def _spread(values: Sequence[float]) -> str:
    middle = statistics.median(values)
    return f"{middle:.1f} ({min(values):.1f}, {max(values):.1f})"


if __name__ == "__main__":
    sys.exit(main())
