"""Times of day and stretches of time, as people write them.

Inside the program a time of day is a whole number of minutes after midnight, and a moment of the
week is ``day * 1440 + minutes``, where ``day`` counts calendar days from the first day of the week.
Both are times on the clock at the place of the meeting: where clocks change, they change too.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 1440
"""Minutes in a day."""

EVENING, DAWN = 18 * 60, 6 * 60
"""A stretch from after the one to before the other goes past midnight."""

_CLOCK = re.compile(
    r"(\d{1,2})(?:(?:(?P<sign>[:.])|\s?h(?:eures?)?\s?)([0-5]\d)(?:(?P=sign)00)?)?"
    r"(?:\s?(?:([ap])\.?\s?m\.?|(h(?:rs|eures?|oras?)?\.?|uhr)))?",
    re.IGNORECASE,
)
_AFTER_MIDNIGHT = re.compile(r"(\d\d)[:.]([0-5]\d)(?:[:.]00)?")
_COUNTED = re.compile(r"0?[.,](\d+)")
_NOON = frozenset(
    {"noon", "12 noon", "midday", "midi", "mittag", "mittags", "mediodía", "mediodia"}
)
_MIDNIGHT = frozenset({"midnight", "12 midnight", "minuit", "mitternacht", "medianoche"})


def parse_clock(text: str) -> int:
    """Read ``HH:MM`` as minutes after midnight, 0 to 1440.

    Short hours are accepted, what people write elsewhere, and what a spreadsheet makes of a time:
    ``9:30``, ``13:00:00``, ``13.00``, ``13h00``, ``13 h``, ``13 Uhr``, ``01:00:00 PM``,
    ``1:00 p.m.``, ``1 pm``, ``noon``, and ``0.5416667``, its share of a day.

    Raises
    ------
    ValueError
        With a sentence that shows the expected form, or that names both times that it can be.
    """
    said = " ".join(text.split())
    match = _CLOCK.fullmatch(said)
    if match and any(match.group(3, 4, 5)):
        hours, half = int(match[1]), (match[4] or "").lower()
        if half and 1 <= hours <= 12:
            hours, half = hours % 12 + 12 * (half == "p"), ""
        minutes = hours * 60 + int(match[3] or 0)
        if not half and minutes <= DAY and not (_COUNTED.fullmatch(said) and minutes):
            return minutes
    if counted := _COUNTED.fullmatch(said):
        return _share_of_a_day(text, counted[1])
    if said.casefold() in _NOON:
        return DAY // 2
    if said.casefold() in _MIDNIGHT:
        what = "can be the beginning of a day or its end"
        raise ValueError(f"'{text}' {what}; write 00:00 or 24:00")
    raise ValueError(f"'{text}' is not a time of day; write hours and minutes, as in 10:00")


def _share_of_a_day(text: str, decimals: str) -> int:
    """Minutes after midnight of a share such as ``0.4167``, as spreadsheets count a time.

    Raises
    ------
    ValueError
        Where it may have been typed as hours and minutes (``0.3`` is what a spreadsheet makes of
        ``0.30``), or is rounded so far that it can be several.
    """
    share = float(f"0.{decimals}")
    whole = round(share * DAY)
    minutes = int(decimals.ljust(2, "0"))
    if "." in text and 0 < minutes < 60:
        both = f"{clock(minutes)} or, as spreadsheets count times, {clock(whole)}"
        raise ValueError(f"'{text}' can mean {both}; write one of them")
    near = [m for m in range(whole - 1, whole + 2) if round(m / DAY, len(decimals)) == share]
    if whole == DAY or (abs(share * DAY - whole) > 1e-4 and near != [whole]):
        what = "is a time as spreadsheets count it, but rounded"
        raise ValueError(f"'{text}' {what}; show the cells as times, and save the table again")
    return whole


def parse_end(text: str) -> int:
    """Read the time at which something ends, 1 to 1440: ``00:00`` is midnight, the day's end.

    A spreadsheet writes 24:00 as 00:00, and ``midnight`` is the same. The errors are those of
    `parse_clock`; one on 24:30 says that it is 00:30.
    """
    if " ".join(text.split()).casefold() in _MIDNIGHT:
        return DAY
    late = _AFTER_MIDNIGHT.fullmatch(text.strip())
    if late and DAY < (minutes := int(late[1]) * 60 + int(late[2])) <= DAY + DAWN:
        raise ValueError(f"'{text}' is not a time of day; write {clock(minutes)}")
    return parse_clock(text) or DAY


def parse_hours(text: str) -> tuple[int, int]:
    """Read ``10:00-13:00`` or ``10:00 to 13:00`` as minutes after midnight, the first smaller.

    ``22:00-00:00`` is the same as ``22:00-24:00``, and ``21:00-01:30`` ends after 1530 minutes.

    Raises
    ------
    ValueError
        With a sentence that shows the expected form.
    """
    times = [time.strip() for time in re.split(r"[-–—]|\b(?:to|bis|à)\b", text)]
    if len(times) != 2:
        raise ValueError(f"'{text}' is not a stretch of time; write it as 10:00-13:00")
    opens, closes = parse_clock(times[0]), parse_end(times[1])
    if opens == closes:
        raise ValueError(
            f"'{text}' lasts no time at all; write the earlier time first, then the later"
        )
    if opens == DAY:
        what = f"'{text}' begins where a day ends; write 00:00-{clock(closes)} on the next day"
        raise ValueError(what)
    if opens > closes and past_midnight(opens, closes):
        closes += DAY
    if opens > closes:
        raise ValueError(f"'{text}' ends before it begins; write the earlier time first")
    return opens, closes


def past_midnight(begin: int, end: int) -> bool:
    """Whether two times of day, the later first, are a night's, and no slip of the pen."""
    return begin >= EVENING and end <= DAWN


def local_time(zone: ZoneInfo, first: date, moment: int) -> datetime:
    """The time of a moment of the week, with the offset from universal time that it has there.

    Parameters
    ----------
    first
        The first day of the week.

    Returns
    -------
    datetime
        Where clocks go back, the first of the two times; where they go forward, a time that no
        clock shows has the offset from before.
    """
    return datetime.combine(first, time(), zone) + timedelta(minutes=moment)


def clocks_moved(zone: ZoneInfo, first: date, begin: int, end: int) -> int:
    """Minutes by which clocks go forward from one moment of the week to another; below 0: back.

    What begins or ends while clocks show a time twice, or none, counts as the longer or shorter.
    """
    before = local_time(zone, first, begin).utcoffset()
    after = local_time(zone, first, end - 1).replace(fold=1).utcoffset()
    assert before is not None and after is not None, "a zone has an offset at every time"
    return (after - before) // timedelta(minutes=1)


def clock(minutes: int) -> str:
    """Write minutes after midnight as ``HH:MM``: 1440 as ``24:00``, and 1470 as ``00:30``."""
    minutes -= DAY if minutes > DAY else 0
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours(begin: int, end: int) -> str:
    """Write two times of day, in minutes after midnight, as ``10:00–13:00``.

    What begins after the day has ended, in a sitting of the night, is marked: ``00:30–01:30 (+1)``.
    """
    late = begin >= DAY
    return f"{clock(begin - DAY * late)}–{clock(end)}{' (+1)' * late}"


def duration(minutes: int) -> str:
    """Write a number of minutes in words: ``45 minutes``, ``1 minute``, ``2 h 30``, ``3 hours``."""
    if minutes < 60:
        return count(minutes, "minute")
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02d}" if rest else count(whole, "hour")


def lacking(minutes: int) -> str:
    """Say how much time is missing: ``1 hour is missing``, ``45 minutes are missing``."""
    return f"{duration(minutes)} {'is' if minutes in (1, 60) else 'are'} missing"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 part``, ``2 parts``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def counted(number: int, unit: str) -> str:
    """Write a number with a unit that is a plural noun: ``1 delegation-day``, ``2 minutes``."""
    return f"{number} {unit[:-1] if number == 1 and ' ' not in unit else unit}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage; what is not nothing is at least 1 %."""
    return f"{max(1, round(100 * share)) if share > 0 else 0} %"
