"""Timetables that are nearly as good as the best one, and differ from it and from each other.

The draft is made once. Each alternative is searched on a copy of it, on which stand what it may
cost and what it must not resemble; among those it is the best by tiers, and the canonical one. So
the list depends on the week, its rules and the terms alone, where everything is proven. Where the
best one is not, its alternatives are those of the best that is known; and each question has its
share of the time, so that none takes it all.
"""

from __future__ import annotations

from collections.abc import Callable

from scheduler.drafting.draft import Draft
from scheduler.errors import Disagreement
from scheduler.exploring.results import Alternatives, Ending, Terms, most_within
from scheduler.rules.linear import total
from scheduler.solving.nearby import nearby
from scheduler.solving.problem import Problem
from scheduler.solving.result import CANONICAL, Result, Status
from scheduler.solving.search import Progress, Search
from scheduler.solving.solving import Options, SolveRun, begin
from scheduler.week.difference import Where, difference, slots_used
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

BEST = 0.5
"""The share of the time that the best timetable may take."""


def find_alternatives(
    problem: Problem,
    terms: Terms | None = None,
    options: Options | None = None,
    *,
    watch: Callable[[Progress], None] | None = None,
) -> Alternatives:
    """Find the best timetable, then one alternative after the other.

    Of the timetables that the terms allow, each alternative is the one that costs least in the
    first tier, then in the second and so on; of several such, the canonical one.

    Parameters
    ----------
    problem, watch
        As for `scheduler.solving.solving.solve`.
    terms
        What makes a timetable an alternative.
    options
        Limits of the search; the time is for all timetables together.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    terms = terms or Terms()
    found: tuple[Result, ...] = ()
    with begin(problem, options, watch=watch) as run:
        draft, (best, values) = run.best(BEST)
        if values is None or draft is None:
            ending = why_over(run.search, best)
        else:
            found, ending = _look_on(run, draft, terms, best, values)
    return Alternatives(
        terms=terms,
        best=best,
        found=found,
        differences=tuple(_differ(problem.week, best, other, 0) for other in found),
        ending=ending,
        seconds=run.search.seconds,
    )


def _look_on(
    run: SolveRun, draft: Draft, terms: Terms, best: Result, values: list[int]
) -> tuple[tuple[Result, ...], Ending]:
    """Find one alternative after the other on a draft on which nothing is settled yet."""
    found: list[Result] = []
    goals = run.goals(draft)
    tiers = [tier for tier in best.tiers if tier.name != CANONICAL]
    for goal, tier in zip(goals, tiers, strict=True):
        draft.model.at_most(goal.cost, most_within(tier.value, terms.within))
    last, costs = best, [tier.bound for tier in tiers]
    while len(found) < terms.count:
        if run.search.over:
            return tuple(found), why_over(run.search)
        _keep_away(draft, last, terms.differ)
        draft.model.hint(values)
        share = 1 / (terms.count - len(found))
        run.search.stage = f"alternative {len(found) + 1}"
        # Whatever is allowed now was allowed before, so it costs no less.
        with run.search.only(share):
            start = nearby(draft, _timetable(last), run.search, goals[0].cost)
            result, new = run.finish(draft.fork(), goals, costs, start)
        if new is None and result.status is Status.UNKNOWN and not run.search.over:
            result, new = run.finish(draft.fork(), goals, costs)
        if new is None:
            return tuple(found), why_over(run.search, result)
        for earlier in (best, *found):
            _differ(run.problem.week, earlier, result, terms.differ)
        found.append(result)
        last, values = result, new
        costs = [tier.bound for tier in result.tiers if tier.name != CANONICAL]
    return tuple(found), Ending.ENOUGH


def why_over(search: Search, last: Result | None = None) -> Ending:
    """Why a search went no further, given its last result, if any."""
    if last is not None and last.status is Status.INFEASIBLE:
        return Ending.NO_MORE
    return Ending.STOPPED if search.interrupted else Ending.TIME


def _keep_away(draft: Draft, result: Result, least: int) -> None:
    """Post that a timetable differs from an earlier one in at least some number of slots."""
    used = slots_used(draft.week, _timetable(result))
    differs = []
    for session in draft.week.session:
        for slot in draft.slots.of(session):
            held, day = draft.slots.held(slot), draft.week.sitting[slot.sitting].day
            where = Where(slot.session, day, slot.sitting)
            differs.append(1 - held if where in used else held)
    draft.model.at_most(-total(differs), -least)


def _differ(week: Week, one: Result, other: Result, least: int) -> int:
    """The difference of two timetables, held against what the solver was asked for."""
    found = difference(week, _timetable(one), _timetable(other))
    if found < least:
        raise Disagreement(
            f"An alternative differs in {found} slots from another timetable, where {least} were "
            "asked for. Please report this with the scenario file."
        )
    return found


def _timetable(result: Result) -> Timetable:
    assert result.timetable is not None
    return result.timetable
