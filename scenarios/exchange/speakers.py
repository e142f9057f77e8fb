"""The list of speakers: what is heard in each part of a session, one after the other.

Items come in order, and so do the speakers of each. Nobody is given more minutes than asked for;
where the part is too short for all of them, each has the same share of what it asks for, in whole
minutes, and no less than it cannot do without. What rounding leaves goes to a topic that lacks
minutes; what is left then is time in hand, at the end of the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from math import floor
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from scenarios.exchange.agenda_cells import whole_agenda
from scenarios.exchange.csv_text import csv_text
from scenarios.reading.arguments import place_in_words
from scheduler.document.document import Block, Column, Document, GroupRow, Paragraph, Section, Table
from scheduler.document.report import Report
from scheduler.week.agenda import Statement
from scheduler.week.as_written import as_written, merged, with_agendas
from scheduler.week.clock import DAY, clock, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("session", "part", "order", "item", "speaker", "name", "minutes", "date", "about")

IN_HAND = "Time in hand"
"""What nobody asked for of a part: speakers overrun."""


class Turn(NamedTuple):
    """A statement in its part, or minutes of a topic.

    Attributes
    ----------
    part, order
        Which part of its session it is, and which turn of the part, each from 1.
    item
        The title of the item; `IN_HAND` for what is left.
    speaker
        The code of a delegation; empty for a topic.
    minutes
        As long as the part allows, 0 or more.
    begin
        The moment of the week at which it is due if all keep to their time.
    """

    session: str
    part: int
    order: int
    item: str
    speaker: str
    minutes: int
    begin: int

    @property
    def day(self) -> int:
        return self.begin // DAY

    @property
    def about(self) -> str:
        """The time of day at which it is due: ``15:40``."""
        return clock(self.begin % DAY)


class SpeakersList(Report, Frozen):
    """Who speaks when, in each part of the sessions that have an agenda; see `speakers_list`."""

    week: Week
    timetable: Timetable
    sessions: tuple[str, ...] = Field(description="Those that are listed, by their keys.")
    unsaid: tuple[str, ...] = Field(
        default=(), description="Those of which the timetable does not say who speaks when."
    )

    @cached_property
    def all_turns(self) -> tuple[Turn, ...]:
        """The turns of the whole week, also in sessions that are not listed, in order of time."""
        found = (
            one for part in self.timetable.parts for one in turns(self.week, self.timetable, part)
        )
        return tuple(sorted(found, key=lambda one: (one.begin, one.session, one.order)))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of the sessions that are listed, session by session."""
        place = {session: number for number, session in enumerate(self.sessions)}
        found = (one for one in self.all_turns if one.session in place)
        return tuple(sorted(found, key=lambda one: (place[one.session], one.part, one.order)))

    def of(self, speaker: str) -> tuple[Turn, ...]:
        """The turns of one speaker in the whole week, in order of time."""
        return tuple(one for one in self.all_turns if one.speaker == speaker)

    def rows(self) -> list[tuple[str | int, ...]]:
        """The turns as rows, with the columns of `COLUMNS`; dates are ISO dates."""
        return [
            (
                *(one.session, one.part, one.order, one.item, one.speaker),
                self.week.who(one.speaker) if one.speaker else "",
                one.minutes,
                self.week.date_of(one.day).isoformat(),
                one.about,
            )
            for one in self.turns
        ]

    def csv(self) -> str:
        """The list as the text of a CSV file."""
        return csv_text(COLUMNS, self.rows())

    def to_frame(self) -> pd.DataFrame:
        """The list as a table, with the columns of `COLUMNS`."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=list(COLUMNS))

    def document(self) -> Document:
        if len(self.sessions) == 1:
            [key] = self.sessions
            return Document(self._heading(key), self._blocks(key))
        sections = [Section(self._heading(key), self._blocks(key)) for key in self.sessions]
        return Document("The list of speakers", sections)

    def _heading(self, session: str) -> str:
        return f"{self.week.title_of(session)}: who speaks when"

    def _blocks(self, key: str) -> list[Block]:
        session, parts = self.week.session[key], self.timetable.of(key)
        there = [f"Led by {self.week.whom(session.leaders)}."] if session.leaders else []
        if session.speakers:
            there.append(f"There throughout: {self.week.whom(session.speakers)}.")
        if key in self.unsaid:
            there.append(
                "The timetable does not say who speaks in which part: this is the agenda as it is "
                "written."
            )
        return [Paragraph(" ".join(there)), *(self._part(session, part, parts) for part in parts)]

    def _part(self, session: Session, part: Part, parts: tuple[Part, ...]) -> Section:
        number = parts.index(part) + 1
        which = f"Part {number} of {len(parts)}: " if len(parts) > 1 else ""
        here = [one for one in self.turns if (one.session, one.part) == (session.id, number)]
        asked = sum(one.minutes for one in standing(session, part, parts))
        short = f"{duration(asked)} are asked for, and it has {duration(part.minutes)}."
        heads = ("about", "speaker", Column("minutes", right=True), "the same day")
        rows = list[tuple[str | int, ...] | GroupRow]()
        item = ""
        for one in here:
            if one.speaker and one.item != item:
                rows.append(GroupRow((one.item,)))
            item = one.item if one.speaker else ""
            who = self.week.who(one.speaker) if one.speaker else one.item
            rows.append((one.about, who, one.minutes, self._again(one)))
        shown: list[Block] = [Paragraph(short if asked > part.minutes else "")]
        if here:
            shown.append(Table(heads, rows))
        else:
            shown.append(Paragraph("Nothing of the agenda stands in this part."))
        return Section(f"{which}{place_in_words(self.week, part)}", shown)

    def _again(self, turn: Turn) -> str:
        """When else its speaker speaks on its day, and where that is another session."""
        others = (
            one
            for one in (self.of(turn.speaker) if turn.speaker else ())
            if one.day == turn.day and one != turn
        )
        return "; ".join(
            one.about
            if one.session == turn.session
            else f"{one.about}, {shorten(self.week.title_of(one.session), 32, placeholder=' …')}"
            for one in others
        )


def speakers_list(week: Week, timetable: Timetable, session: str | None = None) -> SpeakersList:
    """Who speaks when in a timetable.

    Where the timetable does not say it, the agenda runs as it is written.

    Parameters
    ----------
    session
        The key of the one to list; None: every session that has an agenda and is held.
    """
    with_agenda = (one.id for one in week.sessions if one.agenda and timetable.holds(one.id))
    return SpeakersList(
        week=week,
        timetable=with_agendas(week, timetable),
        sessions=tuple(with_agenda) if session is None else (session,),
        unsaid=tuple(unsaid(week, timetable)),
    )


def unsaid(week: Week, timetable: Timetable) -> Iterator[str]:
    """The sessions in several parts of which a timetable does not say who speaks in which."""
    for session in week.sessions:
        parts = timetable.of(session.id)
        silent = len(parts) > 1 and not any(part.statements for part in parts)
        if session.divided and session.heard and silent:
            yield session.id


def say_unsaid(week: Week, sessions: Iterable[str]) -> Iterator[str]:
    """That the agenda of sessions is read as it is written, in a sentence; nothing for none."""
    titles = listed(map(week.what, sessions))
    if titles:
        yield (
            f"Who speaks in which part is not said of {titles}: the agenda is read as it is "
            "written."
        )


def standing(session: Session, part: Part, parts: tuple[Part, ...]) -> tuple[Statement, ...]:
    """What stands in a part; all of the agenda where it is not divided and the part is alone."""
    if session.divided or not session.agenda:
        return part.statements
    if len(parts) == 1:
        return merged(whole_agenda(session))
    return as_written(session.agenda, parts)[parts.index(part)]


def turns(week: Week, timetable: Timetable, part: Part) -> Iterator[Turn]:
    """What is heard in a part, one after the other; the minutes come to those of the part."""
    session = week.session.get(part.session)
    if session is None:
        return
    parts = timetable.of(part.session)
    here = [s for s in standing(session, part, parts) if s.item < len(session.agenda)]
    minutes = given(session, here, part.minutes)
    rows = [
        (session.agenda[one.item].title, one.speaker, each)
        for one, each in zip(here, minutes, strict=True)
    ]
    left = part.minutes - sum(minutes)
    if here and left > 0:
        rows.append((IN_HAND, "", left))
    begin, number = part.begin, parts.index(part) + 1
    for order, (item, speaker, each) in enumerate(rows, 1):
        yield Turn(session.id, number, order, item, speaker, each, begin)
        begin += each


def given(session: Session, statements: list[Statement], minutes: int) -> list[int]:
    """Minutes for each statement of a part that has so many; topics take what rounding leaves."""
    wanted = [one.minutes for one in statements]
    least = [
        min(one.minutes, floor(session.least_share(item) * (one.minutes // item.step)))
        for one in statements
        for item in [session.agenda[one.item]]
    ]
    if sum(least) > minutes:
        least = [0] * len(least)
    held = set[int]()
    while True:
        free = [number for number in range(len(wanted)) if number not in held]
        room = minutes - sum(least[number] for number in held)
        whole = sum(wanted[number] for number in free)
        shares = {number: min(wanted[number], wanted[number] * room // whole) for number in free}
        below = {number for number, share in shares.items() if share < least[number]}
        if not below:
            break
        held |= below
    found = [shares.get(number, least[number]) for number in range(len(wanted))]
    for number in reversed(range(len(found))):
        if not statements[number].speaker:
            found[number] = min(wanted[number], found[number] + minutes - sum(found))
    return found
