"""The fewest States that can hold the posts of a week, so that every must is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from scheduler.rules.linear import total
from scheduler.solving.known import values_of
from scheduler.solving.problem import Known, Problem
from scheduler.solving.search import Progress
from scheduler.solving.solving import Options, begin
from scheduler.week.leadership import ROLES, Post


class FewestLeaders(NamedTuple):
    """How many States are needed, and whether it is proven that no fewer would do."""

    states: int
    proven: bool


def fewest_leaders(
    problem: Problem,
    bodies: Collection[str],
    options: Options | None = None,
    *,
    begun: Known | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> FewestLeaders | None:
    """Find the fewest States that can hold all posts of some bodies.

    Parameters
    ----------
    problem
        The week and the rules applied to it; preferences do not count.
    bodies
        Identifiers of the bodies.
    options
        Limits of the search.
    begun
        A timetable to begin from, with its leaders, where it keeps every must.
    watch
        Called as the search proceeds; may be called from another thread.

    Returns
    -------
    FewestLeaders or None
        None where no timetable was found in the time given.
    """
    musts = problem.model_copy(update={"settings": problem.musts})
    with begin(musts, options, watch=watch) as run:
        draft = run.draft()
        if draft is None:
            return None
        posts = [Post(body, role) for body in bodies for role in ROLES]
        leads = [
            draft.any(draft.in_post(post, state.code) for post in posts)
            for state in problem.week.delegations
        ]
        number = total(leads)
        start = None if begun is None else values_of(draft, begun, run.search)
        draft.model.minimise(number)
        if start is not None:
            draft.model.hint(start)
        run.search.tell("fewest States")
        found = run.search.run(draft.model, "fewest States")
    values = start if found.values is None else found.values
    if values is None:
        return None
    states = draft.model.value(number, values)
    return FewestLeaders(states, found.proven or found.bound >= states)
