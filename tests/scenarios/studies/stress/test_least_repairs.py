"""The least repairs of drawn weeks, held against a search through every timetable."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from constraints.honour_order import HonourOrder, Order
from constraints.tiny import tiny_room, tiny_session, tiny_week
from scenarios.scenario import Scenario
from scenarios.studies.stress.disturbance import Disturbance, DisturbanceKind
from scenarios.studies.stress.impact import Consequence, Impact
from scenarios.studies.stress.run import stress
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Setting
from scheduler.solving.solving import Options
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Delegation, Format, Room, Session, Week
from tests.laws.timetables import timetables
from tests.scenarios.studies.stress.weeks import MUSTS

MOST = 1_400
"""Timetables of the largest week that is drawn."""

SHAPES = (
    # Sessions, days, minutes of a sitting, rooms.
    (3, 1, 120, 0),
    (3, 1, 90, 1),
    (2, 1, 120, 2),
    (2, 2, 60, 1),
    (2, 3, 30, 2),
    (3, 2, 30, 2),
)
"""Weeks in which something can still move, and all timetables can be listed."""

_STATES = st.frozensets(st.sampled_from(("NOR", "UGA")), max_size=2)
_ORDER = HonourOrder(orders=(Order(first="one", then="two"),))


class Case(NamedTuple):
    """A week with its musts, all timetables of it, and a legal one among them."""

    week: Week
    settings: tuple[Setting, ...]
    every: tuple[Timetable, ...]
    plan: Timetable


@st.composite
def _sessions(draw: st.DrawFn, name: str) -> Session:
    least = draw(st.sampled_from([30, 30, 30, 60]))
    return tiny_session(
        name,
        format=draw(st.sampled_from([Format.PLENARY, Format.PLENARY, Format.SMALL_GROUP])),
        least=least,
        wanted=least + draw(st.sampled_from([0, 0, 30])),
        most_parts=draw(st.sampled_from([1, 1, 2])),
        leaders=draw(_STATES),
        speakers=draw(_STATES),
        optional=draw(st.sampled_from([False, False, False, True])),
        hours=draw(st.sampled_from([None, None, None, (600, 690)])),
    )


@st.composite
def drawn(draw: st.DrawFn) -> Case:
    """A tiny week with something in every sitting that could go wrong."""
    sessions, days, minutes, rooms = draw(st.sampled_from(SHAPES))
    week = tiny_week(
        *[draw(_sessions(name)) for name in ("one", "two", "three")[:sessions]],
        days=days,
        minutes=minutes,
        rooms=[tiny_room("hall"), tiny_room("north", hall="hall"), tiny_room("annex")][:rooms],
        turnover=draw(st.sampled_from([0, 0, 30])),
        delegations=[
            Delegation(code=code, name=code, delegates=draw(st.integers(1, 2)))
            for code in ("NOR", "UGA")
        ],
    )
    rules = [*MUSTS, *([_ORDER] if draw(st.booleans()) else [])]
    settings = tuple(Setting(rule=rule, mode=Must()) for rule in rules)
    every = tuple(timetables(week, MOST))
    order = draw(st.randoms(use_true_random=False)).sample(every, len(every))
    plans = (one for one in order if one.parts and judge(week, settings, one).legal)
    plan = next(plans, None)
    assume(plan is not None)
    return Case(week, settings, every, plan or Timetable())


def moved(before: Timetable, after: Timetable) -> int:
    """Parts moved, dropped or added, counted session by session."""
    number = 0
    for session in {part.session for part in (*before.parts, *after.parts)}:
        old, new = set(before.of(session)), set(after.of(session))
        number += max(len(old - new), len(new - old))
    return number


def longer(week: Week, part: Part, minutes: int) -> tuple[int, int]:
    """By how much a part lasts longer on a grid of 30 minutes, and what is cut."""
    [closes] = [s.closes for s in week.sittings_on(part.day) if s.opens <= part.start < s.closes]
    hours = week.session[part.session].hours
    left = (min(closes, hours[1]) if hours else closes) - part.start - part.minutes
    return (0, minutes) if left == 0 else (30, max(0, minutes - left))


def stretched(session: Session, more: int) -> Session:
    return session.model_copy(
        update={"least": session.least + more, "wanted": session.wanted + more}
    )


def shut(week: Week, room: Room, disturbance: Disturbance) -> Room:
    if disturbance.what not in (room.id, room.hall):
        return room
    today = {sitting.id for sitting in week.sittings if sitting.day == disturbance.day}
    return room.model_copy(update={"closed": room.closed | today})


def least(case: Case, disturbance: Disturbance) -> int | None:
    """The fewest parts that move, from going through every timetable; None without a repair."""
    week, plan, past = case.week, case.plan, -1
    if disturbance.kind is DisturbanceKind.OVERRUNS:
        [part] = disturbance.parts
        more, past = longer(week, part, disturbance.minutes)[0], part.end
        sessions = tuple(stretched(s, more) if s.id == part.session else s for s in week.sessions)
        week = week.model_copy(update={"sessions": sessions})
        over = part._replace(minutes=part.minutes + more)
        plan = Timetable(parts=tuple(over if one == part else one for one in plan.parts))
    elif disturbance.kind is DisturbanceKind.LEADERS:
        delegations = tuple(
            one.model_copy(
                update={
                    "sittings": frozenset(
                        sitting.id
                        for sitting in week.sittings
                        if one.present_in(sitting.id) and sitting.day != disturbance.day
                    )
                }
            )
            if one.code == disturbance.what
            else one
            for one in week.delegations
        )
        week = week.model_copy(update={"delegations": delegations})
    else:
        rooms = tuple(shut(week, room, disturbance) for room in week.rooms)
        week = week.model_copy(update={"rooms": rooms})
    begun = {part for part in plan.parts if part.begin < past}
    among = [
        one for one in case.every if {part for part in one.parts if part.begin < past} == begun
    ]
    for timetable in sorted(among, key=lambda one: moved(plan, one)):
        if judge(week, case.settings, timetable).legal:
            return moved(plan, timetable)
    return None


def agree(case: Case, impact: Impact) -> None:
    """Hold one impact against the search through every timetable."""
    found = least(case, impact.disturbance)
    assert impact.proven
    assert impact.moves == found, impact.disturbance
    assert (impact.outcome is Consequence.NO_REPAIR) == (found is None)
    assert len(impact.rows) == (found or 0)
    if impact.disturbance.minutes:
        [part] = impact.disturbance.parts
        assert impact.cut == longer(case.week, part, impact.disturbance.minutes)[1]


@pytest.mark.slow
@given(drawn())
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_no_timetable_repairs_with_fewer_moves(case: Case) -> None:
    scenario = Scenario(
        title="Drawn", path=Path("drawn.yaml"), week=case.week, settings=case.settings
    )
    found = stress(scenario, case.plan, Options(workers=1))
    assert found.complete
    for impact in found.impacts:
        agree(case, impact)
