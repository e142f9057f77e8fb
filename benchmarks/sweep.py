"""Measure a sweep of 200 variants of a small week, and print lines for `benchmarks/README.md`.

    python benchmarks/sweep.py

The same variants are solved in this process, with two local processes, on a scheduler with two
workers on 127.0.0.1, and there again with one of the workers killed in the middle. All it starts,
it ends. Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

from scenarios.reading.yaml.yaml_source import read_yaml
from scenarios.studies.sweep.outcome import Limits
from scenarios.studies.sweep.result import Sweep
from scenarios.studies.sweep.run import SweepProgress, sweep
from scenarios.studies.sweep.workforce import Workforce

WEEK = Path(__file__).with_name("small-sweep.yaml")
WORKERS = 2
MIDDLE = 100
"""Variants that are done when a worker is killed."""
LIMITS = Limits(time_limit=30.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.parse_args()
    print(f"Python {platform.python_version()}, ortools {version('ortools')}, ", end="")
    print(f"distributed {version('distributed')}, {os.cpu_count()} cores, ", end="")
    print(f"load {', '.join(f'{load:.1f}' for load in os.getloadavg())} at the beginning.\n")
    print("| where | rows | solved | seconds | solved in a second | load at the end |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        tables = [measure("in this process", Workforce())]
        tables.append(measure("2 local processes", Workforce(workers=WORKERS)))
        with cluster(Path(folder)) as (address, _):
            tables.append(measure("scheduler, 2 workers", Workforce(scheduler=address)))
        with cluster(Path(folder)) as (address, workers):
            kill = killing(workers[0], MIDDLE)
            workforce = Workforce(scheduler=address)
            tables.append(measure("scheduler, 1 of 2 workers killed", workforce, kill))
    same = len(set(tables)) == 1
    print(f"\n{len(tables)} tables: {'the same, byte for byte' if same else 'they DIFFER'}")
    return 0 if same else 1


def measure(
    where: str, workforce: Workforce, watch: Callable[[SweepProgress], None] | None = None
) -> str:
    """One sweep; its table, with the timetables below it."""
    began = time.perf_counter()
    done = sweep(WEEK, LIMITS, workforce, watch=watch)
    seconds = time.perf_counter() - began
    solved = sum(outcome.solved is not None and not outcome.reused for outcome in done.outcomes)
    load = f"{os.getloadavg()[0]:.1f}"
    rate = f"{solved / seconds:.1f}"
    cells = (where, len(done.outcomes), solved, f"{seconds:.1f}", rate, load)
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return whole(done)


def whole(done: Sweep) -> str:
    schedules = [outcome.solved.schedule for outcome in done.outcomes if outcome.solved]
    return "\n".join([done.csv_text(), *schedules])


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers on 127.0.0.1, as a person would start them, on free ports."""
    with ExitStack() as stack:

        def start(tool: str, *words: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{tool}", *words]
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        note = folder / "scheduler.json"
        note.unlink(missing_ok=True)
        words = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        start("dask_scheduler", *words, "--scheduler-file", str(note))
        address = told(note)
        words = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        workers = [start("dask_worker", address, *words) for _ in range(WORKERS)]
        yield address, workers


def told(note: Path) -> str:
    """The address that a scheduler notes down once it is there."""
    for _ in range(300):
        if note.exists() and note.stat().st_size:
            return str(read_yaml(note).data["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


def killing(worker: subprocess.Popen[bytes], after: int) -> Callable[[SweepProgress], None]:
    """Kill a worker once so many variants are done."""

    def watch(step: SweepProgress) -> None:
        if step.done >= after and worker.poll() is None:
            worker.send_signal(signal.SIGKILL)

    return watch


if __name__ == "__main__":
    sys.exit(main())
