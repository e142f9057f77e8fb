"""Solving all variants of a scenario: what is known is looked up, the rest is handed to workers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from scenarios.loading.variants import Variant, Variants, load_variants
from scenarios.studies.sweep.outcome import Limits, Outcome, Solved, Standing
from scenarios.studies.sweep.result import Sweep
from scenarios.studies.sweep.solving import Task, program
from scenarios.studies.sweep.store import Store, opened
from scenarios.studies.sweep.workforce import Workforce, check_workforce
from scheduler.errors import BadInput

_MOST_PROBLEMS = 3


class SweepProgress(NamedTuple):
    """How far a sweep has come.

    Attributes
    ----------
    done, total
        Variants.
    reused
        How many of those done had been solved before.
    outcome
        The row that has just come; None at the beginning.
    """

    done: int
    total: int
    reused: int
    outcome: Outcome | None = None


Watch = Callable[[SweepProgress], None]


def sweep(
    path: str | Path,
    limits: Limits | None = None,
    workforce: Workforce | None = None,
    results: Path | None = None,
    watch: Watch | None = None,
    only: Collection[str] | None = None,
) -> Sweep:
    """Solve a scenario and all variants that its file lists, and lay them side by side.

    A variant that is infeasible, or whose patch cannot be used, is a row with its reason. Ctrl-C
    ends the sweep and keeps what is done.

    Parameters
    ----------
    path
        A scenario file with ``variants``, a ``grid``, or both.
    limits, workforce
        How far each variant is searched, and where; by default in this process.
    results
        A SQLite file that keeps the results as they come. Where it exists, the sweep goes on from
        there. None: nothing is kept.
    watch
        Called with each row as it comes.
    only
        Names of the variants to solve beside the scenario as it is; None: all.

    Raises
    ------
    BadInput
        Where the scenario itself, the workforce or the file of results cannot be used, and where no
        variant has one of the names.
    """
    limits, workforce = limits or Limits(), workforce or Workforce()
    check_workforce(workforce)
    variants = load_variants(path)
    if only is not None:
        variants = variants.only(only)
    name, title = variants.path.name, variants.scenario.title
    with opened(results, name, title, program(), limits) as store:
        run = _Run(variants, limits, store, watch)
        stopped = False
        try:
            run.carry_out(workforce)
        except KeyboardInterrupt:
            stopped = True
    return Sweep(
        title=title or name,
        questions=variants.questions,
        outcomes=tuple(run.outcomes),
        stopped=stopped,
        unkept=run.unkept,
    )


class _Run:
    """A sweep while it lasts: the rows so far, and who waits for which digest."""

    def __init__(
        self, variants: Variants, limits: Limits, store: Store, watch: Watch | None
    ) -> None:
        self.outcomes = [_outcome(v, Standing.NOT_SOLVED) for v in variants.listed]
        self._variants = variants
        self._limits = limits
        self._store = store
        self._watch = watch
        self._waiting: dict[str, list[int]] = defaultdict(list)
        self._done = 0
        self._reused = 0
        self.unkept = ""

    def carry_out(self, workforce: Workforce) -> None:
        """Solve what is not known; no engine is started where there is nothing to solve."""
        self._store.list_variants(self.outcomes)
        self._tell(None)
        tasks = self._tasks()
        first = next(tasks, None)
        if first is None:
            return
        from scenarios.studies.sweep.engine import engine, solve_tasks

        with engine(workforce) as client:
            for task, solved in solve_tasks(client, chain((first,), tasks)):
                self._take(task.problem.digest, solved)

    def _tasks(self) -> Iterator[Task]:
        """The variants that have to be solved; the others become rows on the way."""
        for position, variant in enumerate(self._variants.listed):
            try:
                scenario = self._variants.load(variant)
            except BadInput as error:
                self._note(position, _outcome(variant, Standing.BAD_INPUT, reason=_say(error)))
                continue
            digest = scenario.problem.digest
            known = self._store.find(digest)
            if known is not None:
                self._note(position, _solved(variant, digest, known, reused=True))
                continue
            self._waiting[digest].append(position)
            if len(self._waiting[digest]) == 1:
                yield Task(scenario.problem, self._limits)

    def _take(self, digest: str, solved: Solved) -> None:
        """Note what came of a task, for all variants that ask for the same."""
        for n, position in enumerate(self._waiting.pop(digest)):
            variant = self._variants.listed[position]
            self._note(position, _solved(variant, digest, solved, reused=n > 0))

    def _note(self, position: int, outcome: Outcome) -> None:
        self.outcomes[position] = outcome
        self._keep(position, outcome)
        self._done += 1
        self._reused += outcome.reused
        self._tell(outcome)

    def _keep(self, position: int, outcome: Outcome) -> None:
        """Keep a row; where that can no longer be done, the sweep goes on without."""
        if self.unkept:
            return
        try:
            self._store.keep(position, outcome)
        except BadInput as error:
            self.unkept = str(error)

    def _tell(self, outcome: Outcome | None) -> None:
        if self._watch is not None:
            self._watch(SweepProgress(self._done, len(self.outcomes), self._reused, outcome))


def _outcome(variant: Variant, standing: Standing, *, reason: str = "") -> Outcome:
    return Outcome(
        name=variant.name,
        title=variant.title,
        choices=variant.choices,
        standing=standing,
        reason=reason,
    )


def _solved(variant: Variant, digest: str, solved: Solved, *, reused: bool = False) -> Outcome:
    outcome = _outcome(variant, solved.standing, reason=solved.reason)
    kept = solved if solved.standing.kept else None
    return outcome.model_copy(update={"digest": digest, "solved": kept, "reused": reused})


def _say(error: BadInput) -> str:
    """The first problems of a patch, with their places, in one line."""
    said = [str(problem) for problem in error.problems[:_MOST_PROBLEMS]]
    more = len(error.problems) - len(said)
    return "; ".join([*said, *([f"and {more} more"] if more else [])])
