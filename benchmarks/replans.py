"""Replan weeks of up to 30 sessions after drawn changes, as lines for `benchmarks/README.md`.

    python benchmarks/replans.py [--folder FOLDER] [--only TEXT ...] [--time-limit S] [--workers N]

Six weeks are made from the library: the same committees, and beside them side events, workshops
and meetings of groups that exist nowhere. Each is solved once, in a short time, and what came out
is published; the files lie in FOLDER and are used again. Then five changes of each are drawn: a
room is lost for a day, a day ends earlier, a leader is away, a session needs longer or is new, and
several at once, some of them impossible. What counts is that no replan comes back empty-handed.

Nothing here asserts a time: machines differ, and are shared.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from scenarios import LIBRARY, WeekPlan, load
from scenarios.exchange.schedule_csv import schedule_text
from scenarios.exchange.writing import write_text
from scenarios.reading.yaml.yaml_text import yaml_text
from scenarios.studies.replanning.result import Replanned
from scheduler.errors import BadInput

SEED = 13
PUBLISHING = 60.0
"""Seconds for the week that is published; it need not be the best."""


class Grown(NamedTuple):
    """A week made from one of the library."""

    name: str
    base: str
    more: int
    """Sessions beside its own."""
    sessions: dict[str, Any] | None = None
    """What else differs in its own."""


MORE_PARTS = {
    "cooperation": {"parts": {"at_most": 3, "shortest": 45}, "least": 135},
    "victim-assistance": {"parts": {"at_most": 4, "shortest": 60}},
}

WEEKS = (
    Grown("2010-like-18", "apmbc-2010", 8),
    Grown("2012-like-22", "apmbc-2010-reformed", 8),
    Grown("2011-like-24", "apmbc-2011", 7),
    Grown("2013-like-30", "apmbc-2011", 13),
    Grown("2014-like-30", "apmbc-2011", 13, MORE_PARTS),
    Grown("two-conventions-30", "apmbc-ccm-2011-one-week", 5),
)

SIDE = ("ICBL", "GICHD", "ICRC", "UNMAS", "NOR", "CHE", "AUS", "EU", "DEU", "JPN")
AUDIENCES = ("va", "art5", "stockpile")
COMMITTEES = ("mine-clearance", "victim-assistance", "stockpile-destruction", "cooperation")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    usual = Path(tempfile.gettempdir()) / "meeting-week-replans"
    parser.add_argument("--folder", type=Path, default=usual, help=f"of the weeks ({usual})")
    parser.add_argument("--only", nargs="+", default=[""], help="text in the name of a replan")
    parser.add_argument("--time-limit", type=float, default=60.0, help="of each replan (60)")
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (2)")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())}\n")
    print("| replan | change | status | musts | parts that change | processor seconds | seconds |")
    print("|---|---|---|---|---|---|---|")
    empty = done = 0
    for grown in WEEKS:
        names = [f"{grown.name}/{number}" for number in range(1, CHANGES + 1)]
        if not any(text in name for text in arguments.only for name in names):
            continue
        week, published = publish(grown, arguments.folder, arguments.workers)
        for name, changes in zip(names, draw(grown, week, arguments.folder), strict=True):
            if any(text in name for text in arguments.only):
                found = measure(name, week, published, changes, arguments)
                done, empty = done + 1, empty + found
    print(f"\n{done} replans, {empty} of them with neither a timetable nor a proof.")
    return 0


def publish(grown: Grown, folder: Path, workers: int) -> tuple[WeekPlan, Path]:
    """The week and its published schedule: from the folder, or made and solved now."""
    path, schedule = folder / f"{grown.name}.yaml", folder / f"{grown.name}.csv"
    write_text(path, yaml_text(scenario(grown)))
    week = load(path)
    if not schedule.exists():
        solved = week.solve(time_limit=PUBLISHING, workers=workers)
        if solved.timetable is None:
            raise SystemExit(f"{grown.name} has no timetable to publish: {solved.status}")
        write_text(
            schedule, schedule_text(week.with_leaders(solved.leadership).week, solved.timetable)
        )
    return week, schedule


def scenario(grown: Grown) -> dict[str, Any]:
    """The week as a scenario file: one of the library, and more sessions."""
    chance = random.Random(f"{SEED} {grown.name}")
    extra = dict(one(number, chance) for number, one in enumerate(islice(kinds(), grown.more)))
    sessions = extra | (grown.sessions or {})
    return {
        "schema": 1,
        "extends": str(LIBRARY / f"{grown.base}.yaml"),
        "title": f"{grown.name}, made from {grown.base}",
        "sessions": sessions,
        "candidates": {"held": None},
    }


def kinds() -> Iterator[Callable[[int, random.Random], tuple[str, dict[str, Any]]]]:
    """The kinds of further sessions, again and again."""
    while True:
        yield from (side_event, workshop, side_event, group)


def side_event(number: int, chance: random.Random) -> tuple[str, dict[str, Any]]:
    return f"side-event-{number}", {
        "title": f"Side event {number}",
        "body": "side-events",
        "format": "side_event",
        "leaders": [SIDE[number % len(SIDE)]],
        "audience": {"where": chance.choice(AUDIENCES)},
        "least": 60,
        "wanted": chance.choice((60, 75, 90)),
        "attendance": chance.choice((25, 30, 40, 50)),
    }


def workshop(number: int, chance: random.Random) -> tuple[str, dict[str, Any]]:
    return f"workshop-{number}", {
        "title": f"Workshop {number}",
        "body": "side-events",
        "format": "workshop",
        "leaders": [chance.choice(SIDE)],
        "speakers": sorted(chance.sample(("KHM", "COL", "HRV", "MOZ", "AGO", "SEN", "JOR"), 2)),
        "days": sorted(chance.sample(("tuesday", "wednesday", "thursday"), 2)),
        "least": 60,
        "wanted": chance.choice((60, 90, 120)),
        "attendance": chance.choice((25, 30)),
    }


def group(number: int, chance: random.Random) -> tuple[str, dict[str, Any]]:
    return f"group-{number}", {
        "title": f"Meeting of friends {number}",
        "body": "side-events",
        "format": "coordination",
        "leaders": [chance.choice(("NOR", "CHE", "AUS", "ICRC", "DEU"))],
        "speakers": sorted(chance.sample(("ZMB", "IDN", "PER", "THA", "COL", "UGA"), 2)),
        "least": 45,
        "wanted": 60,
        "attendance": 20,
    }


Draw = Callable[[WeekPlan, random.Random, Path], str]
"""A change in words, or the file of a patch that it writes into the folder."""


def draw(grown: Grown, week: WeekPlan, folder: Path) -> Iterator[list[str]]:
    """Five changes of a week, the last of them four at once."""
    for number in range(1, CHANGES + 1):
        chance = random.Random(f"{SEED} {grown.name}-{number}")
        here = folder / f"{grown.name}-{number}"
        here.mkdir(exist_ok=True)
        some = DRAWS[number - 1 : number] or SEVERAL
        yield [one(week, chance, here) for one in some]


def room_lost(week: WeekPlan, chance: random.Random, folder: Path) -> str:
    when = chance.choice(("", " morning", " afternoon"))
    return f"{chance.choice(('obasi', 'obasi', 'c', 'b'))} closed {weekday(chance)}{when}"


def day_shorter(week: WeekPlan, chance: random.Random, folder: Path) -> str:
    day, ends = weekday(chance), chance.choice(("16:30", "17:00", "17:30"))
    hours = {day: {"sittings": {"afternoon": f"15:00-{ends}"}}}
    return patch(folder / f"{day}-ends-at-{ends.replace(':', '-')}.yaml", {"week": {"days": hours}})


def leader_away(week: WeekPlan, chance: random.Random, folder: Path) -> str:
    leading = {code for session in week.week.sessions for code in session.leaders}
    return f"{chance.choice(sorted(leading))} away {weekday(chance)}"


def longer_or_new(week: WeekPlan, chance: random.Random, folder: Path) -> str:
    if chance.random() < 0.5:
        return f"{chance.choice(COMMITTEES)} longer {chance.choice((30, 45, 75, 90))}"
    key, new = chance.choice((side_event, workshop, group))(50, chance)
    return patch(folder / f"new-{key}.yaml", {"sessions": {key: new}})


def patch(path: Path, over: dict[str, Any]) -> str:
    write_text(path, yaml_text(over))
    return str(path)


def weekday(chance: random.Random) -> str:
    return chance.choice(("monday", "tuesday", "wednesday", "thursday", "friday"))


DRAWS: tuple[Draw, ...] = (room_lost, day_shorter, leader_away, longer_or_new)
SEVERAL: tuple[Draw, ...] = (leader_away, room_lost, leader_away, longer_or_new)
CHANGES = len(DRAWS) + 1


def measure(
    name: str, week: WeekPlan, published: Path, changes: Sequence[str], limits: argparse.Namespace
) -> bool:
    """Print a line for one replan; whether it came back with empty hands."""
    wall, processor = time.perf_counter(), time.process_time()
    try:
        replanned = week.replan(
            published, *changes, time_limit=limits.time_limit, workers=limits.workers
        )
    except BadInput as error:
        # Such as a session longer than any sitting: it is said before anything is searched.
        print(f"| {name} | {'; '.join(map(str, changes))} | refused: {error} | | | | |", flush=True)
        return False
    work, wall = time.process_time() - processor, time.perf_counter() - wall
    result = replanned.result
    cells = [
        name,
        "; ".join(Path(text).stem if "/" in text else text for text in changes),
        result.status.value,
        kept(replanned),
        len(replanned.moves),
        f"{work:.1f}",
        f"{wall:.1f}",
    ]
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    settled = result.timetable is not None or result.status.value == "INFEASIBLE"
    return not settled and replanned.nearest is None


def kept(replanned: Replanned) -> str:
    """Whether every must is kept, as the judge sees it."""
    verdict, near = replanned.result.verdict, replanned.nearest
    if verdict is not None:
        return "kept" if verdict.legal else f"{len(verdict.breached)} breached"
    return "none" if near is None else f"nearest: {len(near.breached)} breached"


if __name__ == "__main__":
    sys.exit(main())
