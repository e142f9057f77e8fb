"""Solve a published week that is not ours, or one made like it, beside plainer ways to do so.

    python benchmarks/public.py ietf106 --tight --data FOLDER --scorer FILE --output FILE
    python benchmarks/public.py meetings100 --data FOLDER --scorer FILE --greedy --plain
    python benchmarks/public.py meetings400 --scorer FILE --greedy

FOLDER holds the instances as ``ietf106.json``, ``meetings50.json`` and ``meetings100.json``, which
are not part of this project; larger weeks of meetings are made (``made_meetings.py``). The scorer
is the benchmark's own, run as a program of its own: every figure of the table is what it printed.
What is timed is everything between the instance as read and the schedule: conversion, model and
search.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import greedy
import ietf
import made_meetings
import meetings
import plain

from scenarios.exchange.writing import write_text
from scenarios.loading.loading import build_scenario
from scenarios.scenario import Scenario
from scheduler.constructing.constructing import construct
from scheduler.solving.result import Result
from scheduler.solving.solving import Options, solve
from scheduler.week.timetable import Timetable

COLUMNS = ("session", "start", "room")
IETF = "ietf106"
PUBLIC = (IETF, "meetings50", "meetings100")
MADE = {"meetings200": 200, "meetings400": 400}
EVENING = "T18:10"
"""The start of the frame on the first day without which there are as many slots as sessions."""

Rows = Sequence[dict[str, Any]]


class Way(NamedTuple):
    """One way to a schedule: what it is called, and what finds it."""

    name: str
    find: Callable[[], Rows | None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("instance", choices=[*PUBLIC, *MADE])
    parser.add_argument("--data", type=Path, help="folder of the public instances")
    parser.add_argument("--scorer", type=Path, help="the benchmark's own scorer, a Python file")
    parser.add_argument("--output", type=Path, help="CSV file to write, of our schedule")
    parser.add_argument("--tight", action="store_true", help="IETF: as many slots as sessions")
    parser.add_argument("--soft", action="store_true", help="what our rules say of level 3, too")
    parser.add_argument("--greedy", action="store_true", help="the greedy beside it (meetings)")
    parser.add_argument("--plain", action="store_true", help="a plain model beside it (meetings)")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds (60)")
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.instance in PUBLIC and arguments.data is None:
        parser.error(f"{arguments.instance} needs --data FOLDER")
    week = _instance(arguments)
    ways = [
        Way("first timetable, by construction", lambda: _built(week, arguments)),
        Way("solve", lambda: _solved(week, arguments)),
    ]
    if arguments.instance.startswith("meetings"):
        ways += _others(week, arguments)
    with tempfile.TemporaryDirectory() as folder:
        for way in ways:
            began = _cpu()
            rows = way.find()
            seconds = _cpu() - began
            score = "no schedule" if rows is None else _score(week, rows, arguments, Path(folder))
            print(f"{arguments.instance} | {way.name} | {score} | {seconds:.1f} s of CPU")
    return 0


def _instance(arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.instance in MADE:
        return made_meetings.made(MADE[arguments.instance])
    path = arguments.data / f"{arguments.instance}.json"
    week: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if arguments.tight:
        day = min(slot["start"] for slot in week["slots"])[:10]
        week["slots"] = [slot for slot in week["slots"] if slot["start"] != f"{day}{EVENING}"]
    return week


def _scenario(week: dict[str, Any], arguments: argparse.Namespace) -> Scenario:
    if arguments.instance == IETF:
        return build_scenario(ietf.to_scenario(week))
    said = meetings.to_scenario(week, arguments.instance, soft=arguments.soft)
    return build_scenario(said)


def _rows(
    week: dict[str, Any], arguments: argparse.Namespace, scenario: Scenario, timetable: Timetable
) -> Rows:
    if arguments.instance == IETF:
        return ietf.to_rows(scenario.week, timetable)
    return meetings.to_rows(week, scenario.week, timetable)


def _built(week: dict[str, Any], arguments: argparse.Namespace) -> Rows:
    scenario = _scenario(week, arguments)
    built = construct(scenario.week, scenario.settings, seed=arguments.seed)
    return _rows(week, arguments, scenario, built.timetable)


def _solved(week: dict[str, Any], arguments: argparse.Namespace) -> Rows | None:
    scenario = _scenario(week, arguments)
    result = solve(
        scenario.problem,
        Options(
            time_limit=arguments.time_limit,
            workers=arguments.workers,
            seed=arguments.seed,
            canonical=False,
        ),
    )
    _tell(result)
    if result.timetable is None:
        return None
    rows = _rows(week, arguments, scenario, result.timetable)
    if arguments.output:
        write_text(arguments.output, _csv(rows))
    return rows


def _tell(result: Result) -> None:
    print(f"  {result.status.value}")
    for tier in result.tiers:
        print(f"  {tier.name}: value {tier.value}, bound {tier.bound}, {tier.seconds:.1f} s")


def _others(week: dict[str, Any], arguments: argparse.Namespace) -> list[Way]:
    found = []
    if arguments.greedy:
        found += [
            Way("greedy", lambda: _numbered(greedy.greedy(week))),
            Way("greedy, five sweeps", lambda: _numbered(greedy.greedy(week, sweeps=5))),
        ]
    if arguments.plain:
        found += [
            Way("first fit", lambda: _numbered(plain.first_fit(week))),
            Way("plain model from first fit", lambda: _plain(week, arguments)),
        ]
    return found


def _plain(week: dict[str, Any], arguments: argparse.Namespace) -> Rows | None:
    found = plain.solve_plain(
        week,
        plain.first_fit(week),
        time_limit=arguments.time_limit,
        workers=arguments.workers or 2,
        seed=arguments.seed,
    )
    return None if found is None else _numbered(found)


def _numbered(schedule: greedy.Schedule) -> Rows:
    return [
        {"session": number, "start": start, "room": room}
        for number, (start, room) in enumerate(schedule)
    ]


def _csv(rows: Rows) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _score(week: dict[str, Any], rows: Rows, arguments: argparse.Namespace, folder: Path) -> str:
    """What the benchmark's own scorer says of a schedule."""
    if arguments.scorer is None:
        return "not scored"
    instance, schedule = folder / "instance.json", folder / "schedule.csv"
    instance.write_text(json.dumps(week), encoding="utf-8")
    schedule.write_text(_csv(rows), encoding="utf-8")
    command = [sys.executable, str(arguments.scorer), str(instance), str(schedule)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    score = json.loads(said.stdout)
    errors = f"; {len(score['errors'])} errors" if score["errors"] else ""
    if "cost" in score:
        return f"cost {score['cost']:,}{errors}"
    return f"{score['hard']:,} / {score['medium']:,} / {score['soft']:,}{errors}"


def _cpu() -> float:
    """Seconds of CPU of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
