"""Where a session goes on a board: all its parts, at the least price."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from scheduler.constructing.board import Board, Offer, Placed, best_offer
from scheduler.constructing.time_axis import Starts
from scheduler.week.timetable import Part
from scheduler.week.week import Session

_MISSING = 1e6
"""What a minute counts that a session cannot do without, in minutes of overlap."""


class Inserter:
    """Puts sessions where they cost least, now and then by a little chance.

    Parameters
    ----------
    board
        Where the parts are to stand.
    chance
        Where numbers come from; None: none are drawn, and of equal places the earliest is taken.
    least
        Whether sessions are given no more than they cannot do without.
    """

    def __init__(
        self, board: Board, chance: np.random.Generator | None = None, *, least: bool = False
    ) -> None:
        self._board = board
        self._chance = chance
        self._least = least
        self._patterns: dict[str, tuple[tuple[int, ...], ...]] = {}

    def insert(self, session: Session, *, held: bool = False) -> float:
        """Put a session that does not stand on the board where it costs least; what it costs.

        An optional session is left out where that costs less, unless it is to be held; any other is
        given some place, at whatever price, unless no sitting could hold it.
        """
        board, rows = self._board, [list[Placed]()]
        prices = [math.inf if held else self._lacking(session, 0)]
        if session.pinned:
            ways = [[self._pinned(session, pin) for pin in session.pinned]]
        else:
            ways = [
                [self._free(session, minutes) for minutes in lengths]
                for lengths in self._ways_to_divide(session)
            ]
        for way in ways:
            price, row = 0.0, list[Placed]()
            for offer_of in way:
                offer = offer_of()
                if offer is None:
                    break
                board.add(session.id, offer.place)
                row.append(offer.place)
                price += offer.price
            for _ in row:
                board.drop(session.id)
            if row and (session.pinned or len(row) == len(way)):
                rows.append(row)
                prices.append(price + self._lacking(session, sum(part.minutes for part in row)))
        if len(prices) == 1:
            return self._lacking(session, 0)
        cheapest = min(range(len(rows)), key=prices.__getitem__)
        for place in rows[cheapest]:
            board.add(session.id, place)
        return prices[cheapest]

    def put(self, session: Session, places: Sequence[Placed]) -> float:
        """Put a session in given places; what it costs."""
        price = self._lacking(session, sum(place.minutes for place in places))
        for place in places:
            price += self._board.price(session.id, place)
            self._board.add(session.id, place)
        return price

    def take(self, session: Session) -> tuple[list[Placed], float]:
        """Take a session off: where it stood, and what it cost."""
        places = list(self._board.parts[session.id])
        price = self._lacking(session, sum(place.minutes for place in places))
        for place in reversed(places):
            self._board.drop(session.id)
            price += self._board.price(session.id, place)
        return places, price

    def _lacking(self, session: Session, minutes: int) -> float:
        """What it costs that a session has no more minutes than these."""
        prices = self._board.prices
        if minutes == 0 and session.optional:
            return prices.left_out.get(session.id, 0.0)
        short: float = prices.short.get(session.id, 0.0) * max(0, session.wanted - minutes)
        return short + prices.must * max(0, session.least - minutes) * _MISSING

    def _pinned(self, session: Session, pin: Part) -> Callable[[], Offer | None]:
        return lambda: self._offer(session, self._board.starts(session, pin.minutes, pin), pin.room)

    def _free(self, session: Session, minutes: int) -> Callable[[], Offer | None]:
        return lambda: self._offer(session, self._board.starts(session, minutes))

    def _offer(self, session: Session, starts: Starts, room: str | None = None) -> Offer | None:
        table = self._board.offers(session, starts, room)
        noise = None if self._chance is None else self._chance.random(table.T.shape) / 2
        return best_offer(starts, table, noise)

    def _ways_to_divide(self, session: Session) -> tuple[tuple[int, ...], ...]:
        if session.id not in self._patterns:
            self._patterns[session.id] = self._lengths(session)
        return self._patterns[session.id]

    def _lengths(self, session: Session) -> tuple[tuple[int, ...], ...]:
        """The ways to divide what a session needs or asks for, each a row of lengths."""
        week = self._board.week
        grain = week.grain
        near = week.sittings_for(session.format_word)
        longest = max((session.minutes_in(one) for one in near), default=0)
        longest = longest or max((one.minutes for one in near), default=0)
        totals = {session.least}
        if self._board.prices.short.get(session.id) and not self._least:
            middle = (session.least + session.wanted) // 2 // grain * grain
            totals |= {session.wanted, max(session.least, middle)}
        found = dict[tuple[int, ...], None]()
        for minutes in sorted(totals, reverse=True):
            for lengths in _divided(minutes, session.most_parts, longest, session.shortest, grain):
                found[lengths] = None
        return tuple(found)


def _divided(
    minutes: int, most: int, longest: int, shortest: int, grain: int
) -> Iterator[tuple[int, ...]]:
    """Ways to divide minutes over parts, the longest first: as few as can be, or one more.

    Parts are as long as can be but for the last, or about equal.
    """
    if not longest:
        return
    fewest = -(-minutes // longest)
    for number in range(fewest, min(most, fewest + 1) + 1):
        if number * shortest > minutes and number > 1:
            break
        filled = [longest] * (fewest - 1)
        rest = minutes - sum(filled)
        if number == fewest and rest >= shortest:
            yield (*filled, rest)
        even = -(-minutes // number // grain) * grain
        row = [even] * (number - 1)
        left = minutes - sum(row)
        if shortest <= left <= longest and even <= longest:
            yield tuple(sorted((*row, left), reverse=True))
