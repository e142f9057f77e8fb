"""Days that a scenario file names by their date, some weeks later."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from scenarios.loading.patches import PATCHES, Values, changed_at
from scenarios.reading.dates import possible_dates
from scheduler.errors import BadInput
from scheduler.week.week import Week

_ENTRIES = (("sessions", "*"), ("experiments", "proposals", "*"))

_DAYS = (
    ("formats", "*", "sittings"),
    ("week", "closed"),
    ("week", "poor"),
    ("week", "holidays", "but_not"),
    *(("delegations", "default", word) for word in ("present", "absent")),
    *(
        ("delegations", section, "*", word)
        for section in ("also", "except")
        for word in ("present", "absent")
    ),
    ("venue", "rooms", "*", "closed"),
    ("venue", "rooms", "*", "divides_into", "*", "closed"),
    ("experiments", "sittings"),
    *((*way, word) for way in _ENTRIES for word in ("days", "sittings", "pinned")),
    *((*way, "repeat", word) for way in _ENTRIES for word in ("every", "but_not")),
    ("rules",),
)
"""Where a file names days, sittings and moments; ``*`` stands for every key."""

_JOINED = re.compile(r"(?<=\d)T(?=\d)")


def check_first(week: Week, first: date, where: str) -> None:
    """Refuse a first day of a week that lies before this one's, or on another weekday.

    The days of sessions, rooms and delegations go by weekday from year to year.

    Raises
    ------
    BadInput
        With the nearest days that will do.
    """
    if first <= week.first:
        what = f"{first} does not lie after this year's first day, {week.first}"
        raise BadInput.at(where, f"{what}; give the first day of next year's week")
    beyond = (first - week.first).days % 7
    if beyond:
        before = first - timedelta(days=beyond)
        near = f"{before} or {before + timedelta(days=7)}"
        what = f"{first} is a {first:%A}, and this year's week begins on a {week.first:%A}"
        how = "days that will not do can be closed in the file (week: closed)"
        raise BadInput.at(where, f"{what}, by which its sessions go; give {near}: {how}")


def shifted(data: Values, week: Week, first: date) -> Values:
    """The values of a file with every date in its week as one of the week that begins on a day."""
    days = first - week.first
    last = week.date_of(week.length - 1)

    def later(text: str) -> str:
        words = _JOINED.sub(" ", text).split()
        for end in range(len(words), 0, -1):
            dates = list[date]()
            with suppress(ValueError):
                dates = possible_dates(" ".join(words[:end]), {week.first.year, last.year})
            inside = [one for one in dates if week.first <= one <= last + timedelta(days=1)]
            if len(inside) == 1:
                return " ".join([(inside[0] + days).isoformat(), *words[end:]])
        return text

    for above in ((), *PATCHES):
        for way in _DAYS:
            data = changed_at(data, (*above, *way), lambda value: _each(value, later))
        data = changed_at(data, (*above, "week", "days"), lambda value: _keys(value, later))
        for key in ("from", "to"):
            data = changed_at(data, (*above, "week", key), lambda value: _each(value, later))
    return data


def _each(value: Any, later: Callable[[str], str]) -> Any:
    """A value with every text in it later; keys stay."""
    if isinstance(value, str):
        return later(value)
    if isinstance(value, list):
        return [_each(one, later) for one in value]
    if isinstance(value, dict):
        return {key: _each(one, later) for key, one in value.items()}
    return value


def _keys(value: Any, later: Callable[[str], str]) -> Any:
    return {later(key): one for key, one in value.items()} if isinstance(value, dict) else value
