"""What sessions need of something that each of them must have, counted without any search.

Rooms, leaders, delegates, interpreters and the time of a programme are alike in that: there are so
many of them at once, in some sittings, and each session needs one for as long as it sits. Where
several sessions need more than all the places that they may use can hold, no timetable has room
for them. That is looked for in three measures: minutes; minutes with the turnover between two
sessions; and parts, where each is so long that only a few go into a sitting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from scheduler.week.clock import DAY, count, duration
from scheduler.week.week import Session, Sitting, Week
from scheduler.week.words import listed

HELD = ("hold_every_session", "sit_within_hours")
"""The rules that every such count assumes to be musts."""

MOST_NAMED = 6
"""The most sessions that a count names; more are counted."""


class Shortage(NamedTuple):
    """Sessions that need more of something than there is.

    Attributes
    ----------
    sessions
        By their identifiers, in the order of the week.
    rooms
        Where rooms are counted: all that the sessions could use, likewise.
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

    @property
    def asked(self) -> str:
        """What is needed, in words."""
        if self.length:
            each = " each" if self.need > 1 else ""
            return f"{count(self.need, 'part')} of at least {duration(self.length)}{each}"
        turnover = f", {duration(self.turnover)} of turnover included" if self.turnover else ""
        return f"{duration(self.need)}{turnover}"

    @property
    def held(self) -> str:
        """How much there is of it, in words."""
        if self.length:
            return count(self.have, "such part") if self.have else "no such part"
        return duration(self.have) if self.have else "none of it"

    @property
    def them(self) -> str:
        """The sessions once they are named."""
        return "them" if len(self.sessions) > 1 else "it"

    def named(self, week: Week, plural: str = "sessions") -> str:
        """The sessions in words."""
        number = len(self.sessions)
        return (
            f"{number} {plural}" if number > MOST_NAMED else listed(map(week.what, self.sessions))
        )


class Need(NamedTuple):
    """What a session needs of its places.

    A divisible hall counts as its sections: `weight` says how many the session takes at least.
    """

    session: Session
    parts: int
    length: int
    weight: int
    windows: Mapping[str, tuple[int, int]]
    """The time in each sitting in which it may sit, in moments of the week."""
    places: frozenset[tuple[str, str]]
    """What it may use, such as one section of a hall, and in which sitting."""
    rooms: frozenset[str] = frozenset()


def windows_of(week: Week, session: Session) -> dict[str, tuple[int, int]]:
    """The time in each sitting in which a session may sit, by its hours and pins, long enough."""
    shortest, found = min(session.shortest, session.least), dict[str, tuple[int, int]]()
    for sitting in week.open_to([session]):
        opens, closes = session.hours or (sitting.opens, sitting.closes)
        first, last = max(opens, sitting.opens), min(closes, sitting.closes)
        if session.pinned:
            here = [pin for pin in session.pinned if week.sitting_of(pin) == sitting]
            first = max(first, min((pin.start for pin in here), default=last))
            last = min(last, max((pin.start + pin.minutes for pin in here), default=first))
        if last - first >= shortest:
            found[sitting.id] = (sitting.day * DAY + first, sitting.day * DAY + last)
    return found


def need_of(
    session: Session,
    windows: Mapping[str, tuple[int, int]],
    places: frozenset[tuple[str, str]],
    weight: int = 1,
    rooms: frozenset[str] = frozenset(),
) -> Need:
    """What a session needs that may sit in some windows, of which there is one at least."""
    longest = max(end - begin for begin, end in windows.values())
    rest = session.least - (session.most_parts - 1) * longest
    return Need(
        session=session,
        parts=-(-session.least // longest),
        length=max(session.shortest if session.most_parts > 1 else session.least, rest),
        weight=weight,
        windows=windows,
        places=places,
        rooms=rooms,
    )


def shortages(week: Week, needs: Sequence[Need], turnover: int = 0) -> Iterator[Shortage]:
    """Find the needs that cannot be met together; no session is told twice.

    Parameters
    ----------
    turnover
        Minutes between two sessions.
    """
    told: set[str] = set()
    for found in (
        *_of_minutes(week, needs, 0),
        *(_of_minutes(week, needs, turnover) if turnover else ()),
        *_of_parts(week, needs, turnover),
    ):
        if told.isdisjoint(found.sessions):
            told.update(found.sessions)
            yield found


def time_shortages(
    week: Week,
    sessions: Iterable[Session],
    hands: int = 1,
    *,
    present: Callable[[str], bool] = lambda _: True,
    a_day: int | None = None,
    known: Sequence[str] = (),
) -> Iterator[Shortage]:
    """Find sessions that need more of those who serve them than there is; optional ones apart.

    Parameters
    ----------
    sessions
        Each needs one of them for as long as it sits.
    hands
        How many there are at once.
    present
        Whether they are there in a sitting.
    a_day
        In how many sittings of a day each of them can serve; None: in all.
    known
        Sessions whose count is known not to hold; of just these nothing is said.
    """
    needs = []
    chosen = {session.id: session for session in sessions}
    for session in (chosen[one.id] for one in week.sessions if one.id in chosen):
        every = windows_of(week, session)
        here = {one: window for one, window in every.items() if present(one)}
        if every and not session.optional:
            places = frozenset((str(hand), one) for hand in range(hands) for one in here)
            needs.append(need_of(session, here or every, places))
    if not needs:
        return
    told = set[str]()
    by_day = () if a_day is None else _of_days(week, needs, a_day)
    for found in (*_alone(needs), *shortages(week, needs), *by_day):
        if told.isdisjoint(found.sessions) and set(found.sessions) != set(known):
            told.update(found.sessions)
            yield found


def _alone(needs: Iterable[Need]) -> Iterator[Shortage]:
    """The sessions that are too long for their own places, in as many parts as they may have."""
    for one in needs:
        there = {sitting for _, sitting in one.places}
        lengths = sorted((end - begin for s, (begin, end) in one.windows.items() if s in there))
        have = sum(lengths[-one.session.most_parts :])
        if one.session.least > have:
            yield Shortage((one.session.id,), (), one.session.least, have)


def _of_minutes(week: Week, needs: Sequence[Need], turnover: int) -> Iterator[Shortage]:
    asked = {n.session.id: n.weight * (n.session.least + turnover * n.parts) for n in needs}
    cuts = sorted({moment for one in needs for window in one.windows.values() for moment in window})
    spans = dict(pairwise(cuts))
    holds = {str(begin): end - begin + turnover for begin, end in spans.items()}
    spans_of: dict[tuple[int, int], list[str]] = {}
    for one in needs:
        for window in one.windows.values():
            if window not in spans_of:
                inside = (str(cut) for cut in cuts if window[0] <= cut < window[1])
                spans_of[window] = list(inside)
    # Sittings that overlap, and hours inside a sitting, are cut into the spans that they share.
    needs = [
        one._replace(
            places=frozenset(
                (what, span)
                for what, sitting in one.places
                for span in spans_of[one.windows[sitting]]
            )
        )
        for one in needs
    ]
    for short in _short(needs, asked, holds):
        weight, need, have, places = _sums(short, asked, holds)
        # What stands after the last part of a sitting is no turnover.
        spare = turnover * places // weight
        between = turnover * sum(one.parts for one in short) - spare
        if not turnover or between > 0:
            yield _shortage(week, short, need - spare, have - spare, turnover=max(0, between))


def _of_parts(week: Week, needs: Sequence[Need], turnover: int) -> Iterator[Shortage]:
    told: set[str] = set()
    for length in sorted({one.length for one in needs}, reverse=True):
        long = [one for one in needs if one.length >= length]
        asked = {one.session.id: one.weight * one.parts for one in long}
        each = max(1, length) + turnover
        holds = {sitting.id: (sitting.minutes + turnover) // each for sitting in week.sittings}
        for short in _short(long, asked, holds):
            _, need, have, _ = _sums(short, asked, holds)
            names = {one.session.id for one in short}
            if told.isdisjoint(names):
                told |= names
                yield _shortage(week, short, need, have, length=length)


def _of_days(week: Week, needs: Sequence[Need], a_day: int) -> Iterator[Shortage]:
    """The shortages of days on which each can serve in a few sittings only."""
    used = {sitting for one in needs for _, sitting in one.places}
    by_day: dict[int, list[Sitting]] = {}
    for sitting in week.sittings:
        if sitting.id in used:
            by_day.setdefault(sitting.day, []).append(sitting)
    holds = {
        str(day): sum(sorted(sitting.minutes for sitting in today)[-a_day:])
        for day, today in by_day.items()
    }
    days = {sitting.id: str(sitting.day) for sitting in week.sittings}
    needs = [
        one._replace(places=frozenset((what, days[sitting]) for what, sitting in one.places))
        for one in needs
    ]
    asked = {one.session.id: one.session.least for one in needs}
    for short in _short(needs, asked, holds):
        _, need, have, _ = _sums(short, asked, holds)
        yield _shortage(week, short, need, have)


def _sums(
    short: Sequence[Need], asked: Mapping[str, int], holds: Mapping[str, int]
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
    short: Sequence[Need],
    need: int,
    have: int,
    *,
    turnover: int = 0,
    length: int = 0,
) -> Shortage:
    used = frozenset[str]().union(*(one.rooms for one in short))
    return Shortage(
        sessions=tuple(one.session.id for one in short),
        rooms=tuple(room.id for room in week.rooms if room.id in used),
        need=need,
        have=have,
        turnover=turnover,
        length=length,
    )


def _short(
    needs: Sequence[Need], asked: Mapping[str, int], holds: Mapping[str, int]
) -> Iterator[list[Need]]:
    """The sets of needs that their places cannot meet."""
    users: dict[tuple[str, str], set[str]] = {}
    for one in needs:
        for place in one.places:
            users.setdefault(place, set()).add(one.session.id)
    open_to: dict[frozenset[str], int] = {}
    for (_, when), who in users.items():
        # Places that serve the same sessions are one.
        open_to[frozenset(who)] = open_to.get(frozenset(who), 0) + holds[when]
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
