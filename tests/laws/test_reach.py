"""The law of reach: what is out of reach of a session makes no difference to what it adds (9)."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from constraints.tiny import tiny_room
from scheduler.rules.draft import Case
from scheduler.rules.rule import Example, Rule
from scheduler.week.as_written import with_agendas
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from tests.laws.test_laws import EXAMPLES, MOST, found, one_a_rule, tried

ROOMS = tuple(tiny_room(name, building=name) for name in ("one", "two"))


def added(
    rule: Rule, week: Week, others: tuple[Part, ...], parts: tuple[Part, ...], leaders: Leadership
) -> Counter[Case]:
    """What parts add to what is found in others; less than nothing where it is less."""
    both = Counter(found(rule, week, Timetable(parts=(*others, *parts)), leaders))
    both.subtract(found(rule, week, Timetable(parts=others), leaders))
    return both


@pytest.mark.parametrize("example", one_a_rule(EXAMPLES))
def test_what_is_out_of_reach_makes_no_difference_to_what_a_session_adds(example: Example) -> None:
    rule, chance = example.rule, random.Random(1)
    week = example.week.model_copy(update={"rooms": (*example.week.rooms, *ROOMS), "turnover": 30})
    for timetable, leaders in tried(example, MOST // 2):
        anywhere = (part._replace(room=chance.choice(week.rooms).id) for part in timetable.parts)
        for one in (timetable, Timetable(parts=tuple(anywhere))):
            filled = with_agendas(week, one)
            for session in week.session:
                parts = filled.of(session)
                others = tuple(part for part in filled.parts if part.session != session)
                near = rule.reach.near(Timetable(parts=others), parts, rule.gap(week))
                alone = added(rule, week, near, parts, leaders)
                assert alone == added(rule, week, others, parts, leaders), (session, one)
