"""From a scenario file to days, sittings and rooms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from scenarios.loading.problems import Called, FileProblems
from scenarios.loading.schema import SectionEntry, SittingEntry, VenueEntry, WeekEntry
from scenarios.loading.schema import Sitting as SittingForm
from scenarios.reading.moments import Calendar, weekday_named
from scenarios.reading.yaml_source import Path_
from scheduler.week.clock import clock
from scheduler.week.week import PROGRAMME, Room, Sitting

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


def build_calendar(entry: WeekEntry, problems: FileProblems) -> Calendar:
    """The days and sittings of the week."""
    try:
        ZoneInfo(entry.timezone)
    except (LookupError, ValueError, OSError):
        problems.known(("week", "timezone"), entry.timezone, available_timezones(), "time zone")
    calendar = Calendar(entry.from_, _last_day(entry, problems))
    sittings = tuple(_sittings(entry, calendar, problems))
    if not sittings:
        problems.add(("week",), "the week has no sitting at all")
    named = Calendar(calendar.first, calendar.last, sittings).open_sittings
    poor = problems.read_all(("week", "poor"), entry.poor, named)
    return Calendar(
        calendar.first,
        calendar.last,
        tuple(one.model_copy(update={"poor": one.id in poor}) for one in sittings),
    )


def _last_day(entry: WeekEntry, problems: FileProblems) -> date:
    """The last day; the first where the week is no week."""
    if entry.to < entry.from_:
        what = f"the week ends on {entry.to}, before it begins on {entry.from_}"
    elif (entry.to - entry.from_).days >= LONGEST:
        what = f"the week is longer than {LONGEST} days"
    else:
        return entry.to
    problems.add(("week", "to"), what)
    return entry.from_


def _sittings(entry: WeekEntry, calendar: Calendar, problems: FileProblems) -> Iterator[Sitting]:
    """The sittings of every day that is not closed, in order of time."""
    usual = USUAL_SITTINGS if entry.sittings is None else entry.sittings
    path: Path_ = ("week", "sittings")
    found = dict.fromkeys(calendar.days, (path, usual))
    for words, differs in entry.days.items():
        path = ("week", "days", words)
        days = problems.read_at(path, partial(calendar.days_named, words), key=True)
        found |= dict.fromkeys(days or (), ((*path, "sittings"), differs.sittings))
    closed = problems.read_all(("week", "closed"), entry.closed, calendar.days_named)
    for day, (path, entries) in found.items():
        if day not in closed:
            sittings = [_sitting(calendar, day, name, one) for name, one in entries.items()]
            sittings.sort(key=lambda sitting: sitting.opens)
            _check_day(sittings, path, problems)
            yield from sittings


def _check_day(sittings: list[Sitting], path: Path_, problems: FileProblems) -> None:
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
        if weekday_named(name) is not None:
            problems.add((*path, name), f"'{name}' is a day; give the sitting another name")
        if names.count(name) > 1:
            problems.add(path, f"there are two sittings '{name}'; give each its own name")


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


def build_rooms(entry: VenueEntry, calendar: Calendar, problems: FileProblems) -> tuple[Room, ...]:
    """The rooms, each divisible hall before its sections."""
    rooms, called = list[Room](), list[Called]()
    for name, room in entry.rooms.items():
        path: Path_ = ("venue", "rooms", name)
        called.append(problems.called(path, room.name or name))
        rooms.append(_room(name, room, None, calendar, path, problems))
        for section, inside in room.divides_into.items():
            below = (*path, "divides_into", section)
            if section in entry.rooms or any(section == known.id for known in rooms):
                problems.add(below, f"there is another room '{section}'; give each its own key")
            called.append(problems.called(below, inside.name or section))
            rooms.append(_room(section, inside, name, calendar, below, problems))
    problems.distinct(called, "room", "told")
    return tuple(rooms)


def _room(
    name: str,
    entry: SectionEntry,
    hall: str | None,
    calendar: Calendar,
    path: Path_,
    problems: FileProblems,
) -> Room:
    return Room(
        id=name,
        name=entry.name or name,
        seats=entry.seats,
        booths=entry.booths,
        equipment=frozenset(entry.equipment),
        hall=hall,
        closed=problems.read_all((*path, "closed"), entry.closed, calendar.open_sittings),
    )
