"""Which sessions of a timetable to set free together, so that the rest of it may stand still."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from scheduler.judging.judge import Finding, Verdict
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

FEWEST, MOST = 4, 30
"""How many sessions are free at once."""


class Neighbourhoods:
    """Sessions that have to do with each other, drawn in turn in different ways.

    How many are drawn grows while their best places are found with ease, and shrinks where not.

    Parameters
    ----------
    week
        The week of the timetables.
    chance
        Where numbers come from.
    """

    def __init__(self, week: Week, chance: Random) -> None:
        self._week = week
        self._chance = chance
        self._size = 2.0 * FEWEST
        self._turn = 0

    def draw(self, timetable: Timetable, verdict: Verdict) -> frozenset[str]:
        """Some sessions to set free, of a timetable and what the judge finds in it."""
        ways: Sequence[Callable[[], Iterable[str]]] = (
            lambda: self._of_a_finding(timetable, verdict),
            lambda: self._of_sittings(timetable),
            lambda: self._of_people(),
            lambda: self._of_a_finding(timetable, verdict),
            lambda: self._of_a_room(timetable),
            lambda: self._of_a_day(timetable),
        )
        self._turn += 1
        found = list(dict.fromkeys(ways[self._turn % len(ways)]()))
        size = round(self._size)
        if len(found) < FEWEST:
            others = sorted(self._week.session.keys() - set(found))
            found += self._some(others, FEWEST - len(found))
        return frozenset(found[:size])

    def learn(self, *, proven: bool) -> None:
        """Draw more from now on where the best places were found, or else fewer."""
        self._size = min(MOST, self._size * 1.15) if proven else max(FEWEST, self._size * 0.8)

    def _some(self, keys: Iterable[str], number: int | None = None) -> list[str]:
        found = sorted(keys)
        self._chance.shuffle(found)
        return found[:number]

    def _of_a_finding(self, timetable: Timetable, verdict: Verdict) -> list[str]:
        """The sessions that a finding speaks of, what runs beside them, and some of where they go.

        The dearer a finding, the sooner it is drawn.
        """
        first = next((tier for tier in verdict.tiers if verdict.cost(tier)), None)
        musts = not verdict.legal
        found = [one for one in verdict.findings if one.must or (not musts and one.tier == first)]
        if self._chance.random() < 0.3:
            found = list(verdict.findings)
        if not found:
            return self._of_sittings(timetable)
        weights = [one.amount if one.must else one.cost for one in found]
        one = self._chance.choices(found, weights=[max(1, weight) for weight in weights])[0]
        named = self._some(self._named(one))[: FEWEST // 2 + 1]
        return [*named, *self._beside(timetable, named), *self._of_sittings(timetable)]

    def _named(self, finding: Finding) -> set[str]:
        """The sessions that the case of a finding names, or of whom it names."""
        week, found = self._week, set[str]()
        for word in map(str, finding.case):
            if word in week.session:
                found.add(word)
            elif word in week.delegation:
                found |= {one.id for one in week.sessions if word in one.concerned}
            elif word in week.body:
                found |= {one.id for one in week.sessions_of(word)}
        return found

    def _beside(self, timetable: Timetable, sessions: Iterable[str]) -> list[str]:
        """The sessions that run in the sittings of others."""
        week = self._week
        sittings = {week.sitting_of(part) for one in sessions for part in timetable.of(one)}
        found = {part.session for part in timetable.parts if week.sitting_of(part) in sittings}
        return self._some(found)

    def _of_sittings(self, timetable: Timetable) -> list[str]:
        """The sessions of two sittings, those that do not run besides."""
        sittings = self._chance.sample(self._week.sittings, min(2, len(self._week.sittings)))
        found = {p.session for p in timetable.parts if self._week.sitting_of(p) in sittings}
        absent = {one.id for one in self._week.sessions if not timetable.holds(one.id)}
        return self._some(found) + self._some(absent, 3)

    def _of_a_day(self, timetable: Timetable) -> list[str]:
        day = self._chance.choice(self._week.days)
        return self._some({part.session for part in timetable.parts if part.day == day})

    def _of_a_room(self, timetable: Timetable) -> list[str]:
        if not self._week.rooms:
            return self._of_a_day(timetable)
        room = self._chance.choice(self._week.rooms).id
        return self._some({part.session for part in timetable.parts if part.room == room})

    def _of_people(self) -> list[str]:
        """The sessions that some delegation leads, speaks in or follows."""
        first = self._chance.choice(self._week.sessions)
        if not first.concerned:
            return [first.id, *self._some(self._week.session)]
        code = self._chance.choice(sorted(first.concerned))
        return self._some(one.id for one in self._week.sessions if code in one.concerned)
