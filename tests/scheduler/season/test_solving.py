"""The best calendar against every calendar that there is, on seasons small enough to try all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import pytest

from scheduler.errors import Disagreement
from scheduler.rules.rule import Price
from scheduler.season.judging import judge_season
from scheduler.season.season import Aim, Dates, Season
from scheduler.season.solving import solve_season
from scheduler.solving.result import CANONICAL, Status
from scheduler.solving.solving import Options
from tests.sampling import first
from tests.scheduler.seasons import dates, meeting, random_season, season

ONE = Options(workers=1)


def calendars(year: Season) -> Iterator[dict[str, Dates]]:
    """Every calendar, in the order of the keys: that in which they are preferred among equals."""
    meetings = sorted(year.meetings, key=lambda each: each.id)
    for chosen in product(*(each.candidates for each in meetings)):
        yield {each.id: dates for each, dates in zip(meetings, chosen, strict=True)}


def best(year: Season) -> tuple[tuple[int, ...], dict[str, Dates]]:
    """The least costs that any calendar has, and the first calendar that has them."""
    costs = [(judge_season(year, calendar).costs, calendar) for calendar in calendars(year)]
    return min(costs, key=lambda each: each[0])


@pytest.mark.parametrize("seed", first(15, range(60)))
def test_no_other_calendar_is_better_nor_as_good_and_earlier(seed: int) -> None:
    year = random_season(seed)
    result = solve_season(year, ONE)
    costs, calendar = best(year)
    assert result.status is Status.PROVEN
    assert result.verdict is not None
    assert result.verdict.costs == costs
    tiers = [tier for tier in result.tiers if tier.name != CANONICAL]
    assert tuple(tier.value for tier in tiers) == costs
    assert tuple(tier.bound for tier in tiers) == costs
    assert result.calendar == calendar


def test_the_random_seasons_are_worth_solving() -> None:
    """Many have several calendars, and every aim matters in some of them."""
    several = 0
    differing = dict.fromkeys(Aim, 0)
    for seed in range(25):
        year = random_season(seed)
        verdicts = [judge_season(year, calendar) for calendar in islice(calendars(year), 40)]
        several += len(verdicts) > 3
        for aim in Aim:
            amounts = {verdict.amount(aim.value) for verdict in verdicts}
            differing[aim] += len(amounts) > 1 and year.prices[aim].weight > 0
    assert several > 15
    assert min(differing.values()) > 3, differing


@pytest.mark.parametrize("seed", range(8))
def test_the_solver_counts_every_calendar_as_the_judge_does(seed: int) -> None:
    """Each calendar by itself, as the only one that there is."""
    year = random_season(seed)
    for calendar in list(calendars(year))[:12]:
        alone = tuple(
            each.model_copy(update={"candidates": (calendar[each.id],)}) for each in year.meetings
        )
        fixed = year.model_copy(update={"meetings": alone})
        result = solve_season(fixed, ONE)
        assert result.calendar == calendar
        values = tuple(tier.value for tier in result.tiers if tier.name != CANONICAL)
        assert values == judge_season(fixed, calendar).costs


def test_seeds_and_workers_make_no_difference() -> None:
    year = random_season(7)
    found = {
        tuple(sorted((result.calendar or {}).items()))
        for workers in (1, 2)
        for seed in (1, 2, 3)
        for result in [solve_season(year, Options(workers=workers, seed=seed))]
    }
    assert len(found) == 1


def test_of_equal_calendars_the_first_key_has_the_earliest_dates() -> None:
    groups = {"groups": ["lawyers"]}
    year = season(
        meeting("b", (0, 0), (1, 1), held=(1, 1), **groups),
        meeting("a", (0, 0), (1, 1), held=(1, 1), **groups),
    )
    result = solve_season(year, ONE)
    assert result.calendar == {"a": dates(0, 0), "b": dates(1, 1)}


def test_a_clash_that_cannot_be_avoided_is_found_and_not_infeasible() -> None:
    groups = {"groups": ["lawyers"]}
    year = season(
        meeting("a", (0, 4), **groups),
        meeting("b", (0, 2), (1, 1), (3, 4), held=(0, 2), **groups),
    )
    result = solve_season(year, ONE)
    assert result.status is Status.PROVEN
    assert result.tiers[0].value == result.tiers[0].bound == 1
    assert result.verdict is not None
    assert result.verdict.legal


def test_nothing_of_a_later_tier_makes_up_for_an_earlier_one() -> None:
    """Moving far is cheaper than one day of a clash, unless the tiers stand the other way."""
    groups = {"groups": ["lawyers"]}
    meetings = (meeting("a", (0, 0), **groups), meeting("b", (0, 0), (28, 28), **groups))
    assert solve_season(season(*meetings), ONE).calendar == {"a": dates(0, 0), "b": dates(28, 28)}
    prices = {aim: Price(tier=2) for aim in Aim} | {Aim.KEEP_DATES: Price(tier=1)}
    other = season(*meetings, prices=prices)
    assert solve_season(other, ONE).calendar == {"a": dates(0, 0), "b": dates(0, 0)}


def test_a_season_in_which_nothing_matters_is_proven_too() -> None:
    prices = {aim: Price(tier=1, weight=0) for aim in Aim}
    result = solve_season(season(meeting("a", (0, 0), (1, 1)), prices=prices), ONE)
    assert result.status is Status.PROVEN
    assert result.calendar == {"a": dates(0, 0)}


def test_a_judge_who_finds_something_else_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    year = season(meeting("a", (0, 0), (1, 1)))
    wrong = judge_season(year, {"a": dates(1, 1)})
    monkeypatch.setattr("scheduler.season.solving.judge_season", lambda *_: wrong)
    with pytest.raises(Disagreement, match="the solver counts 0 and the judge 1"):
        solve_season(year, ONE)


def test_a_result_shows_its_tiers_and_dates() -> None:
    result = solve_season(season(meeting("<a>", (0, 1))), ONE)
    assert str(result).startswith("PROVEN after ")
    assert "7–8 June 2027" in str(result)
    assert "<td>&lt;a&gt;</td><td>7–8 June 2027</td>" in result._repr_html_()
