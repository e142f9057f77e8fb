"""Dates, days, sittings and moments as people write them: one reader for every file and option.

A time of day is read by `scheduler.week.clock.parse_clock`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import pairwise

from scenarios.reading.spelling import suggestion
from scheduler.week.clock import DAY, parse_clock
from scheduler.week.week import Sitting, Week
from scheduler.week.words import listed

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(f"{date(2011, month, 1):%B}".lower() for month in range(1, 13))

_WEEKDAY_FIRST = re.compile(r"([a-z]+)[\s,]+(?=\d)")
_MIDNIGHT = re.compile(r"(?<=\d)[\st]00:00(:00(\.0+)?)?$")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_IN_NUMBERS = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})")
_COUNTED = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]([a-z]{3,})(?:[\s-](\d{4}))?")
_MOMENT = re.compile(r"(.*?)[\s,]*(?:\bat\s+|(?<=\d)T(?=\d)|\b)(\d{1,2}:\S*(?:\s+[ap]m)?)", re.I)

CENTURY = 2000
"""The century of a year that is written with two digits."""

LONGEST = 100
"""Characters of the longest moment."""


def weekday_named(word: str) -> int | None:
    """The weekday, 0 for Monday, of ``monday``, ``mondays`` or ``Mon``; None where it is none."""
    word = word.strip().lower()
    for number, name in enumerate(WEEKDAYS):
        if word == f"{name}s" or (len(word) >= 3 and name.startswith(word)):
            return number
    return None


def possible_dates(words: str, years: Iterable[int] = ()) -> list[date]:
    """The dates that words can mean: several where day and month may stand either way round.

    Read are ``2011-06-20``, ``20.06.2011``, ``20/06/2011``, ``06/20/2011`` and ``20 June 2011``,
    each with its weekday before it or without, and ``00:00:00`` after it or without. A year of two
    digits is one from 2000 on, and may stand first. Empty where the words have no such form.

    Parameters
    ----------
    years
        Those in which a date without a year, such as ``20 June``, may lie.

    Raises
    ------
    ValueError
        With a sentence, where the words have the form of a date that does not exist, or that falls
        on another weekday.
    """
    weekday, found = _weekday_and_dates(words, years)
    return _fitting(words, weekday, found)


def _weekday_and_dates(words: str, years: Iterable[int]) -> tuple[int | None, list[date]]:
    """The weekday that stands before a date, if any, and each day that the date can be."""
    said = _MIDNIGHT.sub("", " ".join(words.lower().split()))
    if _COUNTED.fullmatch(said):
        what = "is a day as spreadsheets count them"
        raise ValueError(f"'{words}' {what}; show the cells as dates, and save the table again")
    before = _WEEKDAY_FIRST.match(said)
    weekday = weekday_named(before[1]) if before else None
    readings = _readings(said if weekday is None or before is None else said[before.end() :], years)
    found = []
    for reading in readings:
        with suppress(ValueError):
            found.append(date(*reading))
    if readings and not found:
        raise ValueError(f"'{words}' is not a date: there is no such day{_how_many(readings)}")
    return weekday, list(dict.fromkeys(found))


def _fitting(words: str, weekday: int | None, dates: list[date]) -> list[date]:
    """The dates that fall on a weekday; `ValueError` where none of them does."""
    fitting = [one for one in dates if weekday in (None, one.weekday())]
    if dates and not fitting:
        days = listed(f"{one} is a {one:%A}" for one in dates)
        raise ValueError(f"'{words}' contradicts itself: {days}; correct one of them")
    return fitting


def _how_many(readings: list[tuple[int, int, int]]) -> str:
    """How many days the month has in which a date should lie."""
    for year, month, day in readings:
        if 1 <= month <= 12 and MINYEAR <= year <= MAXYEAR and day:
            name = MONTHS[month - 1].capitalize()
            of_year = f" {year}" if month == 2 else ""
            return f"; {name}{of_year} has only {monthrange(year, month)[1]} days"
    return ""


def _readings(said: str, years: Iterable[int]) -> list[tuple[int, int, int]]:
    """Year, month and day as they stand in a date, in each way that it can be read."""
    if form := _ISO.fullmatch(said):
        return [(int(form[1]), int(form[3]), int(form[4]))]
    if form := _IN_NUMBERS.fullmatch(said):
        one, other, year = int(form[1]), int(form[3]), int(form[4])
        short = len(form[4]) == 2
        last = year + CENTURY * short
        readings = [(last, other, one), (last, one, other), (one + CENTURY, other, year)]
        return readings[: 1 if form[2] == "." else 3 if short else 2]
    if form := _IN_WORDS.fullmatch(said):
        months = [n for n, name in enumerate(MONTHS, 1) if name.startswith(form[2])]
        if len(months) == 1:
            in_years = [int(form[3])] if form[3] else list(dict.fromkeys(years))
            return [(year, months[0], int(form[1])) for year in in_years]
    return []


def read_date(words: object) -> date:
    """Read a date in any form of `possible_dates`; `ValueError` where it is none, or can be two."""
    if isinstance(words, date):
        return words
    found = possible_dates(str(words))
    if not found:
        raise ValueError(f"'{words}' is not a date; write it as 2011-06-20")
    return _only(str(words), found)


def read_weekday(words: str) -> int:
    """The weekday, 0 for Monday, of a date or weekday; `ValueError` where the words are neither."""
    found = possible_dates(words)
    weekday = (
        _only(words, found).weekday() if found else weekday_named(next(iter(words.split()), ""))
    )
    if weekday is None:
        raise ValueError(f"'{words}' is not a date or a weekday; write it as 2011-06-20")
    return weekday


def _only(words: str, dates: list[date]) -> date:
    if len(dates) > 1:
        both = listed(one.isoformat() for one in sorted(dates))
        raise ValueError(f"'{words}' can mean {both}; write one of them")
    return dates[0]


class Calendar:
    """The days and sittings of a week, and the words for them.

    Every method that reads words raises `ValueError`, with a sentence, where they mean nothing in
    this week, or more than one thing where one is needed.

    Parameters
    ----------
    first, last
        The first and last day, both included.
    """

    def __init__(self, first: date, last: date, sittings: tuple[Sitting, ...] = ()) -> None:
        self.first = first
        self.last = last
        self.days = tuple(range((last - first).days + 1))
        self.sittings = sittings

    @classmethod
    def of(cls, week: Week) -> Calendar:
        """The calendar of a week that is built."""
        return cls(week.first, week.date_of(week.length - 1), week.sittings)

    def date_of(self, day: int) -> date:
        return self.first + timedelta(days=day)

    def days_named(self, words: str) -> list[int]:
        """The days that words mean: ``monday``, ``mondays``, ``Monday 20 June``, or a date."""
        dates = self._dates(words)
        weekday = weekday_named(words)
        found = [
            day
            for day in self.days
            if self.date_of(day) in dates or self.date_of(day).weekday() == weekday
        ]
        if dates and found:
            _only(words, [self.date_of(day) for day in found])
        if not found:
            hint = "" if dates or weekday is not None else self._meant(words)
            raise ValueError(f"'{words}' is not a day of this week, {self._span}{hint}")
        return found

    @property
    def _span(self) -> str:
        return " to ".join(dict.fromkeys(map(str, (self.first, self.last))))

    def is_date(self, words: str) -> bool:
        """Whether words name one day by its date, and not each of its weekday."""
        try:
            return bool(self._dates(words))
        except ValueError:
            return True

    def _meant(self, words: str, *sittings: str) -> str:
        """The hint at a day of the week, or at a sitting; none at one where another is nearer."""
        here = [WEEKDAYS[self.date_of(day).weekday()] for day in self.days]
        hint = suggestion(words, [*sittings, *WEEKDAYS])
        away = set(WEEKDAYS).difference(here)
        if hint.endswith("?") and any(hint.endswith(f" {day}?") for day in away):
            return ""
        return suggestion(words, dict.fromkeys([*sittings, *here], ""))

    def day_named(self, words: str, *, anywhere: bool = False) -> int:
        """The one day that words mean; where it may lie ``anywhere``, also one outside the week."""
        dates = self._dates(words) if anywhere else []
        if dates and not any(self.first <= one <= self.last for one in dates):
            return (_only(words, dates) - self.first).days
        dates = [self.date_of(day) for day in self.days_named(words)]
        return (_only(words, dates) - self.first).days

    def _dates(self, words: str) -> list[date]:
        """The dates that words can mean: where one is of this week, those of this week."""
        weekday, dates = _weekday_and_dates(words, (self.first.year, self.last.year))
        inside = [one for one in dates if self.first <= one <= self.last]
        return _fitting(words, weekday, inside or dates)

    def moment_named(self, words: str) -> tuple[int, int]:
        """The day, and minutes after midnight, of ``2011-06-20 10:00`` or ``monday 10:00``.

        ``monday 24:00`` is midnight, with which Tuesday begins.
        """
        day, time = self._divided(words)
        later, minutes = divmod(parse_clock(time), DAY)
        return self.day_named(day) + later, minutes

    def minute_named(self, words: str) -> int:
        """The minute from the beginning of the week, which may lie before it or after.

        A day alone is its midnight.
        """
        alone = self._dates(words) or weekday_named(words) is not None
        day, time = (words, "00:00") if alone else self._divided(words)
        return self.day_named(day, anywhere=True) * DAY + parse_clock(time)

    def _divided(self, words: str) -> tuple[str, str]:
        form = _MOMENT.fullmatch(words.strip()) if len(words) <= LONGEST else None
        if form is None or not form[1]:
            raise ValueError(f"'{words}' needs a day and a time, as in '{self.first} 10:00'")
        return form[1], form[2]

    def speaks_of_days(self, words: str) -> bool:
        """Whether words are of a day or a sitting, of this week or another, right or wrong."""
        day, name = self._day_and_sitting(words)
        first = next(iter(day.split()), "")
        return weekday_named(first) is not None or (self.is_date(day) if day else bool(name))

    def _day_and_sitting(self, words: str) -> tuple[str, str]:
        """The words for a day and the name of a sitting at their end; each may be empty."""
        said = " ".join(words.split())
        names = {sitting.name for sitting in self.sittings}
        if said.lower() in names:
            return "", said.lower()
        name = max((one for one in names if said.lower().endswith(f" {one}")), key=len, default="")
        return said[: len(said) - len(name)].rstrip(" ,"), name

    def open_sittings(self, words: str) -> list[str]:
        """The sittings that words mean, as by `sittings_named`; none of a day that is closed."""
        try:
            return self.sittings_named(words)
        except _ClosedDay:
            return []

    def sittings_named(self, words: str) -> list[str]:
        """The sittings that words mean: ``morning``, ``friday``, ``Friday 24 June, afternoon``."""
        day, name = self._day_and_sitting(words)
        said = " ".join(words.lower().split())
        names = dict.fromkeys(sitting.name for sitting in self.sittings)
        if not day:
            return [sitting.id for sitting in self.sittings if sitting.name == name]
        try:
            days = self.days_named(day)
        except ValueError:
            first, _, rest = said.partition(" ")
            if name or any(map(str.isdigit, said)):
                raise
            if weekday_named(first) is not None:
                if not rest or not self._weekday_is_here(first):
                    raise
                raise ValueError(self._no_sitting(words, rest)) from None
            hint = self._meant(first, *names)
            raise ValueError(f"'{words}' is not a sitting or a day of this week{hint}") from None
        there = [sitting for sitting in self.sittings if sitting.day in days]
        found = [sitting.id for sitting in there if name in ("", sitting.name)]
        if not there:
            closed = "the day is closed" if len(days) == 1 else "the days are closed"
            raise _ClosedDay(f"'{words}' has no sitting: {closed}")
        if not found:
            raise ValueError(self._no_sitting(words, name, there))
        return found

    def sittings_listed(self, pieces: list[str]) -> list[str]:
        """The sittings that a list means: ``friday morning`` and ``monday``."""
        names = {sitting.name for sitting in self.sittings}
        for one, other in pairwise(pieces):
            if other.lower() in names and not any(one.lower().endswith(name) for name in names):
                raise ValueError(
                    f"'{one}, {other}' can mean {one} {other}, or all of {one} and every {other}; "
                    "leave the comma out, or write every day with its sitting"
                )
        return [sitting for words in pieces for sitting in self.sittings_named(words)]

    def _weekday_is_here(self, word: str) -> bool:
        return any(self.date_of(day).weekday() == weekday_named(word) for day in self.days)

    def _no_sitting(self, words: str, name: str, there: Iterable[Sitting] = ()) -> str:
        names = [sitting.name for sitting in there or self.sittings]
        return f"'{words}' is not a sitting of this week{suggestion(name, names)}"


class _ClosedDay(ValueError):  # noqa: N818  (a state of affairs, in the field's words)
    """Words that mean a day on which nobody meets, where a sitting was asked for."""
