"""The public holidays of a week, as days on which nobody meets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from scenarios.loading.problems import FileProblems
from scenarios.loading.schema import HolidaysEntry, WeekEntry
from scenarios.reading.holidays import Holidays, holidays_in, holidays_of
from scenarios.reading.moments import Calendar
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.errors import BadInput
from scheduler.week.words import listed

_PATH: Path_ = ("week", "holidays")


def with_holidays(entry: WeekEntry, folder: Path, problems: FileProblems) -> WeekEntry:
    """The days of a week with its public holidays, as dates, last of the closed ones.

    Each is remarked; a session that names one of them is warned of where it is built.
    """
    said = entry.holidays
    if said is None or entry.to < entry.from_:
        return entry
    years = range(entry.from_.year, entry.to.year + 1)
    found = holidays_said(said, years, folder, _PATH, problems)
    calendar = Calendar(entry.from_, entry.to)
    kept = problems.read_all((*_PATH, "but_not"), said.but_not, calendar.days_named)
    names = {
        calendar.date_of(day): found[calendar.date_of(day)]
        for day in calendar.days
        if calendar.date_of(day) in found and day not in kept
    }
    if names:
        which = listed(
            f"{_day(day)} ({name})" if name else _day(day) for day, name in names.items()
        )
        problems.remark(_PATH, f"nobody meets on {which}; 'but_not' opens a day")
    return entry.model_copy(update={"closed": (*entry.closed, *map(date.isoformat, names))})


def holidays_said(
    said: HolidaysEntry, years: Iterable[int], folder: Path, path: Path_, problems: FileProblems
) -> Holidays:
    """The holidays that an entry means, in some years; what is wrong is noted.

    Parameters
    ----------
    folder
        From where a file in it is named.
    path
        Where the entry stands.
    """
    found = Holidays()
    if said.country is not None:
        try:
            place = said.country, said.subdivision, years
            found |= problems.read_at(path, holidays_of, *place) or {}
        except BadInput as error:
            problems.add(path, error.problems[0].what)
    if said.file is not None and problems.file((*path, "file"), folder / said.file):
        found |= problems.read("", holidays_in, folder / said.file) or {}
    return found


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
