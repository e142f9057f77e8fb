"""A week of meetings on a quarter-hour grid as a scenario in our own vocabulary.

A meeting is a session of a body of its own, a day is one sitting, and a person is a delegation of
one delegate: it leads the meetings that need it, and so is in one of them at a time. What the
benchmark calls hard are musts. What it calls medium, times the 15 minutes of a grain, is the cost
of tier 1. Of its third level tier 2 may have the last grain of each meeting and, where no more than
two run at once, the grains in which they do; README.md says what has no rule here.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week

GRAIN = 15
"""Minutes of a grain."""

OPENS = 480
"""Minutes after midnight at which every day begins. An hour for lunch is not on the grid."""

FIRST = date(2027, 1, 4)

Row = dict[str, int]


def to_scenario(problem: dict[str, Any], title: str, *, soft: bool = False) -> dict[str, Any]:
    """The values of a scenario file for a week of the benchmark.

    Parameters
    ----------
    soft
        Whether tier 2 has what can be said of the third level.
    """
    people = sorted({one for m in problem["meetings"] for one in (*m["req"], *m["pref"])})
    codes = {person: f"p{number}" for number, person in enumerate(people)}
    lengths = _lengths(problem)
    return {
        "schema": 1,
        "title": title,
        "week": {
            "from": str(FIRST),
            "to": str(FIRST + timedelta(days=len(lengths) - 1)),
            "grain": GRAIN,
            "days": {
                str(FIRST + timedelta(days=day)): {
                    "sittings": {"day": {"hours": _hours(length), "for": ["special"]}},
                    "only": True,
                }
                for day, length in enumerate(lengths)
            },
        },
        "venue": {
            "rooms": {
                f"r{number}": {"name": name, "seats": seats}
                for number, (name, seats) in enumerate(problem["rooms"])
            }
        },
        "delegations": {"also": {code: {"name": person} for person, code in codes.items()}},
        "bodies": {
            f"b{number}": {
                "name": f"Body of meeting {number}",
                "kind": "other",
                "co_chairs": [codes[person] for person in meeting["req"]],
            }
            for number, meeting in enumerate(problem["meetings"])
        },
        "sessions": {
            f"m{number}": _session(number, meeting, codes)
            for number, meeting in enumerate(problem["meetings"])
        },
        "rules": _rules(problem["meetings"], soft),
    }


def _rules(meetings: list[dict[str, Any]], soft: bool) -> dict[str, Any]:
    rules: dict[str, Any] = {
        # Whoever is needed leads, alone of a delegation: leading in person says it all.
        "hear_every_speaker": "off",
        "keep_bodies_apart": {
            "prefer": {"tier": 1, "weight": 1},
            "classes": _classes(meetings),
        },
    }
    if soft:
        rules["finish_early"] = {"prefer": {"tier": 2, "weight": 1}}
        rules["limit_sessions_at_once"] = {"prefer": {"tier": 2, "weight": 10}, "most": 1}
    return rules


def _lengths(problem: dict[str, Any]) -> list[int]:
    """Minutes of each day."""
    days = [grain[1] for grain in problem["grains"]]
    return [GRAIN * days.count(day) for day in range(max(days) + 1)]


def _hours(length: int) -> str:
    return (
        f"{OPENS // 60:02}:{OPENS % 60:02}-{(OPENS + length) // 60:02}:{(OPENS + length) % 60:02}"
    )


def _session(number: int, meeting: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    minutes = GRAIN * meeting["dur"]
    return {
        "title": f"Meeting {number}: {meeting['topic']}",
        "body": f"b{number}",
        "format": "special",
        "least": minutes,
        "wanted": minutes,
        "audience": [codes[person] for person in meeting["pref"]],
        "attendance": len(meeting["req"]) + len(meeting["pref"]),
    }


def _classes(meetings: list[dict[str, Any]]) -> dict[str, Any]:
    """By how many people want both of two meetings, and one of the two only if they can."""
    found: dict[int, list[list[str]]] = {}
    need = [set(meeting["req"]) for meeting in meetings]
    either = [need[number] | set(meeting["pref"]) for number, meeting in enumerate(meetings)]
    for one, other in combinations(range(len(meetings)), 2):
        both = len(either[one] & either[other]) - len(need[one] & need[other])
        if both:
            found.setdefault(both, []).append([f"b{one}", f"b{other}"])
    return {
        f"people: {number}": {"price": number, "pairs": pairs}
        for number, pairs in sorted(found.items())
    }


def to_rows(problem: dict[str, Any], week: Week, timetable: Timetable) -> list[Row]:
    """The schedule as the benchmark's scorer reads it: session, start, room."""
    return [
        {
            "session": int(part.session[1:]),
            "start": _grain(_lengths(problem), part),
            "room": [room.id for room in week.rooms].index(part.room or ""),
        }
        for part in timetable.parts
    ]


def _grain(lengths: list[int], part: Part) -> int:
    return (sum(lengths[: part.day]) + part.start - OPENS) // GRAIN


def to_timetable(problem: dict[str, Any], rows: list[Row]) -> Timetable:
    """The timetable that a schedule of the benchmark describes."""
    lengths = _lengths(problem)
    begins = [sum(lengths[:day]) // GRAIN for day in range(len(lengths))]
    found = []
    for row in rows:
        day = max(day for day, begin in enumerate(begins) if begin <= row["start"])
        start = OPENS + GRAIN * (row["start"] - begins[day])
        minutes = GRAIN * problem["meetings"][row["session"]]["dur"]
        found.append(Part(f"m{row['session']}", day, start, minutes, f"r{row['room']}"))
    return Timetable(parts=tuple(found))
