"""Trade-offs: which amounts of two or three preferences go together at best.

One amount is made least while bounds stand on the others, then the next amount, so that only
efficient points are found. Each further point must have less of something than each point before
it; where no timetable has, the front is complete. Every step is a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import isqrt
from operator import le

from scheduler.drafting.draft import Draft
from scheduler.exploring.alternatives import why_over
from scheduler.exploring.results import Ending, Front, FrontPoint, Weighing, most_within
from scheduler.rules.linear import Linear
from scheduler.rules.rule import Prefer, Setting
from scheduler.solving.problem import Problem
from scheduler.solving.result import Result
from scheduler.solving.search import Progress
from scheduler.solving.solving import Options, SolveRun, begin
from scheduler.solving.tiers import Goal


def find_front(
    problem: Problem,
    weighing: Weighing,
    options: Options | None = None,
    *,
    watch: Callable[[Progress], None] | None = None,
) -> Front:
    """Find the efficient timetables of a week, and prove that they are.

    For each point one timetable is given: of all with its amounts, the one that is best by the
    scenario's tiers, and of several such the canonical one.

    Parameters
    ----------
    problem, watch
        As for `scheduler.solving.solving.solve`. The rules that are weighed are preferences of the
        problem.
    weighing
        What is weighed. Where it asks for a number of points, the ends of the front come first:
        each amount as small as it can be. Then come points at bounds spread evenly between them,
        and the rest in order of the amounts.
    options
        Limits of the search; the time is for all timetables together.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    points: list[FrontPoint] = []
    with begin(problem, options, watch=watch) as run:
        draft, (best, values) = run.best()
        if draft is None or values is None or run.search.over:
            ending = why_over(run.search, best)
        else:
            draft.model.hint(values)
            _limit_others(draft, problem.settings, weighing, best)
            walk = _Walk(run, draft, weighing)
            ending, points = walk.go(), walk.points
    return Front(
        weighing=weighing,
        best=best,
        points=tuple(sorted(_undominated(points), key=lambda point: point.amounts)),
        complete=bool(points) and ending is Ending.NO_MORE and all(p.efficient for p in points),
        ending=ending,
        seconds=run.search.seconds,
    )


def _limit_others(
    draft: Draft, settings: Sequence[Setting], weighing: Weighing, best: Result
) -> None:
    """Post the most that the preferences that are not weighed may cost, tier by tier."""
    if weighing.within is None or best.verdict is None:
        return
    costs: dict[int, tuple[Linear, int]] = {}
    for setting in settings:
        name, mode = setting.rule.name, setting.mode
        if isinstance(mode, Prefer) and name not in weighing.between:
            drafted, cost = costs.get(mode.tier, (Linear(), 0))
            drafted += mode.weight * draft.amount(name)
            costs[mode.tier] = drafted, cost + mode.weight * best.verdict.amount(name)
    for drafted, cost in costs.values():
        draft.model.at_most(drafted, most_within(cost, weighing.within))


class _Walk:
    """Finds point after point on a draft; each further one must improve on all before it."""

    def __init__(self, run: SolveRun, draft: Draft, weighing: Weighing) -> None:
        self.points: list[FrontPoint] = []
        self._run = run
        self._draft = draft
        self._names = weighing.between
        self._most = weighing.points
        self._goals = [Goal(name, draft.amount(name)) for name in weighing.between]
        self._tiers = run.goals(draft)
        self._least = [0] * len(self._goals)

    def go(self) -> Ending:
        """Find points until there are enough or no more, and say why it ended."""
        for first in range(len(self._goals)):
            ending = self._find(first)
            if ending is not None:
                return ending
            # What was made least now is least among all points found, or nowhere.
            self._least[first] = min(point.amounts[first] for point in self.points)
        for caps in self._spread():
            ending = self._find(caps=caps)
            if ending not in (None, Ending.NO_MORE):
                return ending
        last = self.points[0].amounts
        while (ending := self._find(known=last)) is None:
            last = self.points[-1].amounts
        return ending

    def _find(
        self, first: int = 0, caps: Mapping[int, int] | None = None, known: Sequence[int] = ()
    ) -> Ending | None:
        """Find one more point; where there is none, say why.

        The amount at ``first`` is made least before the others, each up to its number in ``caps``.
        All points that are left come after the amounts ``known``, in their order.
        """
        if self._most is not None and len(self.points) >= self._most:
            return Ending.ENOUGH
        if self._run.search.over:
            return why_over(self._run.search)
        draft, caps = self._draft.fork(), caps or {}
        for number, cap in caps.items():
            draft.model.at_most(self._goals[number].cost, cap)
        least = [max(pair) for pair in zip(self._least, [*known[:1], 0, 0, 0], strict=False)]
        for point in self.points:
            self._improve(draft, point.amounts, least, caps)
        self._run.search.stage = f"point {len(self.points) + 1}"
        order = self._goals[first:] + self._goals[:first]
        result, values = self._run.finish(draft, [*order, *self._tiers], known)
        if values is None or result.verdict is None:
            return why_over(self._run.search, result)
        self._draft.model.hint(values)
        amounts = tuple(result.verdict.amount(name) for name in self._names)
        efficient = all(tier.proven for tier in result.tiers[: len(order)])
        self.points.append(FrontPoint(amounts=amounts, efficient=efficient, result=result))
        return None

    def _improve(
        self, draft: Draft, amounts: Sequence[int], least: Sequence[int], caps: Mapping[int, int]
    ) -> None:
        """Post that one of the amounts is less than a point has of it."""
        if any(cap < amounts[number] for number, cap in caps.items()):
            return
        open_to_it = [n for n, amount in enumerate(amounts) if amount > least[n]]
        if len(open_to_it) == 1:
            (number,) = open_to_it
            draft.model.at_most(self._goals[number].cost, amounts[number] - 1)
            return
        literals = []
        for number in open_to_it:
            less = draft.model.literal()
            draft.model.at_most(self._goals[number].cost, amounts[number] - 1, [less])
            literals.append(less)
        draft.model.clause(literals)

    def _spread(self) -> Iterator[dict[int, int]]:
        """Bounds on all amounts but the first, spread evenly between the ends of the front."""
        if self._most is None:
            return
        axes = range(1, len(self._goals))
        wanted = self._most - len(self.points)
        steps = wanted if len(axes) == 1 else isqrt(wanted)
        caps = []
        for axis in axes:
            reached = [point.amounts[axis] for point in self.points]
            low, high = min(reached), max(reached)
            caps.append([low + (high - low) * n // (steps + 1) for n in range(steps, 0, -1)])
        for chosen in product(*caps):
            yield dict(zip(axes, chosen, strict=True))


def _undominated(points: Sequence[FrontPoint]) -> Iterator[FrontPoint]:
    """Leave out points that another one outdoes; there are some where time ran out."""
    for point in points:
        others = (other.amounts for other in points if other.amounts != point.amounts)
        if not any(all(map(le, other, point.amounts)) for other in others):
            yield point
