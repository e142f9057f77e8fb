"""Making a timetable better that is too large to be proven best, a neighbourhood at a time.

In turn, sessions are placed anew by construction, and some sessions are set free together while all
others stand: then the model says where they are best, tier by tier. Nothing worse is kept.
"""

from __future__ import annotations

from functools import partial
from random import Random

from scheduler.constructing.builder import Builder
from scheduler.constructing.constructing import Constructed, judged
from scheduler.constructing.neighbourhoods import Neighbourhoods
from scheduler.drafting.draft import Draft
from scheduler.drafting.model import Unfinished
from scheduler.judging.judge import tiers_of
from scheduler.solving.known import values_of
from scheduler.solving.problem import Known, Problem, all_preferred
from scheduler.solving.search import Search
from scheduler.solving.tiers import Goal, group_goals
from scheduler.week.timetable import Timetable

EFFORT = 0.6
"""Effort for one neighbourhood, in the solver's measure."""

ROUNDS = 3000
"""Rounds of construction in a turn."""

BETTER = "a better timetable"
"""What those who watch are told, with what it costs in the first tier."""

_ROUND = 0.002
"""What a round of construction counts, in the solver's measure of effort."""

MOST_ROUNDS = 2 * ROUNDS
"""The same where fewer have not helped."""

TURNS = 12
"""Neighbourhoods that are solved where construction has not helped, before it is its turn again."""


def improve(problem: Problem, best: Constructed, search: Search, seed: int) -> Constructed:
    """Make a timetable better until the search is over, or nothing could be better.

    Parameters
    ----------
    problem
        The week and the rules; a timetable of a week with open posts is given back as it is.
    best
        A timetable to begin from, legal or not.
    seed
        The same seed and effort give the same timetable.
    """
    week, settings = problem.week, problem.settings
    if week.open_posts() or not (week.sessions and week.sittings):
        return best
    near = Neighbourhoods(week, Random(seed))
    builder = Builder(week, settings, seed=seed, stop=search.is_over)
    rounds, turns = ROUNDS, 0
    while any(best.rank) and not search.is_over():
        if turns == 0:
            builder.lay_out(best.timetable)
            built = _as_said(best.timetable, builder.improve(rounds))
            search.spend(rounds * _ROUND)
            found = judged(week, settings, built)
            # Where it helps no more, the model may help still, and then more rounds at once.
            if found.rank >= best.rank:
                rounds, turns = min(2 * rounds, MOST_ROUNDS), TURNS
        else:
            found = _solve(problem, best, near, search) or best
            turns -= 1
        if found.rank < best.rank and found.verdict.legal:
            cost = next(iter(found.verdict.costs), None)
            search.tell(BETTER, cost, found=partial(Known, found.timetable))
        best = min(found, best, key=lambda one: one.rank)
    return best


def _solve(
    problem: Problem, best: Constructed, near: Neighbourhoods, search: Search
) -> Constructed | None:
    """The best timetable in a neighbourhood, as far as little effort shows it."""
    week, settings = problem.week, problem.settings
    if not best.verdict.legal:
        settings = all_preferred(settings)
    free = near.draw(best.timetable, best.verdict)
    try:
        draft = Draft(week, settings, placed=best.timetable, free=free, stop=search.is_over)
    except Unfinished:
        return None
    start = values_of(draft, Known(best.timetable), search)
    if start is None:
        return None
    model = draft.model
    goals = [Goal("", draft.cost(rank)) for rank in tiers_of(settings)]
    objective = group_goals(model, goals)[0].objective
    model.minimise(objective)
    model.at_most(objective, model.value(objective, start))
    model.hint(start)
    found = search.run(model, "", quick=True, effort=EFFORT)
    near.learn(proven=found.proven)
    if found.values is None:
        return None
    return judged(week, problem.settings, draft.read(found.values))


def _as_said(before: Timetable, after: Timetable) -> Timetable:
    """A timetable with the statements of those parts that stand where they stood before."""
    said = {part.place: part for part in before.parts}
    here = {part.session for part in after.parts if part not in said}
    return Timetable(
        parts=tuple(part if part.session in here else said.get(part, part) for part in after.parts)
    )
