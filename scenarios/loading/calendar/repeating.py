"""Meetings that repeat: one entry of a scenario file, and a session of its own for each day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from scenarios.languages.texts import in_main_language
from scenarios.loading.calendar.formats import Formats, build_formats
from scenarios.loading.calendar_and_rooms import build_calendar
from scenarios.loading.patches import Values, in_full
from scenarios.loading.problems import FileProblems
from scenarios.loading.schema import PinEntry, RepeatEntry, ScenarioFile, SessionEntry
from scenarios.loading.schema_errors import validate
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.moments import Calendar
from scenarios.reading.yaml.yaml_source import Path_, Source, without_nothing
from scheduler.week.clock import clock, parse_clock
from scheduler.week.words import listed, with_article

EVERY_DAY = ("day", "days", "daily")
"""The words for every day of the week."""

WEEK = 7
"""Days in the longest week in which the name of a weekday means one day."""


class Occurrence(NamedTuple):
    """One of the meetings of a session that repeats: its key, and what is asked of it."""

    key: str
    entry: SessionEntry


def with_meetings(
    file: ScenarioFile, calendar: Calendar, formats: Formats, problems: FileProblems
) -> ScenarioFile:
    """The file with a session for each meeting of those that repeat, pinned to its day."""
    if all(entry.repeat is None for entry in file.sessions.values()):
        return file
    found = dict[str, SessionEntry]()
    keys, values = dict(problems.source.keys), dict(problems.source.values)
    for name, entry in file.sessions.items():
        if entry.repeat is None:
            found[name] = entry
            continue
        path: Path_ = ("sessions", name)
        for meeting in _meetings(name, entry, calendar, formats, problems):
            if meeting.key in file.sessions:
                what = f"one of its meetings is '{meeting.key}', which is another session's key"
                problems.add((*path, "repeat"), f"{what}; give that one another", key=True)
                continue
            found[meeting.key] = meeting.entry
            for places in (keys, values):
                here = [way for way in places if way[:2] == path]
                places |= {("sessions", meeting.key, *way[2:]): places[way] for way in here}
    problems.source = problems.source._replace(keys=keys, values=values)
    return file.model_copy(update={"sessions": found})


def meeting_key(name: str, day: int, calendar: Calendar) -> str:
    """What the meeting on a day is called: ``bureau-monday``, or ``bureau-2027-06-14``."""
    date = calendar.date_of(day)
    return f"{name}-{date:%A}".lower() if len(calendar.days) <= WEEK else f"{name}-{date}"


def spelled_out(data: Values, touched: Collection[str], folder: Path) -> Values:
    """The values of a file, with the meetings one by one of what repeats and has one touched.

    Parameters
    ----------
    touched
        Keys of sessions that are to become others, or to go.
    folder
        Where the file lies.
    """
    problems = FileProblems(Source(data, {}, {}))
    said, _ = in_main_language(without_nothing(in_full(data)), ScenarioFile, problems)
    file = validate(ScenarioFile, said, (), problems)
    if file is None or all(entry.repeat is None for entry in file.sessions.values()):
        return data
    with without_warnings():  # They are told where the file is loaded.
        formats = build_formats(file.formats, problems)
        calendar = build_calendar(file.week, formats, folder, problems)
        sessions: Values = {}
        for name, entry in data["sessions"].items():
            meetings = list(_meetings(name, file.sessions[name], calendar, formats, problems))
            if any(meeting.key in touched for meeting in meetings):
                rest = {key: value for key, value in entry.items() if key != "repeat"}
                sessions |= {key: {**rest, **_alone(one)} for key, one in meetings}
            else:
                sessions[name] = entry
    return {**data, "sessions": sessions}


def _alone(entry: SessionEntry) -> Values:
    """What a file says of one meeting, beside what it says of all of them."""
    (pin,) = entry.pinned
    place = pin.model_dump(exclude_none=True)
    said = {"least": entry.least, "wanted": entry.wanted, "pinned": place}
    return {**said, "series": entry.series}


def _meetings(
    name: str,
    entry: SessionEntry,
    calendar: Calendar,
    formats: Formats,
    problems: FileProblems,
) -> Iterator[Occurrence]:
    repeat, path = entry.repeat, ("sessions", name, "repeat")
    if repeat is None:
        return
    if entry.pinned:
        problems.add(
            ("sessions", name, "pinned"), "it repeats; say when it is in one place", key=True
        )
    minutes = repeat.minutes or entry.wanted or entry.least
    days = _days(repeat, path, calendar, problems)
    if minutes is None:
        at = ("sessions", name, "least")
        how = problems.said(path, "its 'minutes', as in {at: 09:00, minutes: 30}", at, 30)
        problems.add(path, f"how long is it? Give {how}")
        return
    start, without = parse_clock(repeat.at), list[int]()
    given: Values = {
        "least": entry.least or minutes,
        "wanted": entry.wanted or minutes,
        "repeat": None,
        "series": entry.series or name,
    }
    for day in days:
        if _sits(entry, calendar.counted(day, start), minutes, calendar, formats):
            pin = PinEntry(
                at=f"{calendar.date_of(day)} {clock(start)}", minutes=minutes, room=repeat.room
            )
            key = meeting_key(name, day, calendar)
            yield Occurrence(key, entry.model_copy(update={**given, "pinned": (pin,)}))
        else:
            without.append(day)
    if without:
        hours = f"{clock(start)}-{clock(start + minutes)}"
        form = with_article(formats.names.get(entry.format, entry.format))
        what = f"on {_named(without, calendar)} no sitting open to {form} holds {hours}"
        early = f"early: {{hours: {hours}, for: [{entry.format}]}}"
        value = {"hours": hours, "for": [entry.format]}
        one = f"one to 'sittings', as in {early}"
        one = problems.said(path, one, ("week", "sittings", "early"), value)
        problems.add(path, f"{what}; add {one}, or name other days")


def _days(
    repeat: RepeatEntry, path: Path_, calendar: Calendar, problems: FileProblems
) -> list[int]:
    """The days of its meetings; those on which nobody meets are left out, and told."""
    before = len(problems)
    every = any(word.lower() in EVERY_DAY for word in repeat.every)
    if every:
        said = frozenset(calendar.days)
    else:
        said = problems.read_all((*path, "every"), repeat.every, calendar.days_named)
    left_out = problems.read_all((*path, "but_not"), repeat.but_not, calendar.days_named)
    open_days = {sitting.day for sitting in calendar.sittings}
    days = sorted(said - left_out)
    closed = [day for day in days if day not in open_days]
    found = [day for day in days if day in open_days]
    if closed and found:
        what = f"it is not held on {_named(closed, calendar)}, when nobody meets"
        say = problems.remark if every else problems.warn
        say(path, what)
    if not found and len(problems) == before:
        problems.add(path, "it is held on no day: nobody meets on those that it names")
    return found


def _sits(
    entry: SessionEntry,
    moment: tuple[int, int],
    minutes: int,
    calendar: Calendar,
    formats: Formats,
) -> bool:
    """Whether a sitting holds a meeting; also where its format is none, which is told elsewhere."""
    try:
        word = formats.word(entry.format)
    except ValueError:
        return True
    day, start = moment
    return any(
        sitting.day == day
        and sitting.is_open_to(word)
        and sitting.opens <= start
        and start + minutes <= sitting.closes
        for sitting in calendar.sittings
    )


def _named(days: list[int], calendar: Calendar) -> str:
    dates = map(calendar.date_of, days)
    return listed(f"{date:%A} {date.day} {date:%B}" for date in dates)
