"""Whether sessions go into the rooms at all, counted without any search.

A session has places: the rooms that it fits, in the sittings that it may use. Where several
sessions need more than all their places together can hold, no timetable has room for them. That is
looked for in three measures: minutes; minutes with the turnover between two sessions; and parts,
where each is so long that only a few go into a sitting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from scheduler.week.week import Room, Session, Week

Fits = Callable[[Session, Room], bool]


class RoomShortage(NamedTuple):
    """Sessions that need more of the rooms than there is.

    Attributes
    ----------
    sessions, rooms
        Which sessions, and all the rooms that they could use, by their identifiers in the order of
        the week.
    need, have
        Minutes; or parts, where `length` is set.
    turnover
        Minutes of turnover that are counted in `need`.
    length
        Minutes that each of the parts lasts at least; 0 where minutes are counted.
    """

    sessions: tuple[str, ...]
    rooms: tuple[str, ...]
    need: int
    have: int
    turnover: int = 0
    length: int = 0


class _Need(NamedTuple):
    """What a session needs of its places.

    A divisible hall counts as its sections: `weight` says how many the session takes at least.
    """

    session: Session
    parts: int
    length: int
    weight: int
    places: frozenset[tuple[str, str]]
    """A room, or one section of a hall, and a sitting."""
    rooms: frozenset[str]


def room_shortages(week: Week, fits: Fits) -> Iterator[RoomShortage]:
    """Find the sessions that together need more of the rooms than there is; optional ones apart.

    Parameters
    ----------
    fits
        Whether a session may use a room, as far as the rooms are concerned.
    """
    needs = [need for session in week.sessions for need in _need(week, session, fits)]
    told: set[str] = set()
    for found in (
        *_of_minutes(week, needs, 0),
        *(_of_minutes(week, needs, week.turnover) if week.turnover else ()),
        *_of_parts(week, needs),
    ):
        if told.isdisjoint(found.sessions):
            told.update(found.sessions)
            yield found


def _need(week: Week, session: Session, fits: Fits) -> Iterator[_Need]:
    """What a session needs; nothing where it is optional, fits no room or may use no sitting."""
    rooms = [room for room in week.rooms if fits(session, room)]
    usable = {
        sitting: minutes
        for sitting in week.open_to([session])
        if (minutes := session.minutes_in(sitting)) >= min(session.shortest, session.least)
    }
    longest = max(usable.values(), default=0)
    open_rooms = [room for room in rooms if any(s.id not in room.closed for s in usable)]
    if session.optional or not rooms or not longest:
        return
    places = frozenset(
        (section, sitting.id)
        for room in open_rooms
        for sitting in usable
        if sitting.id not in room.closed
        for section in week.floor[room.id]
    )
    rest = session.least - (session.most_parts - 1) * longest
    yield _Need(
        session=session,
        parts=-(-session.least // longest),
        length=max(session.shortest if session.most_parts > 1 else session.least, rest),
        weight=min(len(week.floor[room.id]) for room in open_rooms or rooms),
        places=places,
        rooms=frozenset(room.id for room in open_rooms or rooms),
    )


def _of_minutes(week: Week, needs: Sequence[_Need], turnover: int) -> Iterator[RoomShortage]:
    asked = {n.session.id: n.weight * (n.session.least + turnover * n.parts) for n in needs}
    holds = {sitting.id: sitting.minutes + turnover for sitting in week.sittings}
    for short in _short(needs, asked, holds):
        weight, need, have, places = _sums(short, asked, holds)
        # What stands after the last part of a sitting is no turnover.
        spare = turnover * places // weight
        between = turnover * sum(one.parts for one in short) - spare
        if not turnover or between > 0:
            yield _shortage(week, short, need - spare, have - spare, turnover=max(0, between))


def _of_parts(week: Week, needs: Sequence[_Need]) -> Iterator[RoomShortage]:
    told: set[str] = set()
    for length in sorted({one.length for one in needs}, reverse=True):
        long = [one for one in needs if one.length >= length]
        asked = {one.session.id: one.weight * one.parts for one in long}
        each = max(1, length) + week.turnover
        holds = {sitting.id: (sitting.minutes + week.turnover) // each for sitting in week.sittings}
        for short in _short(long, asked, holds):
            _, need, have, _ = _sums(short, asked, holds)
            names = {one.session.id for one in short}
            if told.isdisjoint(names):
                told |= names
                yield _shortage(week, short, need, have, length=length)


def _sums(
    short: Sequence[_Need], asked: Mapping[str, int], holds: Mapping[str, int]
) -> tuple[int, int, int, int]:
    """How the sections count, what is needed, what there is, and the places; a hall counts as one.

    Sessions that all need a whole hall are counted by halls, others by sections.
    """
    weights = {one.weight for one in short}
    weight = weights.pop() if len(weights) == 1 else 1
    places = frozenset[tuple[str, str]]().union(*(one.places for one in short))
    need = sum(asked[one.session.id] for one in short)
    return weight, need // weight, sum(holds[s] for _, s in places) // weight, len(places)


def _shortage(
    week: Week,
    short: Sequence[_Need],
    need: int,
    have: int,
    *,
    turnover: int = 0,
    length: int = 0,
) -> RoomShortage:
    used = frozenset[str]().union(*(one.rooms for one in short))
    return RoomShortage(
        sessions=tuple(one.session.id for one in short),
        rooms=tuple(room.id for room in week.rooms if room.id in used),
        need=need,
        have=have,
        turnover=turnover,
        length=length,
    )


def _short(
    needs: Sequence[_Need], asked: Mapping[str, int], holds: Mapping[str, int]
) -> Iterator[list[_Need]]:
    """The sets of needs that their places cannot meet."""
    users: dict[tuple[str, str], set[str]] = {}
    for one in needs:
        for place in one.places:
            users.setdefault(place, set()).add(one.session.id)
    open_to: dict[frozenset[str], int] = {}
    for (_, sitting), who in users.items():
        # Places that serve the same sessions are one.
        open_to[frozenset(who)] = open_to.get(frozenset(who), 0) + holds[sitting]
    for names in unmet(asked, open_to):
        yield [one for one in needs if one.session.id in names]


def unmet(asked: Mapping[str, int], open_to: Mapping[frozenset[str], int]) -> list[set[str]]:
    """The smallest sets that ask for more than all that is open to them, apart from each other.

    Parameters
    ----------
    asked
        How much each name asks for.
    open_to
        How much there is for each set of names.
    """
    flow: Counter[Step] = Counter()
    left, rest = dict(asked), dict(open_to)
    found: list[set[str]] = []
    for name in asked:
        while left[name]:
            way, reached = _way(name, flow, rest)
            if not way:
                joined = [other for other in found if other & reached]
                found = [other for other in found if not other & reached]
                found.append(reached.union(*joined))
                break
            # The next name gives up what the last place gave it.
            given_up = [(after[0], before[1]) for before, after in pairwise(way)]
            last = way[-1][1]
            amount = min([left[name], rest[last], *(flow[step] for step in given_up)])
            flow.update(dict.fromkeys(way, amount))
            flow.subtract(dict.fromkeys(given_up, amount))
            left[name] -= amount
            rest[last] -= amount
    return found


Step = tuple[str, frozenset[str]]


def _way(
    name: str, flow: Counter[Step], rest: Mapping[frozenset[str], int]
) -> tuple[list[Step], set[str]]:
    """A shortest way to something that is left, over what others could give up.

    Where there is none, all names that would have to give up something.
    """
    ways: dict[str, list[Step]] = {name: []}
    seen: set[frozenset[str]] = set()
    queue = [name]
    for current in queue:
        for place in rest:
            if current not in place or place in seen:
                continue
            seen.add(place)
            way = [*ways[current], (current, place)]
            if rest[place]:
                return way, set()
            for other in place:
                if other not in ways and flow[other, place]:
                    ways[other] = way
                    queue.append(other)
    return [], set(ways)


def parts_at_once(week: Week, rooms: Iterable[str]) -> int:
    """How many parts the rooms can hold at one moment: a hall, or else its sections."""
    floors = sorted(
        (week.floor[room] for room in set(rooms)), key=lambda one: (len(one), sorted(one))
    )
    single = [floor for floor in floors if len(floor) == 1]
    # No larger room of which a single section is used can hold more than that section.
    taken = frozenset[str]().union(*single)
    return len(taken) + _most_apart([one for one in floors if taken.isdisjoint(one)])


def _most_apart(floors: Sequence[frozenset[str]]) -> int:
    """The most of some floors of which no two share a section."""
    if not floors:
        return 0
    first, *rest = floors
    without = [floor for floor in rest if first.isdisjoint(floor)]
    apart = 1 + _most_apart(without)
    return apart if len(without) == len(rest) else max(apart, _most_apart(rest))
