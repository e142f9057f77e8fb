"""Measure how long every place of a session takes, and print lines for `benchmarks/README.md`.

    python benchmarks/places.py [--repeat N] [--commands]
    python benchmarks/places.py --moving WEEK.yaml TIMETABLE.csv [--sessions KEY ...]

For each part of each session of the week of 2011 as held, all its places are judged, once with the
scenario and the timetable loaded, as a page would ask while a person drags, and with ``--commands``
by the whole command in a process of its own. With ``--moving`` it is ``why`` without a time: for
each half-day the best week with the session there, in seconds of the CPU for the whole command.
Nothing here asserts a time: machines differ, and are
shared.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scheduler.judging.every_place import all_places
from scheduler.week.timetable import Part, Timetable

WEEK = LIBRARY / "apmbc-2011.yaml"
CANDIDATE = "held"
COMMAND = (sys.executable, "-c", "from desk.command_line import main; main()")


def parts(scenario: Scenario, timetable: Timetable) -> Iterator[tuple[str, Part | None]]:
    """Every part of every session; None for a session that is not held."""
    for session in scenario.week.sessions:
        for part in timetable.of(session.id) or (None,):
            yield session.id, part


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def line(name: str, times: Sequence[float]) -> str:
    """A row: the greatest, the median and the least."""
    return f"| {name} | {max(times):.2f} | {statistics.median(times):.2f} | {min(times):.2f} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3, help="runs of each part (3)")
    parser.add_argument("--commands", action="store_true", help="also the whole command")
    parser.add_argument("--moving", nargs=2, metavar=("WEEK", "TIMETABLE"), help="see above")
    parser.add_argument("--sessions", nargs="+", help="for --moving: keys (all that are held)")
    order = parser.parse_args()
    if order.moving:
        return moving(*order.moving, order.sessions)
    scenario = load_scenario(WEEK)
    held = scenario.candidate(CANDIDATE)
    print(f"| places of a part, {scenario.path.name} | most | median | least |\n|---|---|---|---|")
    every: list[float] = []
    for session, part in parts(scenario, held):
        times = []
        for _ in range(order.repeat):
            started = time.perf_counter()
            found = all_places(scenario.week, scenario.settings, held, session, part)
            times.append(time.perf_counter() - started)
        every += times
        number = held.of(session).index(part) + 1 if part else 0
        print(line(f"{session}, part {number}: {len(found)} places", times), flush=True)
    print(line("all of them", every))
    if order.commands:
        whole = [_command(session.id) for session in scenario.week.sessions]
        print(line("the command for a session, all its parts", whole))
    return 0


def moving(week: str, timetable: str, sessions: Sequence[str] | None) -> int:
    """Print what ``why`` finds for each session, and the seconds of the CPU that it takes."""
    scenario = load_scenario(Path(week))
    held = scenario.candidate(timetable)
    print("| session | half-days | ruled out at once | found, proven | no week | CPU s |")
    print("|---|---|---|---|---|---|")
    for session in sessions or dict.fromkeys(part.session for part in held.parts):
        with TemporaryDirectory() as folder:
            told, before = Path(folder) / "why.json", _cpu()
            words = [*COMMAND, "why", week, timetable, "--session", session, "--json", str(told)]
            subprocess.run(words, capture_output=True, check=False)
            weeks = json.loads(told.read_text(encoding="utf-8"))["weeks"]
        found = [one for one in weeks if one["best"]]
        closed = sum(one["closed"] for one in weeks)
        impossible = sum(one["possible"] is False for one in weeks) - closed
        proven = sum(one["proven"] for one in found)
        columns = (session, len(weeks), closed, f"{len(found)}, {proven}", impossible)
        print(f"| {' | '.join(map(str, columns))} | {_cpu() - before:.1f} |", flush=True)
    return 0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(session: str) -> float:
    words = [*COMMAND, "places", str(WEEK), CANDIDATE, "--session", session]
    return seconds(lambda: subprocess.run(words, capture_output=True, check=False))


if __name__ == "__main__":
    sys.exit(main())
