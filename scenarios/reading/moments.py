"""Days, sittings and moments of a week as people write them: one reader for every file and option.

A time of day is read by `scheduler.week.clock.parse_clock`, a date by `scenarios.reading.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from scenarios.reading.dates import (
    WEEKDAYS,
    as_counted,
    on_weekday,
    only_date,
    weekday_and_dates,
    weekday_named,
)
from scenarios.reading.spelling import suggestion
from scheduler.week.clock import DAY, clock, parse_clock
from scheduler.week.week import Sitting, Week
from scheduler.week.words import listed

_HALF = r"\s*[ap]\.?m\.?"
_MOMENT = re.compile(rf"(.*?)[\s,]*(?:\bat\s+|(?<=\d)T(?=\d)|\b)(\d{{1,2}}:\S*(?:{_HALF})?)", re.I)
_WITHOUT_COLON = re.compile(
    rf"(.*?)[\s,]+(?:at\s+|à\s+)?"
    rf"(\d{{1,2}}(?:\.\d\d)?{_HALF}|\d{{1,2}}\s?h(?:\s?\d\d)?|noon|(\d{{1,2}})\.(\d\d))",
    re.I,
)
"""A moment such as ``friday 3pm`` or ``friday 15h30``; or ``friday 15.00``, with what may be a day
and a month."""

_STRETCH = re.compile(r"\s*[-–—]\s*|\s+(?:to|until|à|au|a)\s+", re.I)

NEAR = 31
"""Days before a week, or after it, of which a moment may be: one further away is a slip."""

LONGEST = 100
"""Characters of the longest moment."""


class ByHours(NamedTuple):
    """What some sittings cover where sittings overlap: whoever is away from one is away by hours.

    Attributes
    ----------
    inside
        The sittings named, and those that lie inside their hours.
    partly
        Those that lie inside their hours in part, each with one named that it overlaps. What is
        named beside a sitting that it overlaps means itself alone, and is none of these.
    """

    inside: frozenset[str]
    partly: tuple[tuple[Sitting, Sitting], ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """All of these: where who is away from some of their hours cannot be counted on."""
        return self.inside.union(one.id for one, _ in self.partly)


class Calendar:
    """The days and sittings of a week, and the words for them.

    Every method that reads words raises `ValueError`, with a sentence, where they mean nothing in
    this week, or more than one thing where one is needed.

    Parameters
    ----------
    first, last
        The first and last day, both included.
    holidays
        Days on which nobody meets as they are public holidays.
    """

    def __init__(
        self,
        first: date,
        last: date,
        sittings: tuple[Sitting, ...] = (),
        holidays: frozenset[int] = frozenset(),
    ) -> None:
        self.first = first
        self.last = last
        self.days = tuple(range((last - first).days + 1))
        self.sittings = sittings
        self.holidays = holidays
        nights = {sitting.day + 1 for sitting in sittings if sitting.closes > DAY}
        self.dated = tuple(sorted(nights.union(self.days)))
        """The days, and the one into whose small hours the last night goes."""

    @classmethod
    def of(cls, week: Week) -> Calendar:
        """The calendar of a week that is built."""
        return cls(week.first, week.date_of(week.length - 1), week.sittings)

    def date_of(self, day: int) -> date:
        return self.first + timedelta(days=day)

    def days_named(self, words: str) -> list[int]:
        """The days that words mean: ``monday``, ``mondays``, ``Monday 20 June``, or a date."""
        return self._named(words, self.days)

    def _named(self, words: str, among: Iterable[int]) -> list[int]:
        dates = self._dates(words)
        weekday = weekday_named(words)
        found = [
            day
            for day in among
            if self.date_of(day) in dates or self.date_of(day).weekday() == weekday
        ]
        if dates and found:
            only_date(words, [self.date_of(day) for day in found])
        if not found:
            understood = bool(dates) or weekday is not None
            if not understood and any(map(str.isdigit, words)):
                raise ValueError(
                    f"'{words}' is not understood as a date; write it as {self.first}, for example"
                )
            stretch = [one.strip() for one in _STRETCH.split(words)]
            hint = "" if understood else self._meant(words)
            if len(stretch) == 2 and None not in map(weekday_named, stretch):
                hint = "; name each day of a stretch by itself, as in [wednesday, thursday]"
            if counted := as_counted(words):
                hint = f": it is {listed(map(str, dates), 'or')}{counted}"
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
        """The one day of a moment; where it may lie ``anywhere``, also one outside the week."""
        dates = self._dates(words) if anywhere else []
        if dates and not any(self.first <= one <= self.last for one in dates):
            return (only_date(words, dates) - self.first).days
        dates = [self.date_of(day) for day in self._named(words, self.dated)]
        return (only_date(words, dates) - self.first).days

    def _dates(self, words: str) -> list[date]:
        """The dates that words can mean: where one is of this week, those of this week."""
        weekday, dates = weekday_and_dates(words, (self.first.year, self.last.year))
        inside = [one for one in dates if self.first <= one <= self.last]
        return on_weekday(words, weekday, inside or dates)

    def moment_named(self, words: str) -> tuple[int, int]:
        """The day, and minutes after midnight, of ``2011-06-20 10:00`` or ``monday 10:00``.

        ``monday 24:00`` is midnight, with which Tuesday begins. The day is that of the sitting: of
        ``tuesday 00:30``, Monday where its night goes on.
        """
        day, time = self._divided(words)
        return self.counted(self.day_named(day), parse_clock(time))

    def counted(self, day: int, minutes: int) -> tuple[int, int]:
        """A moment, counted from the midnight with which the day of its sitting begins."""
        day, minutes = day + minutes // DAY, minutes % DAY
        moment = day * DAY + minutes
        if any(one.day == day - 1 and one.begin <= moment < one.end for one in self.sittings):
            return day - 1, minutes + DAY
        return day, minutes

    def minute_named(self, words: str) -> int:
        """The minute from the beginning of the week, which may lie before it or after.

        A day alone is its midnight. What is further away than `NEAR` is refused.
        """
        alone = self._dates(words) or weekday_named(words) is not None
        day, time = (words, "00:00") if alone else self._divided(words)
        found = self.day_named(day, anywhere=True)
        if not -NEAR <= found < len(self.days) + NEAR:
            said = self.date_of(found)
            meant = [one for one in map(self.date_of, self.days) if _alike(one, said)]
            hint = f"; did you mean {meant[0]}?" if meant else ""
            raise ValueError(f"'{words}' is far outside this week, {self._span}{hint}")
        return found * DAY + parse_clock(time)

    def _divided(self, words: str) -> tuple[str, str]:
        said = words.strip() if len(words) <= LONGEST else ""
        form = _MOMENT.fullmatch(said)
        if form is not None and form[1]:
            return form[1], form[2]
        form = _WITHOUT_COLON.fullmatch(said)
        if form is None or not form[1]:
            raise ValueError(f"'{words}' needs a day and a time, as in '{self.first} 10:00'")
        day, time = form[1], form[2]
        if form[3] and 1 <= int(form[4]) <= 12 and not self.is_date(day):
            meant = time.replace(".", ":")
            raise ValueError(f"'{time}' can be a time or a date; write the time as {meant}")
        return day, time

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

    def by_hours(self, named: Collection[str]) -> ByHours:
        """What sittings, by their identifiers, cover by their hours besides themselves."""
        said: dict[int, list[Sitting]] = {}
        for one in self.sittings:
            if one.id in named:
                for day in (one.day - 1, one.day, one.day + 1):
                    said.setdefault(day, []).append(one)
        alone = {
            one.id
            for day, there in said.items()
            for one in there
            if one.day == day and any(_overlap_in_part(one, other) for other in there)
        }
        inside, partly = set(named), list[tuple[Sitting, Sitting]]()
        for one in self.sittings:
            if one.id in named:
                continue
            there = said.get(one.day, [])
            near = [other for other in there if other.begin < one.end and one.begin < other.end]
            if not near:
                continue
            minutes = range(one.begin, one.end)
            if all(any(other.begin <= minute < other.end for other in near) for minute in minutes):
                inside.add(one.id)
            else:
                partly += [(one, other) for other in near if other.id not in alone][:1]
        return ByHours(frozenset(inside), tuple(partly))

    def partly_named(self, found: ByHours) -> Iterator[tuple[str, str]]:
        """What to say of sittings that lie partly inside what is named, and how to name them."""
        words: dict[str, list[str]] = {}
        for one, other in found.partly:
            weekday = WEEKDAYS[self.date_of(one.day).weekday()]
            word = f"{weekday} {one.name}" if len(self.days_named(weekday)) == 1 else one.id
            what = f"'{one.name}', {_span(one)}, overlaps '{other.name}', {_span(other)}"
            words.setdefault(f"{what}, only in part", []).append(f"'{word}'")
        for what, names in words.items():
            yield what, listed(names)

    def _weekday_is_here(self, word: str) -> bool:
        return any(self.date_of(day).weekday() == weekday_named(word) for day in self.days)

    def _no_sitting(self, words: str, name: str, there: Iterable[Sitting] = ()) -> str:
        names = [sitting.name for sitting in there or self.sittings]
        return f"'{words}' is not a sitting of this week{suggestion(name, names)}"


def _overlap_in_part(one: Sitting, other: Sitting) -> bool:
    """Whether two sittings overlap, and neither lies inside the other."""
    first, second = sorted((one, other), key=lambda each: each.begin)
    return first.begin < second.begin < first.end < second.end


def _span(sitting: Sitting) -> str:
    return f"{clock(sitting.opens)} to {clock(sitting.closes)}"


def _alike(one: date, other: date) -> bool:
    """Whether two dates differ in nothing but the year."""
    return (one.month, one.day) == (other.month, other.day)


class _ClosedDay(ValueError):  # noqa: N818  (a state of affairs, in the field's words)
    """Words that mean a day on which nobody meets, where a sitting was asked for."""
