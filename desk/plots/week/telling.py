"""What a picture of a week says, in the language in which it is sent."""

from __future__ import annotations

import re
from typing import NamedTuple

from desk.plots.lettering.wrapping import Words
from scenarios.languages.language import Language, fixed
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Part
from scheduler.week.week import Format, Session, Week
from scheduler.week.words import one_line

NO_BREAK = "\N{NO-BREAK SPACE}"

_SITTINGS = {
    "morning": fixed("Morning"),
    "lunch": fixed("Lunch"),
    "afternoon": fixed("Afternoon"),
    "evening": fixed("Evening"),
}
"""Names of sittings that are usual; any other stands as it is."""

_IN_COMMON = re.compile(
    "^(?:Standing Committee on (?:the )?|Comité permanent sur |Comité Permanente sobre )"
)
"""What the names of many bodies begin with."""


class Telling(NamedTuple):
    """How a picture speaks.

    Attributes
    ----------
    internal
        Whether it also says what only the secretariat needs to know.
    """

    language: Language
    internal: bool = False

    def title(self, week: Week, session: str) -> str:
        """The title of a session; for the secretariat with its key where its day is no telling."""
        known = week.session.get(session)
        if known is None:
            return session
        told = week.title_on_its_day(session)
        more = told.removeprefix(known.title) if self.internal else ""
        return one_line(f"{self.language.title(known.title)}{more}")

    def room(self, week: Week, room: str | None) -> str:
        """The name of a room, with its key where two have the same; empty where there is none."""
        known = week.room.get(room or "")
        if known is None:
            return one_line(week.room_name(room))
        more = week.room_name(room).removeprefix(known.name)
        return one_line(f"{self.language.title(known.name)}{more}")

    def words(self, grid: WeekGrid, part: Part) -> Words:
        """What stands in the box of a part."""
        told, end = self.language, part.start + part.minutes
        parts = grid.timetable.of(part.session)
        more = ""
        if len(parts) > 1:
            more = told.say("({n} of {of})", n=parts.index(part) + 1, of=len(parts))
        times = ((told.hours(part.start, end),), (f"{told.clock(part.start)}–", told.clock(end)))
        title, room = self.title(grid.week, part.session), self.room(grid.week, part.room)
        return Words(times, title, more.replace(" ", NO_BREAK), room)

    def body(self, name: str) -> str:
        """The name of a body as `short_name`."""
        return short_name(self.language.title(name))

    def sitting(self, name: str) -> str:
        """The name of a sitting."""
        found = self.language.say(_SITTINGS[name]) if name in _SITTINGS else one_line(name)
        return found[:1].lower() + found[1:]

    def dated(self, week: Week, venue: str, more: str) -> str:
        """When and where a week is, and which timetable this is; the year once."""
        title = self.language.title(week.title)
        days = self.language.days(week.first, week.last or week.first)
        known = str(week.first.year) in title
        return " · ".join(filter(None, ("" if known else days, self.language.title(venue), more)))


def short_name(name: str) -> str:
    """The name of a body without what many have in common: ``Standing Committee on the …``."""
    found = _IN_COMMON.sub("", name, count=1)
    # matplotlib leaves out of a legend what begins like this.
    return (found[:1].upper() + found[1:]).lstrip("_") or name


def is_experiment(session: Session) -> bool:
    """Whether a session is one of those that try something new."""
    return session.proposal is not None or session.format == Format.SMALL_GROUP
