"""Other prices, held against a plain search through every timetable of tiny weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.reserve_slack import ReserveSlack
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_session, tiny_week
from scheduler.errors import Disagreement
from scheduler.exploring.prices import Ground, exchange, walk
from scheduler.exploring.results import Exchanged, Stretch
from scheduler.judging.judge import Verdict, judge, tiers_of
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status
from scheduler.solving.solving import Options, begin
from scheduler.week.difference import difference
from scheduler.week.timetable import Timetable
from tests.laws.timetables import timetables
from tests.scheduler.weeks import MOST, cases, problem

ONE = Options(workers=1)
SMALL = 500
"""Timetables of the largest week that is drawn here."""

some = settings(max_examples=40, suppress_health_check=list(HealthCheck))

Costs = Callable[[Verdict], tuple[Fraction, ...]]


@contextmanager
def ground(case: Problem, options: Options = ONE) -> Iterator[Ground]:
    """The best timetable of a problem, and all that questions about its prices begin from."""
    with begin(case, options) as run:
        draft = run.draft()
        assert draft is not None
        result, values = run.finish(draft.fork())
        if result.status is not Status.PROVEN:
            reject()
        assert values is not None
        yield Ground(run, draft, result, values)


def best_of(case: Problem, costs: Costs) -> list[Timetable]:
    """All that are best by some costs, by looking at every timetable."""
    judged = [(t, judge(case.week, case.settings, t)) for t in timetables(case.week, MOST)]
    legal = [(costs(verdict), timetable) for timetable, verdict in judged if verdict.legal]
    least = min(one for one, _ in legal)
    return [timetable for one, timetable in legal if one == least]


def holds(case: Problem, today: Timetable, found: Stretch | Exchanged, costs: Costs) -> None:
    """What was found is best by some costs, and no other that is best is nearer to today's."""
    best = best_of(case, costs)
    assert found.settled
    assert found.stays == (today in best)
    if found.timetable is not None:
        assert found.timetable in best
        apart = [difference(case.week, today, one) for one in best]
        assert difference(case.week, today, found.timetable) == min(apart)


def weighed(case: Problem, rule: str, weight: Fraction) -> Costs:
    """The cost of each tier at another weight of one preference."""
    modes = {s.rule.name: s.mode for s in case.settings if isinstance(s.mode, Prefer)}

    def costs(verdict: Verdict) -> tuple[Fraction, ...]:
        more = (weight - modes[rule].weight) * verdict.amount(rule)
        tiers = tiers_of(case.settings)
        return tuple(verdict.cost(t) + (more if t == modes[rule].tier else 0) for t in tiers)

    return costs


@pytest.mark.slow
@some
@given(cases(SMALL), st.data())
def test_at_every_weight_what_is_best_is_what_looking_at_every_timetable_gives(
    case: Problem, data: st.DataObject
) -> None:
    modes = {s.rule.name: s.mode for s in case.settings if isinstance(s.mode, Prefer)}
    assume(modes)
    rule = data.draw(st.sampled_from(sorted(modes)))
    now = Fraction(modes[rule].weight)
    end = now * data.draw(st.sampled_from([Fraction(1, 8), Fraction(1, 2), 2, 8]))
    with ground(case) as start:
        found = walk(start, rule, end)
        today = start.timetable
    assert {found[0].low, found[0].high} & {now}
    assert {found[-1].low, found[-1].high} & {end}
    for one, other in pairwise(found):
        assert one.high == other.low if end > now else one.low == other.high
    for one in found:
        for share in (Fraction(1, 100), Fraction(1, 2), Fraction(99, 100)):
            weight = one.low + share * (one.high - one.low)
            holds(case, today, one, weighed(case, rule, weight))


@pytest.mark.slow
@some
@given(cases(SMALL), st.data())
def test_what_is_best_with_two_tiers_exchanged_is_what_looking_at_every_timetable_gives(
    case: Problem, data: st.DataObject
) -> None:
    tiers = tiers_of(case.settings)
    assume(len(tiers) > 1)
    place = data.draw(st.integers(0, len(tiers) - 2))
    order = list(tiers)
    order[place : place + 2] = reversed(order[place : place + 2])
    with ground(case) as start:
        found = exchange(start, tiers[place])
        today = start.timetable
    holds(case, today, found, lambda verdict: tuple(Fraction(verdict.cost(t)) for t in order))


def traded(time: int, reserve: int) -> Problem:
    """A session of 60 to 90 minutes in 2 sittings of 60: 30 minutes more cost 30 of the reserve.

    It has two parts, or else one.
    """
    session = tiny_session("clearance", least=60, wanted=90, most_parts=2)
    week = tiny_week(session, days=2, minutes=60)
    rules = [
        (SitWithinHours(), Must()),
        (HoldEverySession(), Must()),
        (KeepPlenariesAlone(), Must()),
        (GiveWantedTime(), Prefer(tier=1, weight=time)),
        (ReserveSlack(minutes_a_day=60), Prefer(tier=1, weight=reserve)),
    ]
    return problem(week, [Setting(rule=rule, mode=mode) for rule, mode in rules])


def test_a_corner_is_found_exactly_and_the_best_stays_up_to_it() -> None:
    with ground(traded(time=2, reserve=3)) as start:
        [stays, moves] = walk(start, "give_wanted_time", Fraction(16))
        assert start.timetable.minutes("clearance") == 60
    assert (stays.low, stays.high, stays.stays) == (2, 3, True)
    assert (moves.low, moves.high) == (3, 16)
    assert moves.timetable is not None
    assert moves.timetable.minutes("clearance") == 90


def test_a_preference_with_nothing_to_gain_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    with ground(traded(time=3, reserve=2)) as start:
        assert start.amount("give_wanted_time") == 0
        monkeypatch.setattr(start.run.search, "run", None)
        [stays] = walk(start, "give_wanted_time", Fraction(30))
    assert stays.stays


def test_what_is_not_proven_is_not_settled() -> None:
    with ground(traded(time=2, reserve=3)) as start:
        start.run.search.interrupted = True
        [one] = walk(start, "give_wanted_time", Fraction(16))
    assert one == Stretch(Fraction(2), Fraction(16), settled=False)
    assert not one.stays


def test_a_draft_that_does_not_allow_the_best_is_a_defect() -> None:
    with ground(traded(time=2, reserve=3)) as start:
        for slot in start.draft.slots.of("clearance"):
            start.draft.model.at_most(start.draft.slots.held(slot), 0)
        with pytest.raises(Disagreement, match="not even the best one"):
            walk(start, "give_wanted_time", Fraction(16))
