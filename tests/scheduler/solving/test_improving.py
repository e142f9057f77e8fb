"""Timetables that are made better where the week is too large to be proven best."""

from __future__ import annotations

import pytest

from constraints.keep_bodies_apart import ConflictClass, KeepBodiesApart
from constraints.shorten_stays import ShortenStays
from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.constructing.constructing import Constructed, construct, judged
from scheduler.judging.judge import judge
from scheduler.rules.rule import Prefer, Setting
from scheduler.solving import improving, solving
from scheduler.solving.improving import improve
from scheduler.solving.problem import Problem
from scheduler.solving.result import Status, Tier
from scheduler.solving.search import Search
from scheduler.solving.solving import Options, begin, is_large, solve
from scheduler.week.timetable import Timetable
from scheduler.week.week import Body
from tests.scheduler.constructing.test_constructing import CROWDED, USUAL, crowd
from tests.scheduler.weeks import problem


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rounds at once, as for a week that is a hundred times as large."""
    monkeypatch.setattr(improving, "ROUNDS", 30)
    monkeypatch.setattr(improving, "MOST_ROUNDS", 60)


def search(effort: float = 0.3) -> Search:
    """A search that ends by its effort, so that it finds the same on every machine."""
    return Search(3_600, 1, 1, effort=effort)


def rotated() -> tuple[Problem, Constructed]:
    """A week whose timetable can only be better if three sessions change places at once."""
    names = ("a", "b", "c")
    week = tiny_week(
        *(tiny_session(name, body=name, wanted=60, least=60) for name in names),
        days=3,
        bodies=tuple(Body(id=name, name=name.upper(), instrument="convention") for name in names),
    )
    settings = [*USUAL, Setting(rule=ShortenStays(), mode=Prefer(tier=1))]
    return problem(week, settings), judged(week, settings, Timetable())


@pytest.mark.slow
def test_what_comes_out_is_no_worse_and_the_same_for_the_same_effort() -> None:
    case = problem(crowd(), CROWDED)
    built = construct(case.week, case.settings)
    first, again = (improve(case, built, search(), 1) for _ in range(2))
    assert first.rank < built.rank
    assert first.timetable == again.timetable
    assert judge(case.week, case.settings, first.timetable).legal


def test_a_timetable_that_breaks_musts_comes_to_break_none() -> None:
    case, empty = rotated()
    assert not empty.verdict.legal
    assert improve(case, empty, search(), 1).verdict.legal


def test_where_nothing_could_be_better_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "run", None)
    week = tiny_week(tiny_session("clearance"))
    best = judged(week, USUAL, tiny_timetable(at("clearance", 0, "10:00")))
    assert improve(problem(week, USUAL), best, search(), 1) is best


@pytest.mark.slow
def test_a_large_week_is_solved_and_what_is_said_of_it_is_what_the_judge_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solving, "LARGE", 10)
    case = problem(crowd(), CROWDED)
    assert is_large(case.week)
    options = Options(time_limit=3_600, effort=0.6, workers=1)
    result = solve(case, options)
    assert result.verdict is not None
    assert result.verdict.legal
    assert [tier.value for tier in result.tiers if tier.name != "canonical"] == [
        result.verdict.cost(1)
    ]
    assert result.tiers[0].bound <= result.tiers[0].value
    assert solve(case, options).timetable == result.timetable


@pytest.mark.parametrize(
    ("found", "bounds", "status"),
    [
        ((30, 5), [(30, 30), (5, 5)], Status.PROVEN),
        ((30, 4), [(30, 30), (5, 2)], Status.FEASIBLE),
        ((25, 9), [(30, 20), (5, 5)], Status.FEASIBLE),
    ],
)
def test_a_bound_holds_where_all_before_it_cost_what_they_cost_then(
    found: tuple[int, int], bounds: list[tuple[int, int]], status: Status
) -> None:
    week = tiny_week(tiny_session("clearance", body="c"), tiny_session("group", body="g"))
    first = KeepBodiesApart(classes={"x": ConflictClass(price=1, pairs=(("c", "g"),))})
    settings = [
        *USUAL,
        Setting(rule=first, mode=Prefer(tier=1)),
        Setting(rule=ShortenStays(), mode=Prefer(tier=2)),
    ]
    here = tiny_timetable(at("clearance", 0, "10:00"), at("group", 0, "10:30"))
    verdict = judge(week, settings, here).model_copy(update={"findings": ()})
    costs = dict(zip((1, 2), found, strict=True))

    class Costing(type(verdict)):  # type: ignore[misc]
        def cost(self, tier: int) -> int:
            return costs[tier]

    tiers = tuple(
        Tier(name=f"tier {n}", value=value, bound=bound, seconds=0.0)
        for n, (value, bound) in enumerate(bounds, 1)
    )
    with begin(problem(week, settings)) as run:
        searched = run.unfinished().model_copy(update={"tiers": tiers})
        best = Constructed(here, Costing.model_construct(**dict(verdict)))
        result = run.found(best, searched)
    assert result.status is status
    same = found[0] == bounds[0][0]
    expected = [min(found[0], bounds[0][1]), min(found[1], bounds[1][1]) if same else 0]
    assert [tier.bound for tier in result.tiers] == expected


def test_a_week_is_large_by_its_starts() -> None:
    sessions = [tiny_session(f"s{n}") for n in range(10)]
    assert not is_large(tiny_week(*sessions, days=5))
    many = [tiny_session(f"s{n}") for n in range(60)]
    assert is_large(tiny_week(*many, days=5, sittings=("morning", "midday"), minutes=120))
