"""Solving a week that has to stay near a published one, and never ending with empty hands.

The published timetable is repaired by construction first. A repair that keeps every must is where
the search begins. Where none does, a little effort shows whether any timetable can; and if that
stays open, the search begins from the repair that breaks least and may give up what it breaks, as
little of it as possible. Where nothing has to be given up in the end, it has found what was
missing; where something provably has to be, there is no timetable.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from scheduler.constructing.constructing import Constructed
from scheduler.drafting.draft import Draft
from scheduler.judging.judge import tiers_of
from scheduler.repairing.attempts import Attempt, Nearest, attempt, nearest_of
from scheduler.repairing.building import repairs
from scheduler.rules.requirement import Key
from scheduler.solving.known import values_of
from scheduler.solving.nearby import nearby
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import GIVEN_UP, Result, Status, Tier
from scheduler.solving.search import Progress, SearchResult
from scheduler.solving.solving import Options, SolveRun, begin, tier_name
from scheduler.week.timetable import Timetable

PROBE = 6.0
"""Effort for finding any timetable that keeps every must, in the solver's measure."""


def solve_near(
    problem: Problem,
    published: Timetable,
    options: Options | None = None,
    *,
    lost: Collection[Key] = (),
    conflict: bool = True,
    watch: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> tuple[Result, Nearest | None]:
    """Solve a week that has to stay near a published one.

    Parameters
    ----------
    problem
        The first of its tiers asks for what is published.
    published
        The timetable as it has gone out; the week may have no place for parts of it any more.
    options
        Limits of the search.
    lost
        Requirements of musts that cannot be kept, whatever is done.
    conflict
        Whether to look for the musts that clash where the week is impossible.
    watch, stopped
        As for `scheduler.solving.solving.solve`.

    Returns
    -------
    Result
        Its timetable, where there is one, keeps every must that is not lost.
    Nearest or None
        Where there is none, and it took more than a count or a little effort to tell: of all
        timetables that were tried, the one that breaks least.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    with begin(problem, options, eased=lost, watch=watch, stopped=stopped) as run:
        result = run.refuse()
        nearest = None
        if result is None:
            run.search.tell(REPAIR)
            tries = repairs(problem, published, lost=lost, stop=run.search.is_over)
            result, nearest = _search(run, tries)
            if result.status is Status.INFEASIBLE and conflict:
                result = run.explain(result)
        result = result.model_copy(update={"seconds": run.search.seconds})
    return result, None if result.timetable is not None else nearest


REPAIR = "repair"
"""What is said while the published timetable is repaired, before any tier is settled."""


def _search(run: SolveRun, tries: Iterator[Attempt]) -> tuple[Result, Nearest | None]:
    """Search from a timetable near the published one that breaks nothing, as soon as one is known.

    What is next to no work comes first: to leave all as it is, and to move what sits on one day.
    Then little effort may show that there is no timetable; only then all of it is built anew.
    """
    problem = run.problem
    attempts = [next(tries)]
    draft = run.draft()
    if draft is None:
        return _known(run, attempts, run.unfinished()), nearest_of(problem, attempts)
    start = _start(run, draft, attempts[-1])
    if start is None:
        probe = _any(run, draft)
        if probe.infeasible:
            return run.unfinished().model_copy(update={"status": Status.INFEASIBLE}), None
        while start is None and (built := next(tries, None)) is not None:
            attempts.append(built)
            start = _start(run, draft, built)
        start = probe.values if start is None else start
    if start is not None:
        result = run.finish(draft, start=start, apart=True).result
        return _known(run, attempts, result), nearest_of(problem, attempts)
    result, nearest = repair_further(run, attempts)
    return _known(run, attempts, result), nearest


def _start(run: SolveRun, draft: Draft, one: Attempt) -> list[int] | None:
    """A value for every variable, of a timetable that was tried or of one near it.

    Near it, what breaks a must moves, and what sits on one day.
    """
    if not one.broken:
        return values_of(draft, one.known, run.search)
    sessions = {str(name) for _, case in one.broken for name in case} & draft.week.session.keys()
    aim = draft.cost(min(tiers_of(run.problem.settings), default=0))
    return nearby(draft, one.known.timetable, run.search, aim, sessions)


def _any(run: SolveRun, draft: Draft) -> SearchResult:
    """Any timetable that keeps every must, or the proof that there is none, if little shows it."""
    return run.search.run(
        draft.model.without_objective(), REPAIR, quick=True, first=True, light=True, effort=PROBE
    )


def repair_further(run: SolveRun, attempts: Sequence[Attempt]) -> tuple[Result, Nearest]:
    """Search on from the best of several timetables that break a must, and give up only that.

    Returns
    -------
    Result
        A week that keeps every must but for those that are lost, or the proof that there is none;
        else its status is ``UNKNOWN``.
    Nearest
        What breaks least of all that was tried.
    """
    problem, lost = run.problem, run.eased
    best = min(attempts, key=lambda one: one.severity)
    eased = run._replace(eased=lost.union(best.broken))
    draft = eased.draft()
    if draft is None:
        return run.unfinished(), nearest_of(problem, attempts)
    start = values_of(draft, best.known, run.search)
    result = eased.finish(draft, start=start, apart=True).result
    least = next((tier.bound for tier in result.tiers if tier.name == GIVEN_UP), 0)
    if result.timetable is not None:
        found = attempt(problem, Known(result.timetable, result.leadership), lost)
        if not found.broken:
            return _unbroken(result, lost), nearest_of(problem, attempts)
        attempts = [*attempts, found]
    impossible = result.status is Status.INFEASIBLE or (least > 0 and not lost)
    status = Status.INFEASIBLE if impossible else Status.UNKNOWN
    nothing = {"status": status, "tiers": (), "timetable": None, "verdict": None}
    return result.model_copy(update=nothing), nearest_of(problem, attempts)


def _unbroken(result: Result, lost: Collection[Key]) -> Result:
    """The result of a search that gave up nothing: where nothing is lost, without that tier."""
    if lost:
        return result
    tiers = tuple(tier for tier in result.tiers if tier.name != GIVEN_UP)
    return result.model_copy(update={"tiers": tiers})


def _known(run: SolveRun, attempts: Sequence[Attempt], result: Result) -> Result:
    """The result of a search, or the best that was tried and breaks nothing, if that is better."""
    legal = [one for one in attempts if not one.broken]
    if not legal or result.status is Status.INFEASIBLE:
        return result
    best = min(legal, key=lambda one: one.verdict.costs)
    if best.verdict.legal:
        return run.found(Constructed(best.known.timetable, best.verdict), result)
    if result.timetable is not None:
        return result
    # What is lost breaks a must in any timetable; nothing is known of the bounds.
    costs = {tier_name(rank): best.verdict.cost(rank) for rank in best.verdict.tiers}
    return result.model_copy(
        update={
            "status": Status.FEASIBLE,
            "tiers": tuple(
                Tier(name=name, value=cost, bound=0, seconds=0.0) for name, cost in costs.items()
            ),
            "timetable": best.known.timetable,
            "verdict": best.verdict,
        }
    )
