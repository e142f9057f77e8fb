"""A moment of a week as a person writes it: a date or a weekday, and a time."""

from __future__ import annotations

import re

from scenarios.exchange.schedule_csv import possible_dates
from scenarios.reading.calendar import WEEKDAYS
from scenarios.reading.spelling import suggestion
from scheduler.week.clock import parse_clock
from scheduler.week.week import Week

_BETWEEN = re.compile(r"(?<=\d)T(?=\d)")
"""What stands between a date and a time where a machine has written them."""


def read_moment(words: str, week: Week) -> tuple[int, int]:
    """Read ``2011-06-23 10:00`` or ``thursday 10:00`` as a day, and minutes after midnight.

    The day is a date in any form that a schedule CSV may have, a weekday of which the week has one
    only, or the day as the program writes it: ``Thursday 23 June``.

    Raises
    ------
    ValueError
        With a sentence, where the words mean no moment of the week, or several.
    """
    *before, last = _BETWEEN.sub(" ", words).split() or [""]
    if ":" not in last or not before:
        raise ValueError(f"'{words}' needs a day and a time, as in {_example(week)}")
    day = _day(" ".join(before).rstrip(","), week)
    return day, parse_clock(last.removesuffix(":00") if last.count(":") == 2 else last)


def _day(words: str, week: Week) -> int:
    dates = {week.date_of(day): day for day in week.days}
    possible = possible_dates(words)
    if possible:
        inside = [one for one in possible if one in dates]
        if len(inside) == 1:
            return dates[inside[0]]
        if inside:
            both = " and ".join(one.isoformat() for one in inside)
            raise ValueError(f"'{words}' can mean {both}; write one of them")
        raise ValueError(f"'{words}' is not a day of this week; its days are {_days(week)}")
    name = words.lower()
    named = [
        day
        for day in week.days
        if name in (WEEKDAYS[week.date_of(day).weekday()], week.day_name(day).lower())
    ]
    if len(named) == 1:
        return named[0]
    if named:
        dates_of = " and ".join(week.date_of(day).isoformat() for day in named)
        raise ValueError(f"'{words}' can mean {dates_of}; write one of them")
    weekdays = dict.fromkeys(WEEKDAYS[week.date_of(day).weekday()] for day in week.days)
    raise ValueError(
        f"'{words}' is not a day of this week{suggestion(name, weekdays)} "
        f"(or write the date, as in {_example(week)})"
    )


def _days(week: Week) -> str:
    first, last = min(week.days), max(week.days)
    return f"{week.date_of(first).isoformat()} to {week.date_of(last).isoformat()}"


def _example(week: Week) -> str:
    return f"'{week.date_of(min(week.days)).isoformat()} 10:00'"
