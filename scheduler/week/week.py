"""The week: days, sittings, rooms, interpretation, delegations, bodies and sessions.

Everything here is a frozen value with all references resolved: an audience is a set of delegations,
a wanted time is a number of minutes. How a person writes it down is the business of `scenarios`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from pydantic import Field

from scheduler.week.agenda import Item
from scheduler.week.clock import DAY, clock, local_time
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import ROLES, Leadership, Post, Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.words import capital, in_plural, listed, told_apart, with_article


class Format(StrEnum):
    """How a session meets."""

    PLENARY = "plenary"
    SPECIAL = "special"
    SMALL_GROUP = "small_group"
    REPORT_BACK = "report_back"
    WORKSHOP = "workshop"
    COORDINATION = "coordination"
    SIDE_EVENT = "side_event"

    @property
    def called(self) -> str:
        """The format as people say it: ``special session``, ``side event``."""
        bare = {Format.SPECIAL: "special session", Format.COORDINATION: "coordination meeting"}
        return bare.get(self, self.value.replace("_", " "))

    @property
    def inside(self) -> str:
        """The format inside a sentence: ``a special session``, ``a side event``."""
        return with_article(self.called)


PROGRAMME = frozenset(Format) - {Format.COORDINATION, Format.SIDE_EVENT}
"""The formats that make up the official programme."""


class OwnFormat(Frozen):
    """A format that a scenario names itself, and the one of `Format` that it behaves like.

    Rules ask for what a session is like, people read the word.
    """

    word: str = Field(description="Such as 'reception'; no format of `Format` is called so.")
    name: str = Field(description="As people say it.")
    like: Format
    programme: bool = Field(description="Whether it is part of the official programme.")

    @property
    def plural(self) -> str:
        """The word for all its sessions: ``receptions``."""
        return in_plural(self.word)

    @property
    def name_of_all(self) -> str:
        """All its sessions as people say it: ``drafting groups``."""
        return in_plural(self.name)


class Kind(StrEnum):
    """What sort of body convenes a session."""

    STANDING_COMMITTEE = "standing_committee"
    COORDINATING_COMMITTEE = "coordinating_committee"
    OTHER = "other"


class Committee(StrEnum):
    """Which of the Standing Committees of which the Review speaks a body is."""

    STOCKPILE_DESTRUCTION = "stockpile_destruction"
    CLEARANCE = "clearance"
    VICTIM_ASSISTANCE = "victim_assistance"
    COOPERATION = "cooperation"
    GENERAL_STATUS = "general_status"
    OTHER = "other"


class Presidency(Frozen):
    """Who presides over the formal meetings between which the week falls."""

    state: str = Field(description="The code of the State whose representative is President.")
    of: str = Field(default="", description="Of which meeting, such as '10MSP'.")


class Sitting(Frozen):
    """A stretch of time in which bodies may meet.

    It belongs to the day on which it begins, also where it goes on past midnight. Sittings overlap
    only with others of their day that serve other formats.
    """

    id: str = Field(description="The date and the name, such as '2011-06-20 morning'.")
    name: str = Field(description="The name without the day, such as 'morning'.")
    day: int = Field(ge=0, description="Calendar days after the first day of the week.")
    opens: int = Field(ge=0, le=DAY, description="Minutes after midnight.")
    closes: int = Field(
        ge=0, le=2 * DAY, description="Minutes after the midnight before it opens; 1530 for 01:30."
    )
    formats: frozenset[Format] = Field(default=PROGRAMME, description="Who may use it.")
    own: frozenset[str] = Field(
        default=frozenset(),
        description="The formats of the scenario's own that may use it, by their words.",
        json_schema_extra={"later": True},
    )
    poor: bool = Field(default=False, description="A sitting that nobody should always get.")
    whole: bool = Field(default=False, description="A part here takes all of the sitting.")

    @property
    def minutes(self) -> int:
        return self.closes - self.opens

    def is_open_to(self, format_word: str | None) -> bool:
        """Whether a format may use it: a word of `Format`, or one of the scenario's own."""
        return format_word in self.formats or format_word in self.own

    @property
    def begin(self) -> int:
        """The moment of the week at which the sitting opens."""
        return self.day * DAY + self.opens

    @property
    def end(self) -> int:
        """The moment of the week at which the sitting closes."""
        return self.day * DAY + self.closes


class Room(Frozen):
    """A conference room, or one or several sections of a divisible hall."""

    id: str
    name: str
    seats: int = Field(ge=0)
    booths: int = Field(default=0, ge=0, description="Interpretation booths.")
    equipment: frozenset[str] = frozenset()
    hall: str | None = Field(default=None, description="The divisible hall that this is part of.")
    joins: frozenset[str] = Field(
        default=frozenset(),
        description="The sections of the hall that this is made of, if several.",
    )
    building: str = Field(default="", description="Where it is; empty: where the others are.")
    closed: frozenset[str] = Field(
        default=frozenset(), description="Sittings in which it cannot be used."
    )


def floor(rooms: Iterable[Room]) -> dict[str, frozenset[str]]:
    """The sections that each room takes up; itself, where it is neither hall nor joined."""
    rooms = tuple(rooms)
    sections: dict[str, set[str]] = {}
    for room in rooms:
        if room.hall is not None and not room.joins:
            sections.setdefault(room.hall, set()).add(room.id)
    return {one.id: frozenset(one.joins or sections.get(one.id) or {one.id}) for one in rooms}


class Interpretation(Frozen):
    """The interpreters at hand."""

    teams: int = Field(ge=0)
    sittings_a_day: int = Field(default=2, ge=1, description="For one team.")
    sittings_a_week: int = Field(default=7, ge=1, description="For one team.")


_NUMBERED_PROTOCOL = re.compile(r"\bProtocol ([IVX]+|\d+)\b")


class Instrument(Frozen):
    """A convention or protocol, with its States Parties by code."""

    id: str
    name: str
    parties: frozenset[str] = frozenset()

    @property
    def inside(self) -> str:
        """The name inside a sentence: ``the … Convention``; a numbered protocol has no article."""
        bare = _NUMBERED_PROTOCOL.search(self.name) or self.name.casefold().startswith("the ")
        return self.name if bare else f"the {self.name}"

    @property
    def named(self) -> str:
        """The name as a sentence begins with it: ``The … Convention``."""
        return capital(self.inside)


_REGIONS = {
    "AFR": "the African Group",
    "APG": "the Asia-Pacific Group",
    "EEG": "the Eastern European Group",
    "GRULAC": "the Latin American and Caribbean Group",
    "WEOG": "the Western European and Others Group",
}


def _by_day(sittings: Iterable[Sitting], days: Iterable[int]) -> dict[int, tuple[Sitting, ...]]:
    """The sittings of each day, in the order given."""
    found: dict[int, list[Sitting]] = {day: [] for day in days}
    for sitting in sittings:
        if sitting.day in found:
            found[sitting.day].append(sitting)
    return {day: tuple(there) for day, there in found.items()}


def region_name(region: str) -> str:
    """A regional group as people say it; a group other than the United Nations' as it is."""
    return _REGIONS.get(region, region)


class Delegation(Frozen):
    """A State or organisation, and in how many rooms it can be at once."""

    code: str = Field(description="ISO 3166-1 alpha-3 for a State, a short name otherwise.")
    name: str
    region: str = Field(default="", description="Regional group of the United Nations.")
    delegates: int = Field(default=1, ge=1)
    from_capital: bool = Field(default=True, description="False: from the mission in the city.")
    sittings: frozenset[str] | None = Field(
        default=None, description="Sittings in which it is there; None: every one."
    )
    tasks: tuple[str, ...] = Field(default=(), description="Tasks in related instruments.")

    def present_in(self, sitting: str) -> bool:
        """Whether it is there in a sitting, by its identifier."""
        return self.sittings is None or sitting in self.sittings


class Body(Frozen):
    """Who convenes sessions."""

    id: str
    name: str
    kind: Kind = Kind.STANDING_COMMITTEE
    instrument: str | None = None
    subject: str = ""
    president: str | None = None
    co_chairs: tuple[str, ...] = ()
    co_rapporteurs: tuple[str, ...] = ()
    asked: dict[Role, int] = Field(
        default_factory=dict,
        description="How many posts there are to be; where not named, as many as are filled.",
    )
    implementers: frozenset[str] | None = Field(
        default=None, description="States that implement the article in question; None: not said."
    )
    co_rapporteurs_before: frozenset[str] = Field(
        default=frozenset(), description="Last year's Co-Rapporteurs."
    )
    committee: Committee | None = Field(
        default=None,
        exclude=True,
        description="Which Standing Committee of the Review it is; None: not said. It is for the "
        "report on the recommendations and changes nothing in the week.",
    )

    @property
    def leaders(self) -> frozenset[str]:
        return frozenset([*self.co_chairs, *self.co_rapporteurs, self.president or ""]) - {""}

    def holders(self, role: Role) -> tuple[str, ...]:
        """The States in the posts of one kind."""
        if role == Role.PRESIDENT:
            return () if self.president is None else (self.president,)
        return self.co_chairs if role == Role.CO_CHAIR else self.co_rapporteurs

    def posts(self, role: Role) -> int:
        """How many posts of one kind there are, filled or open."""
        return max(self.asked.get(role, 0), len(self.holders(role)))

    def open_posts(self, role: Role) -> int:
        """How many posts of one kind are open."""
        return self.posts(role) - len(self.holders(role))

    def with_leaders(self, leadership: Leadership) -> Body:
        """The body with States in its open posts."""
        new = {role: leadership.of(self.id, role) for role in ROLES}
        return self.model_copy(
            update={
                "president": next(iter(new[Role.PRESIDENT]), self.president),
                "co_chairs": (*self.co_chairs, *new[Role.CO_CHAIR]),
                "co_rapporteurs": (*self.co_rapporteurs, *new[Role.CO_RAPPORTEUR]),
            }
        )


class HeldExperiment(Frozen):
    """What an experiment came to, as noted after it was held; None where it was not noted."""

    reported: bool | None = Field(
        default=None, description="Whether it was reported to a plenary of the week."
    )
    useful: bool | None = Field(default=None, description="Whether those who took part say so.")
    participants: int | None = Field(default=None, ge=0, description="How many took part.")


class Proposal(Frozen):
    """What makes a session an experiment: a national context that a small group may take up."""

    host: str | None = Field(default=None, description="The State whose context it is.")
    volunteered: bool = False
    partners: frozenset[str] = frozenset()
    value: int = Field(default=1, ge=0, description="What holding it is worth, in points.")
    held: HeldExperiment | None = Field(
        default=None,
        exclude=True,
        description="What it came to, where it has been held and that was noted.",
    )


class Session(Frozen):
    """What is placed in the week, in one part or several."""

    id: str
    title: str
    bodies: tuple[str, ...] = Field(description="Several for a joint session.")
    format: Format = Field(description="What it is, or behaves like.")
    own_format: OwnFormat | None = Field(
        default=None,
        description="The scenario's own word for it, and what that says.",
        json_schema_extra={"later": True},
    )
    subject: str = ""
    least: int = Field(ge=1, description="Minutes that it cannot do without.")
    wanted: int = Field(ge=1, description="Minutes that it asks for.")
    most_parts: int = Field(default=1, ge=1)
    shortest: int = Field(ge=1, description="Minutes of its shortest part.")
    sittings: frozenset[str] | None = Field(default=None, description="None: any sitting.")
    hours: tuple[int, int] | None = Field(default=None, description="Minutes after midnight.")
    leaders: frozenset[str] = frozenset()
    speakers: frozenset[str] = Field(
        default=frozenset(), description="Who must be there for all of it, besides its leaders."
    )
    agenda: tuple[Item, ...] = Field(default=(), description="In order.")
    leading_posts: frozenset[Post] = Field(
        default=frozenset(), description="Who takes one of these posts leads it as well."
    )
    speaking_posts: frozenset[Post] = Field(
        default=frozenset(), description="Who takes one of these posts must speak in it as well."
    )
    audience: frozenset[str] = frozenset()
    languages: int = Field(default=0, ge=0, description="Booths needed; 0: no interpretation.")
    attendance: int = Field(default=0, ge=0, description="Seats needed.")
    equipment: frozenset[str] = frozenset()
    rooms: frozenset[str] | None = Field(default=None, description="None: any room.")
    optional: bool = False
    pinned: tuple[Part, ...] = Field(default=(), description="Where it must sit, if anywhere.")
    series: str = Field(
        default="",
        description="The key of all the meetings of which it is one.",
        json_schema_extra={"later": True},
    )
    proposal: Proposal | None = Field(default=None, description="Set for an experiment.")
    decides: bool | None = Field(
        default=None,
        description="Whether it takes decisions; None: not said.",
        json_schema_extra={"later": True},
    )
    used: int | None = Field(
        default=None,
        ge=0,
        exclude=True,
        description="Minutes that it really used, as noted after the week; None: not noted.",
    )

    @property
    def is_group(self) -> bool:
        """Whether it is a small group or another experiment, whatever its format."""
        return self.proposal is not None or self.format is Format.SMALL_GROUP

    @property
    def may_decide(self) -> bool:
        """Whether it takes decisions or, where that is not said, is a plenary, which could."""
        return self.format == Format.PLENARY if self.decides is None else self.decides

    @cached_property
    def format_word(self) -> str:
        """The word for its format in files: the scenario's own, if it has one."""
        return self.format.value if self.own_format is None else self.own_format.word

    @property
    def format_name(self) -> str:
        """Its format as people say it: ``side event``, ``reception``."""
        return self.format.called if self.own_format is None else self.own_format.name

    @property
    def programme(self) -> bool:
        """Whether it is part of the official programme."""
        return self.format in PROGRAMME if self.own_format is None else self.own_format.programme

    def may_use(self, sitting: Sitting) -> bool:
        """Whether a sitting is open to the session's format, and is one of its own choice."""
        if not sitting.is_open_to(self.format_word):
            return False
        return self.sittings is None or sitting.id in self.sittings

    def minutes_in(self, sitting: Sitting) -> int:
        """The minutes of a sitting that it may use, 0 where the sitting is not open to it."""
        if not self.may_use(sitting):
            return 0
        opens, closes = self.hours or (sitting.opens, sitting.closes)
        return max(0, min(closes, sitting.closes) - max(opens, sitting.opens))

    def fits(self, room: Room) -> bool:
        """Whether a room is one of its own choice, with the seats, booths and equipment."""
        return (
            (self.rooms is None or room.id in self.rooms)
            and self.attendance <= room.seats
            and self.languages <= room.booths
            and self.equipment <= room.equipment
        )

    @cached_property
    def divided(self) -> bool:
        """Whether its agenda may be divided over parts; else it is heard in every part."""
        return self.most_parts > 1 and self.asked > 0

    @cached_property
    def heard(self) -> frozenset[str]:
        """Who makes a statement: a delegation may be needed for it in one part only."""
        return frozenset(speaker for item in self.agenda for speaker in item.speakers)

    @cached_property
    def heard_throughout(self) -> frozenset[str]:
        """Who must be there for every part, to speak."""
        return self.speakers if self.divided else self.speakers | self.heard

    @cached_property
    def asked(self) -> int:
        """Minutes that the agenda asks for."""
        return sum(item.asked for item in self.agenda)

    def least_share(self, item: Item) -> Fraction:
        """Minutes that a statement, or a step of a topic, cannot do without."""
        if item.least is not None:
            return Fraction(item.least * item.step, item.minutes)
        return Fraction(item.step * self.least, max(self.wanted, self.asked))

    def most_share(self, item: Item) -> Fraction:
        """Minutes that a statement, or a step of a topic, may take."""
        return Fraction(item.step * max(self.wanted, self.asked), self.asked)

    @cached_property
    def required(self) -> frozenset[str]:
        """The delegations that must be in the room for every part, to lead or to speak."""
        return self.leaders | self.heard_throughout

    @cached_property
    def followers(self) -> frozenset[str]:
        """The delegations that must or want to be in the room for every part."""
        return self.required | self.audience

    @cached_property
    def concerned(self) -> frozenset[str]:
        """The delegations that must or want to be in the room for a part or more."""
        return self.followers | self.heard

    def required_in(self, part: Part) -> frozenset[str]:
        """The delegations that must be in the room for one of its parts."""
        return self.required | part.speakers

    def with_leaders(self, leadership: Leadership) -> Session:
        """The session, led and spoken in by the States that take open posts."""
        leaders = {one.state for one in leadership.holders if one.post in self.leading_posts}
        speakers = {one.state for one in leadership.holders if one.post in self.speaking_posts}
        return self.model_copy(
            update={"leaders": self.leaders | leaders, "speakers": self.speakers | speakers}
        )


class Week(Frozen):
    """The whole problem: what is to be placed, where, when and with whom.

    Identifiers are unique within their kind and every reference names something that exists;
    `scenarios` makes sure of it and says where it is not so.
    """

    title: str = ""
    first: date
    timezone: str = "Europe/Zurich"
    grain: int = Field(default=15, ge=1, le=240, description="Minutes: times sit on this grid.")
    last: date | None = Field(
        default=None,
        exclude=True,
        description="The last day, open or closed; without it the last of the days. It says what "
        "a week is called and changes nothing in it.",
    )
    days: tuple[int, ...] = Field(description="Days on which anybody may meet.")
    sittings: tuple[Sitting, ...]
    rooms: tuple[Room, ...] = ()
    turnover: int = Field(default=0, ge=0, description="Minutes between two sessions in a room.")
    interpretation: Interpretation | None = None
    instruments: tuple[Instrument, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    bodies: tuple[Body, ...] = ()
    sessions: tuple[Session, ...] = ()
    pool: frozenset[str] = Field(default=frozenset(), description="Who may take an open post.")
    presidency: Presidency | None = Field(
        default=None,
        exclude=True,
        description="Who is President; None: not said. It is for the report on the "
        "recommendations and changes nothing in the week.",
    )
    formats: tuple[OwnFormat, ...] = Field(
        default=(), exclude=True, description="The formats of the scenario's own, used or not."
    )
    references: dict[str, Timetable] = Field(
        default_factory=dict,
        description="Timetables that rules compare with, their days counted in this week.",
    )

    @cached_property
    def leasts(self) -> dict[int, tuple[object, dict[tuple[str | int, ...], int]]]:
        """What rules have found to be the least of their cases, which the week alone decides.

        By the identity of a rule, which stands beside it and so keeps it.
        """
        return {}

    @cached_property
    def session(self) -> dict[str, Session]:
        return {session.id: session for session in self.sessions}

    @cached_property
    def series(self) -> dict[str, tuple[str, ...]]:
        """By the key of meetings that repeat: each of them."""
        found: dict[str, tuple[str, ...]] = {}
        for session in self.sessions:
            if session.series:
                found[session.series] = (*found.get(session.series, ()), session.id)
        return found

    @cached_property
    def body(self) -> dict[str, Body]:
        return {body.id: body for body in self.bodies}

    @cached_property
    def room(self) -> dict[str, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def delegation(self) -> dict[str, Delegation]:
        return {delegation.code: delegation for delegation in self.delegations}

    @cached_property
    def instrument(self) -> dict[str, Instrument]:
        return {instrument.id: instrument for instrument in self.instruments}

    @cached_property
    def sitting(self) -> dict[str, Sitting]:
        return {sitting.id: sitting for sitting in self.sittings}

    @cached_property
    def _sittings_by_day(self) -> dict[int, tuple[Sitting, ...]]:
        return _by_day(self.sittings, self.days)

    @property
    def length(self) -> int:
        """Calendar days from the first day to the last, open or closed."""
        open_days = max(self.days, default=0) + 1
        return open_days if self.last is None else max(open_days, (self.last - self.first).days + 1)

    def is_closed(self, day: int) -> bool:
        """Whether a day is one of the week on which nobody meets."""
        return 0 <= day < self.length and not self.sittings_on(day)

    def sittings_on(self, day: int) -> tuple[Sitting, ...]:
        return self._sittings_by_day.get(day, ())

    @cached_property
    def stretches(self) -> tuple[tuple[Sitting, ...], ...]:
        """The sittings in order of time; those that overlap, also by way of others, together."""
        found: list[list[Sitting]] = []
        until = -1
        for sitting in sorted(self.sittings, key=lambda one: (one.begin, one.end)):
            if sitting.begin >= until:
                found.append([])
            found[-1].append(sitting)
            until = max(until, sitting.end)
        return tuple(map(tuple, found))

    @cached_property
    def beside(self) -> dict[str, tuple[Sitting, ...]]:
        """By sitting: its stretch, the sitting itself included."""
        return {sitting.id: group for group in self.stretches for sitting in group}

    def overlap(self, one: str, other: str) -> bool:
        """Whether two sittings overlap; each overlaps itself."""
        if one == other or len(self.beside[one]) == 1:
            return one == other
        first, second = self.sitting[one], self.sitting[other]
        return first.begin < second.end and second.begin < first.end

    @cached_property
    def _sittings_by_format(self) -> dict[str | None, tuple[Sitting, ...]]:
        own = (one.format_word for one in self.sessions if one.own_format is not None)
        kinds = dict.fromkeys((None, *Format, *own))
        if len(self.stretches) == len(self.sittings):
            return dict.fromkeys(kinds, self.sittings)
        return {kind: tuple(self._held_in(kind)) for kind in kinds}

    def _held_in(self, kind: str | None) -> Iterator[Sitting]:
        """Sittings that do not overlap each other: those that are open to a format go before."""
        taken: set[str] = set()
        for sitting in sorted(self.sittings, key=lambda one: not one.is_open_to(kind)):
            beside = (one.id for one in self.beside[sitting.id] if one.id in taken)
            if not any(self.overlap(sitting.id, other) for other in beside):
                taken.add(sitting.id)
        yield from (sitting for sitting in self.sittings if sitting.id in taken)

    def sittings_for(self, kind: str | None) -> tuple[Sitting, ...]:
        """The sittings in which a part of a format can lie, in order of time; open to it or not.

        The format is named by its word, one of `Format` or of the scenario's own.

        They do not overlap: where some sittings do, those count that are open to the format.
        """
        return self._sittings_by_format[kind]

    @cached_property
    def _places(self) -> dict[tuple[str | None, int], tuple[Sitting, ...]]:
        return {
            (kind, day): there
            for kind, sittings in self._sittings_by_format.items()
            for day, there in _by_day(sittings, self.days).items()
        }

    def sittings_near(self, part: Part) -> tuple[Sitting, ...]:
        """The sittings of its day in which a part could lie."""
        session = self.session.get(part.session)
        kind = None if session is None else session.format_word
        return self._places.get((kind, part.day), ())

    def sitting_of(self, part: Part) -> Sitting | None:
        """The sitting that holds all of a part, or None: then the part breaks the structure."""
        for sitting in self.sittings_near(part):
            if sitting.opens <= part.start and part.start + part.minutes <= sitting.closes:
                return sitting
        return None

    def by_sitting(self, parts: Iterable[Part]) -> dict[str, list[Part]]:
        """The parts in each sitting that has any, by its identifier."""
        found: dict[str, list[Part]] = {}
        for part in parts:
            sitting = self.sitting_of(part)
            if sitting is not None:
                found.setdefault(sitting.id, []).append(part)
        return found

    def open_to(self, sessions: Iterable[Session]) -> tuple[Sitting, ...]:
        """The sittings that one or more of the sessions may use, by format and by choice."""
        sessions = list(sessions)
        return tuple(
            sitting
            for sitting in self.sittings
            if any(session.may_use(sitting) for session in sessions)
        )

    @cached_property
    def divided(self) -> tuple[Session, ...]:
        """The sessions whose agenda may be divided over their parts."""
        return tuple(session for session in self.sessions if session.divided)

    def could_hold(self, session: Session, days: Collection[int]) -> bool:
        """Whether some days could hold a session, by its pins or the minutes of its sittings."""
        if session.pinned:
            return all(pin.day in days for pin in session.pinned)
        shortest = min(session.shortest, session.least)
        minutes = [session.minutes_in(one) for one in self.sittings if one.day in days]
        longest = sorted((one for one in minutes if one >= shortest), reverse=True)
        return sum(longest[: session.most_parts]) >= session.least

    def instruments_of(self, session: Session) -> frozenset[str]:
        found = (self.body[body].instrument for body in session.bodies)
        return frozenset(instrument for instrument in found if instrument is not None)

    def led_by(self, code: str) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if code in session.leaders)

    @cached_property
    def groups(self) -> tuple[Session, ...]:
        """The small groups and all other experiments."""
        return tuple(session for session in self.sessions if session.is_group)

    @property
    def committees(self) -> tuple[Body, ...]:
        """The Standing Committees."""
        return tuple(body for body in self.bodies if body.kind is Kind.STANDING_COMMITTEE)

    def open_posts(self) -> tuple[tuple[Post, int], ...]:
        """The posts that are open, each with how many of its kind are."""
        return tuple(
            (Post(body.id, role), number)
            for body in self.bodies
            for role in ROLES
            if (number := body.open_posts(role))
        )

    def with_leaders(self, leadership: Leadership) -> Week:
        """The week with States in its open posts; it may still leave some open."""
        if not leadership.holders:
            return self
        return self.model_copy(
            update={
                "bodies": tuple(body.with_leaders(leadership) for body in self.bodies),
                "sessions": tuple(session.with_leaders(leadership) for session in self.sessions),
            }
        )

    def sessions_of(self, body: str) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if body in session.bodies)

    def share_a_room(self, one: str | None, other: str | None) -> bool:
        """Whether two parts in these rooms are in each other's way.

        True for the same room, for a divisible hall and what is part of it, and for two rooms that
        have a section of it in common.
        """
        if one is None or other is None or one == other:
            return one is not None and one == other
        first, second = self.floor.get(one, frozenset()), self.floor.get(other, frozenset())
        return not first.isdisjoint(second)

    @cached_property
    def floor(self) -> dict[str, frozenset[str]]:
        """By room: the sections that it takes up; itself, where it is neither hall nor joined."""
        return floor(self.rooms)

    def time_of(self, moment: int) -> datetime:
        """The time of a moment of the week, in its time zone; see `local_time`."""
        return local_time(ZoneInfo(self.timezone), self.first, moment)

    def date_of(self, day: int) -> date:
        return self.first + timedelta(days=day)

    def day_name(self, day: int) -> str:
        """The day as people say it: ``Monday 20 June``."""
        found = self.date_of(day)
        return f"{found:%A} {found.day} {found:%B}"

    def present_on(self, code: str, day: int) -> bool:
        """Whether a delegation is there in any sitting of a day."""
        return any(self.delegation[code].present_in(one.id) for one in self.sittings_on(day))

    def is_present(self, code: str, part: Part) -> bool:
        """Whether a delegation is there while a part runs, which lies in a sitting."""
        sitting = self.sitting_of(part)
        return sitting is None or self.delegation[code].present_in(sitting.id)

    def when_present(self, codes: Iterable[str]) -> str:
        """When one or more of the delegations are there, for a sentence.

        Such as ``present only on Monday 20 June and Tuesday 21 June, morning``.
        """
        here = [self.delegation[code] for code in codes]
        there = self.sitting_names(
            sitting.id
            for sitting in self.sittings
            if any(one.present_in(sitting.id) for one in here)
        )
        return f"present only on {there}" if there else "not present on any day"

    def sitting_name(self, sitting: str) -> str:
        """The sitting as people say it: ``Monday 20 June, morning``."""
        found = self.sitting[sitting]
        return f"{self.day_name(found.day)}, {found.name}"

    def sitting_names(self, sittings: Iterable[str]) -> str:
        """Sittings as a list in words, by their identifiers: a whole day by the day alone."""
        chosen, names = frozenset(sittings), list[str]()
        for day in self.days:
            today = self.sittings_on(day)
            here = [sitting.name for sitting in today if sitting.id in chosen]
            if here:
                some = "" if len(here) == len(today) else f", {listed(here)}"
                names.append(f"{self.day_name(day)}{some}")
        return listed(names)

    def moment_name(self, moment: int) -> str:
        """A moment of the week as people say it: ``Monday 20 June at 10:00``."""
        return f"{self.day_name(moment // DAY)} at {clock(moment % DAY)}"

    def who(self, code: str) -> str:
        """The name of a delegation, as `told_apart`."""
        return self._delegation_names.get(code, code)

    def whom(self, codes: Iterable[str]) -> str:
        """Several delegations as a list in words, in the order of their names."""
        return listed(sorted(self.who(code) for code in codes))

    def room_name(self, room: str | None) -> str:
        """The name of a room, as `told_apart`; empty where there is none."""
        return self._room_names.get(room or "", room or "")

    def title_of(self, session: str) -> str:
        """The title of a session, as `told_apart`."""
        return self._titles.get(session, session)

    def title_on_its_day(self, session: str) -> str:
        """The title of a session where its day stands beside it.

        Meetings that repeat, on a day of their own each, have their title alone; others as
        `told_apart`.
        """
        return self._titles_on_days.get(session, session)

    def what(self, session: str) -> str:
        """The title of a session, as `told_apart`, in quotation marks."""
        return f"“{self.title_of(session)}”"

    @cached_property
    def _delegation_names(self) -> dict[str, str]:
        return told_apart({one.code: one.name for one in self.delegations})

    @cached_property
    def _room_names(self) -> dict[str, str]:
        return told_apart({room.id: room.name for room in self.rooms})

    @cached_property
    def _titles(self) -> dict[str, str]:
        return told_apart({session.id: session.title for session in self.sessions})

    @cached_property
    def _titles_on_days(self) -> dict[str, str]:
        by_title: dict[str, list[Session]] = {}
        for session in self.sessions:
            by_title.setdefault(session.title, []).append(session)
        found = dict(self._titles)
        for title, same in by_title.items():
            days = [pin.day for one in same for pin in one.pinned]
            if all(one.pinned for one in same) and len({*days}) == len(days):
                found |= {one.id: title for one in same}
        return found
