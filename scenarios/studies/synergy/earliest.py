"""When sessions can begin at the earliest, by the sittings they may use and what comes before them.

It is a bound: each session is looked at by itself and by those that must end before it; that rooms,
interpreters and people are taken may make it begin later still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from constraints.honour_order import Order
from scheduler.week.clock import DAY
from scheduler.week.week import Session, Sitting, Week


def earliest_begins(week: Week, orders: Iterable[Order]) -> dict[str, int]:
    """The moment of the week before which no session begins, by its key.

    Holds where sessions keep to their sittings, have their least time and honour the order, and
    those that are not optional are held.
    """
    before = [
        one
        for one in orders
        if one.first in week.session
        and one.then in week.session
        and not week.session[one.first].optional
    ]
    earliest = dict.fromkeys(week.session, 0)
    # A chain is no longer than there are sessions; an order in a circle must not go on for ever.
    for _ in week.sessions:
        later = dict(earliest)
        for one in before:
            end = _earliest_end(week, week.session[one.first], earliest[one.first])
            if end is not None:
                later[one.then] = max(later[one.then], end + one.at_least)
        if later == earliest:
            break
        earliest = later
    return earliest


def stretches_from(
    week: Week, session: Session, earliest: int
) -> Iterator[tuple[Sitting, int, int]]:
    """The sittings that a session may use from a moment on, each with where it could begin and end.

    Where it may have one part only, that takes its least minutes; else the shortest part does.
    """
    least = session.least if session.most_parts == 1 else min(session.shortest, session.least)
    for sitting in sorted(week.sittings, key=lambda one: one.begin):
        if session.may_use(sitting):
            opens, closes = session.hours or (sitting.opens, sitting.closes)
            midnight = sitting.day * DAY
            begin = max(midnight + max(opens, sitting.opens), earliest)
            end = midnight + min(closes, sitting.closes)
            if end - begin >= least:
                yield sitting, begin, end


def _earliest_end(week: Week, session: Session, earliest: int) -> int | None:
    """When it has had its least minutes at the earliest; None where it cannot have them."""
    left = session.least
    for _, begin, end in stretches_from(week, session, earliest):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None


def sittings_from(week: Week, session: Session, earliest: Mapping[str, int]) -> list[Sitting]:
    """The sittings in which a session could have a part, given when it can begin."""
    found = stretches_from(week, session, earliest.get(session.id, 0))
    return [sitting for sitting, _, _ in found]
