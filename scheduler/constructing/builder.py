"""Timetables in the making: sessions placed one by one, and moved out of each other's way."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from scheduler.constructing.board import Board, Placed
from scheduler.constructing.inserting import Inserter
from scheduler.constructing.prices import PriceList
from scheduler.rules.rule import Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week

SWEEPS = 8
"""How often all sessions are placed anew, one after the other, for as long as that helps."""

WINDOW = 90
"""Minutes of the week in which sessions are taken off together."""

MOST_AT_ONCE = 7
"""The most sessions that are taken off together, and placed anew."""

STEPS = 400
"""How many sessions are moved at least before breaches of musts are left as they are."""

HEAT = 0.3
"""How much more a change may cost at first, as a share of what a session costs."""

_EQUAL = 0.5
"""Prices that differ by less are the same: they are sums of whole numbers in floating point."""


class Builder:
    """Builds timetables of a week, and makes them better by placing sessions anew.

    Parameters
    ----------
    week, settings
        The week, and the rules applied to it.
    seed
        Where chance begins; the same seed builds the same timetable.
    stop
        Asked now and then whether to end.
    """

    def __init__(
        self,
        week: Week,
        settings: Sequence[Setting],
        *,
        seed: int = 1,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.week = week
        self.board = Board(week, PriceList(week, settings))
        self._chance = np.random.default_rng(seed)
        self._stop = stop
        self._total = 0.0
        self._window = -(-WINDOW // self.board.axis.step)
        self._near: dict[str, list[Session]] = {}
        self._plain = Inserter(self.board)
        self._varied = Inserter(self.board, self._chance)
        self._bare = Inserter(self.board, self._chance, least=True)

    @property
    def cost(self) -> float:
        """What all that stands costs, as far as the rules have told: for comparison alone."""
        return self._total

    def build(self, known: Timetable | None = None) -> Timetable:
        """A timetable of all sessions, as far as there is a place for each.

        Parameters
        ----------
        known
            A timetable to begin from: its parts stand where they are, for as long as nothing better
            is found.
        """
        orders = [self._hardest_first(), self._busiest_first()][: 1 if known else 2]
        tried = [self._built(order, known or Timetable()) for order in orders]
        _, kept, order = min(tried, key=lambda one: one[0])
        self._restore(kept)
        self._mend()
        for _ in range(SWEEPS):
            before = self._total
            self._sweep(order)
            if self._total > before - _EQUAL or self._stop():
                break
        self._mend()
        return self.board.timetable()

    def _built(
        self, order: list[Session], known: Timetable
    ) -> tuple[float, dict[str, list[Placed]], list[Session]]:
        """Place all sessions that a timetable lacks in an order: what it costs, and where."""
        self.lay_out(known)
        for session in order:
            if not self.board.parts[session.id]:
                self._total += self._bare.insert(session)
        return self._total, self._snapshot(), order

    def improve(self, rounds: int, heat: float = HEAT) -> Timetable:
        """Take some sessions off together and place them anew, round after round.

        At first what costs a little more is kept now and then, and less and less of it; in the end
        the best that stood is let stand.

        Parameters
        ----------
        rounds
            How often.
        heat
            How much more is kept at first, as a share of what a session costs; 0: nothing.
        """
        if not self.week.sessions or not self.week.sittings:
            return self.board.timetable()
        before, kept = self._total, self._snapshot()
        self._mend()
        if self._total > before + _EQUAL:
            self._restore(kept)
        degree = heat * self._usual_price()
        best, kept = self._total, self._snapshot()
        for number in range(rounds):
            if self._stop():
                break
            more = degree * (1 - number / rounds)
            self._renew(self._some(), more * -math.log(1 - self._chance.random()))
            if self._total < best - _EQUAL:
                best, kept = self._total, self._snapshot()
        if self._total > best + _EQUAL:
            self._restore(kept)
        return self.board.timetable()

    def _usual_price(self) -> float:
        """What a session costs that breaks no must, on average; those that cost nothing aside."""
        prices = []
        for session in self.week.sessions:
            places, price = self._plain.take(session)
            self._put_back(session.id, places)
            if 0 < price < self.board.prices.must:
                prices.append(price)
        return sum(prices) / max(1, len(prices))

    def lay_out(self, known: Timetable) -> None:
        """Let the parts of a timetable stand, and nothing else."""
        self.board.clear()
        self._total = 0.0
        for session in self.week.sessions:
            places = [self.board.placed(part) for part in known.of(session.id)]
            found = [place for place in places if place is not None]
            if found and len(found) == len(places):
                self._total += self._plain.put(session, found)

    def _sweep(self, sessions: Sequence[Session]) -> None:
        """Place every session anew, one after the other."""
        for session in sessions:
            if self._stop():
                return
            self._renew([session], varied=False)

    def _renew(self, sessions: Sequence[Session], more: float = 0, *, varied: bool = True) -> None:
        """Place some sessions anew; back to where they stood if that costs too much more."""
        inserter = self._varied if varied else self._plain
        before, stood = self._total, dict[str, list[Placed]]()
        for session in sessions:
            stood[session.id], price = self._plain.take(session)
            self._total -= price
        for n in self._chance.permutation(len(sessions)):
            self._total += inserter.insert(sessions[n])
        # What costs the same is moved only by chance: a timetable that is known stays as it is.
        if self._total > before + (more + _EQUAL if varied else -_EQUAL):
            for key in stood:
                while self.board.parts[key]:
                    self.board.drop(key)
            for key, places in stood.items():
                self._put_back(key, places)
            self._total = before

    def _put_back(self, session: str, places: Sequence[Placed]) -> None:
        for place in places:
            self.board.add(session, place)

    # Breaches of musts

    def _mend(self) -> None:
        """Place sessions that break a must where others are in their way, and those anew.

        What is in the way often counts more and more, so that others give way in its place. The
        most is kept that ever stood without a breach.
        """
        chance, board = self._chance, self.board
        waiting = [session for session in self.week.sessions if self._is_broken(session)]
        for session in waiting:
            self._bare.take(session)
        called = self._called_for()
        waiting += [self.week.session[key] for key in called if not board.parts[key]]
        if not waiting:
            return
        best, kept = len(waiting) + 1, self._snapshot()
        for _ in range(STEPS + 15 * len(self.week.sessions)):
            if len(waiting) < best:
                best, kept = len(waiting), self._snapshot()
            if not waiting or self._stop():
                break
            session = waiting.pop(chance.integers(len(waiting)))
            self._bare.insert(session, held=session.id in called)
            for key in self._in_the_way(session):
                self._bare.take(self.week.session[key])
                board.weights[key] += 1
                waiting.append(self.week.session[key])
        self._restore(kept)

    def _is_broken(self, session: Session) -> bool:
        """Whether a session costs what only a must costs."""
        places, price = self._plain.take(session)
        self._put_back(session.id, places)
        return price >= self.board.prices.must

    def _called_for(self) -> list[str]:
        """Optional sessions that are held so that some sessions have the minutes that they must."""
        found: list[str] = []
        for asked in self.board.prices.totals:
            sessions = [self.week.session[key] for key in sorted(asked.sessions)]
            standing = [one for one in sessions if self.board.parts[one.id]]
            given = sum(part.minutes for one in standing for part in self.board.parts[one.id])
            found += [one.id for one in standing if one.optional]
            for one in sessions if asked.price >= self.board.prices.must else ():
                if one.optional and one not in standing and given < asked.least:
                    found.append(one.id)
                    given += one.least
        return found

    def _snapshot(self) -> dict[str, list[Placed]]:
        return {key: list(places) for key, places in self.board.parts.items()}

    def _restore(self, kept: dict[str, list[Placed]]) -> None:
        """Let stand what stood, and what is missing where it costs least."""
        self.board.clear()
        self._total = 0.0
        for key, places in kept.items():
            if places:
                self._total += self._plain.put(self.week.session[key], places)
        for session in self._hardest_first():
            if not kept[session.id]:
                self._total += self._bare.insert(session)

    def _in_the_way(self, session: Session) -> list[str]:
        found = set[str]()
        for place in self.board.parts[session.id]:
            found |= self.board.blockers(session.id, place)
        return sorted(found)

    def _hardest_first(self) -> list[Session]:
        """Sessions with few places before those with many; long ones and busy ones first."""
        tasks = Counter(code for session in self.week.sessions for code in session.required)

        def ease(session: Session) -> tuple[object, ...]:
            places = sum(
                max(0, session.minutes_in(sitting) - min(session.shortest, session.least) + 1)
                for sitting in self.week.sittings_for(session.format_word)
            ) * sum(map(session.fits, self.week.rooms))
            return (
                session.optional,
                not session.pinned,
                places // max(1, session.least) // 8,
                -session.least,
                -sum(tasks[code] for code in session.required),
                session.id,
            )

        return sorted(self.week.sessions, key=ease)

    def _busiest_first(self) -> list[Session]:
        """Sessions that take most of people's time first, whether they must come or wish to."""

        def ease(session: Session) -> tuple[object, ...]:
            busy = session.least * len(session.concerned)
            return session.optional, not session.pinned, -busy, session.id

        return sorted(self.week.sessions, key=ease)

    def _some(self) -> list[Session]:
        """A few sessions that are in each other's way: of a sitting, or with people in common."""
        week, chance = self.week, self._chance
        first = week.sessions[chance.integers(len(week.sessions))]
        kind = chance.random()
        if kind < 0.4:
            sitting = int(chance.integers(len(week.sittings)))
            near = [week.session[key] for key in self.board.stand_in(sitting)]
        elif kind < 0.6:
            cell = int(chance.integers(self.board.axis.size))
            near = [week.session[key] for key in self.board.run_between(cell, cell + self._window)]
        else:
            near = self._related(first)
        few = chance.permutation(len(near))[: chance.integers(1, MOST_AT_ONCE)]
        return [first, *(near[n] for n in few if near[n] is not first)]

    def _related(self, session: Session) -> list[Session]:
        """The sessions that share people, a crowd or a price with one."""
        if session.id not in self._near:
            prices = self.board.prices
            near = set(prices.pairs.get(session.id, ()))
            for crowd in prices.crowds:
                near |= crowd.sessions if session.id in crowd.sessions else frozenset()
            self._near[session.id] = [self.week.session[key] for key in sorted(near - {session.id})]
        return self._near[session.id]
