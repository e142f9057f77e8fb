"""What is past cannot be mended: requirements that what has begun has broken for good."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.drafting.draft import Draft
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import Setting
from scheduler.solving.problem import Problem
from scheduler.solving.search import Search
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

SECONDS = 10.0
"""Time for all questions together; each is a search in a draft with two rules only."""


def broken_for_good(problem: Problem, past: Setting, held: Timetable) -> frozenset[Key]:
    """Requirements of musts that cannot be kept any more, whatever is still to come.

    What the past breaks may still be mended, as where a session is short of minutes, or not, as
    where its leader was away. To tell them apart, each must is asked by itself for the week that
    has this past and breaks the must least. A must that no week keeps, whatever its past, is broken
    by something else.

    Parameters
    ----------
    problem
        The week and the rules applied to it.
    past
        The must that holds what has begun.
    held
        What has begun.
    """
    search = Search(SECONDS, seed=1, workers=1)
    found: set[Key] = set()
    for setting in problem.musts:
        if setting is not past:
            breaches = setting.rule.check(problem.week, held)
            broken = {key_of(setting.rule, breach.case) for breach in breaches}
            if broken:
                found |= _lost(problem.week, past, setting, broken, search)
    return frozenset(found)


def _lost(
    week: Week, past: Setting, setting: Setting, broken: Collection[Key], search: Search
) -> set[Key]:
    """Those of a must's broken requirements that stay broken in the best case."""
    draft = Draft(week, [past, setting], eased=broken)
    draft.model.minimise(draft.given_up)
    values = search.run(draft.model, setting.rule.name, quick=True).values
    if values is None:
        return set()
    found = {
        key_of(setting.rule, case)
        for (_, case), amount in draft.amounts.items()
        if draft.model.value(amount, values) > 0
    }
    if found and search.run(Draft(week, [setting]).model, setting.rule.name, quick=True).infeasible:
        return set()
    return found
