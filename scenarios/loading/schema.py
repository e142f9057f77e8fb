"""How a scenario file reads: the keys that it may have, and what each may say.

These models say what can be said of one key by itself; whether names exist and numbers fit together
is the business of `scenarios.resolve`. The JSON Schema for editors is made from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from scheduler.week.clock import parse_hours
from scheduler.week.frozen import Frozen
from scheduler.week.week import Format, Kind


def _hours(value: Any) -> Any:
    return parse_hours(value) if isinstance(value, str) else value


Hours = Annotated[
    tuple[int, int],
    BeforeValidator(_hours),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}$"}),
]
"""A stretch of a day: ``10:00-13:00``."""


def _date(value: Any) -> Any:
    if isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value.strip())):
        return value
    raise ValueError(f"write a date, as in 2011-06-20, not '{value}'")


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Date = Annotated[date, BeforeValidator(_date)]
"""A day: ``2011-06-20``."""

Moment = Annotated[
    str, Field(description="A day and a time: '2011-06-20 10:00' or 'monday 10:00'.")
]


def _words(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_WORD_OR_WORDS = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}

Words = Annotated[tuple[str, ...], BeforeValidator(_words), WithJsonSchema(_WORD_OR_WORDS)]
"""One word, or a list of them."""

Minutes = Annotated[int, Field(ge=1, le=10_080)]


class SourceEntry(Frozen):
    """A public source, cited elsewhere in the file by its key."""

    what: str
    where: str = ""


class SittingEntry(Frozen):
    """A stretch of a day in which bodies may meet."""

    hours: Hours
    for_: tuple[Format, ...] | None = Field(
        default=None, alias="for", description="Formats; without it the official programme."
    )
    whole: bool = Field(default=False, description="Whether a session takes all of it.")


def _sitting(value: Any) -> Any:
    return {"hours": value} if isinstance(value, str) else value


Sitting = Annotated[
    SittingEntry,
    BeforeValidator(_sitting),
    Field(json_schema_extra={"short": "string"}),
]


class DayEntry(Frozen):
    """A day that differs from the others."""

    sittings: dict[str, Sitting]


class WeekEntry(Frozen):
    """The days and their sittings."""

    from_: Date = Field(alias="from")
    to: Date
    timezone: str = "Europe/Zurich"
    grain: int = Field(default=15, ge=1, le=240, description="Minutes: times sit on this grid.")
    sittings: dict[str, Sitting] | None = None
    days: dict[str, DayEntry] = Field(
        default_factory=dict, description="Days that differ, by weekday or date."
    )
    closed: Words = Field(default=(), description="Days on which nobody meets.")
    poor: Words = Field(default=(), description="Sittings that nobody should always get.")


class SectionEntry(Frozen):
    """A section of a divisible hall."""

    seats: int = Field(ge=0)
    name: str | None = None
    booths: int = Field(default=0, ge=0)
    equipment: Words = ()
    closed: Words = Field(default=(), description="Days or sittings: not to be had then.")


def _section(value: Any) -> Any:
    return {"seats": value} if isinstance(value, int) and not isinstance(value, bool) else value


Section = Annotated[
    SectionEntry,
    BeforeValidator(_section),
    Field(json_schema_extra={"short": "integer"}),
]


class RoomEntry(SectionEntry):
    """A conference room."""

    divides_into: dict[str, Section] = Field(
        default_factory=dict, description="Sections of a divisible hall, each with its seats."
    )


class InterpretationEntry(Frozen):
    """The interpreters at hand."""

    teams: int = Field(ge=0, le=100)
    sittings_a_day: int = Field(default=2, ge=1, le=10, description="For one team.")
    sittings_a_week: int = Field(default=7, ge=1, le=50, description="For one team.")


class VenueEntry(Frozen):
    """Where the week is held."""

    name: str = ""
    turnover: int = Field(default=0, ge=0, le=240, description="Minutes between two sessions.")
    rooms: dict[str, RoomEntry] = Field(default_factory=dict)
    interpretation: InterpretationEntry | None = None


class Attendance(Frozen):
    """How a delegation attends; what is not said is as by default."""

    delegates: int | None = Field(default=None, ge=1, le=500)
    from_: Literal["capital", "mission"] | None = Field(default=None, alias="from")
    present: Words | None = Field(default=None, description="Days present; without it every day.")
    absent: Words = Field(default=(), description="Days away.")


class OtherDelegation(Attendance):
    """A delegation that the table does not have."""

    name: str
    group: str = Field(default="", description="Regional group.")


class DelegationsEntry(Frozen):
    """Who comes."""

    table: str | None = Field(default=None, description="CSV: iso3,name,un_group, then flags.")
    default: Attendance = Attendance()
    except_: dict[str, Attendance] = Field(default_factory=dict, alias="except")
    also: dict[str, OtherDelegation] = Field(
        default_factory=dict, description="Organisations, and States that the table lacks."
    )


_WHERE = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
    ],
}


class SelectionEntry(Frozen):
    """A set of delegations: by a condition over the table, by name, or both."""

    where: Annotated[dict[str, str], WithJsonSchema(_WHERE)] = Field(
        default_factory=dict,
        description="A column of the table that must hold 1, or columns and what each must hold.",
    )
    and_: Words = Field(default=(), alias="and", description="Delegations besides.")
    but_not: Words = Field(default=(), description="Delegations left out.")
    everyone: bool = False


def _selection(value: Any) -> Any:
    if value == "everyone":
        return {"everyone": True}
    if isinstance(value, str):
        return {"and": [value]}
    if isinstance(value, list):
        return {"and": value}
    if isinstance(value, dict) and isinstance(value.get("where"), str):
        return {**value, "where": {value["where"]: "1"}}
    if isinstance(value, dict) and isinstance(value.get("where"), dict):
        where = {k: str(v) if isinstance(v, int) else v for k, v in value["where"].items()}
        return {**value, "where": where}
    return value


Selection = Annotated[
    SelectionEntry,
    BeforeValidator(_selection),
    Field(json_schema_extra={"short": "selection"}),
]


class LeadingSelectionEntry(SelectionEntry):
    """A set of delegations, to which those that lead a body may belong, whoever they are."""

    leaders_of: Words = Field(default=(), description="Bodies: all that hold a post in them.")
    co_chairs_of: Words = Field(default=(), description="Bodies: their Co-Chairs.")


LeadingSelection = Annotated[
    LeadingSelectionEntry,
    BeforeValidator(_selection),
    Field(json_schema_extra={"short": "selection"}),
]


class InstrumentEntry(Frozen):
    """A convention or protocol."""

    name: str
    parties: Selection = SelectionEntry()


class PostsEntry(Frozen):
    """How many posts of each kind there are; those that nobody is named for are open."""

    president: int | None = Field(default=None, ge=0, le=1)
    co_chairs: int | None = Field(default=None, ge=0, le=20)
    co_rapporteurs: int | None = Field(default=None, ge=0, le=20)


class BodyEntry(Frozen):
    """Who convenes sessions."""

    name: str
    kind: Kind = Kind.STANDING_COMMITTEE
    instrument: str | None = None
    subject: str = ""
    president: Words = Field(default=(), description="One State.")
    co_chairs: Words = ()
    co_rapporteurs: Words = ()
    posts: PostsEntry = Field(
        default=PostsEntry(), description="Without it: as 'leadership' says, or those named here."
    )
    implementers: Selection | None = Field(
        default=None, description="States that implement the article in question."
    )
    co_rapporteurs_before: Words = Field(default=(), description="Last year's Co-Rapporteurs.")


class TeamEntry(Frozen):
    """The posts of each Standing Committee that has no President."""

    co_chairs: int = Field(default=2, ge=0, le=20)
    co_rapporteurs: int = Field(default=2, ge=0, le=20)


class LeadershipEntry(Frozen):
    """Posts that are open, and who may take them (Recommendation 4)."""

    pool: Selection | None = Field(
        default=None, description="Without it: the States Parties to the bodies' instruments."
    )
    team: TeamEntry | None = Field(
        default=None, description="Posts of each Standing Committee that has no President."
    )
    vacate: bool = Field(
        default=False, description="Whether those named in such committees make way for others."
    )
    tasks: dict[str, Words] = Field(
        default_factory=dict, description="Tasks of States in related instruments, in words."
    )


class AgendaItem(Frozen):
    """An item of a session's agenda: speakers, and the minutes that each takes."""

    item: str
    speakers: Selection = SelectionEntry()
    minutes_each: int = Field(default=0, ge=0, le=600)
    minutes: int = Field(default=0, ge=0, le=6000, description="Besides what speakers take.")


class PartsEntry(Frozen):
    """How a session may be split."""

    at_most: int = Field(default=1, ge=1, le=50)
    shortest: Minutes | None = None


def _parts(value: Any) -> Any:
    return {"at_most": value} if isinstance(value, int) and not isinstance(value, bool) else value


Parts = Annotated[
    PartsEntry,
    BeforeValidator(_parts),
    Field(json_schema_extra={"short": "integer"}),
]


class PinEntry(Frozen):
    """Where a part must sit."""

    at: Moment
    minutes: Minutes
    room: str | None = None


def _pins(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


Pins = Annotated[
    tuple[PinEntry, ...],
    BeforeValidator(_pins),
    Field(json_schema_extra={"short": "items"}),
]


class SessionEntry(Frozen):
    """A session: what is placed."""

    title: str | None = None
    body: Words = Field(min_length=1, description="One body; several for a joint session.")
    format: Format
    subject: str | None = Field(default=None, description="Without it: the body's.")
    least: Minutes | None = Field(default=None, description="Without it: what is wanted.")
    wanted: Minutes | None = Field(default=None, description="Without it: agenda, or least.")
    agenda: tuple[AgendaItem, ...] = ()
    parts: Parts = PartsEntry()
    days: Words | None = Field(default=None, description="Without it: any day.")
    sittings: Words | None = Field(
        default=None, description="'morning', 'monday', 'monday morning', or a date for the day."
    )
    hours: Hours | None = None
    leaders: LeadingSelection | None = Field(default=None, description="Without it: the body's.")
    speakers: LeadingSelection = LeadingSelectionEntry()
    audience: Selection = SelectionEntry()
    languages: int = Field(default=0, ge=0, le=20, description="0: without interpretation.")
    attendance: int = Field(default=0, ge=0, le=100_000, description="Seats needed.")
    equipment: Words = ()
    rooms: Words | None = Field(default=None, description="Without it: any room.")
    optional: bool = False
    pinned: Pins = ()
    source: str | None = Field(default=None, description="Key of a source.")


class ProposalEntry(SessionEntry):
    """A national context that a small group may take up; the solver chooses."""

    format: Format = Format.SMALL_GROUP
    optional: bool = True
    host: str | None = None
    volunteered: bool = False
    partners: Words = ()
    value: int = Field(default=1, ge=0, le=1000, description="What holding it is worth.")


def _percent(value: Any) -> Any:
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


Percent = Annotated[
    int,
    BeforeValidator(_percent),
    Field(ge=0, le=100),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+ *%$"}]}),
]


class ExperimentsEntry(Frozen):
    """Small groups on national contexts (Recommendation 5)."""

    floor: int | None = Field(
        default=None, ge=0, le=10_080, description="Minutes of the sittings set aside at least."
    )
    share: Percent | None = Field(default=None, description="Percent of the sittings at most.")
    proposals: dict[str, ProposalEntry] = Field(default_factory=dict)


class GapEntry(Frozen):
    """Minutes between the end of one and the beginning of the other."""

    at_least: int = Field(default=0, ge=0, le=20_000)
    at_most: int | None = Field(default=None, ge=0, le=20_000)


class OrderEntry(Frozen):
    """What comes before what: sessions, bodies, formats such as ``small_groups``, everything."""

    first: Words = Field(min_length=1)
    then: Words = Field(min_length=1)
    gap: GapEntry = GapEntry()


NOT_IN_A_PATCH = ("schema", "extends", "variants", "grid")
"""Keys that say what a file is, and not what a week is."""


def _patch(value: dict[str, Any]) -> dict[str, Any]:
    for key in NOT_IN_A_PATCH:
        if key in value:
            raise ValueError(f"a patch changes the week; it cannot have the key '{key}'")
    return value


Patch = Annotated[dict[str, Any], AfterValidator(_patch)]
"""Keys and values laid over the scenario, as those of a file that extends it would be."""


class VariantEntry(Frozen):
    """Another way to hold the week."""

    title: str = Field(default="", description="Without it: its key.")
    patch: Patch = Field(
        default_factory=dict, description="What differs from the scenario; null takes a key away."
    )


class ScenarioFile(Frozen):
    """A whole scenario file."""

    schema_: Literal[1] = Field(alias="schema", description="Version of this format.")
    title: str = ""
    extends: str | None = Field(
        default=None, description="A scenario file that this one patches; null takes a key away."
    )
    sources: dict[str, SourceEntry] = Field(default_factory=dict)
    week: WeekEntry
    venue: VenueEntry = VenueEntry()
    delegations: DelegationsEntry = DelegationsEntry()
    instruments: dict[str, InstrumentEntry] = Field(default_factory=dict)
    leadership: LeadershipEntry = LeadershipEntry()
    bodies: dict[str, BodyEntry]
    sessions: dict[str, SessionEntry]
    experiments: ExperimentsEntry = ExperimentsEntry()
    order: tuple[OrderEntry, ...] = ()
    rules: dict[str, Any] = Field(
        default_factory=dict,
        description="Each rule: must, off, or prefer with tier and weight, and its parameters.",
    )
    candidates: dict[str, str] = Field(
        default_factory=dict, description="Timetables to compare with: schedule CSV files."
    )
    variants: dict[str, VariantEntry] = Field(
        default_factory=dict, description="Other ways to hold the week, for 'meeting-week sweep'."
    )
    grid: dict[str, Annotated[dict[str, Patch], Field(min_length=1)]] = Field(
        default_factory=dict,
        description="Questions, each with its choices: every combination of one choice from each "
        "is a variant. A choice is what differs from the scenario; {} is the scenario as it is.",
    )
