"""Measure the real weeks, and print what came out as a table for `benchmarks/README.md`.

    python benchmarks/week.py [--data FOLDER] [--workers N] [--repeat N]

Nothing here asserts a time: machines differ, and are shared. FOLDER holds the public instance
``ietf106.json``, which is not part of this project; without it that line is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from scenarios import LIBRARY, WeekPlan, load
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.studies.comparison.table import say_differences
from scheduler.rules.rule import Prefer, Setting
from scheduler.solving.result import Result

WEEKS = (
    "apmbc-2010",
    "apmbc-2010-reformed",
    "apmbc-2011",
    "apmbc-2011-open-posts",
    "apmbc-ccm-2011",
    "apmbc-ccm-2011-one-week",
    "ccw-2010-april",
)
SEEDS = (1, 2, 3, 4, 5)
WORKERS = (1, 2, 4)
LIMIT = 120.0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of the public instances")
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each week (5)")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, ortools {version('ortools')}, ", end="")
    print(f"{platform.machine()}, {os.cpu_count()} cores; seconds are medians and (least, most).\n")
    print("| what | status | tiers: value = bound | solve | whole command |")
    print("|---|---|---|---|---|")
    for name in WEEKS:
        row(name, load(LIBRARY / f"{name}.yaml"), arguments.workers, arguments.repeat)
    row("apmbc-2011, keep_published too", published(), arguments.workers, arguments.repeat)
    overfull()
    print()
    for name in WEEKS:
        same(name)
    held("apmbc-2011", arguments.workers)
    if arguments.data is not None:
        public(arguments.data)
    return 0


def row(name: str, scenario: WeekPlan, workers: int, repeat: int) -> None:
    """One week, solved several times, in this process and as a whole command."""
    results = [
        scenario.solve(time_limit=LIMIT, workers=workers, seed=seed)
        for seed in range(1, repeat + 1)
    ]
    tiers = ", ".join(
        f"{t.name} {t.value}{'' if t.proven else f' (bound {t.bound})'}" for t in results[0].tiers
    )
    status = " ".join(sorted({result.status.value for result in results}))
    command = "not run"
    if scenario.path.parent == LIBRARY:
        command = spread([whole_command(scenario.path, workers) for _ in range(min(3, repeat))])
    solve = spread([result.seconds for result in results])
    print(f"| {name} | {status} | {tiers} | {solve} | {command} |", flush=True)


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.1f} ({min(seconds):.1f}, {max(seconds):.1f})"


def whole_command(path: Path, workers: int) -> float:
    """Seconds of `meeting-week solve` from start to end, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        begin = "from desk.command_line import main; main()"
        command = [sys.executable, "-c", begin, "solve", str(path), "--quiet"]
        command += ["--workers", str(workers), "--output", str(Path(folder) / "schedule.csv")]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - began


def published() -> WeekPlan:
    """The week of 2011 with the last preference on as well: the held week as published."""
    scenario = load(LIBRARY / "apmbc-2011.yaml")
    from constraints.keep_published import KeepPublished

    rule = KeepPublished(reference="held")
    week = scenario.week.model_copy(
        update={"references": {**scenario.week.references, "held": scenario.candidate("held")}}
    )
    settings = (*scenario.settings, Setting(rule=rule, mode=Prefer(tier=3)))
    path = Path("with keep_published")
    return scenario.model_copy(update={"week": week, "settings": settings, "path": path})


def overfull() -> None:
    began = time.perf_counter()
    scenario = load(LIBRARY / "overfull.yaml")
    result = scenario.solve(time_limit=LIMIT)
    seconds = time.perf_counter() - began
    print(f"| overfull | {result.status.value} | | {result.seconds:.2f} | not run |")
    print(f"\noverfull: {seconds:.2f} s with the loading of the scenario")
    for reason in result.reasons:
        print(f"\n> {reason.sentence}")


def same(name: str) -> None:
    """Whether seeds and workers make any difference to the timetable."""
    scenario = load(LIBRARY / f"{name}.yaml")
    found = {digest(scenario, r) for r in solves(scenario)}
    runs = f"{len(SEEDS)} seeds with {', '.join(map(str, WORKERS))} workers"
    print(f"{name}: {runs}: {len(found)} timetable{'s' if len(found) > 1 else ''}, by the bytes")


def solves(scenario: WeekPlan) -> Iterator[Result]:
    for workers in WORKERS:
        for seed in SEEDS:
            yield scenario.solve(time_limit=LIMIT, workers=workers, seed=seed)


def digest(scenario: WeekPlan, result: Result) -> str:
    if result.timetable is None:
        return result.status.value
    text = schedule_text(scenario.week, result.timetable)
    return hashlib.sha256(text.encode()).hexdigest()


def held(name: str, workers: int) -> None:
    """The week as held beside the solved one."""
    scenario = load(LIBRARY / f"{name}.yaml")
    result = scenario.solve(time_limit=LIMIT, workers=workers)
    verdict = scenario.judge("held")
    print(f"\n{name} as held: {len(verdict.breached)} musts breached, cost by tier {verdict.costs}")
    if result.verdict is not None:
        print(f"{name} solved: cost by tier {result.verdict.costs}\n")
        for sentence in say_differences(scenario, verdict, result.verdict):
            print(f"- {sentence}")


def public(data: Path) -> None:
    """A real week that is not ours, through `public.py`."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(__file__).parent / "public.py"
        output = Path(folder) / "ietf106.csv"
        command = [sys.executable, str(script), "ietf106", "--data", str(data)]
        ran = subprocess.run(
            [*command, "--output", str(output)], check=True, capture_output=True, text=True
        )
        print(f"\n{ran.stdout}", end="")


if __name__ == "__main__":
    sys.exit(main())
