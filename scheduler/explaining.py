"""Why nothing fits: counts that cannot hold, minimal conflicts, and the least to give up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from pydantic import Field

from scheduler.conflicts import Conflict, Conflicts
from scheduler.draft import Draft
from scheduler.frozen import Frozen
from scheduler.preflight import preflight
from scheduler.repairing import Concession, Repair, Repairs, Way
from scheduler.requirement import Key
from scheduler.result import Result, Status
from scheduler.rule import Count, Setting
from scheduler.search import Progress
from scheduler.solving import Options, Work, begin, finish, tier_goals
from scheduler.week import Week

MOST = 5
"""Conflicts that are looked for at the most."""


class Explanation(Frozen):
    """Why a week is impossible, and the least that would have to give way.

    Attributes
    ----------
    status
        ``INFEASIBLE`` where it is proven, ``FEASIBLE`` where a timetable keeps every must after
        all, and ``UNKNOWN`` where neither was settled in the time given.
    counts
        Counts that cannot hold: proofs by themselves.
    conflicts
        No two have a requirement in common.
    complete
        Whether all that is in none of the conflicts can be kept; None where that stayed open.
    ways
        For each conflict: its requirements that would each be enough to give up, beside what the
        least repair gives up for the other conflicts.
    repair
        The least; None where none was found in the time given.
    found_after
        Seconds until the conflicts and what to give up were known; what is left of ``seconds``
        went into the timetable that results.
    interrupted
        Whether a person stopped the search.
    """

    status: Status
    counts: tuple[Count, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    complete: bool | None = None
    ways: tuple[tuple[Way, ...], ...] = ()
    repair: Repair | None = None
    found_after: float = Field(default=0.0, ge=0)
    seconds: float = Field(default=0.0, ge=0)
    interrupted: bool = False


def explain(
    week: Week,
    settings: Sequence[Setting],
    options: Options | None = None,
    *,
    rules: Sequence[str] = (),
    kept: Collection[str] = (),
    off: Iterable[str] = (),
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
) -> Explanation:
    """Say why no timetable keeps every must of a week, and what is the least to give up.

    Parameters
    ----------
    week, settings, off, name, digest, watch
        As for `scheduler.solving.solve`.
    options
        Limits of the search, for all questions together.
    rules
        Names of musts that are known to clash and to do without none of them, as
        `scheduler.result.Result.conflict` names them.
    kept
        Names of rules that are not given up, whatever else it takes; nor are firm ones.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    work = begin(week, settings, options, off=off, name=name, digest=digest, watch=watch)
    search = work.search
    counts = preflight(week, settings)
    with search.listening():
        search.tell("conflicts")
        asked = Conflicts(week, settings, search)
        conflicts, possible = _conflicts(asked, rules, known=bool(counts or rules))
        ways, concession, repair = list[tuple[Way, ...]](), None, None
        if (conflicts or counts) and not search.over:
            search.tell("repair")
            repairs = Repairs(week, settings, search, kept)
            ways, concession = _give_way(repairs, [asked.single(one) for one in conflicts])
        found_after = search.seconds
        if concession is not None:
            result = _solve(work, concession)
            repair = repairs.told(concession, result)
    impossible = bool(conflicts or counts)
    return Explanation(
        status=_status(impossible, possible),
        counts=counts,
        conflicts=tuple(conflicts),
        complete=possible if impossible else None,
        ways=tuple(ways),
        repair=repair,
        found_after=found_after,
        seconds=search.seconds,
        interrupted=search.interrupted,
    )


def _status(impossible: bool, possible: bool | None) -> Status:
    if impossible:
        return Status.INFEASIBLE
    return Status.FEASIBLE if possible else Status.UNKNOWN


def _conflicts(
    asked: Conflicts, rules: Sequence[str], *, known: bool
) -> tuple[list[Conflict], bool | None]:
    """Conflicts one after another, and whether what is in none of them can be kept.

    ``known`` says that there is one.
    """
    conflicts: list[Conflict] = []
    while len(conflicts) < MOST:
        possible = False if known and not conflicts else asked.possible()
        if possible is not False or asked.search.over:
            return conflicts, possible
        conflicts.append(asked.find(() if conflicts else rules))
    return conflicts, asked.possible()


def _give_way(
    repairs: Repairs, conflicts: Sequence[Sequence[Key]]
) -> tuple[list[tuple[Way, ...]], Concession | None]:
    """What would do for each conflict, and the least to give up for all of them."""
    if len(conflicts) == 1:
        ways, settled = repairs.ways(conflicts[0])
        if ways:
            least = min(ways, key=lambda way: way.amount)
            return [tuple(ways)], Concession((least.given_up.key,), least.amount, settled)
    concession = repairs.least(conflicts)
    if concession is None or len(conflicts) < 2:
        return [() for _ in conflicts], concession
    return [
        tuple(repairs.ways(keys, [key for key in concession.keys if key not in keys])[0])
        for keys in conflicts
    ], concession


def _solve(work: Work, concession: Concession) -> Result:
    """Solve the week with some requirements eased."""
    eased = frozenset(concession.keys)
    draft = Draft(work.week, work.settings, eased=eased)
    known = [concession.amount] if concession.proven else []
    goals = tier_goals(draft, work.settings)
    return finish(work._replace(eased=eased), draft, goals, known).result
