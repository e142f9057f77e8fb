"""A first timetable by construction: the hardest sessions first, each where it is cheapest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from scheduler.constructing.board import Board, Placed
from scheduler.constructing.inserting import Inserter
from scheduler.constructing.terms import Terms
from scheduler.rules.rule import Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week

SWEEPS = 8
"""How often all sessions are placed anew, one after the other, for as long as that helps."""

MOST_AT_ONCE = 7
"""The most sessions that are taken off together, and placed anew."""

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
        self.board = Board(week, Terms(week, settings))
        self._chance = np.random.default_rng(seed)
        self._stop = stop
        self._total = 0.0
        self._near: dict[str, list[Session]] = {}
        self._plain = Inserter(self.board)
        self._varied = Inserter(self.board, self._chance)

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
        self._total = 0.0
        if known is not None:
            self._lay_out(known)
        for session in self._hardest_first():
            if not self.board.parts[session.id]:
                self._total += self._plain.insert(session)
        for _ in range(SWEEPS):
            before = self._total
            self._sweep(self._hardest_first())
            if self._total > before - _EQUAL or self._stop():
                break
        return self.board.timetable()

    def improve(self, rounds: int) -> Timetable:
        """Take some sessions off together and place them anew, and keep what costs no more."""
        for _ in range(rounds):
            if self._stop():
                break
            self._renew(self._some())
        return self.board.timetable()

    def _lay_out(self, known: Timetable) -> None:
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

    def _renew(self, sessions: Sequence[Session], *, varied: bool = True) -> None:
        """Place some sessions anew; back to where they stood if that costs more."""
        before, stood = self._total, list[tuple[Session, list[Placed]]]()
        for session in sessions:
            places, price = self._plain.take(session)
            stood.append((session, places))
            self._total -= price
        order = [sessions[n] for n in self._chance.permutation(len(sessions))]
        for session in order:
            self._total += (self._varied if varied else self._plain).insert(session)
        if self._total > before + _EQUAL:
            for session in order:
                self._plain.take(session)
            for session, places in reversed(stood):
                self._plain.put(session, places)
            self._total = before

    def _hardest_first(self) -> list[Session]:
        """Sessions with few places before those with many, long ones and busy ones before others."""
        needed = {
            session.id: sum(len(other.required & session.required) for other in self.week.sessions)
            for session in self.week.sessions
        }

        def ease(session: Session) -> tuple[object, ...]:
            places = sum(
                max(0, session.minutes_in(sitting) - min(session.shortest, session.least) + 1)
                for sitting in self.week.sittings_for(session.format)
            ) * sum(map(session.fits, self.week.rooms))
            return (
                session.optional,
                not session.pinned,
                places // max(1, session.least) // 8,
                -session.least,
                -needed[session.id],
                session.id,
            )

        return sorted(self.week.sessions, key=ease)

    def _some(self) -> list[Session]:
        """A few sessions that are in each other's way: of a sitting, or with people in common."""
        week, chance = self.week, self._chance
        first = week.sessions[chance.integers(len(week.sessions))]
        if chance.random() < 0.5:
            sitting = int(chance.integers(len(week.sittings)))
            near = [week.session[key] for key in self.board.stand_in(sitting)]
        else:
            near = self._related(first)
        few = chance.permutation(len(near))[: chance.integers(1, MOST_AT_ONCE)]
        return [first, *(near[n] for n in few if near[n] is not first)]

    def _related(self, session: Session) -> list[Session]:
        """The sessions that share people, a crowd or a price with one."""
        if session.id not in self._near:
            terms = self.board.terms
            near = set(terms.pairs.get(session.id, ()))
            for crowd in terms.crowds:
                near |= crowd.sessions if session.id in crowd.sessions else frozenset()
            self._near[session.id] = [self.week.session[key] for key in sorted(near - {session.id})]
        return self._near[session.id]
