"""Days and sittings as a scenario file names them."""

from __future__ import annotations

from datetime import date, timedelta

from scenarios.reading.spelling import suggestion
from scheduler.week.clock import parse_clock
from scheduler.week.week import Sitting, Week

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Calendar:
    """The days of a week and the words for them.

    Parameters
    ----------
    first, last
        The first and last day, both included.
    """

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.days = tuple(range((last - first).days + 1))
        self.sittings: tuple[Sitting, ...] = ()

    def date(self, day: int) -> date:
        return self.first + timedelta(days=day)

    def days_named(self, word: str) -> list[int]:
        """The days that a word means: ``monday``, ``mondays`` or ``2011-06-20``.

        Raises
        ------
        ValueError
            With a sentence, where the word means no day of this week.
        """
        name = word.strip().lower()
        found = [
            day
            for day in self.days
            if name in (self.date(day).isoformat(), WEEKDAYS[self.date(day).weekday()])
        ]
        if not found:
            names = [WEEKDAYS[self.date(day).weekday()] for day in self.days]
            raise ValueError(f"'{word}' is not a day of this week{suggestion(name, names)}")
        return found

    def sittings_named(self, words: str) -> list[str]:
        """The sittings that words mean: ``morning``, ``friday``, ``friday afternoon``, or dates.

        Raises
        ------
        ValueError
            With a sentence, where the words mean no sitting of this week.
        """
        first, _, rest = words.strip().lower().partition(" ")
        by_name = [sitting.id for sitting in self.sittings if sitting.name == words.strip().lower()]
        if by_name:
            return by_name
        names = dict.fromkeys(sitting.name for sitting in self.sittings)
        try:
            days = self.days_named(first)
        except ValueError:
            known = [*names, *(WEEKDAYS[self.date(day).weekday()] for day in self.days)]
            raise ValueError(
                f"'{words}' is not a sitting or a day of this week{suggestion(first, known)}"
            ) from None
        found = [s.id for s in self.sittings if s.day in days and rest in ("", s.name)]
        if not found:
            raise ValueError(f"'{words}' is not a sitting of this week{suggestion(rest, names)}")
        return found

    def moment_named(self, words: str) -> tuple[int, int]:
        """The day, and minutes after midnight, of ``2011-06-20 10:00`` or ``monday 10:00``.

        Raises
        ------
        ValueError
            With a sentence, where the words mean no moment of this week.
        """
        day, _, time = words.strip().replace("T", " ").partition(" ")
        if not time:
            raise ValueError(f"'{words}' needs a day and a time, as in monday 10:00")
        days = self.days_named(day)
        if len(days) > 1:
            raise ValueError(f"'{words}' can be several days; write the date")
        return days[0], parse_clock(time)


def calendar_of(week: Week) -> Calendar:
    """The days of a week that is built, and the words for them and for its sittings."""
    calendar = Calendar(week.first, week.date_of(max(week.days)))
    calendar.sittings = week.sittings
    return calendar
