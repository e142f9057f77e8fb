"""A meeting week of the IETF as a scenario in our own vocabulary.

Groups are bodies, the people whom a group needs are its leaders, slots are sittings that a session
takes whole. What the benchmark counts, divided by 1,000, is the cost of tier 1; a start that a
group cannot use, and a person in two places, are musts.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

GRAIN = 10
"""Minutes: the grid on which the slots lie."""

UNIT = 1_000
"""The benchmark's smallest price, which is 1 here."""


def to_scenario(week: dict[str, Any]) -> dict[str, Any]:
    """The values of a scenario file for a week of the benchmark."""
    frames = sorted({(slot["start"], slot["minutes"]) for slot in week["slots"]})
    longest = max(minutes for _, minutes in frames)
    days = sorted({start[:10] for start, _ in frames})
    groups = sorted(_groups(week))
    people = sorted({person for needed in week["must_attend"].values() for person in needed})
    return {
        "schema": 1,
        "title": week["name"],
        "week": {
            "from": days[0],
            "to": days[-1],
            "timezone": week["timezone"],
            "grain": GRAIN,
            "days": {day: {"sittings": _sittings(day, frames), "only": True} for day in days},
        },
        "venue": {"rooms": _rooms(week, frames)},
        "delegations": {"also": {person: {"name": person} for person in people}},
        "bodies": {
            group: {
                "name": group,
                "kind": "other",
                "co_chairs": week["must_attend"].get(group, []),
            }
            for group in groups
        },
        "sessions": {
            f"s{session['id']}": _session(session, week, frames, longest)
            for session in week["sessions"]
        },
        "rules": _rules(week, groups),
    }


def _groups(week: dict[str, Any]) -> set[str]:
    """Every group that meets, and those that do not but are named all the same."""
    named = {group for pairs in week["conflicts"].values() for pair in pairs for group in pair}
    named.update(group for pair in week["adjacent"] for group in pair)
    return named.union(session["group"] for session in week["sessions"])


def _sittings(day: str, frames: list[tuple[str, int]]) -> dict[str, Any]:
    found = {}
    for start, minutes in frames:
        if start[:10] == day:
            end = datetime.fromisoformat(start) + timedelta(minutes=minutes)
            hours = f"{start[11:]}-{end:%H:%M}"
            found[start[11:].replace(":", "")] = {"hours": hours, "for": ["special"], "whole": True}
    return found


def _name(start: str) -> str:
    """The sitting that begins at a moment, as a scenario file names it."""
    return f"{start[:10]} {start[11:].replace(':', '')}"


def _rooms(week: dict[str, Any], frames: list[tuple[str, int]]) -> dict[str, Any]:
    slots = {(slot["room"], slot["start"]) for slot in week["slots"]}
    return {
        room: {
            "name": room,
            "seats": seats,
            "closed": [_name(start) for start, _ in frames if (room, start) not in slots],
        }
        for room, seats in week["rooms"].items()
    }


def _session(
    session: dict[str, Any], week: dict[str, Any], frames: list[tuple[str, int]], longest: int
) -> dict[str, Any]:
    minutes = max(GRAIN, min(session["minutes"], longest))
    unavailable = week["unavailable"].get(session["group"], [])
    return {
        "title": f"{session['group']} {session['id']}",
        "body": session["group"],
        "format": "special",
        "least": minutes,
        "wanted": longest,
        "parts": {"at_most": 1, "shortest": minutes},
        "attendance": session["attendees"],
        "sittings": [
            _name(start)
            for start, length in frames
            if start not in unavailable and length >= minutes
        ],
    }


def _rules(week: dict[str, Any], groups: list[str]) -> dict[str, Any]:
    price = {kind: amount // UNIT for kind, amount in week["penalties"].items()}
    classes: dict[str, Any] = {}
    often = Counter(session["group"] for session in week["sessions"])
    for kind, pairs in week["conflicts"].items():
        # Our rule counts a pair of a class once, and the benchmark as often as it stands there.
        for pair, times in Counter(map(tuple, pairs)).items():
            for n in range(times if pair[0] != pair[1] or often[pair[0]] > 1 else 0):
                one = classes.setdefault(f"{kind} {n + 1}", {"price": price[kind], "pairs": []})
                one["pairs"].append(list(pair))
    several = [[group, group] for group in groups if often[group] > 1]
    classes["same group"] = {"price": price["timerange"], "pairs": several}
    sessions: dict[str, list[str]] = {}
    for session in sorted(week["sessions"], key=lambda session: session["id"]):
        sessions.setdefault(session["group"], []).append(f"s{session['id']}")
    relations = {"subsequent-days": "neighbouring", "one-day-separation": "not_neighbouring"}
    spacings = [
        {"first": sessions[group][0], "second": sessions[group][1], "relation": relations[kind]}
        for group, kind in week["time_relation"]
        if len(sessions[group]) > 1
    ]
    neighbours = [
        {"session": group, "next_to": other, "within": 30} for group, other in week["adjacent"]
    ]
    return {
        "lead_in_person": "must",
        "keep_bodies_apart": {
            "prefer": {"tier": 1, "weight": 1},
            "classes": classes,
            "counted_in": "pairs",
        },
        "space_sessions": {
            "prefer": {"tier": 1, "weight": price["time_relation"]},
            "spacings": spacings,
        },
        "sit_back_to_back": {
            "prefer": {"tier": 1, "weight": price["wg_adjacent"]},
            "neighbours": neighbours,
        },
    }


def to_rows(week: Week, timetable: Timetable) -> list[dict[str, str]]:
    """The schedule as the benchmark's scorer reads it: session, start, room."""
    return [
        {"session": part.session[1:], "start": _moment(week, part.begin), "room": part.room or ""}
        for part in timetable.parts
    ]


def _moment(week: Week, moment: int) -> str:
    midnight = datetime.combine(week.first, datetime.min.time())
    return (midnight + timedelta(minutes=moment)).isoformat(timespec="minutes")
