"""Measure a comparison of ten candidates, and print a line for `benchmarks/README.md`.

    python benchmarks/compare.py [--repeat N]

The candidates are the week of 2011 as held and nine made from it by moving parts. Nothing here
asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scenarios.studies.comparison.result import Comparison
from scenarios.studies.comparison.run import compare
from scheduler.week.timetable import Timetable

CANDIDATES = 10


def moved(scenario: Scenario, timetable: Timetable, seed: int) -> Timetable:
    """The timetable with as many parts as the seed says begun at another sitting's opening."""
    chance = random.Random(seed)
    parts = list(timetable.parts)
    for index in chance.sample(range(len(parts)), seed):
        sitting = chance.choice(scenario.week.sittings)
        parts[index] = parts[index]._replace(day=sitting.day, start=sitting.opens)
    return Timetable(parts=tuple(parts))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeat", type=int, default=7, help="runs of each (7)")
    repeat = parser.parse_args().repeat
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    held = scenario.candidate("held")
    others = {f"moved {n}": moved(scenario, held, n) for n in range(1, CANDIDATES)}

    def compared() -> Comparison:
        return compare(scenario, others, solve=False)

    comparison = compared()
    works: dict[str, Callable[[], object]] = {
        "judging one": lambda: scenario.judge(held),
        "comparing ten, judging included": compared,
        "the same, to the text on the terminal": lambda: compared().text(),
        "the same, to the page with ten week grids": lambda: compared().html(),
        "what moved between every two, as CSV": comparison.moves_csv,
        "the findings that differ between every two, as CSV": comparison.findings_csv,
        "the table as a DataFrame": comparison.to_frame,
    }
    print(f"| {len(comparison.names)} candidates of apmbc-2011 | seconds |\n|---|---|")
    for name, work in works.items():
        times = sorted(seconds(work) for _ in range(repeat))
        spread = f"{statistics.median(times):.2f} ({times[0]:.2f}, {times[-1]:.2f})"
        print(f"| {name} | {spread} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
