"""The law of details: what a rule says that it does not look at makes no difference to it (7)."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from constraints.tiny import tiny_room
from scheduler.rules.rule import Detail, Example
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from tests.laws.test_laws import EXAMPLES, MOST, found, one_a_rule, tried

ROOMS = tuple(tiny_room(name, seats=seats) for name, seats in (("one", 0), ("two", 500)))


def shaken(chance: random.Random, week: Week, timetable: Timetable, detail: Detail) -> Timetable:
    """A timetable with all that is not looked at drawn anew."""
    return Timetable(parts=tuple(_shaken(chance, week, timetable, detail)))


def _shaken(
    chance: random.Random, week: Week, timetable: Timetable, detail: Detail
) -> Iterator[Part]:
    taken: set[tuple[str, str]] = set()
    for part in timetable.parts:
        shaken = part
        if detail < Detail.DAY:
            shaken = shaken._replace(day=chance.choice(week.days))
        if detail < Detail.TIME:
            sittings = [
                sitting
                for sitting in week.sittings_on(shaken.day)
                if sitting.minutes >= part.minutes and (part.session, sitting.id) not in taken
            ]
            if not sittings:
                continue
            sitting = chance.choice(sittings)
            taken.add((part.session, sitting.id))
            last = sitting.closes - part.minutes
            shaken = shaken._replace(
                start=chance.choice(range(sitting.opens, last + 1, week.grain))
            )
        if detail < Detail.ROOM:
            shaken = shaken._replace(room=chance.choice(week.rooms).id)
        yield shaken


@pytest.mark.parametrize("example", one_a_rule(EXAMPLES))
def test_what_a_rule_does_not_look_at_makes_no_difference(example: Example) -> None:
    rule, chance = example.rule, random.Random(1)
    week = example.week.model_copy(update={"rooms": (*example.week.rooms, *ROOMS)})
    known: dict[object, object] = {}
    for timetable, leadership in tried(example, MOST // 2):
        for one in (timetable, shaken(chance, week, timetable, rule.detail)):
            cases = found(rule, week, one, leadership)
            seen = leadership, rule.detail.seen(one)
            assert known.setdefault(seen, cases) == cases, one
