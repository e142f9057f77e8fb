"""One search of CP-SAT: bounded in time, watched, and stopped by Ctrl-C without loss."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from math import inf
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.drafting.model import Model
from scheduler.rules.linear import Linear
from scheduler.solving.problem import Known

STRATEGIES = ("max_lp", "no_lp", "quick_restart", "reduced_costs", "fixed", "core")
"""CP-SAT's ways of searching, in the order in which workers take them.

Time in a week is a sum of minutes that has to fit, so the bound comes from the full linear
relaxation; the default one leaves it out where there are few workers."""


ALONE = 8.0
"""Effort for which one worker proves alone, in the solver's measure, before all others join it.

Beside one another, workers take nearly as long as one does and each of them as much of a core."""


LEAST_EFFORT = 0.001
"""Effort that a search is given where nothing is left of it: a limit of 0 would be none."""


class Progress(NamedTuple):
    """Where a solve stands."""

    tier: str
    """Name of the tier being settled."""
    best: int | None
    """Cost of the best timetable so far, None before the first."""
    bound: int | None
    """The least that it can be."""
    seconds: float
    """Since the beginning of the solve."""
    found: Callable[[], Known] | None = None
    """Reads the best timetable so far: from any thread, and at any time, though it holds on to
    what the search needs. It keeps every must but for what may be given up, which the tier of that
    name counts. None before the first, and for whoever watches and is no `Viewer`."""

    @property
    def gap(self) -> float | None:
        """The distance of best and bound as a share of best, None where either is missing."""
        if self.best is None or self.bound is None:
            return None
        return (self.best - self.bound) / max(1, abs(self.best))


class Viewer:
    """Whoever watches a search, sees the timetables that it finds, and may stop it.

    It may be called from any thread.
    """

    def __call__(self, progress: Progress) -> None:
        """Be told how far the search has come."""
        raise NotImplementedError

    def stopped(self) -> bool:
        """Whether to stop and keep the best; asked now and then."""
        return False


class SearchResult(NamedTuple):
    """What a search ended with. Values are read only where there is a solution."""

    values: list[int] | None
    bound: int
    proven: bool
    infeasible: bool
    core: tuple[int, ...] = ()
    """Positions of assumptions that cannot all hold, where that is why there is no solution; some
    may not be needed for it."""


class _Manner(NamedTuple):
    """How a model is searched; see `Search.run`."""

    name: str
    quick: bool
    first: bool
    light: bool
    nearby: int
    relaxed: bool
    watched: bool
    said: Callable[[int], int]
    enough: int | None
    alone: bool = False
    """Whether one worker searches, though there are more."""


class Search:
    """Searches of one solve, which share a clock, a seed and a number of workers.

    Parameters
    ----------
    time_limit
        Seconds for all searches together.
    seed, workers
        As CP-SAT takes them.
    watch
        Called with each improvement of value or bound; may be called from another thread. A
        `Viewer` is shown what is found, and is asked whether to stop.
    effort
        The most work of all searches together, in the solver's own measure; None: no limit.
    stopped
        Asked now and then whether to stop.
    light
        Whether a search begins with little preparation, which takes longer than a small search.

    Attributes
    ----------
    stage
        What is being solved, where one search solves several things; for those who watch.
    """

    def __init__(
        self,
        time_limit: float,
        seed: int,
        workers: int,
        watch: Callable[[Progress], None] | None = None,
        *,
        effort: float | None = None,
        stopped: Callable[[], bool] | None = None,
        light: bool = False,
    ) -> None:
        self.started = time.perf_counter()
        self.interrupted = False
        self.stage = ""
        self._time_limit = time_limit
        self._seed = seed
        self.workers = workers
        self._watch = watch
        self._viewer = watch if isinstance(watch, Viewer) else None
        self._read: Callable[[list[int]], Known] | None = None
        self._effort = inf if effort is None else effort
        self._stopped = stopped
        self._light = light

    @property
    def seconds(self) -> float:
        """Seconds since the solve began."""
        return time.perf_counter() - self.started

    @property
    def left(self) -> float:
        """Seconds that are left, 0 or more."""
        return max(0.0, self._time_limit - self.seconds)

    @property
    def effort_left(self) -> float:
        """Effort that is left, in the solver's own measure, 0 or more; infinite without a limit."""
        return max(0.0, self._effort)

    @property
    def over(self) -> bool:
        """Whether no time or effort is left, or a person has stopped the search."""
        spent = self.seconds >= self._time_limit or self._effort <= 0
        return self.interrupted or spent

    def is_over(self) -> bool:
        """Whether it is `over`, also for whoever may stop it from outside."""
        if self._stopped is not None and self._stopped():
            self.interrupted = True
        if self._viewer is not None and self._viewer.stopped():
            self.interrupted = True
        return self.over

    def spare(self, effort: float) -> None:
        """Leave no more than some effort for all searches to come, in the solver's own measure."""
        self._effort = min(self._effort, effort)

    def run(
        self,
        model: Model,
        name: str,
        *,
        quick: bool = False,
        first: bool = False,
        light: bool = False,
        nearby: int = 0,
        effort: float | None = None,
        relaxed: bool = False,
        said: Callable[[int], int] = int,
        enough: int | None = None,
        assume: Sequence[Linear] = (),
        between: Callable[[SearchResult], SearchResult | None] | None = None,
    ) -> SearchResult:
        """Search for a solution of the model, the best if it has an objective.

        Parameters
        ----------
        name
            The tier, for those who watch.
        quick
            For a model in which almost everything is settled: one worker, the same chance
            whatever the seed, no message.
        first
            Whether any solution will do.
        light
            Whether to begin with little preparation, as all of a light `Search` do.
        nearby
            Above 0: to look only around the hint for what is better, with one worker and whatever
            the seed. Each number looks elsewhere.
        effort
            The most that the search may take, in the solver's own measure of its work. Such a
            search asks for any solution, not for a bound, and does without the relaxation.
        relaxed
            Whether it uses the relaxation all the same, as where the bound is what is hard.
        said
            Gives the cost of the tier, for those who watch, from a value of the objective.
        enough
            A value of the objective that is known to be the least, if it is reached.
        assume
            Literals that must hold in this search; for a model without objective. The search is
            a quick one then: only with one worker does the solver name a core.
        between
            Given what one worker has come to alone, before all others join it: a result that
            settles it, or None.
        """
        kind = _Manner(
            name,
            quick=quick or bool(assume),
            first=first,
            light=light or self._light or nearby > 0,
            nearby=nearby,
            relaxed=relaxed or effort is None or nearby > 0,
            watched=not (quick or assume) and effort is None,
            said=said,
            enough=enough,
        )
        if not kind.watched or first or self.workers == 1:
            return self._once(model, kind, effort, assume)
        found = self._once(model, kind._replace(alone=True), ALONE)
        if found.proven or found.infeasible or self.over:
            return found
        settled = None if between is None else between(found)
        if settled is not None:
            return settled
        if found.values is not None:
            model.hint(found.values)
        again = self._once(model, kind)
        if again.values is None and not again.infeasible:
            return found
        return again._replace(bound=max(again.bound, found.bound))

    def _once(
        self,
        model: Model,
        kind: _Manner,
        effort: float | None = None,
        assume: Sequence[Linear] = (),
    ) -> SearchResult:
        """Search with the solver once."""
        if self.is_over() and self.interrupted:
            return SearchResult(values=None, bound=0, proven=False, infeasible=False)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.max_time_in_seconds = max(0.01, self._time_limit - self.seconds)
        parameters.random_seed = kind.nearby or (0 if kind.quick else self._seed)
        parameters.num_workers = 1 if kind.quick or kind.nearby or kind.alone else self.workers
        parameters.stop_after_first_solution = kind.first
        parameters.use_lns_only = kind.nearby > 0
        parameters.catch_sigint_signal = False
        parameters.max_deterministic_time = max(LEAST_EFFORT, min(effort or inf, self._effort))
        if kind.light:
            parameters.max_presolve_iterations = 1
            # Without any probing, and with the relaxation, ortools 9.15 has called a possible
            # week impossible, and a cost the least where a third of it could be had.
            parameters.cp_model_probing_level = 1
            parameters.symmetry_level = 0
        if kind.relaxed:
            parameters.linearization_level = 2
            parameters.cut_level = 0
            parameters.subsolvers.extend(STRATEGIES)
        else:
            parameters.linearization_level = 0
        watch = self._watch if kind.watched else None
        watcher = None
        if watch is not None or kind.enough is not None:
            watcher = _Watcher(self, model, kind.name, kind.said, watch, kind.enough)
        if watch is not None and watcher is not None:
            solver.best_bound_callback = watcher.on_bound
        model.assume(assume)
        status = self._solve(solver, model, watcher)
        self._effort -= solver.response_proto.deterministic_time
        has = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        reached = has and kind.enough is not None and round(solver.objective_value) <= kind.enough
        return SearchResult(
            values=model.values(solver) if has else None,
            bound=_whole(solver.best_objective_bound) if has else 0,
            proven=status == cp_model.OPTIMAL or reached,
            infeasible=status == cp_model.INFEASIBLE,
            core=model.core(solver, assume) if status == cp_model.INFEASIBLE else (),
        )

    @contextmanager
    def only(self, share: float) -> Iterator[None]:
        """Leave to what goes on meanwhile a share of what is left, above 0 and up to 1.

        It is a share of the time, and of the effort where that is limited.

        What of it is not used is there for whatever comes later.
        """
        limit, effort = self._time_limit, self._effort
        self._time_limit = min(limit, self.seconds + share * self.left)
        self._effort = share * effort
        try:
            yield
        finally:
            self._time_limit = limit
            self._effort = effort if effort == inf else effort - share * effort + self._effort

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take Ctrl-C, for as long as this lasts, as the wish to stop and keep the best."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self, *_: object) -> None:
        self.interrupted = True

    def _solve(
        self,
        solver: cp_model.CpSolver,
        model: Model,
        watcher: cp_model.CpSolverSolutionCallback | None,
    ) -> cp_model.CpSolverStatus:
        """Solve beside this thread, which stays free to hear a signal and to stop the search."""
        outcome: list[cp_model.CpSolverStatus | BaseException] = []
        done = threading.Event()

        def work() -> None:
            try:
                outcome.append(solver.solve(model.cp, watcher))
            except BaseException as error:
                outcome.append(error)
            done.set()

        threading.Thread(target=work, daemon=True).start()
        # The timeout lets signals through on Windows, and stops again a search that had not begun.
        while not done.wait(0.1):
            self.is_over()
            if self.interrupted:
                solver.stop_search()
        ended = outcome[0]
        if isinstance(ended, BaseException):
            raise ended
        return ended

    def spend(self, effort: float) -> None:
        """Take off what is left what something else than a search has cost."""
        self._effort -= effort

    def tell(
        self,
        name: str,
        best: int | None = None,
        bound: int | None = None,
        found: Callable[[], Known] | None = None,
    ) -> None:
        """Tell whoever watches that a tier is begun, or what it came to, and show what is found."""
        if self._watch is not None:
            shown = found if self._viewer is not None else None
            self._watch(Progress(self.staged(name), best, bound, self.seconds, shown))

    @contextmanager
    def showing(self, read: Callable[[list[int]], Known]) -> Iterator[None]:
        """Show what is found meanwhile, given how a timetable is read from a solution."""
        before, self._read = self._read, read
        try:
            yield
        finally:
            self._read = before

    def reader(self, values: Callable[[], list[int]]) -> Callable[[], Known] | None:
        """What reads a timetable from a solution, which is copied at once.

        None where nobody would see it, so that nothing is copied, and where it is no timetable.
        """
        if self._viewer is None or self._read is None:
            return None
        return cache(partial(self._read, values()))

    def staged(self, name: str) -> str:
        """The name of a tier, after what is being solved."""
        return f"{self.stage}, {name}" if self.stage else name


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Tells whoever watches of each better solution and bound, and stops where it is enough."""

    def __init__(
        self,
        search: Search,
        model: Model,
        name: str,
        said: Callable[[int], int],
        watch: Callable[[Progress], None] | None,
        enough: int | None,
    ) -> None:
        super().__init__()
        self._enough = enough
        self._said = said
        self._search = search
        self._model = model
        self._found: Callable[[], Known] | None = None
        self._name = name
        self._watch = watch
        self._best: int | None = None
        self._bound: int | None = None

    def on_solution_callback(self) -> None:
        self._best = self._said(round(self.objective_value))
        self._bound = self._said(_whole(self.best_objective_bound))
        if self._watch is not None:
            self._found = self._search.reader(partial(self._model.values, self))
        self._tell()
        if self._enough is not None and round(self.objective_value) <= self._enough:
            self.stop_search()

    def on_bound(self, bound: float) -> None:
        self._bound = self._said(_whole(bound))
        self._tell()

    def _tell(self) -> None:
        if self._watch is None:
            return
        name = self._search.staged(self._name)
        told = Progress(name, self._best, self._bound, self._search.seconds, self._found)
        self._watch(told)


def _whole(bound: float) -> int:
    """A bound on a whole number: the next whole number up, with room for rounding."""
    return -int((-bound + 1e-6) // 1)
