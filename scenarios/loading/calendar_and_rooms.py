"""From a scenario file to days, sittings and rooms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from scenarios.loading.problems import InputProblems
from scenarios.loading.schema import SectionEntry, SittingEntry, VenueEntry, WeekEntry
from scenarios.loading.schema import Sitting as SittingForm
from scenarios.reading.moments import Calendar
from scenarios.reading.yaml_source import Path_
from scheduler.week.clock import clock
from scheduler.week.week import PROGRAMME, Interpretation, Room, Sitting

LONGEST = 31
"""Days in the longest week."""

USUAL_SITTINGS: dict[str, SittingForm] = {
    "morning": SittingEntry.model_validate({"hours": "10:00-13:00"}),
    "lunch": SittingEntry.model_validate(
        {"hours": "13:00-15:00", "for": ["side_event", "coordination"]}
    ),
    "afternoon": SittingEntry.model_validate({"hours": "15:00-18:00"}),
}
"""The meeting hours of the United Nations at Geneva, for files that name none."""


def build_calendar(entry: WeekEntry, problems: InputProblems) -> Calendar:
    """The days and sittings of the week; what is wrong goes into the problems."""
    path: Path_ = ("week",)
    last = entry.to
    if entry.to < entry.from_:
        problems.add(
            (*path, "to"), f"the week ends on {entry.to}, before it begins on {entry.from_}"
        )
        last = entry.from_
    elif (entry.to - entry.from_).days >= LONGEST:
        problems.add((*path, "to"), f"the week is longer than {LONGEST} days")
        last = entry.from_
    calendar = Calendar(entry.from_, last)
    differing: dict[int, tuple[Path_, dict[str, SittingEntry]]] = {}
    for word, differs in entry.days.items():
        for number in _days(calendar, word, (*path, "days", word), problems, key=True):
            differing[number] = ((*path, "days", word, "sittings"), dict(differs.sittings))
    closed = {
        day
        for index, word in enumerate(entry.closed)
        for day in _days(calendar, word, (*path, "closed", index), problems)
    }
    usual = entry.sittings if entry.sittings is not None else USUAL_SITTINGS
    sittings = []
    for day in calendar.days:
        if day in closed:
            continue
        place, entries = differing.get(day, ((*path, "sittings"), dict(usual)))
        here = [_sitting(calendar, day, name, one) for name, one in entries.items()]
        here.sort(key=lambda sitting: sitting.opens)
        _check_day(here, place, problems)
        sittings.extend(here)
    calendar.sittings = tuple(sittings)
    _check_timezone(entry.timezone, problems)
    poor = set(_sittings(calendar, entry.poor, (*path, "poor"), problems))
    calendar.sittings = tuple(
        sitting.model_copy(update={"poor": sitting.id in poor}) for sitting in sittings
    )
    if not sittings:
        problems.add(path, "the week has no sitting at all")
    return calendar


def _check_day(sittings: list[Sitting], path: Path_, problems: InputProblems) -> None:
    """Note sittings of one day, in order of time, that overlap or have the same name."""
    for one, other in pairwise(sittings):
        if other.opens < one.closes:
            problems.add(
                (*path, other.name),
                f"the sitting begins at {clock(other.opens)}, before '{one.name}' ends at "
                f"{clock(one.closes)}; the sittings of a day may not overlap",
            )
    names = [sitting.name for sitting in sittings]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            problems.add(path, f"there are two sittings '{name}'; give each its own name")


def _check_timezone(name: str, problems: InputProblems) -> None:
    """Note a time zone that does not exist."""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        problems.known(("week", "timezone"), name, available_timezones(), "time zone")


def _sitting(calendar: Calendar, day: int, name: str, entry: SittingEntry) -> Sitting:
    formats = PROGRAMME if entry.for_ is None else entry.for_
    return Sitting(
        id=f"{calendar.date_of(day).isoformat()} {name.lower()}",
        name=name.lower(),
        day=day,
        opens=entry.hours[0],
        closes=entry.hours[1],
        formats=frozenset(formats),
        whole=entry.whole,
    )


def _days(
    calendar: Calendar, word: str, path: Path_, problems: InputProblems, *, key: bool = False
) -> list[int]:
    return problems.read(path, lambda: calendar.days_named(word), key=key) or []


def _sittings(
    calendar: Calendar, words: tuple[str, ...], path: Path_, problems: InputProblems
) -> Iterator[str]:
    for index, word in enumerate(words):
        yield from problems.read((*path, index), partial(calendar.sittings_named, word)) or ()


def find_days(
    calendar: Calendar, words: tuple[str, ...], path: Path_, problems: InputProblems
) -> frozenset[int]:
    """The days that words mean; what means none goes into the problems."""
    return frozenset(
        day
        for index, word in enumerate(words)
        for day in _days(calendar, word, (*path, index), problems)
    )


def find_sittings(
    calendar: Calendar, words: tuple[str, ...], path: Path_, problems: InputProblems
) -> frozenset[str]:
    """The sittings that words mean; what means none goes into the problems."""
    return frozenset(_sittings(calendar, words, path, problems))


def build_rooms(entry: VenueEntry, calendar: Calendar, problems: InputProblems) -> tuple[Room, ...]:
    """The rooms, each divisible hall before its sections."""
    rooms: list[Room] = []
    for name, room in entry.rooms.items():
        path: Path_ = ("venue", "rooms", name)
        rooms.append(_room(name, room, None, calendar, path, problems))
        for section, inside in room.divides_into.items():
            below = (*path, "divides_into", section)
            if section in entry.rooms or any(section == known.id for known in rooms):
                problems.add(below, f"there is another room '{section}'; give each its own key")
            rooms.append(_room(section, inside, name, calendar, below, problems))
    return tuple(rooms)


def _room(
    name: str,
    entry: SectionEntry,
    hall: str | None,
    calendar: Calendar,
    path: Path_,
    problems: InputProblems,
) -> Room:
    return Room(
        id=name,
        name=entry.name or name,
        seats=entry.seats,
        booths=entry.booths,
        equipment=frozenset(entry.equipment),
        hall=hall,
        closed=find_sittings(calendar, entry.closed, (*path, "closed"), problems),
    )


def build_interpretation(entry: VenueEntry) -> Interpretation | None:
    """The interpreters at hand, or None where the scenario does not speak of them."""
    if entry.interpretation is None:
        return None
    return Interpretation.model_validate(entry.interpretation.model_dump())
