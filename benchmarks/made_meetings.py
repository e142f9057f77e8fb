"""Weeks of meetings of our own making, in the format of the public ones and larger.

    python benchmarks/made_meetings.py 400 --seed 1 --output FILE

Lengths, sizes and rooms are spread as in the two public weeks: 5 rooms of 12 to 30
seats, 35 people, 3.2 grains a meeting, of 15 minutes, 32 in a day; a quarter of the meetings has
nobody who only wishes to come, and two fifths need no more than two people.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

GRAINS_A_DAY = 32
MEETINGS_A_DAY = 10
OPENS = 480
"""Minutes after midnight at which a day begins."""
PEOPLE = 35
ROOMS = (("R 1", 30), ("R 2", 20), ("R 3", 16), ("R 4", 14), ("R 5", 12))
LENGTHS = {1: 27, 2: 9, 3: 29, 4: 19, 6: 17, 8: 21, 16: 28}
"""Grains, and how many of 150 meetings last as long."""
SIZES = {2: 20, 3: 8, 4: 16, 5: 14, 6: 9, 8: 17, 10: 11, 12: 8, 14: 10, 16: 20, 20: 9, 30: 8}
"""People, and how many of 150 meetings concern as many."""


def made(meetings: int, seed: int = 1) -> dict[str, Any]:
    """A week of meetings.

    Parameters
    ----------
    meetings
        How many: tens, from 10.
    seed
        The same number draws the same week.
    """
    draw = random.Random(seed)
    days = meetings // MEETINGS_A_DAY
    people = [f"Person {number + 1}" for number in range(PEOPLE)]
    lengths, sizes = _spread(draw, LENGTHS, meetings), _spread(draw, SIZES, meetings)
    return {
        "days": days,
        "grains": [
            [day * GRAINS_A_DAY + grain, day, OPENS + 15 * grain]
            for day in range(days)
            for grain in range(GRAINS_A_DAY)
        ],
        "rooms": [list(room) for room in ROOMS],
        "persons": people,
        "meetings": [
            _meeting(draw, number, length, draw.sample(people, size))
            for number, (length, size) in enumerate(zip(lengths, sizes, strict=True))
        ],
    }


def _spread(draw: random.Random, shares: dict[int, int], number: int) -> list[int]:
    """A number of values, spread by their shares as evenly as can be, in an order drawn."""
    every = [value for value, share in shares.items() for _ in range(share)]
    found = [every[(2 * place + 1) * len(every) // (2 * number)] for place in range(number)]
    draw.shuffle(found)
    return found


def _meeting(draw: random.Random, number: int, length: int, people: list[str]) -> dict[str, Any]:
    size, kind = len(people), draw.random()
    needed = size if kind < 0.25 else 2 if kind < 0.65 else draw.randint(2, min(size, 20))
    return {
        "topic": f"Meeting {number + 1}",
        "dur": length,
        "req": people[:needed],
        "pref": people[needed:],
        "speakers": [],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("meetings", type=int, help="how many, in tens")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True, help="JSON file to write")
    arguments = parser.parse_args()
    if arguments.meetings < MEETINGS_A_DAY or arguments.meetings % MEETINGS_A_DAY:
        parser.error(f"write a number of tens, not {arguments.meetings}")
    week = made(arguments.meetings, arguments.seed)
    arguments.output.write_text(json.dumps(week, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
