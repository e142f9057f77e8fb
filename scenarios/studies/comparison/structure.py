"""The structure of a week: which bodies sit on which half-days, whatever it is called.

Rooms, titles, keys and a quarter of an hour are no structure. Two weeks have another one where an
hour or more of the programme of one stands on half-days on which the other has nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Format, Week

SHIFT = 60
"""Minutes by which a part may begin earlier or later and still be where it was."""

LEAST_ELSEWHERE = 60
"""Minutes elsewhere from which on two weeks have another structure."""

_NOON = 13 * 60
Convened = tuple[frozenset[str], str]
"""Who sits, and how: keys of bodies with a format; small groups together, whoever convenes them."""


class StandingTime(NamedTuple):
    """Where a part stands.

    Attributes
    ----------
    weekday
        Days after the Monday of the calendar week in which the week begins.
    begin, minutes
        Minutes after midnight, and how long it lasts.
    opens, closes
        Of its sitting, in minutes after midnight; of the part itself where it is in none.
    """

    weekday: int
    begin: int
    minutes: int
    opens: int
    closes: int

    def is_near(self, other: StandingTime) -> bool:
        """Whether both stand on one half-day, or begin within the hour."""
        if self.weekday != other.weekday:
            return False
        return abs(self.begin - other.begin) < SHIFT or self._shares_half_day(other)

    def _shares_half_day(self, other: StandingTime) -> bool:
        """Whether both are before noon or both after it, in sittings that are mostly the same."""
        common = min(self.closes, other.closes) - max(self.opens, other.opens)
        shorter = min(self.closes - self.opens, other.closes - other.opens)
        return 2 * common > shorter and (self.begin < _NOON) == (other.begin < _NOON)


Structure = Mapping[Convened, list[StandingTime]]
"""Where each body sits, by how."""


def minutes_elsewhere(week: Week, timetable: Timetable, of: Week, other: Timetable) -> int:
    """Minutes of the programme that stand on half-days where the other week has nothing of it.

    Counted both ways; the greater number is given. The weeks may be two versions of one. Bodies are
    the same that have the same key. Those whose key only one of the weeks has are the same where
    they are alike in kind, committee and instrument, and sit on the same half-days or are the only
    ones left that are so alike.

    Parameters
    ----------
    week, timetable
        A week and a timetable of it.
    of, other
        Another, with its own.
    """
    here, there = _structure(week, timetable), _structure(of, other)
    there = _renamed(there, _same_bodies(week, here, of, there))
    return max(_beyond(here, there), _beyond(there, here))


def differs(week: Week, timetable: Timetable, of: Week, other: Timetable) -> bool:
    """Whether two weeks have another structure."""
    return minutes_elsewhere(week, timetable, of, other) >= LEAST_ELSEWHERE


def _beyond(here: Structure, there: Structure) -> int:
    return sum(
        one.minutes
        for convened, stretches in here.items()
        for one in stretches
        if not any(one.is_near(other) for other in there.get(convened, ()))
    )


def _structure(week: Week, timetable: Timetable) -> dict[Convened, list[StandingTime]]:
    """Where each body sits, by how; its sessions are told apart by nothing else."""
    found: dict[Convened, list[StandingTime]] = defaultdict(list)
    for session in week.sessions:
        if session.programme:
            groups = session.format is Format.SMALL_GROUP or session.proposal is not None
            bodies = frozenset(session.bodies)
            convened = (frozenset[str](), "groups") if groups else (bodies, session.format.value)
            found[convened] += (_stretch(week, part) for part in timetable.of(session.id))
    return found


def _renamed(structure: Structure, same: Mapping[str, str]) -> dict[Convened, list[StandingTime]]:
    """The structure with bodies by other keys."""
    return {
        (frozenset(same.get(body, body) for body in bodies), how): stretches
        for (bodies, how), stretches in structure.items()
    }


def _stretch(week: Week, part: Part) -> StandingTime:
    sitting = week.sitting_of(part)
    opens, closes = part.start, part.start + part.minutes
    if sitting is not None:
        opens, closes = sitting.opens, sitting.closes
    return StandingTime(week.first.weekday() + part.day, part.start, part.minutes, opens, closes)


def _same_bodies(week: Week, here: Structure, of: Week, there: Structure) -> dict[str, str]:
    """By the key of a body that only the other week has: that of the one that it is here."""
    mine = [body for body in week.bodies if body.id not in of.body]
    theirs = [body for body in of.bodies if body.id not in week.body]
    found: dict[str, str] = {}
    for body in theirs:
        stretches = _of_body(there, body)
        for one in mine:
            alike = one.id not in found.values() and _nature(one) == _nature(body)
            if alike and _match(_of_body(here, one), stretches):
                found[body.id] = one.id
                break
    left = [one for one in mine if one.id not in found.values()]
    open_ = [body for body in theirs if body.id not in found]
    for body in open_:
        alike_here = [one.id for one in left if _nature(one) == _nature(body)]
        alike_there = [one.id for one in open_ if _nature(one) == _nature(body)]
        if len(alike_here) == len(alike_there) == 1:
            found[body.id] = alike_here[0]
    return found


def _of_body(structure: Structure, body: Body) -> list[StandingTime]:
    return [one for (bodies, _), ones in structure.items() if body.id in bodies for one in ones]


def _match(here: list[StandingTime], there: list[StandingTime]) -> bool:
    """Whether each stretch of either is near one of the other."""
    return all(any(one.is_near(other) for other in there) for one in here) and all(
        any(other.is_near(one) for one in here) for other in there
    )


def _nature(body: Body) -> tuple[object, ...]:
    return body.kind, body.committee, body.instrument
