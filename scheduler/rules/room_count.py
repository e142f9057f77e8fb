"""Whether sessions go into the rooms at all, counted without any search.

A session has places: the rooms that it fits, in the sittings that it may use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from scheduler.rules.shortages import Need, Shortage, need_of, shortages, windows_of
from scheduler.week.week import Room, Session, Week

Fits = Callable[[Session, Room], bool]


def room_shortages(week: Week, fits: Fits) -> Iterator[Shortage]:
    """Find the sessions that together need more of the rooms than there is; optional ones apart.

    Parameters
    ----------
    fits
        Whether a session may use a room, as far as the rooms are concerned.
    """
    needs = [need for session in week.sessions for need in _need(week, session, fits)]
    return shortages(week, needs, week.turnover)


def _need(week: Week, session: Session, fits: Fits) -> Iterator[Need]:
    """What a session needs; nothing where it is optional, fits no room or may use no sitting."""
    pinned = {pin.room for pin in session.pinned}
    rooms = [
        room
        for room in week.rooms
        if fits(session, room) and (not pinned or not pinned.isdisjoint({None, room.id}))
    ]
    windows = windows_of(week, session)
    open_rooms = [room for room in rooms if not room.closed.issuperset(windows)]
    if session.optional or not rooms or not windows:
        return
    places = frozenset(
        (section, sitting)
        for room in open_rooms
        for sitting in windows
        if sitting not in room.closed
        for section in week.floor[room.id]
    )
    yield need_of(
        session,
        windows,
        places,
        weight=min(len(week.floor[room.id]) for room in open_rooms or rooms),
        rooms=frozenset(room.id for room in open_rooms or rooms),
    )


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
