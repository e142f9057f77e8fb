"""Plan weeks of our own making, each larger than the one before, and print how the work grows.

    python benchmarks/scale.py [--sizes 20 40 80] [--phases draft] [--time-limit 60] [--seed 1]

The weeks are those of ``made_weeks.py``. Each is planned in a process of its own; seconds are those
of the CPU, without imports. The draft is made twice: by itself, to be counted, and within the
solve. A tier is written as its value and, where it is not proven, its bound.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from made_weeks import made_week

from scenarios.loading.loading import build_scenario
from scheduler.drafting.draft import Draft
from scheduler.judging.judge import judge
from scheduler.solving.problem import Problem
from scheduler.solving.search import Progress
from scheduler.solving.solving import Options, solve

SIZES = (10, 20, 40, 80, 160, 320)
PHASES = ("draft", "solve")
KINDS = ("linear", "bool_or", "at_most_one", "interval", "no_overlap", "cumulative")
"""Kinds of constraints, as CP-SAT calls them; all others count as one."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sessions of each week")
    parser.add_argument("--phases", nargs="+", choices=PHASES, default=PHASES)
    parser.add_argument("--seed", type=int, default=1, help="of the week and of the search (1)")
    parser.add_argument("--days", type=int, help="working days (5, and fewer for small weeks)")
    parser.add_argument("--turnover", type=int, choices=(0, 15, 30), default=15)
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds of a solve (60)")
    parser.add_argument("--workers", type=int, default=1, help="searches side by side (1)")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measured(arguments.sizes[0], arguments)))
        return 0
    rows = [apart(size) for size in arguments.sizes]
    for phase in arguments.phases:
        {"draft": drafts, "solve": solves}[phase](rows)
    return 0


def apart(size: int) -> dict[str, Any]:
    """Measure one size in a process of its own."""
    command = [sys.executable, __file__, *sys.argv[1:], "--one", "--sizes", str(size)]
    print(f"{size} sessions ...", file=sys.stderr)
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        raise SystemExit(found.stderr)
    row: dict[str, Any] = json.loads(found.stdout)
    return row


def measured(size: int, arguments: argparse.Namespace) -> dict[str, Any]:
    """All that is asked about a week of one size."""
    row: dict[str, Any] = {"sessions": size}
    made = made_week(size, arguments.seed, days=arguments.days, turnover=arguments.turnover)
    with timed(row, "build"):
        problem = build_scenario(made.scenario).problem
    verdict = judge(problem.week, problem.settings, made.held, problem.off)
    row["as made"] = [verdict.cost(rank) for rank in verdict.tiers]
    row["rooms"], row["sittings"] = len(problem.week.rooms), len(problem.week.sittings)
    if verdict.breached:
        raise SystemExit(f"{size}: as made it breaks {verdict.breached[0].sentence}")
    if "draft" in arguments.phases:
        with timed(row, "draft"):
            draft = Draft(problem.week, problem.settings)
        proto = draft.model.cp.proto
        row["variables"] = len(proto.variables)
        row["kinds"] = Counter(map(kind, proto.constraints))
        row["memory of the draft"] = memory()
        del draft, proto
    if "solve" in arguments.phases:
        options = Options(
            time_limit=arguments.time_limit,
            workers=arguments.workers,
            seed=arguments.seed,
            canonical=False,
        )
        solved(row, problem, options)
    row["memory"] = memory()
    return row


def kind(constraint: Any) -> str:
    return next((one for one in KINDS if getattr(constraint, f"has_{one}")()), "other")


def solved(row: dict[str, Any], problem: Problem, options: Options) -> None:
    """Solve a week: when the first timetable was there and what it cost, and what came of it."""
    began = time.process_time()
    first: list[tuple[float, int]] = []

    def watch(progress: Progress) -> None:
        if progress.best is not None and not first:
            first.append((time.process_time() - began, progress.best))

    with timed(row, "solve"):
        result = solve(problem, options, watch=watch)
    row["status"] = result.status.value
    row["first"] = first[0] if first else None
    row["tiers"] = [[tier.value, tier.bound] for tier in result.tiers]


@contextmanager
def timed(row: dict[str, Any], what: str) -> Iterator[None]:
    began = time.process_time()
    yield
    row[what] = time.process_time() - began


def memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def drafts(rows: list[dict[str, Any]]) -> None:
    """Print how drafts grow: an exponent is that of the sessions, since the row before."""
    print("\n| sessions | rooms | build | draft | variables | constraints | exponent | MB | kind |")
    print("|---|---|---|---|---|---|---|---|---|")
    for number, row in enumerate(rows):
        kinds = Counter(row["kinds"])
        often = ", ".join(f"{kind} {many:,}" for kind, many in kinds.most_common())
        since = exponent(rows[number - 1], row) if number else ""
        print(
            f"| {row['sessions']} | {row['rooms']} | {row['build']:.2f} | {row['draft']:.2f} "
            f"| {row['variables']:,} | {kinds.total():,} | {since} "
            f"| {row['memory of the draft']:.0f} | {often} |"
        )
    if len(rows) > 1:
        ends = f"from {rows[0]['sessions']} to {rows[-1]['sessions']} sessions"
        print(f"\nConstraints {ends}: n^{exponent(rows[0], rows[-1])}")


def exponent(one: dict[str, Any], other: dict[str, Any]) -> str:
    """The power of the sessions with which constraints grow from one week to another."""
    grown = sum(other["kinds"].values()) / sum(one["kinds"].values())
    return f"{math.log(grown) / math.log(other['sessions'] / one['sessions']):.2f}"


def solves(rows: list[dict[str, Any]]) -> None:
    """Print what solves come to."""
    print("\n| sessions | as made | first timetable | tier 1 of it | solve | tiers | status | MB |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        seconds, cost = row["first"] or (None, None)
        tiers = ", ".join(
            str(value) if value == bound else f"{value} (bound {bound})"
            for value, bound in row["tiers"]
        )
        print(
            f"| {row['sessions']} | {', '.join(map(str, row['as made']))} "
            f"| {'none' if seconds is None else f'{seconds:.2f}'} | {'' if cost is None else cost} "
            f"| {row['solve']:.1f} | {tiers} | {row['status']} | {row['memory']:.0f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
