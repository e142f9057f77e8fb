"""The time zone of a calendar: when clocks change, as a rule where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_HOUR = timedelta(hours=1)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class ClockChange(NamedTuple):
    """When clocks change, read on the clock before, and from what to what."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def rule(self) -> tuple[object, ...]:
        """What it has in common with the same change of other years: the last Sunday of March."""
        return (self.at.month, self.at.weekday(), self.at.time(), self.before, self.after)

    @property
    def weeks(self) -> frozenset[int]:
        """Which weekday of its month it is: from 1, and -1 for the last."""
        last = (self.at + timedelta(days=7)).month != self.at.month
        return frozenset([(self.at.day + 6) // 7, *([-1] if last else [])])


def time_zone(name: str, first: date, last: date) -> Timezone:
    """The component of a time zone, right from the year before some days to the year after.

    What comes back each year as in the three years around the first day goes on as a rule.
    """
    zone = ZoneInfo(name)
    begins = datetime.combine(date(first.year - 1, 1, 1), time())
    found = Timezone()
    found.add("tzid", name)
    changes = list(_changes(zone, begins, datetime.combine(date(last.year + 2, 1, 1), time())))
    standing = zone.utcoffset(begins) or timedelta()
    if not changes or changes[0].at > begins:
        name_then = zone.tzname(begins) or name
        start = ClockChange(begins, standing, standing, name_then, bool(zone.dst(begins)))
        found.add_component(_observance(start, None))
    years = last.year + 2 - begins.year
    for change in changes:
        alike = [one for one in changes if one.rule == change.rule]
        weeks = frozenset.intersection(*(one.weeks for one in alike))
        yearly = len(alike) == years and bool(weeks)
        if yearly and change != alike[0]:
            continue
        found.add_component(_observance(change, min(weeks) if yearly else None))
    return found


def _observance(change: ClockChange, week: int | None) -> TimezoneStandard | TimezoneDaylight:
    """A component for one change, that of each year where its week of the month is given."""
    part = TimezoneDaylight() if change.summer else TimezoneStandard()
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if week is not None:
        day = f"{week}{_DAYS[change.at.weekday()]}"
        part.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=change.at.month, BYDAY=day))
    return part


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[ClockChange]:
    """The changes of a zone between two times, in order."""
    moment, end = begins.replace(tzinfo=UTC), ends.replace(tzinfo=UTC)
    while moment < end:
        following = moment + 24 * _HOUR
        if _state(zone, moment) != _state(zone, following):
            yield _change(zone, moment, following)
        moment = following


def _change(zone: ZoneInfo, early: datetime, late: datetime) -> ClockChange:
    """The change between two moments, found to the second by halving."""
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _state(zone, early) == _state(zone, middle):
            early = middle
        else:
            late = middle
    there = late.astimezone(zone)
    before = early.astimezone(zone).utcoffset() or timedelta()
    after = there.utcoffset() or timedelta()
    at = late.replace(tzinfo=None) + before
    return ClockChange(at, before, after, there.tzname() or str(zone), bool(there.dst()))


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, timedelta | None]:
    there = moment.astimezone(zone)
    return there.utcoffset(), there.dst()
