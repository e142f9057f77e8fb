"""The board: parts that stand, and what every start and room would cost a part more.

All that is known is kept in rows of cells, one cell for each step of the week's time, so that every
place of a part is priced at once. A price is the marginal one: what the part adds to the cost of
what stands already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.constructing.prices import PriceList
from scheduler.constructing.time_axis import Starts, TimeAxis
from scheduler.week.structure import misfits
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

Prices = NDArray[np.float64]

_MISFIT = 1e6
"""What a room or a sitting counts that is not for a session, in minutes of overlap: never chosen
where there is another, however often something has been in the way there."""


class Placed(NamedTuple):
    """A part on the board."""

    cell: int
    end: int
    """The cell after its last."""
    minutes: int
    sitting: int
    day: int
    """Numbers of its sitting and its day, in their order in the week."""
    room: int
    """The number of its room; 0 where the week has none."""


class Offer(NamedTuple):
    """A place for a part, and what it costs there."""

    place: Placed
    price: float


class Board:
    """A timetable in the making.

    Parameters
    ----------
    week
        The week that it is for.
    prices
        What the rules tell of prices.

    Attributes
    ----------
    parts
        The parts of each session that stand.
    weights
        What an overlap with each session counts, 1 at first; to be changed while it is off.
    """

    def __init__(self, week: Week, prices: PriceList) -> None:
        self.week = week
        self.prices = prices
        self.axis = TimeAxis(week)
        self.parts: dict[str, list[Placed]] = {s.id: [] for s in week.sessions}
        cells = self.axis.size
        self._rooms = list(week.rooms)
        number = max(1, len(self._rooms))
        self.weights = {session.id: 1.0 for session in week.sessions}
        self._occupied = np.zeros((number, cells))
        self._clashes = np.zeros((len(week.sessions), cells))
        self._row = {session.id: n for n, session in enumerate(week.sessions)}
        self._clashing = {session.id: self._with_prices(session.id) for session in week.sessions}
        self._gap = week.turnover // self.axis.step
        self._beside = [
            [n for n, two in enumerate(self._rooms) if week.share_a_room(one.id, two.id)]
            for one in self._rooms
        ]
        self._closed = np.zeros((number, len(week.sittings)), dtype=bool)
        for n, room in enumerate(self._rooms):
            for sitting in room.closed & self.axis.sittings.keys():
                self._closed[n, self.axis.sittings[sitting]] = True
        self._by_parts = {
            session: [(other, pair.parts) for other, pair in pairs.items() if pair.parts]
            for session, pairs in prices.pairs.items()
        }
        self._running = _Rows([c.sessions for c in prices.crowds], cells)
        self._crowd_most = np.array([c.most for c in prices.crowds])
        self._crowd_price = np.array([c.price for c in prices.crowds])
        self._there = _Rows([sessions for sessions, _ in prices.stays], len(week.days))
        self._stay_price = np.array([price for _, price in prices.stays])
        self._load = _Rows([load.sessions for load in prices.loads], len(week.days))
        self._load_most = np.array([load.most for load in prices.loads])
        self._load_price = np.array([load.price for load in prices.loads])
        self._given = _Rows([one.sessions for one in prices.totals], 1)
        self._given_least = np.array([one.least for one in prices.totals])
        self._given_most = np.array([one.most for one in prices.totals])
        self._given_price = np.array([one.price for one in prices.totals])
        self._room_prices = {s.id: self._prices_of_rooms(s) for s in week.sessions}
        self._sitting_prices = {s.id: self._prices_of_sittings(s) for s in week.sessions}
        self._starts: dict[object, Starts] = {}

    def _with_prices(self, session: str) -> tuple[NDArray[np.int64], Prices]:
        """The rows of the sessions that must not overlap one, and what a minute costs each."""
        pairs = self.prices.pairs.get(session, {})
        found = {self._row[other]: pair.minutes for other, pair in pairs.items() if pair.minutes}
        return np.array(list(found), dtype=np.int64), np.array(list(found.values()))

    def _prices_of_rooms(self, session: Session) -> Prices:
        priced = self.prices.rooms.get(session.id, {})
        found = [
            priced.get(room.id, 0.0) + self.prices.must * _MISFIT * (not session.fits(room))
            for room in self._rooms
        ]
        return np.array(found or [0.0])

    def _prices_of_sittings(self, session: Session) -> Prices:
        priced, must = self.prices.sittings.get(session.id, {}), self.prices.must
        found = np.array([priced.get(sitting.id, 0.0) for sitting in self.week.sittings])
        return np.where(found >= must, must * _MISFIT, found)

    def clear(self) -> None:
        """Take everything off, and let every session count the same again."""
        for session, places in self.parts.items():
            while places:
                self.drop(session)
        self.weights = dict.fromkeys(self.weights, 1.0)

    # What stands

    def add(self, session: str, place: Placed) -> None:
        """Put one more part of a session where it is to stand."""
        self.parts.setdefault(session, []).append(place)
        self._count(session, place, 1)

    def drop(self, session: str) -> Placed:
        """Take off the part of a session that was put there last."""
        place = self.parts[session].pop()
        self._count(session, place, -1)
        return place

    def _count(self, session: str, part: Placed, sign: int) -> None:
        weight = sign * self.weights[session]
        if self._rooms:
            span = slice(part.cell, part.end + self._gap)
            self._occupied[self._beside[part.room], span] += weight
        rows, prices = self._clashing[session]
        if len(rows):
            self._clashes[rows, part.cell : part.end] += weight * prices[:, None]
        self._running.add(session, slice(part.cell, part.end), sign)
        self._there.add(session, slice(part.day, part.day + 1), sign)
        self._load.add(session, slice(part.day, part.day + 1), sign * part.minutes)
        self._given.add(session, slice(None), sign * part.minutes)

    def stand_in(self, sitting: int) -> list[str]:
        """The sessions that have a part in a sitting."""
        return [key for key, row in self.parts.items() if any(p.sitting == sitting for p in row)]

    def run_between(self, first: int, last: int) -> list[str]:
        """The sessions that have a part in some cells."""
        return [
            key
            for key, row in self.parts.items()
            if any(part.cell < last and first < part.end for part in row)
        ]

    def timetable(self) -> Timetable:
        """What stands, as a timetable."""
        return Timetable(
            parts=tuple(
                self._part(session, place)
                for session, places in self.parts.items()
                for place in places
            )
        )

    def _part(self, session: str, place: Placed) -> Part:
        sitting = self.week.sittings[place.sitting]
        start = self.axis.minute(sitting.day, place.cell)
        room = self._rooms[place.room].id if self._rooms else None
        return Part(session, sitting.day, start, place.minutes, room)

    def placed(self, part: Part) -> Placed | None:
        """A part of a timetable as it would stand here; None where no sitting holds it."""
        sitting = self.week.sitting_of(part)
        if sitting is None or (self._rooms and part.room not in self.week.room):
            return None
        starts = self.axis.start_of(sitting, part.start, part.minutes)
        rooms = [room.id for room in self._rooms]
        room = rooms.index(part.room) if rooms and part.room is not None else 0
        return _placed(starts, 0, room)

    def blockers(self, session: str, place: Placed) -> set[str]:
        """The sessions because of which a part of another could break a must in a place."""
        found = set[str]()
        for other, row in self.parts.items():
            if other != session and any(self._in_the_way(session, place, other, p) for p in row):
                found.add(other)
        return found

    def _in_the_way(self, session: str, place: Placed, other: str, part: Placed) -> bool:
        if self._out_of_order(session, place, other, part):
            return True
        apart = max(place.cell, part.cell) - min(place.end, part.end)
        if self._rooms and part.room in self._beside[place.room] and apart < self._gap:
            return True
        if apart >= 0:
            return False
        pair = self.prices.pairs.get(session, {}).get(other)
        if pair is not None and max(pair.minutes, pair.parts) >= self.prices.must:
            return True
        shared = np.intersect1d(self._running.of(session), self._running.of(other))
        return bool(len(shared)) and bool((self._crowd_price[shared] >= self.prices.must).any())

    def _out_of_order(self, session: str, place: Placed, other: str, part: Placed) -> bool:
        for order in self.prices.orders.get(session, ()):
            if order.other == other and order.price >= self.prices.must:
                first, then = (part, place) if order.first else (place, part)
                if then.cell - first.end < -(-order.least // self.axis.step):
                    return True
        return False

    # What a place costs

    def price(self, session: str, place: Placed) -> float:
        """What a part of a session costs more in one place, beside all that stands."""
        starts = Starts([(*place[:5],)])
        return float(self._table(session, starts)[place.room, 0])

    def starts(self, session: Session, minutes: int, pin: Part | None = None) -> Starts:
        """Where a part of a session of some length may begin: at its pin, if it has one."""
        key = session.id, minutes, pin
        if key not in self._starts:
            if pin is not None:
                sitting = self.week.sitting_of(pin)
                sound = sitting is not None and not any(misfits(self.week, pin))
                found = (
                    self.axis.start_of(sitting, pin.start, pin.minutes)
                    if sitting is not None and sound
                    else Starts(())
                )
            else:
                found = self._free_starts(session, minutes)
            self._starts[key] = found
        return self._starts[key]

    def _free_starts(self, session: Session, minutes: int) -> Starts:
        """In the sittings that are open to it; where none is, in any that could hold a part."""
        near = self.week.sittings_for(session.format_word)
        own = [sitting for sitting in near if session.may_use(sitting)]
        found = self.axis.starts(own, minutes, session.hours)
        return found if len(found) or own else self.axis.starts(near, minutes, None)

    def offers(self, session: Session, starts: Starts, room: str | None = None) -> Prices:
        """What a further part of the session would cost at each start, in each room.

        Parameters
        ----------
        room
            The only room that is asked for, if any.

        Returns
        -------
        Prices
            A row for each room, a column for each start; infinite where a part cannot be.
        """
        table = self._table(session.id, starts)
        used = [place.sitting for place in self.parts[session.id]]
        if used:
            table[:, np.isin(starts.sittings, used)] = np.inf
        if room is not None:
            table[[n for n, one in enumerate(self._rooms) if one.id != room]] = np.inf
        return table

    def _table(self, session: str, starts: Starts) -> Prices:
        prices = self._time_prices(session, starts)[None, :] + self._room_prices[session][:, None]
        if self._rooms:
            taken = self.axis.step * _sums(self._occupied, starts, self._gap)
            closed = _MISFIT * self._closed[:, starts.sittings]
            prices = prices + self.prices.must * (taken + closed)
        return prices

    def _time_prices(self, session: str, starts: Starts) -> Prices:
        """What a part would cost at each start, whatever its room."""
        step = self.axis.step
        prices = self._sitting_prices[session][starts.sittings]
        crowds = self._running.of(session)
        if len(crowds):
            full = np.greater_equal(self._running.rows[crowds], self._crowd_most[crowds, None])
            density = step * (self._crowd_price[crowds] @ full)
            prices = prices + _sums(density[None, :], starts)[0]
        if len(self._clashing[session][0]):
            row = self._clashes[self._row[session]]
            prices = prices + step * _sums(row[None, :], starts)[0]
        for other, price in self._by_parts.get(session, ()):
            for part in self.parts[other]:
                meets = (starts.cells < part.end) & (part.cell < starts.ends)
                prices = prices + price * meets
        for order in self.prices.orders.get(session, ()):
            least = -(-order.least // step)
            for part in self.parts[order.other]:
                if order.first:
                    short = part.end + least - starts.cells
                else:
                    short = starts.ends + least - part.cell
                prices = prices + order.price * step * np.maximum(short, 0)
        if session in self.prices.late:
            prices = prices + self.prices.late[session] * self.axis.passed[starts.ends]
        return prices + self._day_prices(session, starts) + self._total_prices(session, starts)

    def _day_prices(self, session: str, starts: Starts) -> Prices:
        """What it costs that a part stands on the day of each start."""
        stays, loads = self._there.of(session), self._load.of(session)
        prices = np.zeros(len(starts))
        if len(stays):
            longer = _longer(self._there.rows[stays] > 0)
            prices = prices + (self._stay_price[stays] @ longer)[starts.days]
        if len(loads):
            room = self._load_most[loads, None] - self._load.rows[loads]
            before = np.maximum(-room, 0)[:, starts.days]
            after = np.maximum(starts.minutes[None, :] - room[:, starts.days], 0)
            prices = prices + self._load_price[loads] @ (after - before)
        return prices

    def _total_prices(self, session: str, starts: Starts) -> Prices:
        """What it costs or spares that sessions are given the minutes of each start."""
        totals = self._given.of(session)
        if not len(totals):
            return np.zeros(len(starts))
        least, most = self._given_least[totals, None], self._given_most[totals, None]
        before = self._given.rows[totals]
        after = before + starts.minutes[None, :]
        off = [np.maximum(least - n, 0) + np.maximum(n - most, 0) for n in (before, after)]
        prices: Prices = self._given_price[totals] @ (off[1] - off[0])
        return prices


class _Rows:
    """A row of counts for each of several sets of sessions."""

    def __init__(self, sets: Sequence[frozenset[str]], width: int) -> None:
        self.rows = np.zeros((len(sets), width), dtype=np.int64)
        found: dict[str, list[int]] = {}
        for number, sessions in enumerate(sets):
            for session in sessions:
                found.setdefault(session, []).append(number)
        self._of = {session: np.array(numbers) for session, numbers in found.items()}
        self._none = np.zeros(0, dtype=np.int64)

    def of(self, session: str) -> NDArray[np.int64]:
        """The rows to which a session counts."""
        return self._of.get(session, self._none)

    def add(self, session: str, span: slice, amount: int) -> None:
        rows = self.of(session)
        if len(rows):
            self.rows[rows, span] += amount


def _sums(rows: NDArray[np.int64] | Prices, starts: Starts, more: int = 0) -> Prices:
    """The sum of each row over the cells of a part and some more after it, for every start."""
    sums = np.zeros((rows.shape[0], rows.shape[1] + 1))
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    found: Prices = sums[:, starts.ends + more] - sums[:, starts.cells]
    return found


def _longer(there: NDArray[np.bool_]) -> NDArray[np.int64]:
    """By how many days each stay gets longer if it has to reach each day."""
    number = there.shape[1]
    days = np.arange(number)
    some = there.any(axis=1)
    first = np.where(some, there.argmax(axis=1), number)
    last = np.where(some, number - 1 - there[:, ::-1].argmax(axis=1), -1)
    earlier, later = first[:, None] - days[None, :], days[None, :] - last[:, None]
    longer: NDArray[np.int64] = np.maximum(earlier, 0) + np.maximum(later, 0)
    longer[~some] = 1
    return longer


def _placed(starts: Starts, column: int, room: int) -> Placed:
    return Placed(
        int(starts.cells[column]),
        int(starts.ends[column]),
        int(starts.minutes[column]),
        int(starts.sittings[column]),
        int(starts.days[column]),
        room,
    )


def best_offer(starts: Starts, table: Prices, noise: Prices | None = None) -> Offer | None:
    """The cheapest place: of several the earliest, then the room that comes first; None if none.

    Parameters
    ----------
    noise
        Added for the choice alone, so that a search may take now one and now another.
    """
    if not table.size:
        return None
    ranked = table.T if noise is None else table.T + noise
    column, room = divmod(int(ranked.argmin()), table.shape[0])
    price = float(table[room, column])
    return None if np.isinf(price) else Offer(_placed(starts, column, room), price)
