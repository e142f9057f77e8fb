"""Why nothing fits: counts that cannot hold, minimal conflicts, and the least to give up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from scheduler.explaining.explanation import Explanation
from scheduler.explaining.repairs import QUICK, Concession, Repairs, Ways
from scheduler.judging.preflight import refusals
from scheduler.solving.conflicts import Conflict, Conflicts
from scheduler.solving.known import values_of
from scheduler.solving.problem import Problem
from scheduler.solving.result import Result, Status
from scheduler.solving.search import Progress
from scheduler.solving.solving import Options, SolveRun, begin

MOST = 5
"""The most conflicts that are looked for."""

TIMETABLE = 1.0
"""Effort for the timetable that results, in the solver's measure: what was asked is why nothing
fits, and to prove the best of a large week takes many times as long as to explain it."""


def explain(
    problem: Problem,
    options: Options | None = None,
    *,
    rules: Sequence[str] = (),
    kept: Collection[str] = (),
    timetable: bool = True,
    watch: Callable[[Progress], None] | None = None,
) -> Explanation:
    """Say why no timetable keeps every must of a week, and what is the least to give up.

    Parameters
    ----------
    problem, watch
        As for `scheduler.solving.solving.solve`.
    options
        Limits of the search, for all questions together.
    rules
        Names of musts that are known to clash, and not to without any one of them; see
        `scheduler.solving.result.Result.conflict`.
    kept
        Names of rules that must not be given up; firm rules never are.
    timetable
        Whether to solve the repaired week as well.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    counted = refusals(problem.week, problem.settings)
    likely = min((one.rules for one in counted), key=len, default=())
    with begin(problem, options, watch=watch) as run:
        search = run.search
        asked, repairs = Conflicts(problem, search), Repairs(problem, search, kept)
        seen = _look(asked, repairs, rules, likely)
        repair = None
        if seen.concession is not None:
            result = _solve(run, seen.concession) if timetable else None
            ways = [way for some in seen.ways for way in some.found]
            repair = repairs.told(seen.concession, result, ways)
    impossible = bool(seen.conflicts or counted)
    status = Status.FEASIBLE if seen.possible else Status.UNKNOWN
    status = Status.INFEASIBLE if impossible else status
    return Explanation(
        status=status,
        counts=tuple(refusal.reason for refusal in counted),
        counted=tuple(refusal.rules for refusal in counted),
        conflicts=tuple(seen.conflicts),
        complete=seen.possible if impossible else None,
        ways=tuple(some.found for some in seen.ways),
        unsettled=tuple(some.unsettled for some in seen.ways),
        repair=repair,
        irreparable=repairs.hopeless,
        found_after=seen.after,
        seconds=search.seconds,
        interrupted=search.interrupted,
    )


class _Seen(NamedTuple):
    """What was found."""

    possible: bool | None
    """Whether what is in no conflict can be kept; None where that stayed open."""
    after: float
    """Seconds until the conflicts and the least to give up were known."""
    conflicts: Sequence[Conflict] = ()
    ways: Sequence[Ways] = ()
    concession: Concession | None = None


def _look(asked: Conflicts, repairs: Repairs, rules: Sequence[str], likely: Sequence[str]) -> _Seen:
    """Look for conflicts one after another, and for what is least to give up for all of them.

    ``likely`` names the rules of a count that cannot hold. That is a proof, but the search may not
    find one in the time given: then there is no conflict to show.
    """
    search = asked.search
    search.tell("conflicts")
    among = likely if asked.clash(likely) else ()
    possible = False if rules or among else asked.possible()
    if possible is not False:
        some = None
        if likely and not search.over:
            some = repairs.least([], asked.beyond, asked.everything)
        return _Seen(None if likely else possible, search.seconds, concession=some)
    conflicts = [asked.find(rules, among)]
    search.tell("repair")
    ways = repairs.ways(asked.keys[0], effort=QUICK)
    ways = repairs.refine(ways, ways.doubtful)
    if ways.least is not None:
        # With one requirement eased all others are kept, so nothing else stands in the way.
        concession = ways.concession(ways.least)
        after = search.seconds
        ways = repairs.refine(ways, [one.key for one in ways.answers if not one.settled])
        return _Seen(True, after, conflicts, [ways], concession)
    while (possible := asked.possible()) is False and len(conflicts) < MOST and not search.over:
        conflicts.append(asked.find())
    some = None
    if not search.over:
        some = repairs.least(asked.keys, asked.beyond, asked.everything)
    after = search.seconds
    return _Seen(possible, after, conflicts, _other_ways(asked, repairs, some), some)


def _other_ways(asked: Conflicts, repairs: Repairs, least: Concession | None) -> list[Ways]:
    """For each of several conflicts, what would do beside what is given up for the others."""
    if least is None or len(asked.keys) < 2:
        return [Ways(()) for _ in asked.keys]
    rest = ([key for key in least.keys if key not in keys] for keys in asked.keys)
    return [repairs.ways(keys, beside) for keys, beside in zip(asked.keys, rest, strict=True)]


def _solve(run: SolveRun, concession: Concession) -> Result:
    """Solve the week with some requirements eased, as far as a little effort goes."""
    run = run._replace(eased=frozenset(concession.keys))
    known = [concession.amount] if concession.proven else []
    run.search.spare(TIMETABLE)
    draft = run.draft()
    if draft is None:
        return run.unfinished()
    start = None if concession.begun is None else values_of(draft, concession.begun, run.search)
    return run.finish(draft, known=known, start=start).result
