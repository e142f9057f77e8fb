"""Alternatives, held against a plain search through every timetable of tiny weeks."""

from __future__ import annotations

import os
import signal
import threading
from decimal import Decimal
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_session, tiny_week
from scheduler.drafting.draft import Draft
from scheduler.errors import Disagreement
from scheduler.exploring import alternatives
from scheduler.exploring.alternatives import find_alternatives
from scheduler.exploring.results import Alternatives, Ending, Terms, most_within
from scheduler.judging.judge import judge
from scheduler.rules.rule import Must, Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status
from scheduler.solving.search import Progress
from scheduler.solving.solving import Finished, Options, SolveRun, solve
from scheduler.week.difference import difference, slots_used
from scheduler.week.timetable import Part, Timetable
from tests.laws.timetables import timetables
from tests.scheduler.solving.test_solving import crowded
from tests.scheduler.weeks import MOST, cases, first, problem

ONE = Options(workers=1)
SMALL = 700
"""Timetables of the largest week that is drawn here."""
TERMS = st.builds(
    Terms,
    count=st.integers(1, 3),
    within=st.sampled_from([Decimal(0), Decimal(5), Decimal(50), Decimal("133.3")]),
    differ=st.integers(1, 4),
)

some = settings(max_examples=40, suppress_health_check=list(HealthCheck))
few = settings(max_examples=10, suppress_health_check=list(HealthCheck))


def expected(case: Problem, terms: Terms) -> list[Timetable]:
    """The best timetable and its alternatives, by looking at every timetable again and again."""
    verdicts = [(t, judge(case.week, case.settings, t)) for t in timetables(case.week, MOST)]
    legal = [(verdict.costs, timetable) for timetable, verdict in verdicts if verdict.legal]
    chosen: list[Timetable] = []
    while legal and len(chosen) <= terms.count:
        least = min(costs for costs, _ in legal)
        chosen.append(first(case.week, [t for costs, t in legal if costs == least]))
        limits = least if len(chosen) == 1 else None
        if limits is not None:
            most = [cost + cost * terms.within / 100 for cost in limits]
            legal = [
                (costs, timetable)
                for costs, timetable in legal
                if all(cost <= limit for cost, limit in zip(costs, most, strict=True))
            ]
        legal = [
            (costs, timetable)
            for costs, timetable in legal
            if difference(case.week, chosen[-1], timetable) >= terms.differ
        ]
    return chosen


def chosen(found: Alternatives) -> list[Timetable]:
    return [r.timetable for r in (found.best, *found.found) if r.timetable is not None]


@pytest.mark.slow
@some
@given(cases(SMALL), TERMS)
def test_the_list_is_what_looking_at_every_timetable_gives(case: Problem, terms: Terms) -> None:
    found = find_alternatives(case, terms, ONE)
    known = expected(case, terms)
    assert chosen(found) == known
    assert all(result.status is Status.PROVEN for result in found.found)
    number = len(found.found)
    assert found.ending is (Ending.ENOUGH if number == terms.count else Ending.NO_MORE)
    assert found.differences == tuple(difference(case.week, known[0], t) for t in known[1:])


@pytest.mark.slow
@few
@given(cases(SMALL), TERMS)
def test_neither_seed_nor_workers_change_the_list(case: Problem, terms: Terms) -> None:
    runs = [
        find_alternatives(case, terms, Options(seed=seed, workers=workers))
        for seed, workers in ((1, 1), (2, 2), (4_711, 2))
    ]
    assert len({(tuple(chosen(run)), run.ending) for run in runs}) == 1


# What counts as a difference

TWO = tiny_week(tiny_session("clearance"), tiny_session("group"), days=2, minutes=60)


def parts(*slots: tuple[str, int]) -> Timetable:
    return Timetable(parts=tuple(Part(session, day, 600, 30) for session, day in slots))


@pytest.mark.parametrize(
    ("other", "number"),
    [
        ([("clearance", 0)], 0),
        ([("clearance", 1)], 2),
        ([("clearance", 0), ("clearance", 1)], 1),
        ([], 1),
        ([("group", 0)], 2),
    ],
    ids=["the same", "a part moves", "a part is new", "a part is dropped", "sessions change"],
)
def test_slots_that_only_one_uses_are_counted(other: list[tuple[str, int]], number: int) -> None:
    assert difference(TWO, parts(("clearance", 0)), parts(*other)) == number
    assert difference(TWO, parts(*other), parts(("clearance", 0))) == number


def test_another_start_or_length_in_the_same_sitting_is_no_difference() -> None:
    later = Timetable(parts=(Part("clearance", 0, 615, 45),))
    assert difference(TWO, parts(("clearance", 0)), later) == 0


def test_a_part_outside_every_sitting_has_a_slot_too() -> None:
    night = Timetable(parts=(Part("clearance", 0, 0, 30),))
    assert [where.sitting for where in slots_used(TWO, night)] == [""]


# What an alternative may cost


@pytest.mark.parametrize(
    ("cost", "within", "most"),
    [(0, "5", 0), (19, "5", 19), (20, "5", 21), (39, "5", 40), (930, "5", 976), (3, "33.3333", 3)],
)
def test_what_a_tier_may_cost_is_rounded_down(cost: int, within: str, most: int) -> None:
    assert most_within(cost, Terms(within=Decimal(within)).within) == most


@pytest.mark.parametrize(
    "wrong",
    [{"count": 0}, {"count": 101}, {"within": -1}, {"within": 1_001}, {"differ": 0}],
    ids=str,
)
def test_terms_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Terms.model_validate(wrong)


# How the loop ends

HELD = Setting(rule=HoldEverySession(), mode=Must())
ALONE = Setting(rule=KeepPlenariesAlone(), mode=Must())
WANTED = Setting(rule=GiveWantedTime(), mode=Prefer())


def test_when_there_are_no_more_that_is_proven() -> None:
    # Two sessions on two days, one a day: the other way round is the only alternative.
    week = tiny_week(tiny_session("clearance"), tiny_session("group"), days=2, minutes=30)
    found = find_alternatives(problem(week, (HELD, ALONE, WANTED)), Terms(differ=4), ONE)
    assert (len(found.found), found.differences) == (1, (4,))
    assert found.ending is Ending.NO_MORE


def test_a_difference_that_no_timetable_can_have_is_proven_to_be_none() -> None:
    found = find_alternatives(problem(TWO, (HELD, WANTED)), Terms(differ=500), ONE)
    assert (found.found, found.ending) == ((), Ending.NO_MORE)


def test_the_best_is_what_solving_gives() -> None:
    found, solved = (
        find_alternatives(problem(TWO, (HELD, WANTED)), None, ONE),
        solve(problem(TWO, (HELD, WANTED))),
    )
    assert (found.best.timetable, found.best.verdict) == (solved.timetable, solved.verdict)


@pytest.mark.slow
def test_an_impossible_week_says_why() -> None:
    counted = tiny_week(tiny_session("clearance", least=600), minutes=60)
    hours = Setting(rule=SitWithinHours(), mode=Must())
    found = find_alternatives(problem(counted, (HELD, hours)), None, ONE)
    assert (found.best.status, found.ending) == (Status.INFEASIBLE, Ending.NO_MORE)
    assert found.best.reasons
    searched = tiny_week(tiny_session("clearance"), tiny_session("group"), minutes=30)
    found = find_alternatives(problem(searched, (HELD, ALONE)), None, ONE)
    assert found.best.status is Status.INFEASIBLE
    assert set(found.best.conflict) <= {"hold_every_session", "keep_plenaries_alone"}
    assert found.best.conflict or found.best.reasons


def test_nothing_is_drafted_for_a_week_that_a_count_refuses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = tiny_week(tiny_session("clearance", least=600), minutes=60)
    hours = Setting(rule=SitWithinHours(), mode=Must())
    monkeypatch.setattr("scheduler.solving.solving.Draft", None)
    assert find_alternatives(problem(counted, (HELD, hours)), None, ONE).best.reasons


@pytest.mark.slow
def test_with_too_little_work_for_a_proof_every_timetable_is_legal_all_the_same() -> None:
    week = crowded()
    found = find_alternatives(week, None, Options(workers=1, effort=0.5))
    assert found.best.status is Status.FEASIBLE
    assert all(judge(week.week, week.settings, one).legal for one in chosen(found))


@pytest.mark.slow
def test_a_best_that_is_not_proven_has_alternatives_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    week = tiny_week(*(tiny_session(name) for name in "abc"), days=3)
    terms = Terms(count=3, differ=2)
    proven = find_alternatives(problem(week, (HELD, WANTED)), terms, ONE)
    given = SolveRun.best

    def open_still(run: SolveRun, share: float) -> tuple[Draft | None, Finished]:
        draft, (best, values) = given(run, share)
        tiers = tuple(tier.model_copy(update={"bound": -1}) for tier in best.tiers[:1])
        update = {"status": Status.FEASIBLE, "tiers": tiers}
        return draft, Finished(best.model_copy(update=update), values)

    monkeypatch.setattr(SolveRun, "best", open_still)
    found = find_alternatives(problem(week, (HELD, WANTED)), terms, ONE)
    assert found.best.status is Status.FEASIBLE
    assert chosen(found) == chosen(proven)
    assert all(result.status is Status.PROVEN for result in found.found)


def test_where_the_best_takes_all_its_share_for_nothing_it_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alternatives, "BEST", 1e-12)
    found = find_alternatives(problem(TWO, (HELD, WANTED)), Terms(count=1), ONE)
    assert found.best.status is Status.PROVEN
    assert found.ending is Ending.ENOUGH


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_keeps_what_is_found() -> None:
    pressed = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.tier.startswith("alternative 3") and not pressed.is_set():
            pressed.set()
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    week = tiny_week(*(tiny_session(name) for name in "abcd"), days=3)
    found = find_alternatives(
        problem(week, (HELD, WANTED)), Terms(count=50, differ=1), ONE, watch=watch
    )
    assert found.ending is Ending.STOPPED
    assert 2 <= len(found.found) <= 3
    assert all(judge(week, (HELD, WANTED), t).legal for t in chosen(found))


def test_an_alternative_that_does_not_differ_enough_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alternatives, "_keep_away", lambda *_: None)
    with pytest.raises(Disagreement, match="differs in 0 slots"):
        find_alternatives(problem(TWO, (HELD, WANTED)), None, ONE)


def test_a_draft_that_is_forked_stays_as_it_is() -> None:
    draft = Draft(TWO, (HELD,))
    before = str(draft.model.cp.proto)
    fork = draft.fork()
    for slot in islice(fork.slots.of("clearance"), 1):
        fork.model.at_most(fork.slots.held(slot), 0)
    assert str(draft.model.cp.proto) == before != str(fork.model.cp.proto)
