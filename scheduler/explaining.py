"""Why nothing fits: counts that cannot hold, minimal conflicts, and the least to give up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from scheduler.conflicts import Conflict, Conflicts
from scheduler.draft import Draft
from scheduler.explanation import Explanation
from scheduler.preflight import preflight
from scheduler.repairing import Concession, Repairs, Way
from scheduler.result import Result, Status
from scheduler.rule import Setting
from scheduler.search import Progress
from scheduler.solving import Options, Work, begin, finish, tier_goals
from scheduler.week import Week

MOST = 5
"""Conflicts that are looked for at the most."""


def explain(
    week: Week,
    settings: Sequence[Setting],
    options: Options | None = None,
    *,
    rules: Sequence[str] = (),
    kept: Collection[str] = (),
    timetable: bool = True,
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
    timetable
        Whether to solve the repaired week as well.

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
        conflicts, possible = _conflicts(asked, rules, impossible=bool(counts))
        repairs = Repairs(week, settings, search, kept)
        ways, concession = list[tuple[Way, ...]](), None
        if (conflicts or counts) and not search.over:
            search.tell("repair")
            ways, concession = _give_way(repairs, asked)
        found_after, repair = search.seconds, None
        if concession is not None:
            result = _solve(work, concession) if timetable else None
            repair = repairs.told(concession, result, [way for some in ways for way in some])
    impossible = bool(conflicts or counts)
    return Explanation(
        status=_status(impossible, possible),
        counts=counts,
        conflicts=tuple(conflicts),
        complete=possible if impossible else None,
        ways=tuple(ways),
        repair=repair,
        irreparable=repairs.hopeless,
        found_after=found_after,
        seconds=search.seconds,
        interrupted=search.interrupted,
    )


def _status(impossible: bool, possible: bool | None) -> Status:
    if impossible:
        return Status.INFEASIBLE
    return Status.FEASIBLE if possible else Status.UNKNOWN


def _conflicts(
    asked: Conflicts, rules: Sequence[str], *, impossible: bool
) -> tuple[list[Conflict], bool | None]:
    """Conflicts one after another, and whether what is in none of them can be kept.

    ``impossible`` says that there is a conflict by a count, which a search may not prove.
    """
    conflicts: list[Conflict] = []
    while len(conflicts) < MOST:
        possible = False if rules and not conflicts else asked.possible()
        if possible is not False or asked.search.over:
            return conflicts, None if impossible and not conflicts else possible
        conflicts.append(asked.find(() if conflicts else rules))
    return conflicts, asked.possible()


def _give_way(
    repairs: Repairs, asked: Conflicts
) -> tuple[list[tuple[Way, ...]], Concession | None]:
    """What would do for each conflict, and the least to give up for all of them."""
    if len(asked.keys) == 1:
        ways, settled = repairs.ways(asked.keys[0])
        if ways:
            least = min(ways, key=lambda way: way.amount)
            return [tuple(ways)], Concession((least.given_up.key,), least.amount, settled)
    concession = repairs.least(asked.keys, asked.beyond, asked.everything)
    if concession is None or len(asked.keys) < 2:
        return [() for _ in asked.keys], concession
    return [
        tuple(repairs.ways(keys, [key for key in concession.keys if key not in keys])[0])
        for keys in asked.keys
    ], concession


def _solve(work: Work, concession: Concession) -> Result:
    """Solve the week with some requirements eased."""
    eased = frozenset(concession.keys)
    draft = Draft(work.week, work.settings, eased=eased)
    known = [concession.amount] if concession.proven else []
    goals = tier_goals(draft, work.settings)
    return finish(work._replace(eased=eased), draft, goals, known).result
