"""When something sits, in words: days and halves of days, as people say them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from scheduler.week.clock import DAY
from scheduler.week.timetable import Part
from scheduler.week.week import PROGRAMME, Week
from scheduler.week.words import listed

_WEEK = 7
"""Days up to which a weekday alone says which day is meant."""
_SEVERAL = 5
"""Days, and stretches of days, that are named one by one."""
_LONG = 30
"""Minutes in a half of a day from which a part that began before belongs to that half, too."""


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Daytime(IntEnum):
    """A half of a day, or the evening after it."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


EVENING = 18 * 60
"""When an evening begins, in minutes after midnight."""
_ENDS = {Daytime.MORNING: 13 * 60, Daytime.AFTERNOON: EVENING, Daytime.EVENING: 2 * DAY}
"""In minutes after midnight; a part that begins before 13:00 is one of the morning."""


class _Half(NamedTuple):
    day: int
    time: Daytime


class _DaySaid(NamedTuple):
    """A day in words: by itself, as it begins a range and as it ends one.

    It is whole where its morning and its afternoon are both meant.
    """

    words: str
    begins: str
    ends: str
    whole: bool


class _Stretch(NamedTuple):
    """The days of half-days in a row, and whether they are said as a range."""

    days: tuple[_DaySaid, ...]
    far: bool


def when(week: Week, parts: Iterable[Part]) -> str:
    """Say when parts are: ``on Monday and Tuesday``, ``from Monday afternoon to Thursday morning``.

    Half-days in a row, with none between them in which the official programme could meet, are said
    as one stretch, and a day whose morning and afternoon are both used without its halves.
    """
    used = {half for part in parts for half in _halves(part.day, part.start, part.minutes)}
    own = {one.word for one in week.formats if one.programme}
    usual = {
        half
        for sitting in week.sittings
        if sitting.formats & PROGRAMME or sitting.own & own
        for half in _halves(sitting.day, sitting.opens, sitting.minutes)
        if half.time is not Daytime.EVENING
    }
    days = sorted({half.day for half in used})
    times = {half.time for half in used}
    if len(times) == 1 and len(days) > 2:
        return f"on the {times.pop().name.lower()}s of {_days(week, days)}"
    stretches = [_stretch(week, run) for run in _runs(used, sorted(used | usual))]
    if sum(1 if one.far else len(one.days) for one in stretches) > _SEVERAL:
        return f"on {in_letters(len(used))} half-days {_between(week, days)}"
    phrases: list[str] = []
    for far, group in groupby(stretches, lambda one: one.far):
        if far:
            phrases += [f"from {one.days[0].begins} to {one.days[-1].ends}" for one in group]
        else:
            phrases.append(_on([day for one in group for day in one.days]))
    return listed(phrases)


def day_named(week: Week, day: int) -> str:
    """A day as briefly as it is clear: ``Monday``, or ``Monday 20`` and ``Monday 20 June``."""
    inside = 0 <= day < week.length
    if inside and week.length <= _WEEK:
        return f"{week.date_of(day):%A}"
    months = {week.date_of(number).month for number in (0, week.length - 1, day)}
    return (
        week.day_name(day) if len(months) > 1 else f"{week.date_of(day):%A} {week.date_of(day).day}"
    )


def on_days(week: Week, days: list[int]) -> str:
    """Days without their halves: ``on Monday and Tuesday``, ``from Monday to Thursday``."""
    named = _days(week, days) if len(days) > 2 else listed(day_named(week, day) for day in days)
    return f"{'from' if ' to ' in named else 'on'} {named}"


def in_letters(number: int) -> str:
    """A number as it is said inside a sentence: in letters up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def how_often(number: int) -> str:
    """As an adverb: ``once``, ``twice``, ``three times``."""
    return ("once", "twice")[number - 1] if number in (1, 2) else f"{in_letters(number)} times"


def _halves(day: int, start: int, minutes: int) -> Iterator[_Half]:
    """The half of a day in which something begins, and those of which it takes a good deal."""
    begins = 0
    first = True
    for time, ends in _ENDS.items():
        inside = min(start + minutes, ends) - max(start, begins)
        if (first and start < ends) or inside >= _LONG:
            yield _Half(day, time)
        first = first and start >= ends
        begins = ends


def _runs(used: Collection[_Half], every: list[_Half]) -> Iterator[list[_Half]]:
    """The half-days that are used, those in a row together."""
    for here, run in groupby(every, lambda half: half in used):
        if here:
            yield list(run)


def _stretch(week: Week, run: list[_Half]) -> _Stretch:
    days = tuple(
        _day(week, day, [half.time for half in halves])
        for day, halves in groupby(run, lambda half: half.day)
    )
    return _Stretch(days, len(days) > 2 or [day.whole for day in days] == [True, False])


def _on(days: list[_DaySaid]) -> str:
    """Days as a list; where a half could be taken for one of two days, each by itself."""
    if any(one.whole and not other.whole for one, other in pairwise(days)):
        return listed(f"on {day.words}" for day in days)
    return f"on {listed(day.words for day in days)}"


def _day(week: Week, day: int, times: list[Daytime]) -> _DaySaid:
    name = day_named(week, day)
    begins = name if times[0] is Daytime.MORNING else _half_named(name, times[:1])
    ends = name if times[-1] is Daytime.AFTERNOON else _half_named(name, times[-1:])
    if Daytime.MORNING in times and Daytime.AFTERNOON in times:
        late = " until the evening" if Daytime.EVENING in times else ""
        return _DaySaid(f"{name}{late}", begins, ends, whole=True)
    return _DaySaid(_half_named(name, times), begins, ends, whole=False)


def _half_named(day: str, times: list[Daytime]) -> str:
    """What is used of a day: ``Monday afternoon``, ``the afternoon of Monday 20``."""
    some = listed(time.name.lower() for time in times)
    return f"the {some} of {day}" if " " in day else f"{day} {some}"


def _days(week: Week, days: list[int]) -> str:
    """Days as a list; as a range where there are many, or all of those on which anybody meets."""
    open_days = [day for day in week.days if days[0] <= day <= days[-1]]
    if days == open_days or len(days) > _SEVERAL:
        return f"{day_named(week, days[0])} to {day_named(week, days[-1])}"
    return listed(day_named(week, day) for day in days)


def _between(week: Week, days: list[int]) -> str:
    first, last = day_named(week, days[0]), day_named(week, days[-1])
    return f"from {first} to {last}" if len(days) > 1 else f"on {first}"
