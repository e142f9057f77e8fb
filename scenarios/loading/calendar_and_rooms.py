"""From a scenario file to days, sittings and rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from scenarios.loading.calendar.formats import Formats, open_sittings
from scenarios.loading.calendar.holidays import with_holidays
from scenarios.loading.problems import Called, FileProblems
from scenarios.loading.schema import (
    DayEntry,
    HallSectionEntry,
    RoomEntry,
    SectionEntry,
    SittingEntry,
    VenueEntry,
    WeekEntry,
)
from scenarios.loading.schema import Sitting as SittingForm
from scenarios.reading.dates import weekday_named
from scenarios.reading.moments import Calendar
from scenarios.reading.names import plain
from scenarios.reading.spelling import near_miss
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.week.clock import DAY, clock, clocks_moved, duration
from scheduler.week.week import PROGRAMME, Format, Room, Sitting, floor
from scheduler.week.words import listed

LONGEST = 366
"""Days in the longest week: a year, so that a date has one weekday in it."""

SURE = 0.8
"""How near two words are, from 0 to 1, of which one is surely a slip of the pen."""

MORE = 1.25
"""How many times the seats of its sections a joined room may have."""

SHORTEST = 4
"""Letters of the shortest word in which a slip is seen."""

USUAL_SITTINGS: dict[str, SittingForm] = {
    "morning": SittingEntry.model_validate({"hours": "10:00-13:00"}),
    "lunch": SittingEntry.model_validate(
        {"hours": "13:00-15:00", "for": ["side_event", "coordination"]}
    ),
    "afternoon": SittingEntry.model_validate({"hours": "15:00-18:00"}),
}
"""The meeting hours of the United Nations at Geneva, for files that name none."""


def build_calendar(
    entry: WeekEntry, formats: Formats, folder: Path, problems: FileProblems
) -> Calendar:
    """The days and sittings of the week."""
    _check_formats(entry, formats, problems)
    own, entry = entry.closed, with_holidays(entry, folder, problems)
    zone = None
    try:
        zone = ZoneInfo(entry.timezone)
    except (LookupError, ValueError, OSError):
        problems.known(("week", "timezone"), entry.timezone, available_timezones(), "time zone")
    last = _last_day(entry, problems)
    if last != entry.to:
        problems.finish()  # Nothing said of the days would make sense.
    calendar = Calendar(entry.from_, last)
    said = list(_sittings(entry, calendar, formats, problems))
    sittings = tuple(sitting for _, sitting in said)
    if zone is not None:
        for one, sitting in said:
            _check_clocks(one, sitting, zone, calendar, problems)
    if not sittings:
        problems.add(("week",), "the week has no sitting at all")
    named = Calendar(calendar.first, calendar.last, sittings).open_sittings
    poor = problems.read_all(("week", "poor"), entry.poor, named)
    marked = tuple(one.model_copy(update={"poor": one.id in poor}) for one in sittings)
    opened = open_sittings(formats, Calendar(calendar.first, calendar.last, marked), problems)
    holidays = frozenset(chain.from_iterable(map(calendar.days_named, entry.closed[len(own) :])))
    return Calendar(opened.first, opened.last, opened.sittings, holidays)


def _check_formats(entry: WeekEntry, formats: Formats, problems: FileProblems) -> None:
    """Note the words of sittings that are no formats."""
    above: Path_ = ("week", "sittings")
    places = [((*above, name), one.for_) for name, one in (entry.sittings or {}).items()]
    for day, differs in entry.days.items():
        above = ("week", "days", day, "sittings")
        places += [((*above, name), one.for_) for name, one in differs.sittings.items()]
    for path, words in places:
        problems.names((*path, "for"), words or (), formats.names, "format")


def _check_clocks(
    said: _Said, sitting: Sitting, zone: ZoneInfo, calendar: Calendar, problems: FileProblems
) -> None:
    """Warn of a sitting in which clocks change: it is shorter or longer than its hours say."""
    moved = clocks_moved(zone, calendar.first, sitting.begin, sitting.end)
    if not moved:
        return
    day = calendar.date_of((sitting.end - 1) // DAY)
    by = f"clocks go {'forward' if moved > 0 else 'back'} by {duration(abs(moved))}"
    what = f"on {day:%A}, {day}, {by} in this sitting"
    if moved >= sitting.minutes:
        problems.add(said.path, f"{what}, which has no time left; move it")
        return
    less = f"{duration(abs(moved))} {'less' if moved > 0 else 'more'} than its hours say"
    shown = "shown by no clock" if moved > 0 else "shown twice"
    problems.warn(said.path, f"{what}; it lasts {less}, and some of its times are {shown}")


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


class _Said(NamedTuple):
    """A sitting, and where the file says it."""

    name: str
    entry: SittingEntry
    path: Path_


class _Day(NamedTuple):
    """What the file says of one day: its sittings by name, and what they are put together from."""

    sittings: dict[str, _Said]
    layers: tuple[str, ...] = ("the week",)


def _sittings(
    entry: WeekEntry, calendar: Calendar, formats: Formats, problems: FileProblems
) -> Iterator[tuple[_Said, Sitting]]:
    """The sittings of every day that is not closed, in order of time.

    Every day has those of the week; what its weekday says comes over them, then what its date says.
    """
    usual = USUAL_SITTINGS if entry.sittings is None else entry.sittings
    path: Path_ = ("week", "sittings")
    said = {name.lower(): _Said(name, one, (*path, name)) for name, one in usual.items()}
    _check_names(usual, path, problems)
    found = {day: _Day(said) for day in calendar.days}
    shut, differing = _read_closed(entry, calendar, problems), list[tuple[str, list[int]]]()
    for words, differs in entry.days.items():
        path = ("week", "days", words)
        _check_names(differs.sittings, (*path, "sittings"), problems)
        days = problems.read_at(path, calendar.days_named, words, key=True)
        differing.append((words, days or []))
    for dated in (False, True):
        seen: dict[int, str] = {}
        for words, days in differing:
            if calendar.is_date(words) is dated:
                _check_once(words, days, seen, shut, problems)
                entries = entry.days[words]
                found |= {day: _with(found[day], words, entries, problems) for day in days}
    open_days = {day: whole for day, whole in found.items() if day not in shut}
    clashes = (pair for whole in open_days.values() for *pair, _ in _clashes(whole, formats))
    usual_clashes = [_names(*pair) for pair in clashes if all(map(_of_week, pair))]
    nights: tuple[_Said, Sitting] | None = None
    for day, whole in open_days.items():
        for one, other, both in _clashes(whole, formats):
            if all(map(_of_week, (one, other))) or _names(one, other) not in usual_clashes:
                _refuse_clash(one, other, both, whole, problems)
        for one in sorted(whole.sittings.values(), key=lambda one: one.entry.hours):
            sitting = _sitting(calendar, day, one, formats)
            if nights is not None and sitting.begin < nights[1].end and sitting.day > nights[1].day:
                _refuse_night(nights[0], sitting, calendar, problems)
            nights = (one, sitting) if sitting.closes > DAY else nights
            yield one, sitting


def _read_closed(entry: WeekEntry, calendar: Calendar, problems: FileProblems) -> dict[int, str]:
    """The days on which nobody meets, each with the words that close it; none of a holiday."""
    found: dict[int, str] = {}
    given = (problems.source.data.get("week") or {}).get("closed") or ()
    own = len(given) if isinstance(given, list | tuple) else 1
    for number, words in enumerate(entry.closed):
        days = problems.read_at(("week", "closed", number), calendar.days_named, words)
        found = dict.fromkeys(days or (), words if number < own else "") | found
    return found


def _check_names(names: Iterable[str], path: Path_, problems: FileProblems) -> None:
    """Note names of sittings that are one, or that are days."""
    seen: set[str] = set()
    for name in names:
        if weekday_named(name) is not None:
            problems.add((*path, name), f"'{name}' is a day; give the sitting another name")
        if name.lower() in seen:
            what = f"there are two sittings '{name.lower()}'; give each its own name"
            problems.add((*path, name), what, key=True)
        seen.add(name.lower())


def _check_once(
    words: str, days: list[int], seen: dict[int, str], shut: dict[int, str], problems: FileProblems
) -> None:
    """Refuse a day of which two things are said, and warn of one that is closed all the same."""
    path: Path_ = ("week", "days", words)
    for day in days:
        if day in seen:
            what = f"'{seen[day]}' is the same day; write all that differs on it in one place"
            problems.add(path, what, key=True)
        seen.setdefault(day, words)
    closed = [day for day in days if day in shut]
    if closed:
        which = "the day is" if len(closed) == len(days) else "one of these days is"
        by, key = shut[closed[0]], "closed" if shut[closed[0]] else "holidays"
        where = problems.said(path, f"'{key}'", ("week", key))
        why = f"'{by}' stands in {where}" if by else f"it is a public holiday by {where}"
        what = f"{which} closed all the same: {why}"
        problems.warn(path, what, key=True)


def _with(below: _Day, words: str, differs: DayEntry, problems: FileProblems) -> _Day:
    """A day as its weekday or date says that it differs."""
    there = {} if differs.only else dict(below.sittings)
    for name, one in differs.sittings.items():
        path, key = ("week", "days", words, "sittings", name), name.lower()
        before = there.pop(key, None)
        if one.off and before is None:
            what, near = f"the day has no sitting '{name}'", near_miss(key, list(there), SURE)
            if near:
                problems.add(path, f"{what}{near}", key=True)
            else:
                problems.warn(path, f"{what} that could be taken away", key=True)
        elif not one.off and before is None and one.hours is None:
            problems.add(path, "when is it? Give its hours, as in 18:00-20:00", key=True)
        elif not one.off:
            fields = one.model_dump(exclude_none=True, exclude={"off"}, by_alias=True)
            whole = before.entry.model_dump(by_alias=True) if before else {}
            there[key] = _Said(name, SittingEntry.model_validate({**whole, **fields}), path)
    return _Day(there, (*(() if differs.only else below.layers), f"'{words}'"))


def _refuse_night(
    said: _Said, morning: Sitting, calendar: Calendar, problems: FileProblems
) -> None:
    """Note a sitting that goes on past midnight until after the next day's first begins."""
    ends, date = clock(said.entry.hours[1]), calendar.date_of(morning.day)
    begins = f"'{morning.name}' begins at {clock(morning.opens)} on {date:%A}, {date}"
    what = f"the sitting ends at {ends}, after {begins}; no two sittings may overlap"
    problems.add(said.path, what)


def _of_week(said: _Said) -> bool:
    """Whether a sitting is one of every day, as the week has it."""
    return said.path[1] != "days"


def _names(*said: _Said) -> frozenset[str]:
    return frozenset(one.name.lower() for one in said)


def _clashes(whole: _Day, formats: Formats) -> Iterator[tuple[_Said, _Said, frozenset[str]]]:
    """Every two sittings of a day that overlap, the earlier first, and the formats of both."""
    said = sorted(whole.sittings.values(), key=lambda one: one.entry.hours)
    for one, other in combinations(said, 2):
        both = formats.open(one.entry.for_) & formats.open(other.entry.for_)
        if one.entry.hours[1] > other.entry.hours[0] and both:
            yield one, other, both


def _refuse_clash(
    one: _Said, other: _Said, both: frozenset[str], whole: _Day, problems: FileProblems
) -> None:
    """Note two sittings that overlap for some formats, where the file says the later of the two."""
    (_, ends), (begins, _) = one.entry.hours, other.entry.hours
    own = not _of_week(other) or _of_week(one)
    what = (
        f"the sitting begins at {clock(begins)}, before '{one.name.lower()}' ends at {clock(ends)}"
        if own
        else f"the sitting ends at {clock(ends)}, after '{other.name.lower()}' begins at "
        f"{clock(begins)}"
    )
    remedy = ""
    if len(whole.layers) > 1 and not (_of_week(one) and _of_week(other)):
        away, day = (one if own else other).name.lower(), (other if own else one).path[:3]
        at = (*day, "sittings", away)
        off = problems.said(day, f"'{away}: off'", at, {"off": True})
        only = problems.said(day, "'only: true'", (*day, "only"), value=True)
        remedy = (
            f". What {whole.layers[-1]} says is added to what {listed(whole.layers[:-1])} "
            f"says: write {off} beside it, or {only} where the day has no other sittings"
        )
    shared = f" (both are for {listed(sorted(both))})" if both < PROGRAMME else ""
    but = f"unless they are for different formats{shared}"
    what = f"{what}; the sittings of a day may not overlap {but}{remedy}"
    problems.add((other if own else one).path, what)


def _sitting(calendar: Calendar, day: int, said: _Said, formats: Formats) -> Sitting:
    name, entry = said.name, said.entry
    words = formats.open(entry.for_)
    return Sitting(
        id=f"{calendar.date_of(day).isoformat()} {name.lower()}",
        name=name.lower(),
        day=day,
        opens=entry.hours[0],
        closes=entry.hours[1],
        formats=frozenset(kind for kind in Format if kind in words),
        own=words & formats.own.keys(),
        whole=entry.whole,
    )


def build_rooms(entry: VenueEntry, calendar: Calendar, problems: FileProblems) -> tuple[Room, ...]:
    """The rooms, each divisible hall before its sections."""
    rooms, called = list[Room](), list[Called]()
    for name, room in entry.rooms.items():
        path: Path_ = ("venue", "rooms", name)
        called.append(problems.called(path, room.name or name))
        rooms.append(_room(name, room, None, room.building, calendar, path, problems))
        for section, inside in room.divides_into.items():
            below = (*path, "divides_into", section)
            if section in entry.rooms or any(section == known.id for known in rooms):
                problems.add(below, f"there is another room '{section}'; give each its own key")
            called.append(problems.called(below, inside.name or section))
            joins = _joined(inside, room.divides_into, (*below, "joins"), problems)
            _doubt_seats(inside, joins, room, below, problems)
            one = _room(section, inside, name, room.building, calendar, below, problems)
            rooms.append(one.model_copy(update={"joins": joins}))
    problems.distinct(called, "room", "told")
    _doubt_buildings(entry.rooms, problems)
    floors = floor(rooms)
    return tuple(
        room.model_copy(
            update={
                "closed": frozenset(
                    sitting
                    for other in rooms
                    if not floors[room.id].isdisjoint(floors[other.id])
                    for sitting in other.closed
                )
            }
        )
        for room in rooms
    )


def _joined(
    entry: HallSectionEntry,
    sections: Mapping[str, HallSectionEntry],
    path: Path_,
    problems: FileProblems,
) -> frozenset[str]:
    """The sections of a hall that are opened into one room; fewer than two are noted."""
    single = {key: one.name or key for key, one in sections.items() if not one.joins}
    found = frozenset(problems.names(path, entry.joins, single, "section of the hall"))
    if entry.joins and len(found) < 2:
        problems.add(path, "one section is no joined room; name two or more, or leave this out")
    elif entry.joins and found == single.keys():
        problems.add(path, "these are all sections, and so the hall itself; leave this out")
    return found


def _doubt_seats(
    entry: HallSectionEntry,
    joins: frozenset[str],
    hall: RoomEntry,
    path: Path_,
    problems: FileProblems,
) -> None:
    """Warn of a joined room with far more seats than its sections, or with more than the hall.

    A few more than its sections have stand where the walls were.
    """
    parts = sum(hall.divides_into[key].seats for key in joins if key in hall.divides_into)
    if joins and entry.seats > hall.seats:
        what = f"the hall that it is part of has {hall.seats} seats"
    elif joins and entry.seats > MORE * parts:
        what = f"the sections that it joins have {parts} seats together"
    else:
        return
    problems.warn(path, f"{what}, and this has {entry.seats}; correct one of them")


def _doubt_buildings(rooms: Mapping[str, RoomEntry], problems: FileProblems) -> None:
    """Warn of a building that is one room's alone, and nearly that of others by its letters.

    A word that differs by its first letter, or is short, or a number, tells buildings apart.
    """
    many = Counter(room.building for room in rooms.values())
    usual = sorted(many, key=lambda one: -many[one])  # Among equals, the one that is named first.
    for key, room in rooms.items():
        others = usual[: usual.index(room.building)]
        near = [one for one in others if one and _slip(room.building, one)]
        if near and many[room.building] == 1:
            what = f"no other room is in '{room.building}'; did you mean {near[0]}?"
            problems.warn(("venue", "rooms", key, "building"), what)


def _slip(word: str, other: str) -> bool:
    """Whether two names differ in one word, as by a slip of the pen."""
    pieces, others = plain(word).split(), plain(other).split()
    differ = [pair for pair in zip(pieces, others, strict=False) if pair[0] != pair[1]]
    if len(pieces) != len(others) or len(differ) != 1:
        return False
    (one, another), *_ = differ
    alike = min(len(one), len(another)) >= SHORTEST and one[0] == another[0]
    return alike and (one + another).isalpha() and bool(near_miss(one, [another], SURE))


def _room(
    name: str,
    entry: SectionEntry,
    hall: str | None,
    building: str,
    calendar: Calendar,
    path: Path_,
    problems: FileProblems,
) -> Room:
    named = problems.read_all((*path, "closed"), entry.closed, calendar.open_sittings)
    return Room(
        id=name,
        name=entry.name or name,
        seats=entry.seats,
        booths=entry.booths,
        equipment=frozenset(entry.equipment),
        hall=hall,
        building=building,
        closed=away_by_hours(named, "closed", calendar, partial(problems.warn, (*path, "closed"))),
    )


def away_by_hours(
    named: frozenset[str], word: str, calendar: Calendar, tell: Callable[[str], None]
) -> frozenset[str]:
    """The sittings that are lost with those named: also those that they overlap in part.

    Parameters
    ----------
    word
        What that is called: ``away`` or ``closed``.
    """
    found = calendar.by_hours(named)
    for what, words in calendar.partly_named(found):
        tell(f"{what}, and counts as {word}, too; write {words} beside it if that is right")
    return found.touched
