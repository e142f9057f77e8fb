"""The laws where sittings are unusual: the weeks of all examples, laid into the night.

A sitting that goes on past midnight is to every rule one sitting of the evening when it begins.
"""

from __future__ import annotations

import pytest

from scheduler.drafting.draft import Draft
from scheduler.rules.rule import Example, Must, Prefer, Setting
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Session, Week
from tests.laws.test_laws import EXAMPLES, feasible, found, slacks, tried

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


@pytest.mark.parametrize("example", MORNINGS)
@pytest.mark.parametrize("most", [4, pytest.param(40, marks=pytest.mark.slow)])
def test_a_night_past_midnight_is_to_every_rule_as_another_sitting(
    example: Example, most: int
) -> None:
    week = at_night(example.week)
    for timetable, leadership in tried(example, most):
        case = _timetable(timetable), leadership
        breaches = found(example.rule, week, *case)
        must = Draft(week, [Setting(rule=example.rule, mode=Must())])
        assert feasible(must, *case) == (not breaches), case
        priced = Draft(week, [Setting(rule=example.rule, mode=Prefer())])
        assert slacks(priced, *case) == breaches, case
