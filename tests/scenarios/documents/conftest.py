"""Two weeks to be sent: that of 2011, and one in which nothing is easy to write."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scenarios import LIBRARY
from scenarios.documents.issue import Issue
from scenarios.loading.loading import load_scenario

ISSUED = datetime(2011, 5, 3, 9, 30, tzinfo=UTC)

HOSTILE = "<script>alert(1)</script> #let x = 1 \"quoted\" 'so' \\ _*b*_ $y$ @z & [a](b) `c` {d} %s"
ARABIC = "تطهير الألغام في كولومبيا"
CHINESE = "哥伦比亚的排雷工作"
LONG = " ".join(["Resources, cooperation and assistance for completing the implementation"] * 5)
UNBROKEN = "Minenräumungsverpflichtungen" * 8
STATES = {f"X{number:02}": f"État d’Été n° {number}" for number in range(1, 45)}


def group(number: int, title: str, room: str, **more: Any) -> dict[str, Any]:
    """A small group that a State hosts."""
    return {
        "title": title,
        "body": "clearance",
        "host": f"X{number:02}",
        "volunteered": True,
        "partners": [f"X{number + 10}"],
        "least": 90,
        "rooms": [room],
        **more,
    }


ROOMS = {
    "one": {"name": LONG, "seats": 300},
    "two": {"name": HOSTILE, "seats": 40},
    "three": {"name": "Salle Ñandú", "seats": 40},
    "four": {"name": ARABIC, "seats": 40},
    "five": {"name": CHINESE, "seats": 40, "divides_into": {"left": 20, "right": 20}},
}

WEEK: dict[str, Any] = {
    "schema": 1,
    "title": HOSTILE,
    "week": {
        "from": "2027-06-14",
        "to": "2027-06-16",
        "sittings": {
            "morning": "10:00-13:00",
            "afternoon": "15:00-18:00",
            "night": {"hours": "22:00-01:30", "for": ["side_event"]},
        },
    },
    "venue": {"name": f"{HOSTILE} {ARABIC}", "rooms": ROOMS},
    "delegations": {"also": {code: {"name": name} for code, name in STATES.items()}},
    "instruments": {"convention": {"name": "Convention of Éze"}},
    "bodies": {
        "clearance": {
            "name": "Committee on Clearance",
            "instrument": "convention",
            "co_chairs": ["X01", "X02"],
            "co_rapporteurs": ["X03"],
        },
        "events": {"name": "Side events", "kind": "other"},
    },
    "sessions": {
        "forty": {
            "title": LONG,
            "body": "clearance",
            "format": "plenary",
            "least": 120,
            "agenda": [
                {"item": HOSTILE, "speakers": list(STATES)[:40], "minutes_each": 4},
                {"item": "Discussion", "minutes": 15},
            ],
            "audience": list(STATES)[:43],
            "languages": 6,
        },
        "night": {
            "title": HOSTILE,
            "body": "events",
            "format": "side_event",
            "leaders": ["X05"],
            "least": 60,
        },
        "left-out": {
            "title": UNBROKEN,
            "body": "clearance",
            "format": "plenary",
            "least": 60,
            "optional": True,
        },
    },
    "experiments": {
        "floor": 0,
        "proposals": {
            "g1": group(1, ARABIC, "one"),
            "g2": group(2, CHINESE, "two"),
            "g3": group(3, HOSTILE, "three"),
            "g4": group(4, LONG, "four"),
            "g5": group(5, UNBROKEN, "left"),
        },
    },
    "candidates": {"made": "made.csv"},
}

TIMETABLE = """\
session,date,start,end,room
forty,2027-06-14,10:00,13:00,one
g1,2027-06-14,15:00,16:30,one
g2,2027-06-14,15:00,16:30,two
g3,2027-06-14,15:30,17:00,three
g4,2027-06-14,15:00,16:30,four
g5,2027-06-14,15:00,16:30,left
night,2027-06-15,23:30,01:00,two
"""


def hard_scenario(folder: Path) -> Path:
    """Write the week in which nothing is easy to write, with its candidate `made`."""
    path = folder / "hard.yaml"
    path.write_text(json.dumps(WEEK, ensure_ascii=False), encoding="utf-8")
    (folder / "made.csv").write_text(TIMETABLE, encoding="utf-8")
    return path


def issue_of(path: Path, candidate: str, **more: Any) -> Issue:
    scenario = load_scenario(path)
    timetable = scenario.candidate(candidate)
    return Issue(scenario=scenario, timetable=timetable, issued=ISSUED, **more)


@pytest.fixture(scope="session")
def held() -> Issue:
    """The second revision of the week of 2011, as held."""
    note = "After the Bureau of 2 May.\nRooms are to be confirmed."
    return issue_of(LIBRARY / "apmbc-2011.yaml", "held", number=2, note=note)


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    """A draft of the week in which nothing is easy to write."""
    return issue_of(hard_scenario(tmp_path_factory.mktemp("hard")), "made")
