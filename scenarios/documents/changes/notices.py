"""Who is told what: a paragraph for each whose own days change, which can be mailed as it is.

Told are the delegations that lead, speak in or follow what changes, the interpreters' coordinator,
and those who look after a room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scenarios.documents.changes.revised import AttendanceMove, Revised, TurnMove
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.issue import Issue
from scenarios.documents.names import alphabetical
from scheduler.week.timetable import Part

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class ToldAs(StrEnum):
    """As what somebody is told, the nearest first."""

    LEADER = "leader"
    SPEAKER = "speaker"
    DELEGATION = "delegation"
    INTERPRETERS = "interpreters"
    ROOM = "room"


class MailedNotice(NamedTuple):
    """One paragraph for one addressee.

    Attributes
    ----------
    who
        Code of a delegation, key of a room, or ``interpreters``.
    name
        As people call them.
    role
        As what they are told, by the nearest of their roles.
    text
        The paragraph, without a greeting.
    """

    who: str
    name: str
    role: ToldAs
    text: str


def notices(before: Issue, after: Issue, language: Language) -> tuple[MailedNotice, ...]:
    """Who is told what of a new issue.

    Parameters
    ----------
    before, after
        What went out, and what goes out now.

    Returns
    -------
    tuple of MailedNotice
        Leaders first, then speakers, other delegations, the interpreters' coordinator and rooms;
        each of them by name. Nobody whose own days stay as they are.
    """
    return notices_of(Revised(before, after), language)


def notices_of(revised: Revised, language: Language) -> tuple[MailedNotice, ...]:
    """The same of two issues that are laid side by side already."""
    writer = _NoticeWriter(revised, language)
    found = [*writer.delegations(), *writer.interpreters(), *writer.rooms()]
    order = list(ToldAs)
    return tuple(sorted(found, key=lambda one: (order.index(one.role), alphabetical(one.name))))


class _NoticeWriter:
    """Writes the notices of a new issue in one language."""

    def __init__(self, revised: Revised, language: Language) -> None:
        self.revised, self.language = revised, language
        self.teller = ChangeTeller(revised, language)
        self._known: dict[str, AttendanceMove] = {}

    def delegations(self) -> Iterator[MailedNotice]:
        weeks = (self.revised.before.scenario.week, self.revised.week)
        for code in dict.fromkeys(one.code for week in weeks for one in week.delegations):
            sentences = list(self._to_delegation(code))
            if sentences:
                known = code in self.revised.week.delegation
                names = self.teller.names if known else self.teller.old_names
                name = names.delegation(code)
                yield MailedNotice(code, name, self._role(code), self._paragraph(sentences))

    def _to_delegation(self, code: str) -> Iterator[str]:
        """What changes for a delegation: where it leads, then where it speaks, then the rest."""
        rows = self.revised.by_session(self._attendance(code).moves)
        leads = [one for one in self.revised.leads if one.code == code]
        turns = [one for one in self.revised.turns if one.speaker == code]
        titles = self._called_otherwise(code)
        concerned = dict.fromkeys(
            (*rows, *(one.session for one in leads), *(one.session for one in turns), *titles)
        )
        led = {key for key in concerned if self._leads(code, key)}
        spoken = {one.session for one in turns}
        for key in sorted(concerned, key=lambda key: (key not in led, key not in spoken)):
            yield from titles.get(key, ())
            here = rows.get(key, [])
            if here:
                yield from self.teller.session(key, here)
            changed = [one for one in leads if one.session == key]
            yield from map(self.teller.lead, changed)
            if not self.revised.after.timetable.holds(key):
                continue
            if here and not changed:
                yield from self._duty(code, key)
            yield from (
                self.teller.turn(one, inside=bool(here or changed))
                for one in turns
                if one.session == key
            )
        yield from self._otherwise_needed(code, turns, {one.session for one in leads if one.leads})

    def _otherwise_needed(
        self, code: str, turns: Iterable[TurnMove], leads: set[str]
    ) -> Iterator[str]:
        """Where a delegation need no longer be, and where it is to be though nothing moved."""
        found, say = self._attendance(code), self.language.say
        told = [one for one in turns if one.after is not None]
        away = [
            part
            for part in found.no_more
            if not any(_in(part, one.session, one.before) for one in told)
        ]
        if away:
            yield say("You need not be there: {meetings}.", meetings=self._meetings(away, old=True))
        also = [
            part
            for part in found.also
            if part.session not in leads
            and not any(_in(part, one.session, one.after) for one in told)
        ]
        expected = [
            part for part in also if code in self.revised.week.session[part.session].speakers
        ]
        if expected:
            meetings = self._meetings(expected)
            yield say("You are now expected to take part: {meetings}.", meetings=meetings)
        free = [part for part in also if part not in expected]
        if free:
            yield say("You can be there now: {meetings}.", meetings=self._meetings(free))

    def _meetings(self, parts: Iterable[Part], *, old: bool = False) -> str:
        """Parts with their titles and places, one after the other."""
        timetable = self.revised.gone_out if old else self.revised.goes_out
        return self.language.series(
            self.language.say(
                "“{title}”, {places}",
                title=self.teller.numbered(part.session, timetable.number(part)),
                places=self.teller.places([part], old=old),
            )
            for part in parts
        )

    def _called_otherwise(self, code: str) -> dict[str, list[str]]:
        """By session that a delegation attends, that it has another title now."""
        attended = {part.session for part in self.revised.duties(code)[1]}
        return {
            key: [said] for key, said in self.teller.titles_changed().items() if key in attended
        }

    def _leads(self, code: str, key: str) -> bool:
        session = self.revised.session(key)
        return session is not None and code in session.leaders

    def _duty(self, code: str, key: str) -> Iterator[str]:
        """What a delegation does throughout a session."""
        session = self.revised.week.session[key]
        if code in session.leaders:
            yield self.language.say("You lead this meeting.")
        elif code in session.speakers:
            yield self.language.say("You are expected to take part.")

    def _attendance(self, code: str) -> AttendanceMove:
        if code not in self._known:
            self._known[code] = self.revised.attendance(code)
        return self._known[code]

    def _role(self, code: str) -> ToldAs:
        """The nearest role that a delegation has in what changes for it."""
        found = {ToldAs.DELEGATION}
        for row in self._attendance(code).moves:
            session = self.revised.session(row.part.session)
            if session is not None and code in session.leaders:
                found.add(ToldAs.LEADER)
            elif session is not None and code in session.speakers:
                found.add(ToldAs.SPEAKER)
        found |= {ToldAs.LEADER for one in self.revised.leads if one.code == code}
        found |= {ToldAs.SPEAKER for one in self.revised.turns if one.speaker == code}
        return min(found, key=list(ToldAs).index)

    def interpreters(self) -> Iterator[MailedNotice]:
        """For whoever assigns the interpreters: what changes of the meetings that have any."""
        sentences: list[str] = []
        for key, rows in self.revised.by_session(self.revised.moves).items():
            session = self.revised.session(key)
            if session is not None and session.languages:
                sentences += self.teller.session(key, rows)
        if sentences:
            name = self.language.say("Coordinator of the interpreters")
            first = self.language.say("These meetings have interpretation.")
            text = self._paragraph([first, *sentences])
            yield MailedNotice("interpreters", name, ToldAs.INTERPRETERS, text)

    def rooms(self) -> Iterator[MailedNotice]:
        """For whoever looks after a room: when it is no longer needed, and when it is now."""
        used = [one.room for row in self.revised.moves for one in (row.before, row.after) if one]
        for room in dict.fromkeys(filter(None, used)):
            known = room in self.revised.week.room
            name = (self.teller.names if known else self.teller.old_names).room(room)
            said = self.language.say("This concerns {room}.", room=name)
            text = self._paragraph([said, *self._of_room(room)])
            yield MailedNotice(room, name, ToldAs.ROOM, text)

    def _of_room(self, room: str) -> Iterator[str]:
        """What of a room becomes free, and what is needed of it."""
        say = self.language.say
        for key, rows in self.revised.by_session(self.revised.moves).items():
            title, whens = self.teller.title(key), self.teller.whens
            old = [one.before for one in rows if one.before and one.before.room == room]
            new = [one.after for one in rows if one.after and one.after.room == room]
            if old and new:
                yield say(
                    "“{title}” needs it on {new}, instead of {old}.",
                    title=title,
                    new=whens(new),
                    old=whens(old),
                )
            elif new:
                yield say("“{title}” needs it now: {new}.", title=title, new=whens(new))
            elif old:
                yield say("“{title}” no longer needs it: {old}.", title=title, old=whens(old))

    def _paragraph(self, sentences: list[str]) -> str:
        say, issue = self.language.say, self.revised.after
        day = self.language.day(issue.issued.date())
        if issue.number is None:
            changed = say("The programme has changed on {day}.", day=day)
        else:
            changed = say(
                "The programme has changed with revision {number} of {day}.",
                number=issue.number,
                day=day,
            )
        return " ".join((changed, *sentences))


def _in(part: Part, session: str, moment: int | None) -> bool:
    """Whether a statement in a session at a moment is made in a part."""
    return part.session == session and moment is not None and part.begin <= moment < part.end
