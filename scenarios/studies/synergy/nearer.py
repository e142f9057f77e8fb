"""Whether two instruments could meet nearer to each other: what can be proven, and what is known.

What is counted in a timetable is compared with the least that days and sittings allow. Where it is
above, a better timetable is looked for among those that are near at hand; where none is found, the
question stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from constraints.honour_order import HonourOrder
from scenarios.studies.synergy.nearness import (
    minutes_beside,
    nearest,
    nearest_possible,
    programme_sides,
)
from scenarios.studies.synergy.shared_parties import (
    followed_parts,
    followers_of_both,
    journeys,
    parties_to_both,
    sides,
)
from scheduler.judging.every_place import PlaceJudge, difference_between, places_for
from scheduler.judging.judge import judge
from scheduler.rules.rule import Setting
from scheduler.week.clock import clock
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week

Amounts = dict[tuple[str, ...], int]
"""What is counted: ``apart`` (working days), ``hour`` (minutes) or ``missing`` (1) with two
instruments and a subject; ``journeys`` with two instruments."""

_HELD = frozenset({"hold_every_session", "sit_within_hours"})
"""The musts by which sessions have their least time, in sittings that they may use."""

_PRESENCE = frozenset({"lead_in_person", "hear_every_speaker"})
"""The musts by which those who lead and speak are there."""


class Topic(NamedTuple):
    """A subject that the programmes of two instruments both take up; instruments by their keys."""

    one: str
    other: str
    subject: str


class Nearer(NamedTuple):
    """A timetable in which less is counted of something, and more of nothing.

    Attributes
    ----------
    name
        Of the timetable, where it is one that was given.
    moves
        Otherwise the parts that move: each as it is, and as it would be.
    """

    name: str = ""
    moves: tuple[tuple[Part, Part], ...] = ()

    def say(self, week: Week) -> str:
        """It in a sentence."""
        if self.name:
            return f"“{self.name}” breaks no must and has the instruments closer together."
        part, there = self.moves[0]
        goes = (
            f"{week.what(part.session)} could sit on {week.day_name(there.day)} at "
            f"{clock(there.start)} in place of {week.day_name(part.day)} at {clock(part.start)}"
        )
        swap = "".join(f", and {week.what(one.session)} there" for one, _ in self.moves[1:])
        return f"{goes}{swap}; no further must would be broken."


class ClosenessAsked(NamedTuple):
    """What is asked of a timetable.

    Attributes
    ----------
    settings
        The rules that the scenario applies.
    most_days_apart
        Calendar days, see `scenarios.studies.synergy.shared_parties.number_journeys`.
    """

    week: Week
    settings: Sequence[Setting]
    topics: Sequence[Topic]
    most_days_apart: int

    @property
    def musts(self) -> tuple[Setting, ...]:
        """The musts among the rules applied."""
        return tuple(setting for setting in self.settings if setting.must)

    def on_subjects(self, timetable: Timetable) -> Amounts:
        """What is counted on common subjects, without what is 0."""
        found: Amounts = {}
        for topic in self.topics:
            here = programme_sides(self.week, *topic)
            close = nearest(self.week, timetable, here)
            if close is None:
                found["missing", *topic] = 1
            elif close.days:
                found["apart", *topic] = close.days
            if minutes := minutes_beside(timetable, here):
                found["hour", *topic] = minutes
        return found

    def amounts(self, timetable: Timetable) -> Amounts:
        """All that is counted, without what is 0."""
        return self.on_subjects(timetable) | self.of_journeys(timetable)

    def of_journeys(self, timetable: Timetable) -> Amounts:
        """The journeys that are made twice, by pair of instruments, without what is 0."""
        found: Amounts = {}
        parts = followed_parts(self.week, timetable)
        known = self.week.instrument.keys()
        pairs = dict.fromkeys((topic.one, topic.other) for topic in self.topics)
        for pair in (pair for pair in pairs if known >= {*pair}):
            here = sides(self.week, *pair)
            states = parties_to_both(self.week, *pair) & followers_of_both(here)
            made = journeys(self.week, parts, here, sorted(states), self.most_days_apart)
            if doubled := sum(journey.doubled for _, journey in made):
                found["journeys", *pair] = doubled
        return found

    def least(self, key: tuple[str, ...]) -> int:
        """The least that an amount is in a timetable that keeps the musts, as far as it is seen."""
        musts = {setting.rule.name: setting.rule for setting in self.musts}
        if key[0] != "apart" or not musts.keys() >= _HELD:
            return 0
        here = programme_sides(self.week, *key[1:])
        order = musts.get("honour_order")
        orders = order.orders if isinstance(order, HonourOrder) else ()
        presence = musts.keys() >= _PRESENCE
        return nearest_possible(self.week, here, presence=presence, orders=orders) or 0

    def above(self, found: Amounts) -> Amounts:
        """The amounts that are not seen to be the least."""
        return {key: amount for key, amount in found.items() if amount > self.least(key)}

    def nearer(self, timetable: Timetable, others: Mapping[str, Timetable]) -> Nearer | None:
        """A better timetable: another that is given, one part moved, or two that change places.

        It has less of an amount that is not seen to be the least, more of none, and breaks no must
        that the timetable keeps; another that is given breaks none at all.
        """
        found = self.amounts(timetable)
        above = self.above(found)

        def better(other: Timetable) -> bool:
            """Those that are not better are soon seen in the subjects."""
            counted = self.on_subjects(other)
            if any(amount > found.get(key, 0) for key, amount in counted.items()):
                return False
            counted |= self.of_journeys(other)
            none_more = all(amount <= found.get(key, 0) for key, amount in counted.items())
            return none_more and any(counted.get(key, 0) < amount for key, amount in above.items())

        for name, given in others.items():
            if better(given) and judge(self.week, self.musts, given).legal:
                return Nearer(name)
        judged = PlaceJudge(self.week, self.musts, timetable)
        concerned = self._concerned(above)
        for part, there in _moves(self.week, timetable, concerned):
            if better(_with(timetable, (part, there))) and judged.colour(part, there).possible:
                return Nearer(moves=((part, there),))
        for part, other in _neighbours(timetable, concerned):
            swap = (part, _at(part, other)), (other, _at(other, part))
            moved = _with(timetable, *swap)
            if better(moved):
                difference = difference_between(self.week, self.musts, timetable, moved)
                if difference.possible:
                    return Nearer(moves=swap)
        return None

    def _concerned(self, above: Amounts) -> dict[str, Session]:
        """The sessions on subjects that stand too far apart or run at one hour."""
        kinds = ("apart", "hour")
        return {
            session.id: session
            for topic in self.topics
            if any((kind, *topic) in above for kind in kinds)
            for side in programme_sides(self.week, *topic)
            for session in side
        }


def _moves(
    week: Week, timetable: Timetable, sessions: Mapping[str, Session]
) -> Iterator[tuple[Part, Part]]:
    """The parts of sessions, each with every other place that fits it."""
    for part in timetable.among(sessions):
        session = sessions[part.session]
        rooms: set[str | None] = {room.id for room in week.rooms if session.fits(room)}
        for there in places_for(week, session.id, part):
            sitting = week.sitting_of(there)
            usable = sitting is not None and session.may_use(sitting)
            if usable and there.room in (rooms or {part.room}) and there.place != part.place:
                yield part, there._replace(statements=part.statements)


def _neighbours(
    timetable: Timetable, sessions: Mapping[str, Session]
) -> Iterator[tuple[Part, Part]]:
    """The parts of sessions, each with those of another day with which it could change places."""
    for part in timetable.among(sessions):
        for other in timetable.parts:
            if other.session != part.session and other.day != part.day:
                yield part, other


def _at(part: Part, other: Part) -> Part:
    """A part where another is, as long as it is."""
    return part._replace(day=other.day, start=other.start, room=other.room)


def _with(timetable: Timetable, *moves: tuple[Part, Part]) -> Timetable:
    """The timetable with parts in other places."""
    gone = [part for part, _ in moves]
    return Timetable.made_of(
        [part for part in timetable.parts if part not in gone], [there for _, there in moves]
    )
