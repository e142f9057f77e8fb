"""Tiny weeks, in which every timetable can be listed: for the examples of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from scheduler.week.agenda import Statement
from scheduler.week.clock import parse_clock
from scheduler.week.leadership import Holder, Leadership, Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import PROGRAMME, Body, Delegation, Format, Room, Session, Sitting, Week

MONDAY = date(2011, 6, 20)
_OPENINGS = {"morning": 600, "midday": 720, "lunch": 780, "afternoon": 900}


def tiny_week(
    *sessions: Session,
    days: int = 1,
    sittings: Iterable[str] = ("morning",),
    minutes: int = 60,
    poor: Iterable[str] = (),
    bodies: Iterable[Body] = (),
    delegations: Iterable[Delegation] = (),
    pool: Iterable[str] = (),
    **more: Any,
) -> Week:
    """A week on a grid of 30 minutes.

    Parameters
    ----------
    sessions
        Bodies and delegations that they name are made up where they are not given.
    sittings
        Of ``morning`` (from 10:00), ``midday`` (12:00), ``lunch`` (13:00, not open to the official
        programme) and ``afternoon`` (15:00), on every day.
    minutes
        Length of each sitting, 30 to 120.
    poor
        Identifiers of sittings, such as ``2011-06-20 morning``.
    more
        Further fields of the week.
    """
    bodies, pool = tuple(bodies), frozenset(pool)
    return Week(
        title="A tiny week",
        first=MONDAY,
        grain=30,
        days=tuple(range(days)),
        sittings=tuple(
            _sitting(day, name, minutes, frozenset(poor))
            for day in range(days)
            for name in sittings
        ),
        bodies=tuple(_bodies(sessions, bodies)),
        delegations=tuple(_delegations(sessions, delegations, bodies, pool)),
        sessions=sessions,
        pool=pool,
        **more,
    )


def _sitting(day: int, name: str, minutes: int, poor: frozenset[str]) -> Sitting:
    identifier = f"2011-06-{20 + day} {name}"
    opens = _OPENINGS[name]
    return Sitting(
        id=identifier,
        name=name,
        day=day,
        opens=opens,
        closes=opens + minutes,
        formats=frozenset(Format) - PROGRAMME if name == "lunch" else frozenset(Format),
        poor=identifier in poor,
    )


def _bodies(sessions: Iterable[Session], given: Iterable[Body]) -> Iterable[Body]:
    known = {body.id: body for body in given}
    for session in sessions:
        for body in session.bodies:
            known.setdefault(body, Body(id=body, name=body.capitalize(), instrument="convention"))
    return known.values()


def _delegations(
    sessions: Iterable[Session],
    given: Iterable[Delegation],
    bodies: Iterable[Body],
    pool: Iterable[str],
) -> Iterable[Delegation]:
    known = {delegation.code: delegation for delegation in given}
    named = {code for session in sessions for code in session.concerned}
    named |= {code for body in bodies for code in body.leaders} | set(pool)
    named |= {s.proposal.host for s in sessions if s.proposal and s.proposal.host}
    for code in sorted(named):
        known.setdefault(code, Delegation(code=code, name=code))
    return known.values()


def tiny_session(name: str, *, body: str = "", **more: Any) -> Session:
    """A session of 30 minutes in one part, a plenary of a committee of its own, or as given."""
    given = {
        "id": name,
        "title": name.capitalize(),
        "bodies": (body or name,),
        "format": Format.PLENARY,
        "least": 30,
        "shortest": 30,
        **more,
    }
    return Session.model_validate({"wanted": given["least"], **given})


def tiny_room(name: str, **more: Any) -> Room:
    """A room of 100 seats, or as given."""
    return Room.model_validate({"id": name, "name": name.capitalize(), "seats": 100, **more})


def mornings(*days: int) -> frozenset[str]:
    """The sittings ``morning`` of some days, for a delegation that is there only then."""
    return frozenset(f"2011-06-{20 + day} morning" for day in days)


def at(session: str, day: int, start: str, minutes: int = 30, room: str | None = None) -> Part:
    """A part at a time of day such as ``10:00``."""
    return Part(session, day, parse_clock(start), minutes, room)


def heard(part: Part, *statements: tuple[int, str, int]) -> Part:
    """The part with statements: the place of the item, the speaker or nobody, and minutes."""
    return part._replace(statements=tuple(Statement(*one) for one in statements))


def tiny_timetable(*parts: Part) -> Timetable:
    return Timetable(parts=parts)


def holders(*posts: tuple[str, Role, str]) -> Leadership:
    """Who takes open posts: body, role and code of each."""
    return Leadership(holders=tuple(Holder(*post) for post in posts))
