"""The best week in which one part stays exactly where it is, whatever else moves for it."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.exploring.results import Spot, Stays
from scheduler.exploring.standing_against import StandingAgainst, pinned
from scheduler.exploring.with_session_there import broken_by
from scheduler.judging.judge import judge
from scheduler.solving.known import values_of
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import GIVEN_UP, Result, Status
from scheduler.solving.search import Progress
from scheduler.solving.solving import Options, SolveRun, begin
from scheduler.week.timetable import Part, Timetable

BEGUN = "the week as it is"
"""What is said while the given timetable becomes where the search begins."""

SHARE = 0.9
"""The share of the time for the week; the rest is for what stands against the part."""

AGAINST = 4.0
"""Effort for what stands against the part, in the solver's measure."""


def solve_with_part(
    problem: Problem,
    given: Timetable,
    part: Part,
    options: Options | None = None,
    *,
    watch: Callable[[Progress], None] | None = None,
) -> Stays:
    """Find the best timetable of a week in which a part stays where it is.

    What the given timetable breaks may stay broken; as little of it as possible comes before all
    tiers. Nobody takes an open post.

    Parameters
    ----------
    problem, options, watch
        As for `scheduler.solving.solving.solve`. The search begins with the given timetable, and
        ends no worse than it.
    given
        A timetable of the week, legal or not.
    part
        A part of it, in a sitting of the week.

    Raises
    ------
    ValueError
        Where the part lies in no sitting.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    week = problem.week.model_copy(update={"pool": frozenset()})
    problem = problem.model_copy(update={"week": week})
    sitting = week.sitting_of(part)
    if sitting is None:
        raise ValueError(f"the week has no sitting for this part: {part}")
    room = part.room if week.rooms else None
    spot = Spot(part.session, (sitting.id,), start=part.begin, minutes=part.minutes, room=room)
    eased = broken_by(problem, judge(week, problem.settings, given, problem.off))
    with begin(problem, options, eased=eased, watch=watch) as run:
        run.search.tell(BEGUN)
        with run.search.only(SHARE):
            stays = _search(run, given, spot)
        if stays.broken or stays.result.status is Status.INFEASIBLE:
            run.search.spare(AGAINST)
            against = StandingAgainst(problem, run.search).find(spot)
            stays = stays.model_copy(update={"against": against})
    seconds = run.search.seconds
    return stays.model_copy(update={"result": stays.result.model_copy(update={"seconds": seconds})})


def _search(run: SolveRun, given: Timetable, spot: Spot) -> Stays:
    draft = run.draft()
    if draft is None:
        return Stays(result=run.unfinished())
    there = pinned(draft, spot)
    if there is None:
        return Stays(result=_impossible(run))
    start = values_of(there, Known(given), run.search)
    result = run.finish(there, start=start, apart=True).result
    tiers = tuple(tier for tier in result.tiers if tier.name != GIVEN_UP or tier.value)
    result = result.model_copy(update={"tiers": tiers})
    broken = () if result.verdict is None else result.verdict.breached
    return Stays(result=result, broken=broken)


def _impossible(run: SolveRun) -> Result:
    return run.unfinished().model_copy(update={"status": Status.INFEASIBLE})
