"""Solving, held against a plain search through every timetable of tiny weeks."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, ClassVar, Literal

import pytest
from hypothesis import HealthCheck, given, settings

from constraints.end_on_time import EndOnTime
from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.let_delegations_attend import LetDelegationsAttend
from constraints.share_prime_time import SharePrimeTime
from constraints.sit_within_hours import SitWithinHours
from constraints.tiny import tiny_room, tiny_session, tiny_week
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Model
from scheduler.errors import Disagreement
from scheduler.explaining.explaining import explain
from scheduler.exploring.alternatives import find_alternatives
from scheduler.judging.judge import judge
from scheduler.rules.draft import Case as RuleCase
from scheduler.rules.rule import Breach, Example, Group, Must, Prefer, Rule, Setting
from scheduler.solving import tiers
from scheduler.solving.problem import Problem
from scheduler.solving.result import CANONICAL, OTHERS, Result, Status
from scheduler.solving.search import Progress, Search, SearchResult
from scheduler.solving.solving import BUILDING, Options, begin, solve
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Week
from tests.scheduler.weeks import best, cases, first, problem

ONE = Options(workers=1)
COSTS_ONLY = Options(workers=1, canonical=False)
HELD = Setting(rule=HoldEverySession(), mode=Must())
BRIEF = Setting(rule=EndOnTime(), mode=Must())
ALONE = Setting(rule=KeepPlenariesAlone(), mode=Must())

thorough = settings(max_examples=60, suppress_health_check=list(HealthCheck))
brief = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def prefer(rule: Rule, tier: int = 1, weight: int = 1) -> Setting:
    return Setting(rule=rule, mode=Prefer(tier=tier, weight=weight))


def costs(result: Result) -> tuple[int, ...]:
    """The value of each tier of preferences."""
    return tuple(tier.value for tier in result.tiers if tier.name.startswith("tier"))


def crowded(sessions: int = 12, days: int = 3) -> Problem:
    """A week for which a timetable is found at once, and the best one not for a long time."""
    chance = random.Random(1)
    states = [f"S{number}" for number in range(20)]
    week = tiny_week(
        *(
            tiny_session(
                f"s{number:02}",
                body="work",
                format=Format.WORKSHOP,
                least=60,
                wanted=120,
                audience=frozenset(chance.sample(states, 8)),
            )
            for number in range(sessions)
        ),
        days=days,
        minutes=120,
        sittings=("morning", "afternoon"),
        rooms=(tiny_room("hall"), tiny_room("annex")),
    )
    musts = (HELD, Setting(rule=UseRoomsOnce(), mode=Must()))
    return problem(week, (*musts, prefer(GiveWantedTime()), prefer(LetDelegationsAttend())))


# Against every timetable


@pytest.mark.slow
@thorough
@given(cases())
def test_no_legal_timetable_costs_less_and_the_canonical_one_is_chosen(case: Problem) -> None:
    result, known = solve(case, ONE), best(case)
    if known is None:
        assert result.status is Status.INFEASIBLE
        assert (result.timetable, result.verdict, result.tiers) == (None, None, ())
        return
    assert result.status is Status.PROVEN
    assert all(tier.value == tier.bound for tier in result.tiers)
    assert result.timetable is not None
    verdict = judge(case.week, case.settings, result.timetable)
    assert verdict == result.verdict
    assert verdict.legal
    least, among = known
    assert costs(result) == verdict.costs == least
    assert result.timetable == first(case.week, among)


@pytest.mark.slow
@brief
@given(cases())
def test_neither_seed_nor_workers_change_the_timetable(case: Problem) -> None:
    results = [
        solve(case, Options(seed=seed, workers=workers))
        for seed, workers in ((1, 1), (2, 1), (3, 2), (4_711, 2))
    ]
    assert len({result.status for result in results}) == 1
    assert len({(costs(result), result.timetable) for result in results}) == 1


@pytest.mark.slow
@brief
@given(cases())
def test_without_the_canonical_tier_the_costs_are_the_same(case: Problem) -> None:
    plain, canonical = solve(case, COSTS_ONLY), solve(case, ONE)
    assert plain.status == canonical.status
    assert costs(plain) == costs(canonical)
    assert all(tier.proven and tier.name != CANONICAL for tier in plain.tiers)


@pytest.mark.slow
@brief
@given(cases())
def test_tiers_settled_one_by_one_cost_what_they_cost_together(case: Problem) -> None:
    together = solve(case, ONE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiers, "WIDEST", 0)
        one_by_one = solve(case, ONE)
    assert (one_by_one.status, costs(one_by_one)) == (together.status, costs(together))
    assert one_by_one.timetable == together.timetable


RIVALS = tiny_week(
    tiny_session("clearance", wanted=90),
    tiny_session("group", wanted=90),
    tiny_session("report", wanted=60),
    minutes=120,
    poor=["2011-06-20 morning"],
)


BOTH = frozenset({"NOR"})
TORN = tiny_week(
    tiny_session("clearance", wanted=60, audience=BOTH), tiny_session("group", audience=BOTH)
)
"""A week in which a session has the time that it wants, or Norway can follow both."""


@pytest.mark.parametrize("weights", [(1, 3), (3, 1), (1, 1_000), (1_000, 1), (1_000, 2_000)])
@pytest.mark.parametrize("ranks", [(1, 2), (2, 1), (1, 1)])
def test_small_and_large_tiers_are_settled_in_their_order(
    ranks: tuple[int, int], weights: tuple[int, int]
) -> None:
    rules = GiveWantedTime(), LetDelegationsAttend()
    preferences = [
        prefer(rule, rank, weight) for rule, rank, weight in zip(rules, ranks, weights, strict=True)
    ]
    case = problem(TORN, (HELD, *preferences))
    draft = Draft(case.week, case.settings)
    with begin(case) as run:
        groups = tiers.group_goals(draft.model, run.goals(draft), apart=True)
    later = dict(zip(ranks, weights, strict=True))[max(ranks)]
    assert len(groups) == (1 if len(set(ranks)) == 1 or later < 1_000 else 2)
    wanted, attend = (30 * weight for weight in weights)
    expected = {(1, 2): (0, attend), (2, 1): (0, wanted), (1, 1): (min(wanted, attend),)}[ranks]
    result, known = solve(case, ONE), best(case)
    assert known is not None
    assert costs(result) == known[0] == expected


# Weeks in which there is nothing to settle


@pytest.mark.slow
def test_without_preferences_any_legal_timetable_is_proven() -> None:
    case = problem(RIVALS, (HELD, ALONE))
    result, known = solve(case, ONE), best(case)
    assert known is not None
    assert result.status is Status.PROVEN
    assert [tier.name for tier in result.tiers] == ["musts", CANONICAL]
    assert result.timetable == first(RIVALS, known[1])


def test_without_preferences_and_the_canonical_tier_a_timetable_is_proven() -> None:
    result = solve(problem(RIVALS, (HELD, ALONE)), COSTS_ONLY)
    assert result.status is Status.PROVEN
    assert [(tier.name, tier.value, tier.bound) for tier in result.tiers] == [("musts", 0, 0)]
    assert result.timetable is not None
    assert judge(RIVALS, (HELD, ALONE), result.timetable).legal


@pytest.mark.parametrize("rules", [(), (HELD,), (HELD, prefer(GiveWantedTime()))], ids=len)
@pytest.mark.parametrize("canonical", [False, True])
def test_a_week_without_sessions_has_an_empty_timetable(
    rules: tuple[Setting, ...], canonical: bool
) -> None:
    result = solve(problem(tiny_week(), rules), Options(workers=1, canonical=canonical))
    assert result.status is Status.PROVEN
    assert result.timetable == Timetable()
    assert set(costs(result)) <= {0}


def test_without_rules_the_earliest_pattern_holds_every_session_everywhere() -> None:
    week = tiny_week(tiny_session("clearance"), tiny_session("group"), days=2)
    result = solve(problem(week, ()), ONE)
    assert result.timetable is not None
    assert [(p.session, p.day, p.start, p.minutes) for p in result.timetable.parts] == [
        (session, day, 600, 60) for day in (0, 1) for session in ("clearance", "group")
    ]


# Limits, reasons, provenance


@pytest.mark.parametrize("workers", [1, 2])
def test_with_hardly_any_time_nothing_goes_wrong(workers: int) -> None:
    case = crowded()
    result = solve(case, Options(workers=workers, time_limit=0.01))
    assert result.status in (Status.UNKNOWN, Status.FEASIBLE)
    assert (result.timetable is None) == (result.status is Status.UNKNOWN)
    assert all(tier.bound <= tier.value for tier in result.tiers if tier.name != CANONICAL)


@pytest.mark.slow
def test_a_short_search_gives_a_legal_timetable_with_a_bound() -> None:
    case = crowded()
    rules = (*case.settings, prefer(SharePrimeTime(), tier=2))
    result = solve(problem(case.week, rules), Options(workers=1, effort=0.5, time_limit=600))
    assert result.status is Status.FEASIBLE
    assert result.timetable is not None
    assert judge(case.week, rules, result.timetable).costs == costs(result)
    assert all(tier.bound <= tier.value for tier in result.tiers)
    assert result.tiers[0].bound < result.tiers[0].value
    assert CANONICAL not in [tier.name for tier in result.tiers]


def out_of_time(patch: pytest.MonkeyPatch, name: str) -> None:
    """Let the searches with a name end as if the time were over."""
    run = Search.run

    def ends(search: Search, model: Model, tier: str, **more: Any) -> SearchResult:
        if tier == name:
            return SearchResult(values=None, bound=0, proven=False, infeasible=False)
        return run(search, model, tier, **more)

    patch.setattr(Search, "run", ends)
    patch.setattr(tiers, "WIDEST", 0)


LAST = prefer(LetDelegationsAttend(), tier=2, weight=1_000)
"""A tier that is not searched together with the one before it."""


def test_a_tier_at_its_bound_is_proven_though_its_own_search_found_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out_of_time(monkeypatch, "tier 2")
    free = tiny_week(tiny_session("clearance", wanted=60, audience=BOTH))
    result = solve(problem(free, (HELD, prefer(GiveWantedTime()), LAST)), ONE)
    assert (result.status, costs(result), result.canonical) == (Status.PROVEN, (0, 0), True)


def test_a_tier_above_its_bound_may_have_a_better_one(monkeypatch: pytest.MonkeyPatch) -> None:
    out_of_time(monkeypatch, "tier 2")
    result = solve(problem(TORN, (HELD, BRIEF, prefer(GiveWantedTime()), LAST)), ONE)
    assert (result.status, result.canonical) == (Status.FEASIBLE, False)
    assert "The tiers after it" not in result.text(200)
    assert [(tier.value, tier.bound) for tier in result.tiers] == [(0, 0), (30_000, 0)]


def test_what_is_best_may_not_be_the_only_best(monkeypatch: pytest.MonkeyPatch) -> None:
    out_of_time(monkeypatch, CANONICAL)
    result = solve(problem(RIVALS, (HELD, ALONE, prefer(SharePrimeTime()))), ONE)
    assert (result.status, result.canonical) == (Status.PROVEN, False)
    assert list(result.left_open()) == [OTHERS]
    plain = solve(problem(RIVALS, (HELD, ALONE, prefer(SharePrimeTime()))), COSTS_ONLY)
    assert (plain.status, plain.canonical) == (Status.PROVEN, False)


def test_what_can_be_counted_is_refused_with_its_reasons_before_any_search() -> None:
    week = tiny_week(tiny_session("clearance", least=120), tiny_session("group", least=90))
    rules = (HELD, Setting(rule=SitWithinHours(), mode=Must()))
    told: list[Progress] = []
    result = solve(problem(week, rules), ONE, watch=told.append)
    assert result.status is Status.INFEASIBLE
    assert [count.case for count in result.reasons] == [
        ("clearance", "sittings"),
        ("group", "sittings"),
    ]
    assert result.text(200).splitlines()[1:] == [f"- {count.sentence}" for count in result.reasons]
    assert (result.timetable, result.tiers, told) == (None, (), [])


@pytest.mark.slow
def test_what_only_a_search_finds_out_has_no_reasons() -> None:
    week = tiny_week(tiny_session("clearance"), tiny_session("group", format=Format.WORKSHOP))
    week = week.model_copy(update={"rooms": (tiny_room("hall"),), "turnover": 30})
    result = solve(problem(week, (HELD, Setting(rule=UseRoomsOnce(), mode=Must()))), ONE)
    assert result.status is Status.INFEASIBLE
    assert result.reasons == ()


def test_a_result_says_from_what_it_was_made() -> None:
    options = Options(seed=7, workers=2, time_limit=20)
    result = solve(
        Problem(week=RIVALS, settings=(HELD,), off=("use_rooms_once",), name="rivals.yaml"), options
    )
    made = result.provenance
    assert (made.scenario, len(made.digest)) == ("rivals.yaml", 64)
    assert (made.seed, made.workers, made.time_limit) == (7, 2, 20)
    assert made.versions == {
        "python": ".".join(map(str, sys.version_info[:3])),
        "ortools": version("ortools"),
        "meeting-week": version("meeting-week"),
    }
    assert result.verdict is not None
    assert result.verdict.off == ("use_rooms_once",)
    assert 0 < sum(tier.seconds for tier in result.tiers) <= result.seconds


def test_without_a_number_of_workers_there_is_one_for_each_core() -> None:
    assert solve(problem(tiny_week(), (HELD,))).provenance.workers == (os.cpu_count() or 1)


@pytest.mark.usefixtures("no_search", "hasty_clock")
def test_the_time_may_end_before_the_model_is_built() -> None:
    for result in (
        solve(crowded(), Options(time_limit=3)),
        find_alternatives(crowded(), options=Options(time_limit=3)).best,
    ):
        assert result.status is Status.FEASIBLE, "what was built before the model is kept"
        assert result.verdict is not None
        assert result.verdict.legal
        assert {tier.bound for tier in result.tiers} == {0}
        assert not result.interrupted


@pytest.mark.usefixtures("no_search")
def test_who_stops_is_heard_while_the_model_is_built() -> None:
    asked = iter([False, False, True])
    result = solve(crowded(), ONE, stopped=lambda: next(asked, True))
    assert (result.status, result.interrupted) == (Status.FEASIBLE, True)


@pytest.mark.usefixtures("no_search", "hasty_clock")
def test_why_nothing_fits_stays_open_where_the_time_ends_before_it_is_asked() -> None:
    explanation = explain(crowded(), Options(time_limit=1, workers=1))
    assert (explanation.status, explanation.repair) == (Status.UNKNOWN, None)


# Watching


@pytest.mark.parametrize("weight", [1, pytest.param(1_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_who_watches_is_never_told_less_than_the_bound(weight: int, workers: int) -> None:
    case = crowded(6, 2)
    *musts, wanted, attend = case.settings
    costly = [prefer(wanted.rule, 1, weight), prefer(attend.rule, 2, weight)]
    told: list[Progress] = []
    result = solve(
        problem(case.week, [*musts, *costly]), Options(workers=workers), watch=told.append
    )
    assert result.status is Status.PROVEN
    final = {tier.name: tier.value for tier in result.tiers}
    assert [p.tier for p in told[:2]] == [BUILDING] * 2
    assert told[1].best is not None
    told = told[2:]
    for progress in told:
        assert progress.tier in final
        assert progress.bound is None or progress.bound <= final[progress.tier]
        assert progress.best is None or progress.best >= final[progress.tier]
    assert {final[p.tier] for p in told if p.best == final[p.tier]}
    times = [progress.seconds for progress in told]
    assert times == sorted(times)


def test_who_watches_a_tier_that_cannot_be_free_is_not_told_that_it_is() -> None:
    week = tiny_week(tiny_session("clearance", wanted=90), tiny_session("group"), minutes=60)
    told: list[Progress] = []
    result = solve(problem(week, (HELD, prefer(GiveWantedTime()))), ONE, watch=told.append)
    assert costs(result) == (30,)
    assert min(progress.best for progress in told if progress.best is not None) == 30


# Ctrl-C


def interrupting(on: Callable[[Progress], bool]) -> Callable[[Progress], None]:
    """Somebody who watches, and presses Ctrl-C the first time that something is to be seen."""
    pressed = threading.Event()

    def watch(progress: Progress) -> None:
        if on(progress) and not pressed.is_set():
            pressed.set()
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    return watch


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_the_best_and_says_so(workers: int) -> None:
    case = crowded()
    result = solve(
        case,
        Options(workers=workers, time_limit=3_600),
        watch=interrupting(lambda progress: progress.best is not None),
    )
    assert result.interrupted
    assert result.status is Status.FEASIBLE
    assert result.timetable is not None
    assert judge(case.week, case.settings, result.timetable).legal


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_before_any_search_keeps_what_is_built() -> None:
    case = crowded()
    result = solve(
        case,
        Options(workers=1, time_limit=3_600),
        watch=interrupting(lambda progress: progress.best is None),
    )
    assert (result.status, result.interrupted) == (Status.FEASIBLE, True)
    assert result.verdict is not None
    assert result.verdict.legal


# Disagreement


class _Wrong(Rule):
    """A rule that draws up something else than it finds.

    Why
    ---
    For the tests.

    Counts
    ------
    Parts of a session.

    Source
    ------
    None.
    """

    title: ClassVar = "Two readings differ"
    group: ClassVar = Group.WEEK
    unit: ClassVar = "parts"
    usual: ClassVar = "must"

    name: Literal["wrong"] = "wrong"
    drafted: int
    counted: int

    def encode(self, draft: Draft) -> None:
        for slot in draft.slots.of("clearance"):
            draft.at_most(self, ("clearance",), self.drafted * draft.slots.held(slot))

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        if self.counted and timetable.of("clearance"):
            yield Breach(("clearance",), self.counted)

    def say(self, week: Week, case: RuleCase, amount: int | None = None) -> str:
        return "Clearance is held."

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return ()


ALONE_IN_TOWN = tiny_week(tiny_session("clearance"))


def test_a_must_that_is_not_drafted_is_found_out() -> None:
    wrong = Setting(rule=_Wrong(drafted=0, counted=1), mode=Must())
    with pytest.raises(Disagreement, match=r"breaks wrong in the case .*Clearance is held\."):
        solve(problem(ALONE_IN_TOWN, (HELD, wrong)), ONE)


@pytest.mark.parametrize(("drafted", "counted"), [(0, 3), (2, 3), (2, 1), (2, 0)])
@pytest.mark.parametrize("tier", [1, 2])
def test_a_preference_that_counts_otherwise_is_found_out(
    drafted: int, counted: int, tier: int
) -> None:
    wrong = prefer(_Wrong(drafted=drafted, counted=counted), tier)
    rules = (HELD, prefer(GiveWantedTime()), wrong)
    said = f"In tier {tier} the solver counts {drafted} and the judge {counted} "
    with pytest.raises(Disagreement, match=said):
        solve(problem(ALONE_IN_TOWN, rules), ONE)


def test_a_preference_that_counts_the_same_is_not() -> None:
    rules = (HELD, prefer(_Wrong(drafted=2, counted=2)))
    assert costs(solve(problem(ALONE_IN_TOWN, rules), ONE)) == (2,)
