"""The judge of a season: reads any calendar, whoever made it, and says what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from scheduler.judging.judge import Verdict, finding
from scheduler.rules.rule import Must
from scheduler.season.season import (
    ONE_DAY,
    POSSIBLE_DATES,
    UNITS,
    Aim,
    Dates,
    Meeting,
    Season,
    SeasonCalendar,
)
from scheduler.week.clock import count
from scheduler.week.words import listed

NAMED = 5
"""States that are named where they come to two meetings at once; of more, one fewer."""


class Journey(NamedTuple):
    """One journey: a city, and the first and last day of the meetings that a State has there."""

    city: str
    dates: Dates

    def __str__(self) -> str:
        return f"{self.city} {self.dates}"


class _Remark(NamedTuple):
    """What an aim finds; its case is that of the model, but journeys name all States alike."""

    case: tuple[str, ...]
    amount: int
    sentence: str


def judge_season(season: Season, calendar: SeasonCalendar) -> Verdict:
    """Judge a calendar of a season.

    What is counted stands in `season.Season`. The names of its aims stand where those of
    rules stand in the verdict of a week, and `POSSIBLE_DATES` is the only must.

    Parameters
    ----------
    calendar
        Dates for every meeting of the season.
    """
    looks = {
        Aim.AVOID_CLASHES: _clashes,
        Aim.LET_STATES_ATTEND: _two_places,
        Aim.SAVE_JOURNEYS: _journeys,
        Aim.ALIGN_MEETINGS: _apart,
        Aim.KEEP_DATES: _moved,
    }
    findings = [
        finding(POSSIBLE_DATES, "meetings", Must(), *remark)
        for remark in _outside(season, calendar)
    ]
    findings += [
        finding(aim.value, UNITS[aim], season.prices[aim], *remark)
        for aim in sorted(Aim, key=lambda aim: season.prices[aim].tier)
        for remark in looks[aim](season, calendar)
    ]
    applied = tuple(aim.value for aim in Aim)
    return Verdict(findings=tuple(findings), applied=applied, tiers=season.tiers)


def journeys(season: Season, calendar: SeasonCalendar, state: str) -> list[Journey]:
    """The journeys of a State, in order of their first days; see `season.Season`."""
    by_city: dict[str, list[Dates]] = {}
    for meeting in season.meetings:
        if state in meeting.attended_by - season.missions.get(meeting.city, frozenset()):
            by_city.setdefault(meeting.city, []).append(calendar[meeting.id])
    found = []
    for city, all_dates in by_city.items():
        stays: list[Dates] = []
        for dates in sorted(all_dates, key=lambda one: (one.first, one.first - one.last)):
            stay = stays[-1] if stays else None
            if stay and dates.last <= stay.last:
                continue
            if stay and _one_journey(season, stay, dates):
                stays[-1] = Dates(stay.first, dates.last)
            else:
                stays.append(dates)
        found += [Journey(city, stay) for stay in stays]
    return sorted(found, key=lambda journey: (journey.dates, journey.city))


def _one_journey(season: Season, stay: Dates, meeting: Dates) -> bool:
    """Whether who stays until a day goes on to a meeting that ends later, and travels once."""
    waits = (meeting.first - stay.last).days
    stays = len(list(Dates(stay.first, meeting.last).days()))
    return waits <= season.most_days_apart and stays <= season.longest_stay


def travellers(season: Season) -> list[str]:
    """The States that come to meetings of several instruments, by code."""
    instruments: dict[str, set[str]] = {}
    for meeting in season.meetings:
        for state in meeting.attended_by:
            instruments.setdefault(state, set()).update(meeting.instruments)
    return sorted(state for state, several in instruments.items() if len(several) > 1)


def _outside(season: Season, calendar: SeasonCalendar) -> Iterator[_Remark]:
    for meeting in season.meetings:
        dates = calendar[meeting.id]
        if dates in meeting.candidates:
            continue
        first = dates.first
        what = f"{_what(meeting, dates)}, is not held on dates that it may have"
        if meeting.fixed:
            what += f": it is fixed on {meeting.candidates[0]}"
        elif not season.open_days.open(first, meeting.city):
            shut = season.open_days.why_shut(first, meeting.city)
            what += f": {first:%A} {Dates(first, first)} is {shut}"
        yield _Remark((meeting.id,), 1, f"{what}.")


def _clashes(season: Season, calendar: SeasonCalendar) -> Iterator[_Remark]:
    for one, other, days in _overlapping(season, calendar):
        people = season.whom_both_need(one, other)
        if people:
            sentence = (
                f"{_both(calendar, one, other)}, sit on the same days "
                f"({count(days, 'day')}); both need {listed(people)}."
            )
            yield _Remark(_case(one, other), days, sentence)


def _two_places(season: Season, calendar: SeasonCalendar) -> Iterator[_Remark]:
    for one, other, days in _overlapping(season, calendar):
        states = sorted((one.attended_by & other.attended_by) - season.several_at_once)
        if states:
            come = "comes to both and has" if len(states) == 1 else "come to both, and each has"
            places = f"to be in two places on {count(days, 'day')}"
            sentence = f"{_both(calendar, one, other)}: {_named(season, states)} {come} {places}."
            yield _Remark(_case(one, other), len(states) * days, sentence)


def _named(season: Season, states: Sequence[str]) -> str:
    """States in words: all of a few, and of many the first ones."""
    shown = states if len(states) <= NAMED else states[: NAMED - 1]
    names = [season.delegations.get(code, code) for code in shown]
    rest = len(states) - len(shown)
    return listed([*names, count(rest, "other State")] if rest else names)


def _journeys(season: Season, calendar: SeasonCalendar) -> Iterator[_Remark]:
    """The journeys: one remark for all States that travel alike."""
    alike: dict[tuple[Journey, ...], list[str]] = {}
    for state in travellers(season):
        trips = tuple(journeys(season, calendar, state))
        if trips:
            alike.setdefault(trips, []).append(state)
    for trips, states in alike.items():
        where = "; ".join(str(trip) for trip in trips)
        who = season.delegations.get(states[0], states[0])
        if len(states) > 1:
            others = count(len(states) - 1, "other State")
            who = f"{who} and {others} make {count(len(trips), 'journey')} each"
        else:
            who = f"{who} makes {count(len(trips), 'journey')}"
        yield _Remark(tuple(states), len(states) * len(trips), f"{who}: {where}.")


def _apart(season: Season, calendar: SeasonCalendar) -> Iterator[_Remark]:
    for one, other in _pairs(season, calendar):
        subjects = one.subjects & other.subjects
        states = one.attended_by & other.attended_by
        if not subjects or not states or one.instruments & other.instruments:
            continue
        gap = Dates(calendar[one.id].last + ONE_DAY, calendar[other.id].first - ONE_DAY)
        between = len(season.open_days.within(gap))
        days = max(0, min(between, season.far) - season.near)
        if days:
            days_between = count(between, "working day")
            if between > season.far:
                days_between = f"more than {count(season.far, 'working day')}"
            come = f"{count(len(states), 'State')} {'comes' if len(states) == 1 else 'come'}"
            sentence = (
                f"{_both(calendar, one, other)}, have {days_between} between them; "
                f"both are about {listed(sorted(subjects))}, and {come} to both."
            )
            yield _Remark(_case(one, other), len(states) * days, sentence)


def _moved(season: Season, calendar: SeasonCalendar) -> Iterator[_Remark]:
    for meeting in season.meetings:
        now, before = calendar[meeting.id], meeting.held
        days = abs((now.first - before.first).days)
        if days:
            way = "later" if now.first > before.first else "earlier"
            said = "it was held" if meeting.recorded else "was first proposed"
            sentence = f"{_what(meeting, now)}, is {count(days, 'day')} {way} than {said}."
            yield _Remark((meeting.id,), days, sentence)


def _pairs(season: Season, calendar: SeasonCalendar) -> Iterator[tuple[Meeting, Meeting]]:
    """Every two meetings, in the order of the calendar."""
    in_order = sorted(season.meetings, key=lambda meeting: (calendar[meeting.id], meeting.id))
    return combinations(in_order, 2)


def _case(one: Meeting, other: Meeting) -> tuple[str, ...]:
    return tuple(sorted((one.id, other.id)))


def _overlapping(
    season: Season, calendar: SeasonCalendar
) -> Iterator[tuple[Meeting, Meeting, int]]:
    """Every two meetings that sit on the same days, with the number of these days."""
    for one, other in _pairs(season, calendar):
        if calendar[one.id].last >= calendar[other.id].first:
            first, second = (
                set(season.open_days.within(calendar[meeting.id], meeting.city))
                for meeting in (one, other)
            )
            if first & second:
                yield one, other, len(first & second)


def _both(calendar: SeasonCalendar, one: Meeting, other: Meeting) -> str:
    return f"{_what(one, calendar[one.id])}, and {_what(other, calendar[other.id])}"


def _what(meeting: Meeting, dates: Dates) -> str:
    return f"“{meeting.name}” in {meeting.city}, {dates}"
