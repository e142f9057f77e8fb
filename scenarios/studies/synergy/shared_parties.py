"""What two instruments have in common, and what a timetable makes of it: counted by State.

Everything is read from a week and a timetable; nothing is solved and nothing is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from scheduler.week.as_written import with_agendas
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

_SATURDAY = 5


class Sides(NamedTuple):
    """Sessions of two instruments: of the one alone, of the other alone, and of both jointly."""

    one: tuple[Session, ...]
    other: tuple[Session, ...]
    joint: tuple[Session, ...]

    @property
    def of_one(self) -> tuple[Session, ...]:
        """The sessions of the one instrument, joint ones too."""
        return (*self.one, *self.joint)

    @property
    def of_other(self) -> tuple[Session, ...]:
        """The sessions of the other instrument, joint ones too."""
        return (*self.other, *self.joint)


class Travel(NamedTuple):
    """Journeys of one State for two instruments.

    Attributes
    ----------
    saved
        Those that serve both instruments, where each alone would need one.
    doubled
        Those for either instrument beyond the one that could serve both.
    """

    saved: int
    doubled: int


def sides(week: Week, one: str, other: str, subject: str | None = None) -> Sides:
    """The sessions of two instruments, in the order of the week.

    Parameters
    ----------
    one, other
        Keys of two instruments.
    subject
        Only sessions on it; None for all, also those without a subject.
    """
    found: dict[frozenset[str], list[Session]] = {}
    for session in week.sessions:
        if subject is None or session.subject == subject:
            here = week.instruments_of(session) & {one, other}
            found.setdefault(here, []).append(session)
    alone, too = frozenset({one}), frozenset({other})
    return Sides(*(tuple(found.get(key, ())) for key in (alone, too, alone | too)))


def subjects(week: Week, one: str, other: str) -> tuple[str, ...]:
    """The subjects on which one or both of two instruments have a session, as they first come."""
    of_either = (s for s in week.sessions if week.instruments_of(s) & {one, other})
    return tuple(dict.fromkeys(session.subject for session in of_either if session.subject))


def parties_to_both(week: Week, one: str, other: str) -> frozenset[str]:
    """The States Parties that two instruments have in common."""
    return week.instrument[one].parties & week.instrument[other].parties


def followers_of_both(here: Sides) -> frozenset[str]:
    """The delegations that must or want to be in a session of each side, or in a joint one.

    Who only makes a statement in a part of one is among them.
    """
    one, other = ({c for s in side for c in s.concerned} for side in (here.of_one, here.of_other))
    return frozenset(one & other)


def leaders_of_both(
    week: Week, one: str, other: str, here: Sides, subject: str | None = None
) -> frozenset[str]:
    """The delegations that lead a body or a session of each of two instruments.

    Who leads a joint session leads for the instruments whose bodies it leads there; for all of them
    where it leads none of the bodies.

    Parameters
    ----------
    subject
        Only bodies that deal with it; None for all bodies.
    """

    def leaders(instrument: str, sessions: Iterable[Session]) -> frozenset[str]:
        bodies = (b for b in week.bodies if b.instrument == instrument)
        posts = {c for b in bodies if subject in (None, b.subject) for c in b.leaders}
        return frozenset(posts).union(*(_lead_for(week, s, instrument) for s in sessions))

    return leaders(one, here.of_one) & leaders(other, here.of_other)


def _lead_for(week: Week, session: Session, instrument: str) -> frozenset[str]:
    """Who leads a session on behalf of one instrument."""
    own, rest = set[str](), set[str]()
    for body in map(week.body.__getitem__, session.bodies):
        (own if body.instrument == instrument else rest).update(body.leaders)
    return session.leaders - (rest - own)


def working_days_apart(week: Week, timetable: Timetable, here: Sides) -> int | None:
    """Working days from where a session of one side begins to where one of the other does.

    Of all pairs of sessions, the least, counted as the rule `align_instruments` does: Mondays to
    Fridays among the week's days, after the earlier of the two first parts and up to the later. 0
    on the same day, and where a joint session is held; None where one side holds no session.
    """
    if any(timetable.holds(session.id) for session in here.joint):
        return 0
    begins = (
        {timetable.of(session.id)[0].day for session in side if timetable.holds(session.id)}
        for side in (here.one, here.other)
    )
    working = [day for day in week.days if week.date_of(day).weekday() < _SATURDAY]
    pairs = product(*begins)
    apart = (sum(min(pair) < day <= max(pair) for day in working) for pair in pairs)
    return min(apart, default=None)


def number_journeys(days: Iterable[int], most_days_apart: int) -> dict[int, int]:
    """To which journey each day of meeting belongs, the journeys counted from 1.

    Where a day of meeting comes more than ``most_days_apart`` calendar days (from 0) after the one
    before it, another journey begins, as in the rule `save_trips`.
    """
    ordered = sorted(set(days))
    numbers = dict.fromkeys(ordered[:1], 1)
    for before, day in pairwise(ordered):
        numbers[day] = numbers[before] + (day - before > most_days_apart)
    return numbers


def travel(parts: Sequence[Part], here: Sides, most_days_apart: int) -> Travel | None:
    """The journeys that one State makes for two instruments.

    Parameters
    ----------
    parts
        All that it follows in the week, of any instrument: what lies in between keeps it in the
        city.
    most_days_apart
        See `number_journeys`.

    Returns
    -------
    Travel or None
        None where it follows no session of one of the two that is held.
    """
    numbers = number_journeys((part.day for part in parts), most_days_apart)
    first, second = (
        {numbers[part.day] for part in parts if part.session in keys}
        for keys in map(_keys, (here.of_one, here.of_other))
    )
    if not first or not second:
        return None
    return Travel(len(first & second), len(first | second) - 1)


def _keys(sessions: Iterable[Session]) -> frozenset[str]:
    return frozenset(session.id for session in sessions)


def minutes_in_two_places(parts: Iterable[Part], here: Sides, delegates: int) -> int:
    """Minutes in which a delegation would have to be in more sessions than it has delegates.

    Only moments count at which sessions of both instruments run, among the ``parts`` of those that
    the delegation follows. With ``delegates``, from 1, it can be in as many rooms at once.
    """
    one, other = map(_keys, (here.of_one, here.of_other))
    parts = [part for part in parts if part.session in one | other]
    moments = sorted({moment for part in parts for moment in (part.begin, part.end)})
    total = 0
    for begin, end in pairwise(moments):
        running = {part.session for part in parts if part.begin <= begin < part.end}
        if running & one and running & other and len(running) > delegates:
            total += end - begin
    return total


def followed_parts(week: Week, timetable: Timetable) -> Mapping[str, tuple[Part, ...]]:
    """For each delegation, the parts in which it must or wants to be.

    Where the timetable does not say who speaks in which part, agendas run as they are written.
    Sessions of no instrument, such as side events, are left out: nobody travels for them alone.
    """
    of_instruments = {s.id for s in week.sessions if week.instruments_of(s)}
    found: dict[str, list[Part]] = {}
    for part in with_agendas(week, timetable).among(of_instruments):
        for code in week.session[part.session].followers | part.speakers:
            found.setdefault(code, []).append(part)
    return {code: tuple(parts) for code, parts in found.items()}


def journeys(
    week: Week,
    parts: Mapping[str, tuple[Part, ...]],
    here: Sides,
    states: Iterable[str],
    most_days_apart: int,
) -> Iterator[tuple[str, Travel]]:
    """The journeys for two instruments of those States, by code, that come from capital."""
    for code in states:
        delegation = week.delegation.get(code)
        if delegation is None or not delegation.from_capital:
            continue
        mine = parts.get(code, ())
        found = travel(mine, here, most_days_apart)
        if found is not None:
            yield code, found
