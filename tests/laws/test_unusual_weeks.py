"""The laws where sittings are unusual: the weeks of all examples, at night and across each other.

A sitting that goes on past midnight is to every rule one sitting of the evening when it begins. Of
sittings that overlap each serves formats of its own, and to every rule a part lies in that of its
format.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest

from scheduler.drafting.draft import Draft
from scheduler.rules.rule import Example, Must, Prefer, Setting
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, OwnFormat, Session, Week
from tests.laws.test_laws import (
    EXAMPLES,
    Tried,
    feasible,
    found,
    one_a_rule,
    slacks,
    together,
    tried,
)
from tests.laws.timetables import groups_across, leaderships, timetables

LATER = 13 * 60 + 30
"""Minutes by which a morning at 10:00 becomes a night that begins at 23:30."""

MORNINGS = [
    param
    for param in EXAMPLES
    for example in param.values
    if isinstance(example, Example) and {s.opens for s in example.week.sittings} == {600}
]


def later(part: Part) -> Part:
    return part._replace(start=part.start + LATER)


def _session(session: Session) -> Session:
    hours = session.hours and (session.hours[0] + LATER, session.hours[1] + LATER)
    pinned = tuple(map(later, session.pinned))
    return session.model_copy(update={"hours": hours, "pinned": pinned})


def _timetable(timetable: Timetable) -> Timetable:
    return Timetable(parts=tuple(map(later, timetable.parts)))


def at_night(week: Week) -> Week:
    """The week with its mornings at night."""
    nights = (
        one.model_copy(update={"opens": one.opens + LATER, "closes": one.closes + LATER})
        for one in week.sittings
    )
    references = {name: _timetable(one) for name, one in week.references.items()}
    sessions = tuple(map(_session, week.sessions))
    changes = {"sittings": tuple(nights), "sessions": sessions, "references": references}
    return week.model_copy(update=changes)


@pytest.mark.parametrize("example", one_a_rule(MORNINGS))
@pytest.mark.parametrize("most", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_a_night_past_midnight_is_to_every_rule_as_another_sitting(
    example: Example, most: int
) -> None:
    nights = (Tried(_timetable(here), leaders) for here, leaders in tried(example, most))
    hold_the_laws(example, at_night(example.week), nights)


def hold_the_laws(example: Example, week: Week, cases: Iterable[Tried]) -> None:
    """Hold the first two laws against the rule of an example in another week."""
    must, priced = (Draft(week, [Setting(rule=example.rule, mode=m)]) for m in (Must(), Prefer()))
    for case in cases:
        breaches = found(example.rule, week, *case)
        assert feasible(must.fork(), *case) == (not breaches), (case, breaches)
        assert slacks(priced.fork(), *case) == together(priced, breaches), case


PLAIN = [
    param
    for param in EXAMPLES
    for example in param.values
    if isinstance(example, Example) and len(example.week.stretches) == len(example.week.sittings)
]


def crossed(week: Week) -> Week:
    """The week with one sitting more each day, across the others, for every other session."""
    week = groups_across(week)
    across = frozenset(one.id for one in week.sittings if one.name == "groups")
    sessions = list(week.sessions)
    for number in range(1, len(sessions), 2):
        session = sessions[number]
        allowed = None if session.sittings is None else session.sittings | across
        changes = {"format": Format.SMALL_GROUP, "sittings": allowed}
        sessions[number] = session.model_copy(update=changes)
    return week.model_copy(update={"sessions": tuple(sessions)})


@pytest.mark.parametrize("example", one_a_rule(PLAIN))
@pytest.mark.parametrize("most", [4, pytest.param(10, marks=pytest.mark.slow)])
def test_sittings_that_overlap_are_to_every_rule_those_of_each_format(
    example: Example, most: int
) -> None:
    week = crossed(example.week)
    chance, ways = random.Random(most), leaderships(week)
    here = timetables(week, most) if most > 4 else [*timetables(week, 200)][-most:]
    hold_the_laws(example, week, (Tried(timetable, chance.choice(ways)) for timetable in here))


def renamed(week: Week) -> Week:
    """The week with a format of its own for every other session, in sittings of its own."""
    sessions, words = list(week.sessions), dict[str, Format]()
    for number in range(0, len(sessions), 2):
        session = sessions[number]
        word = f"own {session.format}"
        own = OwnFormat(word=word, name=word, like=session.format, programme=session.programme)
        sessions[number] = session.model_copy(update={"own_format": own})
        words[word] = session.format
    opened = (
        one.model_copy(update={"own": frozenset(w for w in words if words[w] in one.formats)})
        for one in week.sittings
    )
    return week.model_copy(update={"sessions": tuple(sessions), "sittings": tuple(opened)})


@pytest.mark.parametrize("example", one_a_rule(EXAMPLES))
def test_a_word_of_the_scenarios_own_changes_nothing_for_a_rule(example: Example) -> None:
    for across in (False, example in [one for param in PLAIN for one in param.values]):
        week = crossed(example.week) if across else example.week
        own = renamed(week)
        cases = [example.good, example.bad] if not across else [*timetables(week, 200)][-4:]
        for timetable in cases:
            assert found(example.rule, own, timetable, Leadership()) == found(
                example.rule, week, timetable, Leadership()
            )
        hold_the_laws(example, own, (Tried(one, Leadership()) for one in cases))


def test_a_session_lies_only_in_sittings_that_do_not_overlap() -> None:
    for param in PLAIN:
        for example in param.values:
            assert isinstance(example, Example)
            week = crossed(example.week)
            assert len(week.stretches) < len(week.sittings)
            for kind in Format:
                places = week.sittings_for(kind)
                assert all(one.end <= other.begin for one, other in pairwise(places))
