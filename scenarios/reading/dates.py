"""Dates and weekdays as people write them, in any week."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, timedelta

from scheduler.week.words import listed

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(f"{date(2011, month, 1):%B}".lower() for month in range(1, 13))

_FOREIGN_DAYS = (
    ("lundi", "lunes", "montag", "lun"),
    ("mardi", "martes", "dienstag", "mar"),
    ("mercredi", "miercoles", "mittwoch", "mer", "mie"),
    ("jeudi", "jueves", "donnerstag", "jeu", "jue"),
    ("vendredi", "viernes", "freitag", "ven", "vie"),
    ("samedi", "sabado", "samstag", "sonnabend", "sam", "sab"),
    ("dimanche", "domingo", "sonntag", "dim", "dom"),
)
"""Days, without accents, in French, Spanish and German, and as the first two shorten them."""

_GERMAN_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
"""As they stand before a date, and nowhere else."""

_FOREIGN_MONTHS = (
    ("janvier", "enero", "januar"),
    ("fevrier", "febrero", "februar"),
    ("mars", "marzo", "marz"),
    ("avril", "abril"),
    ("mai", "mayo"),
    ("juin", "junio", "juni"),
    ("juillet", "julio", "juli"),
    ("aout", "agosto"),
    ("septembre", "septiembre", "setiembre"),
    ("octobre", "octubre", "oktober"),
    ("novembre", "noviembre"),
    ("decembre", "diciembre", "dezember"),
)
"""Months, without accents, in French, Spanish and German; three letters of one may do."""

_WEEKDAY_FIRST = re.compile(r"([a-z]+)[\s,.]+(?:(?:den|le|el)\s)?(?=\d)")
_MIDNIGHT = re.compile(r"(?<=\d)[\st]00:00(:00(\.0+)?)?$")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_IN_NUMBERS = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})")
_COUNTED = re.compile(r"([34]\d{4}|5[0-4]\d{3})(?:[.,]0+)?")
_IN_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:[\s-]|\sde\s|(?<=\.))([a-z]{3,})\.?"
    r"(?:(?:[\s-]|\sdel?\s)(\d{4}|\d{2}))?"
)
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.")

COUNTED_FROM = (date(1899, 12, 30), date(1904, 1, 1))
"""The days from which spreadsheets count: those of Windows and, before 2011, those of the Mac."""

CENTURY = 2000
"""The century of a year that is written with two digits."""


def weekday_named(word: str) -> int | None:
    """The weekday, 0 for Monday, of ``monday``, ``mondays``, ``Mon`` or ``lundi``; or None.

    It may stand in English, French, Spanish or German.
    """
    word = _bare(word).removesuffix(".")
    for number, name in enumerate(WEEKDAYS):
        if word == f"{name}s" or (len(word) >= 3 and name.startswith(word)):
            return number
    return next((n for n, names in enumerate(_FOREIGN_DAYS) if word in names), None)


def _bare(words: str) -> str:
    """Words in small letters, without accents and needless blanks."""
    letters = unicodedata.normalize("NFKD", words.lower())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def _months_named(word: str) -> set[int]:
    """The months, from 1, that a word can mean: all of it, or its first letters."""
    names = [{MONTHS[n], *_FOREIGN_MONTHS[n]} for n in range(12)]
    whole = {number for number, here in enumerate(names, 1) if word in here}
    return whole or {
        number
        for number, here in enumerate(names, 1)
        if any(name.startswith(word) for name in here)
    }


def possible_dates(words: str, years: Iterable[int] = ()) -> list[date]:
    """The dates that words can mean: several where day and month may stand either way round.

    Read are ``2011-06-20``, ``20.06.2011``, ``20/06/2011``, ``06/20/2011``, ``20 June 2011``,
    ``20-Jun-11``, ``20 juin 2011``, ``20 de junio de 2011`` and ``20. Juni 2011``, each with its
    weekday before it or without, and ``00:00:00`` after it or without; and ``40714``, as
    spreadsheets count days, in either of their two ways. A year of two digits is one from 2000 on,
    and may stand first among numbers. Empty where the words have no such form.

    Parameters
    ----------
    years
        Those in which a date without a year, such as ``20 June`` or ``20.6.``, may lie.

    Raises
    ------
    ValueError
        With a sentence, where the words have the form of a date that does not exist, or that falls
        on another weekday.
    """
    weekday, found = weekday_and_dates(words, years)
    return on_weekday(words, weekday, found)


def weekday_and_dates(words: str, years: Iterable[int]) -> tuple[int | None, list[date]]:
    """The weekday that stands before a date, if any, and each day that the date can be."""
    said = _MIDNIGHT.sub("", _bare(words))
    if counted := _COUNTED.fullmatch(said):
        return None, [first + timedelta(days=int(counted[1])) for first in COUNTED_FROM]
    before = _WEEKDAY_FIRST.match(said)
    weekday = weekday_named(before[1]) if before else None
    if before is not None and before[1] in _GERMAN_SHORT:
        weekday = _GERMAN_SHORT.index(before[1])
    readings = _readings(said if weekday is None or before is None else said[before.end() :], years)
    found = []
    for reading in readings:
        with suppress(ValueError):
            found.append(date(*reading))
    if readings and not found:
        raise ValueError(f"'{words}' is not a date: there is no such day{_how_many(readings)}")
    return weekday, list(dict.fromkeys(found))


def on_weekday(words: str, weekday: int | None, dates: list[date]) -> list[date]:
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
        months = list(_months_named(form[2]))
        if len(months) == 1:
            said_year = [int(form[3]) + CENTURY * (len(form[3]) == 2)] if form[3] else years
            return [(year, months[0], int(form[1])) for year in dict.fromkeys(said_year)]
    if form := _WITHOUT_YEAR.fullmatch(said):
        return [(year, int(form[2]), int(form[1])) for year in dict.fromkeys(years)]
    return []


def read_date(words: object) -> date:
    """Read a date in any form of `possible_dates`; `ValueError` where it is none, or can be two."""
    if isinstance(words, date):
        return words
    found = possible_dates(str(words))
    if not found:
        raise ValueError(f"'{words}' is not understood as a date; write it as 2011-06-20")
    return only_date(str(words), found)


def read_weekday(words: str) -> int:
    """The weekday, 0 for Monday, of a date or weekday; `ValueError` where the words are neither."""
    found = possible_dates(words)
    weekday = (
        only_date(words, found).weekday() if found else weekday_named(next(iter(words.split()), ""))
    )
    if weekday is None:
        raise ValueError(
            f"'{words}' is not understood as a date or a weekday; write it as 2011-06-20"
        )
    return weekday


def only_date(words: str, dates: list[date]) -> date:
    """The one date that words mean; `ValueError` where they can mean another."""
    if len(dates) > 1:
        both = listed(one.isoformat() for one in sorted(dates))
        raise ValueError(f"'{words}' can mean {both}{as_counted(words)}; write one of them")
    return dates[0]


def as_counted(words: str) -> str:
    """Give ``, as spreadsheets count days`` where that is what words are."""
    return ", as spreadsheets count days" if _COUNTED.fullmatch(words.strip()) else ""


_YEAR_OF_A_TEAM = re.compile(r"((?:19|20)\d\d)(?:\s*[-–/]\s*(\d{2}|\d{4}))?")


def read_team_year(said: str) -> int:
    """Read the year of a team, from one meeting of the States Parties to the next: ``2010-11``.

    The calendar year in which it begins may stand alone: ``2010``.

    Returns
    -------
    int
        The year in which it begins.

    Raises
    ------
    ValueError
        With a sentence that shows the expected form.
    """
    match = _YEAR_OF_A_TEAM.fullmatch(said.strip())
    if match is None:
        raise ValueError(f"'{said}' is not a year; write it as 2010-11")
    begins = int(match[1])
    if match[2] is not None and int(match[2]) % 100 != (begins + 1) % 100:
        last = f"{(begins + 1) % 100:02d}"
        raise ValueError(f"'{said}' is not one year and the next; write it as {begins}-{last}")
    return begins
