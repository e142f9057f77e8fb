"""Who speaks on other days in two timetables of one week, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.week.as_written import with_agendas
from scheduler.week.clock import count
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week
from scheduler.week.words import listed

FEW = 6
"""Speakers of a session who are named; of two or more beyond them, the number is said."""


class SpeakingChange(NamedTuple):
    """Somebody who speaks in a session on other days than before.

    Attributes
    ----------
    before, after
        The days, in order; several where it makes several statements.
    """

    speaker: str
    before: tuple[int, ...]
    after: tuple[int, ...]


def speaking_changes(
    week: Week, before: Timetable, after: Timetable
) -> dict[str, tuple[SpeakingChange, ...]]:
    """Who speaks on other days, by the session: one whose agenda is divided, and held in both.

    A session that is not divided moves with all its speakers.
    """
    then, now = with_agendas(week, before), with_agendas(week, after)
    found = {
        session.id: tuple(_of_session(session, then, now))
        for session in week.sessions
        if session.divided and then.holds(session.id) and now.holds(session.id)
    }
    return {session: changes for session, changes in found.items() if changes}


def _of_session(session: Session, then: Timetable, now: Timetable) -> Iterator[SpeakingChange]:
    for speaker in sorted(session.heard):
        before, after = (
            tuple(dict.fromkeys(p.day for p in t.of(session.id) if speaker in p.speakers))
            for t in (then, now)
        )
        if before != after:
            yield SpeakingChange(speaker, before, after)


def say_speaking(week: Week, before: Timetable, after: Timetable) -> Iterator[str]:
    """Who speaks on another day, in a sentence for each session: how many, and the first by name.

    Such as ``12 of 42 speakers of “Clearance” speak on other days: Chile on Monday instead of …``.
    """
    for key, changes in speaking_changes(week, before, after).items():
        number = count(len(week.session[key].heard), "speaker")
        verb = "speaks" if len(changes) == 1 else "speak"
        days = "on another day" if len(changes) == 1 else "on other days"
        who = f"{len(changes)} of {number} of {week.what(key)} {verb} {days}"
        yield f"{who}: {'; '.join(_named(week, changes))}."


def _named(week: Week, changes: tuple[SpeakingChange, ...]) -> Iterator[str]:
    """The first speakers with their days, those with the same together; then how many others."""
    alike: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for one in changes:
        alike.setdefault((one.after, one.before), []).append(one.speaker)
    most = FEW if len(changes) > FEW + 1 else len(changes)
    left = most
    for (after, before), speakers in sorted(alike.items()):
        if left > 0:
            yield (
                f"{week.whom(speakers[:left])} on {_days(week, after)} instead of "
                f"{_days(week, before)}"
            )
        left -= len(speakers[: max(left, 0)])
    if len(changes) > most:
        yield f"and {count(len(changes) - most, 'other')}"


def _days(week: Week, days: tuple[int, ...]) -> str:
    """Days by their weekdays; in a week of more than seven days, with their dates."""
    names = (week.day_name(day) if week.length > 7 else f"{week.date_of(day):%A}" for day in days)
    return listed(names) or "no day"
