"""Solve a published week that is not ours, and write what its own scorer reads.

    python benchmarks/public.py ietf106 --data FOLDER --output FILE

FOLDER holds the instance as ``ietf106.json``; the instances are not part of this project. What is
timed is everything between the instance as read and the timetable: conversion, model and search.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import ietf

from scenarios.exchange.writing import write_text
from scenarios.loading.loading import build_scenario
from scheduler.solving.solving import Options, solve

COLUMNS = ("session", "start", "room")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("instance", choices=["ietf106"])
    parser.add_argument("--data", type=Path, required=True, help="folder of the instances")
    parser.add_argument("--output", type=Path, required=True, help="CSV file to write")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds (60)")
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    week: dict[str, Any] = json.loads(
        (arguments.data / f"{arguments.instance}.json").read_text(encoding="utf-8")
    )
    began = time.perf_counter()
    scenario = build_scenario(ietf.to_scenario(week))
    built = time.perf_counter()
    result = solve(
        scenario.problem,
        Options(
            time_limit=arguments.time_limit,
            workers=arguments.workers,
            seed=arguments.seed,
            canonical=False,
        ),
    )
    ended = time.perf_counter()
    print(f"{arguments.instance}: {result.status.value} in {ended - began:.1f} s")
    print(f"  conversion and checks {built - began:.1f} s, model and search {ended - built:.1f} s")
    for tier in result.tiers:
        print(f"  {tier.name}: value {tier.value}, bound {tier.bound}, {tier.seconds:.1f} s")
    if result.timetable is None:
        return 1
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(ietf.to_rows(scenario.week, result.timetable))
    write_text(arguments.output, stream.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
