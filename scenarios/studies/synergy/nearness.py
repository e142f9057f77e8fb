"""How near to each other two instruments meet on one subject, and how near they could.

Only the official programme counts: a side event or a coordination meeting on a subject is no
meeting of the instrument on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from constraints.honour_order import Order
from scenarios.studies.synergy.earliest import earliest_begins, sittings_from
from scenarios.studies.synergy.shared_parties import (
    Sides,
    followed_parts,
    minutes_in_two_places,
    sides,
)
from scheduler.week.timetable import Part, Timetable, covered, overlap
from scheduler.week.week import Session, Sitting, Week

_SATURDAY = 5


class NearestMeetings(NamedTuple):
    """Two meetings on one subject, one under each of two instruments.

    Attributes
    ----------
    days
        Working days between them: the Mondays to Fridays of the week after the earlier day, up to
        the later one; 0 on one day, and for a joint session, which is both.
    """

    days: int
    one: Part
    other: Part


class Beside(NamedTuple):
    """Sessions on one subject that two instruments hold at one hour.

    Attributes
    ----------
    minutes
        In which sessions of both run.
    shut_out
        The minutes of each delegation, by code, that follows both and has too few delegates.
    """

    minutes: int
    shut_out: dict[str, int]


def programme_sides(week: Week, one: str, other: str, subject: str | None = None) -> Sides:
    """The sessions of the official programme of two instruments, as `sides` sorts them."""
    found = sides(week, one, other, subject)
    return Sides(*(tuple(s for s in side if s.programme) for side in found))


def common_subjects(week: Week, one: str, other: str) -> tuple[str, ...]:
    """The subjects that the programmes of both take up, in the order of the week's sessions.

    A subject is what the scenario writes for it, letter by letter: it is a key.
    """
    here = programme_sides(week, one, other)
    both = {s.subject for s in here.of_one} & {s.subject for s in here.of_other}
    return tuple(dict.fromkeys(s.subject for s in week.sessions if s.subject and s.subject in both))


def nearest(week: Week, timetable: Timetable, here: Sides) -> NearestMeetings | None:
    """The two nearest meetings, whichever parts these are; None where one side holds none."""
    joint = timetable.among(session.id for session in here.joint)
    if joint:
        return NearestMeetings(0, joint[0], joint[0])
    parts = (timetable.among(session.id for session in side) for side in (here.one, here.other))
    found = (NearestMeetings(working_days(week, p.day, q.day), p, q) for p, q in product(*parts))
    return min(found, key=lambda one: (one.days, one.one.begin, one.other.begin), default=None)


def nearest_possible(
    week: Week, here: Sides, *, presence: bool, orders: Iterable[Order] = ()
) -> int | None:
    """The fewest working days between two meetings that days and sittings allow; None for none.

    Each session is looked at by itself and by what comes before it, so that no timetable has less
    where sessions keep to their sittings, least time and order; that there is one with as little,
    it does not say.

    Parameters
    ----------
    presence
        Whether those who must be there for all of a session are, too.
    orders
        Sessions that must end before others begin.
    """
    earliest = earliest_begins(week, orders)

    def days(side: Iterable[Session]) -> set[int]:
        return {day for one in side for day in _days(week, one, presence, earliest)}

    if days(here.joint):
        return 0
    pairs = product(days(here.one), days(here.other))
    return min((working_days(week, *pair) for pair in pairs), default=None)


def minutes_beside(timetable: Timetable, here: Sides) -> int:
    """The minutes in which sessions of both run, each minute once."""
    mine, theirs = (timetable.among(s.id for s in side) for side in (here.one, here.other))
    return covered(_shared(mine, theirs))


def beside(week: Week, timetable: Timetable, here: Sides) -> Beside:
    """The minutes in which sessions of both run, and who follows both and cannot be in both."""
    minutes = minutes_beside(timetable, here)
    if not minutes:
        return Beside(0, {})
    apart, followed = here._replace(joint=()), followed_parts(week, timetable)
    shut_out = {
        one.code: minutes_in_two_places(followed.get(one.code, ()), apart, one.delegates)
        for one in week.delegations
    }
    return Beside(minutes, {code: amount for code, amount in shut_out.items() if amount})


def _shared(mine: tuple[Part, ...], theirs: tuple[Part, ...]) -> Iterator[Part]:
    """The stretches in which one of ours and one of theirs run."""
    for one, other in product(mine, theirs):
        if minutes := overlap(one, other):
            start = max(one.begin, other.begin) - one.day * 24 * 60
            yield one._replace(start=start, minutes=minutes)


def working_days(week: Week, one: int, other: int) -> int:
    """The Mondays to Fridays among the week's days after the earlier day, up to the later."""
    later = (day for day in week.days if min(one, other) < day <= max(one, other))
    return sum(week.date_of(day).weekday() < _SATURDAY for day in later)


def _days(
    week: Week, session: Session, presence: bool, earliest: Mapping[str, int]
) -> frozenset[int]:
    """The days on which a session could have a part."""
    open_to = sittings_from(week, session, earliest)
    if len(session.pinned) == session.most_parts:
        pinned = {pin.day for pin in session.pinned}
        open_to = [one for one in week.sittings if one.day in pinned]
    there = (one for one in open_to if not presence or _all_there(week, session, one))
    return frozenset(one.day for one in there)


def _all_there(week: Week, session: Session, sitting: Sitting) -> bool:
    needed = (week.delegation.get(code) for code in session.required)
    return all(one is None or one.present_in(sitting.id) for one in needed)
