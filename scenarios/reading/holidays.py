"""Public holidays, from a table, from a calendar file, or of a place: dates with their names.

A place is what the package `holidays` knows: a country by its code, as in CH, and a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from scenarios.reading.dates import read_date
from scenarios.reading.files import check_within
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.office import need_office
from scenarios.reading.spelling import suggestion
from scenarios.reading.tables.csv_file import read_rows
from scheduler.errors import BadInput

LARGEST = 5_000_000
"""Bytes of the largest calendar file."""

LONGEST = 366
"""Days in the longest entry of a calendar file that is read."""

Holidays = dict[date, str]


def holidays_in(path: Path) -> Holidays:
    """The holidays in a table with the columns date and name, or in a calendar file (.ics).

    Raises
    ------
    BadInput
        Where the file cannot be read, with every row that is no date.
    """
    return _in_calendar(path) if path.suffix.lower() == ".ics" else _in_table(path)


def _in_table(path: Path) -> Holidays:
    problems, found = InputProblems(), Holidays()
    for row in read_rows(path, ("date", "name"), "table of holidays", known=()):
        day = problems.read(row.place("date"), read_date, row.cells["date"])
        if day is not None:
            found[day] = row.cells["name"]
    problems.finish()
    return found


def _in_calendar(path: Path) -> Holidays:
    need_office("icalendar", "calendar files")
    from icalendar import Calendar

    try:
        if path.stat().st_size > LARGEST:
            raise BadInput.at(str(path), "the file is larger than a calendar of holidays can be")
        check_within(path)
        calendar = Calendar.from_ical(path.read_bytes())
        events = list(calendar.walk("VEVENT"))
    except (OSError, ValueError, IndexError) as error:
        what = f"the file cannot be read as a calendar (.ics): {error}"
        raise BadInput.at(str(path), what) from None
    found = Holidays()
    for event in events:
        begin, end = (event.get(key) and event.decoded(key) for key in ("dtstart", "dtend"))
        if not isinstance(begin, date):
            continue
        first = begin.date() if isinstance(begin, datetime) else begin
        last = end - timedelta(days=1) if type(end) is date else first
        for number in range(min(LONGEST, max(1, (last - first).days + 1))):
            found[first + timedelta(days=number)] = str(event.get("summary", ""))
    return found


def holidays_of(country: str, subdivision: str | None, years: Iterable[int]) -> Holidays:
    """The holidays of a place, by their English names where these are known.

    Raises
    ------
    ValueError
        With a sentence, where there is no such place.
    BadInput
        Where the package for it is not installed.
    """
    need_office("holidays", "the holidays of a place")
    import holidays

    known = holidays.list_supported_countries(include_aliases=True)
    if (code := country.upper()) not in known:
        what = f"there is no country '{country}' whose holidays are known"
        raise ValueError(f"{what}; write its code, as in CH, or name a file")
    parts = known[code]
    if subdivision is not None and subdivision not in parts:
        hint = suggestion(subdivision, parts) or f"; its parts are {', '.join(parts)}"
        raise ValueError(f"{code} has no part '{subdivision}'{hint if parts else ''}")
    found = holidays.country_holidays(code, subdiv=subdivision, years=years, language="en_US")
    return {day: found[day] for day in sorted(found)}
