"""Weeks with a session elsewhere, held against a plain search through every timetable."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.honour_order import HonourOrder, Order
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.share_prime_time import SharePrimeTime
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.exploring.results import Spot, There
from scheduler.exploring.with_session_there import broken_by, find_there
from scheduler.judging.judge import Verdict, judge
from scheduler.rules.requirement import key_of
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.solving import Options
from scheduler.week.timetable import Part, Timetable
from tests.laws.timetables import timetables
from tests.scheduler.weeks import MOST, cases, problem

AMPLE = Options(effort=1_000.0)
MORNINGS = tuple(f"2011-06-{20 + day} morning" for day in range(3))

some = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def alone(*more: Setting, days: int = 2, **sessions: dict[str, object]) -> Problem:
    """Plenaries of half an hour in mornings that hold one of them each."""
    week = tiny_week(
        *(tiny_session(name, **about) for name, about in sessions.items()), days=days, minutes=30
    )
    musts = (SitWithinHours(), HoldEverySession(), KeepPlenariesAlone())
    return problem(week, [*(Setting(rule=rule, mode=Must()) for rule in musts), *more])


def at(**days: int) -> Timetable:
    """Each session at 10:00 of a day, from 0."""
    return Timetable(parts=tuple(Part(name, day, 600, 30) for name, day in days.items()))


def the_one(case: Problem, timetable: Timetable, spot: Spot, options: Options = AMPLE) -> There:
    (found,) = find_there(case, timetable, [spot], options)
    return found


def test_two_sessions_change_places_where_each_fills_its_sitting() -> None:
    case = alone(clearance={}, victims={})
    found = the_one(case, at(clearance=0, victims=1), Spot("clearance", MORNINGS[1:2]))
    assert found.timetable == at(clearance=1, victims=0)
    assert found.proven
    assert not found.impossible


def test_what_need_not_move_stays_where_it_is() -> None:
    case = alone(clearance={}, victims={}, status={}, days=3)
    found = the_one(case, at(clearance=0, victims=1, status=2), Spot("clearance", MORNINGS[2:]))
    assert found.timetable == at(clearance=2, victims=1, status=0)


def test_a_must_that_rules_a_place_out_by_itself_is_named_before_any_search() -> None:
    case = alone(clearance={"sittings": frozenset(MORNINGS[:1])}, victims={})
    found = the_one(case, at(clearance=0, victims=1), Spot("clearance", MORNINGS[1:2]))
    assert found.closed
    assert found.impossible
    assert found.timetable is None
    assert [one.rule for one in found.against] == ["sit_within_hours"]


def test_musts_that_rule_a_place_out_together_are_all_named_and_no_other() -> None:
    order = HonourOrder(orders=(Order(first="clearance", then="victims"),))
    case = alone(Setting(rule=order, mode=Must()), clearance={}, victims={}, days=2)
    found = the_one(case, at(clearance=0, victims=1), Spot("clearance", MORNINGS[1:2]))
    assert found.impossible
    assert "honour_order" in {one.rule for one in found.against}
    for left_out in {one.rule for one in found.against}:
        kept = [s for s in case.settings if s.rule.name != left_out]
        without = problem(case.week, kept)
        assert not the_one(without, at(clearance=0, victims=1), found.spot).impossible


def test_a_part_leaves_its_sitting_where_it_is_to_go_elsewhere() -> None:
    case = alone(clearance={"most_parts": 2, "wanted": 60}, days=2)
    given_week = at(clearance=0)
    spot = Spot("clearance", MORNINGS[1:2], leaves=MORNINGS[:1])
    assert the_one(case, given_week, spot).timetable == at(clearance=1)


def test_a_time_and_a_room_are_kept_to_where_they_are_asked_for() -> None:
    week = tiny_week(
        tiny_session("clearance"),
        tiny_session("victims"),
        minutes=60,
        rooms=(tiny_room("hall"), tiny_room("annex")),
    )
    case = problem(
        week, [Setting(rule=rule, mode=Must()) for rule in (HoldEverySession(), UseRoomsOnce())]
    )
    parts = Part("clearance", 0, 600, 30, "hall"), Part("victims", 0, 630, 30, "hall")
    spot = Spot("clearance", MORNINGS[:1], start=630, minutes=30, room="hall")
    found = the_one(case, Timetable(parts=parts), spot)
    assert found.timetable is not None
    assert found.timetable.of("clearance") == (Part("clearance", 0, 630, 30, "hall"),)
    (other,) = found.timetable.of("victims")
    assert (other.start, other.room) != (630, "hall")


def test_what_the_given_week_breaks_may_stay_broken_and_is_mended_where_it_can_be() -> None:
    case = alone(clearance={}, victims={}, status={}, days=2)
    both = at(clearance=0, victims=0)
    found = the_one(case, both, Spot("clearance", MORNINGS[1:2]))
    assert found.timetable == at(clearance=1, victims=0)
    verdict = judge(case.week, case.settings, found.timetable)
    assert {finding.case[0] for finding in verdict.breached} == {"status"}


def test_however_little_effort_there_is_a_week_is_looked_for_in_each_place() -> None:
    case = alone(clearance={}, victims={}, status={}, days=3)
    spots = [Spot("clearance", (one,)) for one in MORNINGS[1:]]
    start = at(clearance=0, victims=1, status=2)
    for day, found in enumerate(find_there(case, start, spots, Options(effort=1e-9)), 1):
        assert found.timetable is not None
        assert [part.day for part in found.timetable.of("clearance")] == [day]


def test_beside_the_best_week_stands_one_that_changes_little() -> None:
    wanted = Setting(rule=GiveWantedTime(), mode=Prefer(tier=1, weight=1))
    half = {"wanted": 60}
    case = alone(wanted, clearance=half, victims=half, status=half, days=4)
    week = case.week.model_copy(
        update={"sittings": tuple(s.model_copy(update={"closes": 660}) for s in case.week.sittings)}
    )
    start = at(clearance=0, victims=1, status=2)
    found = the_one(problem(week, case.settings), start, Spot("clearance", MORNINGS[1:2]))
    assert found.timetable is not None
    assert {part.minutes for part in found.timetable.parts} == {60}
    assert found.nearest is not None
    assert found.nearest.of("status") == start.of("status")
    assert found.nearest.of("victims") != start.of("victims")


def test_the_same_question_has_the_same_answer() -> None:
    prefer = Setting(rule=SharePrimeTime(), mode=Prefer(tier=1, weight=3))
    wanted = Setting(rule=GiveWantedTime(), mode=Prefer(tier=2, weight=1))
    case = alone(prefer, wanted, clearance={"wanted": 60}, victims={}, status={}, days=3)
    spots = [Spot("victims", (one,)) for one in MORNINGS[1:]]
    start = at(clearance=1, victims=0, status=2)
    once, again = (list(find_there(case, start, spots)) for _ in range(2))
    assert once == again


def _best_there(case: Problem, given_week: Timetable, spot: Spot) -> tuple[int, ...] | None:
    """The least costs with a session in a spot, by looking at every timetable."""
    before = judge(case.week, case.settings, given_week)
    broken, eased = {(f.rule, f.case): f.amount for f in before.breached}, broken_by(case, before)

    def allowed(verdict: Verdict) -> bool:
        return all(
            finding.rule in case.rules
            and key_of(case.rules[finding.rule], finding.case) in eased
            and finding.amount <= broken.get((finding.rule, finding.case), 0)
            for finding in verdict.breached
        )

    found = []
    for timetable in timetables(case.week, MOST):
        here = {s.id for part in timetable.of(spot.session) if (s := case.week.sitting_of(part))}
        if here >= set(spot.sittings) and not here & set(spot.leaves):
            verdict = judge(case.week, case.settings, timetable)
            if allowed(verdict):
                found.append(_costs(verdict))
    return min(found, default=None)


def _costs(verdict: Verdict) -> tuple[int, ...]:
    return sum(finding.amount for finding in verdict.breached), *verdict.costs


@pytest.mark.slow
@some
@given(case=cases(400), data=st.data())
def test_no_timetable_with_the_session_there_costs_less(case: Problem, data: st.DataObject) -> None:
    every = list(timetables(case.week, MOST))
    given_week = data.draw(st.sampled_from(every))
    session = data.draw(st.sampled_from(case.week.sessions))
    sittings = [one.id for one in case.week.sittings_for(session.format_word)]
    leaves = tuple(data.draw(st.sets(st.sampled_from(sittings), max_size=1)))
    spots = [Spot(session.id, (one,), leaves) for one in sittings if one not in leaves]
    found = list(find_there(case, given_week, spots, AMPLE))
    assert sorted(one.spot for one in found) == sorted(spots)
    for there in found:
        expected = _best_there(case, given_week, there.spot)
        assert there.impossible == (expected is None)
        if there.timetable is not None:
            verdict = judge(case.week, case.settings, there.timetable)
            assert there.proven
            assert _costs(verdict) == expected
