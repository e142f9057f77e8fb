"""A timetable as people look at it: days as columns in HTML, day by day in text."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.document.document import Block, Day, Days, Document, Event, Window
from scheduler.document.report import Report
from scheduler.document.text import WIDTH, text_of
from scheduler.document.week_summary import WeekSummary
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week
from scheduler.week.words import one_line

_WIDE = 200
"""Characters in a line of the days: rooms stand beside titles, however long these are."""


@dataclass(frozen=True, repr=False)
class WeekGrid(Report):
    """A timetable of a week, legal or not, as people look at it.

    Sessions that the week does not have are shown by their identifiers.
    """

    week: Week
    timetable: Timetable

    @property
    def days(self) -> tuple[int, ...]:
        """Every day with a sitting or a part."""
        return tuple(sorted({*self.week.days, *(part.day for part in self.timetable.parts)}))

    def parts_on(self, day: int) -> tuple[Part, ...]:
        """The parts of one day, in order of time."""
        return tuple(part for part in self.timetable.parts if part.day == day)

    def title(self, part: Part) -> str:
        """The title of a part's session, and which of its parts it is where there are several."""
        name = self.week.title_on_its_day(part.session)
        parts = self.timetable.of(part.session)
        name = one_line(name)
        return f"{name} ({parts.index(part) + 1} of {len(parts)})" if len(parts) > 1 else name

    def room(self, part: Part) -> str:
        """The name of a part's room; empty where it has none."""
        return one_line(self.week.room_name(part.room))

    @property
    def not_held(self) -> tuple[Session, ...]:
        """The sessions that the timetable leaves out."""
        return tuple(s for s in self.week.sessions if not self.timetable.holds(s.id))

    def days_block(self) -> Days:
        """The timetable as a block of a document: a colour for each body."""
        bodies = [body.id for body in self.week.bodies]
        used = {body for session in self.week.sessions for body in session.bodies[:1]}
        return Days(
            days=tuple(self._day(day, bodies) for day in self.days),
            kinds=tuple(
                one_line(body.name) if body.id in used else "" for body in self.week.bodies
            ),
            left_out=tuple(one_line(self.week.title_of(s.id)) for s in self.not_held),
        )

    @property
    def summary(self) -> WeekSummary:
        """The week in five sentences."""
        return WeekSummary(self.week, self.timetable)

    def blocks(self) -> tuple[Block, ...]:
        """The week in five sentences, and the timetable under them."""
        return (self.summary.paragraph(), self.days_block())

    def document(self) -> Document:
        return Document(self.week.title, self.blocks())

    def text(self, width: int = _WIDE) -> str:
        """The summary, and the days under it; the title is printed above where there is one.

        Parameters
        ----------
        width
            Characters in a line of the days, from 40; sentences fill no more than `WIDTH` of them.
        """
        summary = text_of(Document("", (self.summary.paragraph(),)), min(width, WIDTH))
        return f"{summary}\n\n{self.days_text(width)}"

    def days_text(self, width: int = _WIDE) -> str:
        """The days alone, one after the other."""
        return text_of(Document("", (self.days_block(),)), width)

    def _day(self, day: int, bodies: list[str]) -> Day:
        return Day(
            self.week.day_name(day),
            tuple(self._event(part, bodies) for part in self.parts_on(day)),
            tuple(Window(one_line(s.name), s.opens, s.closes) for s in self.week.sittings_on(day)),
        )

    def _event(self, part: Part, bodies: list[str]) -> Event:
        session = self.week.session.get(part.session)
        body = session.bodies[0] if session else ""
        kind = bodies.index(body) if body in bodies else 0
        end = part.start + part.minutes
        return Event(part.start, end, self.title(part), self.room(part), kind)
