"""How a scenario file reads: the keys that it may have, and what each may say.

These models say what can be said of one key by itself; whether names exist and numbers fit together
is seen in `scenarios.loading.loading`. The JSON Schema for editors is made from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from scenarios.languages.texts import InLanguages
from scenarios.reading.dates import read_date
from scenarios.reading.names import plain, read_joined_key, read_key
from scheduler.week.clock import parse_clock, parse_hours
from scheduler.week.frozen import Frozen
from scheduler.week.week import Committee, Format, Kind


def _hours(value: Any) -> Any:
    return value if isinstance(value, tuple) else parse_hours(str(value))


Hours = Annotated[
    tuple[int, int],
    BeforeValidator(_hours),
    WithJsonSchema({"type": "string", "pattern": r"\d:\d{2}.*([-–—]|to).*\d:\d{2}"}),
]
"""A stretch of a day: ``10:00-13:00``."""


Date = Annotated[
    date,
    BeforeValidator(read_date),
    WithJsonSchema({"type": "string", "examples": ["2011-06-20", "20.06.2011"]}),
]
"""A day: ``2011-06-20``."""

Moment = Annotated[
    str, Field(description="A day and a time: '2011-06-20 10:00' or 'monday 10:00'.")
]


Key = Annotated[str, AfterValidator(read_key)]
"""What a thing is called in files, and in everything that is written about it."""


JoinedKey = Annotated[str, AfterValidator(read_joined_key)]
"""A key that stands beside others in one cell of what is written."""


def _optional_name(text: str | None) -> str | None:
    return text.strip() if text and plain(text) else None


def _name(text: str) -> str:
    name = _optional_name(text)
    if name is None:
        raise ValueError("this is empty; write how people call it")
    return name


Text = Annotated[str, InLanguages()]
"""Words for people; in a file also ``{en: …, fr: …, es: …}``, as every name."""

Name = Annotated[str, AfterValidator(_name), InLanguages()]
"""What people call a thing, without blanks at its ends."""

OptionalName = Annotated[str | None, AfterValidator(_optional_name), InLanguages()]
"""What people call a thing; None where it is not said, or blank."""


def _words(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_WORD_OR_WORDS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def _booths(value: Any) -> Any:
    """Refuse the names of languages where their number is wanted, and say it."""
    said = (
        [str(one) for one in value] if isinstance(value, list) else re.split(r"[,;/]", str(value))
    )
    names = [one.strip() for one in said if one.strip()]
    if isinstance(value, str | list) and names and all(one.isalpha() for one in names):
        raise ValueError(f"write how many languages are interpreted, {len(names)}, not which")
    return value


Words = Annotated[tuple[str, ...], BeforeValidator(_words), WithJsonSchema(_WORD_OR_WORDS)]
"""One word, or a list of them."""

Sayings = Annotated[tuple[Text, ...], BeforeValidator(_words), InLanguages("items")]
"""Words for people, or a list of them."""

Minutes = Annotated[int, Field(ge=1, le=10_080)]


class SourceEntry(Frozen):
    """A public source, cited elsewhere in the file by its key."""

    what: Text = Field(description="What it is.")
    where: str = Field(default="", description="Where to find it.")


FormatWord = Annotated[
    str,
    WithJsonSchema({"anyOf": [{"enum": [kind.value for kind in Format]}, {"type": "string"}]}),
]
"""A format: a usual one, or one of the scenario's own."""


FormatWords = Annotated[
    tuple[FormatWord, ...], BeforeValidator(_words), Field(json_schema_extra={"short": "items"})
]
"""One format, or a list of them."""

YesOrNo = bool | Literal["yes", "no"]
"""True or false, or as people say it."""


class FormatEntry(Frozen):
    """A format of the scenario's own: a word that people read, and what it means for rules."""

    name: OptionalName = Field(
        default=None, description="As people say it, in the singular; without it: its key."
    )
    like: Format | None = Field(
        default=None,
        description="The usual format that rules take it for; without it 'workshop' where it is "
        "part of the official programme, or else 'side_event'.",
    )
    programme: YesOrNo | None = Field(
        default=None,
        description="Whether it is part of the official programme: it then counts for quotas, and "
        "plenaries are held alone of it; without it, as the format that it is like.",
    )
    sittings: Words | None = Field(
        default=None,
        description="Where its sessions sit, such as 'evening' or 'monday evening', whatever 'for' "
        "says of these sittings; without it, wherever 'for' names it, or what it is like.",
    )

    @property
    def counts(self) -> bool | None:
        """Whether it is part of the official programme; None where that is not said."""
        return self.programme == "yes" if isinstance(self.programme, str) else self.programme


class SittingEntry(Frozen):
    """A stretch of a day in which bodies may meet."""

    hours: Hours = Field(description="From when to when.")
    for_: FormatWords | None = Field(
        default=None,
        alias="for",
        description="All formats that may use it; without it the official programme.",
    )
    whole: bool = Field(default=False, description="Whether a session takes all of it.")


def sitting_in_full(value: Any) -> Any:
    """A sitting in its long form, which may be hours alone."""
    return {"hours": value} if isinstance(value, str) else value


Sitting = Annotated[
    SittingEntry, BeforeValidator(sitting_in_full), Field(json_schema_extra={"short": "string"})
]


class DaySittingEntry(Frozen):
    """A sitting of one day: one more, or one of every day that differs on it."""

    hours: Hours | None = Field(
        default=None, description="From when to when; without it as on other days."
    )
    for_: FormatWords | None = Field(
        default=None,
        alias="for",
        description="All formats that may use it; without it as on other days, or else the "
        "official programme.",
    )
    whole: bool | None = Field(
        default=None, description="Whether a session takes all of it; without it as on other days."
    )
    off: bool = Field(
        default=False, description="Whether the day has no such sitting; in short 'off' or null."
    )


def day_sitting_in_full(value: Any) -> Any:
    """A sitting of one day in its long form, which may also be ``off``, or nothing."""
    return {"off": True} if value in (None, "off") else sitting_in_full(value)


def _one_way(value: DaySittingEntry) -> DaySittingEntry:
    if value.off and len(value.model_fields_set) > 1:
        raise ValueError("'off' takes the sitting away; leave the rest out, or 'off'")
    return value


DaySitting = Annotated[
    DaySittingEntry,
    BeforeValidator(day_sitting_in_full),
    AfterValidator(_one_way),
    Field(json_schema_extra={"short": "string"}),
]

NO_DAY = "this adds nothing to the day; where nobody meets on it, name the day in 'closed'"


class DayEntry(Frozen):
    """A day that differs from the others. A date goes before a weekday."""

    sittings: dict[Key, DaySitting] = Field(
        description="By name: sittings that the day has besides those of every day, such as have "
        "other hours on it, and such as it lacks ('off')."
    )
    only: bool = Field(
        default=False,
        description="Whether these are all: then they replace the sittings of every day, those of "
        "its weekday and, in a file that extends another, those of that file.",
    )


def _day(value: DayEntry) -> DayEntry:
    if not (value.only or value.sittings):
        raise ValueError(NO_DAY)
    return value


Day = Annotated[DayEntry, AfterValidator(_day)]


class HolidaysEntry(Frozen):
    """Public holidays: of a place, of a file, or of both."""

    country: str | None = Field(
        default=None, description="Its code, as in CH; needs the extra 'office'."
    )
    subdivision: str | None = Field(
        default=None, description="Code of a part of the country, as in GE; without it all of it."
    )
    file: str | None = Field(
        default=None,
        description="A table with the columns date and name, or a calendar file (.ics).",
    )
    but_not: Words = Field(default=(), description="Days on which people meet all the same.")


def holidays_in_full(value: Any) -> Any:
    """A place or a file in its long form, which may be ``CH``, ``CH-GE`` or ``holidays.csv``."""
    if not isinstance(value, str):
        return value
    if "." in value:
        return {"file": value}
    country, _, part = value.partition("-")
    return {"country": country.strip(), **({"subdivision": part.strip()} if part else {})}


def _somewhere(value: HolidaysEntry) -> HolidaysEntry:
    if value.country is None and value.file is None:
        raise ValueError("name a country, as in CH-GE, or a file, as in holidays.csv")
    if value.subdivision is not None and value.country is None:
        raise ValueError("a part is one of a country; name that, too")
    return value


PublicHolidays = Annotated[
    HolidaysEntry,
    BeforeValidator(holidays_in_full),
    AfterValidator(_somewhere),
    Field(json_schema_extra={"short": "string"}),
]
"""Holidays of a place or a file: ``CH-GE``, ``holidays.csv``."""


class WeekEntry(Frozen):
    """The days and their sittings."""

    from_: Date = Field(alias="from", description="The first day.")
    to: Date = Field(description="The last day.")
    timezone: str = Field(
        default="Europe/Zurich",
        description="Its IANA name. All times are those of the clocks there; a sitting in which "
        "they change is told.",
    )
    grain: int = Field(
        default=15,
        ge=1,
        le=240,
        description="Minutes: times sit on this grid from the opening of a sitting.",
    )
    sittings: dict[Key, Sitting] | None = Field(
        default=None,
        description="The sittings of every day, by name; without it, the hours of the United "
        "Nations at Geneva.",
    )
    days: dict[str, Day] = Field(
        default_factory=dict,
        description="Days that differ, by weekday or date; what they say is added.",
    )
    closed: Words = Field(
        default=(),
        description="Days on which nobody meets, whatever 'days' says of them. A file that extends "
        "another adds to them, and null opens them all.",
    )
    holidays: PublicHolidays | None = Field(
        default=None,
        description="Public holidays, on which nobody meets: a country, as in 'CH-GE', or a file.",
    )
    poor: Words = Field(default=(), description="Sittings that nobody should always get.")


class SectionEntry(Frozen):
    """A section of a divisible hall."""

    seats: int = Field(ge=0, description="Seats.")
    name: OptionalName = Field(default=None, description="Without it: its key.")
    booths: int = Field(default=0, ge=0, description="Booths for interpreters.")
    equipment: Words = Field(
        default=(), description="In your own words; sessions ask for the same."
    )
    closed: Words = Field(
        default=(),
        description="Days or sittings in which it cannot be used, nor any room that shares its "
        "floor. A file that extends another adds to them, and null takes them away.",
    )


class HallSectionEntry(SectionEntry):
    """A section of a divisible hall, or several that are opened into one room."""

    joins: Words = Field(
        default=(), description="Keys of the sections that it is made of, if it is several."
    )


def _section(value: Any) -> Any:
    return {"seats": value} if isinstance(value, int) and not isinstance(value, bool) else value


Section = Annotated[
    HallSectionEntry, BeforeValidator(_section), Field(json_schema_extra={"short": "integer"})
]


class RoomEntry(SectionEntry):
    """A conference room."""

    building: Name = Field(
        default="",
        description="The building in which it is, in your own words; without it, the one of all "
        "rooms of which none is said.",
    )
    divides_into: dict[Key, Section] = Field(
        default_factory=dict, description="Sections of a divisible hall, each with its seats."
    )


class InterpretationEntry(Frozen):
    """The interpreters at hand."""

    teams: int = Field(ge=0, le=100, description="A team works in one room at a time.")
    sittings_a_day: int = Field(default=2, ge=1, le=10, description="For one team.")
    sittings_a_week: int = Field(default=7, ge=1, le=50, description="For one team.")


class VenueEntry(Frozen):
    """Where the week is held."""

    name: Text = Field(default="", description="Its name.")
    turnover: int = Field(
        default=0, ge=0, le=240, description="Minutes between two sessions in a room."
    )
    rooms: dict[Key, RoomEntry] = Field(
        default_factory=dict, description="By key; without any, sessions are placed in time only."
    )
    interpretation: InterpretationEntry | None = Field(
        default=None, description="Without it, interpretation limits nothing."
    )


MOST_DELEGATES = 500
"""Delegates in the largest delegation."""


class Attendance(Frozen):
    """How a delegation attends; what is not said is as by default."""

    delegates: int | None = Field(
        default=None,
        ge=1,
        le=MOST_DELEGATES,
        description="How many rooms it can be in at once; without it 1.",
    )
    from_: Literal["capital", "mission"] | None = Field(
        default=None,
        alias="from",
        description="Where its delegates come from; without it the capital.",
    )
    present: Words | None = Field(
        default=None,
        description="Days, or sittings such as 'monday morning', when it is present, whatever the "
        "default says, and all that lies inside their hours; without it as by default, or else "
        "every day.",
    )
    absent: Words = Field(
        default=(),
        description="Days or sittings when it is away, with all that they overlap, besides those "
        "of the default. A file that extends another adds to them, and null takes them away.",
    )


class OtherDelegation(Attendance):
    """A delegation that the table does not have."""

    name: Name = Field(description="Its name.")
    group: str = Field(default="", description="Regional group.")


class DelegationsEntry(Frozen):
    """Who comes."""

    table: str | None = Field(
        default=None,
        description="A CSV file with the columns iso3, name and un_group, with delegates, from, "
        "present and absent where a row says how it attends, then any to select by.",
    )
    default: Attendance = Field(default=Attendance(), description="How every delegation attends.")
    except_: dict[str, Attendance] = Field(
        default_factory=dict,
        alias="except",
        description="By code: what differs for one delegation.",
    )
    also: dict[JoinedKey, OtherDelegation] = Field(
        default_factory=dict, description="Organisations, and States that the table lacks."
    )


_WHERE = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
    ]
}


class SelectionEntry(Frozen):
    """A set of delegations: by a condition over the table, by instrument, by name, or all these."""

    where: Annotated[dict[str, str], WithJsonSchema(_WHERE)] = Field(
        default_factory=dict,
        description="A column of the table that must hold 1, or columns and what each must hold.",
    )
    parties_of: Words = Field(
        default=(), description="Instruments, by key or name: their States Parties."
    )
    and_: Words = Field(default=(), alias="and", description="Delegations besides.")
    but_not: Words = Field(default=(), description="Delegations left out.")
    everyone: bool = Field(default=False, description="Every delegation.")


def _as_in_a_table(asked: Any) -> Any:
    """A number, or yes and no, as a spreadsheet writes it."""
    if isinstance(asked, bool):
        return str(asked).upper()
    return str(asked) if isinstance(asked, int) else asked


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
        if not value["where"]:
            raise ValueError("a condition names a column of the table, as in {where: apmbc}")
        where = {key: _as_in_a_table(asked) for key, asked in value["where"].items()}
        return {**value, "where": where}
    return value


Selection = Annotated[
    SelectionEntry, BeforeValidator(_selection), Field(json_schema_extra={"short": "selection"})
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

    name: Name = Field(description="Its name.")
    parties: Selection = Field(default=SelectionEntry(), description="Its States Parties.")


class PostsEntry(Frozen):
    """How many posts of each kind there are; those that nobody is named for are open."""

    president: int | None = Field(default=None, ge=0, le=1, description="0 or 1.")
    co_chairs: int | None = Field(default=None, ge=0, le=20, description="Posts.")
    co_rapporteurs: int | None = Field(default=None, ge=0, le=20, description="Posts.")


class BodyEntry(Frozen):
    """Who convenes sessions."""

    name: Name = Field(description="Its name.")
    kind: Kind = Field(default=Kind.STANDING_COMMITTEE, description="What it is.")
    committee: Committee | None = Field(
        default=None,
        description="Of a Standing Committee: which of those of the Review it is, for the report "
        "on the nine recommendations, which never goes by names.",
    )
    instrument: str | None = Field(default=None, description="Key of its instrument.")
    subject: Text = Field(default="", description="What it is about.")
    president: Words = Field(default=(), description="One State.")
    co_chairs: Words = Field(default=(), description="States.")
    co_rapporteurs: Words = Field(default=(), description="States.")
    posts: PostsEntry = Field(
        default=PostsEntry(), description="Without it: as 'leadership' says, or those named here."
    )
    implementers: Selection | None = Field(
        default=None, description="States that implement the article in question."
    )
    co_rapporteurs_before: Words = Field(default=(), description="Last year's Co-Rapporteurs.")


class TeamEntry(Frozen):
    """The posts of each Standing Committee that has no President."""

    co_chairs: int = Field(default=2, ge=0, le=20, description="Posts.")
    co_rapporteurs: int = Field(default=2, ge=0, le=20, description="Posts.")


class LeadershipEntry(Frozen):
    """Posts that are open, and who may take them (Recommendation 4)."""

    pool: Selection | None = Field(
        default=None,
        description="Who may take a post; without it, the States Parties to the bodies' "
        "instruments.",
    )
    team: TeamEntry | None = Field(
        default=None, description="Posts of each Standing Committee that has no President."
    )
    vacate: bool = Field(
        default=False, description="Whether those named in such committees make way for others."
    )
    tasks: dict[str, Sayings] = Field(
        default_factory=dict, description="Tasks of States in related instruments, in words."
    )


class PresidencyEntry(Frozen):
    """Who presides over the formal meetings between which the week falls (Recommendation 3)."""

    state: str = Field(description="The State whose representative is President.")
    of: Text = Field(default="", description="Of which meeting, such as '10MSP'.")


class AgendaItem(Frozen):
    """An item of a session's agenda: speakers, and the minutes that each takes."""

    item: Text = Field(description="Its topic.")
    speakers: Selection = Field(default=SelectionEntry(), description="Who takes the floor.")
    minutes_each: int = Field(default=0, ge=0, le=600, description="Minutes of each speaker.")
    minutes: int = Field(
        default=0,
        ge=0,
        le=6000,
        description="Minutes of the topic itself. Beside speakers with minutes each it comes "
        "before them; speakers without minutes each share it.",
    )
    least: int | None = Field(
        default=None,
        ge=0,
        le=600,
        description="Minutes that each speaker, or a topic without speakers, cannot do without; "
        "unless given, the share of what the session cannot do without.",
    )
    in_order: bool = Field(
        default=False, description="Whether they speak in the order in which they are listed."
    )
    used: int | None = Field(
        default=None,
        ge=0,
        le=6000,
        description="Minutes that the item really used, noted after the week; for "
        "'meeting-week next-year'.",
    )


class PartsEntry(Frozen):
    """How a session may be split."""

    at_most: int = Field(default=1, ge=1, le=50, description="Parts.")
    shortest: Minutes | None = Field(
        default=None,
        description="Minutes of each part; without it the least, but 60 at most where it is split.",
    )
    days: Literal["consecutive"] | None = Field(
        default=None,
        description="'consecutive' for days in a row: a must, unless the rule "
        "`meet_on_consecutive_days` is said to be otherwise.",
    )


def _parts(value: Any) -> Any:
    return {"at_most": value} if isinstance(value, int) and not isinstance(value, bool) else value


Parts = Annotated[
    PartsEntry, BeforeValidator(_parts), Field(json_schema_extra={"short": "integer"})
]


class PinEntry(Frozen):
    """Where a part must sit."""

    at: Moment
    minutes: Minutes = Field(description="Its length.")
    room: str | None = Field(default=None, description="Key of a room.")


def _pins(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


Pins = Annotated[
    tuple[PinEntry, ...], BeforeValidator(_pins), Field(json_schema_extra={"short": "items"})
]


def _time(value: str) -> str:
    parse_clock(value)
    return value


class RepeatEntry(Frozen):
    """Days and a time at which a session meets again and again: each time is a session."""

    every: Words = Field(default=("day",), description="'day', or the days.")
    at: Annotated[str, AfterValidator(_time)] = Field(description="When it begins: '09:00'.")
    minutes: Minutes | None = Field(
        default=None, description="How long it is; without it, what the session asks for."
    )
    room: str | None = Field(default=None, description="Key of a room; without it any.")
    but_not: Words = Field(default=(), description="Days on which it does not meet.")


_REPEAT = re.compile(r"(?:every )?(.*?)[\s,]+(?:at\s+)?(\d\S*(?:\s*[ap]\.?m\.?)?)", re.I)


def _repeat(value: Any) -> Any:
    """Days and a time in their long form, which may be ``daily 09:00``."""
    if not isinstance(value, str):
        return value
    found = _REPEAT.fullmatch(" ".join(value.split()))
    if found is None:
        raise ValueError(f"'{value}' needs days and a time, as in 'daily 09:00'")
    days = [word.strip() for word in re.split(r",| and ", found[1]) if word.strip()]
    return {"every": days, "at": found[2]}


Repeat = Annotated[
    RepeatEntry, BeforeValidator(_repeat), Field(json_schema_extra={"short": "string"})
]


class SessionEntry(Frozen):
    """A session: what is placed."""

    title: OptionalName = Field(default=None, description="Without it: its key.")
    body: Words = Field(min_length=1, description="One body; several for a joint session.")
    format: FormatWord = Field(
        description="What kind of session it is: a usual format, or one of your own."
    )
    subject: Annotated[str | None, InLanguages()] = Field(
        default=None, description="Without it: the body's."
    )
    least: Minutes | None = Field(
        default=None, description="Minutes that it cannot do without; without it, those wanted."
    )
    wanted: Minutes | None = Field(
        default=None,
        description="Minutes that it asks for; without it, those of the agenda, or the least.",
    )
    agenda: tuple[AgendaItem, ...] = Field(
        default=(), description="Items; speakers times minutes make what it asks for."
    )
    parts: Parts = Field(default=PartsEntry(), description="Into how many it may be split.")
    days: Words | None = Field(default=None, description="Without it: any day.")
    sittings: Words | None = Field(
        default=None,
        description="'morning', 'monday', 'monday morning', or a date for the day; without it, "
        "any that is open to its format.",
    )
    hours: Hours | None = Field(default=None, description="It sits inside them.")
    leaders: LeadingSelection | None = Field(default=None, description="Without it: the body's.")
    speakers: LeadingSelection = Field(
        default=LeadingSelectionEntry(), description="Who must speak, besides those in the agenda."
    )
    audience: Selection = Field(default=SelectionEntry(), description="Who wants to listen.")
    languages: Annotated[int, BeforeValidator(_booths)] = Field(
        default=0, ge=0, le=20, description="Booths; 0: without interpretation."
    )
    attendance: int = Field(default=0, ge=0, le=100_000, description="Seats needed.")
    equipment: Words = Field(default=(), description="What the room must have.")
    rooms: Words | None = Field(default=None, description="Without it: any room.")
    optional: bool = Field(default=False, description="Whether it may be left out.")
    pinned: Pins = Field(
        default=(),
        description="Where it must sit: a place, or one for each part; all are required.",
    )
    repeat: Repeat | None = Field(
        default=None,
        description="Days and a time, as in 'daily 09:00': a session for each of these days is "
        "pinned there, with the day in its key.",
    )
    series: str | None = Field(
        default=None,
        description="A key for several sessions together, for the order and for rules; meetings "
        "that repeat have that of their entry.",
    )
    decides: bool | None = Field(
        default=None,
        description="Whether it takes decisions, as a joint session of several instruments must "
        "not; without it, a plenary is taken to.",
    )
    used: int | None = Field(
        default=None,
        ge=0,
        le=10_080,
        description="Minutes that it really used, noted after the week; for "
        "'meeting-week next-year'.",
    )
    source: str | None = Field(default=None, description="Key of a source.")


class HeldEntry(Frozen):
    """What an experiment came to, noted after it was held; without a key, that was not noted."""

    reported: bool | None = Field(
        default=None, description="Whether it was reported to a plenary of the week."
    )
    useful: bool | None = Field(default=None, description="Whether those who took part say so.")
    participants: int | None = Field(
        default=None, ge=0, le=100_000, description="How many took part."
    )


class ProposalEntry(SessionEntry):
    """A national context that a small group may take up; the solver chooses."""

    format: FormatWord = Field(
        default=Format.SMALL_GROUP.value,
        description="What kind of session it is: a usual format, or one of your own.",
    )
    optional: bool = Field(default=True, description="Whether it may be left out.")
    host: str | None = Field(default=None, description="The State whose situation it is.")
    volunteered: bool = Field(
        default=False, description="Whether the host has; only then may it be held."
    )
    partners: Words = Field(default=(), description="Delegations that work with the host.")
    value: int = Field(default=1, ge=0, le=1000, description="What holding it is worth.")
    held: HeldEntry | None = Field(
        default=None,
        description="What it came to, where it has been held; for 'meeting-week next-year'.",
    )


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
        default=None, ge=0, le=527_040, description="Minutes of the sittings set aside at least."
    )
    share: Percent | None = Field(default=None, description="Percent of the sittings at most.")
    sittings: Words | None = Field(
        default=None,
        description="The sittings that count for both, such as 'morning' and 'lunch'; without it, "
        "those that are open to plenaries.",
    )
    at_once: Literal["once", "full"] | None = Field(
        default=None,
        description="How experiments side by side count towards the share: 'once' together "
        "(without it), or each in 'full'.",
    )
    proposals: dict[Key, ProposalEntry] = Field(
        default_factory=dict, description="Small groups to choose from, by key."
    )


class GapEntry(Frozen):
    """Minutes between the end of one and the beginning of the other."""

    at_least: int = Field(default=0, ge=0, le=527_040, description="Minutes.")
    at_most: int | None = Field(
        default=None, ge=0, le=527_040, description="Minutes; without it any."
    )


def _possible_gap(gap: GapEntry) -> GapEntry:
    if gap.at_most is not None and gap.at_most < gap.at_least:
        raise ValueError(
            f"a gap of at least {gap.at_least} and at most {gap.at_most} minutes is impossible; "
            "make at_most the greater one"
        )
    return gap


class OrderEntry(Frozen):
    """What comes before what: sessions, bodies, formats such as ``small_groups``, everything."""

    first: Words = Field(min_length=1, description="What comes first.")
    then: Words = Field(min_length=1, description="What comes after.")
    gap: Annotated[GapEntry, AfterValidator(_possible_gap)] = Field(
        default=GapEntry(), description="Minutes between the two."
    )


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

    title: Text = Field(default="", description="Without it: its key.")
    patch: Patch = Field(
        default_factory=dict, description="What differs from the scenario; null takes a key away."
    )


class ScenarioFile(Frozen):
    """A whole scenario file."""

    schema_: Literal[1] = Field(alias="schema", description="Version of this format.")
    title: Text = Field(default="", description="What the week is called.")
    extends: str | None = Field(
        default=None,
        description="A scenario file that this one patches: keys are added or changed, null takes "
        "one away, and a list replaces the other (but those of 'closed' and 'absent').",
    )
    sources: dict[Key, SourceEntry] = Field(
        default_factory=dict, description="Public sources, by key, to be cited at their place."
    )
    week: WeekEntry = Field(description="The days and their sittings.")
    formats: dict[JoinedKey, FormatEntry] = Field(
        default_factory=dict,
        description="Kinds of session of your own, by the word for them, such as 'reception'.",
    )
    venue: VenueEntry = Field(default=VenueEntry(), description="Where the week is held.")
    delegations: DelegationsEntry = Field(default=DelegationsEntry(), description="Who comes.")
    instruments: dict[JoinedKey, InstrumentEntry] = Field(
        default_factory=dict, description="Conventions and protocols, by key."
    )
    leadership: LeadershipEntry = Field(
        default=LeadershipEntry(), description="Posts that are open, and who may take them."
    )
    presidency: PresidencyEntry | None = Field(
        default=None, description="Who is President, for the report on the nine recommendations."
    )
    bodies: dict[JoinedKey, BodyEntry] = Field(description="Who convenes sessions, by key.")
    sessions: dict[Key, SessionEntry] = Field(description="What is placed, by key.")
    experiments: ExperimentsEntry = Field(
        default=ExperimentsEntry(), description="Small groups on national contexts."
    )
    order: tuple[OrderEntry, ...] = Field(default=(), description="What comes before what.")
    rules: dict[str, Any] = Field(
        default_factory=dict,
        description="Each rule: must, off, or prefer with tier and weight, and its parameters.",
    )
    candidates: dict[Key, str] = Field(
        default_factory=dict, description="Timetables to compare with, by name: schedule CSV files."
    )
    variants: dict[Key, VariantEntry] = Field(
        default_factory=dict, description="Other ways to hold the week, for 'meeting-week sweep'."
    )
    grid: dict[Key, Annotated[dict[Key, Patch], Field(min_length=1)]] = Field(
        default_factory=dict,
        description="Questions, each with its choices: every combination of one choice from each "
        "is a variant. A choice is what differs from the scenario; {} is the scenario as it is.",
    )
