"""How a season file reads: the keys that it may have, and what each may say.

As in `scenarios.loading.schema`, these models say what can be said of one key by itself; whether
names exist and dates fit together is the business of `scenarios.season.loading`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from scenarios.loading.json_schema import DIALECT, Schema, shortened
from scenarios.loading.schema import (
    Date,
    InstrumentEntry,
    JoinedKey,
    Key,
    Name,
    PublicHolidays,
    Selection,
    SelectionEntry,
    SourceEntry,
    Words,
)
from scenarios.reading.dates import WEEKDAYS, read_date, weekday_named
from scenarios.reading.spelling import suggestion
from scheduler.week.frozen import Frozen


def _weekdays(value: Any) -> Any:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list):
        return value
    found = {word: weekday_named(str(word)) for word in words}
    for word, number in found.items():
        if number is None:
            raise ValueError(f"'{word}' is not a weekday{suggestion(str(word), WEEKDAYS)}")
    return [WEEKDAYS[number] for number in found.values() if number is not None]


Weekdays = Annotated[Words, BeforeValidator(_weekdays)]
"""One weekday, or a list of them: ``monday``."""


def _one_day(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    day = read_date(value)
    return {"from": day, "to": day}


class StretchEntry(Frozen):
    """Days from the first to the last, both included."""

    from_: Date = Field(alias="from", description="The first day.")
    to: Date = Field(description="The last day.")


class ClosedEntry(StretchEntry):
    """Days on which nobody meets."""

    in_: Words = Field(default=(), alias="in", description="Cities; without it everywhere.")
    why: str = Field(default="", description="In your own words.")


class BeginEntry(StretchEntry):
    """Days on which a meeting may begin."""

    on: Weekdays = Field(default=(), description="Weekdays; without it any.")


_ONE_DAY = (BeforeValidator(_one_day), Field(json_schema_extra={"short": "string"}))
Closed = Annotated[ClosedEntry, *_ONE_DAY]
Begin = Annotated[BeginEntry, *_ONE_DAY]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Begins = Annotated[
    tuple[Begin, ...], BeforeValidator(_listed), Field(json_schema_extra={"short": "items"})
]


class OtherState(Frozen):
    """A delegation that the table does not have."""

    name: Name = Field(description="Its name.")
    group: str = Field(default="", description="Regional group.")


class SeasonDelegationsEntry(Frozen):
    """Who may come."""

    table: str | None = Field(
        default=None,
        description="A CSV file with the columns iso3, name and un_group, then any to select by.",
    )
    also: dict[JoinedKey, OtherState] = Field(
        default_factory=dict, description="Organisations, and States that the table lacks."
    )
    several_at_once: Selection = Field(
        default=SelectionEntry(),
        description="States with delegates enough for several meetings at once: "
        "'let_states_attend' does not count them.",
    )


class MeetingEntry(Frozen):
    """A meeting: with fixed dates, or with days on which it may begin."""

    name: Name = Field(description="Its name.")
    city: str = Field(description="Where it is held.")
    instrument: Words = Field(default=(), description="One, or several for a joint meeting.")
    subject: Words = Field(default=(), description="What it is about: one or several.")
    from_: Date | None = Field(
        default=None, alias="from", description="Of fixed dates: the first day."
    )
    to: Date | None = Field(default=None, description="Of fixed dates: the last day.")
    days: int | None = Field(
        default=None, ge=1, le=60, description="Working days; without it, as many as were held."
    )
    may_begin: Begins = Field(default=(), description="Dates, or stretches with weekdays.")
    held: StretchEntry | None = Field(
        default=None, description="When a meeting that may move was really held; always possible."
    )
    needs: Words = Field(default=(), description="Keys of 'groups'.")
    leaders: Selection = Field(default=SelectionEntry(), description="States that lead it.")
    attended_by: Selection | None = Field(
        default=None, description="States that come; without it the parties of its instruments."
    )
    source: str | None = Field(default=None, description="Key of a source.")


class AimEntry(Frozen):
    """How much an aim matters."""

    tier: int | None = Field(
        default=None, ge=1, le=99, description="Rank; without it, by the place of the aim."
    )
    weight: int = Field(default=1, ge=0, le=1000, description="0: it does not matter.")


class JourneysEntry(AimEntry):
    """What is one journey."""

    most_days_apart: int = Field(
        default=3,
        ge=0,
        le=366,
        description="The most days between the dates of two meetings of one journey; Friday and "
        "the Monday after are 3 days apart.",
    )
    longest_stay: int = Field(
        default=19,
        ge=1,
        le=366,
        description="The most days that one journey lasts, its first and last included; 19 are "
        "three working weeks with the weekends between. A meeting with which it would last longer "
        "takes a journey of its own; a meeting that is longer by itself is one journey.",
    )


class AlignEntry(AimEntry):
    """What is close together."""

    near: int = Field(
        default=0,
        ge=0,
        le=366,
        description="Working days strictly between two meetings that cost nothing.",
    )
    far: int = Field(
        default=10, ge=0, le=366, description="Working days beyond which nothing more counts."
    )


class AimsEntry(Frozen):
    """What a good calendar keeps to."""

    avoid_clashes: AimEntry = Field(
        default=AimEntry(), description="Days on which two meetings sit that need the same people."
    )
    let_states_attend: AimEntry = Field(
        default=AimEntry(),
        description="States times days on which two meetings that they attend sit; see "
        "'several_at_once'.",
    )
    save_journeys: JourneysEntry = Field(
        default=JourneysEntry(), description="Journeys of States that come for several instruments."
    )
    align_meetings: AlignEntry = Field(
        default=AlignEntry(),
        description="Working days between meetings on one subject, times States.",
    )
    keep_dates: AimEntry = Field(default=AimEntry(), description="Days by which meetings move.")


class SeasonFile(Frozen):
    """A whole season file."""

    schema_: Literal[1] = Field(alias="schema", description="Version of this format.")
    title: str = Field(default="", description="What the year is called.")
    sources: dict[Key, SourceEntry] = Field(
        default_factory=dict, description="Public sources, by key, to be cited at their place."
    )
    delegations: SeasonDelegationsEntry = Field(
        default=SeasonDelegationsEntry(), description="Who may come."
    )
    missions: dict[str, Selection] = Field(
        default_factory=dict, description="By city: States that make no journey to it."
    )
    working_days: Weekdays = Field(default=WEEKDAYS[:5], description="Days on which meetings sit.")
    closed: tuple[Closed, ...] = Field(
        default=(), description="Days on which nobody meets, everywhere or in some cities."
    )
    holidays: dict[str, PublicHolidays] = Field(
        default_factory=dict,
        description="By city: its public holidays, on which nobody meets there, of a country, as "
        "in 'CH-GE', or of a file.",
    )
    instruments: dict[JoinedKey, InstrumentEntry] = Field(
        default_factory=dict, description="Conventions and protocols, by key."
    )
    groups: dict[Key, str] = Field(
        default_factory=dict, description="People whom several meetings need: what they are called."
    )
    aims: AimsEntry = Field(default=AimsEntry(), description="What a good calendar keeps to.")
    meetings: dict[Key, MeetingEntry] = Field(min_length=1, description="By key.")


def season_schema() -> Schema:
    """The JSON Schema of a season file, in draft 2020-12."""
    schema = shortened(SeasonFile.model_json_schema())
    return {"$schema": DIALECT, **schema, "title": "A season of meeting-week"}
