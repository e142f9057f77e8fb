"""The vocabulary of a season: the meetings of related instruments in a year, and their calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from pydantic import Field, model_validator

from scheduler.rules.rule import Price
from scheduler.week.frozen import Frozen
from scheduler.week.week import Instrument

ONE_DAY = timedelta(days=1)


class Dates(NamedTuple):
    """The first and last day of a meeting, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        """``28 November to 2 December 2011``, with what both days share said once."""
        one, other = self
        last = f"{other.day} {other:%B %Y}"
        if one == other:
            return last
        if (one.year, one.month) == (other.year, other.month):
            return f"{one.day}–{last}"
        if one.year == other.year:
            return f"{one.day} {one:%B} to {last}"
        return f"{one.day} {one:%B %Y} to {last}"

    def days(self) -> Iterator[date]:
        """Every calendar day of it."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * ONE_DAY


SeasonCalendar: TypeAlias = Mapping[str, Dates]
"""Dates for every meeting of a season, by its key. Any calendar, possible or not."""


class Closure(Frozen):
    """Days on which nobody meets: everywhere, or in some cities only."""

    first: date
    last: date
    cities: frozenset[str] = frozenset()
    """Empty: everywhere."""
    why: str = ""

    def holds(self, day: date, city: str | None) -> bool:
        """Whether the day is closed in the city; without a city: closed everywhere."""
        return self.first <= day <= self.last and (not self.cities or city in self.cities)


class OpenDays(Frozen):
    """The days on which meetings may sit: working days that are not closed."""

    weekdays: frozenset[int] = frozenset(range(5))
    """The working days of a week, 0 for Monday."""
    closed: tuple[Closure, ...] = ()

    def open(self, day: date, city: str | None = None) -> bool:
        """Whether a day is open in a city; without a city: not closed everywhere."""
        return day.weekday() in self.weekdays and self.closure(day, city) is None

    def closure(self, day: date, city: str | None = None) -> Closure | None:
        """Why a day is closed in a city, or None."""
        return next((closure for closure in self.closed if closure.holds(day, city)), None)

    def why_shut(self, day: date, city: str | None = None) -> str:
        """Why a day is not open, in words that follow "is"."""
        closure = self.closure(day, city)
        if closure is None:
            return "no working day"
        return f"closed{f' ({closure.why})' if closure.why else ''}"

    def within(self, dates: Dates, city: str | None = None) -> list[date]:
        """The open days of a stretch: those on which a meeting with these dates sits."""
        return [day for day in dates.days() if self.open(day, city)]

    def run(self, first: date, days: int, city: str | None = None) -> Dates:
        """The dates of a meeting that begins on a day and sits on a number of open days.

        It passes over days that are not open, for up to ten years.
        """
        last, left = first, days - self.open(first, city)
        while left > 0 and (last - first).days < 3660:
            last += ONE_DAY
            left -= self.open(last, city)
        return Dates(first, last)


class Meeting(Frozen):
    """A meeting of one instrument or several, in one city."""

    id: str
    name: str
    city: str
    days: int = Field(ge=1, le=366, description="Working days on which it sits.")
    candidates: tuple[Dates, ...] = Field(min_length=1)
    """The dates that it may have, the earliest first; a fixed meeting has one."""
    held: Dates
    """When it was held or, without a record, first proposed: moves count from these dates."""
    recorded: bool = True
    """Whether ``held`` is a record; otherwise it is the first of the candidates."""
    instruments: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    """The groups of people that it needs, by their keys."""
    leaders: frozenset[str] = frozenset()
    """The States that lead it."""
    attended_by: frozenset[str] = frozenset()
    """The States that come."""

    @property
    def fixed(self) -> bool:
        return len(self.candidates) == 1


class Aim(StrEnum):
    """What a good calendar keeps to, and what is counted where it does not.

    None bears the name of a rule for a week, since none counts what such a rule does.
    """

    AVOID_CLASHES = "avoid_clashes"
    LET_STATES_ATTEND = "let_states_attend"
    SAVE_JOURNEYS = "save_journeys"
    ALIGN_MEETINGS = "align_meetings"
    KEEP_DATES = "keep_dates"


UNITS: Mapping[Aim, str] = {
    Aim.AVOID_CLASHES: "days",
    Aim.LET_STATES_ATTEND: "State-days",
    Aim.SAVE_JOURNEYS: "journeys",
    Aim.ALIGN_MEETINGS: "State-days",
    Aim.KEEP_DATES: "days",
}

TITLES: Mapping[str, str] = {
    "possible_dates": "Meetings have dates that are possible",
    Aim.AVOID_CLASHES: "Meetings that need the same people do not clash",
    Aim.LET_STATES_ATTEND: "States can attend all their meetings",
    Aim.SAVE_JOURNEYS: "States make few journeys",
    Aim.ALIGN_MEETINGS: "Meetings on one subject stand close together",
    Aim.KEEP_DATES: "Meetings keep their dates",
}
"""How reports call the must and the aims, by their names."""

POSSIBLE_DATES = "possible_dates"
"""The name of the only must: every meeting has one of its candidates for its dates."""


class Season(Frozen):
    """A year of meetings of related instruments, and what a good calendar of it keeps to.

    What is counted
    ---------------
    A meeting *sits* on each day from its first to its last that is a working day and not closed in
    its city. Fixed dates are taken as they are: what they cost stands in every calendar.

    avoid_clashes
        For each two meetings that need the same people: days on which both sit. They need the same
        people where they have an instrument in common, a group of people, or a State that leads
        both.
    let_states_attend
        For each two meetings, and each State that comes to both: days on which both sit. The unit
        is one State on one day; it would have to be in two places. States with delegates enough for
        several meetings at once (`several_at_once`) do not count.
    save_journeys
        For each State that comes to meetings of several instruments, and each city in which it has
        no mission: journeys, the first included. Its meetings in the city are taken in order of
        their first days, of several that begin on one day the longest first. A meeting belongs to
        the journey before it where two things hold, else it takes a journey of its own. Its first
        day and the last day of that journey are up to `most_days_apart` days apart. And it ends no
        later than that journey, or the stay then lasts up to `longest_stay` days, from the first
        day of the first meeting to the last day of the last one, both included. A meeting that is
        longer by itself is one journey. Days apart are the difference of the dates: Monday and
        Wednesday are 2 days apart, Friday and the Monday after 3. Other cities make no difference.
    align_meetings
        For each two meetings with a subject in common and no instrument in common: working days
        strictly between them, those beyond `near` and up to `far`, times the States that come to
        both. Working days are those not closed everywhere: a holiday of one city is one. Beyond
        `far` nothing more counts: States need another journey in any case.
    keep_dates
        For each meeting: calendar days between its first day and the first day on which it was
        held or first proposed.

    Source
    ------
    R 8. That people, journeys and subjects count in this order, and the limits, are assumptions;
    so is that nobody stays away from a capital for more than three working weeks.
    """

    title: str = ""
    instruments: tuple[Instrument, ...] = ()
    groups: Mapping[str, str] = Field(default_factory=dict)
    """What groups of people are called, by their keys."""
    delegations: Mapping[str, str] = Field(default_factory=dict)
    """Names of States by their codes."""
    missions: Mapping[str, frozenset[str]] = Field(default_factory=dict)
    """For a city, the States that have a mission there and make no journey to it."""
    open_days: OpenDays = OpenDays()
    meetings: tuple[Meeting, ...]
    several_at_once: frozenset[str] = frozenset()
    """States whose delegations can be at several meetings at once."""
    most_days_apart: int = Field(default=3, ge=0, le=366)
    longest_stay: int = Field(default=19, ge=1, le=366)
    near: int = Field(default=0, ge=0, le=366)
    far: int = Field(default=10, ge=0, le=366)
    prices: Mapping[Aim, Price] = Field(
        default_factory=lambda: {aim: Price(tier=rank) for rank, aim in enumerate(Aim, 1)}
    )

    @model_validator(mode="after")
    def _every_aim_has_a_price(self) -> Season:
        missing = [aim.value for aim in Aim if aim not in self.prices]
        if missing:
            raise ValueError(f"there is no price for {', '.join(missing)}")
        return self

    @cached_property
    def meeting(self) -> Mapping[str, Meeting]:
        """The meetings by their keys."""
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def instrument(self) -> Mapping[str, Instrument]:
        """The instruments by their keys."""
        return {instrument.id: instrument for instrument in self.instruments}

    @property
    def tiers(self) -> tuple[int, ...]:
        """The tiers that occur, in the order in which they are settled."""
        return tuple(sorted({price.tier for price in self.prices.values() if price.weight}))

    @property
    def held(self) -> dict[str, Dates]:
        """The calendar as held, or as first proposed."""
        return {meeting.id: meeting.held for meeting in self.meetings}

    def torn(self, one: Meeting, other: Meeting) -> frozenset[str]:
        """The States that come to both meetings, and could not if both sat on one day."""
        return (one.attended_by & other.attended_by) - self.several_at_once

    def whom_both_need(self, one: Meeting, other: Meeting) -> list[str]:
        """The people whom two meetings both need, in words; empty where they share nobody."""
        return [
            *(
                f"delegates to {self.instrument[key].inside}"
                for key in sorted(one.instruments & other.instruments)
            ),
            *(self.groups[key] for key in sorted(one.groups & other.groups)),
            *(
                f"{self.delegations.get(code, code)}, which leads both"
                for code in sorted(one.leaders & other.leaders)
            ),
        ]
