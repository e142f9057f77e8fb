"""The sheets of a scenario's workbook and their columns: the one description of both.

Reading, writing, the drop-down lists, the help on the heads and the reference follow from it. What
the models of `scenarios.loading.schema` say more than is described here has columns all the same,
called by its keys; and what no column can say stands as YAML in the last one of its row, or on the
sheet More.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from scenarios.loading.rules import MODES
from scenarios.loading.schema import (
    AgendaItem,
    Attendance,
    BodyEntry,
    DayEntry,
    DaySittingEntry,
    DelegationsEntry,
    ExperimentsEntry,
    FormatEntry,
    HallSectionEntry,
    InstrumentEntry,
    LeadershipEntry,
    OrderEntry,
    OtherDelegation,
    PinEntry,
    PresidencyEntry,
    ProposalEntry,
    RoomEntry,
    ScenarioFile,
    SessionEntry,
    SittingEntry,
    SourceEntry,
    VenueEntry,
    WeekEntry,
)
from scenarios.loading.workbook import kinds
from scenarios.loading.workbook.columns import SheetColumn, Steps, Wording, columns_of, in_all
from scenarios.loading.workbook.kinds import CellKind

ITEM = "[]"
"""The step to an item of a list."""

REST = "Anything else"
"""The head above what no other column says, as YAML."""

REMARK = "Remark"
IGNORED = ("Remark", "Remarks", "Note", "Notes", "Comment", "Comments", "What it means")
"""Heads above what is for people, and is not read."""

SETTING, VALUE, MEANS = "Setting", "Value", "What it means"
"""The heads of a sheet with one value in each row."""

SECTION, TEXT_HEAD = "Section", "Text (YAML)"
"""The heads of the sheet More."""

WEEK, MORE, README, LISTS = "Week", "More", "Read me", "Lists"
OTHER_NAMES = {
    "First day": ("Start day", "Start date", "First date", "Start", "Starts", "Begins", "From"),
    "Last day": ("End day", "End date", "Last date", "End", "Ends", "To"),
}
"""By setting: further names by which it is known."""

UNREAD = (README, LISTS)
"""Sheets that are for people, and are not read."""

BETWEEN = " › "
"""What stands between the steps to a text of the sheet More."""


class Place(NamedTuple):
    """Where the rows of a sheet stand in a scenario file.

    Attributes
    ----------
    path
        The way to the entry of a row. A step in angle brackets is what the row has under that
        head, and `ITEM` an item of a list.
    columns
        What the rest of the row says.
    short
        The key that a number or text means which stands in place of the entry.
    shorts
        Keys whose value may be a number alone, each with the key inside it that this means.
    named
        A head under which these rows say something, and others of the sheet do not.
    within
        What the entry is below which these stand, which has a row of its own: ``room``. The first
        head of the place says which, by key or name.
    """

    path: Steps
    columns: tuple[SheetColumn, ...]
    short: str = ""
    shorts: tuple[tuple[str, str], ...] = ()
    named: str = ""
    within: str = ""

    @property
    def owner(self) -> Steps:
        """The way to the entry below which these stand."""
        first = next(n for n, step in enumerate(self.path) if step.startswith("<"))
        return self.path[:first]

    @property
    def ids(self) -> tuple[str, ...]:
        """The heads under which the row says which entry it is."""
        return tuple(step[1:-1] for step in self.path if step.startswith("<"))


class SheetForm(NamedTuple):
    """A sheet with a row for each thing.

    Attributes
    ----------
    places
        Where its rows may stand; a row stands in the first whose heads it fills.
    ids
        The heads that say which thing a row is, each with its help and what its list offers.
    rest
        The head above what no other column says.
    without
        What holds where the sheet is not there: a sentence. Empty where there is no week then.
    """

    name: str
    about: str
    places: tuple[Place, ...]
    ids: tuple[SheetColumn, ...]
    rest: str = REST
    without: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads that say which thing a row is."""
        return tuple(column.heads[0] for column in self.ids)

    @property
    def keys(self) -> dict[str, str]:
        """The heads of columns by the keys of a scenario file."""
        return {
            ".".join(column.path): column.heads[0]
            for column in self.columns
            if column.path and column.kind is not kinds.HOURS
        }

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """All columns, those of the ids and names first; what several places have comes once."""
        columns = [column for place in self.places for column in place.columns]
        columns.sort(key=lambda column: column.path not in (("title",), ("name",)))
        return tuple({column.heads: column for column in (*self.ids, *columns)}.values())


class Settings(NamedTuple):
    """Single values that belong together."""

    name: str
    columns: tuple[SheetColumn, ...]


WORDING = Wording(
    heads={
        "from": "Comes from",
        "hours": "Hours",
        "for": "Open to",
        "whole": "Taken whole",
        "off": "Taken away",
        "only": "These only",
        "least": "Least minutes",
        "wanted": "Wanted minutes",
        "minutes_each": "Minutes each",
        "in_order": "In this order",
        "item": "Item",
        "at": "Day and time",
        "parts.at_most": "Most parts",
        "parts.shortest": "Shortest part",
        "parts.days": "Parts on days",
        "repeat": "Repeated",
        "week.holidays": "Public holidays",
        "posts.president": "Posts of President",
        "posts.co_chairs": "Posts of Co-Chairs",
        "posts.co_rapporteurs": "Posts of Co-Rapporteurs",
        "co_chairs": "Co-Chairs",
        "co_rapporteurs": "Co-Rapporteurs",
        "co_rapporteurs_before": "Last year's Co-Rapporteurs",
        "parties": "States Parties",
        "gap.at_least": "Least minutes between",
        "gap.at_most": "Most minutes between",
        "group": "Regional group",
        "joins": "Made of sections",
        "what": "What it is",
        "where": "Where to find it",
        "week.from": "First day",
        "week.to": "Last day",
        "week.timezone": "Time zone",
        "week.grain": "Grid in minutes",
        "week.closed": "Closed days",
        "week.poor": "Poor sittings",
        "venue.name": "Venue",
        "venue.turnover": "Minutes between two sessions in a room",
        "venue.interpretation.teams": "Teams of interpreters",
        "venue.interpretation.sittings_a_day": "Sittings a day of a team",
        "venue.interpretation.sittings_a_week": "Sittings a week of a team",
        "delegations.table": "Table of delegations (CSV file)",
        "delegations.default.delegates": "Delegates of each delegation",
        "delegations.default.from": "Delegates come from",
        "delegations.default.present": "Delegations are present",
        "delegations.default.absent": "Delegations are absent",
        "leadership.pool": "Who may take an open post",
        "leadership.team.co_chairs": "Co-Chairs of each committee",
        "leadership.team.co_rapporteurs": "Co-Rapporteurs of each committee",
        "leadership.vacate": "Those named make way",
        "presidency.state": "President's State",
        "presidency.of": "President of",
        "decides": "Takes decisions",
        "used": "Minutes used",
        "held.reported": "Held: reported to plenary",
        "held.useful": "Held: useful",
        "held.participants": "Held: participants",
        "experiments.floor": "Least minutes for experiments",
        "experiments.share": "Greatest share of experiments",
        "experiments.sittings": "Sittings that count for experiments",
        "experiments.at_once": "Experiments side by side count",
    },
    kinds={
        "at": kinds.MOMENT,
        "repeat": kinds.SHORT,
        "week.holidays": kinds.SHORT,
        "experiments.share": kinds.PERCENT,
    },
    offers={
        "format": "formats",
        "for": "formats",
        "body": "bodies",
        "instrument": "instruments",
        "room": "rooms",
        "rooms": "rooms",
        "source": "sources",
        "host": "delegations",
        "president": "delegations",
        "presidency.state": "delegations",
        "co_chairs": "delegations",
        "co_rapporteurs": "delegations",
        "partners": "delegations",
        "first": "order",
        "then": "order",
    },
)
_HOURS = SheetColumn(
    ("From", "To"),
    ("hours",),
    kinds.HOURS,
    ("When it begins.", "When it ends; 00:00 is midnight."),
    ((), ()),
    SittingEntry.model_fields["hours"],
)


def columns_in(model: type[BaseModel], *leave_out: str) -> tuple[SheetColumn, ...]:
    return tuple(columns_of(model, WORDING, *leave_out))


def _one(head: str, help_: str, kind: CellKind = kinds.TEXT, offers: str = "") -> SheetColumn:
    """A column for what a row is, or for all that it says."""
    heads = in_all(head) if kind is kinds.TEXTS else (head,)
    return SheetColumn(heads, (), kind, (help_,) * len(heads), (offers,) * len(heads))


def _of_sessions(key: str, model: type[BaseModel]) -> tuple[Place, ...]:
    """The places of a list that sessions have, and experiments too."""
    owners = (("sessions",), ("experiments", "proposals"))
    columns = columns_in(model)
    return tuple(
        Place((*owner, "<Session>", key, ITEM), columns, within="session") for owner in owners
    )


_KEY = _one("Key", "What it is called in files: short, and only once on this sheet.")
_SESSION = _one("Session", "The session or experiment: its key or title.", offers="sessions")

SHEETS = (
    SheetForm(
        "Sittings",
        "When bodies may meet: a row without a day counts for every day; one with a day says "
        "how that day differs.",
        (
            Place(
                ("week", "days", "<Day>", "sittings", "<Sitting>"),
                (_HOURS, *columns_in(DaySittingEntry, "hours")),
            ),
            Place(("week", "sittings", "<Sitting>"), (_HOURS, *columns_in(SittingEntry, "hours"))),
            Place(("week", "days", "<Day>"), columns_in(DayEntry, "sittings")),
        ),
        (
            _one("Day", "Empty for every day; a weekday, or a date.", kinds.DAY),
            _one("Sitting", "Its name, such as morning."),
        ),
        without="the usual hours of Geneva are taken, 10:00 to 13:00 and 15:00 to 18:00",
    ),
    SheetForm(
        "Rooms",
        "Conference rooms, and the sections of halls that can be divided.",
        (
            Place(
                ("venue", "rooms", "<Section of>", "divides_into", "<Key>"),
                columns_in(HallSectionEntry),
                short="seats",
                within="room",
            ),
            Place(("venue", "rooms", "<Key>"), columns_in(RoomEntry, "divides_into")),
        ),
        (
            _KEY,
            _one("Section of", "The hall of which it is a section: its key.", offers="rooms"),
        ),
        without="the week has no rooms",
    ),
    SheetForm(
        "Delegations",
        "Delegations that differ from the others; with a name, those that the table lacks.",
        (
            Place(("delegations", "also", "<Code>"), columns_in(OtherDelegation), named="Name"),
            Place(("delegations", "except", "<Code>"), columns_in(Attendance)),
        ),
        (_one("Code", "Three capital letters for a State.", offers="delegations"),),
        without="no delegation differs from the others, and none is added to the table",
    ),
    SheetForm(
        "Instruments",
        "Conventions and protocols with their States Parties.",
        (Place(("instruments", "<Key>"), columns_in(InstrumentEntry)),),
        (_KEY,),
        without="there are no instruments, and no States Parties",
    ),
    SheetForm(
        "Bodies",
        "Who convenes sessions, and who leads.",
        (Place(("bodies", "<Key>"), columns_in(BodyEntry)),),
        (_KEY,),
    ),
    SheetForm(
        "Leadership",
        "Tasks of States in related instruments: a row for each task.",
        (
            Place(
                ("leadership", "tasks", "<State>", ITEM),
                (_one("Task", "In your own words.", kinds.TEXTS),),
            ),
        ),
        (_one("State", "Its code or name.", offers="delegations"),),
        without="no State has a task",
    ),
    SheetForm(
        "Sessions",
        "What is placed in the week.",
        (
            Place(
                ("sessions", "<Key>"),
                columns_in(SessionEntry, "agenda", "pinned"),
                shorts=(("parts", "at_most"),),
            ),
        ),
        (_KEY,),
    ),
    SheetForm(
        "Experiments",
        "Small groups to choose from; how much time they may take stands on the sheet Week.",
        (
            Place(
                ("experiments", "proposals", "<Key>"),
                columns_in(ProposalEntry, "agenda", "pinned"),
                shorts=(("parts", "at_most"),),
            ),
        ),
        (_KEY,),
        without="no small groups are to choose from",
    ),
    SheetForm(
        "Agenda",
        "The items of sessions in their order: a row for each item.",
        (
            Place(
                ("sessions", "<Session>", "agenda", ITEM), columns_in(AgendaItem), within="session"
            ),
            Place(
                ("experiments", "proposals", "<Session>", "agenda", ITEM),
                columns_in(AgendaItem),
                within="session",
            ),
        ),
        (_SESSION,),
        without="no session has an agenda",
    ),
    SheetForm(
        "Pinned",
        "Where sessions must sit: a row for each part.",
        _of_sessions("pinned", PinEntry),
        (_SESSION,),
        without="no session has a fixed place",
    ),
    SheetForm(
        "Order",
        "What comes before what: sessions, bodies, words such as small_groups, or everything.",
        (Place(("order", ITEM), columns_in(OrderEntry)),),
        (),
        without="nothing comes before anything else",
    ),
    SheetForm(
        "Rules",
        "How each rule applies; the usual musts apply without a row. The sheet Lists says what "
        "each rule asks for.",
        (
            Place(
                ("rules", "<Rule>"),
                (
                    SheetColumn(
                        ("How", "Tier", "Weight"),
                        (),
                        kinds.MODE,
                        (
                            "must, prefer or off.",
                            "Of a preference: the rank; tier 1 is settled before tier 2.",
                            "Of a preference: what a breach costs beside others of its tier.",
                        ),
                        (MODES, (), ()),
                        keys=MODES,
                    ),
                ),
            ),
        ),
        (_one("Rule", "Its name.", offers="rules"),),
        rest="Parameters",
        without="the usual musts apply, and no preferences",
    ),
    SheetForm(
        "Formats",
        "Kinds of session of your own, beside the usual ones.",
        (Place(("formats", "<Key>"), columns_in(FormatEntry)),),
        (_KEY,),
        without="there are no formats but the usual ones",
    ),
    SheetForm(
        "Candidates",
        "Timetables to compare with.",
        (
            Place(
                ("candidates", "<Name>"),
                (_one("File", "A schedule CSV file, seen from this workbook's folder."),),
            ),
        ),
        (_one("Name", "What the timetable is called."),),
        without="there are no timetables to compare with",
    ),
    SheetForm(
        "Sources",
        "Public sources, to be cited by their keys.",
        (Place(("sources", "<Key>"), columns_in(SourceEntry)),),
        (_KEY,),
        without="no public source can be cited",
    ),
)
"""The sheets with a row for each thing, in their order."""


def _settings(section: str, model: type[BaseModel], *leave_out: str) -> tuple[SheetColumn, ...]:
    return tuple(columns_of(model, WORDING, *leave_out, above=(section,)))


SETTINGS = (
    Settings(
        "The week",
        (
            *(c for c in columns_of(ScenarioFile, WORDING) if c.path == ("title",)),
            *_settings("week", WeekEntry, "sittings", "days"),
        ),
    ),
    Settings("The venue", _settings("venue", VenueEntry, "rooms")),
    Settings("Delegations", _settings("delegations", DelegationsEntry, "except", "also")),
    Settings(
        "Who leads",
        (
            *_settings("leadership", LeadershipEntry, "tasks"),
            *_settings("presidency", PresidencyEntry),
        ),
    ),
    Settings("Experiments", _settings("experiments", ExperimentsEntry, "proposals")),
)
"""The single values of the sheet Week."""

NAMES = (README, WEEK, *(sheet.name for sheet in SHEETS), MORE, LISTS)
"""All sheets in their order."""

NEEDED = (WEEK, "Bodies", "Sessions")
"""Sheets without which there is no week."""


def settings() -> Iterator[SheetColumn]:
    """All single values."""
    for group in SETTINGS:
        yield from group.columns


def cells_of_keys() -> Iterator[tuple[str, str]]:
    """Where each key of a scenario file stands in a workbook: its sheet and column, in words.

    A key is given with the way to it, where ``KEY`` stands for a name of one's own and ``[]`` for
    an item of a list: ``sessions.KEY.title``.
    """
    for column in settings():
        yield _dotted(column.path), f"{WEEK}: {column.heads[0]}"
    for form in SHEETS:
        for place in form.places:
            steps = tuple("KEY" if step.startswith("<") else step for step in place.path)
            yield _dotted(steps[:-1]), f"{form.name}: a row for each"
            for column in place.columns:
                for path in (column.path,) if column.path else ((key,) for key in column.keys):
                    yield _dotted((*steps, *path)), f"{form.name}: {_heads_of(column)}"


def _dotted(steps: Steps) -> str:
    return ".".join(steps).replace(".[]", "[]")


def _heads_of(column: SheetColumn) -> str:
    """The heads of a column in words: those of other languages are understood."""
    return column.heads[0] if column.kind is kinds.TEXTS else ", ".join(column.heads)
