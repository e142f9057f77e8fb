"""What a programme says of a week, in one language: every text as it is to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from scenarios.documents.issue import Issue
from scenarios.documents.names import TranslatedNames
from scenarios.documents.programme.layout import laid_out
from scenarios.documents.programme.presiding import Led, led_by
from scenarios.documents.writing.cover import Cover, cover_of
from scenarios.documents.writing.direction import after_times, in_order, unbroken
from scenarios.exchange.speakers import standing, unsaid
from scheduler.document.document import (
    Block,
    Bullets,
    Cell,
    Column,
    GroupRow,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
)
from scheduler.week.as_written import with_agendas
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Kind, Session, Sitting
from scheduler.week.words import capital, one_line

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class Fact(NamedTuple):
    """Something that is said of a session, under a label: ``Convened by``."""

    label: str
    text: str


class AgendaLine(NamedTuple):
    """An item of the agenda as far as it stands in a part; a topic has no speakers."""

    title: str
    speakers: str


class ProgrammePart(Frozen):
    """A part of a session as a programme announces it.

    Attributes
    ----------
    times
        ``10:00–13:00``.
    which
        ``Part 1 of 2``; empty where the session has one part.
    kind
        The format in words.
    led
        Who presides, and who assists.
    facts
        Who convenes it, where anybody does, and what else there is to know, label by label.
    agenda
        What stands in this part.
    remark
        What a reader has to know of the agenda; mostly empty.
    """

    times: str
    title: str
    which: str
    kind: str
    room: str
    led: Led
    facts: tuple[Fact, ...]
    agenda: tuple[AgendaLine, ...]
    remark: str

    @property
    def has_details(self) -> bool:
        """Whether there is more to say of it than fits into the table of its day."""
        return bool(self.facts or self.agenda)

    @property
    def said(self) -> tuple[Fact, ...]:
        """All that is said of it under labels: who convenes and leads it, and the rest."""
        leaders = tuple(Fact(one.role, one.names) for one in self.led.everybody)
        return (*self.facts[:1], *leaders, *self.facts[1:])


class ProgrammeGroup(NamedTuple):
    """Parts that run at the same time, or one alone, and from when to when they do."""

    times: str
    parts: tuple[ProgrammePart, ...]


class ProgrammeSitting(Frozen):
    """A sitting of a day, and what meets in it.

    Attributes
    ----------
    name
        ``Morning``; empty for parts that lie in no sitting.
    opens
        Minutes after midnight.
    groups
        In order of time; parts that run at the same time stand in one group.
    """

    name: str
    opens: int
    times: str
    groups: tuple[ProgrammeGroup, ...]

    @property
    def parts(self) -> Iterator[ProgrammePart]:
        """All parts of the sitting, in order of time."""
        for group in self.groups:
            yield from group.parts


class ProgrammeDay(Frozen):
    """A day of the week; without sittings where nothing meets on it."""

    name: str
    short: str
    sittings: tuple[ProgrammeSitting, ...]

    @property
    def parts(self) -> Iterator[ProgrammePart]:
        """All parts of the day, in order of time."""
        for sitting in self.sittings:
            yield from sitting.parts


class ProgrammeWords(NamedTuple):
    """The fixed words of the programme; ``colon`` stands behind a label: ``{label}:``."""

    colon: str
    time: str
    meeting: str
    presiding: str
    room: str
    agenda: str
    beside: str
    free: str
    left_out: str
    glance: str

    def label(self, label: str) -> str:
        """A label with the colon behind it that the language writes."""
        return self.colon.replace("{label}", label)


class Programme(Frozen):
    """A programme, whatever it is written as.

    Attributes
    ----------
    left_out
        The titles of the sessions that are not held.
    """

    cover: Cover
    days: tuple[ProgrammeDay, ...]
    left_out: tuple[str, ...]
    words: ProgrammeWords

    def blocks(self) -> tuple[Block, ...]:
        """The programme as it is laid out.

        The week at a glance, and a section for each day, with its table at the top.
        """
        used = [day for day in self.days if day.sittings]
        several = len(used) > 1
        days = [self._section(day, several or number > 0) for number, day in enumerate(self.days)]
        if several:
            weeks = (used[at : at + _AT_ONCE] for at in range(0, len(used), _AT_ONCE))
            tables = [_glance(self.words.time, some) for some in weeks]
            days.insert(0, Section(self.words.glance, tables))
        if self.left_out:
            days.append(Section(self.words.left_out, (Bullets(self.left_out),)))
        return tuple(days)

    def _section(self, day: ProgrammeDay, apart: bool) -> Section:
        if not day.sittings:
            return Section(day.name, (Paragraph(self.words.free),))
        words, rooms = self.words, any(part.room for one in self.days for part in one.parts)
        heads = (words.time, words.meeting, words.presiding, words.room)
        table = laid_out(heads, SHARES, list(self._rows(day)), rooms=rooms)
        details = [_details(part, words) for part in day.parts if part.has_details]
        return Section(day.name, (table, *details), apart=apart)

    def _rows(self, day: ProgrammeDay) -> Iterator[tuple[Cell, ...] | GroupRow]:
        for sitting in day.sittings:
            if sitting.name:
                yield GroupRow((f"{sitting.name}, {sitting.times}",))
            for group in sitting.groups:
                if len(group.parts) > 1:
                    yield GroupRow((f"{self.words.label(group.times)} {self.words.beside}",), 2)
                yield from (_row(part, self.words) for part in group.parts)


SHARES = (18, 43, 24, 15)
"""Of the width of a page: the columns for time, meeting, who presides, and room."""


_AT_ONCE = 5
"""Days side by side in a week at a glance."""
_LABEL = 12
"""The share of its first column, in hundredths of the page."""


def _glance(first: str, days: Sequence[ProgrammeDay]) -> Table:
    """Days as columns and sittings as rows, in order of time."""
    opens: dict[str, int] = {}
    for sitting in (sitting for day in days for sitting in day.sittings):
        opens[sitting.name] = min(sitting.opens, opens.get(sitting.name, sitting.opens))
    columns = [Column(first, share=_LABEL)]
    columns += [Column(day.short, share=(100 - _LABEL) // _AT_ONCE) for day in days]
    rows = [
        (Marked(name, Mark.STRONG), *(_met(day, name) for day in days))
        for name in sorted(opens, key=lambda name: opens[name])
    ]
    return Table(columns, rows)


def _met(day: ProgrammeDay, name: str) -> tuple[str | Marked, ...]:
    """What meets on a day in the sittings of a name."""
    lines: list[str | Marked] = []
    met = [part for one in day.sittings if one.name == name for part in one.parts]
    beside = [text for part in met for text in (part.title, part.room)]
    for part in met:
        room = f"\n{part.room}" if part.room else ""
        break_ = "\n" if lines else ""
        lines += [Marked(f"{break_}{in_order(part.times, beside)}\n", Mark.STRONG), part.title]
        lines.append(Marked(room, Mark.QUIET))
    return tuple(lines)


def _row(part: ProgrammePart, words: ProgrammeWords) -> tuple[Cell, ...]:
    under = " · ".join(filter(None, (part.kind, part.which)))
    title = (Marked(part.title, Mark.STRONG), Marked(f"\n{under}" if under else "", Mark.QUIET))
    leaders: list[str | Marked] = []
    for one in part.led.presiding:
        leaders += [Marked(f"{words.label(one.role)} ", Mark.QUIET), f"{one.names}\n"]
    if leaders:
        leaders[-1] = part.led.presiding[-1].names
    return part.times, title, tuple(leaders), part.room


def _details(part: ProgrammePart, words: ProgrammeWords) -> Section:
    which = f" ({unbroken(part.which)})" if part.which else ""
    facts: list[str | Marked] = []
    for label, text in part.said:
        facts += [Marked(f"{words.label(label)} ", Mark.STRONG), f"{text}\n"]
    if part.agenda:
        facts.append(Marked(words.agenda, Mark.STRONG))
    elif facts:
        facts[-1] = part.said[-1].text
    blocks: list[Block] = [Paragraph(tuple(facts))]
    if part.agenda:
        lines = [
            f"{words.label(line.title)} {line.speakers}" if line.speakers else line.title
            for line in part.agenda
        ]
        blocks.append(Bullets(lines))
    if part.remark:
        blocks.append(Paragraph(Marked(part.remark, Mark.QUIET)))
    return Section(after_times(part.times, f"{part.title}{which}"), blocks)


def programme_of(issue: Issue, language: Language) -> Programme:
    """What the programme of a week says in a language."""
    teller = ProgrammeTeller(issue, language)
    week = issue.scenario.week
    days = sorted({*week.days, *(part.day for part in issue.timetable.parts)})
    held = issue.timetable.holds
    return Programme(
        cover=cover_of(issue, language, language.say("Programme")),
        days=tuple(map(teller.day, days)),
        left_out=tuple(teller.names.session(s.id) for s in week.sessions if not held(s.id)),
        words=_words(language),
    )


def _words(language: Language) -> ProgrammeWords:
    say = language.say
    return ProgrammeWords(
        colon=say("{label}:", label="{label}"),
        time=say("Time"),
        meeting=say("Meeting"),
        presiding=say("Presiding"),
        room=say("Room"),
        agenda=say("Agenda"),
        beside=say("At the same time, in different rooms"),
        free=say("No meetings on this day."),
        left_out=say("Not held in this week"),
        glance=say("The week at a glance"),
    )


def format_in_words(session: Session, language: Language) -> str:
    """The format of a session; one that the scenario names itself, as it is called there."""
    if session.own_format is not None:
        return capital(language.title(session.own_format.name))
    say = language.say
    return {
        "plenary": say("Plenary"),
        "special": say("Special session"),
        "small_group": say("Small group"),
        "report_back": say("Report back to the plenary"),
        "workshop": say("Workshop"),
        "coordination": say("Coordination meeting"),
        "side_event": say("Side event"),
    }[session.format.value]


def sitting_in_words(name: str, language: Language) -> str:
    """The name of a sitting; one of the usual names in the language."""
    say = language.say
    known = {
        "early": say("Early morning"),
        "morning": say("Morning"),
        "lunch": say("Lunch"),
        "afternoon": say("Afternoon"),
        "evening": say("Evening"),
    }
    found = known.get(name.lower()) or language.title(name)
    return capital(found)


class ProgrammeTeller:
    """Says the parts of one issue in one language."""

    def __init__(self, issue: Issue, language: Language) -> None:
        self.language = language
        self.week = issue.scenario.week
        self.names = TranslatedNames(self.week, language)
        self.timetable: Timetable = with_agendas(self.week, issue.timetable)
        self.unsaid = frozenset(unsaid(self.week, issue.timetable))

    def day(self, day: int) -> ProgrammeDay:
        """A day, its sittings in order of time."""
        parts = (part for part in self.timetable.parts if part.day == day)
        found: dict[str, list[Part]] = {}
        for part in parts:
            sitting = self.week.sitting_of(part)
            found.setdefault(sitting.id if sitting else "", []).append(part)
        outside = found.pop("", [])
        sittings = [(self.week.sitting[key], there) for key, there in found.items()]
        told = [(sitting.begin, self._sitting(sitting, there)) for sitting, there in sittings]
        told += [(group[0].begin, self._outside(group)) for group in _at_once(outside)]
        ordered = sorted(told, key=lambda pair: pair[0])
        date = self.week.date_of(day)
        return ProgrammeDay(
            name=capital(self.language.day(date)),
            short=capital(self.language.short_day(date)),
            sittings=tuple(sitting for _, sitting in ordered),
        )

    def _sitting(self, sitting: Sitting, parts: list[Part]) -> ProgrammeSitting:
        return ProgrammeSitting(
            name=one_line(sitting_in_words(sitting.name, self.language)),
            opens=sitting.opens,
            times=self.language.hours(sitting.opens, sitting.closes),
            groups=tuple(map(self._group, _at_once(parts))),
        )

    def _outside(self, group: list[Part]) -> ProgrammeSitting:
        """Parts that lie in no sitting: a timetable made by hand may have them."""
        opens, groups = group[0].start, (self._group(group),)
        return ProgrammeSitting(name="", opens=opens, times="", groups=groups)

    def _group(self, group: list[Part]) -> ProgrammeGroup:
        end = max(part.start + part.minutes for part in group)
        times = self.names.hours(group[0].start, end)
        return ProgrammeGroup(times, tuple(map(self.part, group)))

    def part(self, part: Part) -> ProgrammePart:
        """What is said of a part of `timetable`."""
        session, language = self.week.session.get(part.session), self.language
        number, of = self.timetable.number(part), len(self.timetable.of(part.session))
        which = language.say("Part {number} of {of}", number=number, of=of) if number else ""
        agenda = () if session is None else self._agenda(session, part)
        provisional = language.say("The distribution of items and speakers is provisional.")
        return ProgrammePart(
            times=self.names.hours(part.start, part.start + part.minutes),
            title=self.names.session(part.session),
            which=which,
            kind="" if session is None else format_in_words(session, language),
            room=self.names.room(part.room),
            led=Led() if session is None else led_by(self.names, session),
            facts=() if session is None else tuple(self._facts(session)),
            agenda=agenda,
            remark=provisional if agenda and part.session in self.unsaid else "",
        )

    def _facts(self, session: Session) -> Iterator[Fact]:
        say, names = self.language.say, self.names
        bodies = [names.body(body) for body in session.bodies if self._convenes(body)]
        if bodies:
            yield Fact(say("Convened by"), self.language.listed(bodies))
        proposal = session.proposal
        if proposal is not None:
            what = say("Small group on a national context")
            if proposal.host is not None:
                yield Fact(what, say("hosted by {host}", host=names.delegation(proposal.host)))
            else:
                yield Fact(say("Format"), say("experiment"))
            if proposal.partners:
                partners = names.delegations(proposal.partners)
                yield Fact(say("Partners"), self.language.listed(partners))
        host = set() if proposal is None else {proposal.host, *proposal.partners}
        others = session.speakers - session.leaders - host
        if others:
            yield Fact(say("Taking part"), self.language.listed(names.delegations(others)))
        if session.languages:
            number = self.language.count("{n} language", "{n} languages", session.languages)
            yield Fact(say("Interpretation"), number)

    def _convenes(self, body: str) -> bool:
        """Whether a body is more than a heading under which a scenario gathers meetings."""
        found = self.week.body.get(body)
        if found is None:
            return False
        return found.kind is not Kind.OTHER or bool(found.instrument or found.leaders)

    def _agenda(self, session: Session, part: Part) -> tuple[AgendaLine, ...]:
        parts = self.timetable.of(session.id)
        here = [s for s in standing(session, part, parts) if s.item < len(session.agenda)]
        lines = []
        for item, statements in groupby(here, key=lambda one: one.item):
            speakers = [self.names.delegation(s.speaker) for s in statements if s.speaker]
            title = self.names.text(session.agenda[item].title)
            lines.append(AgendaLine(title, self.language.listed(speakers) if speakers else ""))
        return tuple(lines)


def _at_once(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts in order of time; those that overlap, also by way of others, together."""
    group: list[Part] = []
    until = 0
    for part in parts:
        if group and part.begin >= until:
            yield group
            group = []
        until = max(until if group else 0, part.end)
        group.append(part)
    if group:
        yield group
