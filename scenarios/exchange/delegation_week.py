"""The week of one delegation: what it leads, when it speaks, what it follows, when it may leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from scenarios.exchange.speakers import SpeakersList, say_unsaid, speakers_list
from scheduler.document.document import Bullets, Document, GroupRow, Table
from scheduler.document.report import Report
from scheduler.week.clock import DAY, clock, count, duration, hours
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed


class DelegationTask(StrEnum):
    """What a delegation does in a part, in words to itself; the first that applies."""

    LEAD = "lead"
    TAKE_PART = "take part"
    SPEAK = "speak"
    FOLLOW = "follow"


class Duties(NamedTuple):
    """A part that concerns a delegation, and what it does there."""

    part: Part
    task: DelegationTask
    needed: bool
    """Whether it must be in the room, to lead or to speak; else it wants to be."""


class DelegationWeek(Report, Frozen):
    """What one delegation can be told of a timetable; see `delegation_week`."""

    code: str
    speaking: SpeakersList

    @property
    def week(self) -> Week:
        return self.speaking.week

    @cached_property
    def duties(self) -> tuple[Duties, ...]:
        """The parts that concern it, in order of time."""
        return tuple(self._duties())

    def _duties(self) -> Iterator[Duties]:
        turns = {(one.session, one.part) for one in self.speaking.of(self.code)}
        timetable = self.speaking.timetable
        for part in timetable.parts:
            session = self.week.session.get(part.session)
            if session is None:
                continue
            speaks = (part.session, timetable.of(part.session).index(part) + 1) in turns
            needed = self.code in session.required_in(part)
            if self.code in session.leaders:
                yield Duties(part, DelegationTask.LEAD, needed)
            elif speaks:
                yield Duties(part, DelegationTask.SPEAK, needed)
            elif needed:
                yield Duties(part, DelegationTask.TAKE_PART, needed)
            elif self.code in session.audience and self.week.is_present(self.code, part):
                yield Duties(part, DelegationTask.FOLLOW, needed)

    @property
    def needed(self) -> tuple[Part, Part] | None:
        """The first and the last part in which it must be in the room; None where there is none."""
        parts = [one.part for one in self.duties if one.needed]
        return (parts[0], max(parts, key=lambda part: part.end)) if parts else None

    def sentences(self) -> tuple[str, ...]:
        """What it can be told, in sentences."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        by_task = {
            task: [one.part for one in self.duties if one.task is task] for task in DelegationTask
        }
        for task, verb in (
            (DelegationTask.LEAD, "lead"),
            (DelegationTask.TAKE_PART, "take part in"),
        ):
            if by_task[task]:
                yield f"You {verb} {self._titles(by_task[task])}."
        yield from self._say_turns()
        if self.needed is not None:
            yield self._say_needed(*self.needed)
        elif self.duties:
            yield "You are not needed to lead or to speak at any time."
        else:
            yield "Nothing in this week concerns you."
        follow = by_task[DelegationTask.FOLLOW]
        if follow:
            begin = self.week.moment_name(follow[0].begin)
            end = self.week.moment_name(max(part.end for part in follow))
            yield f"You follow {count(len(follow), 'further part')}, from {begin} to {end}."

    def _say_turns(self) -> Iterator[str]:
        mine = self.speaking.of(self.code)
        for one in mine:
            when = f"on {self.week.day_name(one.day)} at about {one.about}"
            what = f"on “{one.item}” in {self.week.what(one.session)}"
            yield f"You speak {when}, {what} ({duration(one.minutes)})."
        unsaid = {one.session for one in mine if one.session in self.speaking.unsaid}
        yield from say_unsaid(self.week, sorted(unsaid))

    def _say_needed(self, first: Part, last: Part) -> str:
        """From when to when it is needed, and when it may leave."""
        (day, start), (over, end) = first.starts, divmod(last.end - 1, DAY)
        if over > last.day:
            return self._say_past_midnight(first, last)
        until, ends = self.week.day_name(over), clock(end + 1)
        leave = f"you may leave on {self.week.date_of(over):%A}"
        if day == over:
            return f"You are needed on {until}, from {clock(start)} to {ends}; {leave}."
        begin = self.week.moment_name(first.begin)
        return f"You are needed from {begin} to {until} at {ends}; {leave}."

    def _say_past_midnight(self, first: Part, last: Part) -> str:
        """The same where the last sitting goes on past midnight, of the day to which it belongs."""
        begin, end = self.week.moment_name(first.begin), self.week.moment_name(last.end)
        days = last.day - first.day + 1
        over = f" over {count(days, 'day')}," if days > 1 else ""
        return f"You are needed{over} from {begin} until {end}; you may leave after that."

    def _titles(self, parts: Iterable[Part]) -> str:
        titles = dict.fromkeys(self.week.title_on_its_day(part.session) for part in parts)
        return listed(f"“{title}”" for title in titles)

    def document(self) -> Document:
        rows = list[tuple[str, ...] | GroupRow]()
        day = None
        for one in self.duties:
            part = one.part
            if part.day != day:
                rows.append(GroupRow((self.week.day_name(part.day),)))
                day = part.day
            when = hours(part.start, part.start + part.minutes)
            title, room = self.week.title_on_its_day(part.session), self.week.room_name(part.room)
            rows.append((when, self._what(one), title, room))
        table = [Table(("when", "you", "session", "room"), rows)] if rows else []
        return Document(self.week.who(self.code), [Bullets(self.sentences()), *table])

    def _what(self, duty: Duties) -> str:
        """What it does in a part; when it speaks there, stands behind it."""
        number = self.speaking.timetable.of(duty.part.session).index(duty.part) + 1
        about = [
            one.about
            for one in self.speaking.of(self.code)
            if (one.session, one.part) == (duty.part.session, number)
        ]
        if not about:
            return duty.task.value
        speak = f"speak at about {listed(about)}"
        return speak if duty.task is DelegationTask.SPEAK else f"{duty.task.value}, {speak}"


def delegation_week(week: Week, timetable: Timetable, code: str) -> DelegationWeek:
    """What a delegation, by its code, leads, speaks in and follows in a timetable."""
    return DelegationWeek(code=code, speaking=speakers_list(week, timetable))
