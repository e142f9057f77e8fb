"""Solving a week: tier after tier, the last one canonical, and every timetable judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple

from pydantic import Field

from scheduler.drafting.draft import Draft
from scheduler.errors import Disagreement
from scheduler.judging.judge import Verdict, judge, tiers_of
from scheduler.judging.preflight import preflight
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import Setting
from scheduler.solving.canonical import choices_of, make_canonical
from scheduler.solving.conflicts import Conflicts
from scheduler.solving.result import CANONICAL, GIVEN_UP, Provenance, Result, Status, Tier
from scheduler.solving.search import Progress, Search
from scheduler.solving.tiers import Goal, group, settle
from scheduler.week.frozen import Frozen
from scheduler.week.week import Week


class Options(Frozen):
    """How to search. None of it changes which timetable is proven best."""

    time_limit: float = Field(default=60.0, gt=0, le=86_400, description="Seconds in all.")
    workers: int | None = Field(
        default=None, ge=1, le=64, description="Searches side by side; None: one for each core."
    )
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    effort: float | None = Field(
        default=None,
        gt=0,
        description="Work in all, in the solver's own measure. With one worker, a search that ends "
        "by it finds the same on every machine; None: only time counts.",
    )
    canonical: bool = Field(
        default=True, description="Whether to settle which of several best timetables it is."
    )
    light: bool = Field(
        default=False,
        description="Whether to begin each search with little preparation: for many small ones.",
    )


def solve(
    week: Week,
    settings: Sequence[Setting],
    options: Options | None = None,
    *,
    eased: Collection[Key] = (),
    limits: Mapping[str, int] | None = None,
    conflict: bool = True,
    off: Iterable[str] = (),
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Result:
    """Find the best timetable of a week, and prove that it is.

    Parameters
    ----------
    week, settings
        The week and the rules applied to it.
    options
        Limits of the search.
    eased
        Requirements of musts that may be given up. As little of them as possible is: that is a
        tier before all others, each in the unit of its rule.
    limits
        By the name of a preference, the most of it that there may be, in its unit.
    conflict
        Whether to look for the musts that clash where the week is impossible. Limits are no musts:
        with them it is not done.
    off
        Must-rules that the scenario switches off, for the verdict's header.
    name, digest
        The scenario, for the provenance.
    watch
        Called as the search proceeds; may be called from another thread.
    stopped
        Asked now and then whether to stop, as Ctrl-C asks where it is heard.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    work = begin(
        week,
        settings,
        options,
        eased=eased,
        off=off,
        name=name,
        digest=digest,
        watch=watch,
        stopped=stopped,
    )
    refused = refuse(work)
    if refused is not None:
        return refused
    with work.search.listening():
        draft = Draft(week, settings, eased=eased)
        for rule, most in (limits or {}).items():
            draft.model.at_most(draft.amount(rule), most)
        result, _ = finish(work, draft, tier_goals(draft, settings))
        if result.status is Status.INFEASIBLE and conflict and not limits:
            result = explain(work, result)
    return result.model_copy(update={"seconds": work.search.seconds})


class Work(NamedTuple):
    """A week that is being solved, once or several times.

    Attributes
    ----------
    search
        Its clock is that of all solves together.
    """

    week: Week
    settings: tuple[Setting, ...]
    options: Options
    off: tuple[str, ...]
    search: Search
    provenance: Provenance
    eased: frozenset[Key] = frozenset()


class Finished(NamedTuple):
    """A result, and a value for every variable of the draft; None where nothing was found."""

    result: Result
    values: list[int] | None


def begin(
    week: Week,
    settings: Sequence[Setting],
    options: Options | None,
    *,
    eased: Collection[Key] = (),
    off: Iterable[str],
    name: str,
    digest: str,
    watch: Callable[[Progress], None] | None,
    stopped: Callable[[], bool] | None = None,
) -> Work:
    """Start the clock; the parameters are those of `solve`."""
    options = options or Options()
    workers = options.workers or os.cpu_count() or 1
    provenance = Provenance(
        scenario=name,
        digest=digest,
        seed=options.seed,
        workers=workers,
        time_limit=options.time_limit,
        versions=versions(),
    )
    search = Search(
        options.time_limit,
        options.seed,
        workers,
        watch,
        effort=options.effort,
        stopped=stopped,
        light=options.light,
    )
    return Work(week, tuple(settings), options, tuple(off), search, provenance, frozenset(eased))


def refuse(work: Work) -> Result | None:
    """The result of a week that a count shows to be impossible; None for any other.

    Nothing is counted where some requirement may be given up.
    """
    reasons = preflight(work.week, work.settings)
    if not reasons or work.eased:
        return None
    return Result(
        status=Status.INFEASIBLE,
        seconds=work.search.seconds,
        reasons=reasons,
        provenance=work.provenance,
    )


def explain(work: Work, result: Result) -> Result:
    """The result of an impossible week, with the musts that clash."""
    rules, minimal = Conflicts(work.week, work.settings, work.search, work.eased).rules()
    return result.model_copy(
        update={
            "conflict": tuple(setting.rule.name for setting in rules),
            "conflict_minimal": minimal,
            "interrupted": work.search.interrupted,
        }
    )


def tier_goals(draft: Draft, settings: Sequence[Setting]) -> list[Goal]:
    """What is eased and the tiers of preferences as goals; one without cost where there is none."""
    eased = [Goal(GIVEN_UP, draft.given_up)] if draft.eased else []
    return eased + [Goal(_name(rank), draft.cost(rank)) for rank in tiers_of(settings) or (0,)]


def finish(work: Work, draft: Draft, goals: Sequence[Goal], known: Sequence[int] = ()) -> Finished:
    """Settle the goals on a draft, make the timetable the only one, and judge it.

    Parameters
    ----------
    draft
        It is used up: what is settled is posted on it.
    known
        What is known of the costs of the goals; see `scheduler.solving.tiers.settle`.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims.
    """
    search, options, before = work.search, work.options, work.search.seconds
    flights = group(draft.model, goals)
    tiers, values, infeasible = settle(draft.model, flights, search, known)
    if values is not None and options.canonical and all(tier.proven for tier in tiers):
        cost, choices = flights[-1].objective, choices_of(draft)
        tier, values = make_canonical(draft.model, cost, choices, values, search)
        tiers.append(tier)
    if values is None:
        result = Result(
            status=Status.INFEASIBLE if infeasible else Status.UNKNOWN,
            seconds=search.seconds - before,
            interrupted=search.interrupted,
            provenance=work.provenance,
        )
        return Finished(result, None)
    timetable, leadership = draft.slots.read(values), draft.open_posts.read(values)
    week = work.week.with_leaders(leadership)
    verdict = judge(week, work.settings, timetable, work.off)
    tiers = _judged(work, tiers, verdict)
    finished = all(tier.proven for tier in tiers)
    finished = finished and (not options.canonical or tiers[-1].name == CANONICAL)
    result = Result(
        status=Status.PROVEN if finished else Status.FEASIBLE,
        tiers=tuple(tiers),
        seconds=search.seconds - before,
        timetable=timetable,
        leadership=leadership,
        verdict=verdict,
        interrupted=search.interrupted,
        provenance=work.provenance,
    )
    return Finished(result, values)


def _name(rank: int) -> str:
    return f"tier {rank}" if rank else "musts"


def _judged(work: Work, tiers: Sequence[Tier], verdict: Verdict) -> list[Tier]:
    """Hold what the solver claims against the verdict, which counts in the end."""
    rules = {setting.rule.name: setting.rule for setting in work.settings}
    for finding in verdict.breached:
        rule = rules.get(finding.rule)
        if rule is None or key_of(rule, finding.case) not in work.eased:
            raise Disagreement(
                f"The solver's timetable breaks {finding.rule} in the case {finding.case}: "
                f"{finding.sentence} Please report this with the scenario file."
            )
    found = []
    counted = verdict.amounts() | {_name(rank): verdict.cost(rank) for rank in verdict.tiers}
    counted[GIVEN_UP] = sum(finding.amount for finding in verdict.breached)
    for tier in tiers:
        cost = counted.get(tier.name)
        if cost is None:
            found.append(tier)
            continue
        if cost > tier.value or (tier.proven and cost != tier.value):
            raise Disagreement(
                f"In {tier.name} the solver counts {tier.value} and the judge {cost} "
                f"({verdict.amounts()}). Please report this with the scenario file."
            )
        found.append(tier.model_copy(update={"value": cost}))
    return found


def versions() -> dict[str, str]:
    python = ".".join(str(number) for number in sys.version_info[:3])
    return {
        "python": python,
        "ortools": version("ortools"),
        "meeting-week": version("meeting-week"),
    }
