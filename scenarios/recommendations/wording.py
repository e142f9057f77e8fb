"""Sentences of which a report is made."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.clock import count, duration
from scheduler.timetable import Timetable
from scheduler.week import Body, Week

_TAKES_AN_ARTICLE = ("Standing Committee", "Committee", "Coordinating Committee")


def listed(words: Iterable[str]) -> str:
    """Words as a list: ``a, b and c``."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def named(body: Body) -> str:
    """A body's name as a sentence begins with it: ``The Standing Committee on …``."""
    return capital(inside(body))


def inside(body: Body) -> str:
    """A body's name inside a sentence: ``the Standing Committee on …``."""
    return f"the {body.name}" if body.name.startswith(_TAKES_AN_ARTICLE) else body.name


def capital(text: str) -> str:
    """A text as a sentence begins with it."""
    return text[:1].upper() + text[1:]


def sits(week: Week, timetable: Timetable, sessions: Iterable[str]) -> str:
    """How long sessions sit and when: ``1 h 45 on Tuesday 21 June``."""
    parts = timetable.among(sessions)
    minutes = duration(sum(part.minutes for part in parts))
    days = listed(week.day_name(day) for day in dict.fromkeys(part.day for part in parts))
    split = f" in {count(len(parts), 'part')}" if len(parts) > 1 else ""
    return f"{minutes}{split} on {days}"


def verb(number: int, one: str, several: str) -> str:
    """The form of a verb that goes with a number."""
    return one if number == 1 else several
