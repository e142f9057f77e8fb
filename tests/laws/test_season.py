"""The laws that tie the model of a season to its judge, over every calendar of tiny seasons.

They are those of rules: with a calendar fixed the model is feasible exactly where the judge finds
no must broken, and what each aim amounts to is what the judge finds, case by case.
"""

from __future__ import annotations

import random
from itertools import product

import pytest
from ortools.sat.python import cp_model

from scheduler.rules.draft import Case
from scheduler.rules.linear import total
from scheduler.rules.rule import Price
from scheduler.season.draft import SeasonDraft
from scheduler.season.judging import judge_season
from scheduler.season.season import Aim, Closure, Dates, OpenDays, Season
from tests.sampling import first
from tests.scheduler.seasons import dates, day, meeting, random_season, season

NEVER = dates(40, 41)
"""Dates that no meeting can have."""

STATES = {"states": ["ALB", "CHE"], "subjects": ["clearance"]}

TINY = {
    "two days of three that may overlap": season(
        meeting("b", (0, 2), (1, 3), (3, 7), instruments=["x"], groups=["lawyers"], **STATES),
        meeting("a", (2, 3), (3, 3), (4, 4), instruments=["y"], groups=["lawyers"], **STATES),
    ),
    "a journey held together by a long meeting": season(
        meeting("long", (0, 11), (14, 25), instruments=["x"], **STATES),
        meeting("short", (1, 1), (12, 12), (15, 15), instruments=["y"], **STATES),
        meeting("last", (14, 14), (16, 16), (29, 29), instruments=["x"], **STATES),
        most_days_apart=3,
    ),
    "a stay that would be too long": season(
        meeting("e", (0, 4), (2, 2), (11, 11), instruments=["x"], **STATES),
        meeting("d", (7, 9), (9, 14), instruments=["y"], **STATES),
        meeting("c", (10, 11), (14, 21), instruments=["x"], **STATES),
        meeting("b", (0, 18), (14, 14), instruments=["z"], **STATES),
        longest_stay=9,
    ),
    "meetings that begin on one day": season(
        meeting("c", (0, 0), (1, 1), instruments=["x"], **STATES),
        meeting("a", (0, 4), (0, 0), instruments=["y"], **STATES),
        meeting("b", (0, 2), (4, 4), instruments=["z"], **STATES),
        most_days_apart=0,
    ),
    "a feast in one of two cities": season(
        meeting("a", (0, 2), (2, 4), groups=["lawyers"], **STATES),
        meeting("b", (1, 3), (2, 2), (3, 4), groups=["lawyers"], city="Beirut", **STATES),
        meeting("c", (2, 3), (1, 4), leaders=["ALB"], **STATES),
        open_days=OpenDays(
            closed=(
                Closure(first=day(2), last=day(2), cities=frozenset({"Geneva"})),
                Closure(first=day(3), last=day(3), cities=frozenset({"Beirut"})),
            )
        ),
    ),
    "near and far": season(
        meeting("a", (0, 1), (7, 8), instruments=["x"], **STATES),
        meeting("b", (2, 2), (4, 4), (9, 9), (25, 25), instruments=["y"], **STATES),
        near=1,
        far=4,
    ),
}
CASES = [*TINY, *first(8, range(60))]


def year_of(case: str | int) -> Season:
    """A tiny season by its name, or a random one by its number."""
    return TINY[case] if isinstance(case, str) else random_season(case)


MOST = 80
"""The most calendars of one season that are tried."""


def calendars(year: Season) -> list[dict[str, Dates]]:
    """Every calendar, or a sample; in some, a meeting has dates that it cannot have."""
    keys = [each.id for each in year.meetings]
    choices = [(*each.candidates, NEVER) for each in year.meetings]
    found = [dict(zip(keys, chosen, strict=True)) for chosen in product(*choices)]
    return random.Random(len(found)).sample(found, min(len(found), MOST))


def judged(year: Season, calendar: dict[str, Dates]) -> tuple[bool, dict[tuple[str, Case], int]]:
    """Whether a calendar is legal, and the amounts that are found, each State's journeys apart."""
    verdict = judge_season(year, calendar)
    found: dict[tuple[str, Case], int] = {}
    for finding in verdict.findings:
        cases = [finding.case]
        if finding.rule == Aim.SAVE_JOURNEYS:
            cases = [(state,) for state in finding.case]
        for case in cases:
            assert (finding.rule, case) not in found, "a case comes once"
            assert finding.amount > 0
            found[finding.rule, case] = finding.amount // len(cases)
    return verdict.legal, found


def counted(
    year: Season, calendar: dict[str, Dates], sign: int = 1
) -> dict[tuple[str, Case], int] | None:
    """What the model counts with a calendar fixed, the cheapest; or with -1 the dearest."""
    draft = SeasonDraft(year)
    draft.fix(calendar)
    draft.model.minimise(total(draft.amounts.values()) * sign)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    status = solver.solve(draft.model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status == cp_model.INFEASIBLE:
        return None
    values = draft.model.values(solver)
    assert draft.read(values) == calendar
    pairs = draft.amounts.items()
    amounts = {
        (aim.value, case): draft.model.value(amount, values) for (aim, case), amount in pairs
    }
    return {key: amount for key, amount in amounts.items() if amount}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_model_allows_exactly_the_calendars_that_break_no_must(case: str | int) -> None:
    year, verdicts = year_of(case), set()
    for calendar in calendars(year):
        legal, _ = judged(year, calendar)
        assert (counted(year, calendar) is not None) == legal, calendar
        verdicts.add(legal)
    assert verdicts == {True, False}, "the season shows only one side"


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_every_aim_costs_exactly_what_the_judge_finds_case_by_case(case: str | int) -> None:
    year = year_of(case).model_copy(update={"prices": {aim: Price(tier=1) for aim in Aim}})
    for calendar in calendars(year):
        legal, found = judged(year, calendar)
        if legal:
            assert counted(year, calendar) == found, calendar
            assert counted(year, calendar, -1) == found, "what is counted leaves no choice"


def test_the_seasons_show_every_aim_in_several_amounts() -> None:
    amounts: dict[str, set[int]] = {aim.value: set() for aim in Aim}
    for year in TINY.values():
        for calendar in calendars(year):
            legal, found = judged(year, calendar)
            for (aim, _), amount in found.items() if legal else ():
                amounts[aim].add(amount)
    assert all(len(different) > 1 for different in amounts.values()), amounts
