"""What an entry of a calendar or of a feed says, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from scenarios.documents.feeds.earlier_calendar import read_earlier
from scenarios.documents.feeds.entries import CalendarEntry, Earlier, entries
from scenarios.documents.issue import Issue
from scenarios.documents.names import TranslatedNames
from scenarios.documents.programme.programme import ProgrammePart, ProgrammeTeller
from scenarios.documents.writing.cover import cover_of
from scenarios.exchange.delegation_week import DelegationTask, DelegationWeek, Duties
from scenarios.exchange.speakers import SpeakersList, Turn, speakers_list, standing
from scenarios.reading.names import plain
from scheduler.errors import BadInput
from scheduler.week.clock import DAY
from scheduler.week.timetable import Part

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class Described:
    """The entries of an issue, and what they say in a language.

    Parameters
    ----------
    before
        The calendar of all of the revision before, None where there is none.
    """

    def __init__(self, issue: Issue, language: Language, before: bytes | None = None) -> None:
        self.issue = issue
        self.language = language
        self.week = issue.scenario.week
        self.names = TranslatedNames(self.week, language)
        self.cover = cover_of(issue, language, "")
        self.earlier: Earlier | None = None
        if before is not None:
            self.earlier = read_earlier(before, "the calendar before")
            self._check_same_week(self.earlier)
        self._teller = ProgrammeTeller(issue, language)
        self._told = {part.place: part for part in self._teller.timetable.parts}
        self._said: dict[Part, ProgrammePart] = {}

    def _check_same_week(self, earlier: Earlier) -> None:
        """Refuse a calendar that has no session in common with this week."""
        known = {plain(name) for one in self.week.sessions for name in (one.id, one.title)}
        if earlier.entries and not any(
            plain(name) in known for one in earlier.entries for name in (one.session, one.title)
        ):
            what = "this calendar is of another week: it has no session of this one"
            how = "give the all.ics of its revision before"
            raise BadInput.at("the calendar before", f"{what}; {how}")

    @cached_property
    def _speaking(self) -> SpeakersList:
        return speakers_list(self.week, self.issue.timetable)

    @cached_property
    def duties(self) -> dict[str, dict[Part, Duties]]:
        """By code and part, what each delegation does there."""
        weeks = {
            one.code: DelegationWeek(code=one.code, speaking=self._speaking)
            for one in self.week.delegations
        }
        return {
            code: {duty.part.place: duty for duty in found.duties} for code, found in weeks.items()
        }

    @cached_property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """All entries, in order of time."""
        whose: dict[Part, set[str]] = {}
        for code, duties in self.duties.items():
            for part in duties:
                whose.setdefault(part, set()).add(code)
        by_part = {
            part: frozenset(whose.get(part.place, ())) for part in self.issue.timetable.parts
        }
        return entries(self.issue, by_part, self.earlier)

    def part(self, part: Part) -> ProgrammePart:
        """What the programme says of a part."""
        place = part.place
        if place not in self._said:
            self._said[place] = self._teller.part(self._told[place])
        return self._said[place]

    def title(self, entry: CalendarEntry) -> str:
        """The title of a session, with the number of its part where it has several."""
        if entry.part is not None:
            said = self.part(entry.part)
            return f"{said.title} ({said.which})" if said.which else said.title
        if entry.session in self.week.session:
            return self.names.session(entry.session)
        return self.names.text(entry.title)

    def room(self, entry: CalendarEntry) -> str:
        """The name of the room; empty where there is none."""
        return self.names.room(entry.room or None)

    def lines(self, entry: CalendarEntry) -> Iterator[str]:
        """What there is to know of an entry, line by line."""
        if entry.part is None:
            yield self.language.say("This meeting is cancelled.")
            return
        said = self.part(entry.part)
        yield said.kind
        yield from (self._labelled(*fact) for fact in said.said)
        if said.agenda:
            yield self._labelled(self.language.say("Agenda"), "")
            for line in said.agenda:
                what = self._labelled(line.title, line.speakers) if line.speakers else line.title
                yield f"– {what}"
        if said.remark:
            yield said.remark

    def _labelled(self, label: str, text: str) -> str:
        return f"{self.language.say('{label}:', label=label)} {text}".rstrip()

    def leaders(self, part: Part) -> frozenset[str]:
        """Who leads the session of a part, by code."""
        session = self.week.session.get(part.session)
        return frozenset() if session is None else session.leaders

    def speakers(self, part: Part) -> tuple[str, ...]:
        """Who makes a statement in a part, by code, in order."""
        session = self.week.session.get(part.session)
        if session is None:
            return ()
        parts = self._teller.timetable.of(part.session)
        said = standing(session, self._told[part.place], parts)
        return tuple(dict.fromkeys(one.speaker for one in said if one.speaker))

    def duty(self, entry: CalendarEntry, code: str) -> str:
        """What a delegation does in a part, in a sentence to itself."""
        duty = None if entry.part is None else self.duties[code].get(entry.part.place)
        if duty is None:
            return ""
        say = self.language.say
        about = list(self._turns(duty.part, code))
        if duty.task is DelegationTask.LEAD:
            first = say("You lead this meeting.")
        elif duty.task is DelegationTask.TAKE_PART:
            first = say("You are expected to take part.")
        elif duty.task is DelegationTask.FOLLOW:
            first = say("You follow this meeting.")
        else:
            first = ""
        return " ".join(filter(None, (first, *about)))

    def _turns(self, part: Part, code: str) -> Iterator[str]:
        number = self._teller.timetable.of(part.session).index(self._told[part.place]) + 1
        for one in self._turns_of.get((code, part.session, number), ()):
            yield self.language.say(
                "You speak at about {time}, on “{item}”.",
                time=self.language.clock(one.begin % DAY),
                item=self.names.text(one.item),
            )

    @cached_property
    def _turns_of(self) -> dict[tuple[str, str, int], list[Turn]]:
        """By speaker, session and number of the part: its turns there."""
        found: dict[tuple[str, str, int], list[Turn]] = {}
        for one in self._speaking.all_turns:
            found.setdefault((one.speaker, one.session, one.part), []).append(one)
        return found

    @property
    def foot(self) -> str:
        """Which issue it is."""
        return self.cover.foot
