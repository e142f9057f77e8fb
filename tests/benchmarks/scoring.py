"""A tiny week in the format of the public one, and its cost by the public definition.

The scorer knows nothing of scenarios: it reads the week, and a slot for each session.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

FRAMES = [
    (f"{day}T{clock}", minutes)
    for day in ("2019-11-18", "2019-11-19")
    for clock, minutes in (("10:00", 120), ("13:30", 90), ("15:20", 60), ("17:00", 60))
]
PENALTIES = {
    "chair_conflict": 100_000,
    "key_participant": 100_000,
    "tech_overlap": 10_000,
    "bethere": 10_000,
    "timerange": 1_000_000,
    "time_relation": 1_000,
    "wg_adjacent": 1_000,
}

Week: TypeAlias = dict[str, Any]


class Slot(NamedTuple):
    """A room at a moment."""

    start: str
    room: str


def tiny(frames: list[tuple[str, int]] = FRAMES, **changes: Any) -> Week:
    """Six groups, two of which meet twice, in three rooms, one of which is missing at first."""
    rooms = {"hall": 100, "annex": 60, "attic": 30}
    return {
        "name": "tiny",
        "timezone": "Asia/Singapore",
        "rooms": rooms,
        "slots": [
            {"room": room, "start": start, "minutes": minutes}
            for start, minutes in frames
            for room in rooms
            if (room, start) != ("annex", frames[0][0])
        ],
        "sessions": [
            _session(0, "routing", 80, 150),
            _session(1, "mail", 50, 60),
            _session(2, "routing", 80, 60),
            _session(3, "names", 50, 90),
            _session(4, "mail", 20, 60),
            _session(5, "clocks", 20, 60),
            _session(6, "keys", 25, 60),
            _session(7, "tools", 25, 60),
        ],
        "conflicts": {
            "chair_conflict": [["routing", "names"], ["names", "routing"]],
            "key_participant": [["mail", "keys"]],
            "tech_overlap": [["tools", "keys"], ["names", "mail"]],
        },
        "must_attend": {"mail": ["p1", "p2"], "clocks": ["p2"], "keys": ["p3"], "names": ["p3"]},
        "unavailable": {"clocks": [start for start, _ in frames[1:]][:5]},
        "time_relation": [["routing", "subsequent-days"], ["mail", "one-day-separation"]],
        "adjacent": [["clocks", "mail"], ["mail", "clocks"]],
        "penalties": PENALTIES,
        **changes,
    }


def _session(number: int, group: str, attendees: int, minutes: int) -> dict[str, Any]:
    return {
        "id": number,
        "group": group,
        "attendees": attendees,
        "minutes": minutes,
        "joint_with": [],
    }


def cost(week: Week, held: dict[int, Slot]) -> int:
    """The cost of a schedule that is possible at all: see `possible`."""
    group = {session["id"]: session["group"] for session in week["sessions"]}
    together = [
        (group[one], group[other])
        for one, other in combinations(sorted(held), 2)
        if held[one].start == held[other].start
    ]
    never = [
        slot for n, slot in held.items() if slot.start in week["unavailable"].get(group[n], [])
    ]
    price: dict[str, int] = week["penalties"]
    return (
        sum(_overlap(week, one, other) for one, other in together)
        + price["timerange"] * len(never)
        + price["time_relation"] * _out_of_time(week, held, group)
        + price["wg_adjacent"] * _alone(week, held, group)
    )


def _overlap(week: Week, one: str, other: str) -> int:
    """What it costs that sessions of two groups meet at once."""
    price: dict[str, int] = week["penalties"]
    stated: list[int] = [
        price[kind] * (pairs.count([one, other]) + pairs.count([other, one]))
        for kind, pairs in week["conflicts"].items()
    ]
    shared = _people(week, one) & _people(week, other)
    return sum(stated) + 2 * price["bethere"] * len(shared)


def _out_of_time(week: Week, held: dict[int, Slot], group: dict[int, str]) -> int:
    """Sessions of groups whose first two sessions stand on the wrong days."""
    found = 0
    for name, relation in week["time_relation"]:
        own = sorted(number for number in held if group[number] == name)
        if len(own) > 1:
            days = [date.fromisoformat(held[number].start[:10]) for number in own[:2]]
            neighbouring = abs((days[0] - days[1]).days) == 1
            found += len(own) * (neighbouring != (relation == "subsequent-days"))
    return found


def _alone(week: Week, held: dict[int, Slot], group: dict[int, str]) -> int:
    """Sessions that have no session of the other group next to them."""
    return sum(
        group[number] == name
        and not any(
            _adjacent(week, held[number], held[other])
            for other in held
            if group[other] == neighbour
        )
        for name, neighbour in week["adjacent"]
        for number in held
    )


def _people(week: Week, group: str) -> set[str]:
    return set(week["must_attend"].get(group, []))


def _adjacent(week: Week, one: Slot, other: Slot) -> bool:
    if one.room != other.room:
        return False
    earlier, later = sorted((one, other))
    minutes = next(s["minutes"] for s in week["slots"] if s["start"] == earlier.start)
    gap = datetime.fromisoformat(later.start) - datetime.fromisoformat(earlier.start)
    return timedelta(0) < gap <= timedelta(minutes=minutes + 30)


def slots_for(week: Week, session: dict[str, Any]) -> Iterator[Slot]:
    """The slots that are large and long enough; a longer session is trimmed to the longest."""
    longest = max(slot["minutes"] for slot in week["slots"])
    for slot in week["slots"]:
        seats = week["rooms"][slot["room"]] >= session["attendees"]
        if seats and slot["minutes"] >= min(session["minutes"], longest):
            yield Slot(slot["start"], slot["room"])


def possible(week: Week, held: dict[int, Slot]) -> bool:
    """Whether each session has a slot that serves, no two the same, no two of a group at once."""
    return all(
        held[session["id"]] in slots_for(week, session) for session in week["sessions"]
    ) and not any(
        _exclude(week, one, other, held) for one, other in combinations(week["sessions"], 2)
    )


def _exclude(week: Week, one: dict[str, Any], other: dict[str, Any], held: dict[int, Slot]) -> bool:
    first, second = held[one["id"]], held[other["id"]]
    return first == second or (one["group"] == other["group"] and first.start == second.start)


def schedules(week: Week, settled: dict[int, Slot] | None = None) -> Iterator[dict[int, Slot]]:
    """Every schedule that is possible."""
    settled = settled or {}
    sessions = week["sessions"]
    if len(settled) == len(sessions):
        yield settled
        return
    session = sessions[len(settled)]
    for slot in slots_for(week, session):
        held = {**settled, session["id"]: slot}
        if not any(_exclude(week, other, session, held) for other in sessions[: len(settled)]):
            yield from schedules(week, held)
