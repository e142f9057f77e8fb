"""Solving a week: tier after tier, the last one canonical, and every timetable judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from typing import NamedTuple

from pydantic import Field

from scheduler.constructing.constructing import Constructed, construct, judged, rank_of
from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Model, Unfinished
from scheduler.errors import Disagreement
from scheduler.judging.judge import Finding, Verdict, judge, tiers_of
from scheduler.judging.preflight import refusals
from scheduler.rules.requirement import Key, key_of
from scheduler.solving.canonical import Choices, choices_of, make_canonical
from scheduler.solving.conflicts import Conflicts
from scheduler.solving.improving import improve
from scheduler.solving.known import values_of
from scheduler.solving.problem import Known, Problem
from scheduler.solving.result import CANONICAL, GIVEN_UP, Provenance, Result, Status, Tier
from scheduler.solving.search import Progress, Search
from scheduler.solving.tiers import Goal, SolvedTiers, group_goals, solve_tiers
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.week import Week

LARGE = 2_000
"""Starts of its sessions from which a week counts as large."""

ROUNDS = 100
"""Rounds of construction for a week that is likely to be proven, which shorten the proof."""

BUILDING = "a first timetable"
"""What those who watch are told while one is built."""

IMPROVING, PROVING = 0.35, 0.5
"""The shares of what is left of the time that a large week is given: before the proof, and for it;
the rest comes after it."""


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
    problem: Problem,
    options: Options | None = None,
    *,
    eased: Collection[Key] = (),
    limits: Mapping[str, int] | None = None,
    conflict: bool = True,
    begun: Known | None = None,
    watch: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Result:
    """Find the best timetable of a week, and prove that it is.

    Parameters
    ----------
    problem
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
    begun
        A timetable to begin from, where it keeps every must and limit.
    watch
        Called as the search proceeds; may be called from another thread. A
        `scheduler.solving.search.Viewer` is shown the timetables, and is asked whether to stop.
    stopped
        Asked now and then whether to stop, as Ctrl-C asks where it is heard.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    with begin(problem, options, eased=eased, watch=watch, stopped=stopped) as run:
        result = run.refuse()
        if result is None:
            # What may be given up, and what is limited, is known to the model alone.
            built = None if eased or limits else run.construct(begun)
            result = _prove(run, built, begun, limits or {}, conflict=conflict)
    return result.model_copy(update={"seconds": run.search.seconds})


def _prove(
    run: SolveRun,
    built: Constructed | None,
    begun: Known | None,
    limits: Mapping[str, int],
    *,
    conflict: bool,
) -> Result:
    """Search for the best timetable and the proof of it, before and after which a large week is
    made better without one."""
    problem, search, seed = run.problem, run.search, run.options.seed
    large = built is not None and is_large(problem.week)
    if built is not None and large:
        with search.only(IMPROVING):
            built = improve(problem, built, search, seed)
    with search.only(PROVING if large else 1):
        draft = run.draft()
        result = run.unfinished()
        if draft is not None and not search.is_over():
            for rule, most in limits.items():
                draft.model.at_most(draft.amount(rule), most)
            known = begun if built is None else Known(built.timetable)
            start = None if known is None else values_of(draft, known, search)
            result = run.finish(draft, start=start).result
    if result.status is Status.INFEASIBLE:
        return run.explain(result) if conflict and not limits else result
    if built is not None and large and result.status is not Status.PROVEN:
        if result.timetable is not None and result.verdict is not None:
            built = Constructed(result.timetable, result.verdict)
        built = improve(problem, built, search, seed + 1)
    return run.found(built, result)


def is_large(week: Week) -> bool:
    """Whether a week has too many sessions, and starts for them, for a proof to be likely."""
    starts = 0
    for session in week.sessions:
        shortest = min(session.shortest, session.least)
        for sitting in week.sittings_for(session.format_word):
            spare = session.minutes_in(sitting) - shortest
            starts += 0 if spare < 0 else 1 if sitting.whole else spare // week.grain + 1
    return starts > LARGE


class Finished(NamedTuple):
    """A result, and a value for every variable of the draft; None where nothing was found."""

    result: Result
    values: list[int] | None


@contextmanager
def begin(
    problem: Problem,
    options: Options | None = None,
    *,
    eased: Collection[Key] = (),
    watch: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Iterator[SolveRun]:
    """Start the clock, and take Ctrl-C as the wish to stop; the parameters are those of `solve`."""
    options = options or Options()
    search = start_search(options, watch, stopped)
    with search.listening():
        yield SolveRun(problem, options, search, frozenset(eased))


class SolveRun(NamedTuple):
    """A problem while it is searched, once or several times."""

    problem: Problem
    options: Options
    search: Search
    """Its clock is that of all searches together."""
    eased: frozenset[Key] = frozenset()
    """Requirements of musts that may be given up."""

    @property
    def provenance(self) -> Provenance:
        return provenance_of(self.problem.name, self.problem.digest, self.options, self.search)

    def refuse(self) -> Result | None:
        """The result of a week that a count shows to be impossible; None for any other.

        Nothing is counted where some requirement may be given up.
        """
        counted = refusals(self.problem.week, self.problem.settings)
        if not counted or self.eased:
            return None
        return Result(
            status=Status.INFEASIBLE,
            seconds=self.search.seconds,
            reasons=tuple(refusal.reason for refusal in counted),
            provenance=self.provenance,
        )

    def draft(self) -> Draft | None:
        """A draft of the problem on which nothing is settled yet; None if the search was over."""
        try:
            return Draft(
                self.problem.week,
                self.problem.settings,
                eased=self.eased,
                stop=self.search.is_over,
            )
        except Unfinished:
            return None

    def construct(self, begun: Known | None = None) -> Constructed:
        """A timetable by construction, from one that is known if there is any, and no worse."""
        known = None if begun is None else begun.timetable
        week, settings = self.problem.week, self.problem.settings
        self.search.tell(BUILDING)
        seed, stop = self.options.seed, self.search.is_over
        rounds = 0 if is_large(week) else ROUNDS
        built = construct(week, settings, known, rounds=rounds, seed=seed, stop=stop)
        if known is not None and not week.open_posts():
            built = min(judged(week, settings, known), built, key=lambda one: one.rank)
        if built.verdict.legal:
            cost = next(iter(built.verdict.costs), None)
            self.search.tell(BUILDING, cost, found=partial(Known, built.timetable))
        return built

    def found(self, best: Constructed | None, searched: Result) -> Result:
        """The better of a timetable that was not searched for and the result of a search.

        What the search has proven goes with it.
        """
        if best is None or searched.status is Status.INFEASIBLE:
            return searched
        if not best.verdict.legal:
            if searched.timetable is not None:
                return searched
            near = {"nearest": best.timetable, "nearest_verdict": best.verdict}
            return searched.model_copy(update=near)
        if searched.verdict is not None and rank_of(searched.verdict) <= best.rank:
            return searched
        bounds = {tier.name: tier for tier in searched.tiers}
        tiers, same = list[Tier](), True
        for rank in best.verdict.tiers or (0,):
            name, cost = tier_name(rank), best.verdict.cost(rank)
            known = bounds.get(name)
            # A bound holds where all tiers before it cost what they cost when it was found.
            bound = min(cost, known.bound) if known is not None and same else 0
            same = same and known is not None and known.value == cost
            seconds = 0.0 if known is None else known.seconds
            tiers.append(Tier(name=name, value=cost, bound=bound, seconds=seconds))
        return searched.model_copy(
            update={
                "status": status_of(tiers),
                "tiers": tuple(tiers),
                "timetable": best.timetable,
                "verdict": judge(
                    self.problem.week, self.problem.settings, best.timetable, self.problem.off
                ),
                "interrupted": self.search.interrupted,
            }
        )

    def unfinished(self) -> Result:
        """The result where the search was over before a draft was whole."""
        return Result(
            status=Status.UNKNOWN,
            seconds=self.search.seconds,
            interrupted=self.search.interrupted,
            provenance=self.provenance,
        )

    def goals(self, draft: Draft) -> list[Goal]:
        """What is eased, then the tiers of preferences; a goal without cost where none exist."""
        eased = [Goal(GIVEN_UP, draft.given_up)] if draft.eased else []
        tiers = tiers_of(self.problem.settings) or (0,)
        return eased + [Goal(tier_name(rank), draft.cost(rank)) for rank in tiers]

    def best(self, share: float = 1.0) -> tuple[Draft | None, Finished]:
        """The best timetable, or why none exists; it comes before whatever else is asked for.

        With it comes a draft on which nothing is settled yet, for all else; None where a count
        refuses the week, so that nothing is drafted for it, and where there was no time for it.

        Parameters
        ----------
        share
            Of the time: how much of it the best one may take, above 0 and up to 1. Where nothing
            is found by then, and nothing proven, the search takes all of it.
        """
        refused = self.refuse()
        if refused is not None:
            return None, Finished(refused, None)
        self.search.stage = "the best"
        built = None if self.eased else self.construct()
        draft = self.draft()
        if draft is None:
            return None, Finished(self.found(built, self.unfinished()), None)
        start = None if built is None else values_of(draft, Known(built.timetable), self.search)
        with self.search.only(share):
            best, values = self.finish(draft.fork(), start=start)
        if best.status is Status.UNKNOWN and share < 1 and not self.search.over:
            best, values = self.finish(draft.fork())
        if best.status is Status.INFEASIBLE:
            best = self.explain(best)
        return draft, Finished(self.found(built, best), values)

    def finish(
        self,
        draft: Draft,
        goals: Sequence[Goal] | None = None,
        known: Sequence[int] = (),
        start: list[int] | None = None,
        *,
        apart: bool = False,
    ) -> Finished:
        """Solve goal after goal on a draft, make the timetable the only one, and judge it.

        Parameters
        ----------
        draft
            It is used up: what is settled is posted on it.
        goals
            None: those of the problem.
        known
            What is known of the costs of the goals; see `scheduler.solving.tiers.solve_tiers`.
        start
            A value for every variable, of a solution to begin from; None: one is looked for.
        apart
            Whether goals are proven one after another all the same, as where the first of them
            leaves little to choose for the rest.

        Raises
        ------
        Disagreement
            As `hold_against`.
        """
        options, search, before = self.options, self.search, self.search.seconds
        goals = self.goals(draft) if goals is None else goals

        def read(values: list[int]) -> Known:
            return Known(draft.read(values), draft.open_posts.read(values))

        with search.showing(read):
            tiers, values, infeasible = solve_goals(
                draft.model,
                goals,
                lambda: choices_of(draft),
                options,
                search,
                known,
                start,
                apart=apart,
            )
        status = Status.INFEASIBLE if infeasible else Status.UNKNOWN
        timetable, leadership, verdict = None, Leadership(), None
        if values is not None:
            timetable, leadership = read(values)
            week = self.problem.week.with_leaders(leadership)
            verdict = judge(week, self.problem.settings, timetable, self.problem.off)
            tiers = hold_against(tiers, verdict, self._eased)
            status = status_of(tiers)
        result = Result(
            status=status,
            tiers=tuple(tiers),
            seconds=search.seconds - before,
            timetable=timetable,
            leadership=leadership,
            verdict=verdict,
            interrupted=search.interrupted,
            provenance=self.provenance,
        )
        return Finished(result, values)

    def explain(self, result: Result) -> Result:
        """The result of an impossible week, with the musts that clash."""
        rules, minimal = Conflicts(self.problem, self.search, self.eased).rules()
        return result.model_copy(
            update={
                "conflict": tuple(setting.rule.name for setting in rules),
                "conflict_minimal": minimal,
                "interrupted": self.search.interrupted,
            }
        )

    def _eased(self, finding: Finding) -> bool:
        """Whether a finding is of a requirement that may be given up."""
        rule = self.problem.rules.get(finding.rule)
        return rule is not None and key_of(rule, finding.case) in self.eased


def start_search(
    options: Options,
    watch: Callable[[Progress], None] | None,
    stopped: Callable[[], bool] | None = None,
) -> Search:
    """Start the clock of a search within the limits of the options."""
    return Search(
        options.time_limit,
        options.seed,
        options.workers or os.cpu_count() or 1,
        watch,
        effort=options.effort,
        stopped=stopped,
        light=options.light,
    )


def provenance_of(name: str, digest: str, options: Options, search: Search) -> Provenance:
    """From what the results of a search are made."""
    return Provenance(
        scenario=name,
        digest=digest,
        seed=options.seed,
        workers=search.workers,
        time_limit=options.time_limit,
        versions=versions(),
    )


def solve_goals(
    model: Model,
    goals: Sequence[Goal],
    choices: Callable[[], Choices],
    options: Options,
    search: Search,
    known: Sequence[int] = (),
    start: list[int] | None = None,
    *,
    apart: bool = False,
) -> SolvedTiers:
    """Solve goal after goal and, once all are proven, settle which of the best solutions it is.

    See `scheduler.solving.tiers.solve_tiers` and `scheduler.solving.canonical.make_canonical`.
    """
    groups = group_goals(model, goals, apart=apart or start is None)
    tiers, values, infeasible = solve_tiers(model, groups, search, known, start, looks=not apart)
    if values is not None and options.canonical and all(tier.proven for tier in tiers):
        search.tell(CANONICAL)
        tier, values = make_canonical(model, groups[-1].objective, choices(), values, search)
        search.tell(CANONICAL, found=search.reader(partial(list, values)))
        tiers.append(tier)
    return SolvedTiers(tiers, values, infeasible)


def status_of(tiers: Sequence[Tier]) -> Status:
    """How far a search came that has found a solution.

    What meets its bound in every tier is the best, whether or not it is the only one that does.
    """
    best = all(tier.proven for tier in tiers if tier.name != CANONICAL)
    return Status.PROVEN if best else Status.FEASIBLE


def hold_against(
    tiers: Sequence[Tier], verdict: Verdict, eased: Callable[[Finding], bool] = lambda _: False
) -> list[Tier]:
    """Hold what the solver claims against the verdict, which counts in the end.

    Parameters
    ----------
    eased
        Whether a finding is of a requirement that may be given up.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims.
    """
    for finding in verdict.breached:
        if not eased(finding):
            raise Disagreement(
                f"The solver's answer breaks {finding.rule} in the case {finding.case}: "
                f"{finding.sentence} Please report this with the file that was solved."
            )
    found = []
    counted = verdict.amounts() | {tier_name(rank): verdict.cost(rank) for rank in verdict.tiers}
    counted[GIVEN_UP] = sum(finding.amount for finding in verdict.breached)
    for tier in tiers:
        cost = counted.get(tier.name, tier.value)
        if cost > tier.value or (tier.proven and cost != tier.value):
            raise Disagreement(
                f"In {tier.name} the solver counts {tier.value} and the judge {cost} "
                f"({verdict.amounts()}). Please report this with the file that was solved."
            )
        found.append(tier.model_copy(update={"value": cost}))
    return found


def tier_name(rank: int) -> str:
    """What a tier is called in a result; 0 stands for the musts alone."""
    return f"tier {rank}" if rank else "musts"


def versions() -> dict[str, str]:
    python = ".".join(str(number) for number in sys.version_info[:3])
    return {
        "python": python,
        "ortools": version("ortools"),
        "meeting-week": version("meeting-week"),
    }
